//! The one place that draws random numbers, all from the operating system.
use aws_lc_rs::rand::{SecureRandom, SystemRandom};

use crate::clock::UnixMillis;

/// Crockford's base 32 in lower case: no i, l, o or u, so that nothing is misread.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// `N` unguessable bytes.
#[expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "this is the place; a machine without randomness cannot go on"
)]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    SystemRandom::new().fill(&mut out).expect("the operating system gives random bytes");
    out
}

/// `count` (at most 64) unguessable letters and digits, 5 bits each.
pub fn letters(count: usize) -> String {
    bytes::<64>().iter().take(count).map(|byte| letter(*byte)).collect()
}

/// The letter or digit that the lower 5 bits of a byte stand for.
pub fn letter(byte: u8) -> char {
    char::from(LETTERS[usize::from(byte & 31)])
}

/// Whether [`letters`] can draw this one.
pub fn is_letter(byte: u8) -> bool {
    LETTERS.contains(&byte)
}

/// `count` (at most 8) unguessable digits.
pub fn digits(count: usize) -> String {
    let number = u64::from_be_bytes(bytes());
    // Of 2^64 numbers each ending of eight digits is met as often as any other, to one in 10^11.
    format!("{number:020}").chars().rev().take(count.min(8)).collect()
}

/// A UUIDv7 as text: ids made later sort later.
pub fn id(now: UnixMillis) -> String {
    uuid::Builder::from_unix_timestamp_millis(now.0.unsigned_abs(), &bytes()).into_uuid().to_string()
}
