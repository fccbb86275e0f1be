//! The sandbox over HTTP, for programs that speak a meeting server's API: to be nested at `/sandbox`.
//!
//! Follows plugnmeet-api.md §1.1 to §1.3 to the letter, except for the flaw of §1.2: a request passes on its signed
//! `Room-Id` only when its media type really is `multipart/form-data`, and then its body can be no call.
//! Neither bodies nor headers are logged.
mod body;
mod multipart;
mod signed;
mod upload;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{OriginalUri, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, CONNECTION, CONTENT_ENCODING, CONTENT_TYPE, ORIGIN, TRANSFER_ENCODING, VARY,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

use self::multipart::Form;
pub(super) use self::multipart::boundary;
use self::signed::{Signed, authenticate, vouch};
use super::assets;
use crate::meeting::sandbox::recorder::{self, Heard};
use crate::meeting::sandbox::{Download, Sandbox};
use crate::meeting::wire::Endpoint;

const JSON: &str = "application/json";
/// What replies are called that a server does not write with its protobuf library.
const PLAIN_JSON: &str = "application/json; charset=utf-8";
const PROTOBUF: &str = "application/protobuf";
const PLAIN: &str = "text/plain; charset=utf-8";

/// `/auth/…`, `/download/…`, `/assets/…` and `/healthCheck`.
pub fn router<S: Clone + Send + Sync + 'static>(sandbox: Sandbox) -> Router<S> {
    // One handler for all: methods, letter case and slashes follow the contract, not the router.
    Router::new().route("/{*path}", any(handle)).with_state(sandbox)
}

async fn handle(State(sandbox): State<Sandbox>, OriginalUri(asked): OriginalUri, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    // The router takes two slashes for one where this one is nested.
    let is_nested_well = asked.path().strip_suffix(parts.uri.path()).is_none_or(|outer| !outer.ends_with('/'));
    let mut response = match preflight(&parts) {
        Some(response) => response,
        None if !is_nested_well => refused(&parts.headers, Refusal::NotFound),
        None => answer(&sandbox, &parts, body).await.unwrap_or_else(|refusal| refused(&parts.headers, refusal)),
    };
    if parts.headers.contains_key(ORIGIN) {
        response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    response
}

/// A browser asking whether it may: yes, before any credentials are looked at.
fn preflight(parts: &Parts) -> Option<Response> {
    let asks = parts.method == Method::OPTIONS
        && parts.headers.contains_key(ORIGIN)
        && parts.headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    asks.then(|| {
        let mut response = StatusCode::NO_CONTENT.into_response();
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST, GET, OPTIONS, HEAD"));
        if let Some(requested) = parts.headers.get(ACCESS_CONTROL_REQUEST_HEADERS) {
            headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, requested.clone());
        }
        headers.insert(VARY, HeaderValue::from_static("Access-Control-Request-Method, Access-Control-Request-Headers, Origin"));
        response
    })
}

/// Why a request gets no answer of the room API.
enum Refusal {
    /// A body above [`body::LARGEST`].
    TooLarge,
    /// A large body that does not arrive.
    TooSlow,
    /// A body that ends before its end.
    BrokenOff,
    /// A body that is not what its media type says.
    NoMultipart,
    /// No such path, or not with this method.
    NotFound,
    /// Text and code of §1.3.
    Unauthorized(&'static str, &'static str),
    /// The same, of a large body that is not read for it.
    Unread(&'static str, &'static str),
}

impl Refusal {
    fn before_the_body(self) -> Self {
        match self {
            Self::Unauthorized(msg, status_code) => Self::Unread(msg, status_code),
            other => other,
        }
    }
}

const BAD_SIGNATURE: Refusal =
    Refusal::Unauthorized("Failed to verify provided authentication details.", "INVALID_TOKEN_OR_SIGNATURE");

async fn answer(sandbox: &Sandbox, parts: &Parts, body: Body) -> Result<Response, Refusal> {
    let given = parts.uri.path().trim_end_matches('/');
    let path = given.to_ascii_lowercase();
    let segments: Vec<_> = path.split('/').skip(1).collect();
    let vouch_for_large = || match segments[..] {
        ["auth", ..] => vouch(sandbox, &parts.headers).map(drop).map_err(Refusal::before_the_body),
        // Nothing else is ever sent one.
        _ => Err(Refusal::TooLarge),
    };
    let received = body::receive(&parts.headers, body, vouch_for_large).await?;
    let form = read_form(&parts.headers, &received).await?;
    let name = given.rsplit('/').next().unwrap_or_default();
    let is_read = parts.method == Method::GET || parts.method == Method::HEAD;
    match segments[..] {
        // Whatever follows: a server has this as a prefix.
        ["healthcheck", ..] => Ok(health(sandbox.is_healthy().await)),
        ["assets", kind, _] if is_read => asset(sandbox, kind, name, &parts.headers).ok_or(Refusal::NotFound),
        ["download", "recording", _] if is_read => Ok(no_download(sandbox, Download::Recording, name)),
        ["download", "artifact" | "analytics", _] if is_read => Ok(no_download(sandbox, Download::Artifact, name)),
        ["auth", ..] => {
            let signed = authenticate(sandbox, &parts.headers, received).await?;
            let call = path.strip_prefix("/auth/").filter(|_| parts.method == Method::POST);
            call_of(sandbox, call.ok_or(Refusal::NotFound)?, parts, signed, form).await
        }
        _ => Err(Refusal::NotFound),
    }
}

/// Answers a call of somebody who is known.
async fn call_of(
    sandbox: &Sandbox,
    call: &str,
    parts: &Parts,
    signed: Signed,
    form: multer::Result<Form>,
) -> Result<Response, Refusal> {
    match (call, signed) {
        ("room/uploadwhiteboardfile", signed) => Ok(upload::answer(sandbox, parts, &signed, form).await),
        ("recorder/notify", Signed::Body(report) | Signed::RoomIdOnly(report)) => Ok(heard(&report)),
        (call, signed) => {
            let endpoint = Endpoint::at(call).ok_or(Refusal::NotFound)?;
            let reply = match signed {
                Signed::Body(body) => sandbox.answer(endpoint, &body).await,
                Signed::RoomIdOnly(body) => Sandbox::answer_unsigned(&body).ok_or(BAD_SIGNATURE)?,
            };
            Ok(json(StatusCode::OK, reply))
        }
    }
}

/// What a multipart body holds. A server reads one of known length before it looks at anything else.
async fn read_form(headers: &HeaderMap, body: &Bytes) -> Result<multer::Result<Form>, Refusal> {
    let Some(boundary) = multipart::boundary(headers).filter(|boundary| !boundary.is_empty()) else {
        return Ok(Ok(Form::default()));
    };
    let form = multipart::read(body.clone(), &boundary).await;
    let is_read_first = !headers.contains_key(TRANSFER_ENCODING) && !headers.contains_key(CONTENT_ENCODING) && !body.is_empty();
    if form.is_err() && is_read_first { Err(Refusal::NoMultipart) } else { Ok(form) }
}

fn health(is_healthy: bool) -> Response {
    if is_healthy { plain(StatusCode::OK, "Healthy") } else { plain(StatusCode::SERVICE_UNAVAILABLE, "DB connection error") }
}

/// A file that `getClientFiles` names.
fn asset(sandbox: &Sandbox, kind: &str, name: &str, headers: &HeaderMap) -> Option<Response> {
    let files = sandbox.client_files();
    let named = match kind {
        "css" => &files.css,
        "js" => &files.js,
        _ => return None,
    };
    named.iter().any(|known| known == name).then(|| assets::hashed(name, headers))
}

fn no_download(sandbox: &Sandbox, kind: Download, token: &str) -> Response {
    let (status, text) = sandbox.refuse_download(kind, token);
    plain(StatusCode::from_u16(status).unwrap_or(StatusCode::NOT_FOUND), text)
}

/// `recorder/notify`
fn heard(report: &[u8]) -> Response {
    match recorder::hear(report) {
        Ok(Heard::Ignored) => plain(StatusCode::OK, "OK"),
        Ok(Heard::UnknownSession) => plain(StatusCode::NOT_FOUND, "Not Found"),
        Err(unreadable) => {
            let body = serde_json::json!({ "status": false, "msg": unreadable.to_string() });
            (StatusCode::OK, [(CONTENT_TYPE, PLAIN_JSON)], body.to_string()).into_response()
        }
    }
}

fn refused(headers: &HeaderMap, refusal: Refusal) -> Response {
    let hang_up = |mut response: Response| {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        response
    };
    match refusal {
        Refusal::Unauthorized(msg, status_code) => unauthorized(headers, msg, status_code),
        Refusal::Unread(msg, status_code) => hang_up(unauthorized(headers, msg, status_code)),
        Refusal::NotFound => plain(StatusCode::NOT_FOUND, "not found"),
        Refusal::NoMultipart => plain(StatusCode::BAD_REQUEST, multipart::UNREADABLE),
        Refusal::BrokenOff => hang_up(plain(StatusCode::BAD_REQUEST, "Bad Request")),
        Refusal::TooSlow => hang_up(plain(StatusCode::REQUEST_TIMEOUT, "Request Timeout")),
        Refusal::TooLarge => hang_up(plain(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large")),
    }
}

/// 401 in JSON, or in protobuf for callers that send exactly that type (§1.3).
fn unauthorized(headers: &HeaderMap, msg: &'static str, status_code: &'static str) -> Response {
    if headers.get(CONTENT_TYPE).is_some_and(|value| value == PROTOBUF) {
        // Field 2, a text, shorter than 128 bytes; `status: false` is not written.
        let length = u8::try_from(msg.len()).unwrap_or(u8::MAX);
        let message = [&[0x12, length], msg.as_bytes()].concat();
        return (StatusCode::UNAUTHORIZED, [(CONTENT_TYPE, PROTOBUF)], message).into_response();
    }
    let body = serde_json::json!({ "status": false, "msg": msg, "status_code": status_code });
    json(StatusCode::UNAUTHORIZED, body.to_string().into_bytes())
}

fn json(status: StatusCode, body: Vec<u8>) -> Response {
    (status, [(CONTENT_TYPE, JSON)], body).into_response()
}

fn plain(status: StatusCode, text: impl Into<Body>) -> Response {
    (status, [(CONTENT_TYPE, PLAIN)], text.into()).into_response()
}
