//! Home: the rooms.
use leptos::prelude::*;

use crate::services::rooms::{self, Liveness, RoomCard};
use crate::text::reader::text;
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::room_bits::{JoinButton, LinkFor, LiveBadge};
use crate::ui::layouts::Signed;
use crate::ui::visit::{PageError, page};

/// `/` leads to the rooms, or to the sign-in.
#[component]
pub fn Home() -> impl IntoView {
    page(|visit| async move {
        let next = if visit.is_signed_in() { "/rooms" } else { "/sign-in" };
        Err(PageError::Elsewhere(next.to_owned()))
    })
}

/// `/rooms`
#[component]
pub fn Rooms() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let cards = rooms::list(&visit.services, &caller).await?;
        let t = text();
        let live = cards.iter().filter(|card| matches!(card.live, Liveness::Live(_))).count();
        Ok(view! {
            <Signed caller title=t.get("rooms-title")>
                <div class="head">
                    <div>
                        <h1>{t.get("rooms-title")}</h1>
                        <p class="hint">{t.with("rooms-live-count", [("count", live.into())])}</p>
                    </div>
                    <a class="button primary" href="/rooms/new"><Icon shape=Shape::Plus/>{t.get("rooms-new")}</a>
                </div>
                {if cards.is_empty() { no_rooms().into_any() } else { view! { <ul class="rooms">
                        {cards.into_iter().map(card).collect_view()}
                        <li><a class="card room new" href="/rooms/new"><span class="actions"><Icon shape=Shape::Plus/>{t.get("rooms-new")}</span></a></li>
                    </ul> }.into_any() }}
            </Signed>
        }
        .into_any())
    })
}

fn no_rooms() -> impl IntoView {
    let t = text();
    view! {
        <section class="card teach">
            <h2>{t.get("rooms-empty-title")}</h2>
            <p class="measure">{t.get("rooms-empty-text")}</p>
            <a class="button primary" href="/rooms/new"><Icon shape=Shape::Plus/>{t.get("rooms-new")}</a>
        </section>
    }
}

fn card(card: RoomCard) -> impl IntoView {
    let RoomCard { room, live } = card;
    let class = if matches!(live, Liveness::Live(_)) { "card room is-live" } else { "card room" };
    view! {
        <li>
            <article class=class>
                <div class="about">
                    <h2><a dir="auto" href=format!("/rooms/{}", room.slug)>{room.title.to_string()}</a></h2>
                    <p class="actions"><LiveBadge live=live.clone()/></p>
                </div>
                <div class="keys">
                    <JoinButton room=room.clone() live/>
                    <LinkFor room/>
                </div>
            </article>
        </li>
    }
}
