//! What the list, the room's own page and its tabs share.
use std::marker::PhantomData;

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::field::{Field, Kind};
use super::icon::{Icon, Shape};
use super::post_form::PostForm;
use crate::api::end_session::EndSession as EndRoomSession;
use crate::api::join_room::JoinRoom;
use crate::api::make_join_link::MakeJoinLink;
use crate::domain::room::{RoomTitle, Slug};
use crate::forms::END_SESSION;
use crate::random;
use crate::services::liveness::Liveness;
use crate::services::rooms::Room;
use crate::text::reader::{Reader, text};
use crate::text::times;
use crate::ui::form_view::FormView;

/// Live or not: by word and shape, not by colour alone.
#[component]
pub fn LiveBadge(
    /// What is known.
    live: Liveness,
) -> impl IntoView {
    let reader = Reader::current();
    let t = reader.text;
    match live {
        Liveness::Live(live) => view! {
            <span class="badge live">{t.with("room-live", [("people", live.people.into())])}</span>
            <span class="hint">{t.with("room-live-since", [("time", times::clock(&reader.zone, live.since).into())])}</span>
        }
        .into_any(),
        Liveness::Ending => view! {
            <span class="badge warn">{t.get("room-ending")}</span>
            <span class="hint">{t.get("room-ending-hint")}</span>
        }
        .into_any(),
        Liveness::NotRunning => view! { <span class="badge">{t.get("room-not-running")}</span> }.into_any(),
        Liveness::Unknown(_) => view! { <span class="badge warn">{t.get("room-unknown")}</span> }.into_any(),
    }
}

/// Out of use: by word and shape.
#[component]
pub fn ArchivedBadge() -> impl IntoView {
    view! { <span class="badge archived">{text().get("room-archived")}</span> }
}

/// Start, or join what runs: for oneself, as a moderator. In a tab of its own: who waits and who is in stands on the page, and
/// so does what ends the session.
#[component]
pub fn JoinButton(
    /// The room's part of an address.
    slug: Slug,
    /// What people call it.
    title: RoomTitle,
    /// What is known of its session.
    live: Liveness,
    /// Whether it is the page's main action.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let is_live = matches!(live, Liveness::Live(_));
    let label = if is_live { "room-join" } else { "room-start" };
    let t = text();
    // Among many cards it says which room; on the room's own page that is clear.
    let which = (!primary).then(|| view! { <span class="visually-hidden">{title.to_string()}</span> });
    view! {
        <PostForm to={PhantomData::<JoinRoom>} slug=slug.to_string() instance=random::letters(12) own_tab=true>
            <button class="button wide" class:primary=primary || is_live title=t.get("room-own-tab")>
                <Icon shape=Shape::Door/>
                {t.get(label)} " " {which}
            </button>
        </PostForm>
    }
}

/// Ends the session that runs, after asking once.
#[component]
pub fn EndSession(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = text();
    view! {
        <details class="asks" data-menu>
            <summary class="button">{t.get("end-session")}</summary>
            <PostForm to={PhantomData::<EndRoomSession>} slug=room.slug.to_string() instance=random::letters(12)>
                <p>{t.get("end-session-ask")}</p>
                <p class="hint">{t.get("end-session-hint")}</p>
                <button class="button danger">{t.get("end-session-confirm")}</button>
            </PostForm>
        </details>
    }
}

/// In a form whose changes a running session does not take: says so, and how to get them now. Its button sends the form too,
/// so that nothing typed is lost.
#[component]
pub fn NextSession(
    /// What is known of the room's session.
    live: Liveness,
) -> impl IntoView {
    let t = text();
    matches!(live, Liveness::Live(_)).then(|| {
        view! {
            <div class="notice warn next-session">
                <Icon shape=Shape::Info/>
                <p>{t.get("next-session")}</p>
                // What Enter in a field presses: the first button of a form, which must not be the one that ends something.
                <button hidden></button>
                <details class="asks" data-menu>
                    <summary class="button">{t.get("end-session")}</summary>
                    <div>
                        <p>{t.get("end-session-ask")}</p>
                        <p class="hint">{t.get("end-session-hint")}</p>
                        <button class="button danger" name="then" value=END_SESSION>{t.get("end-session-save")}</button>
                    </div>
                </details>
            </div>
        }
    })
}

/// "Saved", after it was.
#[component]
pub fn Saved(
    /// Whether it was.
    saved: bool,
) -> impl IntoView {
    saved.then(|| view! { <p class="notice live" role="status"><Icon shape=Shape::Tick/><span>{text().get("saved")}</span></p> })
}

/// Asks for a name, and nothing else: a link for that person, everything as the room has it.
#[component]
pub fn NameForm(
    /// The room's part of an address.
    slug: Slug,
) -> impl IntoView {
    let t = text();
    let form = FormView::fresh(&());
    view! {
        <PostForm to={PhantomData::<MakeJoinLink>} slug=slug.to_string() instance=form.instance.clone() class="stack">
            <Field form name="name" label=t.get("join-link-name") kind=Kind::default()/>
            <p><button class="button primary">{t.get("join-link-make")}</button></p>
        </PostForm>
    }
}

/// "Link for …" on a card: unfolds the question for a name.
#[component]
pub fn LinkFor(
    /// The room's part of an address.
    slug: Slug,
    /// What people call it.
    title: RoomTitle,
) -> impl IntoView {
    let t = text();
    view! {
        <details class="link-for" data-menu>
            <summary class="button">
                <Icon shape=Shape::Key/>
                {t.get("link-for")} " " <span class="visually-hidden">{title.to_string()}</span>
            </summary>
            <NameForm slug/>
        </details>
    }
}

/// "Copy invite" on a card: the link that everybody who takes part gets. Without scripts, and where there is none that opens
/// something, it leads to the share box.
#[component]
pub fn CopyInvite(
    /// The room's part of an address.
    slug: Slug,
    /// What people call it.
    title: RoomTitle,
    /// The link, if there is one.
    link: Option<String>,
) -> impl IntoView {
    let t = text();
    let (id, which) = (format!("invite-{slug}"), title.to_string());
    let copies = link.map(|link| {
        view! {
            <input class="visually-hidden" id=id.clone() readonly tabindex="-1" aria-hidden="true" value=link/>
            <CopyButton of=id label=t.get("copy-invite") which=which.clone()/>
        }
    });
    let class = if copies.is_some() { "button without-script" } else { "button" };
    view! {
        <div class="copy-invite">
            {copies}
            <a class=class href=format!("/rooms/{slug}#share")><Icon shape=Shape::Copy/>{t.get("copy-invite")} " " <span class="visually-hidden">{which}</span></a>
        </div>
    }
}
