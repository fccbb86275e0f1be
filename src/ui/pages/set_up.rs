//! First start, once: the first account.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::complete_set_up::CompleteSetUp;
use crate::forms::SetUpForm;
use crate::services::accounts::{self, AddError, SetUpError};
use crate::text::reader::text;
use crate::ui::components::field::{Field, Kind, WrongCount};
use crate::ui::components::post_form::PostForm;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Alone;
use crate::ui::visit::{PageError, page, set_status};

/// `/setup`
#[component]
pub fn SetUp() -> impl IntoView {
    page(|visit| async move {
        let t = text();
        let code = visit.query("code");
        match accounts::check_set_up(&visit.services, &code).await {
            Err(SetUpError::Done) => return Err(PageError::Elsewhere("/sign-in".to_owned())),
            Err(SetUpError::Account(AddError::Internal(fault))) => return Err(fault.into()),
            Err(SetUpError::WrongCode) => return Ok(wrong_code()),
            Ok(()) | Err(SetUpError::Account(_)) => {}
        }
        let form = FormView::of(&visit, &SetUpForm::default()).await?;
        Ok(view! {
            <Alone title=t.get("set-up-title")>
                <p>{t.get("set-up-intro")}</p>
                <PostForm to={PhantomData::<CompleteSetUp>} instance=form.instance.clone()>
                    <WrongCount form=form.clone()/>
                    <input type="hidden" name="code" value=code/>
                    <Field form=form.clone() name="name" label=t.get("set-up-name") hint=t.get("set-up-name-hint") kind=Kind { autocomplete: "name", ..Kind::default() } first=true/>
                    <Field form=form.clone() name="email" label=t.get("account-email") kind=Kind { input: "email", autocomplete: "username", direction: "ltr", ..Kind::default() }/>
                    <Field form=form.clone() name="password" label=t.get("account-password") hint=t.get("set-up-password-hint") kind=Kind { input: "password", autocomplete: "new-password", direction: "ltr", ..Kind::default() }/>
                    <button class="button primary">{t.get("set-up-button")}</button>
                </PostForm>
            </Alone>
        }
        .into_any())
    })
}

fn wrong_code() -> AnyView {
    set_status(http::StatusCode::FORBIDDEN);
    let t = text();
    view! {
        <Alone title=t.get("set-up-title")>
            <p>{t.get("set-up-wrong-code")}</p>
        </Alone>
    }
    .into_any()
}
