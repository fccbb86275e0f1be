//! Which files may be sent in the chat.
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Endings of file names without the dot, in lower case and sorted, as a meeting server keeps them (§6.2); none is the
/// server's own list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileTypes(Vec<String>);

/// Why a text is no list of endings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FileTypesError {
    /// Something that is no ending: 1 to 10 of `a-z 0-9`.
    #[error("{ending:?} is no ending of a file name")]
    NoEnding {
        /// As typed, at most 20 characters of it.
        ending: String,
    },
    /// More than anyone needs.
    #[error("more than {limit}")]
    TooMany {
        /// How many there may be.
        limit: usize,
    },
}

impl FileTypes {
    /// Most endings a list may have.
    pub const LIMIT: usize = 40;
    const LONGEST: usize = 10;

    /// The endings.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

impl FromStr for FileTypes {
    type Err = FileTypesError;

    /// Takes what people write: commas, spaces or lines between the endings, dots before them, capital letters.
    fn from_str(text: &str) -> Result<Self, FileTypesError> {
        let mut endings = Vec::new();
        for typed in text.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|typed| !typed.is_empty()) {
            let ending = typed.trim_start_matches("*.").trim_start_matches('.').to_ascii_lowercase();
            if ending.is_empty() || ending.len() > Self::LONGEST || !ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(FileTypesError::NoEnding { ending: typed.chars().take(20).collect() });
            }
            endings.push(ending);
        }
        endings.sort_unstable();
        endings.dedup();
        if endings.len() > Self::LIMIT { Err(FileTypesError::TooMany { limit: Self::LIMIT }) } else { Ok(Self(endings)) }
    }
}

impl TryFrom<String> for FileTypes {
    type Error = FileTypesError;

    fn try_from(text: String) -> Result<Self, FileTypesError> {
        text.parse()
    }
}

impl From<FileTypes> for String {
    fn from(types: FileTypes) -> Self {
        types.to_string()
    }
}

impl fmt::Display for FileTypes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_as_people_write_them() {
        let types: FileTypes = ".PDF, docx;*.png\njpg pdf".parse().unwrap();
        assert_eq!(types.as_slice(), ["docx", "jpg", "pdf", "png"]);
        assert_eq!(types.to_string().parse(), Ok(types));
        assert_eq!(" , ".parse(), Ok(FileTypes::default()));
    }

    #[test]
    fn what_is_no_ending_is_named() {
        for typed in [".", "application/pdf", "a-b", "ändern", "abcdefghijk"] {
            assert_eq!(format!("pdf {typed}").parse::<FileTypes>(), Err(FileTypesError::NoEnding { ending: typed.to_owned() }));
        }
        let many: Vec<_> = (0..41).map(|number| format!("a{number}")).collect();
        assert_eq!(many.join(" ").parse::<FileTypes>(), Err(FileTypesError::TooMany { limit: 40 }));
    }
}
