//! The main job: a join link for one person, now.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::make_join_link::MakeJoinLink;
use crate::domain::locks::RoomLocks;
use crate::domain::person::MeetingRole;
use crate::forms::JoinLinkForm;
use crate::services::designs::Choices;
use crate::services::liveness;
use crate::services::rooms;
use crate::services::took_effect::Difference;
use crate::text::names;
use crate::text::reader::text;
use crate::ui::components::design_choice::DesignChoiceFields;
use crate::ui::components::field::{Check, Field, Kind, Segmented, Why, WrongCount};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::key_card::KeyCard;
use crate::ui::components::language_field::Language;
use crate::ui::components::lock_rows::PersonalLocks;
use crate::ui::components::post_form::PostForm;
use crate::ui::components::took_effect;
use crate::ui::form_view::FormView;
use crate::ui::layouts::{InRoom, Tab};
use crate::ui::visit::page;

/// `/rooms/{slug}/join-link`
#[component]
pub fn JoinLink() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = rooms::for_caller(&visit.services, &caller, &visit.param("slug")).await?;
        let ticket = visit.query("made");
        let taken = if visit.is_read() { visit.services.made_links.take(&caller.account_id, &ticket) } else { None };
        let shown = taken.filter(|shown| shown.form.slug == room.slug.as_str());
        let live = liveness::of(&visit.services, &room).await;
        let form = match &shown {
            Some(shown) => FormView::fresh(&shown.form),
            None => FormView::of(&visit, &JoinLinkForm::default().completed()).await?,
        };
        let was_shown_before = !ticket.is_empty() && shown.is_none();
        let choices = Choices::of(&visit.services, &caller, None).await?;
        let now = visit.services.clock.now();
        let sandbox = room.server.is_none();
        let (locks, replaced) = (live.locks(&room), live.replaces_user_ids(&room));
        let differences = took_effect::differences(&room, &live);
        let t = text();
        let card = shown.map(|shown| view! { <KeyCard room=room.clone() made=shown.made now sandbox/> }.into_any());
        Ok(view! {
            <InRoom caller room=room.clone() live tab=Tab::JoinLink>
                <div class="two">
                    {if room.archived && form.wrong_count() == 0 { view! { <p class="notice">{t.get("join-link-archived")}</p> }.into_any() } else { view! { <JoinLinkFormView form slug=room.slug.to_string() locks differences replaced choices/> }.into_any() }}
                    <aside>
                        {was_shown_before.then(|| view! { <p class="notice"><Icon shape=Shape::Info/><span>{t.get("join-link-shown-before")}</span></p> })}
                        {card.or_else(|| (!room.archived).then(|| no_card().into_any()))}
                        <p class="hint">{t.get("inspect-offer")} " " <a href="/inspect">{t.get("inspect-offer-link")}</a></p>
                    </aside>
                </div>
            </InRoom>
        }
        .into_any())
    })
}

/// Before the first link: what will stand here.
fn no_card() -> impl IntoView {
    let t = text();
    view! {
        <section class="card padded">
            <h2>{t.get("join-link-none-title")}</h2>
            <p>{t.get("join-link-none-text")}</p>
        </section>
    }
}

#[component]
fn JoinLinkFormView(
    /// What stands in it.
    form: FormView,
    /// The room it is for.
    slug: String,
    /// What is locked for whoever joins now.
    locks: RoomLocks,
    /// What of the running session is not as in the room.
    differences: Vec<Difference>,
    /// Whether the server gives everybody an id of its own.
    replaced: bool,
    /// The saved designs.
    choices: Choices,
) -> impl IntoView {
    let t = text();
    view! {
        <PostForm to={PhantomData::<MakeJoinLink>} slug=slug instance=form.instance.clone() id="join-link-form">
            <WrongCount form=form.clone()/>
            <Person form=form.clone() replaced/>
            <section class="section">
                <fieldset class="stack" aria-describedby="moderator-note">
                    <legend><h2>{t.get("join-link-locks")}</h2></legend>
                    <p class="notice moderator-note" id="moderator-note"><Icon shape=Shape::Info/><span>{t.get("join-link-moderator-locks")}</span></p>
                    {took_effect::locks_notice(t, &differences)}
                    <PersonalLocks form=form.clone() room=locks/>
                </fieldset>
            </section>
            <section class="section">
                <fieldset class="stack">
                    <legend><h2>{t.get("join-link-design")}</h2></legend>
                    <DesignChoiceFields form=form.clone() choices/>
                </fieldset>
            </section>
            <p class="actions">
                <button class="button primary"><Icon shape=Shape::Key/>{t.get("join-link-make")}</button>
            </p>
        </PostForm>
    }
}

#[component]
fn Person(
    /// The form it is in.
    form: FormView,
    /// Whether the server gives everybody an id of its own.
    replaced: bool,
) -> impl IntoView {
    let t = text();
    let id_hint = t.get(if replaced { "join-link-user-id-replaced" } else { "join-link-user-id-hint" });
    let roles = MeetingRole::ALL.into_iter().map(|role| (role.key(), t.get(names::role(role)))).collect::<Vec<_>>();
    view! {
        <section class="section">
            <h2>{t.get("join-link-person")}</h2>
            <div class="pair">
                <Field form=form.clone() name="name" label=t.get("join-link-name") hint=t.get("join-link-name-hint") kind=Kind::default() first=true/>
                <Field form=form.clone() name="user_id" label=t.get("join-link-user-id") hint=id_hint
                    kind=Kind { mono: true, placeholder: t.get("join-link-user-id-proposed"), direction: "ltr", ..Kind::default() }/>
                <fieldset class="field">
                    <legend>{t.get("join-link-role")}</legend>
                    <Segmented form=form.clone() name="role" options=roles/>
                    {form.why("role").map(|why| view! { <Why why/> })}
                </fieldset>
                <Field form=form.clone() name="profile_pic" label=t.get("join-link-picture") hint=t.get("join-link-picture-hint")
                    kind=Kind { placeholder: "https://".to_owned(), direction: "ltr", ..Kind::default() }/>
                <Language form=form.clone()/>
            </div>
            <div>
                <Check form=form.clone() name="record_webcam" label=t.get("join-link-record") hint=t.get("join-link-record-hint")/>
                <Check form=form name="hidden" label=t.get("join-link-hidden") hint=t.get("join-link-hidden-hint")/>
            </div>
        </section>
    }
}
