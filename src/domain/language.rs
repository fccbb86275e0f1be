//! The languages of the plugNmeet client.
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// As the attribute `dir` says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// One of the 31 languages in which the plugNmeet client shows itself (`plugnmeet-api.md` §11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PreferredLanguage(usize);

/// A text that is no code of such a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("no such language")]
pub struct UnknownLanguage;

/// Code, and the language's own name for itself.
const LANGUAGES: [(&str, &str); 31] = [
    ("en", "English"),
    ("es-ES", "Español"),
    ("de-DE", "Deutsch"),
    ("fr-FR", "Français"),
    ("it-IT", "Italiano"),
    ("pt-PT", "Português"),
    ("ar-SA", "العربية"),
    ("bn-BD", "বাংলা"),
    ("cs-CZ", "Čeština"),
    ("da-DK", "Dansk"),
    ("el-GR", "Ελληνικά"),
    ("et-EE", "Eesti"),
    ("fa-IR", "فارسی"),
    ("he-IL", "עברית"),
    ("hr-HR", "Hrvatski"),
    ("hu-HU", "Magyar"),
    ("id-ID", "Bahasa Indonesia"),
    ("ja-JP", "日本語"),
    ("ko-KR", "한국어"),
    ("lv-LV", "Latviešu"),
    ("nl-NL", "Nederlands"),
    ("no-NO", "Norsk"),
    ("pl-PL", "Polski"),
    ("ro-RO", "Română"),
    ("ru-RU", "Русский"),
    ("sv-SE", "Svenska"),
    ("tr-TR", "Türkçe"),
    ("uk-UA", "Українська"),
    ("vi-VN", "Tiếng Việt"),
    ("zh-CN", "简体中文"),
    ("zh-TW", "繁體中文"),
];

impl PreferredLanguage {
    /// All 31, in the client's order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len()).map(Self)
    }

    /// The code, as the client spells it.
    pub fn code(self) -> &'static str {
        LANGUAGES[self.0].0
    }

    /// The language's own name for itself.
    pub fn endonym(self) -> &'static str {
        LANGUAGES[self.0].1
    }

    /// Which way it is written: the client turns itself round for these three.
    pub fn direction(self) -> Direction {
        match self.code() {
            "ar-SA" | "fa-IR" | "he-IL" => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }
}

impl FromStr for PreferredLanguage {
    type Err = UnknownLanguage;

    /// Upper and lower case count as the same, as in the client (`plugnmeet-api.md` §5).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all().find(|language| language.code().eq_ignore_ascii_case(text)).ok_or(UnknownLanguage)
    }
}

impl TryFrom<String> for PreferredLanguage {
    type Error = UnknownLanguage;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PreferredLanguage> for String {
    fn from(language: PreferredLanguage) -> Self {
        language.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_its_own() {
        let codes: BTreeSet<_> = PreferredLanguage::all().map(PreferredLanguage::code).collect();
        let names: BTreeSet<_> = PreferredLanguage::all().map(PreferredLanguage::endonym).collect();
        assert_eq!((codes.len(), names.len()), (31, 31));
        for language in PreferredLanguage::all() {
            assert_eq!(language.code().parse(), Ok(language));
            assert_eq!(language.code().to_uppercase().parse(), Ok(language));
        }
    }

    #[test]
    fn other_codes_are_refused() {
        for code in ["", "fi-FI", "de", "en-GB", "xx"] {
            assert_eq!(code.parse::<PreferredLanguage>(), Err(UnknownLanguage));
        }
        assert!(serde_json::from_str::<PreferredLanguage>("\"fi-FI\"").is_err());
        assert_eq!(serde_json::from_str::<PreferredLanguage>("\"de-DE\"").unwrap().endonym(), "Deutsch");
    }

    #[test]
    fn three_are_written_from_the_right() {
        let right: Vec<_> = PreferredLanguage::all()
            .filter(|language| language.direction() == Direction::Rtl)
            .map(PreferredLanguage::code)
            .collect();
        assert_eq!(right, ["ar-SA", "fa-IR", "he-IL"]);
    }
}
