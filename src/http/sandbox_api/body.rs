//! Bodies as a plugNmeet server with stock settings takes them (plugnmeet-api.md §1.1, §1.2).
use std::future::poll_fn;
use std::io::Read;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use brotli_decompressor::Decompressor;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::Refusal;

/// Largest body, as sent and decompressed, in bytes.
pub const LARGEST: usize = 50 << 20;

/// Up to here bodies are read as they come. Larger and packed ones take turns, so that callers, who are not known yet,
/// cannot fill the memory of a small machine together.
const SMALL: usize = 1 << 20;
static TURNS: Semaphore = Semaphore::const_new(1);

/// How long a body may take, waiting for its turn included.
const LONGEST: Duration = Duration::from_mins(1);

/// A body in memory.
#[derive(Default)]
pub struct Received {
    /// As it was sent.
    pub bytes: Bytes,
    _turn: Option<SemaphorePermit<'static>>,
}

/// Reads a body; one that is announced as too large is refused unread.
pub async fn receive(headers: &HeaderMap, body: Body) -> Result<Received, Refusal> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return Err(Refusal::TooLarge);
    }
    let is_packed = headers.contains_key(CONTENT_ENCODING);
    timeout(LONGEST, read(body, is_packed)).await.unwrap_or(Err(Refusal::TooSlow))
}

async fn read(mut body: Body, is_packed: bool) -> Result<Received, Refusal> {
    let mut bytes = Vec::new();
    if !is_packed && read_up_to(SMALL, &mut body, &mut bytes).await? {
        return Ok(Received { bytes: bytes.into(), _turn: None });
    }
    let turn = TURNS.acquire().await.ok();
    if read_up_to(LARGEST, &mut body, &mut bytes).await? {
        Ok(Received { bytes: bytes.into(), _turn: turn })
    } else {
        Err(Refusal::TooLarge)
    }
}

/// Reads on until the end, which is `true`, or until there is more than the limit.
async fn read_up_to(limit: usize, body: &mut Body, bytes: &mut Vec<u8>) -> Result<bool, Refusal> {
    while bytes.len() <= limit {
        match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
            None => return Ok(true),
            Some(Ok(frame)) => bytes.extend_from_slice(frame.data_ref().map_or(&[], |data| data)),
            Some(Err(_)) => return Err(Refusal::BrokenOff),
        }
    }
    Ok(false)
}

/// The body without its `Content-Encoding`; `None` when that cannot be undone.
pub fn unpacked(headers: &HeaderMap, body: &Bytes) -> Option<Bytes> {
    let mut body = body.clone();
    let named: Vec<_> = headers.get_all(CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok()).collect();
    let named = named.join(",").to_ascii_lowercase();
    // What was done last is undone first.
    let codings: Vec<_> = named.split(',').map(str::trim).filter(|coding| !coding.is_empty()).rev().collect();
    if codings.len() > MOST_CODINGS {
        return None;
    }
    for coding in codings {
        body = match coding {
            "identity" => body,
            "gzip" | "x-gzip" => unpack(MultiGzDecoder::new(body.as_ref()))?,
            "deflate" => unpack(ZlibDecoder::new(body.as_ref()))?,
            "br" | "brotli" => unpack(Decompressor::new(body.as_ref(), 4096))?,
            _ => return None,
        };
    }
    Some(body)
}

/// Nobody packs a body more often than this for good.
const MOST_CODINGS: usize = 3;

fn unpack(packed: impl Read) -> Option<Bytes> {
    let mut plain = Vec::new();
    // One byte more than is allowed shows that there is more.
    packed.take(LARGEST as u64 + 1).read_to_end(&mut plain).ok()?;
    (plain.len() <= LARGEST).then(|| plain.into())
}
