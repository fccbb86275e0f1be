//! One line of text that people read: titles and names, in any script.
use serde::{Deserialize, Serialize};

/// Why a text is no title or name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum LineError {
    /// Nothing that could be seen.
    #[error("nothing visible")]
    Empty,
    /// Too many characters (Unicode scalar values).
    #[error("{length} characters, {limit} at most")]
    TooLong {
        /// How many there are.
        length: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A line break, a tab or another control character.
    #[error("a control character")]
    ControlCharacter,
}

/// The text without spaces around it, if it is one line of 1 to `limit` characters with something to see in it.
///
/// Joiners and direction marks stay: emoji and right-to-left names are written with them.
pub(super) fn line(text: &str, limit: usize) -> Result<&str, LineError> {
    let text = text.trim();
    if text.chars().all(is_blank) {
        return Err(LineError::Empty);
    }
    if text.chars().any(breaks_the_line) {
        return Err(LineError::ControlCharacter);
    }
    match text.chars().count() {
        length if length > limit => Err(LineError::TooLong { length, limit }),
        _ => Ok(text),
    }
}

fn breaks_the_line(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

/// Whether nothing shows where this character stands: spaces, joiners, direction marks, fillers.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn any_script_is_a_line() {
        for text in ["Biology 7b", "أحمد", "שלום (כיתה)", "北京", "👩🏽‍🏫 Ann", "a\u{202e}b\u{202c}", "Zoë"]
        {
            assert_eq!(line(text, 120), Ok(text));
        }
        assert_eq!(line("  Ann \u{a0}", 120), Ok("Ann"));
    }

    #[test]
    fn what_cannot_be_seen_is_empty() {
        for text in ["", "   ", "\u{200b}", "\u{200e}\u{200f} \u{2066}\u{2069}", "\u{3164}", "\u{2800}", "\u{feff}", "\t\n"] {
            assert_eq!(line(text, 120), Err(LineError::Empty), "{text:?}");
        }
    }

    #[test]
    fn a_line_is_one_line() {
        for text in ["a\nb", "a\tb", "a\u{0}b", "a\u{2028}b", "a\u{85}b", "a\u{7f}"] {
            assert_eq!(line(text, 120), Err(LineError::ControlCharacter), "{text:?}");
        }
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert!(line(&"é".repeat(10), 10).is_ok());
        assert_eq!(line(&"é".repeat(11), 10), Err(LineError::TooLong { length: 11, limit: 10 }));
    }

    proptest! {
        #[test]
        fn what_comes_out_goes_in_again(text in any::<String>()) {
            if let Ok(found) = line(&text, 120) {
                prop_assert_eq!(line(found, 120), Ok(found));
            }
        }
    }
}
