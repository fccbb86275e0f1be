//! Replies in the form of the recordings, where matchers stand for what differs from run to run, and their comparison.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use super::wire::{Reply, hmac_of};

/// A reply as the recordings write one.
pub fn replied(reply: &Reply, secret: &str) -> Value {
    let mut out =
        json!({ "http_status": reply.status, "content_type": reply.headers.get("content-type").map_or("", String::as_str) });
    let headers: Map<String, Value> = reply
        .headers
        .iter()
        .filter(|(name, _)| name.starts_with("access-control-") || *name == "vary")
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    if !headers.is_empty() {
        out["headers"] = headers.into();
    }
    match reply.json() {
        Some(body) => {
            if let Some(token) = body["token"].as_str() {
                out["token_decoded"] = decoded(token, secret);
            }
            out["body"] = in_matcher_form(&body, "");
        }
        None => out["text"] = String::from_utf8_lossy(&reply.body).into(),
    }
    out
}

/// What stands in a token, and whether it is signed as it must be.
fn decoded(token: &str, secret: &str) -> Value {
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let (header, claims) = signed.split_once('.').unwrap();
    let part = |part: &str| serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    let claims = part(claims);
    json!({
        "header": part(header),
        "exp_minus_nbf": claims["exp"].as_i64().unwrap() - claims["nbf"].as_i64().unwrap(),
        "sub_equals_user_id": claims["sub"] == claims["user_id"],
        "signature_hs256_with_api_secret": URL_SAFE_NO_PAD.encode(hmac_of(secret, signed.as_bytes())) == signature,
        "claims": in_matcher_form(&claims, ""),
    })
}

/// Puts matchers in the place of what differs from run to run. `key` is where the value stands.
pub fn in_matcher_form(value: &Value, key: &str) -> Value {
    match value {
        Value::Object(entries) => entries.iter().map(|(name, value)| (name.clone(), in_matcher_form(value, name))).collect(),
        Value::Array(items) => items.iter().map(|item| in_matcher_form(item, key)).collect(),
        Value::Number(_) if key == "exp" || key == "nbf" => "<int>".into(),
        Value::String(text) => matched(text, key),
        other => other.clone(),
    }
}

fn matched(text: &str, key: &str) -> Value {
    const TIMES: [&str; 7] =
        ["creation_time", "started_at", "room_creation_time", "created_at", "joined_at", "modified", "raised_at"];
    if key == "metadata" && text.starts_with('{') {
        let inside: Value = serde_json::from_str(text).unwrap();
        return json!({ "<json-string>": in_matcher_form(&inside, "") });
    }
    if text.starts_with("eyJ") && text.split('.').count() == 3 {
        return "<jwt>".into();
    }
    if is_uuid(text) {
        return if key == "sid" || key == "room_sid" { "<sid>" } else { "<uuid>" }.into();
    }
    if TIMES.contains(&key) && text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return "<time>".into();
    }
    if (key == "created" || key == "ended") && text.starts_with("20") && text.as_bytes().get(10) == Some(&b'T') {
        return "<rfc3339>".into();
    }
    match text.strip_prefix("proto:\u{a0}").or_else(|| text.strip_prefix("proto: ")) {
        Some(rest) => format!("proto:<sp>{}", rest.replace('\u{a0}', "<sp>")).into(),
        None => text.into(),
    }
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Where a reply is not what was recorded: nothing may be missing, nothing may be too much.
pub fn differences(expected: &Value, got: &Value, path: &str) -> Vec<String> {
    if expected == "<any>" || expected == got {
        return Vec::new();
    }
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => {
            let missing = expected.keys().filter(|key| !got.contains_key(*key)).map(|key| format!("{path}.{key}: missing"));
            let extra = got
                .iter()
                .filter(|(key, _)| !expected.contains_key(*key))
                .map(|(key, value)| format!("{path}.{key}: extra = {value}"));
            let inside = expected
                .iter()
                .filter_map(|(key, expected)| Some(differences(expected, got.get(key)?, &format!("{path}.{key}"))));
            missing.chain(extra).chain(inside.flatten()).collect()
        }
        (Value::Array(expected), Value::Array(got)) if expected.len() == got.len() => {
            let pairs = expected.iter().zip(got).enumerate();
            pairs.flat_map(|(index, (expected, got))| differences(expected, got, &format!("{path}[{index}]"))).collect()
        }
        _ => vec![format!("{path}: {expected} expected, got {got}")],
    }
}
