//! What it answers: the truth, or what its trouble makes of it.
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use futures::stream::{self, StreamExt as _};
use hyper::body::Incoming;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, DATE, HeaderValue, LOCATION, TRANSFER_ENCODING};
use hyper::service::Service as _;
use hyper::{HeaderMap, Request, Response, StatusCode};
use hyper_util::service::TowerToHyperService;
use serde_json::{Map, Value, json};
use tokio::time::sleep;

use super::listening::{hang, wait};
use super::{Cause, LOG_IN, Shared, State, Trouble, WORDS};

/// The connection ends without an answer.
#[derive(Debug, thiserror::Error)]
#[error("no answer")]
pub(super) struct NoAnswer;

const HTML: &str = "text/html; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";
/// Calls that may wait for the lock of a room (§2.1, §2.4, §3.1).
const LOCKING: [&str; 3] = ["room/create", "room/endRoom", "room/getJoinToken"];
const HUGE: usize = 50_000_000;

/// Answers one request. With `reset` the connection is to end in a reset.
pub(super) async fn answer(
    shared: Arc<Shared>,
    reset: Arc<AtomicBool>,
    request: Request<Incoming>,
) -> Result<Response<Body>, NoAnswer> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(Body::new(body), usize::MAX).await.map_err(|_| NoAnswer)?;
    let mut request = Request::from_parts(parts, body);
    let call = name(request.uri().path());
    shared.calls.lock().unwrap().push(call.clone());
    let State { trouble, only_at } = *shared.now.borrow();
    let trouble = trouble.filter(|_| only_at.is_none_or(|only| only == call));
    if let Some(instead) = instead(&shared, &reset, trouble, &call).await? {
        return Ok(instead);
    }
    if let Some(Trouble::Unauthorised(cause)) = trouble {
        garble(request.headers_mut(), cause);
    }
    let off = if let Some(Trouble::ClockOff(seconds)) = trouble { seconds * 1000 } else { 0 };
    let now = shared.clock.load(Ordering::Relaxed) + off;
    shared.clock_behind.store(now, Ordering::Relaxed);
    let answer = TowerToHyperService::new(shared.router.clone()).call(request.map(Body::from)).await;
    let (mut head, body) = answer.unwrap_or_else(|never: Infallible| match never {}).into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(|_| NoAnswer)?;
    head.headers.insert(DATE, date(now));
    let body = distort(&shared, &reset, trouble, &mut head.headers, body);
    Ok(Response::from_parts(head, body))
}

/// What a call is called in tests.
fn name(path: &str) -> String {
    let path = path.trim_start_matches("/sandbox").trim_start_matches('/');
    path.strip_prefix("auth/").unwrap_or(path).to_owned()
}

/// What comes instead of the answer, if the call does not get as far as the server.
async fn instead(
    shared: &Arc<Shared>,
    reset: &AtomicBool,
    trouble: Option<Trouble>,
    call: &str,
) -> Result<Option<Response<Body>>, NoAnswer> {
    let html =
        |words: &str| format!("<!doctype html><html><head><title>{words}</title></head><body><h1>{words}</h1></body></html>");
    Ok(Some(match trouble {
        Some(Trouble::HangsBeforeHeaders) => {
            hang(shared).await;
            return Err(NoAnswer);
        }
        Some(Trouble::ResetsBeforeHeaders) => {
            reset.store(true, Ordering::Relaxed);
            return Err(NoAnswer);
        }
        Some(Trouble::InternalError) => page(StatusCode::INTERNAL_SERVER_ERROR, PLAIN, WORDS.repeat(8)),
        Some(Trouble::BadGateway) => page(StatusCode::BAD_GATEWAY, HTML, html("502 Bad Gateway")),
        Some(Trouble::ServiceUnavailable) => page(StatusCode::SERVICE_UNAVAILABLE, HTML, html("Maintenance")),
        Some(Trouble::WebPage) => page(StatusCode::OK, HTML, html(WORDS)),
        Some(Trouble::Redirects) if call != LOG_IN => {
            let mut redirect = page(StatusCode::FOUND, HTML, html("Found"));
            redirect.headers_mut().insert(LOCATION, HeaderValue::from_static("/log-in?next=home"));
            redirect
        }
        Some(Trouble::NotFound) => page(StatusCode::NOT_FOUND, PLAIN, "not found".to_owned()),
        Some(Trouble::Huge) => page(StatusCode::OK, "application/json", huge(shared)),
        Some(Trouble::SaysNo) => {
            let no = json!({ "status": false, "msg": WORDS.repeat(8), "status_code": "INTERNAL_SERVER_ERROR" });
            page(StatusCode::OK, "application/json", no.to_string())
        }
        Some(Trouble::LockHeld(time)) if LOCKING.contains(&call) => {
            wait(shared, time).await;
            return Ok(None);
        }
        _ => return Ok(None),
    }))
}

fn page(status: StatusCode, media_type: &'static str, body: impl Into<Body>) -> Response<Body> {
    Response::builder().status(status).header(CONTENT_TYPE, media_type).body(body.into()).unwrap()
}

/// Makes a request what a proxy, or somebody who mistyped, would have made of it.
fn garble(headers: &mut HeaderMap, cause: Cause) {
    match cause {
        Cause::KeyMissing => drop(headers.remove("API-KEY")),
        Cause::KeyWrong => drop(headers.insert("API-KEY", HeaderValue::from_static("another-key"))),
        Cause::SignatureMissing => drop(headers.remove("HASH-SIGNATURE")),
        Cause::SignatureWrong => drop(headers.insert("HASH-SIGNATURE", HeaderValue::from_static("0123abcd"))),
    }
}

/// The time as HTTP writes it.
fn date(millis: i64) -> HeaderValue {
    let time = jiff::Timestamp::from_millisecond(millis).unwrap();
    HeaderValue::from_str(&time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()).unwrap()
}

/// What becomes of an answer on its way.
fn distort(
    shared: &Arc<Shared>,
    reset: &Arc<AtomicBool>,
    trouble: Option<Trouble>,
    headers: &mut HeaderMap,
    body: Bytes,
) -> Body {
    let mut altered = |change: fn(&mut Value)| {
        // Pages and files stay as they are.
        let Ok(mut value) = serde_json::from_slice(&body) else { return Body::from(body.clone()) };
        change(&mut value);
        headers.remove(CONTENT_LENGTH);
        Body::from(value.to_string())
    };
    match trouble {
        Some(Trouble::WrongTypes) => altered(of_other_types),
        Some(Trouble::NoStatus) => altered(without_status),
        Some(Trouble::UnknownNames) => altered(with_unknown_names),
        Some(Trouble::ExtraFields) => altered(with_extra_fields),
        Some(Trouble::Extreme) => altered(with_extremes),
        Some(Trouble::ForgedToken) => altered(|value| {
            if let Some(token) = value["token"].as_str() {
                let (claims, _) = token.rsplit_once('.').unwrap();
                value["token"] = json!(format!("{claims}.{}", "A".repeat(43)));
            }
        }),
        Some(Trouble::AnotherRoom) => altered(|value| {
            if value["room_info"].is_object() {
                value["room_info"]["room_id"] = json!("another-room");
            }
        }),
        Some(Trouble::Crowd) => altered(|value| {
            if value["room"].is_object() {
                let person = |n| json!({ "identity": format!("person-{n}"), "name": format!("Person {n}") });
                value["room"]["participants_info"] = (0..250).map(person).collect();
            }
        }),
        Some(Trouble::Truncated) => {
            headers.remove(CONTENT_LENGTH);
            Body::from(body.slice(..body.len() / 2))
        }
        Some(Trouble::HangsAfterHeaders) => {
            announce(headers, body.len());
            let shared = shared.clone();
            Body::from_stream(stream::once(async move {
                hang(&shared).await;
                Err::<Bytes, _>(NoAnswer)
            }))
        }
        Some(Trouble::Drips) => {
            announce(headers, body.len());
            Body::from_stream(stream::iter(body).then(|byte| async move {
                sleep(Duration::from_secs(1)).await;
                Ok::<_, NoAnswer>(Bytes::copy_from_slice(&[byte]))
            }))
        }
        Some(Trouble::ResetsInBody) => {
            announce(headers, body.len());
            reset.store(true, Ordering::Relaxed);
            let half = body.slice(..body.len() / 2);
            // The first half is sent while the second is waited for.
            let missing = stream::once(async {
                sleep(Duration::from_millis(100)).await;
                Err(NoAnswer)
            });
            Body::from_stream(stream::iter([Ok(half)]).chain(missing))
        }
        _ => Body::from(body),
    }
}

/// Says how long an answer will be that comes in pieces.
fn announce(headers: &mut HeaderMap, length: usize) {
    headers.remove(TRANSFER_ENCODING);
    headers.insert(CONTENT_LENGTH, length.into());
}

/// 50 MB that begin like an answer; counted as they are taken.
fn huge(shared: &Arc<Shared>) -> Body {
    const PIECE: usize = 16 * 1024;
    let shared = shared.clone();
    let first = Bytes::from_static(br#"{"status":true,"msg":""#);
    let rest = std::iter::repeat_n(Bytes::from_static(&[b'a'; PIECE]), HUGE / PIECE);
    Body::from_stream(stream::iter(std::iter::once(first).chain(rest)).map(move |piece| {
        shared.bytes_sent.fetch_add(piece.len(), Ordering::Relaxed);
        Ok::<_, NoAnswer>(piece)
    }))
}

fn of_other_types(value: &mut Value) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(of_other_types),
        Value::Bool(_) => *value = json!("yes"),
        Value::Number(_) => *value = json!([]),
        Value::String(_) => *value = json!(17),
        Value::Array(_) => *value = json!({}),
        Value::Null => *value = json!(true),
    }
}

fn without_status(value: &mut Value) {
    if let Some(fields) = value.as_object_mut() {
        fields.remove("status");
    }
}

/// `status_code`s that decide something keep their meaning: a server that renames those is no newer one, but another.
fn with_unknown_names(value: &mut Value) {
    if value["status"] == true && value["status_code"] == "SUCCESS" {
        value["status_code"] = json!("SUCCESS_WITH_BELLS");
    }
    for person in value["room"]["participants_info"].as_array_mut().into_iter().flatten() {
        person["state"] = json!("HOVERING");
    }
}

/// Also in the JSON that stands in a string, as a room's metadata does.
fn with_extra_fields(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(with_extra_fields);
            fields.insert("added_in_3_0".to_owned(), json!({ "depth": [1, { "more": null }] }));
        }
        Value::Array(items) => items.iter_mut().for_each(with_extra_fields),
        Value::String(text) => {
            if let Ok(inner) = serde_json::from_str::<Map<String, Value>>(text) {
                let mut inner = Value::Object(inner);
                with_extra_fields(&mut inner);
                *text = inner.to_string();
            }
        }
        _ => {}
    }
}

/// What says yes or no, and which room it is about, stays.
fn with_extremes(value: &mut Value) {
    const BREAKS_OUT: &str = "x\r\nSet-Cookie: a=b\u{202e}\0\u{e9}\"'><script>alert(1)</script>";
    match value {
        Value::Object(fields) => {
            let kept = ["status", "status_code", "room_id"];
            for (name, value) in fields.iter_mut().filter(|(name, _)| !kept.contains(&name.as_str())) {
                match value {
                    Value::String(text) if name == "creation_time" => *text = i64::MAX.to_string(),
                    Value::String(text) if text.parse::<i64>().is_ok() => *text = i64::MIN.to_string(),
                    Value::String(text) => *text = BREAKS_OUT.to_owned() + &"y".repeat(10_000),
                    other => with_extremes(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(with_extremes),
        Value::Number(_) => *value = json!(u32::MAX),
        _ => {}
    }
}
