//! The ten locks as rows, in four groups: for one person (three choices), for a room (a tick), or as they fall out.
use leptos::prelude::*;

use super::field::{Segmented, Why};
use super::icon::{Icon, Shape};
use crate::domain::locks::{Lock, LockGroup, LockKind, Outcome, RoomLocks, StoredLocks, personal_choice_without_effect};
use crate::text::names;
use crate::text::reader::text;
use crate::ui::form_view::FormView;

/// The rows of a group under its heading.
fn grouped(row: impl Fn(LockKind) -> AnyView) -> impl IntoView {
    LockGroup::ALL
        .into_iter()
        .map(|group| {
            let rows = group.locks().map(&row).collect_view();
            view! { <h3>{text().get(names::lock_group(group))}</h3> {rows} }
        })
        .collect_view()
}

fn name_cell(kind: LockKind, below: String) -> AnyView {
    view! {
        <span class="name">
            <Icon shape=Shape::Lock(kind)/>
            <span>{text().get(names::lock(kind))} <small>{below}</small></span>
        </span>
    }
    .into_any()
}

/// For one person: as in the room, locked, allowed; beside it what the room does.
#[component]
pub fn PersonalLocks(
    /// The form they are in.
    form: FormView,
    /// What the room locks.
    room: RoomLocks,
) -> impl IntoView {
    let t = text();
    let row = move |kind: LockKind| {
        let options = vec![
            ("inherit", t.get("lock-choice-inherit")),
            ("locked", t.get("lock-choice-locked")),
            ("allowed", t.get("lock-choice-allowed")),
        ];
        let below = t.get(if room.is_locked(kind) { "lock-room-locked" } else { "lock-room-allowed" });
        let no_effect = personal_choice_without_effect(kind, Lock::Allowed, &StoredLocks::from(room));
        view! {
            <fieldset class="lock">
                <legend class="visually-hidden">{t.get(names::lock(kind))}</legend>
                {name_cell(kind, below)}
                <Segmented form=form.clone() name=kind.key() options/>
                {form.why(kind.key()).map(|why| view! { <Why why/> })}
                <p class="for-moderator">{t.get(if kind == LockKind::Whiteboard { "lock-moderator-whiteboard" } else { "lock-moderator" })}</p>
                {no_effect.map(|why| view! { <p class="no-effect">{t.get(names::no_effect(why))}</p> })}
            </fieldset>
        }
        .into_any()
    };
    view! { <div class="locks">{grouped(row)}</div> }
}

/// For a room: locked or not, for everyone who is no moderator.
#[component]
pub fn DefaultLocks(
    /// The form they are in.
    form: FormView,
) -> impl IntoView {
    let row = move |kind: LockKind| {
        let id = form.id(kind.key());
        view! {
            <div class="lock">
                <label class="name" for=id.clone()>
                    <Icon shape=Shape::Lock(kind)/>
                    <span>{text().get(names::lock(kind))} <small>{text().get(names::lock_effect(kind))}</small></span>
                </label>
                <input class="tick" type="checkbox" id=id name=kind.key() value="true" checked=form.is_set(kind.key())/>
                {form.note(kind.key()).map(|note| view! { <p class="changes">{note}</p> })}
                {form.why(kind.key()).map(|why| view! { <Why why/> })}
            </div>
        }
        .into_any()
    };
    view! { <div class="locks">{grouped(row)}</div> }
}

/// As they fall out for somebody: locked or allowed, and why.
#[component]
pub fn EffectiveLocks(
    /// Of each lock, how it does.
    outcome: Outcome,
) -> impl IntoView {
    let t = text();
    let row = move |wanted: LockKind| {
        outcome
            .iter()
            .find(|(kind, _)| *kind == wanted)
            .map(|(kind, falls)| {
                let reason = t.get(names::reason(falls.reason, falls.locked));
                let (state, shape, class) = if falls.locked {
                    ("lock-state-locked", Shape::Locked, "state is-locked")
                } else {
                    ("lock-state-allowed", Shape::Unlocked, "state is-allowed")
                };
                view! {
                    <div class="lock" data-lock=kind.key() data-effective=if falls.locked { "locked" } else { "allowed" } data-reason=falls.reason.key()>
                        <span class="name"><Icon shape=Shape::Lock(*kind)/><span>{t.get(names::lock(*kind))}</span></span>
                        <span class=class><Icon shape/>{t.get(state)}</span>
                        <span class="reason">{reason}</span>
                    </div>
                }
            })
            .into_any()
    };
    view! { <div class="locks rehearsal-locks">{grouped(row)}</div> }
}
