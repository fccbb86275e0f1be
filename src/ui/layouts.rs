//! The frames pages stand in.
use std::marker::PhantomData;

use http::request::Parts;
use leptos::prelude::*;

use super::components::icon::{Icon, Shape};
use super::components::outage::{LooksAgain, OutageNotice, outage_of};
use super::components::post_form::PostForm;
use super::components::room_actions::ArchivedNotice;
use super::components::room_bits::{ArchivedBadge, JoinButton, LiveBadge};
use super::components::window_title::WindowTitle;
use crate::api::sign_out::SignOut;
use crate::domain::address::origin;
use crate::services::Caller;
use crate::services::Services;
use crate::services::liveness::Liveness;
use crate::services::rooms::Room;
use crate::text::reader::text;
use crate::ui::policy;

/// A page of somebody who is signed in: bar, then the page.
#[component]
pub fn Signed(
    /// Who.
    caller: Caller,
    /// The window's title.
    title: String,
    /// The page.
    children: Children,
) -> impl IntoView {
    let t = text();
    let initials: String = caller
        .name
        .as_str()
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    let path = use_context::<Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    let is_in = |part: &str| path.starts_with(part).then_some("true");
    let spoken = t.with("nav-account", [("initials", initials.clone().into()), ("name", caller.name.to_string().into())]);
    view! {
        <WindowTitle text=t.with("window-title", [("page", title.into())])/>
        <a class="skip" href="#main">{t.get("skip-to-main")}</a>
        <header class="top">
            <div>
                <a class="mark" href="/rooms" aria-label=t.get("app-name")><Icon shape=Shape::Key/><span>{t.get("app-name")}</span></a>
                <nav aria-label=t.get("nav-main")>
                    <a href="/rooms" aria-current=is_in("/rooms")>{t.get("nav-rooms")}</a>
                    <a href="/designs" aria-current=is_in("/designs")>{t.get("nav-designs")}</a>
                    {caller.is_administrator().then(|| view! { <a href="/servers" aria-current=is_in("/servers")>{t.get("nav-servers")}</a> })}
                </nav>
                <details class="person" data-menu>
                    <summary aria-label=spoken>{initials}</summary>
                    <div>
                        <p><strong><bdi>{caller.name.to_string()}</bdi></strong></p>
                        <p class="hint">{caller.email.to_string()}</p>
                        <p><a href="/account">{t.get("nav-your-account")}</a></p>
                        <p><a href="/inspect">{t.get("inspect-nav")}</a></p>
                        <PostForm to={PhantomData::<SignOut>}>
                            <button class="button wide">{t.get("sign-out")}</button>
                        </PostForm>
                    </div>
                </details>
            </div>
        </header>
        <main id="main">{children()}</main>
    }
}

/// A page with one card in the middle: set-up, sign-in, what went wrong.
#[component]
pub fn Alone(
    /// The window's title.
    title: String,
    /// What stands above the heading.
    #[prop(optional, into)]
    above: String,
    /// The card's body.
    children: Children,
) -> impl IntoView {
    let t = text();
    view! {
        <WindowTitle text=t.with("window-title", [("page", title.clone().into())])/>
        <main id="main" class="alone">
            <article class="keycard">
                <header>
                    <Icon shape=Shape::Key/>
                    <div>
                        <p class="hint">{if above.is_empty() { t.get("app-name") } else { above }}</p>
                        <h1 class="who">{title}</h1>
                    </div>
                </header>
                <div class="body">{children()}</div>
            </article>
        </main>
    }
}

/// The pages of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What it is and who is in.
    Overview,
    /// A link for one person.
    JoinLink,
    /// Links that do not die.
    Invites,
    /// What is locked by default.
    Locks,
    /// How it looks.
    Design,
    /// What else its sessions are like.
    Settings,
}

impl Tab {
    const ALL: [Self; 6] = [Self::Overview, Self::JoinLink, Self::Invites, Self::Locks, Self::Design, Self::Settings];

    fn address(self, room: &Room) -> String {
        let slug = &room.slug;
        match self {
            Self::Overview => format!("/rooms/{slug}"),
            Self::JoinLink => format!("/rooms/{slug}/join-link"),
            Self::Invites => format!("/rooms/{slug}/invites"),
            Self::Locks => format!("/rooms/{slug}/locks"),
            Self::Design => format!("/rooms/{slug}/design"),
            Self::Settings => format!("/rooms/{slug}/settings"),
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Overview => "tab-overview",
            Self::JoinLink => "tab-join-link",
            Self::Invites => "tab-invites",
            Self::Locks => "tab-locks",
            Self::Design => "tab-design",
            Self::Settings => "tab-settings",
        }
    }
}

/// A page of a room: its head and tabs, then the page.
#[component]
pub fn InRoom(
    /// Who.
    caller: Caller,
    /// The room.
    room: Room,
    /// What is known of its session.
    live: Liveness,
    /// Which page.
    tab: Tab,
    /// Where the server tells that the page shows something else by now.
    #[prop(optional, into)]
    events: Option<String>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let t = text();
    allow_joining(&room);
    let tabs = Tab::ALL
        .into_iter()
        .map(|other| view! { <a href=other.address(&room) aria-current=(other == tab).then_some("page")>{t.get(other.label())}</a> })
        .collect_view();
    let title = if tab == Tab::Overview {
        room.title.to_string()
    } else {
        t.with("room-tab-title", [("tab", t.get(tab.label()).into()), ("title", room.title.to_string().into())])
    };
    let archived = room.archived.then(|| view! { <ArchivedNotice room=room.clone()/> });
    view! {
        <Signed caller title>
            <RoomHead room live tab events/>
            {archived}
            <nav class="tabs" aria-label=t.get("nav-room")>{tabs}</nav>
            {children()}
        </Signed>
    }
}

/// What stands above the tabs of a room: title, state, the way in, and what is wrong with its server.
#[component]
fn RoomHead(
    /// The room.
    room: Room,
    /// What is known of its session.
    live: Liveness,
    /// Which page.
    tab: Tab,
    /// Where the server tells that the page shows something else by now.
    events: Option<String>,
) -> impl IntoView {
    let outage = outage_of(&live).cloned();
    let down = outage.is_some();
    let badge =
        if room.archived { view! { <ArchivedBadge/> }.into_any() } else { view! { <LiveBadge live=live.clone()/> }.into_any() };
    // The button that it is, in a word: its form differs each time.
    let which = if matches!(live, Liveness::Live(_)) { "join" } else { "start" };
    let join = (!room.archived).then(|| {
        view! { <div class="actions" id="join" data-part=which><JoinButton slug=room.slug.clone() title=room.title.clone() live primary=true/></div> }
    });
    let notice = room
        .server
        .zip(outage)
        .map(|(server, outage)| view! { <OutageNotice server=server.name outage holds_work=tab != Tab::Overview/> });
    view! {
        <LooksAgain down events>
            <div class="head">
                <div>
                    <h1><bdi>{room.title.to_string()}</bdi></h1>
                    <p class="actions" id="live" data-part>{badge}</p>
                </div>
                {join}
            </div>
            // There when nothing is wrong too: what is not there is not put right.
            <div id="down" data-part>{notice}</div>
        </LooksAgain>
    }
}

/// Lets the forms of a room's pages end up in its meeting.
pub fn allow_joining(room: &Room) {
    let joins = match &room.server {
        Some(server) => origin(&server.join_address).to_owned(),
        None => origin(expect_context::<Services>().sandbox.join_address()).to_owned(),
    };
    policy::allow(|policy| policy.join_origins.push(joins));
}
