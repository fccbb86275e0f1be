//! What a design's keys take.
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use super::super::address::{HttpsUrl, HttpsUrlError};
use super::super::checked_text;
use super::DesignKind;

/// A colour as `#rgb`, `#rrggbb` or `#rrggbbaa`, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HexColor(String);

/// Why a text is no colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum HexColorError {
    /// Nothing.
    #[error("empty")]
    Empty,
    /// Anything else than `#` and 3, 6 or 8 hexadecimal digits. Where only the `#` is missing, the valid colour.
    #[error("not #rgb, #rrggbb or #rrggbbaa")]
    Malformed {
        /// The same with a `#`.
        suggestion: Option<String>,
    },
}

impl HexColor {
    /// A colour that we wrote ourselves, in lower case.
    pub(in crate::domain) fn known(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// Opaque, of red, green and blue.
    pub(in crate::domain) fn of_rgb([red, green, blue]: [u8; 3]) -> Self {
        Self(format!("#{red:02x}{green:02x}{blue:02x}"))
    }

    /// Red, green, blue and opacity.
    pub(in crate::domain) fn rgba(&self) -> [u8; 4] {
        // It is `#` and digits: nothing here can fail, and what could not be read would be black.
        let digit = |place: usize| self.0.as_bytes().get(place).and_then(|byte| char::from(*byte).to_digit(16)).unwrap_or(0);
        let part = |place: usize| match self.0.len() {
            4 => digit(1 + place) * 17,
            _ => digit(1 + 2 * place) * 16 + digit(2 + 2 * place),
        };
        let opacity = if self.0.len() == 9 { part(3) } else { 255 };
        [part(0), part(1), part(2), opacity].map(|part| u8::try_from(part).unwrap_or(u8::MAX))
    }

    /// `#rrggbb`, which is all that a browser's colour picker knows: without the opacity, if there is one.
    pub fn to_rrggbb(&self) -> String {
        match self.0.len() {
            4 => self.0.chars().flat_map(|c| std::iter::repeat_n(c, if c == '#' { 1 } else { 2 })).collect(),
            _ => self.0.chars().take(7).collect(),
        }
    }
}

fn is_hex(digits: &str) -> bool {
    matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
}

impl FromStr for HexColor {
    type Err = HexColorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        match text.strip_prefix('#') {
            _ if text.is_empty() => Err(HexColorError::Empty),
            Some(digits) if is_hex(digits) => Ok(Self(text.to_ascii_lowercase())),
            Some(_) => Err(HexColorError::Malformed { suggestion: None }),
            None => Err(HexColorError::Malformed { suggestion: is_hex(text).then(|| format!("#{}", text.to_ascii_lowercase())) }),
        }
    }
}

checked_text!(HexColor, HexColorError);

/// A colour or an address. Holds no quotes, braces, spaces or backslashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DesignValue {
    /// A colour.
    Color(HexColor),
    /// An address.
    Address(HttpsUrl),
}

/// Why a text is not what its key takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum DesignValueError {
    /// The key takes a colour.
    #[error(transparent)]
    Color(#[from] HexColorError),
    /// The key takes an address.
    #[error(transparent)]
    Address(#[from] HttpsUrlError),
}

impl DesignValue {
    /// Reads what a key of this kind takes.
    pub fn parse(kind: DesignKind, text: &str) -> Result<Self, DesignValueError> {
        Ok(match kind {
            DesignKind::Color => Self::Color(text.parse()?),
            DesignKind::Address => Self::Address(text.parse()?),
        })
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Color(color) => color.as_str(),
            Self::Address(address) => address.as_str(),
        }
    }
}

impl Serialize for DesignValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
