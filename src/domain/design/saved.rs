//! Designs that somebody has saved under a name.
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::super::checked_text;
use super::super::line::{LineError, line};
use super::Design;

/// Identifies a saved design: a UUIDv7 as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DesignId(String);

/// A text that is no id of a design.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a design")]
pub struct NoDesignId;

impl FromStr for DesignId {
    type Err = NoDesignId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_id = text.len() == 36 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'));
        if is_id { Ok(Self(text.to_owned())) } else { Err(NoDesignId) }
    }
}

checked_text!(DesignId, NoDesignId);

/// What a saved design is called: one line of 1 to 80 characters in any script, no control characters. Not unique.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DesignName(String);

impl DesignName {
    /// Most characters a name may have.
    pub const LIMIT: usize = 80;
}

impl FromStr for DesignName {
    type Err = LineError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        line(text, Self::LIMIT).map(|text| Self(text.to_owned()))
    }
}

checked_text!(DesignName, LineError);

/// A saved design as whatever uses it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedDesign {
    /// Which.
    pub id: DesignId,
    /// What its owner calls it.
    pub name: DesignName,
    /// What it sets.
    pub design: Design,
}
