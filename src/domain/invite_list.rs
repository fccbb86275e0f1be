//! Which invites of a room a list shows, and what it offers to do with many.
use std::str::FromStr;

use super::invite::Standing;
use super::room_list::UnknownChoice;

/// Which of a room's invites are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shown {
    /// All of them.
    #[default]
    All,
    /// Those for whoever has the link.
    Open,
    /// Those for one person.
    Personal,
    /// Those that open the room, or will.
    Current,
    /// Those that do so no more: expired, used up, revoked.
    Ended,
}

impl Shown {
    /// The five, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::All, Self::Open, Self::Personal, Self::Current, Self::Ended];

    /// `all`, `open`, `personal`, `current` or `ended`, in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Open => "open",
            Self::Personal => "personal",
            Self::Current => "current",
            Self::Ended => "ended",
        }
    }
}

impl FromStr for Shown {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|shown| shown.key() == text).ok_or(UnknownChoice)
    }
}

impl Standing {
    /// `valid`, `not-yet`, `expired`, `used-up` or `revoked`, in pages.
    pub fn key(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::NotYet(_) => "not-yet",
            Self::Expired(_) => "expired",
            Self::UsedUp => "used-up",
            Self::Revoked(_) => "revoked",
        }
    }
}

/// For how long, from now on, an invite is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Renewal {
    /// So many days.
    Days(u16),
    /// It does not end any more.
    Endless,
}

impl Renewal {
    /// What is offered, the usual one first.
    pub const ALL: [Self; 5] = [Self::Days(30), Self::Days(7), Self::Days(90), Self::Days(365), Self::Endless];

    /// The number of days, or `endless`, as forms post it.
    pub fn key(self) -> String {
        match self {
            Self::Days(days) => days.to_string(),
            Self::Endless => "endless".to_owned(),
        }
    }
}

impl FromStr for Renewal {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|renewal| renewal.key() == text).ok_or(UnknownChoice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_have_keys_of_their_own() {
        for shown in Shown::ALL {
            assert_eq!(shown.key().parse(), Ok(shown));
        }
        for renewal in Renewal::ALL {
            assert_eq!(renewal.key().parse(), Ok(renewal));
        }
        assert_eq!("".parse::<Shown>(), Err(UnknownChoice));
        assert_eq!("31".parse::<Renewal>(), Err(UnknownChoice));
    }
}
