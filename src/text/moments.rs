//! Moments in forms: `<input type="datetime-local">` knows no zone, so the form names the one its page showed.
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::clock::UnixMillis;
use crate::domain::moment::MomentError;
use crate::domain::reading::ZoneName;

/// How such a field writes a moment.
const FORMAT: &str = "%Y-%m-%dT%H:%M";
/// Whoever means a moment later than in so many days does not mean it.
const FARTHEST_DAYS: i64 = 100 * 366;

/// Which of two moments is meant where the clocks show one time twice: the one that has the invite open for longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Something begins.
    Begin,
    /// Something ends.
    End,
}

/// The zone that a form names, if there is one of that name.
pub fn zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name.parse::<ZoneName>().ok()?.as_str()).ok()
}

/// What stands in the field for this moment, to the minute.
pub fn written(zone: &TimeZone, moment: UnixMillis) -> String {
    let moment = Timestamp::from_millisecond(moment.0).map(|moment| moment.to_zoned(zone.clone()));
    moment.map(|moment| moment.strftime(FORMAT).to_string()).unwrap_or_default()
}

/// The moment (unix milliseconds) that stands in the field, which has to be to come; nothing if it is empty.
pub fn read(zone: &TimeZone, field: &str, side: Side, now: UnixMillis) -> Result<Option<i64>, MomentError> {
    let field = field.trim();
    if field.is_empty() {
        return Ok(None);
    }
    let civil = field.parse::<DateTime>().map_err(|_| MomentError::Unreadable)?;
    let ambiguous = zone.to_ambiguous_timestamp(civil);
    let moment = match (ambiguous.offset(), side) {
        (AmbiguousOffset::Gap { .. }, _) => {
            let after = ambiguous.later().map_err(|_| MomentError::TooFar)?;
            return Err(MomentError::Skipped { instead: after.to_zoned(zone.clone()).strftime(FORMAT).to_string() });
        }
        (AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. }, Side::Begin) => ambiguous.earlier(),
        (AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. }, Side::End) => ambiguous.later(),
    };
    let moment = moment.map_err(|_| MomentError::TooFar)?.as_millisecond();
    if moment <= now.0 {
        return Err(MomentError::Past);
    }
    if moment > now.0.saturating_add(FARTHEST_DAYS * 24 * 3_600_000) {
        return Err(MomentError::TooFar);
    }
    Ok(Some(moment))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 23 November 2026, 13:49 UTC.
    const NOW: UnixMillis = UnixMillis(1_795_441_740_000);

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn a_moment_is_of_the_zone_that_the_page_named() {
        let read = |zone: &str, field| read(&super::zone(zone).unwrap(), field, Side::End, NOW);
        assert_eq!(read("America/New_York", "2027-06-30T18:00"), Ok(Some(at("2027-06-30T22:00Z"))));
        assert_eq!(read("America/New_York", "2027-01-30T18:00"), Ok(Some(at("2027-01-30T23:00Z"))));
        assert_eq!(read("Asia/Kolkata", " 2027-06-30 18:00 "), Ok(Some(at("2027-06-30T12:30Z"))));
        assert_eq!(read("UTC", ""), Ok(None));
        for field in ["tomorrow", "2027-02-29T12:00", "2027-06-30T25:00", "30.6.2027"] {
            assert_eq!(read("UTC", field), Err(MomentError::Unreadable), "{field}");
        }
        assert_eq!(read("UTC", "2026-11-23T13:49"), Err(MomentError::Past));
        assert_eq!(read("America/New_York", "2026-11-23T13:49"), Ok(Some(at("2026-11-23T18:49Z"))));
        assert_eq!(read("UTC", "2226-11-23T13:49"), Err(MomentError::TooFar));
        assert_eq!(read("UTC", "9999-12-31T23:59"), Err(MomentError::TooFar));
        assert!(super::zone("Mars/Olympus").is_none() && super::zone("").is_none());
    }

    #[test]
    fn clocks_that_change_skip_a_time_or_show_it_twice() {
        let zone = zone("Europe/Berlin").unwrap();
        let skipped = read(&zone, "2027-03-28T02:30", Side::End, NOW);
        assert_eq!(skipped, Err(MomentError::Skipped { instead: "2027-03-28T03:30".to_owned() }));
        let twice = |side| read(&zone, "2027-10-31T02:30", side, NOW);
        assert_eq!(twice(Side::Begin), Ok(Some(at("2027-10-31T00:30Z"))));
        assert_eq!(twice(Side::End), Ok(Some(at("2027-10-31T01:30Z"))));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(minutes in 1_i64..40_000_000, zone in proptest::sample::select(vec!["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])) {
            let (moment, zone) = (UnixMillis(NOW.0 + minutes * 60_000), super::zone(zone).unwrap());
            let field = written(&zone, moment);
            let both = [Side::Begin, Side::End].map(|side| read(&zone, &field, side, NOW));
            // A time that is shown twice is one of the two.
            prop_assert!(both.contains(&Ok(Some(moment.0))), "{} {:?}", field, both);
        }

        #[test]
        fn no_field_is_too_much(field: String) {
            let _ = read(&TimeZone::UTC, &field, Side::End, NOW);
        }
    }
}
