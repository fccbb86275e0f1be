//! The wait before the door: whoever pressed Join too early is let in by this page.
use std::marker::PhantomData;

use leptos::prelude::*;
use secrecy::ExposeSecret;

use crate::api::stop_waiting::StopWaiting;
use crate::domain::invite::InviteCode;
use crate::services::guests::{Arrival, FromWait, JoinError, State, arrive, enter_from_wait};
use crate::services::invites;
use crate::sign_in::guest;
use crate::text::name;
use crate::text::reader::text;
use crate::text::times::day_and_clock;
use crate::ui::components::guest_card::{GuestCard, Heading};
use crate::ui::components::post_form::PostForm;
use crate::ui::layouts::allow_joining;
use crate::ui::visit::{PageError, page};

/// `/wait/{code}`. A look by whoever waits here and an open door lead on to the meeting: they have pressed Join before.
#[component]
pub fn Wait() -> impl IntoView {
    page(|visit| async move {
        super::guest::keep_out_robots();
        let Ok(code) = visit.param("code").parse::<InviteCode>() else { return Err(PageError::NoInvite) };
        let (code, cookie) = (code.shown(), guest::known(&visit.services));
        let invite_page = || PageError::Elsewhere(format!("/j/{code}"));
        // Nobody is let in by a look that is none: the page that it is given looks again by itself.
        if visit.is_read() {
            match Box::pin(enter_from_wait(&visit.services, &code, cookie.as_ref(), &visit.browser())).await {
                Ok(FromWait::Link(link)) => return Err(PageError::Elsewhere(link.expose_secret().to_owned())),
                // What is wrong with the server stands on the page, which tries again.
                Ok(FromWait::Waits) | Err(JoinError::Meeting(_)) => {}
                Err(JoinError::Internal(fault)) => return Err(fault.into()),
                Ok(FromWait::Nobody) | Err(_) => {
                    let is_there = invites::is_there(&visit.services, &code).await?;
                    return Err(if is_there { invite_page() } else { PageError::NoInvite });
                }
            }
        }
        let Some(arrival) = arrive(&visit.services, &code, cookie.as_ref()).await? else { return Err(PageError::NoInvite) };
        if !arrival.known.as_ref().is_some_and(|known| known.waits) {
            return Err(invite_page());
        }
        allow_joining(&arrival.room);
        let zone = visit.guests_zone(&arrival.room).await?;
        let t = text();
        let title = arrival.room.title.to_string();
        let heading = Heading {
            window: t.with("wait-window", [("title", title.clone().into())]),
            above: t.get("wait-at-the-door"),
            title,
            ..Heading::default()
        };
        let down = match &arrival.state {
            State::Down(outage) => Some(day_and_clock(t, &zone, crate::clock::UnixMillis(outage.since))),
            _ => None,
        };
        Ok(view! {
            <GuestCard heading state="waiting">
                <Door arrival=arrival.clone() down/>
                <WaysOut code personal=arrival.invite.terms.person.is_some()/>
            </GuestCard>
        }
        .into_any())
    })
}

/// What is being waited for: it is read aloud when it changes.
#[component]
fn Door(
    /// Who waits where.
    arrival: Arrival,
    /// Since when the meeting server does not answer, if so.
    down: Option<String>,
) -> impl IntoView {
    let t = text();
    let you = arrival.known.as_ref().map(|known| known.name.clone()).unwrap_or_default();
    let until = match (&arrival.state, down) {
        (_, Some(since)) => t.with("wait-down", [("time", since.into())]),
        (State::Shut, None) => t.get("wait-shut"),
        (State::Over, None) => t.with("wait-over", [("host", name(&arrival.host))]),
        (_, None) => t.with("wait-not-started", [("host", name(&arrival.host))]),
    };
    let events = format!("/wait/{}/events", arrival.invite.code.shown());
    view! {
        <div class="at-door" data-events=events data-state="page">
            <p class="waits" aria-hidden="true"><i></i><i></i><i></i></p>
            <div id="door" role="status" data-part>
                <p><strong>{t.with("wait-you", [("name", name(&you))])}</strong></p>
                <p>{until}</p>
            </div>
            <p class="hint">{t.get("wait-keep-open")}</p>
        </div>
    }
}

/// For whoever does not want to wait, or as somebody else.
#[component]
fn WaysOut(
    /// Part of the invite's link.
    code: String,
    /// Whether the invite says who it is.
    personal: bool,
) -> impl IntoView {
    let t = text();
    let change = format!("/j/{code}");
    view! {
        <div class="ways-out">
            {(!personal).then(|| view! { <a class="button quiet" href=change>{t.get("wait-change-name")}</a> })}
            <PostForm to={PhantomData::<StopWaiting>}>
                <input type="hidden" name="code" value=code/>
                <button class="button quiet">{t.get("wait-leave")}</button>
            </PostForm>
        </div>
    }
}
