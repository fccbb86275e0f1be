//! After a meeting: the way back in, for those who were in it.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::join_by_invite::JoinByInvite;
use crate::services::guests::{State, arrive, last_invite};
use crate::services::leaving;
use crate::sign_in::guest;
use crate::text::name;
use crate::text::reader::text;
use crate::ui::components::guest_card::{GuestCard, Heading};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::post_form::PostForm;
use crate::ui::layouts::allow_joining;
use crate::ui::pages::guest::keep_out_robots;
use crate::ui::visit::{PageError, Visit, page};

/// `/left/{meeting_room_id}`. Who has nothing to do with the room reads the same as where there is no room.
#[component]
pub fn Left() -> impl IntoView {
    page(|visit| async move {
        keep_out_robots();
        if !visit.query("done").is_empty() {
            return Ok(done());
        }
        let page = match of_member(&visit).await? {
            Some(page) => Some(page),
            None => of_guest(&visit).await?,
        };
        Ok(page.unwrap_or_else(of_anybody))
    })
}

/// Nobody knows who they are, or they have nothing to do with it.
fn of_anybody() -> AnyView {
    let t = text();
    let heading = Heading { window: t.get("left-title"), title: t.get("left-title"), ..Heading::default() };
    view! { <GuestCard heading state="left"><p>{t.get("left-text")}</p></GuestCard> }.into_any()
}

/// That was it.
fn done() -> AnyView {
    let t = text();
    let heading = Heading { window: t.get("left-done-title"), title: t.get("left-done-title"), ..Heading::default() };
    view! { <GuestCard heading state="done"><p>{t.get("left-done-text")}</p></GuestCard> }.into_any()
}

/// Of somebody who is signed in and has a right in the room.
async fn of_member(visit: &Visit) -> Result<Option<AnyView>, PageError> {
    let Ok(caller) = visit.caller() else { return Ok(None) };
    let Some(room) = leaving::room_of_member(&visit.services, &caller, &visit.param("id")).await? else { return Ok(None) };
    let t = text();
    let heading = heading(room.title.to_string());
    let back = format!("/rooms/{}", room.slug);
    Ok(Some(
        view! {
            <GuestCard heading state="left-member">
                <p>{t.get("left-member-text")}</p>
                <a class="button primary" href=back>{t.get("left-to-room")}</a>
            </GuestCard>
        }
        .into_any(),
    ))
}

/// Of a browser that an invite has let into the room: it comes back by the same.
async fn of_guest(visit: &Visit) -> Result<Option<AnyView>, PageError> {
    let (cookie, Ok(room_id)) = (guest::known(&visit.services), visit.param("id").parse()) else { return Ok(None) };
    let Some(last) = last_invite(&visit.services, cookie.as_ref(), &room_id).await? else { return Ok(None) };
    let Some(arrival) = arrive(&visit.services, &last.code.shown(), cookie.as_ref()).await? else { return Ok(None) };
    allow_joining(&arrival.room);
    let t = text();
    let you = arrival.known.map(|known| known.name).unwrap_or_default();
    let heading = heading(last.title.to_string());
    // The session may have gone on without them, or be over for everybody.
    let (said, button) = match arrival.state {
        State::Ready | State::Unsure => (t.with("left-guest-text", [("name", name(&you))]), "guest-rejoin"),
        State::NotStarted | State::Over => (t.with("left-over-text", [("host", name(&arrival.host))]), "guest-wait"),
        State::Shut => (t.with("guest-shut", [("host", name(&arrival.host))]), "guest-wait"),
        // The invite's own page says why nobody comes back by it.
        _ => return Ok(None),
    };
    Ok(Some(
        view! {
            <GuestCard heading state="left-guest">
                <p>{said}</p>
                <PostForm to={PhantomData::<JoinByInvite>}>
                    <input type="hidden" name="code" value=last.code.shown()/>
                    <input type="hidden" name="name" value=you/>
                    <button class="button primary"><Icon shape=Shape::Door/>{t.get(button)}</button>
                </PostForm>
                <a class="button" href="?done=yes">{t.get("left-done")}</a>
            </GuestCard>
        }
        .into_any(),
    ))
}

fn heading(room_title: String) -> Heading {
    let t = text();
    Heading { window: t.get("left-title"), above: t.get("left-title"), title: room_title, ..Heading::default() }
}
