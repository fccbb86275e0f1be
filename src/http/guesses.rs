//! Whoever asks for invites that there are not.
use std::net::IpAddr;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, StatusCode};
use tokio::time::{Instant, sleep_until};

use super::errors::SLOW_DOWN;
use crate::services::{Services, guesses};
use crate::sign_in::client::Client;
use crate::sign_in::post::{FAILURE, NO_INVITE};

/// No page of an invite's code, and nothing that says that there is no such invite, is answered sooner after its request began. Looking up a code takes as long whether it is
/// right or wrong (a keyed hash, an index); this hides what the rest of a page takes, which asks a meeting server for 50 ms at
/// most (`services::guests`).
const NO_SOONER_THAN: Duration = Duration::from_millis(60);

/// Middleware: counts answers that say there is no such invite, and lets [`super::errors::show_as_page`] say 429 instead once
/// there were too many. It looks at answers, so that whoever has a right code never waits.
pub async fn count_wrong_codes(State(services): State<Services>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<Client>().map_or(IpAddr::from([127, 0, 0, 1]), |client| client.address);
    let mut response = next.run(request).await;
    if response.headers().get(&FAILURE).is_some_and(|failure| failure == NO_INVITE)
        && let Err(slow_down) = guesses::wrong_code(&services, address)
        && let Ok(failure) = HeaderValue::from_str(&format!("{SLOW_DOWN}{}", slow_down.seconds))
    {
        response.headers_mut().insert(FAILURE, failure);
    }
    response
}

/// Middleware: answers pages of an invite's code no sooner than [`NO_SOONER_THAN`]; of the rest, where a right code only lets
/// in who has looked at its page, only what says that there is nothing.
pub async fn take_as_long(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let is_page = request.uri().path().starts_with("/j/");
    let response = next.run(request).await;
    if is_page || matches!(response.status(), StatusCode::NOT_FOUND | StatusCode::TOO_MANY_REQUESTS) {
        sleep_until(begun + NO_SOONER_THAN).await;
    }
    response
}
