//! What a room is called: by people, in addresses, and by the meeting server.
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ascii;
use super::checked_text;
use super::line::{LineError, line};

/// What people call a room: one line of 1 to 120 characters in any script, no control characters.
///
/// 120 stays well under the meeting server's 255 (`plugnmeet-api.md` §2.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RoomTitle(String);

impl RoomTitle {
    /// Most characters a title may have.
    pub const LIMIT: usize = 120;
}

impl FromStr for RoomTitle {
    type Err = LineError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        line(text, Self::LIMIT).map(|text| Self(text.to_owned()))
    }
}

checked_text!(RoomTitle, LineError);

/// The room's name in our addresses: 1 to 64 of `a-z 0-9`, words joined by single dashes, none of [`Slug::RESERVED`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SlugError {
    /// Empty, too long, or other characters than `a-z 0-9` and single dashes between them.
    #[error("not 1 to {limit} of a-z, 0-9 and single dashes")]
    Malformed {
        /// Most characters a slug may have.
        limit: usize,
    },
    /// A word that `/rooms/…` uses for a page of its own.
    #[error("a reserved word")]
    Reserved,
}

impl Slug {
    /// Most characters a slug may have.
    pub const LIMIT: usize = 64;
    /// Words that stand, or may one day stand, where a slug stands in `/rooms/{slug}`.
    pub const RESERVED: [&str; 10] =
        ["all", "archived", "edit", "export", "import", "mine", "new", "search", "shared", "templates"];

    /// `<the title in ASCII>-<random>`, for instance `biology-7b-x2k9`; `room-<random>` when nothing of the title is left.
    ///
    /// Takes up to 8 letters and digits of `random`; with the usual four, a teacher's rooms of one name differ.
    pub fn propose(title: &RoomTitle, random: &str) -> Self {
        let stem = match ascii::dashed(title.as_str(), 40) {
            stem if stem.is_empty() => "room".to_owned(),
            stem => stem,
        };
        let slug = format!("{stem}-{}", ascii::letters(random, 8));
        let slug = slug.trim_end_matches('-');
        // Without randomness a title such as "New" would be a reserved word.
        if Self::RESERVED.contains(&slug) { Self(format!("{slug}-room")) } else { Self(slug.to_owned()) }
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if text.len() > Self::LIMIT || !text.split('-').all(word) {
            return Err(SlugError::Malformed { limit: Self::LIMIT });
        }
        if Self::RESERVED.contains(&text) {
            return Err(SlugError::Reserved);
        }
        Ok(Self(text.to_owned()))
    }
}

checked_text!(Slug, SlugError);

/// What an account may do in a room that it is a member of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemberRight {
    /// Everything, also to archive and to delete it. A room has one owner.
    Owner,
    /// To use and to change it.
    CoOwner,
}

/// A text that names no right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such right")]
pub struct UnknownRight;

impl MemberRight {
    /// `owner` or `co_owner`, in storage.
    pub fn key(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::CoOwner => "co_owner",
        }
    }
}

impl FromStr for MemberRight {
    type Err = UnknownRight;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Owner, Self::CoOwner].into_iter().find(|right| right.key() == text).ok_or(UnknownRight)
    }
}

/// What the meeting server calls the room, made once and never changed: 1 to 64 of `A-Z a-z 0-9 - _`, outside the ids
/// that plugNmeet keeps for itself (`plugnmeet-api.md` §2.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MeetingRoomId(String);

/// Why a text is no id of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum MeetingRoomIdError {
    /// Nothing.
    #[error("empty")]
    Empty,
    /// Longer than the meeting server's column.
    #[error("{length} characters, {limit} at most")]
    TooLong {
        /// How many characters it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// Something else than ASCII letters, digits, `-` and `_`.
    #[error("the character {character:?}")]
    Character {
        /// The first such character.
        character: char,
    },
    /// Begins or contains what plugNmeet keeps for itself.
    #[error("holds the reserved pattern {pattern}")]
    Reserved {
        /// The pattern.
        pattern: String,
    },
}

impl MeetingRoomId {
    /// Most characters an id may have: the width of the meeting server's column.
    pub const LIMIT: usize = 64;

    /// `room-<random>`, from up to 40 letters and digits of `random`: at least 13 of base 32 keep two rooms apart.
    pub fn from_random(random: &str) -> Self {
        Self(format!("room-{}", ascii::letters(random, 40)))
    }
}

impl FromStr for MeetingRoomId {
    type Err = MeetingRoomIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() {
            return Err(MeetingRoomIdError::Empty);
        }
        if let Some(character) = text.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '-' && *c != '_') {
            return Err(MeetingRoomIdError::Character { character });
        }
        if text.len() > Self::LIMIT {
            return Err(MeetingRoomIdError::TooLong { length: text.len(), limit: Self::LIMIT });
        }
        let reserved = if text.starts_with("user_") {
            "user_"
        } else if text.contains("-FIELD_") {
            "-FIELD_"
        } else {
            return Ok(Self(text.to_owned()));
        };
        Err(MeetingRoomIdError::Reserved { pattern: reserved.to_owned() })
    }
}

checked_text!(MeetingRoomId, MeetingRoomIdError);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slug_of(title: &str) -> String {
        Slug::propose(&title.parse().unwrap(), "x2k9").to_string()
    }

    #[test]
    fn slugs_are_the_title_in_ascii() {
        assert_eq!(slug_of("Biology 7b"), "biology-7b-x2k9");
        assert_eq!(slug_of("Größen & Maße"), "grossen-masse-x2k9");
        assert_eq!(slug_of("***"), "room-x2k9");
        assert_eq!(slug_of("new"), "new-x2k9");
        assert_eq!(Slug::propose(&"New".parse().unwrap(), "").as_str(), "new-room");
    }

    #[test]
    fn other_texts_are_no_slugs() {
        for text in ["", "-a", "a-", "a--b", "A", "a_b", "a b", "é", "a/b", &"a".repeat(65)] {
            assert_eq!(text.parse::<Slug>(), Err(SlugError::Malformed { limit: 64 }), "{text}");
        }
        assert_eq!("new".parse::<Slug>(), Err(SlugError::Reserved));
        assert!("newer".parse::<Slug>().is_ok());
    }

    #[test]
    fn ids_of_rooms_follow_the_contract() {
        assert!("a".repeat(64).parse::<MeetingRoomId>().is_ok());
        assert_eq!("a".repeat(65).parse::<MeetingRoomId>(), Err(MeetingRoomIdError::TooLong { length: 65, limit: 64 }));
        assert_eq!("a b".parse::<MeetingRoomId>(), Err(MeetingRoomIdError::Character { character: ' ' }));
        assert_eq!("".parse::<MeetingRoomId>(), Err(MeetingRoomIdError::Empty));
        for (text, pattern) in [("user_1", "user_"), ("a-FIELD_b", "-FIELD_")] {
            assert_eq!(text.parse::<MeetingRoomId>(), Err(MeetingRoomIdError::Reserved { pattern: pattern.to_owned() }));
        }
        assert!("a_user_1-field_X".parse::<MeetingRoomId>().is_ok());
    }

    #[test]
    fn reading_back_checks_again() {
        assert!(serde_json::from_str::<Slug>("\"new\"").is_err());
        assert!(serde_json::from_str::<RoomTitle>("\"\"").is_err());
        assert!(serde_json::from_str::<MeetingRoomId>("\"user_1\"").is_err());
        assert_eq!(serde_json::to_string(&"T 1".parse::<RoomTitle>().unwrap()).unwrap(), "\"T 1\"");
    }

    proptest! {
        #[test]
        fn what_is_proposed_is_valid(title in any::<String>(), random in any::<String>()) {
            if let Ok(title) = title.parse::<RoomTitle>() {
                let slug = Slug::propose(&title, &random);
                prop_assert_eq!(slug.as_str().parse(), Ok(slug.clone()));
            }
            let id = MeetingRoomId::from_random(&random);
            prop_assert_eq!(id.as_str().parse(), Ok(id.clone()));
        }
    }
}
