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

/// What the head of a request says of who sent it, in the order of §1.3; returns the signature. For multipart that is all there
/// is to check, for others it is what can be told before the body is there.
pub fn vouch<'a>(sandbox: &Sandbox, headers: &'a HeaderMap) -> Result<&'a [u8], Refusal> {
    let missing = |msg| Refusal::Unauthorized(msg, "MISSING_REQUIRED_PARAMETER");
    let given = |name| headers.get(name).map(HeaderValue::as_bytes).filter(|value| !value.is_empty());
    let key = given("api-key").ok_or(missing("Missing API-KEY header."))?;
    if key != sandbox.api_key().as_bytes() {
        return Err(Refusal::Unauthorized("Invalid API key provided.", "INVALID_API_KEY"));
    }
    let signature = given("hash-signature").ok_or(missing("Missing HASH-SIGNATURE header."))?;
    if multipart::boundary(headers).is_some() {
        let room_id = given("room-id").ok_or(missing("Missing Room-Id header for multipart request."))?;
        if !sandbox.is_signed(room_id, signature) {
            return Err(BAD_SIGNATURE);
        }
    }
    Ok(signature)
}

/// Checks key and signature.
pub async fn authenticate(sandbox: &Sandbox, headers: &HeaderMap, body: Bytes) -> Result<Signed, Refusal> {
    let signature = vouch(sandbox, headers)?;
    if multipart::boundary(headers).is_some() {
        return Ok(Signed::RoomIdOnly(body));
    }
    // Of a body that cannot be unpacked nobody knows what was signed.
    let body = body::unpacked(headers, body).await.ok_or(BAD_SIGNATURE)?;
    if sandbox.is_signed(&body, signature) { Ok(Signed::Body(body)) } else { Err(BAD_SIGNATURE) }
}
