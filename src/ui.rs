//! What a person sees: the shell around every page, the routes, and what a page is given.
pub mod components;
pub mod form_view;
pub mod layouts;
pub mod pages;
pub mod policy;
pub mod site;
pub mod visit;

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::domain::reading::Theme;
use crate::text::reader::{Reader, text};
use crate::ui::site::MANIFEST;
#[cfg(not(debug_assertions))]
use pages::not_found::NotFound as StyleGuide;
use pages::not_found::NotFoundBody;
#[cfg(debug_assertions)]
use pages::styleguide::StyleGuide;
use pages::{
    account, delete_design, delete_room, design, designs, guest, inspect, invitation, invite, invite_calendar, invite_screen,
    invites, join_link, left, locks, locks_as, locks_people, new_design, new_room, new_server, not_found, rehearsal,
    remove_server, room, rooms, saved_design, server, server_test, servers, set_up, settings, sign_in, wait,
};

/// Whether the page at this path holds an island: only there the WebAssembly is loaded and allowed.
pub fn holds_island(path: &str) -> bool {
    let mut parts = path.trim_matches('/').split('/');
    if path == "/styleguide" {
        return cfg!(debug_assertions);
    }
    match (parts.next(), parts.next()) {
        (Some("rooms"), Some(_)) => {}
        (Some("designs"), Some(_)) => return parts.next().is_none(),
        _ => return false,
    }
    match (parts.next(), parts.next()) {
        (Some("join-link" | "design"), None) => true,
        (Some("invites"), Some(_)) => parts.next().is_none(),
        _ => false,
    }
}

/// Whether the page at this path waits for something: without scripts it loads again every ten seconds. A `Refresh` header
/// would do so with scripts too, which are told when there is news, and interrupt a screen reader for nothing.
fn waits(path: &str) -> bool {
    path.starts_with("/wait/")
}

/// The document around every page.
pub fn shell() -> impl IntoView {
    let islands = use_context::<http::request::Parts>().is_some_and(|parts| holds_island(parts.uri.path()));
    let islands = islands.then(wake_islands);
    let waits = use_context::<http::request::Parts>().is_some_and(|parts| waits(parts.uri.path()));
    let waits = waits.then(|| view! { <noscript><meta http-equiv="refresh" content="10"/></noscript> });
    provide_meta_context();
    document(view! { {islands} {waits} <MetaTags/> }.into_any(), App().into_any())
}

/// The document around an address that leads nowhere.
pub fn not_found_shell() -> impl IntoView {
    provide_meta_context();
    document(view! { <MetaTags/> }.into_any(), view! { <NotFoundBody/> }.into_any())
}

/// The document around an answer that is made outside of the router: forbidden, a fault. It has no page's title.
pub fn error_shell(body: AnyView) -> impl IntoView {
    document(view! { <title>{text().get("app-name")}</title> }.into_any(), body)
}

/// Has the browser fetch and start the islands once somebody is there. Leptos' own script would preload them: on a slow line
/// they would take their time from the style sheet.
fn wake_islands() -> impl IntoView {
    if let Some(shared) = Owner::current_shared_context() {
        // What stands outside of islands is not hydrated.
        shared.set_is_hydrating(false);
    }
    let script = include_str!("ui/wake_islands.js").replace("NAME", &MANIFEST.islands);
    view! { <script type="module" nonce=use_nonce()>{script}</script> }
}

fn document(head: AnyView, body: AnyView) -> impl IntoView {
    let reader = Reader::current();
    let theme = reader.theme.map(Theme::as_str);
    view! {
        <!DOCTYPE html>
        <html lang=reader.text.language.tag() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content=theme.unwrap_or("light dark")/>
                <meta name="robots" content="noindex"/>
                <link rel="stylesheet" href=format!("/pkg/{}", MANIFEST.style)/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                // Nothing to look at hangs on it: it gives way to the style sheet.
                <script type="module" fetchpriority="low" src=format!("/pkg/{}", MANIFEST.script) nonce=use_nonce()></script>
                {head}
            </head>
            <body>{body}</body>
        </html>
    }
}

/// Every page. Each is rendered whole before it is sent: streaming would need scripts to put the parts in place.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=not_found::NotFound>
                <Route path=path!("/") view=rooms::Home ssr=SsrMode::Async/>
                <Route path=path!("/setup") view=set_up::SetUp ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=sign_in::SignIn ssr=SsrMode::Async/>
                <Route path=path!("/rooms") view=rooms::Rooms ssr=SsrMode::Async/>
                <Route path=path!("/rooms/new") view=new_room::NewRoom ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug") view=room::Room ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/join-link") view=join_link::JoinLink ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/invites") view=invites::Invites ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/invites/new") view=invite::NewInvite ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/invites/:id") view=invite::InvitePage ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/locks") view=locks::Locks ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/locks/as") view=locks_as::LocksAs ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/locks/people") view=locks_people::LocksPeople ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/design") view=design::Design ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/settings") view=settings::Settings ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/delete") view=delete_room::DeleteRoomPage ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/invites/:id/calendar") view=invite_calendar::InviteCalendar ssr=SsrMode::Async/>
                <Route path=path!("/rooms/:slug/invites/:id/screen") view=invite_screen::InviteScreen ssr=SsrMode::Async/>
                <Route path=path!("/designs") view=designs::Designs ssr=SsrMode::Async/>
                <Route path=path!("/designs/new") view=new_design::NewDesign ssr=SsrMode::Async/>
                <Route path=path!("/designs/:id") view=saved_design::SavedDesignPage ssr=SsrMode::Async/>
                <Route path=path!("/designs/:id/look") view=saved_design::DesignLook ssr=SsrMode::Async/>
                <Route path=path!("/designs/:id/delete") view=delete_design::DeleteDesignPage ssr=SsrMode::Async/>
                <Route path=path!("/servers") view=servers::Servers ssr=SsrMode::Async/>
                <Route path=path!("/servers/new") view=new_server::NewServer ssr=SsrMode::Async/>
                <Route path=path!("/servers/:id") view=server::Server ssr=SsrMode::Async/>
                <Route path=path!("/servers/:id/test") view=server_test::ServerTest ssr=SsrMode::Async/>
                <Route path=path!("/servers/:id/remove") view=remove_server::RemoveServerPage ssr=SsrMode::Async/>
                <Route path=path!("/account") view=account::Account ssr=SsrMode::Async/>
                <Route path=path!("/account/invitation") view=invitation::Invitation ssr=SsrMode::Async/>
                <Route path=path!("/inspect") view=inspect::Inspect ssr=SsrMode::Async/>
                <Route path=path!("/j") view=guest::TypeCode ssr=SsrMode::Async/>
                <Route path=path!("/j/:code") view=guest::Guest ssr=SsrMode::Async/>
                <Route path=path!("/wait/:code") view=wait::Wait ssr=SsrMode::Async/>
                <Route path=path!("/left/:id") view=left::Left ssr=SsrMode::Async/>
                <Route path=path!("/styleguide") view=StyleGuide ssr=SsrMode::Async/>
                <Route path=path!("/sandbox") view=rehearsal::Rehearsal ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
