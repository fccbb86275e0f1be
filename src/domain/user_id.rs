//! What the meeting server calls a person.
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::person::DisplayName;
use super::{ascii, checked_text};

/// Identifies a person on a meeting server: 1 to 64 of `A-Z a-z 0-9 - _`, outside the ids that plugNmeet keeps for itself
/// (`plugnmeet-api.md` §3.1, §9 row 17). The server itself has no limit of length; 64 is ours.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UserId(String);

/// Why a text is no id of a person. All but `Empty` suggest the nearest valid one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum UserIdError {
    /// Nothing.
    #[error("empty")]
    Empty,
    /// Too many characters.
    #[error("{length} characters, {limit} at most")]
    TooLong {
        /// How many it has.
        length: usize,
        /// How many it may have.
        limit: usize,
        /// A valid one.
        suggestion: String,
    },
    /// Something else than ASCII letters, digits, `-` and `_`.
    #[error("the character {character:?}")]
    Character {
        /// The first such character.
        character: char,
        /// A valid one.
        suggestion: String,
    },
    /// Begins with what plugNmeet keeps for itself.
    #[error("begins with {pattern}")]
    ReservedStart {
        /// The beginning.
        pattern: String,
        /// A valid one.
        suggestion: String,
    },
    /// Ends with what plugNmeet keeps for itself.
    #[error("ends with {pattern}")]
    ReservedEnd {
        /// The end.
        pattern: String,
        /// A valid one.
        suggestion: String,
    },
    /// Contains what plugNmeet keeps for itself.
    #[error("contains {pattern}")]
    ReservedInside {
        /// The part.
        pattern: String,
        /// A valid one.
        suggestion: String,
    },
    /// One of plugNmeet's own robots, which its client hides.
    #[error("the id of a robot")]
    Robot {
        /// A valid one.
        suggestion: String,
    },
}

const LIMIT: usize = 64;
const RESERVED_STARTS: [&str; 5] = ["user_", "ingres_", "sip_", "pnm_agent-", "pnm_tts_agent-"];
const RESERVED_END: &str = "-native";
const RESERVED_INSIDE: &str = "-FIELD_";
const ROBOTS: [&str; 2] = ["RECORDER_BOT", "RTMP_BOT"];

impl UserId {
    /// Most characters an id may have.
    pub const LIMIT: usize = LIMIT;

    /// `<ascii of the name>-<random>`, for instance `ann-lee-x7k2p`; `guest-<random>` when nothing of the name is left.
    /// Takes up to 5 letters and digits of `random`.
    ///
    /// Valid whatever the name: there is no `_` in it, which every reserved beginning and part has, and `-native` is
    /// longer than the random end that follows the last dash.
    pub fn propose(name: &DisplayName, random: &str) -> Self {
        let stem = match ascii::dashed(name.as_str(), 40) {
            stem if stem.is_empty() => "guest".to_owned(),
            stem => stem,
        };
        Self(format!("{stem}-{}", ascii::letters(random, 5)))
    }
}

impl FromStr for UserId {
    type Err = UserIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let suggestion = || suggest(text);
        if text.is_empty() {
            return Err(UserIdError::Empty);
        }
        if let Some(character) = text.chars().find(|c| !is_allowed(*c)) {
            return Err(UserIdError::Character { character, suggestion: suggestion() });
        }
        if text.len() > LIMIT {
            return Err(UserIdError::TooLong { length: text.len(), limit: LIMIT, suggestion: suggestion() });
        }
        if let Some(pattern) = RESERVED_STARTS.into_iter().find(|start| text.starts_with(start)) {
            return Err(UserIdError::ReservedStart { pattern: pattern.to_owned(), suggestion: suggestion() });
        }
        if text.ends_with(RESERVED_END) {
            return Err(UserIdError::ReservedEnd { pattern: RESERVED_END.to_owned(), suggestion: suggestion() });
        }
        if text.contains(RESERVED_INSIDE) {
            return Err(UserIdError::ReservedInside { pattern: RESERVED_INSIDE.to_owned(), suggestion: suggestion() });
        }
        if ROBOTS.contains(&text) {
            return Err(UserIdError::Robot { suggestion: suggestion() });
        }
        Ok(Self(text.to_owned()))
    }
}

checked_text!(UserId, UserIdError);

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-' || character == '_'
}

/// The nearest valid id: without the reserved parts, in ASCII. `user_ann` becomes `ann`, `a b` becomes `a-b`.
fn suggest(text: &str) -> String {
    let mut rest = text;
    while let Some(shorter) = RESERVED_STARTS.into_iter().find_map(|start| rest.strip_prefix(start)) {
        rest = shorter;
    }
    while let Some(shorter) = rest.strip_suffix(RESERVED_END) {
        rest = shorter;
    }
    // Dashes only: with no `_` left, no other reserved pattern can stand in it.
    match ascii::dashed(rest, LIMIT).trim_end_matches(RESERVED_END) {
        "" => "guest".to_owned(),
        plain => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn proposed(name: &str) -> String {
        UserId::propose(&name.parse().unwrap(), "x7k2p").to_string()
    }

    fn suggestion_of(error: &UserIdError) -> Option<&str> {
        match error {
            UserIdError::Empty => None,
            UserIdError::TooLong { suggestion, .. }
            | UserIdError::Character { suggestion, .. }
            | UserIdError::ReservedStart { suggestion, .. }
            | UserIdError::ReservedEnd { suggestion, .. }
            | UserIdError::ReservedInside { suggestion, .. }
            | UserIdError::Robot { suggestion } => Some(suggestion),
        }
    }

    #[test]
    fn ids_that_the_server_takes() {
        let long = "x".repeat(64);
        for text in ["u1", "guest_1", "A-b_C", "native", "xnative", "USER_1", "Sip_1", "my_user_1", "-field_", &long] {
            assert_eq!(text.parse::<UserId>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn ids_that_it_keeps_for_itself() {
        for (text, suggestion) in [
            ("user_ann", "ann"),
            ("user_1", "1"),
            ("user_", "guest"),
            ("user_sip_x", "x"),
            ("ingres_1", "1"),
            ("sip_1", "1"),
            ("pnm_agent-1", "1"),
            ("pnm_tts_agent-1", "1"),
            ("x-native", "x"),
            ("x-native-native", "x"),
            ("-native", "guest"),
            ("a-FIELD_b", "a-field-b"),
            ("RECORDER_BOT", "recorder-bot"),
            ("RTMP_BOT", "rtmp-bot"),
            ("a b", "a-b"),
            ("ann@school.example", "ann-school-example"),
            ("Ann Lee", "ann-lee"),
            ("***", "guest"),
        ] {
            let error = text.parse::<UserId>().unwrap_err();
            assert_eq!(suggestion_of(&error), Some(suggestion), "{text}");
        }
        assert_eq!(" ".parse::<UserId>(), Err(UserIdError::Empty));
        let error = "x".repeat(65).parse::<UserId>().unwrap_err();
        assert!(matches!(error, UserIdError::TooLong { length: 65, limit: 64, .. }));
    }

    #[test]
    fn the_pattern_is_named() {
        let error = "sip_x".parse::<UserId>().unwrap_err();
        assert!(matches!(error, UserIdError::ReservedStart { pattern, .. } if pattern == "sip_"));
    }

    #[test]
    fn ids_are_proposed_from_names() {
        assert_eq!(proposed("Ann Lee"), "ann-lee-x7k2p");
        assert_eq!(proposed("***"), "guest-x7k2p");
        assert_eq!(proposed("RTMP_BOT"), "rtmp-bot-x7k2p");
        assert_eq!(proposed("user_"), "user-x7k2p");
        assert_eq!(proposed("x -native"), "x-native-x7k2p");
    }

    proptest! {
        #[test]
        fn what_is_proposed_is_valid(
            name in prop_oneof![any::<String>(), "(user_|sip_|ingres_|pnm_agent-|RTMP_BOT| |-native|-FIELD_|é){1,6}"],
            random in any::<String>(),
        ) {
            if let Ok(name) = name.parse::<DisplayName>() {
                let id = UserId::propose(&name, &random);
                prop_assert_eq!(id.as_str().parse(), Ok(id.clone()));
            }
        }

        #[test]
        fn what_is_suggested_is_valid(
            text in prop_oneof![any::<String>(), "(user_|sip_|_|ingres_|pnm_agent-|RTMP_BOT| |-native|native|-FIELD_|é){1,20}"],
        ) {
            if let Err(error) = text.parse::<UserId>() && let Some(suggestion) = suggestion_of(&error) {
                prop_assert!(suggestion.parse::<UserId>().is_ok(), "{}", suggestion);
            }
        }
    }
}
