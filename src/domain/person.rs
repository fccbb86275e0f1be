//! A person in a meeting. (Their id: [`super::user_id`].)
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::checked_text;
use super::line::{LineError, line};

/// The name others see in the meeting: one line of 1 to 100 characters in any script, and not the one that plugNmeet's
/// recorder signs in with (`plugnmeet-api.md` §3.1, step 6).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DisplayName(String);

/// Why a text is no display name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum DisplayNameError {
    /// No line of text at all.
    #[error(transparent)]
    Line(#[from] LineError),
    /// The recorder's own name.
    #[error("reserved for the recorder")]
    Reserved,
}

impl DisplayName {
    /// Most characters a name may have.
    pub const LIMIT: usize = 100;
    const RECORDER: &str = "PLUGNMEET_RECORDER_AUTH";
}

impl FromStr for DisplayName {
    type Err = DisplayNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match line(text, Self::LIMIT)? {
            Self::RECORDER => Err(DisplayNameError::Reserved),
            name => Ok(Self(name.to_owned())),
        }
    }
}

checked_text!(DisplayName, DisplayNameError);

/// What a person is in a meeting: `is_admin` true or false.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeetingRole {
    /// Runs the meeting.
    Moderator,
    /// Takes part, under the locks.
    #[default]
    Participant,
}

/// A text that names no role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("no such role")]
pub struct UnknownMeetingRole;

impl MeetingRole {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Participant, Self::Moderator];

    /// As the API says it.
    pub fn is_admin(self) -> bool {
        self == Self::Moderator
    }

    /// From what the API says.
    pub fn from_is_admin(is_admin: bool) -> Self {
        if is_admin { Self::Moderator } else { Self::Participant }
    }

    /// `moderator` or `participant`, as forms post it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Moderator => "moderator",
            Self::Participant => "participant",
        }
    }
}

impl FromStr for MeetingRole {
    type Err = UnknownMeetingRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.key() == text).ok_or(UnknownMeetingRole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_line_and_not_the_recorders() {
        assert_eq!(" أحمد ".parse::<DisplayName>().unwrap().as_str(), "أحمد");
        assert_eq!(" PLUGNMEET_RECORDER_AUTH".parse::<DisplayName>(), Err(DisplayNameError::Reserved));
        assert_eq!("".parse::<DisplayName>(), Err(LineError::Empty.into()));
        assert_eq!("n".repeat(101).parse::<DisplayName>(), Err(LineError::TooLong { length: 101, limit: 100 }.into()));
    }

    #[test]
    fn roles_are_read_as_they_are_written() {
        for role in MeetingRole::ALL {
            assert_eq!(role.key().parse(), Ok(role));
            assert_eq!(MeetingRole::from_is_admin(role.is_admin()), role);
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{}\"", role.key()));
        }
        assert_eq!("admin".parse::<MeetingRole>(), Err(UnknownMeetingRole));
    }
}
