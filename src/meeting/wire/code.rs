//! `status_code`: what a reply is about (plugnmeet-api.md §1.4).
use serde::de::{Deserialize, Deserializer};

/// Names what a reply is about. Whether the call succeeded is `status` alone: some succeed with `UNKNOWN_STATUS`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Code {
    /// None: servers up to v2.1.6 send no code.
    #[default]
    Absent,
    /// `UNKNOWN_STATUS`
    UnknownStatus,
    /// `SUCCESS`
    Success,
    /// `PERMISSION_DENIED`
    PermissionDenied,
    /// `NOT_FOUND`
    NotFound,
    /// `CONFLICT`
    Conflict,
    /// `INVALID_TOKEN_OR_SIGNATURE`
    InvalidTokenOrSignature,
    /// `INVALID_API_KEY`
    InvalidApiKey,
    /// `INTERNAL_SERVER_ERROR`
    InternalServerError,
    /// `INVALID_PARAMETERS`
    InvalidParameters,
    /// `MISSING_REQUIRED_PARAMETER`
    MissingRequiredParameter,
    /// `ROOM_NOT_FOUND`
    RoomNotFound,
    /// `USER_NOT_FOUND`
    UserNotFound,
    /// `USER_BLOCKED`
    UserBlocked,
    /// `USER_NOT_ACTIVE`
    UserNotActive,
    /// `ROOM_NOT_ACTIVE`
    RoomNotActive,
    /// One that a later version has added.
    Other(String),
}

/// In the order of their numbers.
static NAMES: [(&str, Code); 15] = [
    ("UNKNOWN_STATUS", Code::UnknownStatus),
    ("SUCCESS", Code::Success),
    ("PERMISSION_DENIED", Code::PermissionDenied),
    ("NOT_FOUND", Code::NotFound),
    ("CONFLICT", Code::Conflict),
    ("INVALID_TOKEN_OR_SIGNATURE", Code::InvalidTokenOrSignature),
    ("INVALID_API_KEY", Code::InvalidApiKey),
    ("INTERNAL_SERVER_ERROR", Code::InternalServerError),
    ("INVALID_PARAMETERS", Code::InvalidParameters),
    ("MISSING_REQUIRED_PARAMETER", Code::MissingRequiredParameter),
    ("ROOM_NOT_FOUND", Code::RoomNotFound),
    ("USER_NOT_FOUND", Code::UserNotFound),
    ("USER_BLOCKED", Code::UserBlocked),
    ("USER_NOT_ACTIVE", Code::UserNotActive),
    ("ROOM_NOT_ACTIVE", Code::RoomNotActive),
];

impl Code {
    /// As it travels; empty if there is none.
    pub fn name(&self) -> &str {
        match self {
            Self::Absent => "",
            Self::Other(name) => name,
            known => NAMES.iter().find(|(_, code)| code == known).map_or("", |(name, _)| name),
        }
    }

    /// One by its name.
    pub fn named(name: &str) -> Self {
        match NAMES.iter().find(|(known, _)| *known == name) {
            Some((_, code)) => code.clone(),
            None if name.is_empty() => Self::Absent,
            // It gets into logs, so it must look like one.
            None if name.len() > 40 || !name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_') => {
                Self::Other("unknown".to_owned())
            }
            None => Self::Other(name.to_owned()),
        }
    }
}

/// A name, of whatever version. A number stands where a reply was made without the rules for JSON (§2.8); `null` is none.
impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Sent {
            Name(String),
            Number(usize),
        }
        Ok(match Option::deserialize(deserializer)? {
            None => Self::Absent,
            Some(Sent::Name(name)) => Self::named(&name),
            Some(Sent::Number(number)) => {
                NAMES.get(number).map_or_else(|| Self::Other(number.to_string()), |(_, code)| code.clone())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_name_or_a_number_and_may_be_of_a_later_version() {
        let read = |json: &str| serde_json::from_str::<Code>(json).unwrap();
        assert_eq!(read("\"ROOM_NOT_ACTIVE\""), Code::RoomNotActive);
        assert_eq!(read("12"), Code::UserBlocked);
        assert_eq!(read("null"), Code::Absent);
        assert_eq!(read("\"ROOM_IS_PINK\"").name(), "ROOM_IS_PINK");
        assert_eq!(read("99").name(), "99");
        for odd in ["eyJh.secret", "room is pink", "A\nB", &"A".repeat(41)] {
            assert_eq!(Code::named(odd).name(), "unknown", "{odd}");
        }
        for (name, code) in &NAMES {
            assert_eq!((code.name(), &Code::named(name)), (*name, code));
        }
    }
}
