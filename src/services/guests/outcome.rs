//! What comes of a press of Join, or of a look from the wait page.
use secrecy::SecretString;

use super::State;
use crate::domain::person::DisplayNameError;
use crate::internal::Internal;
use crate::meeting::MeetingError;
use crate::services::join_links::MakeError;
use crate::services::rooms::RoomError;

/// What came of a press of Join.
#[derive(Debug)]
pub enum Entered {
    /// The join link of this person.
    Link(SecretString),
    /// The door is not open yet: they wait before it.
    Waits,
}

/// What came of a look from the wait page.
#[derive(Debug)]
pub enum FromWait {
    /// The door is open: the join link of this person.
    Link(SecretString),
    /// They still wait.
    Waits,
    /// Nobody who waits here, or not any more: the invite's own page knows what is to be said.
    Nobody,
}

/// Why nobody was let in.
#[derive(Debug)]
pub enum JoinError {
    /// There is no such invite.
    NoSuchInvite,
    /// An open invite asks for a name, and this is none.
    Name(DisplayNameError),
    /// The passcode has to be typed.
    PasscodeNeeded,
    /// It is another.
    WrongPasscode,
    /// Too many wrong ones.
    SlowDown {
        /// Whole seconds until the next is heard.
        seconds: u64,
    },
    /// So many are new that nobody else is taken in for a while.
    Crowded {
        /// Whole seconds until somebody is.
        seconds: u64,
    },
    /// How it stands with them: their page says it. Never one of those that may wait.
    Barred(State),
    /// The invite says something else since they pressed: their page shows it, and they press again.
    Changed,
    /// The meeting server would not.
    Meeting(MeetingError),
    /// Something went wrong.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for JoinError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

impl From<MakeError> for JoinError {
    fn from(error: MakeError) -> Self {
        match error {
            MakeError::Archived => Self::Barred(State::Archived),
            MakeError::Meeting(error) => Self::Meeting(error),
            // A design that leaves no place for a token is refused where it is set.
            MakeError::TooLong(too_long) => Self::Internal(too_long.into()),
            // A guest chooses no design.
            MakeError::NoSuchDesign | MakeError::Room(RoomError::NotFound) => Self::NoSuchInvite,
            MakeError::Room(RoomError::Internal(fault)) => Self::Internal(fault),
        }
    }
}
