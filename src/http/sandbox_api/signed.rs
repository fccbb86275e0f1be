//! Who calls: key and signature (plugnmeet-api.md §1.2, §1.3).
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue};

use super::{BAD_SIGNATURE, Refusal, body, multipart};
use crate::meeting::sandbox::Sandbox;

/// What a request's signature covers.
pub enum Signed {
    /// The body, decompressed.
    Body(Bytes),
    /// The `Room-Id` header; anybody who saw it once can send any body with it.
    RoomIdOnly(Bytes),
}

/// Checks key and signature, in the order of §1.3.
pub fn authenticate(sandbox: &Sandbox, headers: &HeaderMap, body: &Bytes) -> Result<Signed, Refusal> {
    let missing = |msg| Refusal::Unauthorized(msg, "MISSING_REQUIRED_PARAMETER");
    let given = |name| headers.get(name).map(HeaderValue::as_bytes).filter(|value| !value.is_empty());
    let key = given("api-key").ok_or(missing("Missing API-KEY header."))?;
    if key != sandbox.api_key().as_bytes() {
        return Err(Refusal::Unauthorized("Invalid API key provided.", "INVALID_API_KEY"));
    }
    let signature = given("hash-signature").ok_or(missing("Missing HASH-SIGNATURE header."))?;
    let (is_signed, signed) = if multipart::boundary(headers).is_some() {
        let room_id = given("room-id").ok_or(missing("Missing Room-Id header for multipart request."))?;
        (sandbox.is_signed(room_id, signature), Signed::RoomIdOnly(body.clone()))
    } else {
        // Of a body that cannot be unpacked nobody knows what was signed.
        let body = body::unpacked(headers, body).ok_or(BAD_SIGNATURE)?;
        (sandbox.is_signed(&body, signature), Signed::Body(body))
    };
    if is_signed { Ok(signed) } else { Err(BAD_SIGNATURE) }
}
