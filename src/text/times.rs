//! Times in the reader's zone, which is named where it could be misread.
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::clock::UnixMillis;

/// `14:32`, or `14:32 (UTC)` while the reader's own zone is not known.
pub fn clock(zone: &TimeZone, moment: UnixMillis) -> String {
    let Ok(moment) = Timestamp::from_millisecond(moment.0) else {
        return String::new();
    };
    let time = moment.to_zoned(zone.clone()).strftime("%H:%M").to_string();
    if *zone == TimeZone::UTC { format!("{time} (UTC)") } else { time }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_the_readers_and_says_so_when_it_is_not() {
        let moment = UnixMillis(1_761_814_595_000);
        assert_eq!(clock(&TimeZone::UTC, moment), "08:56 (UTC)");
        assert_eq!(clock(&TimeZone::get("Asia/Kolkata").unwrap(), moment), "14:26");
    }
}
