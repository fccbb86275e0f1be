//! A room: start or join, whom it gives what, what is locked, how it looks.
use std::collections::HashSet;

use leptos::prelude::*;

use crate::api::make_shared_invite::MakeSharedInvite;
use crate::domain::design::DesignKey;
use crate::domain::locks::LockKind;
use crate::domain::person::MeetingRole;
use crate::domain::room::Slug;
use crate::meeting::wire::Participant;
use crate::services::liveness::{self, Liveness, Running};
use crate::services::rooms::{self, Room as TheRoom};
use crate::services::{Caller, guests, invitation, refusals, share, watching};
use crate::text::invitation::template;
use crate::text::reader::text;
use crate::text::{name, names};
use crate::ui::components::door::RoomDoor;
use crate::ui::components::field::WrongCount;
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::invite_bits::done;
use crate::ui::components::refusal_bits::{RefuseLink, RefuseQuestion};
use crate::ui::components::room_bits::{EndSession, NameForm};
use crate::ui::components::share_box::{self, ShareBox};
use crate::ui::components::took_effect::TookEffect;
use crate::ui::form_view::FormView;
use crate::ui::layouts::{InRoom, Tab};
use crate::ui::visit::{PageError, Visit, load_again, page};

/// So many people of a meeting are named.
const MOST_NAMED: usize = 200;

/// `/rooms/{slug}`
#[component]
pub fn Room() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = rooms::for_caller(&visit.services, &caller, &visit.param("slug")).await?;
        let (live, people) = liveness::with_people(&visit.services, &room).await;
        let sharing = (!room.archived).then(|| Box::pin(sharing(visit.clone(), caller.clone(), room.clone())));
        let sharing = match sharing {
            Some(sharing) => Some(sharing.await?),
            None => None,
        };
        let failed = FormView::of(&visit, &()).await?;
        let ended = visit.query("ended");
        let live = as_ended(live, &ended);
        let waiting = guests::waiting(&visit.services, &room).await?;
        let came = refusals::guests_among(&visit.services, &room, &people).await?;
        let asks = asks_to_refuse(&visit, &room, &live).await?;
        let shown = watching::shown(&room, &watching::seen(&live), &waiting);
        let events = format!("/rooms/{}/events?seen={shown}", room.slug);
        let t = text();
        Ok(view! {
            <InRoom caller room=room.clone() live=live.clone() tab=Tab::Overview events>
                <WrongCount form=failed/>
                {(!ended.is_empty()).then(|| teardown(&live))}
                {done(&visit)}
                {asks}
                <div class="two by-now">
                    // First on a phone, and for whoever listens: what happens at this moment.
                    <div class="now">
                        <RoomDoor room=room.clone() live=live.clone() waiting shown=shown.clone()/>
                        {session(&room, &live, people, &came)}
                    </div>
                    <div class="stack">
                        {sharing}
                        {(!room.archived && !matches!(live, Liveness::Ending)).then(|| link_for(&room))}
                    </div>
                    <aside>
                        <TookEffect room=room.clone() live=live.clone()/>
                        <section class="card padded">
                            <h2>{t.get("room-glance")}</h2>
                            {facts(&room)}
                        </section>
                    </aside>
                </div>
            </InRoom>
        }
        .into_any())
    })
}

/// The question before a guest is refused, who was chosen among those who are in or wait.
async fn asks_to_refuse(visit: &Visit, room: &TheRoom, live: &Liveness) -> Result<Option<AnyView>, PageError> {
    let user_id = visit.query("refuse");
    if user_id.is_empty() {
        return Ok(None);
    }
    let Some(who) = refusals::name_of(&visit.services, room, &user_id).await? else { return Ok(None) };
    let (slug, back) = (room.slug.to_string(), format!("/rooms/{}", room.slug));
    let (own_ids, cancel) = (live.replaces_user_ids(room), back.clone());
    let label = visit.reader.text.with("refuse-title", [("who", name(&who))]);
    Ok(Some(
        view! {
            <section class="asks" id="refuse" aria-label=label>
                <RefuseQuestion slug user_id who back own_ids cancel/>
            </section>
        }
        .into_any(),
    ))
}

/// The box with the links that everybody can be given.
async fn sharing(visit: Visit, caller: Caller, room: TheRoom) -> Result<AnyView, PageError> {
    let form = FormView::of_action::<MakeSharedInvite>(&visit, &share_box::fresh()).await?;
    let shown = share::of_room(&visit.services, &room).await?;
    let own = invitation::own(&visit.services, &caller).await?;
    let template = template(text(), own.as_ref());
    Ok(view! { <ShareBox room shown template form done=visit.query("share")/> }.into_any())
}

fn link_for(room: &TheRoom) -> impl IntoView + use<> {
    let t = text();
    let more = format!("/rooms/{}/join-link", room.slug);
    view! {
        <section class="card padded">
            <h2>{t.get("room-link-title")}</h2>
            <p>{t.get("room-link-text")}</p>
            <NameForm slug=room.slug.clone()/>
            <p><a href=more>{t.get("room-link-more")}</a></p>
            {room.server.is_none().then(|| view! { <p class="notice"><Icon shape=Shape::Info/><span>{t.get("room-on-sandbox")}</span></p> })}
        </section>
    }
}

/// For some milliseconds after its end a session may still seem to run (§2.4).
fn as_ended(live: Liveness, ended: &str) -> Liveness {
    match live {
        Liveness::Live(live) if live.sid == ended => Liveness::Ending,
        other => other,
    }
}

/// How far the end of the session is that was ended here: the page asks again by itself until it is over.
fn teardown(live: &Liveness) -> AnyView {
    let t = text();
    match live {
        Liveness::Ending => {
            load_again();
            view! { <p class="notice warn" role="status"><Icon shape=Shape::Info/><span>{t.get("end-session-ending")}</span></p> }
                .into_any()
        }
        Liveness::NotRunning => {
            view! { <p class="notice live" role="status"><Icon shape=Shape::Tick/><span>{t.get("end-session-over")}</span></p> }
                .into_any()
        }
        Liveness::Live(_) | Liveness::Unknown(_) => ().into_any(),
    }
}

/// What can be seen and done of a session that runs. Its parts are there without one too, so that the page can put them
/// right by itself.
fn session(room: &TheRoom, live: &Liveness, people: Vec<Participant>, came: &HashSet<String>) -> impl IntoView + use<> {
    let running = match live {
        Liveness::Live(running) => Some(running),
        _ => None,
    };
    let class = if running.is_some() { "card padded" } else { "" };
    // A question that stands open stays open while people come and go.
    let ends = running.map_or("none".to_owned(), |running| running.sid.clone());
    let end = running.map(|_| view! { <div class=class><EndSession room=room.clone()/></div> });
    view! {
        <div id="who-is-in" data-part>{running.map(|running| who_is_in(&room.slug, running, people, came))}</div>
        <div id="end-session" data-part=ends>{end}</div>
    }
}

/// The people in the meeting. Whoever is on its landing page or waits is counted elsewhere and not named by the server.
fn who_is_in(slug: &Slug, live: &Running, people: Vec<Participant>, came: &HashSet<String>) -> impl IntoView + use<> {
    let t = text();
    // A server counts those at its door and in the waiting room too, and does not say who they are (§2.3).
    let before = live.people.saturating_sub(people.len() as u64);
    let more = people.len().saturating_sub(MOST_NAMED);
    let has_own_ids = live.metadata.room_features.auto_gen_user_id && !people.is_empty();
    let rows = people
        .into_iter()
        .take(MOST_NAMED)
        .map(|person| {
            let role = MeetingRole::from_is_admin(person.metadata.is_admin);
            let Participant { identity, name, .. } = person;
            let refuse = came.contains(&identity).then(|| {
                view! { <RefuseLink slug=slug.clone() user_id=identity.clone() who=name.clone()/> }
            });
            view! {
                <li data-in=identity>
                    <p><strong><bdi>{name}</bdi></strong> " " <span class="hint">{t.get(names::role(role))}</span></p>
                    {refuse}
                </li>
            }
        })
        .collect::<Vec<_>>();
    let list = if rows.is_empty() {
        view! { <p class="hint">{t.get("room-nobody-in")}</p> }.into_any()
    } else {
        view! { <ul class="people">{rows}</ul> }.into_any()
    };
    view! {
        <section class="card padded">
            <h2>{t.get("room-who-is-in")}</h2>
            {list}
            {(more > 0).then(|| view! { <p>{t.with("room-more-in", [("count", more.into())])}</p> })}
            {has_own_ids.then(|| view! { <p class="hint">{t.get("room-own-ids")}</p> })}
            {(before > 0).then(|| view! { <p>{t.with("room-at-the-door", [("count", before.into())])}</p> })}
        </section>
    }
}

fn facts(room: &TheRoom) -> impl IntoView + use<> {
    let t = text();
    let locked = LockKind::ALL
        .into_iter()
        .filter(|kind| room.locks.is_locked(*kind))
        .map(|kind| t.get(names::lock(kind)))
        .collect::<Vec<_>>();
    let locked = if locked.is_empty() { t.get("room-nothing-locked") } else { t.list(locked, "list-and") };
    let swatches = DesignKey::ALL
        .into_iter()
        .filter_map(|key| Some((key, room.design.color(key)?)))
        .map(|(key, color)| view! { <li class="swatch"><svg viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill=color.to_string()></rect></svg>{t.get(names::design_key(key))}</li> })
        .collect_view();
    let no_design = room.design.is_empty();
    view! {
        <dl class="facts">
            <dt>{t.get("room-fact-locked")}</dt>
            <dd>{locked}</dd>
            <dt>{t.get("room-fact-design")}</dt>
            <dd>{if no_design { t.get("room-no-design").into_any() } else { view! { <ul class="swatches">{swatches}</ul> }.into_any() }}</dd>
            <dt>{t.get("room-fact-server")}</dt>
            <dd>{names::server(t, room.server_name())}</dd>
        </dl>
    }
}
