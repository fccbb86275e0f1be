//! Words: Fluent keys become the reader's language, times the reader's zone. No visible text lives in code.
pub mod connection_test;
pub mod errors;
pub mod faults;
pub mod inspection;
pub mod invitation;
pub mod may_do;
pub mod moments;
pub mod names;
pub mod reader;
pub mod times;
pub mod when;

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};
use unic_langid::{LanguageIdentifier, langid};

pub use crate::domain::reading::Language;

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        // Isolation marks would end up in attributes too; names are isolated one by one, see `name`.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

fn locale(language: Language) -> LanguageIdentifier {
    match language {
        Language::English => langid!("en"),
        Language::German => langid!("de"),
    }
}

/// Looks texts up in one language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Text {
    /// The reader's language.
    pub language: Language,
}

/// A value that stands inside a text.
pub type Value = FluentValue<'static>;

/// A text typed by somebody (a name, a title). One that runs from right to left is isolated, so that its direction does not
/// spill into the sentence; every language of the interface runs from left to right, so no other needs it. What would turn
/// the direction without a letter, or end the isolation, is left out: nobody sees whether it ends where it should.
pub fn name(typed: &str) -> Value {
    let typed: String = typed.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect();
    let runs_left = |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    Value::from(if typed.contains(runs_left) { format!("\u{2068}{typed}\u{2069}") } else { typed })
}

impl Text {
    /// The text of a key without arguments.
    pub fn get(self, key: &str) -> String {
        self.with(key, [])
    }

    /// Several as one: commas, and a word before the last.
    pub fn list(self, items: impl IntoIterator<Item = String>, last: &str) -> String {
        let mut items: Vec<String> = items.into_iter().collect();
        let Some(end) = items.pop() else {
            return String::new();
        };
        if items.is_empty() {
            end
        } else {
            self.with(last, [("items", items.join(&self.get("list-comma")).into()), ("last", end.into())])
        }
    }

    /// The text of a key, with its arguments.
    pub fn with<const N: usize>(self, key: &str, arguments: [(&'static str, Value); N]) -> String {
        let arguments: HashMap<Cow<'static, str>, Value> =
            arguments.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect();
        LOCALES.try_lookup_with_args(&locale(self.language), key, &arguments).unwrap_or_else(|| {
            // The tests know every key; this is for the day they are wrong: a reader sees the key, not an empty page.
            tracing::error!(key, "no such text");
            key.to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_turns_the_sentence_around_it() {
        for (typed, shown) in [
            ("Ann", "Ann"),
            ("أحمد", "\u{2068}أحمد\u{2069}"),
            ("Ann\u{200f}", "\u{2068}Ann\u{200f}\u{2069}"),
            ("a\u{202e}nn\u{2066}", "ann"),
            ("\u{2069}שלום\u{202b}", "\u{2068}שלום\u{2069}"),
        ] {
            assert_eq!(name(typed), Value::from(shown), "{typed:?}");
        }
    }
}
