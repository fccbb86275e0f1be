//! The rehearsal room from outside: links that do not open, stays that are over. Each says what a real server's page would,
//! its key included, and what to do next.
use http::StatusCode;
use leptos::prelude::*;

use super::inside::EnterButton;
use crate::forms::LinkForm;
use crate::meeting::sandbox::{Cause, Left};
use crate::meeting::token::TokenProblem;
use crate::text::reader::text;
use crate::ui::layouts::Alone;
use crate::ui::visit::set_status;

/// No token at all.
#[component]
pub fn NoToken() -> impl IntoView {
    set_status(StatusCode::UNAUTHORIZED);
    let t = text();
    view! {
        <Alone title=t.get("rehearsal-refused-title") above=t.get("rehearsal-name")>
            <p data-problem="missing">{t.get("token-missing")}</p>
            <p class="hint">{t.get("rehearsal-refused-next")}</p>
            <ClientKey title="Access Token Missing" key="app.token-missing-des"/>
        </Alone>
    }
}

/// A token that does not open the door.
#[component]
pub fn Refused(
    /// The link.
    link: LinkForm,
    /// Which check it was.
    problem: TokenProblem,
) -> impl IntoView {
    set_status(match problem {
        TokenProblem::Duplicate | TokenProblem::Blocked | TokenProblem::Full => StatusCode::FORBIDDEN,
        _ => StatusCode::UNAUTHORIZED,
    });
    let t = text();
    view! {
        <Alone title=t.get("rehearsal-refused-title") above=t.get("rehearsal-name")>
            <Why problem link/>
        </Alone>
    }
}

/// Why the door is shut, and what to do.
#[component]
fn Why(problem: TokenProblem, link: LinkForm) -> impl IntoView {
    let t = text();
    let may_change = matches!(problem, TokenProblem::Duplicate | TokenProblem::Full | TokenProblem::Unchecked);
    view! {
        <p data-problem=problem.key()>{t.get(problem_text(problem))}</p>
        <p class="hint">{t.get(next_step(problem))}</p>
        {may_change.then(|| view! { <p><a class="button" href=link.page()>{t.get("rehearsal-try-again")}</a></p> })}
        <ClientKey title="Verification Failed!" key=problem.client_key()/>
    }
}

/// The stay is over, the session is not.
#[component]
pub fn Out(
    /// The link.
    link: LinkForm,
    /// How it came.
    how: Left,
    /// Why the link does not open again.
    shut: Option<TokenProblem>,
    /// Where the room sends people.
    logout_url: Option<String>,
) -> impl IntoView {
    let t = text();
    let (key, title, words, client_key) = match how {
        Left::ByChoice => ("left", "rehearsal-left-title", "rehearsal-left", None),
        Left::Silent => ("silent", "rehearsal-out-title", "rehearsal-silent", None),
        Left::Replaced => {
            ("replaced", "rehearsal-out-title", "rehearsal-replaced", Some("notifications.room-disconnected-duplicate-entry"))
        }
        Left::Removed => {
            ("removed", "rehearsal-out-title", "rehearsal-removed", Some("notifications.room-disconnected-participant-removed"))
        }
    };
    view! {
        <Alone title=t.get(title) above=t.get("rehearsal-name")>
            <p data-out=key>{t.get(words)}</p>
            {client_key.map(|key| view! { <ClientKey title="" key/> })}
            {match shut {
                Some(problem) => view! { <Why problem link/> }.into_any(),
                None => view! { <EnterButton link again=true/> }.into_any(),
            }}
            {logout_url.map(leads_to)}
        </Alone>
    }
}

/// The session ended while this page was in it.
#[component]
pub fn Over(
    /// Of the room.
    room_title: String,
    /// Why.
    cause: Cause,
    /// Where the room sends people.
    logout_url: Option<String>,
) -> impl IntoView {
    let t = text();
    let why = match cause {
        Cause::Asked => "rehearsal-over-asked",
        Cause::Duration => "rehearsal-over-duration",
        Cause::Departed => "rehearsal-over-departed",
        Cause::Empty => "rehearsal-over-empty",
    };
    let leads_to = logout_url.map(leads_to);
    view! {
        <Alone title=t.get("rehearsal-over-title") above=t.get("rehearsal-name")>
            <p><strong><bdi>{room_title}</bdi></strong></p>
            <p data-over=cause.key()>{t.get(why)}</p>
            {leads_to.map_or_else(|| view! { <p class="hint">{t.get("rehearsal-over-next")}</p> }.into_any(), IntoAny::into_any)}
            <ClientKey title="" key="notifications.room-disconnected-room-ended"/>
        </Alone>
    }
}

/// Where the room sends people afterwards.
fn leads_to(address: String) -> impl IntoView {
    let t = text();
    view! {
        <p>{t.get("rehearsal-over-leads-to")}</p>
        <p><a class="button" href=address.clone() rel="noreferrer" data-logout>{t.get("rehearsal-over-go")}</a></p>
        <p class="hint"><code dir="ltr">{address}</code></p>
    }
}

/// What a real server's page says, for those who look it up: its title, if it has one of its own, and its key.
#[component]
fn ClientKey(title: &'static str, key: &'static str) -> impl IntoView {
    let title = (!title.is_empty()).then(|| view! { <span lang="en">{title}</span> " " });
    view! { <p class="hint client-key">{text().get("rehearsal-client-says")} " " {title} <code dir="ltr" data-client-key>{key}</code></p> }
}

fn problem_text(problem: TokenProblem) -> &'static str {
    match problem {
        TokenProblem::Malformed => "token-malformed",
        TokenProblem::Algorithm => "token-algorithm",
        TokenProblem::Signature => "token-signature",
        TokenProblem::Issuer => "token-issuer",
        TokenProblem::Subject => "token-subject",
        TokenProblem::NotYetValid => "token-not-yet-valid",
        TokenProblem::Expired => "token-expired",
        TokenProblem::RoomEnded => "token-room-ended",
        TokenProblem::UnknownUser => "token-unknown-user",
        TokenProblem::Duplicate => "token-duplicate",
        TokenProblem::Blocked => "token-blocked",
        TokenProblem::Full => "token-full",
        TokenProblem::Unchecked => "token-unchecked",
    }
}

fn next_step(problem: TokenProblem) -> &'static str {
    match problem {
        TokenProblem::Duplicate => "rehearsal-next-duplicate",
        TokenProblem::Blocked => "rehearsal-next-blocked",
        TokenProblem::Full => "rehearsal-next-full",
        TokenProblem::Unchecked => "rehearsal-next-unchecked",
        _ => "rehearsal-refused-next",
    }
}
