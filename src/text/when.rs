//! When a meeting is, in an invitation: it goes to people anywhere, so the zone is named always.
use jiff::civil::{Date, Weekday};

use super::{Text, names};
use crate::services::calendar::{Event, Weekly};

/// `Monday, 23 November 2026, 14:00–15:00 (Europe/Berlin), every week, 10 times`.
pub fn when(t: Text, event: &Event) -> String {
    let clock = |time: &jiff::Zoned| time.strftime("%H:%M").to_string();
    let zone = event.start.time_zone().iana_name().unwrap_or("UTC").replace('_', " ");
    let end = if event.start.date() == event.end.date() {
        clock(&event.end)
    } else {
        t.with("day-and-clock", [("day", day(t, event.end.date()).into()), ("time", clock(&event.end).into())])
    };
    let once = t.with(
        "when-once",
        [
            ("weekday", t.get(weekday(event.start.weekday())).into()),
            ("day", day(t, event.start.date()).into()),
            ("start", clock(&event.start).into()),
            ("end", end.into()),
            ("zone", zone.into()),
        ],
    );
    match event.weekly {
        None => once,
        Some(Weekly::Times(times)) => t.with("when-times", [("once", once.into()), ("times", times.into())]),
        Some(Weekly::Until(last)) => t.with("when-until", [("once", once.into()), ("day", day(t, last).into())]),
    }
}

fn day(t: Text, date: Date) -> String {
    t.with(
        "day",
        [
            ("day", date.day().to_string().into()),
            ("month", t.get(names::month(date.month())).into()),
            ("year", date.year().to_string().into()),
        ],
    )
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "weekday-monday",
        Weekday::Tuesday => "weekday-tuesday",
        Weekday::Wednesday => "weekday-wednesday",
        Weekday::Thursday => "weekday-thursday",
        Weekday::Friday => "weekday-friday",
        Weekday::Saturday => "weekday-saturday",
        Weekday::Sunday => "weekday-sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::CalendarForm;
    use crate::text::Language;

    #[test]
    fn it_is_said_in_the_writers_language_and_names_the_zone() {
        let form = |minutes: &str, weekly: &str| CalendarForm {
            date: "2026-11-23".to_owned(),
            time: "14:00".to_owned(),
            minutes: minutes.to_owned(),
            weekly: weekly.to_owned(),
            times: "10".to_owned(),
            until: "2027-06-30".to_owned(),
            zone: "america/new york".to_owned(),
        };
        let said = |language, minutes, weekly| when(Text { language }, &Event::read(&form(minutes, weekly)).unwrap());
        for (language, minutes, weekly, expected) in [
            (Language::English, "60", "", "Monday, 23 November 2026, 14:00–15:00 (America/New York)"),
            (Language::English, "60", "times", "Monday, 23 November 2026, 14:00–15:00 (America/New York), every week, 10 times"),
            (
                Language::German,
                "90",
                "until",
                "Montag, 23. November 2026, 14:00–15:30 (America/New York), jede Woche bis 30. Juni 2027",
            ),
            (Language::English, "720", "", "Monday, 23 November 2026, 14:00–24 November 2026, 02:00 (America/New York)"),
        ] {
            assert_eq!(said(language, minutes, weekly), expected);
        }
    }
}
