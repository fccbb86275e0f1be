//! When a meeting is, as a file for calendars (RFC 5545): right in every zone, and on both sides of a clock change.
mod file;
mod zone;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

pub use file::{Facts, file};

use super::profile;
use crate::domain::reading::ZoneName;
use crate::domain::settings::Whole;
use crate::forms::{CalendarForm, FieldError, FieldErrors};

/// A series has at most so many meetings: ten years of weeks.
const MOST: u32 = 520;

/// A meeting, or one every week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its beginning, in the zone that it stays in.
    pub start: Zoned,
    /// Its end.
    pub end: Zoned,
    /// Whether it comes again.
    pub weekly: Option<Weekly>,
}

/// How a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weekly {
    /// After so many meetings.
    Times(u32),
    /// With this day, or before.
    Until(Date),
}

impl Event {
    /// What a form means, or what is wrong with each field.
    pub fn read(form: &CalendarForm) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let date = errors.check("date", day(&form.date));
        let time = errors.check("time", time_of_day(&form.time));
        let minutes = errors.check("minutes", form.minutes.parse::<Whole<1, 1440>>());
        let weekly = match form.weekly.as_str() {
            "" => Some(None),
            "times" => errors.check("times", form.times.parse::<Whole<2, MOST>>()).map(|times| Some(Weekly::Times(times.get()))),
            "until" => errors.check("until", last_day(date, &form.until)).map(|until| Some(Weekly::Until(until))),
            _ => errors.check("weekly", Err(FieldError::NoSuchChoice)),
        };
        let zone = errors.check("zone", zone_of(&form.zone));
        let (Some(date), Some(time), Some(minutes), Some(weekly), Some(zone)) = (date, time, minutes, weekly, zone) else {
            return Err(errors);
        };
        // What the clocks skip is that much later, as calendars have it (RFC 5545 §3.3.5).
        let start = date.to_datetime(time).to_zoned(zone).map_err(|_| FieldErrors::one("date", FieldError::Day))?;
        let end = start.checked_add(i64::from(minutes.get()).minutes());
        let end = end.map_err(|_| FieldErrors::one("date", FieldError::Day))?;
        Ok(Self { start, end, weekly })
    }

    /// What stands in the form before anybody has typed anything: an hour, from the next full hour on.
    pub fn usual(now: &Zoned) -> CalendarForm {
        let next = now.checked_add(1.hour()).unwrap_or_else(|_| now.clone());
        CalendarForm {
            date: next.strftime("%Y-%m-%d").to_string(),
            time: next.strftime("%H:00").to_string(),
            minutes: "60".to_owned(),
            times: "10".to_owned(),
            zone: now.time_zone().iana_name().unwrap_or("UTC").to_owned(),
            ..CalendarForm::default()
        }
    }

    /// The end of its last meeting.
    pub fn ends(&self) -> Zoned {
        self.end_after(self.weeks())
    }

    /// Some time after the last meeting: from then on the zone does not matter.
    fn over(&self) -> Zoned {
        self.end_after(self.weeks() + 2)
    }

    /// How many weeks the last meeting comes after the first.
    fn weeks(&self) -> u32 {
        match self.weekly {
            None => 0,
            Some(Weekly::Times(times)) => times.saturating_sub(1),
            Some(Weekly::Until(until)) => {
                let days = self.start.date().until(until).map_or(0, |span| span.get_days());
                u32::try_from(days / 7).unwrap_or(0)
            }
        }
    }

    fn end_after(&self, weeks: u32) -> Zoned {
        self.end.checked_add(i64::from(weeks).weeks()).unwrap_or_else(|_| self.end.clone())
    }
}

/// A day that a calendar of ours goes to.
fn day(text: &str) -> Result<Date, FieldError> {
    if text.trim().is_empty() {
        return Err(FieldError::Required);
    }
    let date = Date::strptime("%Y-%m-%d", text.trim()).ok();
    date.filter(|date| (2000..2200).contains(&date.year())).ok_or(FieldError::Day)
}

/// The last day of a series: not before its first, and not more than ten years after it.
fn last_day(first: Option<Date>, text: &str) -> Result<Date, FieldError> {
    let last = day(text)?;
    let Some(first) = first else { return Ok(last) };
    match first.until(last).map(|span| span.get_days()) {
        Ok(days) if days < 0 => Err(FieldError::LastDayBefore),
        Ok(days) if days <= 3660 => Ok(last),
        _ => Err(FieldError::LastDayTooFar),
    }
}

fn time_of_day(text: &str) -> Result<Time, FieldError> {
    if text.trim().is_empty() {
        return Err(FieldError::Required);
    }
    let text = text.trim();
    Time::strptime("%H:%M", text).or_else(|_| Time::strptime("%H:%M:%S", text)).map_err(|_| FieldError::TimeOfDay)
}

fn zone_of(text: &str) -> Result<TimeZone, FieldError> {
    let name = profile::zone(&text.parse::<ZoneName>()?)?;
    TimeZone::get(name.as_str()).map_err(|_| FieldError::Zone(crate::domain::reading::UnknownZone::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> CalendarForm {
        CalendarForm {
            date: "2027-03-15".to_owned(),
            time: "14:30".to_owned(),
            minutes: "45".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            ..CalendarForm::default()
        }
    }

    #[test]
    fn a_form_means_a_moment_in_its_zone() {
        let event = Event::read(&form()).unwrap();
        assert_eq!(event.start.to_string(), "2027-03-15T14:30:00+01:00[Europe/Berlin]");
        assert_eq!(event.end.to_string(), "2027-03-15T15:15:00+01:00[Europe/Berlin]");
        let skipped = CalendarForm { date: "2027-03-28".to_owned(), time: "02:30".to_owned(), ..form() };
        assert_eq!(Event::read(&skipped).unwrap().start.to_string(), "2027-03-28T03:30:00+02:00[Europe/Berlin]");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = CalendarForm {
            date: "2027-02-29".to_owned(),
            time: "25:00".to_owned(),
            minutes: "0".to_owned(),
            weekly: "times".to_owned(),
            times: "1".to_owned(),
            zone: "Mars".to_owned(),
            ..CalendarForm::default()
        };
        let errors = Event::read(&wrong).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["date", "time", "minutes", "times", "zone"]);
        let until = |until: &str| Event::read(&CalendarForm { weekly: "until".to_owned(), until: until.to_owned(), ..form() });
        assert_eq!(until("2027-03-14").unwrap_err().get("until"), Some(&FieldError::LastDayBefore));
        assert_eq!(until("2037-04-15").unwrap_err().get("until"), Some(&FieldError::LastDayTooFar));
        assert_eq!(until("").unwrap_err().get("until"), Some(&FieldError::Required));
        assert!(until("2027-03-15").is_ok());
    }
}
