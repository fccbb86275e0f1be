//! Invites: links that do not die. What one is made of, and whether it still opens something.
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::checked_text;
use super::line::{LineError, line};
use super::settings::Whole;

/// How many browsers may use an invite.
pub type MaxUses = Whole<1, 10_000>;

/// The part of an invite's link that opens the room: 12 symbols of Crockford's base 32, 60 unguessable bits.
///
/// Written in three groups, `7k2m-x9pq-4rtv`. Read in any case, with or without dashes and spaces, and with the letters
/// that are taken for others: `o` is 0, `i` and `l` are 1, `u` is v. It opens the room, so it has no `Display` and does
/// not print; [`Self::shown`] is for whoever may see it.
#[derive(Clone, PartialEq, Eq)]
pub struct InviteCode([u8; InviteCode::SYMBOLS]);

/// A text that is no code: too short, too long, or with other characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not {} symbols of Crockford's base 32", InviteCode::SYMBOLS)]
pub struct NoCode;

impl InviteCode {
    /// Symbols, dashes not counted.
    pub const SYMBOLS: usize = 12;
    /// Symbols between dashes.
    const GROUP: usize = 4;

    /// The code in what somebody typed or pasted: itself, or a link that ends in it.
    pub fn pasted(text: &str) -> Result<Self, NoCode> {
        let code = text.rsplit_once("/j/").map_or(text, |(_, code)| code.split(['?', '#', '/']).next().unwrap_or_default());
        code.parse()
    }

    /// As it stands in links and on paper, in groups.
    pub fn shown(&self) -> String {
        self.0.chunks(Self::GROUP).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
    }

    /// The symbols alone: what is hashed and sealed.
    pub fn symbols(&self) -> &[u8] {
        &self.0
    }
}

impl FromStr for InviteCode {
    type Err = NoCode;

    fn from_str(text: &str) -> Result<Self, NoCode> {
        let mut symbols = [0; Self::SYMBOLS];
        let mut count = 0;
        for character in text.chars().filter(|c| !is_joint(*c)) {
            *symbols.get_mut(count).ok_or(NoCode)? = symbol(character).ok_or(NoCode)?;
            count += 1;
        }
        if count == Self::SYMBOLS { Ok(Self(symbols)) } else { Err(NoCode) }
    }
}

impl fmt::Debug for InviteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InviteCode(…)")
    }
}

/// What people and programs put between groups: spaces, and every kind of dash.
fn is_joint(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn symbol(character: char) -> Option<u8> {
    match character.to_ascii_lowercase() {
        'o' => Some(b'0'),
        'i' | 'l' => Some(b'1'),
        'u' => Some(b'v'),
        other if other.is_ascii_alphanumeric() => u8::try_from(other).ok(),
        _ => None,
    }
}

/// The two invites that a room's share box shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Share {
    /// For everybody who takes part; there from the start.
    Participants,
    /// For those who run the meeting too; there once somebody makes it.
    Moderators,
}

/// A text that names neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such share")]
pub struct UnknownShare;

impl Share {
    /// `participants` or `moderators`, in storage and forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::Participants => "participants",
            Self::Moderators => "moderators",
        }
    }
}

impl FromStr for Share {
    type Err = UnknownShare;

    fn from_str(text: &str) -> Result<Self, UnknownShare> {
        [Self::Participants, Self::Moderators].into_iter().find(|share| share.key() == text).ok_or(UnknownShare)
    }
}

/// What a guest has to know besides the link: one line of 6 to 64 characters. Told apart by its letters, not by their case
/// or the spaces in between, since people type it from paper.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Passcode(String);

/// Why a text is no passcode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PasscodeError {
    /// No line of text at all.
    #[error(transparent)]
    Line(#[from] LineError),
    /// Guessed at once.
    #[error("{length} characters, {least} at least")]
    TooShort {
        /// How many it has.
        length: usize,
        /// How many it needs.
        least: usize,
    },
}

impl Passcode {
    /// Fewest characters.
    pub const LEAST: usize = 6;
    /// Most characters.
    pub const LIMIT: usize = 64;

    /// What is compared: two passcodes with the same are the same.
    pub fn folded(&self) -> String {
        folded(&self.0)
    }
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

impl FromStr for Passcode {
    type Err = PasscodeError;

    fn from_str(text: &str) -> Result<Self, PasscodeError> {
        let text = line(text, Self::LIMIT)?;
        match folded(text).chars().count() {
            length if length < Self::LEAST => Err(PasscodeError::TooShort { length, least: Self::LEAST }),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

checked_text!(Passcode, PasscodeError);

impl PartialEq for Passcode {
    fn eq(&self, other: &Self) -> bool {
        self.folded() == other.folded()
    }
}

impl Eq for Passcode {}

impl fmt::Debug for Passcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passcode(…)")
    }
}

/// What a moderator notes about an invite, for the members of the room: one line of at most 200 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

impl FromStr for Note {
    type Err = LineError;

    fn from_str(text: &str) -> Result<Self, LineError> {
        line(text, 200).map(|text| Self(text.to_owned()))
    }
}

checked_text!(Note, LineError);

/// What bounds an invite. Times are unix milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Opens nothing before.
    pub not_before: Option<i64>,
    /// Opens nothing from then on.
    pub expires: Option<i64>,
    /// Lets in so many browsers.
    pub max_uses: Option<MaxUses>,
    /// Opens nothing any more, since then.
    pub revoked: Option<i64>,
}

/// Whether an invite opens its room, as far as the invite itself goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Valid,
    /// It will, from then on.
    NotYet(i64),
    /// It did, until then.
    Expired(i64),
    /// It has let in as many as it may. Whoever is one of them comes in still.
    UsedUp,
    /// Somebody took it back then.
    Revoked(i64),
}

impl Bounds {
    /// How an invite with these stands at a moment (unix milliseconds), with so many uses behind it.
    pub fn standing(&self, now: i64, uses: u32) -> Standing {
        if let Some(since) = self.revoked {
            return Standing::Revoked(since);
        }
        if let Some(since) = self.expires.filter(|expires| *expires <= now) {
            return Standing::Expired(since);
        }
        if let Some(from) = self.not_before.filter(|from| now < *from) {
            return Standing::NotYet(from);
        }
        match self.max_uses {
            Some(most) if uses >= most.get() => Standing::UsedUp,
            _ => Standing::Valid,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_written_in_groups_and_does_not_print() {
        let code: InviteCode = "7k2mx9pq4rtv".parse().unwrap();
        assert_eq!(code.shown(), "7k2m-x9pq-4rtv");
        assert!(code.shown().len() <= 16);
        assert_eq!(format!("{code:?}"), "InviteCode(…)");
    }

    #[test]
    fn a_code_is_found_in_its_link() {
        let code: InviteCode = "7k2m-x9pq-4rtv".parse().unwrap();
        for text in
            ["7K2M x9pq 4rtv", " https://school.example/j/7k2m-x9pq-4rtv ", "http://a.example/room/j/7k2m-x9pq-4rtv/?x=1#y"]
        {
            assert_eq!(InviteCode::pasted(text), Ok(code.clone()), "{text}");
        }
        for text in ["", "https://school.example/j/", "https://school.example/7k2m-x9pq-4rtv"] {
            assert_eq!(InviteCode::pasted(text), Err(NoCode), "{text}");
        }
    }

    #[test]
    fn what_is_no_code() {
        for text in ["", "7k2m-x9pq-4rt", "7k2m-x9pq-4rtv2", "7k2m-x9pq-4rt!", "7k2m-x9pq-4rté", "7k2m/x9pq/4rtv"] {
            assert_eq!(text.parse::<InviteCode>(), Err(NoCode), "{text}");
        }
    }

    #[test]
    fn a_passcode_is_what_people_type_from_paper() {
        let passcode: Passcode = " Blue Whale 7 ".parse().unwrap();
        assert_eq!(passcode.as_str(), "Blue Whale 7");
        assert_eq!(passcode, "bluewhale7".parse().unwrap());
        assert_ne!(passcode, "bluewhale8".parse().unwrap());
        assert_eq!(format!("{passcode:?}"), "Passcode(…)");
        assert_eq!("1 2 3 4 5".parse::<Passcode>(), Err(PasscodeError::TooShort { length: 5, least: 6 }));
        assert_eq!("".parse::<Passcode>(), Err(LineError::Empty.into()));
    }

    #[test]
    fn how_an_invite_stands() {
        let bounds = Bounds { not_before: Some(10), expires: Some(20), max_uses: Some(MaxUses::known(2)), revoked: None };
        assert_eq!(bounds.standing(9, 0), Standing::NotYet(10));
        assert_eq!(bounds.standing(10, 1), Standing::Valid);
        assert_eq!(bounds.standing(19, 2), Standing::UsedUp);
        assert_eq!(bounds.standing(20, 0), Standing::Expired(20));
        assert_eq!(Bounds { revoked: Some(5), ..bounds }.standing(20, 9), Standing::Revoked(5));
        assert_eq!(Bounds::default().standing(i64::MAX, u32::MAX), Standing::Valid);
    }

    proptest! {
        #[test]
        fn codes_survive_case_and_look_alikes(
            symbols in "[0-9a-hjkmnp-tv-z]{12}",
            changes in proptest::collection::vec(0_u8..4, 12),
        ) {
            let code: InviteCode = symbols.parse().unwrap();
            prop_assert_eq!(code.symbols(), symbols.as_bytes());
            let written: String = code.shown().chars().enumerate().map(|(place, c)| {
                match (changes[place % 12], c) {
                    (1, c) => c.to_ascii_uppercase(),
                    (2, '0') => 'O',
                    (2, '1') => 'l',
                    (2, 'v') => 'U',
                    (2, '-') => ' ',
                    (3, '0') => 'o',
                    (3, '1') => 'I',
                    (3, '-') => '\u{2013}',
                    (_, c) => c,
                }
            }).collect();
            prop_assert_eq!(written.parse::<InviteCode>(), Ok(code));
        }

        #[test]
        fn no_text_is_too_much(text: String) {
            let _ = text.parse::<InviteCode>();
            let _ = text.parse::<Passcode>();
        }
    }
}
