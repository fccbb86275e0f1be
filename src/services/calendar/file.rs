//! The calendar's file.
use std::fmt::Write;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::zone::{is_utc, time_zone};
use super::{Event, Weekly};
use crate::clock::UnixMillis;

/// What a file says besides when.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The same for every file of one invite, so that a second import moves the first.
    pub uid: String,
    /// When the file is made.
    pub made: UnixMillis,
    /// What the meeting is called.
    pub title: String,
    /// The invitation.
    pub text: String,
    /// The link.
    pub link: String,
}

/// The file: one event, with the rules of its zone.
pub fn file(event: &Event, facts: &Facts) -> String {
    let mut file = File(String::new());
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//Roomkey//Roomkey//EN");
    file.line("CALSCALE:GREGORIAN");
    file.line("METHOD:PUBLISH");
    let zone = event.start.time_zone();
    for line in time_zone(zone, event.start.timestamp(), event.over().timestamp()) {
        file.line(&line);
    }
    let made = Timestamp::from_millisecond(facts.made.0).unwrap_or_default();
    file.line("BEGIN:VEVENT");
    file.line(&format!("UID:{}", facts.uid));
    file.line(&format!("DTSTAMP:{}Z", local(made.to_zoned(TimeZone::UTC).datetime())));
    file.line(&format!("SEQUENCE:{}", sequence(made)));
    file.line(&format!("DTSTART{}", at(zone, event.start.datetime())));
    file.line(&format!("DTEND{}", at(zone, event.end.datetime())));
    match event.weekly {
        None => {}
        Some(Weekly::Times(times)) => file.line(&format!("RRULE:FREQ=WEEKLY;COUNT={times}")),
        Some(Weekly::Until(day)) => {
            // In UTC, since the beginning names a zone (RFC 5545 §3.3.10).
            let last = day.at(23, 59, 59, 0).to_zoned(zone.clone()).map(|last| last.with_time_zone(TimeZone::UTC).datetime());
            file.line(&format!("RRULE:FREQ=WEEKLY;UNTIL={}Z", local(last.unwrap_or_else(|_| day.at(23, 59, 59, 0)))));
        }
    }
    file.line(&format!("SUMMARY:{}", escaped(&facts.title)));
    file.line(&format!("DESCRIPTION:{}", escaped(&facts.text)));
    file.line(&format!("LOCATION:{}", escaped(&facts.link)));
    file.line(&format!("URL:{}", facts.link));
    file.line("END:VEVENT");
    file.line("END:VCALENDAR");
    file.0
}

/// The seconds since 2026: of two files of one invite the later one counts (RFC 5545 §3.8.7.4). Programs that find the same
/// `UID` with no higher sequence may keep what they have.
fn sequence(made: Timestamp) -> i32 {
    const BEGINNING_OF_2026: i64 = 1_767_225_600;
    i32::try_from((made.as_second() - BEGINNING_OF_2026).max(0)).unwrap_or(i32::MAX)
}

/// `;TZID=Europe/Berlin:20270315T143000`, or `:20270315T143000Z`.
fn at(zone: &TimeZone, time: DateTime) -> String {
    match zone.iana_name() {
        Some(name) if !is_utc(zone) => format!(";TZID={name}:{}", local(time)),
        _ => format!(":{}Z", local(time)),
    }
}

/// `20270315T143000`.
pub(super) fn local(time: DateTime) -> String {
    time.strftime("%Y%m%dT%H%M%S").to_string()
}

/// A text as a value (RFC 5545 §3.3.11). What is no line break and no text is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

struct File(String);

impl File {
    /// A line ends with CR and LF; one of more than 75 bytes goes on in the next, behind a space (RFC 5545 §3.1).
    fn line(&mut self, line: &str) {
        const MOST: usize = 75;
        let mut bytes = 0;
        for character in line.chars() {
            if bytes + character.len_utf8() > MOST {
                self.0.push_str("\r\n ");
                bytes = 1;
            }
            // A String takes all that is written to it.
            let _ = write!(self.0, "{character}");
            bytes += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::CalendarForm;
    use proptest::prelude::*;

    fn facts(title: &str) -> Facts {
        Facts {
            uid: "x@roomkey".to_owned(),
            made: UnixMillis(1_795_440_720_000),
            title: title.to_owned(),
            text: "a\nb".to_owned(),
            link: "https://school.example/j/7k2m-x9pq-4rtv".to_owned(),
        }
    }

    fn event(zone: &str, weekly: &str) -> Event {
        let form = CalendarForm {
            date: "2027-03-15".to_owned(),
            time: "14:30".to_owned(),
            minutes: "45".to_owned(),
            weekly: weekly.to_owned(),
            times: "4".to_owned(),
            until: "2027-06-30".to_owned(),
            zone: zone.to_owned(),
        };
        Event::read(&form).unwrap()
    }

    #[test]
    fn times_are_local_with_the_rules_of_their_zone_and_utc_needs_none() {
        let berlin = file(&event("Europe/Berlin", "until"), &facts("Biology"));
        for line in [
            "TZID:Europe/Berlin",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            "DTSTAMP:20261123T133200Z",
            "SEQUENCE:28215120",
            "DTSTART;TZID=Europe/Berlin:20270315T143000",
            "DTEND;TZID=Europe/Berlin:20270315T151500",
            "RRULE:FREQ=WEEKLY;UNTIL=20270630T215959Z",
            "DESCRIPTION:a\\nb",
        ] {
            assert!(berlin.contains(&format!("\r\n{line}\r\n")), "{line}: {berlin}");
        }
        let utc = file(&event("UTC", "times"), &facts("Biology"));
        assert!(utc.contains("DTSTART:20270315T143000Z\r\n") && utc.contains("COUNT=4\r\n") && !utc.contains("VTIMEZONE"));
        let once = file(&event("Asia/Kolkata", ""), &facts("Biology"));
        assert!(once.contains("TZOFFSETTO:+0530\r\n") && !once.contains("RRULE"), "{once}");
    }

    #[test]
    fn a_zone_without_a_rule_lists_its_changes() {
        // The clocks of Morocco follow the moon.
        let casablanca = file(&event("Africa/Casablanca", "until"), &facts("Biology"));
        assert!(casablanca.contains("BEGIN:VTIMEZONE") && casablanca.contains("\r\nRDATE:"), "{casablanca}");
    }

    proptest! {
        #[test]
        fn no_title_breaks_a_line_or_makes_one(title in any::<String>()) {
            let file = file(&event("UTC", ""), &facts(&title));
            prop_assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
            let unfolded = file.replace("\r\n ", "");
            prop_assert_eq!(unfolded.matches("\r\n").count(), 17);
            let kept: String = title.chars().filter(|c| !c.is_control() || *c == '\n').collect();
            let read = unfolded.split("SUMMARY:").nth(1).unwrap().split("\r\nDESCRIPTION").next().unwrap();
            let read = read.replace("\\\\", "\u{0}").replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",").replace('\u{0}', "\\");
            prop_assert_eq!(read, kept);
        }
    }
}
