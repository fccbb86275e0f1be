//! Which rooms a list shows, in which order, and from where on.
use std::fmt;
use std::str::FromStr;

use super::fold::folded;
use super::room::RoomTitle;

/// A text that names no choice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such choice")]
pub struct UnknownChoice;

/// Which of an account's rooms are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Own and shared ones in use.
    #[default]
    All,
    /// Those it owns.
    Mine,
    /// Those somebody else owns.
    Shared,
    /// Those out of use, whoever owns them.
    Archived,
}

impl Filter {
    /// The four, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::All, Self::Mine, Self::Shared, Self::Archived];

    /// `all`, `mine`, `shared` or `archived`, in addresses and storage.
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Mine => "mine",
            Self::Shared => "shared",
            Self::Archived => "archived",
        }
    }
}

impl FromStr for Filter {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|filter| filter.key() == text).ok_or(UnknownChoice)
    }
}

/// In which order rooms are listed; favourites come first in each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// What this account used last comes first.
    #[default]
    Used,
    /// By title, as [`folded`] has it.
    Title,
    /// The newest first.
    Newest,
}

impl Sort {
    /// The three, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Used, Self::Title, Self::Newest];

    /// `used`, `title` or `newest`, in addresses and storage.
    pub fn key(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Title => "title",
            Self::Newest => "newest",
        }
    }
}

impl FromStr for Sort {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|sort| sort.key() == text).ok_or(UnknownChoice)
    }
}

/// What somebody types to find a room by its title: its words, in this order, anywhere in the title. Nothing typed finds
/// every room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search(String);

impl Search {
    /// What was typed, as far as a title can be long.
    pub fn new(typed: &str) -> Self {
        Self(typed.trim().chars().take(RoomTitle::LIMIT).collect())
    }

    /// As typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A pattern for `LIKE … ESCAPE '\'` on folded titles. What a person types is literal, `%` and `_` too.
    pub fn pattern(&self) -> String {
        let mut pattern = String::from("%");
        for word in folded(&self.0).split(' ').filter(|word| !word.is_empty()) {
            for character in word.chars() {
                if matches!(character, '%' | '_' | '\\') {
                    pattern.push('\\');
                }
                pattern.push(character);
            }
            pattern.push('%');
        }
        pattern
    }
}

/// The last room of a page: the next page begins behind it. A list that changes meanwhile loses and repeats nothing but
/// what moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// Whether it is a favourite.
    pub favourite: bool,
    /// Its id, which tells rooms apart that are otherwise at the same place.
    pub room_id: String,
    /// What it is sorted by, as text: a number of milliseconds, a folded title, nothing.
    pub key: String,
}

impl fmt::Display for After {
    /// As it stands in an address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", u8::from(self.favourite), self.room_id, self.key)
    }
}

impl FromStr for After {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '.');
        let (Some(favourite @ ("0" | "1")), Some(room_id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(UnknownChoice);
        };
        Ok(Self { favourite: favourite == "1", room_id: room_id.to_owned(), key: key.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn choices_have_keys_of_their_own() {
        for filter in Filter::ALL {
            assert_eq!(filter.key().parse(), Ok(filter));
        }
        for sort in Sort::ALL {
            assert_eq!(sort.key().parse(), Ok(sort));
        }
        assert_eq!("".parse::<Filter>(), Err(UnknownChoice));
        assert_eq!("TITLE".parse::<Sort>(), Err(UnknownChoice));
    }

    #[test]
    fn what_is_typed_is_literal() {
        for (typed, pattern) in
            [("", "%"), ("  ", "%"), ("Bio 7B", "%bio%7b%"), ("100 %", r"%100%\%%"), ("a_b", r"%a\_b%"), (r"a\b", r"%a\\b%")]
        {
            assert_eq!(Search::new(typed).pattern(), pattern, "{typed}");
        }
        assert_eq!(Search::new(&"x".repeat(5000)).as_str().len(), RoomTitle::LIMIT);
    }

    proptest! {
        #[test]
        fn a_place_in_the_list_survives_an_address(favourite in any::<bool>(), room_id in "[0-9a-f-]{36}", key in any::<String>()) {
            let after = After { favourite, room_id, key };
            prop_assert_eq!(after.to_string().parse(), Ok(after));
        }

        #[test]
        fn no_address_breaks_it(text in any::<String>()) {
            let _ = text.parse::<After>();
        }
    }
}
