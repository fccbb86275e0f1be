//! How a meeting server is, and the button that tries it.
use std::marker::PhantomData;

use leptos::prelude::*;

use super::post_form::PostForm;
use crate::api::test_server::TestServer;
use crate::clock::{Clock, UnixMillis};
use crate::meeting::plugnmeet::breaker::ServerState;
use crate::text::reader::{Reader, text};
use crate::text::{faults, times};

/// Up or down by word and shape, since when, why, and when that was last looked at.
#[component]
pub fn StateOfServer(
    /// What is known.
    state: ServerState,
    /// What tells how long ago that is.
    clock: Clock,
) -> impl IntoView {
    let reader = Reader::current();
    let t = reader.text;
    let ago = |moment: UnixMillis| {
        let seconds = (clock.now().0 - moment.0).max(0).unsigned_abs() / 1000;
        t.with("state-checked", [("ago", times::ago(t, seconds).into())])
    };
    match state {
        ServerState::Unknown => {
            view! { <span class="badge" data-server-state="unknown">{t.get("state-unknown")}</span> }.into_any()
        }
        ServerState::Up { checked_at } => view! {
            <span class="badge live" data-server-state="up">{t.get("state-up")}</span>
            <span class="hint">{ago(checked_at)}</span>
        }
        .into_any(),
        ServerState::Down { outage, tried_at } => {
            let since = times::day_and_clock(t, &reader.zone, UnixMillis(outage.since));
            view! {
                <span class="badge warn" data-server-state="down">{t.with("state-down", [("time", since.into())])}</span>
                <span class="hint">{ago(tried_at)}</span>
                <span class="why">{faults::outage(&reader, &outage).details.join(" ")}</span>
            }
            .into_any()
        }
    }
}

/// "Test connection": starts one, and leads to what comes of it.
#[component]
pub fn TestButton(
    /// Of the server.
    id: String,
    /// What it is called, where it is one of several.
    #[prop(optional, into)]
    which: String,
    /// Whether it is the page's main action.
    #[prop(optional)]
    primary: bool,
    /// Whether one was just done.
    #[prop(optional)]
    again: bool,
) -> impl IntoView {
    let label = text().get(if again { "test-again" } else { "servers-test" });
    let which = (!which.is_empty()).then(|| view! { " " <span class="visually-hidden">{which}</span> });
    view! {
        <PostForm to={PhantomData::<TestServer>}>
            <input type="hidden" name="server" value=id/>
            <button class="button" class:primary=primary>{label} {which}</button>
        </PostForm>
    }
}
