//! What tells one guest's browser from another's.
use std::fmt;
use std::str::FromStr;

use crate::domain::user_id::{UserId, UserIdError};
use crate::random;
use crate::services::Services;
use crate::storage::rooms::RoomId;

/// A secret that a guest's browser keeps: 26 letters and digits, 130 unguessable bits. Whoever has it is that guest; the
/// database has keyed hashes of it alone.
#[derive(Clone, PartialEq, Eq)]
pub struct GuestCookie(String);

/// A text that is no such secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no guest's cookie")]
pub struct NoGuestCookie;

/// Letters of the secret.
const LETTERS: usize = 26;
/// Letters of a guest's id: 80 bits.
const ID_LETTERS: usize = 16;

impl GuestCookie {
    /// One that nobody has had before.
    pub fn random() -> Self {
        Self(random::letters(LETTERS))
    }

    /// The secret, for the browser that keeps it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// By which the database knows the browser.
    pub fn browser_hash(&self, services: &Services) -> [u8; 32] {
        services.guest_key.hash("browser", self.0.as_bytes())
    }

    /// Who this browser is in a room's meetings, whichever open invite it comes by.
    pub(super) fn user_id(&self, services: &Services, room_id: &RoomId) -> Result<UserId, UserIdError> {
        // The secret has one length: nothing can be shifted from one part to the other.
        let hash = services.guest_key.hash("guest", format!("{}{}", self.0, room_id.as_str()).as_bytes());
        let letters: String = hash.iter().take(ID_LETTERS).map(|byte| random::letter(*byte)).collect();
        format!("guest-{letters}").parse()
    }
}

impl FromStr for GuestCookie {
    type Err = NoGuestCookie;

    fn from_str(text: &str) -> Result<Self, NoGuestCookie> {
        let is_whole = text.len() == LETTERS && text.bytes().all(random::is_letter);
        if is_whole { Ok(Self(text.to_owned())) } else { Err(NoGuestCookie) }
    }
}

impl fmt::Debug for GuestCookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GuestCookie(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_whole_or_none_and_does_not_print() {
        let cookie = GuestCookie::random();
        assert_eq!(cookie.expose().parse(), Ok(cookie.clone()));
        assert_eq!(format!("{cookie:?}"), "GuestCookie(…)");
        let long = format!("{}0", cookie.expose());
        for text in ["", "0", &cookie.expose()[1..], &long, &"A".repeat(26), &"é".repeat(13), &"i".repeat(26)] {
            assert_eq!(text.parse::<GuestCookie>(), Err(NoGuestCookie), "{text}");
        }
    }
}
