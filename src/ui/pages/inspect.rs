//! The link doctor: paste a link, see what it is and why it would not open.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::inspect_link::InspectLink;
use crate::services::inspect::{Findings, Inspection, Outcome};
use crate::services::rooms::Room;
use crate::text::inspection::{self, Fact};
use crate::text::reader::{Reader, text};
use crate::ui::components::contrast_list::DesignNotices;
use crate::ui::components::field::{Field, Kind, WrongCount};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::post_form::PostForm;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// `/inspect`
#[component]
pub fn Inspect() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let ticket = visit.query("seen");
        let found = if visit.is_read() { visit.services.inspections.take(&caller.account_id, &ticket) } else { None };
        let was_shown_before = !ticket.is_empty() && found.is_none();
        let form = FormView::of(&visit, &()).await?;
        let t = text();
        let again = found.is_some();
        Ok(view! {
            <Signed caller title=t.get("inspect-title")>
                <h1>{t.get("inspect-title")}</h1>
                {found.map(|found| view! { <Result found/> })}
                {was_shown_before.then(|| view! { <p class="notice measure"><Icon shape=Shape::Info/><span>{t.get("inspect-shown-before")}</span></p> })}
                <PasteForm form again/>
            </Signed>
        }
        .into_any())
    })
}

#[component]
fn PasteForm(
    /// The form; what was pasted never comes back in it.
    form: FormView,
    /// Whether a result stands above it.
    again: bool,
) -> impl IntoView {
    let t = text();
    view! {
        <section class="stack measure">
            {again.then(|| view! { <h2>{t.get("inspect-again")}</h2> })}
            <p>{t.get("inspect-text")}</p>
            <PostForm to={PhantomData::<InspectLink>} instance=form.instance.clone() class="stack">
                <WrongCount form=form.clone()/>
                <Field form name="link" label=t.get("inspect-field") hint=t.get("inspect-field-hint")
                    kind=Kind { mono: true, direction: "ltr", ..Kind::lines(4) } first=!again/>
                <p><button class="button primary"><Icon shape=Shape::Search/>{t.get("inspect-button")}</button></p>
            </PostForm>
        </section>
    }
}

#[component]
fn Result(
    /// What was found.
    found: Inspection,
) -> impl IntoView {
    let reader = Reader::current();
    let t = reader.text;
    let (class, shape, role, outcome) = match found.verdict.outcome() {
        Outcome::Works => ("notice live", Shape::Tick, "status", "works"),
        Outcome::Unknown => ("notice warn", Shape::Info, "status", "unknown"),
        Outcome::WillNotOpen => ("notice danger", Shape::Alert, "alert", "will-not-open"),
    };
    let sentence = inspection::sentence(&reader, &found);
    let notices = inspection::notices(t, &found).into_iter().map(|notice| view! { <li>{notice}</li> }).collect::<Vec<_>>();
    let notices = (!notices.is_empty()).then(|| view! { <ul class="hint">{notices}</ul> });
    let room = found.room().cloned();
    let is_invite = found.invite.is_some();
    let wants_new = found.verdict.outcome() == Outcome::WillNotOpen;
    let invites = room.as_ref().filter(|_| is_invite).map(|room| {
        let address = format!("/rooms/{}/invites", room.slug);
        view! { <p><a class="button" href=address>{t.get("inspect-invites-link")}</a></p> }
    });
    let new_link = room.as_ref().filter(|room| wants_new && !is_invite && !room.archived).map(|room| {
        let address = format!("/rooms/{}/join-link", room.slug);
        view! { <p><a class="button" href=address>{t.get("inspect-new-link")}</a></p> }
    });
    let facts = inspection::facts(&reader, &found);
    let facts = (!facts.is_empty()).then(|| {
        view! {
            <section class="card padded">
                <h2>{t.get("inspect-what")}</h2>
                {list(facts, room.as_ref())}
                {notices}
            </section>
        }
    });
    view! {
        <section class="stack measure" data-outcome=outcome>
            <p class=class role=role><Icon shape/><strong data-sentence>{sentence}</strong></p>
            {invites}
            {new_link}
            {facts}
            {found.findings.map(|findings| view! { <Design findings=*findings/> })}
        </section>
    }
}

/// The facts; the room's leads to its page.
fn list(facts: Vec<Fact>, room: Option<&Room>) -> impl IntoView + use<> {
    let rows = facts.into_iter().map(|Fact { key, label, value, is_code }| {
        let value = match room {
            Some(room) if key == "room" => view! { <a href=format!("/rooms/{}", room.slug)><bdi>{value}</bdi></a> }.into_any(),
            _ if is_code => view! { <code dir="ltr">{value}</code> }.into_any(),
            _ => view! { <bdi>{value}</bdi> }.into_any(),
        };
        view! { <dt>{label}</dt><dd data-fact=key>{value}</dd> }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

#[component]
fn Design(
    /// What was found.
    findings: Findings,
) -> impl IntoView {
    let t = text();
    let applied = inspection::design(t, &findings);
    let faults = inspection::design_faults(&Reader::current(), &findings);
    let faults = (!faults.is_empty()).then(|| {
        let rows = faults
            .into_iter()
            .map(|(what, why)| view! { <li data-fault><p><code dir="ltr">{what}</code></p><p class="hint">{why}</p></li> });
        view! {
            <h3>{t.get("inspect-design-wrong")}</h3>
            <ul class="stack">{rows.collect_view()}</ul>
        }
    });
    let design = findings.design.clone();
    (!applied.is_empty() || faults.is_some()).then(|| {
        view! {
            <section class="card padded">
                <h2>{t.get("inspect-design")}</h2>
                {(!applied.is_empty()).then(|| list(applied, None))}
                <DesignNotices design/>
                {faults}
            </section>
        }
    })
}
