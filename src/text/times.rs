//! Times in the reader's zone, which is named where it could be misread.
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{Text, names};
use crate::clock::UnixMillis;

/// The zone that somebody reads times in.
#[derive(Clone, Debug)]
pub struct Zone {
    /// The zone of the account, else of the browser, else that of somebody they know; UTC if there is none.
    shown: Option<TimeZone>,
    /// What the reader's own clock shows, as far as the browser told.
    own: Option<TimeZone>,
}

impl Zone {
    /// The zone of an account and that of the browser, where each says one.
    pub fn new(account: Option<TimeZone>, browser: Option<TimeZone>) -> Self {
        Self { shown: account.or_else(|| browser.clone()), own: browser }
    }

    /// Whether the reader's zone is known.
    pub fn is_known(&self) -> bool {
        self.shown.is_some()
    }

    /// The same, in this zone if nobody knows the reader's: it is named then.
    #[must_use]
    pub fn or(self, other: Option<TimeZone>) -> Self {
        Self { shown: self.shown.or(other), ..self }
    }

    /// The zone itself.
    pub fn zone(&self) -> TimeZone {
        self.shown.clone().unwrap_or(TimeZone::UTC)
    }

    fn at(&self, moment: UnixMillis) -> Option<Zoned> {
        Some(Timestamp::from_millisecond(moment.0).ok()?.to_zoned(self.zone()))
    }

    /// ` (UTC)`, ` (America/New York)` where the clock on the reader's wall shows another time, or nobody knows what it shows.
    fn name(&self, moment: &Zoned) -> String {
        let same = self.own.as_ref().is_some_and(|own| own.to_offset(moment.timestamp()) == moment.offset());
        match moment.time_zone().iana_name() {
            Some(name) if !same => format!(" ({})", name.replace('_', " ")),
            _ => String::new(),
        }
    }
}

/// A moment as the reader's clock shows it.
pub fn now_in(zone: &Zone, now: UnixMillis) -> Zoned {
    zone.at(now).unwrap_or_else(|| Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC))
}

/// `14:32`, or `14:32 (UTC)`.
pub fn clock(zone: &Zone, moment: UnixMillis) -> String {
    let Some(moment) = zone.at(moment) else { return String::new() };
    format!("{}{}", moment.strftime("%H:%M"), zone.name(&moment))
}

/// `23 November 2026, 14:32`, or `23 November 2026, 14:32 (UTC)`.
pub fn day_and_clock(t: Text, zone: &Zone, moment: UnixMillis) -> String {
    let Some(moment) = zone.at(moment) else { return String::new() };
    written(t, moment.datetime()) + &zone.name(&moment)
}

fn written(t: Text, moment: DateTime) -> String {
    let day = t.with(
        "day",
        [
            ("day", moment.day().to_string().into()),
            ("month", t.get(names::month(moment.month())).into()),
            ("year", moment.year().to_string().into()),
        ],
    );
    let time = moment.strftime("%H:%M").to_string();
    t.with("day-and-clock", [("day", day.into()), ("time", time.into())])
}

/// What stands in a field, `2026-11-23T14:32`, as [`day_and_clock`] writes it; what is none, as it is.
pub fn typed(t: Text, field: &str) -> String {
    field.parse::<DateTime>().map_or_else(|_| field.to_owned(), |moment| written(t, moment))
}

/// `40 seconds`, `3 minutes`, `5 hours`, `2 days`: how long something is, in its largest unit, rounded down.
pub fn span(t: Text, seconds: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(24 * 3600, "span-days"), (3600, "span-hours"), (60, "span-minutes")];
    let (unit, key) = UNITS.into_iter().find(|(unit, _)| seconds >= *unit).unwrap_or((1, "span-seconds"));
    t.with(key, [("count", (seconds / unit).into())])
}

/// `4 minutes ago`: how long something is past, likewise.
pub fn ago(t: Text, seconds: u64) -> String {
    let (unit, key) = match seconds {
        ..60 => return t.get("ago-moment"),
        60..3600 => (60, "ago-minutes"),
        3600..86_400 => (3600, "ago-hours"),
        _ => (86_400, "ago-days"),
    };
    t.with(key, [("count", (seconds / unit).into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn zone(account: &str, browser: &str) -> Zone {
        let get = |name: &str| (!name.is_empty()).then(|| TimeZone::get(name).unwrap());
        Zone::new(get(account), get(browser))
    }

    #[test]
    fn a_time_is_the_readers_and_says_so_where_it_could_be_misread() {
        let moment = UnixMillis(1_761_814_595_000);
        for (account, browser, expected) in [
            ("", "", "08:56 (UTC)"),
            ("", "Asia/Kolkata", "14:26"),
            ("America/New_York", "Asia/Kolkata", "04:56 (America/New York)"),
            ("Asia/Kolkata", "", "14:26 (Asia/Kolkata)"),
            // Another name for what the clock on the wall shows.
            ("Asia/Kolkata", "Asia/Calcutta", "14:26"),
            ("Europe/Paris", "Europe/Berlin", "09:56"),
        ] {
            assert_eq!(clock(&zone(account, browser), moment), expected, "{account} {browser}");
        }
        let berlin = || TimeZone::get("Europe/Berlin").ok();
        assert_eq!(clock(&zone("", "").or(berlin()), moment), "09:56 (Europe/Berlin)");
        assert_eq!(clock(&zone("", "Asia/Kolkata").or(berlin()), moment), "14:26");
    }

    #[test]
    fn a_span_is_told_in_its_largest_unit() {
        let told = |language, seconds| span(Text { language }, seconds);
        for (seconds, english, german) in [
            (0, "0 seconds", "0 Sekunden"),
            (1, "1 second", "1 Sekunde"),
            (59, "59 seconds", "59 Sekunden"),
            (60, "1 minute", "1 Minute"),
            (3599, "59 minutes", "59 Minuten"),
            (7200, "2 hours", "2 Stunden"),
            (86_400, "1 day", "1 Tag"),
            (4 * 86_400 - 1, "3 days", "3 Tage"),
        ] {
            assert_eq!(told(Language::English, seconds), english);
            assert_eq!(told(Language::German, seconds), german);
        }
    }

    #[test]
    fn what_is_past_is_told_in_its_largest_unit() {
        let told = |language, seconds| ago(Text { language }, seconds);
        for (seconds, english, german) in [
            (59, "less than a minute ago", "vor weniger als einer Minute"),
            (60, "one minute ago", "vor einer Minute"),
            (299, "4 minutes ago", "vor 4 Minuten"),
            (3600, "one hour ago", "vor einer Stunde"),
            (4 * 86_400 - 1, "3 days ago", "vor 3 Tagen"),
        ] {
            assert_eq!(told(Language::English, seconds), english);
            assert_eq!(told(Language::German, seconds), german);
        }
    }

    #[test]
    fn a_day_is_written_as_the_language_does() {
        let moment = UnixMillis(1_795_440_720_000);
        let zone = zone("", "Europe/Berlin");
        for (language, expected) in
            [(Language::English, "23 November 2026, 14:32"), (Language::German, "23. November 2026, 14:32")]
        {
            assert_eq!(day_and_clock(Text { language }, &zone, moment), expected);
        }
    }
}
