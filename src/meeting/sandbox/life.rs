//! When a session of the sandbox ends, worked out from what is known of it (plugnmeet-api.md §2.4, §9 rows 7 to 10).
//!
//! Every write that can change who is online puts an end that has come down first, so what stands in the tables always
//! tells of a time since which nothing has happened.
use crate::clock::UnixMillis;
use crate::storage::sandbox::{End, Session};

/// How long a media server keeps a meeting that everybody has left, in milliseconds.
const DEPARTURE_TIMEOUT: i64 = 20_000;
/// How often a server looks, during a teardown, whether everybody has gone, in milliseconds.
const TICK: i64 = 1000;
/// How many times it looks before it goes on regardless.
const MOST_TICKS: i64 = 10;

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Somebody asked for it: `room/endRoom`.
    Asked,
    /// Its `room_duration` was over.
    Duration,
    /// Everybody had left the meeting.
    Departed,
    /// Nobody had come within its `empty_timeout`.
    Empty,
}

impl Cause {
    /// The word for it in the tables, and in pages.
    pub fn key(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Duration => "duration",
            Self::Departed => "departed",
            Self::Empty => "empty",
        }
    }

    fn of(key: Option<&str>) -> Self {
        [Self::Duration, Self::Departed, Self::Empty].into_iter().find(|cause| Some(cause.key()) == key).unwrap_or(Self::Asked)
    }
}

/// Where a session is in its life. Times are unix milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It runs.
    Running,
    /// Its end has begun: people are told, and get up to ten seconds to go.
    Ending {
        /// When it began.
        since: i64,
        /// When it will be over, unless somebody goes earlier.
        until: i64,
        /// Why.
        cause: Cause,
    },
    /// It is over.
    Ended {
        /// When its end began.
        since: i64,
        /// When it was over.
        at: i64,
        /// Why.
        cause: Cause,
    },
}

impl Phase {
    /// The phase of a session at a moment: the one its figures were read for.
    pub fn of(session: &Session, now: UnixMillis) -> Self {
        if let Some(at) = session.ended_at {
            return Self::Ended { since: session.ending_at.unwrap_or(at), at, cause: Cause::of(session.end_cause.as_deref()) };
        }
        let Some((since, cause)) = end(session).filter(|(since, _)| *since <= now.0) else {
            return Self::Running;
        };
        let until = over(since, session.last_online);
        if until > now.0 { Self::Ending { since, until, cause } } else { Self::Ended { since, at: until, cause } }
    }

    /// The end, as the tables keep it.
    pub fn end(self) -> Option<End> {
        match self {
            Self::Running => None,
            Self::Ending { since, cause, .. } | Self::Ended { since, cause, .. } => {
                Some(End { ending_at: since, cause: cause.key() })
            }
        }
    }
}

/// When the end of a session begins, if nothing happens from now on.
fn end(session: &Session) -> Option<(i64, Cause)> {
    if let Some(since) = session.ending_at {
        return Some((since, Cause::of(session.end_cause.as_deref())));
    }
    let millis = |seconds: i64| seconds.saturating_mul(1000);
    let Some(started) = session.started_at else {
        // Counts from the creation, and holds for as long as somebody is on the landing page or waits.
        let timeout = session.created_at.saturating_add(millis(session.empty_timeout));
        return Some((timeout.max(session.last_online.unwrap_or(timeout)), Cause::Empty));
    };
    let departed = session.last_in_meeting.map(|last| (last.saturating_add(DEPARTURE_TIMEOUT), Cause::Departed));
    let duration = (session.room_duration > 0).then(|| (started.saturating_add(millis(session.room_duration)), Cause::Duration));
    departed.into_iter().chain(duration).min_by_key(|(since, _)| *since)
}

/// When a teardown is over: at the first look that finds nobody online.
fn over(since: i64, last_online: Option<i64>) -> i64 {
    let stayed = last_online.map_or(0, |last| last.saturating_sub(since));
    let ticks = stayed.saturating_add(TICK - 1).div_euclid(TICK).clamp(1, MOST_TICKS);
    since + ticks * TICK
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Created at 0, read at whatever moment.
    fn session() -> Session {
        Session {
            sid: "s".into(),
            room_id: "r".into(),
            title: "T".into(),
            metadata: "{}".into(),
            created_at: 0,
            empty_timeout: 1800,
            max_participants: 0,
            room_duration: 0,
            started_at: None,
            ending_at: None,
            end_cause: None,
            ended_at: None,
            joined_at_end: 0,
            online: 0,
            last_online: None,
            last_in_meeting: None,
        }
    }

    fn at(seconds: i64) -> UnixMillis {
        UnixMillis(seconds * 1000)
    }

    #[test]
    fn one_that_nobody_enters_ends_by_its_timeout() {
        let session = session();
        assert_eq!(Phase::of(&session, at(1799)), Phase::Running);
        let ending = Phase::Ending { since: 1_800_000, until: 1_801_000, cause: Cause::Empty };
        assert_eq!(Phase::of(&session, at(1800)), ending);
        assert_eq!(
            Phase::of(&session, at(9000)),
            Phase::Ended { since: 1_800_000, at: 1_801_000, cause: Cause::Empty },
            "at its own time, whenever somebody looks"
        );
    }

    #[test]
    fn somebody_on_the_landing_page_holds_the_timeout_and_no_longer() {
        let session = Session { last_online: Some(2_000_000), ..session() };
        assert_eq!(Phase::of(&session, at(1999)), Phase::Running);
        assert!(matches!(Phase::of(&session, at(2001)), Phase::Ended { since: 2_000_000, .. }));
    }

    #[test]
    fn a_meeting_ends_twenty_seconds_after_the_last_one_left_whoever_waits() {
        let left = Session { started_at: Some(0), last_in_meeting: Some(60_000), last_online: Some(60_000), ..session() };
        assert_eq!(Phase::of(&left, at(79)), Phase::Running);
        assert_eq!(Phase::of(&left, at(80)), Phase::Ending { since: 80_000, until: 81_000, cause: Cause::Departed });
        let waited = Session { last_online: Some(500_000), ..left };
        assert_eq!(Phase::of(&waited, at(80)), Phase::Ending { since: 80_000, until: 90_000, cause: Cause::Departed });
    }

    #[test]
    fn the_duration_counts_from_the_first_one_in_the_meeting() {
        let session = Session {
            started_at: Some(30_000),
            room_duration: 60,
            last_in_meeting: Some(500_000),
            last_online: Some(500_000),
            ..session()
        };
        assert_eq!(Phase::of(&session, at(89)), Phase::Running);
        assert_eq!(Phase::of(&session, at(90)), Phase::Ending { since: 90_000, until: 100_000, cause: Cause::Duration });
    }

    #[test]
    fn a_teardown_is_over_at_the_next_look_after_the_last_one_went() {
        for (gone, until) in
            [(None, 1000), (Some(0), 1000), (Some(1), 1000), (Some(1001), 2000), (Some(9999), 10_000), (Some(60_000), 10_000)]
        {
            assert_eq!(over(0, gone), until, "{gone:?}");
        }
    }
}
