//! A moment that somebody types: a day and a time on the clock on his wall.
use serde::{Deserialize, Serialize};

/// Why what was typed is no moment for an invite to begin or end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum MomentError {
    /// No day and time.
    #[error("no day and time")]
    Unreadable,
    /// Clocks go forward over it.
    #[error("the clocks skip it")]
    Skipped {
        /// The first time there is after it, as it is typed: `2027-03-28T03:30`.
        instead: String,
    },
    /// It is over.
    #[error("in the past")]
    Past,
    /// The end is not behind the beginning.
    #[error("not after the beginning")]
    NotAfterBeginning,
    /// So far away that nobody means it.
    #[error("too far away")]
    TooFar,
}
