//! Who signs in to the portal.
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::checked_text;
use super::line::{LineError, line};

/// What an account may do in the portal. (What a person is in a meeting is a [`MeetingRole`](super::person::MeetingRole).)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountRole {
    /// Runs the portal.
    Administrator,
    /// Owns rooms.
    Teacher,
}

/// A text that names no role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("no such role")]
pub struct UnknownAccountRole;

impl AccountRole {
    /// `administrator` or `teacher`, as stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Teacher => "teacher",
        }
    }
}

impl FromStr for AccountRole {
    type Err = UnknownAccountRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Administrator, Self::Teacher].into_iter().find(|role| role.as_str() == text).ok_or(UnknownAccountRole)
    }
}

/// The name of an account's owner: one line of 1 to 100 characters in any script.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// Most characters a name may have.
    pub const LIMIT: usize = 100;
}

impl FromStr for PersonName {
    type Err = LineError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        line(text, Self::LIMIT).map(|text| Self(text.to_owned()))
    }
}

checked_text!(PersonName, LineError);

/// An e-mail address in lower case, at most 254 characters, of the form that browsers accept in an e-mail field
/// (HTML, "valid e-mail address"): so the two never disagree.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is no e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum EmailAddressError {
    /// Nothing.
    #[error("empty")]
    Empty,
    /// More characters than mail knows.
    #[error("{length} characters, {limit} at most")]
    TooLong {
        /// How many it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// No `@`.
    #[error("no @")]
    NoAt,
    /// What stands before the `@` is empty or has a character that cannot stand there.
    #[error("the part before the @")]
    LocalPart,
    /// What stands after the `@` is no name of a host.
    #[error("the part after the @")]
    Domain,
}

impl EmailAddress {
    /// Most characters an address may have (RFC 5321, erratum 1690).
    pub const LIMIT: usize = 254;
}

impl FromStr for EmailAddress {
    type Err = EmailAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_lowercase();
        let length = text.chars().count();
        if length == 0 {
            return Err(EmailAddressError::Empty);
        }
        if length > Self::LIMIT {
            return Err(EmailAddressError::TooLong { length, limit: Self::LIMIT });
        }
        let (local, domain) = text.split_once('@').ok_or(EmailAddressError::NoAt)?;
        if local.is_empty() || !local.bytes().all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b)) {
            return Err(EmailAddressError::LocalPart);
        }
        if !domain.split('.').all(is_label) {
            return Err(EmailAddressError::Domain);
        }
        Ok(Self(text))
    }
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

checked_text!(EmailAddress, EmailAddressError);

/// A password somebody wants to have: at least 12 characters, at most 256 bytes, no rule about which.
///
/// That it is not a common one is checked on the server, which has the list. Never serialised, never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

/// Why a password is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NewPasswordError {
    /// Nothing.
    #[error("empty")]
    Empty,
    /// Too few characters.
    #[error("{length} characters, {limit} at least")]
    TooShort {
        /// How many it has.
        length: usize,
        /// How many it must have.
        limit: usize,
    },
    /// Too many bytes.
    #[error("{length} bytes, {limit} at most")]
    TooLong {
        /// How many it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// On the list of common passwords.
    #[error("a common password")]
    Common,
}

impl NewPassword {
    /// Fewest characters.
    pub const MIN_CHARACTERS: usize = 12;
    /// Most bytes.
    pub const MAX_BYTES: usize = 256;

    /// The password: to look it up in the list, and to hash it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for NewPassword {
    type Err = NewPasswordError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() {
            return Err(NewPasswordError::Empty);
        }
        if text.len() > Self::MAX_BYTES {
            return Err(NewPasswordError::TooLong { length: text.len(), limit: Self::MAX_BYTES });
        }
        match text.chars().count() {
            length if length < Self::MIN_CHARACTERS => Err(NewPasswordError::TooShort { length, limit: Self::MIN_CHARACTERS }),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// A secret as somebody typed it, to be compared with one we know: a password at sign-in, a set-up code. Never
/// serialised, never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct TypedSecret(String);

impl TypedSecret {
    /// Takes it as it is; `None` when nothing was typed.
    pub fn new(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The secret: to compare it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TypedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_lower_case() {
        assert_eq!("  Ann.Lee+x@School.Example ".parse::<EmailAddress>().unwrap().as_str(), "ann.lee+x@school.example");
        assert!("root@localhost".parse::<EmailAddress>().is_ok());
    }

    #[test]
    fn other_texts_are_no_addresses() {
        use EmailAddressError::*;
        for (text, error) in [
            ("", Empty),
            ("ann", NoAt),
            ("@school.example", LocalPart),
            ("a b@school.example", LocalPart),
            ("ann@", Domain),
            ("ann@school..example", Domain),
            ("ann@-school.example", Domain),
            ("ann@school.example, bob@school.example", Domain),
            ("ann@b@c", Domain),
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(error), "{text}");
        }
        let long = format!("{}@b.example", "a".repeat(250));
        assert_eq!(long.parse::<EmailAddress>(), Err(TooLong { length: 260, limit: 254 }));
    }

    #[test]
    fn passwords_are_long_and_nothing_else() {
        assert!("            ".parse::<NewPassword>().is_ok());
        assert!("пароль-да-да".parse::<NewPassword>().is_ok());
        assert_eq!("12345678901".parse::<NewPassword>(), Err(NewPasswordError::TooShort { length: 11, limit: 12 }));
        assert_eq!("é".repeat(129).parse::<NewPassword>(), Err(NewPasswordError::TooLong { length: 258, limit: 256 }));
        assert_eq!("".parse::<NewPassword>(), Err(NewPasswordError::Empty));
    }

    #[test]
    fn secrets_do_not_print() {
        let printed = format!("{:?} {:?}", "correct horse".parse::<NewPassword>().unwrap(), TypedSecret::new("hunter2"));
        assert!(!printed.contains("horse") && !printed.contains("hunter2"));
    }

    #[test]
    fn roles_are_read_as_they_are_written() {
        for role in [AccountRole::Administrator, AccountRole::Teacher] {
            assert_eq!(role.as_str().parse(), Ok(role));
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{}\"", role.as_str()));
        }
        assert_eq!("Teacher".parse::<AccountRole>(), Err(UnknownAccountRole));
    }

    proptest! {
        #[test]
        fn an_address_is_read_as_it_is_written(text in "[A-Za-z.]{1,9}@[a-z0-9-]{1,9}(\\.[a-z]{1,5})?") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                prop_assert_eq!(address.as_str().parse(), Ok(address.clone()));
            }
        }
    }
}
