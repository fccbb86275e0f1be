//! What went wrong, shown as a page of ours to people and as JSON to programs.
use std::any::Any;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};
use leptos::nonce::{Nonce, provide_nonce};
use leptos::prelude::*;
use leptos_meta::ServerMetaContext;

use crate::domain::reading::Preferences;
use crate::internal::Internal;
use crate::sign_in::post::{CROWDED, FAILURE, NO_INVITE};
use crate::text::reader::Reader;
use crate::ui::pages::not_found::{Crowded, Fault, NoInvite, NotFoundBody, Refused};
use crate::ui::policy::PagePolicy;

/// Marks an answer to a wrong code of an invite after too many; behind it: for how many seconds wrong ones are answered so.
pub(super) const SLOW_DOWN: &str = "slow-down ";

/// What leptos marks a failed server function with: arguments that do not decode, a body that is too long.
const UNDECODABLE: &str = "serverfnerror";

/// Turns failures without a page into one.
pub async fn show_as_page(request: Request, next: Next) -> Response {
    let asked = request.headers().clone();
    let response = next.run(request).await;
    let preferences = response.extensions().get::<Preferences>().cloned().unwrap_or_default();
    let reader = Reader::of(&asked, &preferences);
    let headers = response.headers();
    let failure = headers.get(&FAILURE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let status = response.status();
    let is_empty = !headers.contains_key(CONTENT_TYPE);
    let is_refusal = status == StatusCode::PAYLOAD_TOO_LARGE
        || (is_empty && (status == StatusCode::FORBIDDEN || status == StatusCode::BAD_REQUEST));
    match failure.as_deref() {
        Some("not-found") => show(&asked, reader, StatusCode::NOT_FOUND, "not-found", || view! { <NotFoundBody/> }.into_any()),
        Some(NO_INVITE) => show(&asked, reader, StatusCode::NOT_FOUND, "not-found", || view! { <NoInvite/> }.into_any()),
        Some(crowded) if crowded.starts_with(CROWDED) => {
            later(&asked, reader, "crowded", &crowded[CROWDED.len()..], |minutes| view! { <Crowded minutes/> }.into_any())
        }
        Some(slow_down) if slow_down.starts_with(SLOW_DOWN) => {
            // For whoever mistyped, the page says the same as of any wrong code, and more.
            let page = |minutes| view! { <NoInvite slowed_for=minutes/> }.into_any();
            later(&asked, reader, "slow-down", &slow_down[SLOW_DOWN.len()..], page)
        }
        Some(reference) => {
            let reference = reference.to_owned();
            let code = format!("fault {reference}");
            show(&asked, reader, StatusCode::INTERNAL_SERVER_ERROR, &code, || view! { <Fault reference/> }.into_any())
        }
        None if headers.contains_key(UNDECODABLE)
            || headers.get(LOCATION).is_some_and(|to| to.as_bytes().windows(6).any(|part| part == b"__err=")) =>
        {
            show(&asked, reader, StatusCode::BAD_REQUEST, "bad-request", || view! { <Refused/> }.into_any())
        }
        // A session that could not be saved answers so, without a word.
        None if status.is_server_error() && is_empty => {
            let fault = Internal::from(std::io::Error::other("an answer without a page"));
            let reference = fault.reference().to_owned();
            show(&asked, reader, StatusCode::INTERNAL_SERVER_ERROR, "fault", || view! { <Fault reference/> }.into_any())
        }
        // The layer that counts bytes has words of its own, in English.
        None if is_refusal => show(&asked, reader, status, "refused", || view! { <Refused/> }.into_any()),
        None => response,
    }
}

/// Not now, but in so many seconds; the page says it in minutes.
fn later(asked: &HeaderMap, reader: Reader, code: &str, seconds: &str, page: impl FnOnce(u64) -> AnyView) -> Response {
    let minutes = seconds.parse::<u64>().unwrap_or(60).div_ceil(60);
    let mut response = show(asked, reader, StatusCode::TOO_MANY_REQUESTS, code, || page(minutes));
    if let Ok(seconds) = HeaderValue::from_str(seconds) {
        response.headers_mut().insert(RETRY_AFTER, seconds);
    }
    response
}

/// The answer when a handler panicked: a page that says so, and nothing of why.
pub fn panicked(_cause: Box<dyn Any + Send + 'static>) -> http::Response<Body> {
    let reference = panicked_once();
    let asked = HeaderMap::new();
    show(&asked, Reader::of(&asked, &Preferences::default()), StatusCode::INTERNAL_SERVER_ERROR, "fault", || {
        view! { <Fault reference/> }.into_any()
    })
}

/// The same for a page or form: [`show_as_page`] makes a page of it, in the reader's language.
pub fn panicked_in_a_page(_cause: Box<dyn Any + Send + 'static>) -> http::Response<Body> {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    if let Ok(reference) = HeaderValue::from_str(&panicked_once()) {
        response.headers_mut().insert(FAILURE, reference);
    }
    response
}

/// The reference under which it is logged.
fn panicked_once() -> String {
    Internal::from(std::io::Error::other("a handler panicked")).reference().to_owned()
}

fn show(asked: &HeaderMap, reader: Reader, status: StatusCode, code: &str, body: impl FnOnce() -> AnyView) -> Response {
    let for_people = asked
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_none_or(|accepted| accepted.contains("text/html") || accepted.contains("*/*"));
    if !for_people {
        return (status, axum::Json(serde_json::json!({ "error": code }))).into_response();
    }
    let (html, nonce) = Owner::new_root(None).with(|| {
        provide_nonce();
        // The page's own title goes nowhere: without this, leptos_meta complains of each on standard error.
        provide_context(ServerMetaContext::new().0);
        provide_context(reader);
        let nonce = use_context::<Nonce>().map(|nonce| nonce.to_string()).unwrap_or_default();
        (crate::ui::error_shell(body()).to_html(), nonce)
    });
    let mut response = (status, axum::response::Html(html)).into_response();
    if let Ok(policy) = HeaderValue::from_str(&PagePolicy::default().header(&nonce)) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}
