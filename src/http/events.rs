//! News for pages that are open: server-sent events. A stream holds no session, writes nothing, and ends at once when the
//! portal stops; the browser then comes back by itself.
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use hyper::body::Frame;
use serde::Deserialize;

use super::{errors, guesses};
use crate::random;
use crate::services::invites;
use crate::services::watching::{AtDoor, Heard, InRoom};
use crate::services::{Caller, Services};
use crate::sign_in;
use crate::sign_in::guest;
use crate::sign_in::post::{FAILURE, NO_INVITE};

/// A browser whose stream broke comes back after this long, and up to as long again, so that not all come together.
const COMES_BACK: Duration = Duration::from_millis(1500);

/// The streams.
pub fn router(services: &Services) -> Router {
    let members = Router::new()
        .route("/rooms/{slug}/events", get(in_room))
        .layer(from_fn_with_state(services.clone(), sign_in::know_caller))
        .layer(sign_in::session_layer(services));
    // Wrong codes are counted and answered as those of pages.
    let guests = Router::new()
        .route("/wait/{code}/events", get(at_door))
        .layer(from_fn_with_state(services.clone(), guesses::count_wrong_codes))
        .layer(from_fn(errors::show_as_page))
        .layer(from_fn(guesses::take_as_long))
        .layer(from_fn_with_state(services.clone(), sign_in::client::remember_client));
    guests.merge(members).with_state(services.clone())
}

/// For a guest who waits there. Nobody else hears anything; whether there is such an invite, only browsers with a cookie do.
async fn at_door(State(services): State<Services>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let Some(cookie) = guest::of(&services, &headers) else { return StatusCode::NO_CONTENT.into_response() };
    let listens = AtDoor::listen(services.clone(), code.clone(), cookie, last_heard(&headers)).await;
    match listens {
        Ok(Some(guest)) => stream(guest),
        Ok(None) => match invites::is_there(&services, &code).await {
            Ok(true) => StatusCode::NO_CONTENT.into_response(),
            Ok(false) => (StatusCode::NOT_FOUND, [(FAILURE, NO_INVITE)]).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Deserialize)]
struct Shown {
    /// What the page shows; see [`crate::services::watching::shown`].
    #[serde(default)]
    seen: String,
}

/// For a member of the room.
async fn in_room(
    State(services): State<Services>,
    Path(slug): Path<String>,
    Query(shown): Query<Shown>,
    caller: Option<Extension<Caller>>,
    headers: HeaderMap,
) -> Response {
    let Some(Extension(caller)) = caller else { return StatusCode::NO_CONTENT.into_response() };
    let seen = last_heard(&headers).unwrap_or(shown.seen);
    match InRoom::listen(services, caller, slug, seen).await {
        Ok(Some(member)) => stream(member),
        Ok(None) => StatusCode::NO_CONTENT.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What a browser that comes back heard last.
fn last_heard(headers: &HeaderMap) -> Option<String> {
    headers.get("last-event-id")?.to_str().ok().map(str::to_owned)
}

/// Somebody who hears news one after the other.
trait Hears: Sized + Send + 'static {
    /// The next, and who hears the one after it; `None`: there is no more.
    fn hear(self) -> impl Future<Output = Option<(Heard, Self)>> + Send;
}

impl Hears for AtDoor {
    fn hear(self) -> impl Future<Output = Option<(Heard, Self)>> + Send {
        Self::hear(self)
    }
}

impl Hears for InRoom {
    fn hear(self) -> impl Future<Output = Option<(Heard, Self)>> + Send {
        Self::hear(self)
    }
}

fn stream(hears: impl Hears) -> Response {
    let [chance] = random::bytes();
    let back = COMES_BACK + COMES_BACK * u32::from(chance) / 255;
    let begin = Bytes::from(format!("retry: {}\n\n", back.as_millis()));
    let headers = [(CONTENT_TYPE, "text/event-stream"), (CACHE_CONTROL, "no-store")];
    (headers, [("x-accel-buffering", "no")], Body::new(Stream { begin: Some(begin), next: next(hears) })).into_response()
}

type Next<T> = Pin<Box<dyn Future<Output = Option<(Heard, T)>> + Send>>;

fn next<T: Hears>(hears: T) -> Next<T> {
    Box::pin(hears.hear())
}

struct Stream<T> {
    begin: Option<Bytes>,
    next: Next<T>,
}

impl<T: Hears> hyper::body::Body for Stream<T> {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(begin) = self.begin.take() {
            return Poll::Ready(Some(Ok(Frame::data(begin))));
        }
        self.next.as_mut().poll(context).map(|heard| {
            let (event, listener) = heard?;
            self.next = next(listener);
            Some(Ok(Frame::data(written(&event))))
        })
    }
}

/// As it goes over the wire. Events without data reach nobody, so they have some.
fn written(heard: &Heard) -> Bytes {
    match heard {
        Heard::Nothing => Bytes::from_static(b":\n\n"),
        Heard::Shown(now) => Bytes::from(format!("id: {now}\n\n")),
        Heard::Look(now) => Bytes::from(format!("event: look\nid: {now}\ndata: 1\n\n")),
        Heard::Load(now) => Bytes::from(format!("event: load\nid: {now}\ndata: 1\n\n")),
    }
}
