//! The rules of a zone (`VTIMEZONE`), as the tz database has them around a series of meetings.
use std::fmt::Write;

use jiff::civil::{DateTime, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::file::local;

/// So long before and after the meetings its rules are told: a program that looks for a rule of every year finds two of each.
const AROUND: SignedDuration = SignedDuration::from_hours(24 * 400);

/// A moment at which the clocks of a zone change.
struct Change {
    /// As the clocks show it that are about to change.
    at: DateTime,
    from: Offset,
    to: Offset,
    name: String,
    is_summer: bool,
}

/// Whether a zone is UTC itself, which calendars write without rules.
pub(super) fn is_utc(zone: &TimeZone) -> bool {
    matches!(zone.iana_name(), None | Some("UTC" | "Etc/UTC"))
}

/// The lines that tell a zone's rules between two moments; none for UTC.
pub(super) fn time_zone(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Vec<String> {
    let Some(name) = zone.iana_name().filter(|_| !is_utc(zone)) else { return Vec::new() };
    let mut groups: Vec<Vec<Change>> = Vec::new();
    for change in changes(zone, first, last) {
        let alike = |group: &&mut Vec<Change>| {
            group.first().is_some_and(|one| {
                (one.from, one.to, one.is_summer) == (change.from, change.to, change.is_summer) && one.name == change.name
            })
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{name}")];
    lines.extend(groups.iter().flat_map(|group| observance(group)));
    lines.push("END:VTIMEZONE".to_owned());
    lines
}

fn changes(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Vec<Change> {
    let begin = first.checked_sub(AROUND).unwrap_or(first);
    let end = last.checked_add(AROUND).unwrap_or(last);
    // The one before says what holds at the beginning.
    let transitions = zone.preceding(begin).take(1).chain(zone.following(begin).take_while(|next| next.timestamp() <= end));
    let mut changes: Vec<Change> = transitions
        .map(|next| {
            let from = zone.to_offset(next.timestamp().checked_sub(1.second()).unwrap_or(next.timestamp()));
            Change {
                at: from.to_datetime(next.timestamp()),
                from,
                to: next.offset(),
                name: next.abbreviation().to_owned(),
                is_summer: next.dst().is_dst(),
            }
        })
        .collect();
    if changes.is_empty() {
        let held = zone.to_offset_info(begin);
        let (offset, name) = (held.offset(), held.abbreviation().to_owned());
        changes.push(Change { at: DateTime::constant(1970, 1, 1, 0, 0, 0, 0), from: offset, to: offset, name, is_summer: false });
    }
    changes
}

/// Changes of one kind: the first, and by a rule or one by one those after it.
fn observance(group: &[Change]) -> Vec<String> {
    let Some((first, others)) = group.split_first() else { return Vec::new() };
    let kind = if first.is_summer { "DAYLIGHT" } else { "STANDARD" };
    let mut lines = vec![
        format!("BEGIN:{kind}"),
        format!("DTSTART:{}", local(first.at)),
        format!("TZOFFSETFROM:{}", offset(first.from)),
        format!("TZOFFSETTO:{}", offset(first.to)),
        format!("TZNAME:{}", first.name),
    ];
    match rule(group) {
        Some(rule) => lines.push(rule),
        None => lines.extend(others.iter().map(|other| format!("RDATE:{}", local(other.at)))),
    }
    lines.push(format!("END:{kind}"));
    lines
}

/// The rule of every year that these changes follow, if they do and are two at least.
fn rule(group: &[Change]) -> Option<String> {
    let (first, others) = group.split_first()?;
    let follows = |(before, next): (&Change, &Change)| {
        next.at.year() == before.at.year() + 1
            && (next.at.month(), next.at.weekday(), next.at.time()) == (before.at.month(), before.at.weekday(), before.at.time())
    };
    if others.is_empty() || !group.iter().zip(others).all(follows) {
        return None;
    }
    let in_month = |change: &Change| (change.at.day() - 1) / 7 + 1;
    let is_last = |change: &Change| change.at.day() + 7 > change.at.days_in_month();
    let place = if group.iter().all(is_last) {
        -1
    } else if group.iter().all(|change| in_month(change) == in_month(first)) {
        in_month(first)
    } else {
        return None;
    };
    Some(format!("RRULE:FREQ=YEARLY;BYMONTH={};BYDAY={place}{}", first.at.month(), weekday(first.at.weekday())))
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

/// `+0100`, and with seconds where a zone had some long ago.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, all) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
    let mut text = format!("{sign}{:02}{:02}", all / 3600, all / 60 % 60);
    if all % 60 > 0 {
        // A String takes all that is written to it.
        let _ = write!(text, "{:02}", all % 60);
    }
    text
}
