//! The one place that asks what time it is.
use std::ffi::OsString;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnixMillis(pub i64);

impl UnixMillis {
    /// Whole seconds, rounded down: the unit of tokens and of the meeting server's API.
    pub fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// This moment less `duration`.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// This moment and `duration` more.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }
}

/// Tells the time. Tests set a clock of their own and move it.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// The machine's clock, moved on by so much: see [`Clock::of_program`].
    Ahead(Duration),
    /// A clock that stands still until it is set (unix milliseconds).
    Set(Arc<AtomicI64>),
}

/// In the environment of a debug build: by how many days its clock is ahead of the machine's, so that a test sees what a year
/// does to links. A release does not read it.
pub const DAYS_AHEAD: &str = "ROOMKEY_DAYS_AHEAD";

/// `ROOMKEY_DAYS_AHEAD` holds no whole number of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{DAYS_AHEAD} does not hold a number of days from 0 to 65535")]
pub struct NoDays;

impl Clock {
    /// The clock that a program goes by: the machine's. `days_ahead` is what [`DAYS_AHEAD`] holds, of which only a debug build
    /// takes notice.
    pub fn of_program(days_ahead: Option<OsString>) -> Result<Self, NoDays> {
        match days_ahead.filter(|_| cfg!(debug_assertions)) {
            None => Ok(Self::System),
            Some(days) => {
                let days: u16 = days.to_str().and_then(|days| days.parse().ok()).ok_or(NoDays)?;
                Ok(Self::Ahead(Duration::from_hours(24) * u32::from(days)))
            }
        }
    }

    /// Now.
    #[expect(clippy::disallowed_methods, reason = "this is the place")]
    pub fn now(&self) -> UnixMillis {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                UnixMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Ahead(by) => Self::System.now().plus(*by),
            Self::Set(millis) => UnixMillis(millis.load(Ordering::Relaxed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_debug_build_is_moved_on_by_whole_days_and_nothing_else() {
        let days = |text: &str| Clock::of_program(Some(text.into()));
        let year = i64::from(365 * 24 * 60 * 60) * 1000;
        let (now, then) = (Clock::System.now(), days("365").unwrap().now());
        assert!((year..year + 60_000).contains(&(then.0 - now.0)));
        assert!(matches!(Clock::of_program(None), Ok(Clock::System)));
        for wrong in ["", "-1", "1.5", "a year", "65536"] {
            assert_eq!(days(wrong).unwrap_err(), NoDays, "{wrong}");
        }
    }
}
