//! People by locks: for each the ten, told apart by shape and word as well as by colour.
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use super::lock_views::{as_invited, as_member};
use crate::domain::locks::{Effective, Lock, LockGroup, LockKind, Outcome, PersonLocks, Reason, RoomRules, Viewer, foreseen};
use crate::domain::person::MeetingRole;
use crate::domain::room::Slug;
use crate::forms::PeopleLocksForm;
use crate::services::classroom::{Member, People};
use crate::services::invites::Invite;
use crate::text::reader::text;
use crate::text::{Text, name, names};
use crate::ui::form_view::FormView;

/// The ten in the order of the columns, with whether a group begins.
fn columns() -> impl Iterator<Item = (LockKind, bool)> {
    LockGroup::ALL.into_iter().flat_map(|group| group.locks().enumerate().map(|(place, kind)| (kind, place == 0)))
}

fn of(outcome: &Outcome, kind: LockKind) -> Effective {
    // The order of `LockKind::ALL` is that of its variants.
    outcome[kind as usize].1
}

/// What a choice of one lock comes to for a participant of this room for whom this is chosen otherwise: the chat takes others
/// along.
fn chosen(rules: &RoomRules, mut person: PersonLocks, kind: LockKind, lock: Lock) -> Effective {
    person.set(kind, lock);
    of(&foreseen(Viewer::joining(MeetingRole::Participant), &person, rules), kind)
}

/// The matrix: the room, its members, and everybody on this page who comes in by an invite.
#[component]
pub fn Matrix(
    /// The form it is in.
    form: FormView,
    /// The room's part of an address.
    slug: Slug,
    /// What the room says.
    rules: RoomRules,
    /// Who is there.
    people: People,
    /// Whether everybody is ticked.
    ticked: bool,
) -> impl IntoView {
    let t = text();
    let heads = columns()
        .map(|(kind, begins)| {
            view! { <th scope="col" class:begins=begins><span><Icon shape=Shape::Lock(kind)/>{t.get(names::lock(kind))}</span></th> }
        })
        .collect_view();
    let members = people.members.iter().map(|member| member_row(t, &slug, &rules, member).into_any()).collect_view();
    let invites = people
        .invites
        .iter()
        .map(|invite| match invite.terms.role {
            MeetingRole::Moderator => moderator_row(t, &slug, &rules, invite).into_any(),
            MeetingRole::Participant => participant_row(t, &slug, &form, &rules, invite, ticked).into_any(),
        })
        .collect_view();
    view! {
        <div class="matrix" role="region" tabindex="0" aria-label=t.get("people-matrix")>
            <table>
                <thead><tr><th scope="col">{t.get("people-who")}</th>{heads}</tr></thead>
                <tbody>{room_row(t, &slug, &rules)} {members} {invites}</tbody>
            </table>
        </div>
    }
}

/// What the room does, which everybody without a choice of their own follows.
fn room_row(t: Text, slug: &Slug, rules: &RoomRules) -> impl IntoView + use<> {
    let outcome = foreseen(Viewer::joining(MeetingRole::Participant), &PersonLocks::default(), rules);
    let cells = columns()
        .map(|(kind, begins)| {
            let falls = of(&outcome, kind);
            view! { <td class:begins=begins>{mark(falls, t.get(state(falls)))}</td> }
        })
        .collect_view();
    view! { <tr class="the-room"><th scope="row"><a href=format!("/rooms/{slug}/locks")>{t.get("people-room")}</a></th>{cells}</tr> }
}

/// A cell in which nothing is chosen.
fn mark(falls: Effective, said: String) -> impl IntoView {
    let state = match falls.reason {
        Reason::Moderator | Reason::Presenter => "exempt",
        _ if falls.locked => "locked",
        _ => "allowed",
    };
    view! { <span class="cell fixed" data-falls=state><span class="visually-hidden">{said}</span></span> }
}

fn state(falls: Effective) -> &'static str {
    if falls.locked { "lock-state-locked" } else { "lock-state-allowed" }
}

/// Who is not bound by locks, but for the whiteboard's while somebody else presents.
fn exempt_row(t: Text, rules: &RoomRules, who: &str, href: String, role: String) -> impl IntoView + use<> {
    let outcome = foreseen(Viewer { role: MeetingRole::Moderator, is_presenter: false }, &PersonLocks::default(), rules);
    let cells = columns()
        .map(|(kind, begins)| {
            let falls = of(&outcome, kind);
            let said = match kind {
                LockKind::Whiteboard => t.with("people-moderator-whiteboard", [("state", t.get(state(falls)).into())]),
                _ => t.get(names::reason(falls.reason, falls.locked)),
            };
            view! { <td class:begins=begins>{mark(falls, said)}</td> }
        })
        .collect_view();
    view! {
        <tr class="moderator">
            <th scope="row"><a href=href dir="auto"><span class="visually-hidden">{t.get("people-see-as")} " "</span>{who.to_owned()}</a> <small>{role}</small></th>
            {cells}
        </tr>
    }
}

fn member_row(t: Text, slug: &Slug, rules: &RoomRules, member: &Member) -> impl IntoView + use<> {
    exempt_row(t, rules, &member.name, as_member(slug, &member.meeting_user_id), t.get("people-member"))
}

fn moderator_row(t: Text, slug: &Slug, rules: &RoomRules, invite: &Invite) -> impl IntoView + use<> {
    let href = as_invited(slug, invite.id.as_str());
    exempt_row(t, rules, &names::invite(t, invite), href, t.get(names::role(MeetingRole::Moderator)))
}

fn participant_row(
    t: Text,
    slug: &Slug,
    form: &FormView,
    rules: &RoomRules,
    invite: &Invite,
    ticked: bool,
) -> impl IntoView + use<> {
    let id = invite.id.as_str().to_owned();
    let who = names::invite(t, invite);
    let cells = columns()
        .map(|(kind, begins)| {
            let label = t.with("people-cell", [("lock", t.get(names::lock(kind)).into()), ("who", name(&who))]);
            view! { <td class:begins=begins>{cell(t, form, rules, invite, kind, label)}</td> }
        })
        .collect_view();
    let tick = format!("tick-{id}");
    let note = invite.terms.note.clone();
    view! {
        <tr data-invite=id.clone()>
            <th scope="row">
                <span class="who">
                    <input class="tick" type="checkbox" id=tick.clone() name="ids[]" value=id.clone() checked=ticked/>
                    <label class="visually-hidden" for=tick>{t.with("invites-tick", [("who", name(&who))])}</label>
                    <input type="hidden" name=PeopleLocksForm::seen(&id) value=PeopleLocksForm::shown(&invite.terms.locks)/>
                    <a href=as_invited(slug, &id) dir="auto"><span class="visually-hidden">{t.get("people-see-as")} " "</span>{who}</a>
                </span>
                {(!note.is_empty()).then(|| view! { <small dir="auto">{note}</small> })}
            </th>
            {cells}
        </tr>
    }
}

/// One choice of three. The list lies over a mark that shows by its shape what is chosen, and what follows from the room.
fn cell(t: Text, form: &FormView, rules: &RoomRules, invite: &Invite, kind: LockKind, label: String) -> impl IntoView + use<> {
    let field = PeopleLocksForm::cell(invite.id.as_str(), kind);
    let stored = invite.terms.locks.get(kind);
    let typed = form.value(&field).parse::<Lock>().unwrap_or(stored);
    let inherits = chosen(rules, invite.terms.locks, kind, Lock::Inherit);
    let in_vain = chosen(rules, invite.terms.locks, kind, Lock::Allowed).locked;
    let wrong = form.why(&field).map(|_| form.id(&field));
    let options = Lock::ALL
        .into_iter()
        .map(|lock| {
            let said = match lock {
                Lock::Inherit if matches!(inherits.reason, Reason::Chat | Reason::Sending) => t.get("people-goes-along"),
                Lock::Inherit => t.with("people-inherits", [("state", t.get(state(inherits)).into())]),
                Lock::Allowed if in_vain => t.get("people-allowed-in-vain"),
                Lock::Locked | Lock::Allowed => t.get(names::lock_choice(lock)),
            };
            view! { <option value=lock.key() selected=lock == typed>{said}</option> }
        })
        .collect_view();
    view! {
        <span class="cell" data-falls=if inherits.locked { "locked" } else { "allowed" } data-in-vain=in_vain.then_some("") data-typed=(typed != stored).then_some("")>
            <select id=wrong.clone() name=field aria-label=label aria-invalid=wrong.is_some().then_some("true")
                aria-describedby=wrong.map(|id| format!("{id}-why"))>{options}</select>
        </span>
    }
}

/// What the marks mean.
#[component]
pub fn Legend() -> impl IntoView {
    let t = text();
    let entries = [
        ("locked", false, "people-legend-locked"),
        ("allowed", false, "people-legend-allowed"),
        ("locked", true, "people-legend-follows-locked"),
        ("allowed", true, "people-legend-follows-allowed"),
        ("in-vain", false, "people-allowed-in-vain"),
        ("exempt", true, "people-legend-exempt"),
    ];
    let entries = entries
        .into_iter()
        .map(|(falls, follows, key)| {
            let class = if follows { "cell fixed" } else { "cell fixed own" };
            view! { <li><span class=class data-falls=falls></span>{t.get(key)}</li> }
        })
        .collect_view();
    view! { <ul class="legend">{entries}</ul> }
}
