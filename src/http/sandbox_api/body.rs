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
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::Refusal;

/// Largest body, as sent and decompressed, in bytes.
pub const LARGEST: usize = 50 << 20;

/// Up to here bodies are read from anybody as they come; for larger ones somebody vouches first, and only so many are received
/// at a time: callers, who are not known yet, cannot fill the memory of a small machine together.
const SMALL: usize = 1 << 20;
static PLACES: Semaphore = Semaphore::const_new(4);

/// Packed bodies are unpacked one after the other. What waits for its turn is here in full, so nobody keeps the others
/// waiting by sending slowly.
static TURNS: Semaphore = Semaphore::const_new(1);

/// How long a body may take, waiting for its place included.
const LONGEST: Duration = Duration::from_secs(30);

/// A body and the right to hold as much memory, given back when nobody has it any more.
struct Held {
    bytes: Vec<u8>,
    _permit: SemaphorePermit<'static>,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Held {
    /// Small ones do not count.
    fn share(self) -> Bytes {
        if self.bytes.len() > SMALL { Bytes::from_owner(self) } else { self.bytes.into() }
    }
}

/// Reads a body; one that is announced as too large is refused unread, and so is a large one that nobody vouches for.
pub async fn receive(headers: &HeaderMap, body: Body, vouch: impl Fn() -> Result<(), Refusal>) -> Result<Bytes, Refusal> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return Err(Refusal::TooLarge);
    }
    if announced.is_some_and(|length| length > SMALL) {
        vouch()?;
    }
    timeout(LONGEST, read(body, vouch)).await.unwrap_or(Err(Refusal::TooSlow))
}

async fn read(mut body: Body, vouch: impl Fn() -> Result<(), Refusal>) -> Result<Bytes, Refusal> {
    let mut bytes = Vec::new();
    if read_up_to(SMALL, &mut body, &mut bytes).await? {
        return Ok(bytes.into());
    }
    vouch()?;
    // Fails only for one that is closed, which this is never.
    let Ok(permit) = PLACES.acquire().await else { return Err(Refusal::TooSlow) };
    if read_up_to(LARGEST, &mut body, &mut bytes).await? {
        Ok(Held { bytes, _permit: permit }.share())
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
pub async fn unpacked(headers: &HeaderMap, body: Bytes) -> Option<Bytes> {
    let named: Vec<_> = headers.get_all(CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok()).collect();
    let named = named.join(",").to_ascii_lowercase();
    // What was done last is undone first.
    let codings = named.split(',').map(str::trim).filter(|coding| !coding.is_empty() && *coding != "identity");
    let codings: Vec<_> = codings.rev().map(str::to_owned).collect();
    if codings.is_empty() {
        return Some(body);
    }
    if codings.len() > MOST_CODINGS {
        return None;
    }
    let permit = TURNS.acquire().await.ok()?;
    let unpacking = spawn_blocking(move || {
        let unpacked = codings.iter().try_fold(Vec::from(body), |body, coding| undo(coding, &body))?;
        Some(Held { bytes: unpacked, _permit: permit }.share())
    });
    unpacking.await.ok()?
}

fn undo(coding: &str, body: &[u8]) -> Option<Vec<u8>> {
    match coding {
        "gzip" | "x-gzip" => unpack(MultiGzDecoder::new(body)),
        "deflate" => unpack(ZlibDecoder::new(body)),
        "br" | "brotli" => unpack(Decompressor::new(body, 4096)),
        _ => None,
    }
}

/// Nobody packs a body more often than this for good.
const MOST_CODINGS: usize = 3;

fn unpack(packed: impl Read) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    // One byte more than is allowed shows that there is more.
    packed.take(LARGEST as u64 + 1).read_to_end(&mut plain).ok()?;
    (plain.len() <= LARGEST).then_some(plain)
}
