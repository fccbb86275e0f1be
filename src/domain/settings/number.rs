//! Whole numbers within limits.
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A whole number of at least `LEAST` and at most `MOST`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Whole<const LEAST: u32, const MOST: u32>(u32);

/// Why a text is no such number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NumberError {
    /// Nothing.
    #[error("empty")]
    Empty,
    /// Something else than digits.
    #[error("not a whole number")]
    NotWhole,
    /// Too small or too large.
    #[error("not from {least} to {most}")]
    OutOfRange {
        /// The smallest there is.
        least: u32,
        /// The largest there is.
        most: u32,
    },
}

impl<const LEAST: u32, const MOST: u32> Whole<LEAST, MOST> {
    /// A number that is known to be within the limits; one that is not becomes the nearest that is.
    pub const fn known(number: u32) -> Self {
        Self(if number < LEAST {
            LEAST
        } else if number > MOST {
            MOST
        } else {
            number
        })
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl<const LEAST: u32, const MOST: u32> TryFrom<u32> for Whole<LEAST, MOST> {
    type Error = NumberError;

    fn try_from(number: u32) -> Result<Self, NumberError> {
        if (LEAST..=MOST).contains(&number) {
            Ok(Self(number))
        } else {
            Err(NumberError::OutOfRange { least: LEAST, most: MOST })
        }
    }
}

impl<const LEAST: u32, const MOST: u32> From<Whole<LEAST, MOST>> for u32 {
    fn from(number: Whole<LEAST, MOST>) -> Self {
        number.0
    }
}

impl<const LEAST: u32, const MOST: u32> FromStr for Whole<LEAST, MOST> {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        let (sign, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NumberError::NotWhole);
        }
        // More digits than a u32 has, or a sign, are out of any range.
        let number = if sign { None } else { digits.parse::<u32>().ok() };
        number.map_or(Err(NumberError::OutOfRange { least: LEAST, most: MOST }), Self::try_from)
    }
}

impl<const LEAST: u32, const MOST: u32> fmt::Display for Whole<LEAST, MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_within_the_limits() {
        let parse = |text: &str| text.parse::<Whole<2, 16>>().map(Whole::get);
        let out_of_range = Err(NumberError::OutOfRange { least: 2, most: 16 });
        assert_eq!(parse(" 16 "), Ok(16));
        assert_eq!(parse("02"), Ok(2));
        for text in ["0", "1", "17", "-3", "99999999999"] {
            assert_eq!(parse(text), out_of_range, "{text}");
        }
        for text in ["x", "1.5", "3e1", "+4", "-", "٣"] {
            assert_eq!(parse(text), Err(NumberError::NotWhole), "{text}");
        }
        assert_eq!(parse(" "), Err(NumberError::Empty));
    }
}
