//! The door of a room while a session runs: whether guests are let in, who waits, and the buttons for it.
use std::marker::PhantomData;

use leptos::prelude::*;

use super::icon::{Icon, Shape};
use super::post_form::PostForm;
use super::refusal_bits::RefuseLink;
use crate::api::join_room::JoinRoom;
use crate::api::shut_door::ShutDoor;
use crate::domain::room::Slug;
use crate::random;
use crate::services::guests::WaitingGuest;
use crate::services::liveness::Liveness;
use crate::services::rooms::Room;
use crate::text::reader::{Reader, text};
use crate::text::times;

/// So many who wait are named.
const MOST_NAMED: usize = 200;

/// Whether guests come in, and who waits. There when there is nothing to say too, so that a page can put it right by itself.
#[component]
pub fn RoomDoor(
    /// The room.
    room: Room,
    /// What is known of its session.
    live: Liveness,
    /// Who waits.
    waiting: Vec<WaitingGuest>,
    /// What the page shows: see `services::watching::shown`.
    shown: String,
) -> impl IntoView {
    let running = match &live {
        Liveness::Live(running) if !room.archived => Some(running.sid.clone()),
        _ => None,
    };
    let says = running.map(|sid| says(&room, sid));
    let waiting = (!waiting.is_empty()).then(|| who_waits(&room.slug, waiting));
    let is_there = says.is_some() || waiting.is_some();
    view! {
        <div id="door" data-part=shown>
            {is_there.then(|| view! { <section class="card padded stack">{says}{waiting}</section> })}
        </div>
    }
}

fn says(room: &Room, sid: String) -> impl IntoView + use<> {
    let t = text();
    let is_shut = room.shut_sid.as_ref() == Some(&sid);
    let waits_for_start = !room.settings.anyone_may_start && room.started_sid.as_ref() != Some(&sid);
    let slug = room.slug.to_string();
    let start = waits_for_start.then(|| {
        view! {
            <p class="notice warn"><Icon shape=Shape::Info/><span>{t.get("door-not-started")}</span></p>
            <PostForm to={PhantomData::<JoinRoom>} slug=slug.clone() instance=random::letters(12) own_tab=true>
                <button class="button primary wide" title=t.get("room-own-tab")><Icon shape=Shape::Door/>{t.get("room-start")}</button>
            </PostForm>
        }
    });
    let shut = if is_shut { "" } else { "1" };
    let label = if is_shut { "door-open" } else { "door-shut" };
    view! {
        {start}
        {is_shut.then(|| view! { <p class="notice warn"><Icon shape=Shape::Info/><span>{t.get("door-is-shut")}</span></p> })}
        <PostForm to={PhantomData::<ShutDoor>} slug=slug>
            <input type="hidden" name="sid" value=sid/>
            <input type="hidden" name="shut" value=shut/>
            <button class="button wide">{t.get(label)}</button>
        </PostForm>
        <p class="hint">{t.get("door-shut-hint")}</p>
    }
}

fn who_waits(slug: &Slug, waiting: Vec<WaitingGuest>) -> impl IntoView + use<> {
    let reader = Reader::current();
    let t = reader.text;
    let more = waiting.len().saturating_sub(MOST_NAMED);
    let rows = waiting
        .into_iter()
        .take(MOST_NAMED)
        .map(|guest| {
            let since = t.with("door-waits-since", [("time", times::clock(&reader.zone, guest.since).into())]);
            let (id, waits) = (guest.user_id.to_string(), guest.user_id.to_string());
            view! {
                <li data-waits=waits>
                    <p><strong><bdi>{guest.name.clone()}</bdi></strong> " " <span class="hint">{since}</span></p>
                    <RefuseLink slug=slug.clone() user_id=id who=guest.name/>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2>{t.get("door-who-waits")}</h2>
        <ul class="people">{rows}</ul>
        {(more > 0).then(|| view! { <p>{t.with("room-more-in", [("count", more.into())])}</p> })}
    }
}
