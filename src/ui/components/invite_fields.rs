//! The fields of an invite: whom it is for, until when, what it gives.
use leptos::prelude::*;

use super::design_choice::DesignChoiceFields;
use super::field::{Check, Field, Kind, Segmented, Why};
use super::icon::{Icon, Shape};
use super::language_field::Language;
use super::lock_rows::PersonalLocks;
use crate::domain::locks::RoomLocks;
use crate::domain::person::MeetingRole;
use crate::services::designs::Choices;
use crate::text::names;
use crate::text::reader::text;
use crate::ui::form_view::FormView;

/// What of an invite is settled, once it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Nothing: there is none yet.
    Nothing,
    /// Whether it is open or for one person.
    Kind,
    /// That, and who that person is on the meeting server.
    Person,
    /// It is one of the share box: open, and for one role.
    Share,
}

/// Every field of an invite.
#[component]
pub fn InviteFields(
    /// The form they are in.
    form: FormView,
    /// What can be chosen no more.
    settled: Settled,
    /// What the room locks.
    room: RoomLocks,
    /// The saved designs.
    choices: Choices,
) -> impl IntoView {
    let t = text();
    view! {
        <input type="hidden" name="zone" value=form.value("zone")/>
        <Whom form=form.clone() settled/>
        <Bounds form=form.clone() is_new=settled == Settled::Nothing/>
        <section class="section">
            <h3 class="heading">{t.get("invite-gives")}</h3>
            <div class="pair">
                <Field form=form.clone() name="picture" label=t.get("join-link-picture") hint=t.get("join-link-picture-hint")
                    kind=Kind { placeholder: "https://".to_owned(), direction: "ltr", ..Kind::default() }/>
                <Language form=form.clone()/>
            </div>
            <Check form=form.clone() name="record_webcam" label=t.get("invite-record") hint=t.get("join-link-record-hint")/>
        </section>
        <section class="section">
            <fieldset class="stack" aria-describedby="moderator-note">
                <legend><h3 class="heading">{t.get("join-link-locks")}</h3></legend>
                <p class="notice moderator-note" id="moderator-note"><Icon shape=Shape::Info/><span>{t.get("join-link-moderator-locks")}</span></p>
                <PersonalLocks form=form.clone() room/>
            </fieldset>
        </section>
        <section class="section">
            <fieldset class="stack">
                <legend><h3 class="heading">{t.get("join-link-design")}</h3></legend>
                <DesignChoiceFields form choices/>
            </fieldset>
        </section>
    }
}

#[component]
fn Whom(form: FormView, settled: Settled) -> impl IntoView {
    let t = text();
    let kinds = vec![("open", t.get("invite-kind-open")), ("personal", t.get("invite-kind-personal"))];
    let roles = MeetingRole::ALL.into_iter().map(|role| (role.key(), t.get(names::role(role)))).collect::<Vec<_>>();
    let (kind, role) = (form.value("kind"), form.value("role"));
    let is_new = settled == Settled::Nothing;
    let for_one = is_new || kind == "personal";
    view! {
        <section class="section">
            <h3 class="heading">{t.get("invite-whom")}</h3>
            {if is_new {
                view! {
                    <fieldset class="field">
                        <legend>{t.get("invite-kind")}</legend>
                        <Segmented form=form.clone() name="kind" options=kinds/>
                        <p class="hint">{t.get("invite-kind-hint")}</p>
                        {form.why("kind").map(|why| view! { <Why why/> })}
                    </fieldset>
                }.into_any()
            } else {
                view! { <input type="hidden" name="kind" value=kind/> {form.why("kind").map(|why| view! { <Why why/> })} }.into_any()
            }}
            {for_one.then(|| view! { <div class="pair" class:for-personal=is_new><Person form=form.clone() settled/></div> })}
            <div class="pair">
                {if settled == Settled::Share {
                    view! {
                        <div class="field">
                            <p><strong>{t.get("join-link-role")}</strong></p>
                            <p>{roles.into_iter().find(|(key, _)| *key == role).map(|(_, label)| label)}</p>
                            <p class="hint">{t.get("invite-role-of-share")}</p>
                            <input type="hidden" name="role" value=role/>
                            {form.why("role").map(|why| view! { <Why why/> })}
                        </div>
                    }.into_any()
                } else {
                    view! {
                        <fieldset class="field">
                            <legend>{t.get("join-link-role")}</legend>
                            <Segmented form=form.clone() name="role" options=roles/>
                            {form.why("role").map(|why| view! { <Why why/> })}
                        </fieldset>
                    }.into_any()
                }}
                <Field form name="note" label=t.get("invite-note") hint=t.get("invite-note-hint") kind=Kind::default()/>
            </div>
        </section>
    }
}

/// Who that one person is.
#[component]
fn Person(form: FormView, settled: Settled) -> impl IntoView {
    let t = text();
    let kind = Kind { mono: true, placeholder: t.get("join-link-user-id-proposed"), direction: "ltr", ..Kind::default() };
    view! {
        <Field form=form.clone() name="name" label=t.get("join-link-name") hint=t.get("invite-name-hint") kind=Kind::default()/>
        {if settled == Settled::Person {
            view! {
                <div class="field">
                    <p><strong>{t.get("join-link-user-id")}</strong></p>
                    <p><code>{form.value("user_id")}</code></p>
                    <p class="hint">{t.get("invite-user-id-stays")}</p>
                    {form.why("user_id").map(|why| view! { <Why why/> })}
                </div>
            }.into_any()
        } else {
            view! { <Field form name="user_id" label=t.get("join-link-user-id") hint=t.get("invite-user-id-hint") kind/> }.into_any()
        }}
    }
}

#[component]
fn Bounds(form: FormView, is_new: bool) -> impl IntoView {
    let t = text();
    let moment = || Kind { input: "datetime-local", direction: "ltr", ..Kind::default() };
    let zone = form.value("zone").replace('_', " ");
    let in_zone = t.with("invite-in-zone", [("zone", zone.into())]);
    let mut ends = vec![("never", t.get("invite-ends-never")), ("at", t.get("invite-ends-at"))];
    if is_new {
        ends.insert(0, ("usual", t.get("invite-ends-usual")));
    }
    view! {
        <section class="section">
            <h3 class="heading">{t.get("invite-bounds")}</h3>
            <div class="pair">
                <div class="stack">
                    <fieldset class="field">
                        <legend>{t.get("invite-ends")}</legend>
                        <Segmented form=form.clone() name="ends" options=ends/>
                        {is_new.then(|| view! { <p class="hint">{t.get("invite-ends-usual-hint")}</p> })}
                        {form.why("ends").map(|why| view! { <Why why/> })}
                    </fieldset>
                    <div class="ends-at">
                        <Field form=form.clone() name="expires" label=t.get("invite-expires") hint=in_zone.clone() kind=moment()/>
                    </div>
                </div>
                <Field form=form.clone() name="not_before" label=t.get("invite-not-before") hint=format!("{} {in_zone}", t.get("invite-not-before-hint")) kind=moment()/>
                <Field form=form.clone() name="max_uses" label=t.get("invite-max-uses") hint=t.get("invite-max-uses-hint") kind=Kind::number(t.get("settings-unlimited"))/>
                <Field form name="passcode" label=t.get("invite-passcode") hint=t.get("invite-passcode-hint") kind=Kind::default()/>
            </div>
        </section>
    }
}
