//! Texts of several lines.
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text of 1 to `LIMIT` characters in any script, line breaks allowed (as `\n`), other control characters not.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Paragraphs<const LIMIT: usize>(String);

/// Why a text is no such text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ParagraphsError {
    /// Nothing but space.
    #[error("empty")]
    Empty,
    /// Too many characters (Unicode scalar values).
    #[error("{length} characters, {limit} at most")]
    TooLong {
        /// How many it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A control character that is no line break.
    #[error("a control character")]
    ControlCharacter,
}

impl<const LIMIT: usize> Paragraphs<LIMIT> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const LIMIT: usize> FromStr for Paragraphs<LIMIT> {
    type Err = ParagraphsError;

    fn from_str(text: &str) -> Result<Self, ParagraphsError> {
        let text = text.trim().replace("\r\n", "\n").replace('\t', " ");
        if text.is_empty() {
            return Err(ParagraphsError::Empty);
        }
        if text.chars().any(|character| character.is_control() && character != '\n') {
            return Err(ParagraphsError::ControlCharacter);
        }
        match text.chars().count() {
            length if length > LIMIT => Err(ParagraphsError::TooLong { length, limit: LIMIT }),
            _ => Ok(Self(text)),
        }
    }
}

impl<const LIMIT: usize> TryFrom<String> for Paragraphs<LIMIT> {
    type Error = ParagraphsError;

    fn try_from(text: String) -> Result<Self, ParagraphsError> {
        text.parse()
    }
}

impl<const LIMIT: usize> From<Paragraphs<LIMIT>> for String {
    fn from(text: Paragraphs<LIMIT>) -> Self {
        text.0
    }
}

impl<const LIMIT: usize> fmt::Display for Paragraphs<LIMIT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_lines() {
        let parse = |text: &str| text.parse::<Paragraphs<10>>().map(String::from);
        assert_eq!(parse(" a\r\nb\tc "), Ok("a\nb c".to_owned()));
        assert_eq!(parse("\r\n "), Err(ParagraphsError::Empty));
        assert_eq!(parse("a\u{7}"), Err(ParagraphsError::ControlCharacter));
        assert_eq!(parse(&"é".repeat(11)), Err(ParagraphsError::TooLong { length: 11, limit: 10 }));
    }
}
