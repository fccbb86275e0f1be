//! Values for programs that look at a meeting.
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// `extra_data` of a room (§6.1): names and texts, written as one `name = text` a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Notes(BTreeMap<String, String>);

/// Why a text is no such list. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NotesError {
    /// A line without a name and a `=`.
    #[error("line {line} is not `name = text`")]
    NoPair {
        /// Which line.
        line: usize,
    },
    /// A name that stands there twice.
    #[error("line {line} has the name of one before")]
    Twice {
        /// Which line.
        line: usize,
    },
    /// A name of more than 64, or a text of more than 500 characters, or a control character.
    #[error("line {line} is too long, or holds a control character")]
    Line {
        /// Which line.
        line: usize,
    },
    /// More than anyone needs.
    #[error("more than {limit}")]
    TooMany {
        /// How many there may be.
        limit: usize,
    },
}

impl Notes {
    /// Most names there may be.
    pub const LIMIT: usize = 20;
    const LONGEST_NAME: usize = 64;
    const LONGEST_TEXT: usize = 500;

    /// The names and their texts.
    pub fn as_map(&self) -> &BTreeMap<String, String> {
        &self.0
    }
}

impl FromStr for Notes {
    type Err = NotesError;

    fn from_str(text: &str) -> Result<Self, NotesError> {
        let mut notes = BTreeMap::new();
        for (place, written) in text.lines().enumerate().filter(|(_, written)| !written.trim().is_empty()) {
            let line = place + 1;
            let (name, value) = written.split_once('=').ok_or(NotesError::NoPair { line })?;
            let (name, value) = (name.trim(), value.trim());
            if name.is_empty() {
                return Err(NotesError::NoPair { line });
            }
            let is_long = name.chars().count() > Self::LONGEST_NAME || value.chars().count() > Self::LONGEST_TEXT;
            if is_long || written.chars().any(|c| c.is_control() && c != '\t') {
                return Err(NotesError::Line { line });
            }
            if notes.insert(name.to_owned(), value.to_owned()).is_some() {
                return Err(NotesError::Twice { line });
            }
        }
        if notes.len() > Self::LIMIT { Err(NotesError::TooMany { limit: Self::LIMIT }) } else { Ok(Self(notes)) }
    }
}

impl TryFrom<String> for Notes {
    type Error = NotesError;

    fn try_from(text: String) -> Result<Self, NotesError> {
        text.parse()
    }
}

impl From<Notes> for String {
    fn from(notes: Notes) -> Self {
        notes.to_string()
    }
}

impl fmt::Display for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.0.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        f.write_str(&lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_text_a_line() {
        let notes: Notes = "b=2\r\n\n class = 7b = Biology \nc =".parse().unwrap();
        assert_eq!(notes.to_string(), "b = 2\nc = \nclass = 7b = Biology");
        assert_eq!(notes.to_string().parse(), Ok(notes));
    }

    #[test]
    fn the_wrong_line_is_named() {
        let parse = |text: &str| text.parse::<Notes>().unwrap_err();
        assert_eq!(parse("a=1\n\nb"), NotesError::NoPair { line: 3 });
        assert_eq!(parse("=1"), NotesError::NoPair { line: 1 });
        assert_eq!(parse("a=1\na=2"), NotesError::Twice { line: 2 });
        assert_eq!(parse(&format!("a={}", "x".repeat(501))), NotesError::Line { line: 1 });
        assert_eq!(parse("a=\u{7}"), NotesError::Line { line: 1 });
        let many: Vec<_> = (0..21).map(|number| format!("a{number}=")).collect();
        assert_eq!(parse(&many.join("\n")), NotesError::TooMany { limit: 20 });
    }
}
