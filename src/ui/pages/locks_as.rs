//! The room's locks as one person meets them, with the reason of each.
use leptos::prelude::*;

use crate::domain::locks::Outcome;
use crate::domain::person::MeetingRole;
use crate::domain::room::{RoomTitle, Slug};
use crate::services::classroom::{self, Role, Seen, Wanted, Who};
use crate::services::rooms::Room;
use crate::services::{liveness, rooms};
use crate::text::may_do::may_do;
use crate::text::reader::text;
use crate::text::{Text, name, names};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::invite_bits::StandingBadge;
use crate::ui::components::lock_rows::EffectiveLocks;
use crate::ui::components::lock_views::{LockViews, View, as_invited, as_member};
use crate::ui::layouts::{InRoom, Tab};
use crate::ui::visit::{Visit, page};

/// `/rooms/{slug}/locks/as?role=…`, `?invite=…` or `?member=…`
#[component]
pub fn LocksAs() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = rooms::for_caller(&visit.services, &caller, &visit.param("slug")).await?;
        let live = liveness::of(&visit.services, &room).await;
        let seen = classroom::see(&visit.services, &room, &live, &wanted(&visit)).await?;
        let shows_next = visit.query("in") == "next";
        let now = visit.services.clock.now();
        let t = text();
        let head = match &seen.who {
            Who::Invite(invite, _) => view! {
                <p class="actions">
                    <StandingBadge standing=invite.standing(now)/>
                    <a href=format!("/rooms/{}/invites/{}", room.slug, invite.id.as_str())>{t.get("as-edit-invite")}</a>
                </p>
            }
            .into_any(),
            Who::Role(_) | Who::Member(..) => ().into_any(),
        };
        Ok(view! {
            <InRoom caller room=room.clone() live tab=Tab::Locks>
                <div class="stack measure">
                    <LockViews slug=room.slug.clone() shown=View::As/>
                    <div>
                        <h2>{title(t, &seen.who)}</h2>
                        {head}
                    </div>
                    {roles(t, &room.slug, &seen.who)}
                    {presenting(t, &room.slug, &seen.who)}
                    {sessions(t, &room, &seen, shows_next)}
                    {falls(t, &seen, shows_next)}
                    <p class="hint">{t.get("locks-manners")}</p>
                    {finder(t, &room.slug)}
                </div>
            </InRoom>
        }
        .into_any())
    })
}

/// What stands in the address; what is no role is a participant.
fn wanted(visit: &Visit) -> Wanted {
    Wanted {
        invite: visit.query("invite"),
        member: visit.query("member"),
        role: visit.query("role").parse().unwrap_or_default(),
        presents: !visit.query("presents").is_empty(),
    }
}

fn title(t: Text, who: &Who) -> String {
    match who {
        Who::Role(role) => t.with("as-title", [("who", t.get(names::seen_role(*role)).into())]),
        Who::Member(member, _) => t.with("as-title", [("who", name(&member.name))]),
        Who::Invite(invite, _) => t.with("as-title", [("who", name(&names::invite(t, invite)))]),
    }
}

/// The address of this view, without which session it shows.
fn address(slug: &Slug, who: &Who) -> String {
    let (address, presents) = match who {
        Who::Role(role) => (format!("{}?role={}", View::As.address(slug), role.key()), false),
        Who::Member(member, presents) => (as_member(slug, &member.meeting_user_id), *presents),
        Who::Invite(invite, presents) => (as_invited(slug, invite.id.as_str()), *presents),
    };
    if presents { format!("{address}&presents=1") } else { address }
}

/// Anybody, in each role.
fn roles(t: Text, slug: &Slug, who: &Who) -> impl IntoView + use<> {
    let links = Role::ALL
        .into_iter()
        .map(|role| {
            let is_shown = matches!(who, Who::Role(shown) if *shown == role);
            view! { <a href=address(slug, &Who::Role(role)) aria-current=is_shown.then_some("true")>{t.get(names::seen_role(role))}</a> }
        })
        .collect_view();
    view! { <nav class="segmented" aria-label=t.get("as-roles")>{links}</nav> }
}

/// Of a moderator: while somebody else presents, and while they do.
fn presenting(t: Text, slug: &Slug, who: &Who) -> Option<impl IntoView + use<>> {
    let (presents, [without, with]) = match who.clone() {
        Who::Member(member, presents) => (presents, [false, true].map(|presents| Who::Member(member.clone(), presents))),
        Who::Invite(invite, presents) if invite.terms.role.is_admin() => {
            (presents, [false, true].map(|presents| Who::Invite(invite.clone(), presents)))
        }
        Who::Invite(..) | Who::Role(_) => return None,
    };
    Some(view! {
        <nav class="segmented" aria-label=t.get("as-presenting")>
            <a href=address(slug, &without) aria-current=(!presents).then_some("true")>{t.get("as-not-presenting")}</a>
            <a href=address(slug, &with) aria-current=presents.then_some("true")>{t.get("as-while-presenting")}</a>
        </nav>
    })
}

/// Where the running session locks other things than the next one will: which of the two is shown.
fn sessions(t: Text, room: &Room, seen: &Seen, shows_next: bool) -> Option<impl IntoView + use<>> {
    seen.running.as_ref()?;
    let here = address(&room.slug, &seen.who);
    let next = format!("{here}&in=next");
    Some(view! {
        <div class="notice warn">
            <Icon shape=Shape::Info/>
            <div class="stack">
                <p>{t.get("as-two-sessions")}</p>
                <nav class="segmented" aria-label=t.get("as-sessions")>
                    <a href=here aria-current=(!shows_next).then_some("true")>{t.get("as-running")}</a>
                    <a href=next aria-current=shows_next.then_some("true")>{t.get("as-next")}</a>
                </nav>
            </div>
        </div>
    })
}

/// How they fall out: in a sentence, and one by one.
fn falls(t: Text, seen: &Seen, shows_next: bool) -> impl IntoView + use<> {
    let outcome: Outcome = seen.running.filter(|_| !shows_next).unwrap_or(seen.next);
    let sentence = match &seen.who {
        Who::Role(_) => None,
        Who::Member(member, _) => Some(may_do(t, &member.name, MeetingRole::Moderator, &outcome)),
        Who::Invite(invite, _) => Some(may_do(t, &names::invite(t, invite), invite.terms.role, &outcome)),
    };
    let viewer = seen.who.viewer();
    let binds = viewer.role.is_admin() && !viewer.is_presenter;
    view! {
        {binds.then(|| view! { <p class="hint">{t.get("as-whiteboard")}</p> })}
        {sentence.map(|sentence| view! { <p data-sentence>{sentence}</p> })}
        <EffectiveLocks outcome/>
    }
}

/// Somebody else: found among the people.
fn finder(t: Text, slug: &Slug) -> impl IntoView + use<> {
    view! {
        <form method="get" action=View::People.address(slug) role="search" class="find-person">
            <label for="find-person">{t.get("as-find")}</label>
            <div class="actions">
                <input class="input" type="search" id="find-person" name="q" maxlength=RoomTitle::LIMIT dir="auto" autocomplete="off" spellcheck="false"/>
                <button class="button"><Icon shape=Shape::Search/>{t.get("people-search")}</button>
            </div>
        </form>
    }
}
