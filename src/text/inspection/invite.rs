//! What the link doctor found of an invite, in words.
use super::{Fact, Reader, liveness, seconds_between};
use crate::clock::UnixMillis;
use crate::domain::person::MeetingRole;
use crate::services::inspect::{FoundInvite, Inspection, Verdict};
use crate::services::liveness::Liveness;
use crate::text::{Text, names, times};

/// Whether it opens; if not, why and what to do.
pub(super) fn sentence(reader: &Reader, inspection: &Inspection) -> String {
    let t = reader.text;
    let ago = |since: UnixMillis| times::ago(t, seconds_between(inspection.at, since));
    match inspection.verdict {
        Verdict::InviteOfOthers => t.get("inspect-invite-of-others"),
        Verdict::InviteWorks => t.get("inspect-invite-works"),
        Verdict::InviteServerSilent => t.get("inspect-invite-server-silent"),
        Verdict::InviteNotYet { from } => {
            let time = times::day_and_clock(t, &reader.zone, from);
            t.with("inspect-invite-not-yet", [("time", time.into())])
        }
        Verdict::InviteExpired { since } => t.with("inspect-invite-expired", [("ago", ago(since).into())]),
        Verdict::InviteUsedUp => t.get("inspect-invite-used-up"),
        Verdict::InviteRevoked { since } => t.with("inspect-invite-revoked", [("ago", ago(since).into())]),
        Verdict::InviteArchived => t.get("inspect-invite-archived"),
        _ => t.get("inspect-invite"),
    }
}

/// What to know besides.
pub(super) fn notices(t: Text, inspection: &Inspection, found: &FoundInvite) -> Vec<String> {
    let terms = &found.invite.terms;
    let opens = inspection.verdict == Verdict::InviteWorks;
    let is_moderator = terms.role == MeetingRole::Moderator;
    let has_started = match &found.live {
        Liveness::Live(live) => found.room.started_sid.as_deref() == Some(&*live.sid),
        _ => false,
    };
    let waits = opens && !is_moderator && !found.room.settings.anyone_may_start && !has_started;
    let is_shut = match &found.live {
        Liveness::Live(live) => found.room.shut_sid.as_deref() == Some(&*live.sid),
        _ => false,
    };
    let notices = [
        (waits, "inspect-invite-waits"),
        (opens && is_shut && !is_moderator, "inspect-invite-shut"),
        (is_moderator, "inspect-invite-moderates"),
    ];
    notices.into_iter().filter(|(is_so, _)| *is_so).map(|(_, key)| t.get(key)).collect()
}

/// What was found, in order. Neither the code nor the passcode: whoever asks has the one, and the other is told in person.
pub(super) fn facts(reader: &Reader, found: &FoundInvite) -> Vec<Fact> {
    let (t, zone) = (reader.text, &reader.zone);
    let FoundInvite { invite, room, live } = found;
    let terms = &invite.terms;
    let kind = if terms.person.is_some() { "inspect-invite-personal" } else { "inspect-invite-open" };
    let moment = |at: UnixMillis| times::day_and_clock(t, zone, at);
    let uses = match terms.max_uses {
        Some(most) => t.with("inspect-uses-of", [("count", invite.uses.into()), ("most", most.get().into())]),
        None => invite.uses.to_string(),
    };
    let mut facts = vec![
        Fact::new("room", t.get("inspect-fact-room"), room.title.to_string()),
        Fact::new("kind", t.get("inspect-fact-kind"), t.get(kind)),
    ];
    if let Some(person) = &terms.person {
        facts.push(Fact::new("name", t.get("inspect-fact-name"), person.name.to_string()));
        facts.push(Fact::code("id", t.get("inspect-fact-id"), person.user_id.as_str()));
    }
    facts.push(Fact::new("role", t.get("inspect-fact-role"), t.get(names::role(terms.role))));
    let passcode = if terms.passcode.is_some() { "inspect-passcode-asked" } else { "inspect-passcode-none" };
    facts.push(Fact::new("passcode", t.get("inspect-fact-passcode"), t.get(passcode)));
    facts.extend(terms.not_before.map(|from| Fact::new("from", t.get("inspect-fact-from"), moment(from))));
    let until = terms.expires.map_or_else(|| t.get("inspect-never"), moment);
    facts.push(Fact::new("until", t.get("inspect-fact-until"), until));
    facts.push(Fact::new("uses", t.get("inspect-fact-uses"), uses));
    if let Some(last) = &invite.last_use {
        let last = format!("{} · {} · {}", moment(last.at), last.name, last.browser);
        facts.push(Fact::new("last", t.get("inspect-fact-last"), last));
    }
    facts.push(Fact::new("live", t.get("inspect-fact-live"), liveness(reader, live)));
    facts
}
