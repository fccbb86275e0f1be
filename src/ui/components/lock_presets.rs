//! The four presets of a room's locks: what each would change, before it does.
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use crate::domain::locks::{LockKind, Preset, RoomLocks};
use crate::forms::{BASE, RoomLocksForm};
use crate::text::reader::text;
use crate::text::{Text, names};
use crate::ui::form_view::FormView;

/// Four links, each of which leads to the page with its preset filled in.
#[component]
pub fn Presets(
    /// The page's address.
    page: String,
    /// What is stored.
    stored: RoomLocks,
    /// The one that is filled in.
    filled: Option<Preset>,
) -> impl IntoView {
    let t = text();
    let cards = Preset::ALL
        .into_iter()
        .map(|preset| {
            let lines = summary(t, stored, preset).into_iter().map(|line| view! { <small>{line}</small> }).collect_view();
            let address = format!("{page}?preset={}#locks", preset.key());
            view! {
                <li>
                    <a href=address aria-current=(filled == Some(preset)).then_some("true") data-preset=preset.key()>
                        <strong>{t.get(names::preset(preset))}</strong>
                        {lines}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <div>
                <h3>{t.get("presets-title")}</h3>
                <p class="hint">{t.get("presets-text")}</p>
            </div>
            <ul class="presets">{cards}</ul>
        </section>
    }
}

/// What it would lock, and what it would allow.
fn summary(t: Text, stored: RoomLocks, preset: Preset) -> Vec<String> {
    let (locks, allows): (Vec<_>, Vec<_>) = stored.changes_to(preset.locks()).partition(|(_, locked)| *locked);
    let line = |key: &str, kinds: Vec<(LockKind, bool)>| {
        let kinds = kinds.into_iter().map(|(kind, _)| t.get(names::lock(kind)));
        t.with(key, [("locks", t.list(kinds, "list-and").into())])
    };
    match (locks.is_empty(), allows.is_empty()) {
        (true, true) => vec![t.get("preset-as-it-is")],
        (false, true) => vec![line("preset-locks", locks)],
        (true, false) => vec![line("preset-allows", allows)],
        (false, false) => vec![line("preset-locks", locks), line("preset-allows", allows)],
    }
}

/// The form of a room's locks as it is with a preset filled in: what the page says it was based on is what is stored.
pub fn filled_in(t: Text, stored: RoomLocks, preset: Preset) -> FormView {
    let base = FormView::fresh(&RoomLocksForm::from(stored)).base();
    let note =
        |(kind, locked): (LockKind, bool)| (kind.key(), t.get(if locked { "lock-was-allowed" } else { "lock-was-locked" }));
    FormView::fresh(&RoomLocksForm::from(preset.locks()))
        .with_value(BASE, &base)
        .with_notes(stored.changes_to(preset.locks()).map(note).collect())
}

/// What saving the preset that is filled in would change, with the button that does it.
#[component]
pub fn PresetChanges(
    /// Which.
    preset: Preset,
    /// What is stored.
    stored: RoomLocks,
    /// The page without it.
    page: String,
) -> impl IntoView {
    let t = text();
    let rows = stored
        .changes_to(preset.locks())
        .map(|(kind, locked)| {
            let (key, shape) =
                if locked { ("lock-becomes-locked", Shape::Locked) } else { ("lock-becomes-allowed", Shape::Unlocked) };
            let line = t.with(key, [("lock", t.get(names::lock(kind)).into())]);
            view! { <li data-changes=kind.key()><Icon shape/>{line}</li> }
        })
        .collect::<Vec<_>>();
    let is_same = rows.is_empty();
    let said = if is_same { "preset-filled-same" } else { "preset-filled" };
    let said = t.with(said, [("preset", t.get(names::preset(preset)).into())]);
    view! {
        <div class="notice preset-changes" role="status">
            <Icon shape=Shape::Info/>
            <div class="stack">
                <p>{said}</p>
                {(!is_same).then(|| view! { <ul>{rows}</ul> })}
                <p class="actions">
                    {(!is_same).then(|| view! { <button class="button primary">{t.get("save")}</button> })}
                    <a class="button quiet" href=page>{t.get("preset-keep")}</a>
                </p>
            </div>
        </div>
    }
}
