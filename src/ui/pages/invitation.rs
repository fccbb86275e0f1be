//! The text of somebody's invitations.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::set_invitation::{SetInvitation, USUAL};
use crate::domain::invitation::{Filling, Gap};
use crate::forms::InvitationForm;
use crate::services::invitation;
use crate::text::invitation::template;
use crate::text::reader::text;
use crate::ui::components::field::{Field, Kind, WrongCount};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::post_form::PostForm;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// `/account/invitation`
#[component]
pub fn Invitation() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let own = invitation::own(&visit.services, &caller).await?;
        let t = text();
        let template = template(t, own.as_ref());
        let form = FormView::of(&visit, &InvitationForm { text: template.clone() }).await?;
        let sample = Filling {
            title: t.get("invitation-sample-title"),
            link: format!("{}/j/…", visit.services.config.public_url),
            when: t.get("invitation-sample-when"),
            passcode: "482913".to_owned(),
            name: t.get("invitation-sample-name"),
        };
        let done = match visit.query("done").as_str() {
            "saved" => Some("saved"),
            "usual" => Some("invitation-is-usual"),
            _ => None,
        };
        let gaps = Gap::ALL
            .map(|gap| view! { <dt><code>{gap.written()}</code></dt> <dd>{t.get(meaning(gap))}</dd> })
            .into_iter()
            .collect_view();
        Ok(view! {
            <Signed caller title=t.get("invitation-title")>
                <div class="stack">
                    <p><a href="/account">{t.get("account-title")}</a></p>
                    <h1>{t.get("invitation-title")}</h1>
                    <p class="measure">{t.get("invitation-text")}</p>
                </div>
                {done.map(|done| view! { <p class="notice live measure" role="status"><Icon shape=Shape::Tick/><span>{t.get(done)}</span></p> })}
                <div class="two">
                    <section class="card padded">
                        <PostForm to={PhantomData::<SetInvitation>} instance=form.instance.clone() class="stack">
                            <WrongCount form=form.clone()/>
                            <Field form name="text" label=t.get("invitation-template") hint=t.get("invitation-hint") kind=Kind::lines(12)/>
                            <div class="actions">
                                <button class="button primary">{t.get("save")}</button>
                                {own.is_some().then(|| view! { <button class="button" name="then" value=USUAL>{t.get("invitation-reset")}</button> })}
                            </div>
                        </PostForm>
                        <h2>{t.get("invitation-gaps")}</h2>
                        <dl class="facts">{gaps}</dl>
                    </section>
                    <aside class="card padded" aria-labelledby="preview">
                        <h2 id="preview">{t.get("invitation-preview")}</h2>
                        <p class="preview" dir="auto">{sample.fill(&template)}</p>
                        <p class="hint">{t.get("invitation-preview-hint")}</p>
                    </aside>
                </div>
            </Signed>
        }
        .into_any())
    })
}

fn meaning(gap: Gap) -> &'static str {
    match gap {
        Gap::Title => "invitation-gap-title",
        Gap::Link => "invitation-gap-link",
        Gap::When => "invitation-gap-when",
        Gap::Passcode => "invitation-gap-passcode",
        Gap::Name => "invitation-gap-name",
    }
}
