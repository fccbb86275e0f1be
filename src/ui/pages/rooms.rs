//! Home: the rooms, as they are used.
use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::fault::Outage;
use crate::domain::room_list::{Filter, Search};
use crate::services::liveness::Liveness;
use crate::services::room_list::{self, Asked, RoomCard, RoomList};
use crate::text::reader::text;
use crate::text::{name, names};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::only_here::OnlyHere;
use crate::ui::components::outage::{LooksAgain, OutageNotice, outage_of};
use crate::ui::components::room_actions::RestoreButton;
use crate::ui::components::room_bits::{ArchivedBadge, CopyInvite, JoinButton, LinkFor, LiveBadge};
use crate::ui::components::room_finder::{FavouriteButton, RoomFinder, address};
use crate::ui::layouts::Signed;
use crate::ui::policy;
use crate::ui::visit::{PageError, Visit, page};

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
        let list = room_list::show(&visit.services, &caller, asked(&visit), visit.is_read()).await?;
        let deleted = !visit.query("deleted").is_empty();
        policy::allow(|policy| policy.join_origins.clone_from(&list.join_origins));
        let t = text();
        let live = list.cards.iter().filter(|card| matches!(card.live, Liveness::Live(_))).count();
        // What is not known is not said.
        let says_live = list.filter != Filter::Archived && !list.cards.is_empty() && down(&list.cards).is_empty();
        Ok(view! {
            <Signed caller title=t.get("rooms-title")>
                <div class="head">
                    <div>
                        <h1>{t.get("rooms-title")}</h1>
                        {says_live.then(|| view! { <p class="hint">{t.with("rooms-live-count", [("count", live.into())])}</p> })}
                    </div>
                    <a class="button primary" href="/rooms/new"><Icon shape=Shape::Plus/>{t.get("rooms-new")}</a>
                </div>
                {deleted.then(|| view! { <p class="notice live" role="status"><Icon shape=Shape::Tick/><span>{t.get("rooms-deleted")}</span></p> })}
                <OnlyHere/>
                {list.has_rooms.then(|| view! { <RoomFinder filter=list.filter sort=list.sort search=list.search.clone()/> })}
                {if list.cards.is_empty() { nothing(&list).into_any() } else { cards(list).into_any() }}
            </Signed>
        }
        .into_any())
    })
}

/// What stands in the address; what is none of the choices is not asked for.
fn asked(visit: &Visit) -> Asked {
    Asked {
        filter: visit.query("filter").parse().ok(),
        sort: visit.query("sort").parse().ok(),
        search: Search::new(&visit.query("q")),
        after: visit.query("after").parse().ok(),
    }
}

fn cards(list: RoomList) -> impl IntoView {
    let RoomList { filter, sort, search, cards, is_continued, next, on_several, .. } = list;
    let t = text();
    let here = address(filter, sort, &search, None);
    let more = next.map(|next| address(filter, sort, &search, Some(&next)));
    let is_whole = !is_continued && more.is_none();
    let offers_new = is_whole && search.is_empty() && filter != Filter::Archived && filter != Filter::Shared;
    let back = here.clone();
    let down = down(&cards);
    view! {
        <LooksAgain down=!down.is_empty()>
        <div class="stack" id="down" data-part>
            {down.into_iter().map(|(server, outage)| view! { <OutageNotice server outage/> }).collect_view()}
        </div>
        <ul class="rooms">
            {cards.into_iter().map(|shown| card(shown, &back, on_several).into_any()).collect_view()}
            {offers_new.then(|| view! { <li><a class="card room new" href="/rooms/new"><span class="actions"><Icon shape=Shape::Plus/>{t.get("rooms-new")}</span></a></li> })}
        </ul>
        </LooksAgain>
        {(!is_whole).then(|| view! {
            <nav class="actions" aria-label=t.get("rooms-pages")>
                {more.map(|more| view! { <a class="button" href=more>{t.get("rooms-more")}</a> })}
                {is_continued.then(|| view! { <a class="button quiet" href=here>{t.get("rooms-first")}</a> })}
            </nav>
        })}
    }
}

/// The servers of these rooms that are down, by name: each is said once, however many rooms it has.
fn down(cards: &[RoomCard]) -> BTreeMap<String, Outage> {
    let unknown = cards.iter().filter_map(|card| Some((card.server.clone()?, outage_of(&card.live)?.clone())));
    unknown.collect()
}

fn card(card: RoomCard, back: &str, names_server: bool) -> impl IntoView + use<> {
    let RoomCard { slug, title, owner, right, favourite, archived, live, waiting, server, link } = card;
    let is_live = !archived && matches!(live, Liveness::Live(_));
    let class = if is_live { "card room is-live" } else { "card room" };
    let (id, address, state_id) = (format!("room-{slug}"), format!("/rooms/{slug}"), format!("live-{slug}"));
    let t = text();
    let keys = if archived {
        view! { <RestoreButton slug=slug.clone() title=title.clone() right/> }.into_any()
    } else {
        view! { <JoinButton slug=slug.clone() title=title.clone() live=live.clone()/> <CopyInvite slug=slug.clone() title=title.clone() link/> <LinkFor slug=slug.clone() title=title.clone()/> }
            .into_any()
    };
    view! {
        <li id=id>
            <article class=class>
                <div class="about">
                    <div class="title">
                        <h2><a dir="auto" href=address>{title.to_string()}</a></h2>
                        <FavouriteButton slug title favourite back=back.to_owned()/>
                    </div>
                    <p class="actions" id=state_id data-part>
                        {if archived { view! { <ArchivedBadge/> }.into_any() } else { view! { <LiveBadge live/> }.into_any() }}
                        {(waiting > 0 && !archived).then(|| view! { <span class="badge warn" data-waiting=waiting>{t.with("room-waiting", [("count", waiting.into())])}</span> })}
                    </p>
                    {names_server.then(|| view! { <p class="hint">{t.with("room-runs-on", [("server", name(&names::server(t, server.as_deref())))])}</p> })}
                    {owner.map(|owner| view! { <p class="hint">{t.with("room-shared-by", [("owner", name(owner.as_str()))])}</p> })}
                </div>
                <div class="keys">{keys}</div>
            </article>
        </li>
    }
}

/// Why there is nothing here, and what to do about it.
fn nothing(list: &RoomList) -> impl IntoView + use<> {
    let t = text();
    let searched = !list.search.is_empty();
    let (title, sentence) = if list.is_continued {
        ("rooms-end-title", t.get("rooms-end-text"))
    } else if searched {
        ("rooms-not-found-title", t.with("rooms-not-found-text", [("words", name(list.search.as_str()))]))
    } else if !list.has_rooms {
        ("rooms-empty-title", t.get("rooms-empty-text"))
    } else {
        match list.filter {
            Filter::All => ("rooms-all-archived-title", t.get("rooms-all-archived-text")),
            Filter::Mine => ("rooms-none-mine-title", t.get("rooms-none-mine-text")),
            Filter::Shared => ("rooms-none-shared-title", t.get("rooms-none-shared-text")),
            Filter::Archived => ("rooms-none-archived-title", t.get("rooms-none-archived-text")),
        }
    };
    let way_out = if !list.has_rooms {
        view! { <a class="button primary" href="/rooms/new"><Icon shape=Shape::Plus/>{t.get("rooms-new")}</a> }.into_any()
    } else if searched || list.is_continued {
        view! { <a class="button" href=address(list.filter, list.sort, &Search::default(), None)>{t.get("rooms-show-all")}</a> }
            .into_any()
    } else {
        let other = if list.filter == Filter::All { Filter::Archived } else { Filter::All };
        let label = if other == Filter::All { "rooms-to-all" } else { "rooms-to-archived" };
        view! { <a class="button" href=address(other, list.sort, &Search::default(), None)>{t.get(label)}</a> }.into_any()
    };
    view! {
        <section class="card teach">
            <h2>{t.get(title)}</h2>
            <p class="measure">{sentence}</p>
            {way_out}
        </section>
    }
}
