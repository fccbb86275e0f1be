//! What the link doctor found, in words: for the page and for the command line.
mod invite;

use super::reader::Reader;
use super::times::{self, Zone};
use super::{Text, errors, faults, name, names};
use crate::clock::UnixMillis;
use crate::domain::design::DesignKey;
use crate::domain::join_link::JoinLink;
use crate::domain::pasted::Mend;
use crate::domain::person::MeetingRole;
use crate::meeting::token::LEEWAY;
use crate::services::inspect::{Findings, Inspection, Issuer, KnownServer, Verdict};
use crate::services::liveness::Liveness;

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// A word for it, for tests and programs.
    pub key: &'static str,
    /// What it is.
    pub label: String,
    /// What was found: text of strangers too, on one line.
    pub value: String,
    /// Whether it is an address or an id.
    pub is_code: bool,
}

impl Fact {
    fn new(key: &'static str, label: String, value: String) -> Self {
        Self { key, label, value, is_code: false }
    }

    fn code(key: &'static str, label: String, value: &str) -> Self {
        Self { key, label, value: shown(value), is_code: true }
    }
}

/// The first sentence: whether it opens; if not, why and what to do.
pub fn sentence(reader: &Reader, inspection: &Inspection) -> String {
    let (t, zone) = (reader.text, &reader.zone);
    let found = inspection.findings.as_deref();
    let seconds_to = |moment: Option<UnixMillis>| seconds_between(inspection.at, moment.unwrap_or(inspection.at));
    match inspection.verdict {
        Verdict::Works => t.get("inspect-works"),
        Verdict::WorksInOnePiece => t.get("inspect-works-in-one-piece"),
        Verdict::NotYourRoom => t.get("inspect-not-your-room"),
        Verdict::ServerSilent => t.get("inspect-server-silent"),
        Verdict::UnknownServer => t.get("inspect-unknown-server"),
        Verdict::Nothing => t.get("inspect-nothing"),
        Verdict::NoToken => t.get("inspect-no-token"),
        Verdict::NoSuchInvite
        | Verdict::InviteOfOthers
        | Verdict::InviteWorks
        | Verdict::InviteServerSilent
        | Verdict::InviteNotYet { .. }
        | Verdict::InviteExpired { .. }
        | Verdict::InviteUsedUp
        | Verdict::InviteRevoked { .. }
        | Verdict::InviteArchived => invite::sentence(reader, inspection),
        Verdict::OwnPage => t.get("inspect-own-page"),
        Verdict::Insecure => t.get("inspect-insecure"),
        Verdict::TooLong => t.get("inspect-too-long"),
        Verdict::CutOff => t.get("inspect-cut-off"),
        Verdict::Damaged => t.get("inspect-damaged"),
        Verdict::Algorithm => t.get("inspect-algorithm"),
        Verdict::Signature => t.get("inspect-signature"),
        Verdict::ApiKey => t.get("inspect-api-key"),
        Verdict::WrongPlace => {
            let place = found.and_then(|found| found.issuer.server()?.join_place.as_ref()).map(ToString::to_string);
            t.with("inspect-wrong-place", [("place", place.unwrap_or_default().into())])
        }
        Verdict::Subject => t.get("inspect-subject"),
        Verdict::NoRoom => t.get("inspect-no-room"),
        Verdict::NotYetValid => {
            let left = seconds_to(found.and_then(|found| found.stated.not_before));
            t.with("inspect-not-yet-valid", [("left", times::span(t, left).into())])
        }
        Verdict::Expired => {
            let ago = seconds_to(found.and_then(|found| found.stated.expires));
            t.with("inspect-expired", [("ago", times::ago(t, ago).into())])
        }
        Verdict::EmptyPage => t.get("inspect-empty-page"),
        Verdict::Dangerous => t.get("inspect-dangerous"),
        Verdict::Moved => t.get("inspect-moved"),
        Verdict::Over => t.get("inspect-over"),
        Verdict::EarlierSession { since } => t.with("inspect-earlier-session", [("time", times::clock(zone, since).into())]),
    }
}

/// What to know besides.
pub fn notices(t: Text, inspection: &Inspection) -> Vec<String> {
    if let Some(found) = inspection.invite.as_deref() {
        return invite::notices(t, inspection, found);
    }
    let Some(found) = inspection.findings.as_deref() else { return Vec::new() };
    let works = matches!(inspection.verdict, Verdict::Works | Verdict::WorksInOnePiece);
    let facts = [
        (inspection.place.is_none(), "inspect-token-alone"),
        (found.rehearses, "key-card-sandbox"),
        (found.mends.contains(&Mend::Entities), "inspect-mend-entities"),
        (found.mends.contains(&Mend::EncodedTwice), "inspect-mend-encoded"),
        (found.mends.contains(&Mend::Wrapped), "inspect-mend-wrapped"),
        (found.stated.claims.is_hidden, "inspect-hidden"),
        (found.stated.claims.client_type == 1, "inspect-app"),
        (works, "inspect-what-else"),
    ];
    let mut notices: Vec<String> = facts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, key)| t.get(key)).collect();
    if found.request_length > JoinLink::LIMIT {
        notices.push(t.with("inspect-long", [("length", found.request_length.into())]));
    }
    notices
}

/// What was found, in order.
pub fn facts(reader: &Reader, inspection: &Inspection) -> Vec<Fact> {
    let (t, zone) = (reader.text, &reader.zone);
    let mut facts = Vec::new();
    if let Some(place) = &inspection.place {
        facts.push(Fact::code("place", t.get("inspect-fact-place"), &place.to_string()));
    }
    if let Some(found) = inspection.invite.as_deref() {
        return invite::facts(reader, found);
    }
    let Some(found) = inspection.findings.as_deref() else { return facts };
    facts.extend(who_made_it(t, found));
    if found.stated.issuer.is_some() || found.stated.damage.is_none() {
        facts.extend(who_it_is_for(t, found));
        facts.push(room(t, found));
        facts.extend(found.live.as_ref().map(|live| Fact::new("live", t.get("inspect-fact-live"), liveness(reader, live))));
        facts.extend(validity(t, zone, found, inspection.at));
    }
    if !found.others.is_empty() {
        facts.push(Fact::code("others", t.get("inspect-fact-others"), &found.others.join(", ")));
    }
    facts
}

fn who_made_it(t: Text, found: &Findings) -> Vec<Fact> {
    let server = match found.issuer.server() {
        Some(KnownServer { name: Some(name), .. }) => shown(name),
        Some(_) => t.get("server-sandbox"),
        None => t.get("inspect-server-none"),
    };
    let signature = match (&found.stated.algorithm, &found.issuer) {
        (Some(algorithm), _) if algorithm != "HS256" => {
            t.with("inspect-signature-other", [("algorithm", name(&shown(algorithm)))])
        }
        (_, Issuer::Ours(_)) => t.get("inspect-signature-right"),
        (_, Issuer::Pretended(_)) => t.get("inspect-signature-wrong"),
        (_, Issuer::Unknown) => t.get("inspect-signature-unchecked"),
    };
    let server = Fact::new("server", t.get("inspect-fact-server"), server);
    let issuer = or_missing(t, "issuer", t.get("inspect-fact-issuer"), found.stated.issuer.as_deref());
    let signature = Fact::new("signature", t.get("inspect-fact-signature"), signature);
    // Of half a token there is nothing to say.
    if found.stated.damage.is_some() { vec![server, issuer] } else { vec![server, issuer, signature] }
}

fn who_it_is_for(t: Text, found: &Findings) -> Vec<Fact> {
    let claims = &found.stated.claims;
    let role = names::role(MeetingRole::from_is_admin(claims.is_admin));
    let mut id = or_missing(t, "id", t.get("inspect-fact-id"), found.stated.subject.as_deref());
    if !claims.user_id.is_empty() && found.stated.subject.as_deref() != Some(&claims.user_id) {
        id = Fact::new(
            "id",
            id.label,
            format!("{} · {}", id.value, t.with("inspect-id-differs", [("id", name(&shown(&claims.user_id)))])),
        );
    }
    let person = or_missing(t, "name", t.get("inspect-fact-name"), Some(&claims.name));
    vec![Fact { is_code: false, ..person }, id, Fact::new("role", t.get("inspect-fact-role"), t.get(role))]
}

fn room(t: Text, found: &Findings) -> Fact {
    let label = t.get("inspect-fact-room");
    match &found.room {
        Some(room) => Fact::new("room", label, room.title.to_string()),
        None => or_missing(t, "room", label, Some(&found.stated.claims.room_id)),
    }
}

fn liveness(reader: &Reader, live: &Liveness) -> String {
    let t = reader.text;
    match live {
        Liveness::Live(live) => t.with(
            "inspect-live-since",
            [
                ("live", t.with("room-live", [("people", live.people.into())]).into()),
                ("time", times::clock(&reader.zone, live.since).into()),
            ],
        ),
        Liveness::Ending => t.get("room-ending"),
        Liveness::NotRunning => t.get("room-not-running"),
        Liveness::Unknown(Some(outage)) => faults::outage(reader, outage).what,
        Liveness::Unknown(None) => t.get("room-unknown"),
    }
}

fn validity(t: Text, zone: &Zone, found: &Findings, now: UnixMillis) -> Vec<Fact> {
    let moment = |moment| Some(times::day_and_clock(t, zone, moment)).filter(|text| !text.is_empty());
    let moment = |at| moment(at).unwrap_or_else(|| t.get("inspect-beyond"));
    let from = found.stated.not_before.map(|from| Fact::new("from", t.get("inspect-fact-from"), moment(from)));
    let until = match found.stated.expires {
        None => t.get("inspect-never"),
        Some(until) => {
            let seconds = seconds_between(now, until);
            let how = if now.0.saturating_sub(until.0) > LEEWAY {
                t.with("inspect-is-over", [("ago", times::ago(t, seconds).into())])
            } else if now >= until {
                t.get("inspect-last-minute")
            } else {
                // To the nearest minute: what was begun a second ago is good for ten of them, not nine.
                let left = if seconds > 90 { seconds + 30 } else { seconds };
                t.with("inspect-left", [("left", times::span(t, left).into())])
            };
            format!("{} · {how}", moment(until))
        }
    };
    from.into_iter().chain([Fact::new("until", t.get("inspect-fact-until"), until)]).collect()
}

/// What of the design is applied.
pub fn design(t: Text, found: &Findings) -> Vec<Fact> {
    found.design.iter().map(|(key, value)| Fact::code(key.key(), t.get(names::design_key(key)), value.as_str())).collect()
}

/// What of the design is to be put right: what stands there, and why that is no good.
pub fn design_faults(reader: &Reader, found: &Findings) -> Vec<(String, String)> {
    let ignored = found.ignored.iter().map(|ignored| {
        let value = shown(&ignored.value);
        let what = if ignored.key.is_empty() { value } else { format!("{}: {value}", shown(&ignored.key)) };
        (what, errors::ignored(reader, &ignored.reason))
    });
    let old = found.design.get(DesignKey::RightSideBgColor);
    let old = old.map(|_| (DesignKey::RightSideBgColor.key().to_owned(), reader.text.get("inspect-design-old-name")));
    ignored.chain(old).collect()
}

fn or_missing(t: Text, key: &'static str, label: String, value: Option<&str>) -> Fact {
    match value.filter(|value| !value.is_empty()) {
        Some(value) => Fact::code(key, label, value),
        None => Fact::new(key, label, t.get("inspect-missing")),
    }
}

fn seconds_between(one: UnixMillis, other: UnixMillis) -> u64 {
    one.0.abs_diff(other.0) / 1000
}

/// A stranger's text on one line of at most 200 characters, in which nothing moves the cursor or turns the line round.
fn shown(text: &str) -> String {
    let is_trick = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202d}' | '\u{202e}');
    let mut shown: String = text.chars().take(200).map(|c| if is_trick(c) { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(200).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strangers_text_stays_on_its_line() {
        assert_eq!(shown("Ann\u{1b}[2J\r\n\u{202e}Lee"), "Ann\u{fffd}[2J\u{fffd}\u{fffd}\u{fffd}Lee");
        assert_eq!(shown(&"ü".repeat(300)).chars().count(), 201);
        assert_eq!(shown("أحمد 🎓"), "أحمد 🎓");
    }
}
