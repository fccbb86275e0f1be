//! Sign-in. Says nothing about which of e-mail and password was wrong.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::sign_in::SignIn as SignInAction;
use crate::forms::SignInForm;
use crate::services::accounts;
use crate::sign_in::flash::Rejected;
use crate::sign_in::post::local_path;
use crate::text::reader::text;
use crate::ui::components::field::{Field, Kind, WrongCount};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::post_form::PostForm;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Alone;
use crate::ui::visit::{PageError, page};

/// `/sign-in`
#[component]
pub fn SignIn() -> impl IntoView {
    page(|visit| async move {
        let next = visit.query("next");
        if visit.is_signed_in() {
            return Err(PageError::Elsewhere(local_path(&next).to_owned()));
        }
        let t = text();
        let form = FormView::of(&visit, &SignInForm::default()).await?;
        let form_waits = Rejected::any_interrupted(&visit.session).await?;
        let set_up_first = !accounts::is_set_up(&visit.services).await?;
        Ok(view! {
            <Alone title=t.get("sign-in-title")>
                {set_up_first.then(|| view! { <p class="notice">{t.get("sign-in-set-up-first")}</p> })}
                {form_waits.then(|| view! { <p class="notice warn" role="status"><Icon shape=Shape::Info/><span>{t.get("sign-in-form-waits")}</span></p> })}
                <PostForm to={PhantomData::<SignInAction>} instance=form.instance.clone()>
                    <WrongCount form=form.clone()/>
                    <input type="hidden" name="next" value=next/>
                    <Field form=form.clone() name="email" label=t.get("account-email") kind=Kind { input: "email", autocomplete: "username", direction: "ltr", ..Kind::default() } first=true/>
                    <Field form=form.clone() name="password" label=t.get("account-password") kind=Kind { input: "password", autocomplete: "current-password", direction: "ltr", ..Kind::default() }/>
                    <button class="button primary">{t.get("sign-in-button")}</button>
                </PostForm>
            </Alone>
        }
        .into_any())
    })
}
