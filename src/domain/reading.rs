//! How somebody wants to read the portal: language, theme, time zone.
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::checked_text;

/// The languages of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, which every text exists in.
    #[default]
    English,
    /// German.
    German,
}

/// A text that names none of the choices there are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such choice")]
pub struct UnknownChoice;

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The best of ours for an `Accept-Language` header: the first one listed that we have, by its weight.
    pub fn accepted(header: &str) -> Self {
        let mut wanted: Vec<(f32, &str)> = header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.trim().split(';');
                let tag = pieces.next()?.trim();
                let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
                (weight > 0.0).then_some((weight, tag))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted
            .into_iter()
            .find_map(|(_, tag)| match tag.split('-').next()?.to_ascii_lowercase().as_str() {
                "*" => Some(Self::English),
                tag => tag.parse().ok(),
            })
            .unwrap_or_default()
    }

    /// The tag for `lang` attributes; also how it is stored.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language's own name for itself.
    pub fn endonym(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }
}

impl FromStr for Language {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|language| language.tag() == text).ok_or(UnknownChoice)
    }
}

/// Light or dark, for somebody who does not want what the system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// `light` or `dark`: as stored, and in the style sheet.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl FromStr for Theme {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == text).ok_or(UnknownChoice)
    }
}

/// What could be the name of a time zone, such as `Europe/Berlin`: 1 to 64 of `A-Z a-z 0-9 _ + - /`. Whether there is such
/// a zone is known on the server, which has the tz database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ZoneName(String);

/// No name of a time zone. Where another name is near, that one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("no such time zone")]
pub struct UnknownZone {
    /// A zone that ends with what was typed.
    pub suggestion: Option<String>,
}

impl FromStr for ZoneName {
    type Err = UnknownZone;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Names are shown with spaces in places, and typed so.
        let name = text.trim().replace(' ', "_");
        let could_be = (1..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+-/".contains(&b));
        if could_be { Ok(Self(name)) } else { Err(UnknownZone::default()) }
    }
}

checked_text!(ZoneName, UnknownZone);

/// What an account says of its reader; what it does not say, the browser does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The language of the interface.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: Option<Theme>,
    /// The zone that times are shown in.
    pub time_zone: Option<ZoneName>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_best_accepted_one() {
        assert_eq!(Language::accepted("de-AT,de;q=0.9,en;q=0.8"), Language::German);
        assert_eq!(Language::accepted("fr, en;q=0.5, de;q=0.7"), Language::German);
        assert_eq!(Language::accepted("de;q=0, en"), Language::English);
        assert_eq!(Language::accepted(""), Language::English);
        assert_eq!(Language::accepted("ja"), Language::English);
    }

    #[test]
    fn choices_are_read_as_they_are_written() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
        }
        for theme in Theme::ALL {
            assert_eq!(theme.as_str().parse(), Ok(theme));
        }
        assert_eq!("fr".parse::<Language>(), Err(UnknownChoice));
        assert_eq!("system".parse::<Theme>(), Err(UnknownChoice));
    }

    #[test]
    fn a_zone_has_a_name_without_surprises() {
        assert_eq!(" America/New York ".parse::<ZoneName>().unwrap().as_str(), "America/New_York");
        assert_eq!("Etc/GMT+5".parse::<ZoneName>().unwrap().as_str(), "Etc/GMT+5");
        for text in ["", " ", "../etc/passwd", "Zürich", "a\nb", &"x".repeat(65)] {
            assert_eq!(text.parse::<ZoneName>(), Err(UnknownZone::default()), "{text:?}");
        }
    }
}
