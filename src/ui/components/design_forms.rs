//! The fields of a saved design, and what was read into them.
use leptos::prelude::*;

use super::design_fields::DesignFields;
use super::field::{Check, Field, Kind, WrongCount};
use super::icon::{Icon, Shape};
use crate::domain::design::{DesignKey, Import};
use crate::forms::IMPORT;
use crate::services::Caller;
use crate::services::designs::Imported;
use crate::text::reader::{Reader, text};
use crate::text::{errors, names};
use crate::ui::form_view::FormView;
use crate::ui::visit::Visit;

/// What was read into the form that this visit comes back to, if anything was; read once. And the form: with what was pasted
/// in its field, if it could not be read.
pub fn take_import(visit: &Visit, caller: &Caller, form: FormView) -> (FormView, Option<Import>) {
    let ticket = visit.query("imported");
    if ticket.is_empty() || !visit.is_read() {
        return (form, None);
    }
    match visit.services.imports.take(&caller.account_id, &ticket) {
        Some(Imported::Read(import)) => (form, Some(import)),
        Some(Imported::Refused(pasted)) => (form.with_value("pasted", &pasted), None),
        None => (form, None),
    }
}

/// Name, colours, and who may use them. What was pasted is read by a button of its own.
#[component]
pub fn SavedDesignFields(
    /// The form they are in.
    form: FormView,
    /// What was read into them just now.
    import: Option<Import>,
    /// Whether there is no such design yet.
    #[prop(optional)]
    is_new: bool,
) -> impl IntoView {
    let t = text();
    let is_open = form.why("pasted").is_some() || form.is_set("pasted");
    view! {
        // What Enter in a field presses, before any button that saves nothing.
        <button hidden></button>
        <WrongCount form=form.clone()/>
        <div class="measure">
            <Field form=form.clone() name="name" label=t.get("design-name") kind=Kind::default() first=is_new/>
            <Check form=form.clone() name="shared" label=t.get("design-shared") hint=t.get("design-shared-hint")/>
        </div>
        <details class="import" id="import" open=is_open>
            <summary>{t.get("design-import")}</summary>
            <div class="stack measure">
                <Field form=form.clone() name="pasted" label=t.get("design-import-label") hint=t.get("design-import-hint")
                    kind=Kind { mono: true, direction: "ltr", ..Kind::lines(4) }/>
                <p><button class="button" name="intent" value=IMPORT>{t.get("design-import-button")}</button></p>
            </div>
        </details>
        {import.map(|import| view! { <Report import/> })}
        <DesignFields form/>
    }
}

/// What was taken of what was pasted, what was changed on the way, what was left out and why.
#[component]
fn Report(
    /// What was read.
    import: Import,
) -> impl IntoView {
    let reader = Reader::current();
    let t = reader.text;
    let Import { design, renamed, completed, empty, ignored } = import;
    let label = |key: DesignKey| t.get(names::design_key(key));
    let renamed = renamed
        .into_iter()
        .map(|(name, key)| view! { <li><code>{name}</code> " → " {label(key)} " (" <code>{key.key()}</code> ")"</li> })
        .collect_view();
    let completed = (!completed.is_empty()).then(|| {
        let keys = t.list(completed.into_iter().map(label), "list-and");
        view! { <li>{t.with("design-imported-completed", [("keys", keys.into())])}</li> }
    });
    let empty = (!empty.is_empty()).then(|| {
        let keys = t.list(empty, "list-and");
        view! { <li>{t.with("design-imported-empty", [("keys", keys.into())])}</li> }
    });
    let class = if ignored.is_empty() && !design.is_empty() { "notice live" } else { "notice warn" };
    let ignored: Vec<_> = ignored
        .into_iter()
        .map(|ignored| {
            let why = errors::ignored(&reader, &ignored.reason);
            view! { <li><code dir="ltr">{ignored.key} ": " {ignored.value}</code> " " <span>{why}</span></li> }
        })
        .collect();
    let left_out = (!ignored.is_empty()).then(|| {
        view! { <p><strong>{t.with("design-imported-ignored", [("count", ignored.len().into())])}</strong></p> <ul class="bullets">{ignored}</ul> }
    });
    view! {
        <div class=class role="status">
            <Icon shape=Shape::Info/>
            <div class="stack">
                <p>{t.with("design-imported", [("count", design.iter().count().into())])}</p>
                <ul class="bullets">{renamed}{completed}{empty}</ul>
                {left_out}
            </div>
        </div>
    }
}
