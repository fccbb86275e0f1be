//! The sandbox over HTTP, for programs that speak a meeting server's API: to be nested at `/sandbox`.
//!
//! Follows plugnmeet-api.md §1.1 to §1.3 to the letter, except for the flaw of §1.2: a request passes on its signed
//! `Room-Id` only when its media type really is `multipart/form-data`, and then its body can be no call.
//! Neither bodies nor headers are logged.
use std::io::Read as _;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ORIGIN, VARY,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use flate2::read::MultiGzDecoder;

use crate::meeting::sandbox::Sandbox;
use crate::meeting::wire::Endpoint;

/// Largest body, as sent and decompressed, in bytes.
const LARGEST_BODY: usize = 1 << 20;

const JSON: &str = "application/json";
const PROTOBUF: &str = "application/protobuf";
const PLAIN: &str = "text/plain; charset=utf-8";

/// `/auth/room/…` and `/healthCheck`.
pub fn router<S: Clone + Send + Sync + 'static>(sandbox: Sandbox) -> Router<S> {
    // One handler for all: methods, letter case and slashes follow the contract, not the router.
    Router::new().route("/{*path}", any(handle)).with_state(sandbox)
}

async fn handle(State(sandbox): State<Sandbox>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let mut response = match preflight(&parts) {
        Some(response) => response,
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
    /// A body above [`LARGEST_BODY`].
    TooLarge,
    /// A body that is not what its media type says.
    NoMultipart,
    /// No such path, or not with this method.
    NotFound,
    /// Text and code of §1.3.
    Unauthorized(&'static str, &'static str),
}

const BAD_SIGNATURE: Refusal =
    Refusal::Unauthorized("Failed to verify provided authentication details.", "INVALID_TOKEN_OR_SIGNATURE");

async fn answer(sandbox: &Sandbox, parts: &Parts, body: Body) -> Result<Response, Refusal> {
    let body = read(parts, body).await?;
    let path = parts.uri.path().trim_end_matches('/').to_ascii_lowercase();
    if path == "/healthcheck" {
        return Ok(health(sandbox.is_healthy().await));
    }
    let Some(call) = path.strip_prefix("/auth").filter(|call| call.is_empty() || call.starts_with('/')) else {
        return Err(Refusal::NotFound);
    };
    let signed = authenticate(sandbox, parts, body)?;
    let endpoint = call.strip_prefix('/').and_then(Endpoint::at).filter(|_| parts.method == Method::POST);
    let endpoint = endpoint.ok_or(Refusal::NotFound)?;
    let reply = match signed {
        Signed::Body(body) => sandbox.answer(endpoint, &body).await,
        Signed::RoomIdOnly(body) => Sandbox::answer_unsigned(&body).ok_or(BAD_SIGNATURE)?,
    };
    Ok(json(StatusCode::OK, reply))
}

fn health(is_healthy: bool) -> Response {
    if is_healthy { plain(StatusCode::OK, "Healthy") } else { plain(StatusCode::SERVICE_UNAVAILABLE, "DB connection error") }
}

/// The body as it was sent; one that is announced as too large is refused unread.
async fn read(parts: &Parts, body: Body) -> Result<Bytes, Refusal> {
    let announced = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST_BODY) {
        return Err(Refusal::TooLarge);
    }
    to_bytes(body, LARGEST_BODY).await.map_err(|_| Refusal::TooLarge)
}

/// What a request's signature covers.
enum Signed {
    /// The body, decompressed.
    Body(Bytes),
    /// The `Room-Id` header; anybody who saw it once can send any body with it.
    RoomIdOnly(Bytes),
}

/// Checks key and signature, in the order of §1.3.
fn authenticate(sandbox: &Sandbox, parts: &Parts, body: Bytes) -> Result<Signed, Refusal> {
    let missing = |msg| Refusal::Unauthorized(msg, "MISSING_REQUIRED_PARAMETER");
    let given = |name| parts.headers.get(name).map(HeaderValue::as_bytes).filter(|value| !value.is_empty());
    let boundary = multipart_boundary(&parts.headers);
    if boundary.as_ref().is_some_and(|boundary| !boundary.is_empty() && !has_parts(&body, boundary)) {
        return Err(Refusal::NoMultipart);
    }
    let key = given("api-key").ok_or(missing("Missing API-KEY header."))?;
    if key != sandbox.api_key().as_bytes() {
        return Err(Refusal::Unauthorized("Invalid API key provided.", "INVALID_API_KEY"));
    }
    let signature = given("hash-signature").ok_or(missing("Missing HASH-SIGNATURE header."))?;
    let (is_signed, signed) = if boundary.is_some() {
        let room_id = given("room-id").ok_or(missing("Missing Room-Id header for multipart request."))?;
        (sandbox.is_signed(room_id, signature), Signed::RoomIdOnly(body))
    } else {
        let body = decompress(&parts.headers, body)?;
        (sandbox.is_signed(&body, signature), Signed::Body(body))
    };
    if is_signed { Ok(signed) } else { Err(BAD_SIGNATURE) }
}

/// The body without its `Content-Encoding`. Of one that cannot be undone nobody knows what was signed.
fn decompress(headers: &HeaderMap, body: Bytes) -> Result<Bytes, Refusal> {
    let Some(encoding) = headers.get(CONTENT_ENCODING) else { return Ok(body) };
    if !encoding.as_bytes().eq_ignore_ascii_case(b"gzip") {
        return Err(BAD_SIGNATURE);
    }
    let mut plain = Vec::new();
    // One byte more than is allowed shows that there is more.
    MultiGzDecoder::new(body.as_ref()).take(LARGEST_BODY as u64 + 1).read_to_end(&mut plain).map_err(|_| BAD_SIGNATURE)?;
    if plain.len() > LARGEST_BODY { Err(Refusal::TooLarge) } else { Ok(plain.into()) }
}

/// The boundary, empty when none is named, of a body whose media type is `multipart/form-data` and not merely looks so.
fn multipart_boundary(headers: &HeaderMap) -> Option<String> {
    let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let mut parts = content_type.split(';').map(str::trim);
    if !parts.next()?.eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = parts.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.eq_ignore_ascii_case("boundary").then(|| value.trim_matches('"').to_owned())
    });
    Some(boundary.unwrap_or_default())
}

/// Whether a line of the body begins with the boundary.
fn has_parts(body: &[u8], boundary: &str) -> bool {
    let delimiter = format!("--{boundary}");
    body.split(|byte| *byte == b'\n').any(|line| line.starts_with(delimiter.as_bytes()))
}

fn refused(headers: &HeaderMap, refusal: Refusal) -> Response {
    match refusal {
        Refusal::Unauthorized(msg, status_code) => unauthorized(headers, msg, status_code),
        Refusal::NotFound => plain(StatusCode::NOT_FOUND, "not found"),
        Refusal::NoMultipart => plain(StatusCode::BAD_REQUEST, "cannot read multipart/form-data body: multipart: NextPart: EOF"),
        Refusal::TooLarge => {
            let mut response = plain(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large");
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            response
        }
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

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [(CONTENT_TYPE, PLAIN)], text).into_response()
}
