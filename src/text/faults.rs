//! What a meeting server does not do, in words: what happened and what to do now; for administrators also the cause, what
//! to check, and what the server itself said.
use super::reader::Reader;
use super::{name, names, times};
use crate::clock::UnixMillis;
use crate::domain::fault::{Fault, Outage, Refusal, Words};

/// One thing that a meeting server did not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened, and since when.
    pub what: String,
    /// What to do now.
    pub advice: String,
    /// For administrators alone: the cause with what to check, and the server's own words. They are text, never markup.
    pub details: Vec<String>,
}

/// A server that does not answer as one.
pub fn outage(reader: &Reader, outage: &Outage) -> Told {
    let (what, advice) = kind(&outage.fault);
    let t = reader.text;
    let time = times::clock(&reader.zone, UnixMillis(outage.since));
    Told {
        what: t.with(what, [("time", time.into())]),
        advice: if reader.administers { t.get("outage-administrator") } else { t.get(advice) },
        details: details(reader, Some(cause(reader, &outage.fault)), outage.fault.words()),
    }
}

/// What happened, for somebody who cannot mend it, and whether to wait or to tell somebody who can.
fn kind(fault: &Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::NameUnknown
        | Fault::ConnectionRefused
        | Fault::Unreachable
        | Fault::ConnectTimeout
        | Fault::ReplyTimeout
        | Fault::Broken => ("outage-silent", "outage-wait"),
        Fault::CertificateExpired | Fault::CertificateName | Fault::CertificateUntrusted | Fault::Tls => {
            ("outage-unsafe", "outage-tell")
        }
        Fault::KeyRefused | Fault::SignatureRefused | Fault::Unauthorised { .. } => ("outage-locked-out", "outage-tell"),
        Fault::AddressForbidden | Fault::NotPlugnmeet | Fault::Redirects => ("outage-elsewhere", "outage-tell"),
        Fault::WebPage { .. } | Fault::Status { .. } | Fault::TooLarge | Fault::Unreadable | Fault::OtherShape => {
            ("outage-nonsense", "outage-wait")
        }
    }
}

/// The cause of a fault and what to check, for whoever can mend it.
pub fn cause(reader: &Reader, fault: &Fault) -> String {
    let status = match fault {
        Fault::WebPage { status } | Fault::Status { status, .. } => status.to_string(),
        _ => String::new(),
    };
    reader.text.with(names::fault(fault), [("status", status.into())])
}

/// A server that says no.
pub fn refusal(reader: &Reader, refusal: &Refusal) -> Told {
    let (what, advice) = match refusal {
        Refusal::UserBlocked => ("refusal-blocked", "refusal-blocked-advice"),
        Refusal::RoomBusy => ("refusal-busy", "refusal-busy-advice"),
        Refusal::Crowded => ("refusal-crowded", "refusal-crowded-advice"),
        Refusal::SecretTooShort => ("refusal-secret", "outage-tell"),
        Refusal::Invalid { .. } => ("refusal-invalid", "refusal-invalid-advice"),
        Refusal::TooLarge => ("refusal-too-large", "refusal-too-large-advice"),
        Refusal::NotFound { .. } => ("refusal-not-found", "refusal-not-found-advice"),
        Refusal::Conflict { .. } => ("refusal-conflict", "refusal-conflict-advice"),
        Refusal::Other { .. } => ("refusal-other", "outage-wait"),
    };
    let t = reader.text;
    let cause = match refusal {
        Refusal::SecretTooShort => Some(t.get("refusal-secret-cause")),
        Refusal::Other { code, .. } if !code.as_str().is_empty() => Some(t.with("refusal-code", [("code", name(code.as_str()))])),
        _ => None,
    };
    let advice = if reader.administers && advice.starts_with("outage-") { "outage-administrator" } else { advice };
    Told { what: t.get(what), advice: t.get(advice), details: details(reader, cause, refusal.words()) }
}

fn details(reader: &Reader, cause: Option<String>, words: Option<&Words>) -> Vec<String> {
    if !reader.administers {
        return Vec::new();
    }
    let words = words.filter(|words| !words.as_str().is_empty());
    let said = words.map(|words| reader.text.with("server-says", [("words", name(words.as_str()))]));
    cause.into_iter().chain(said).collect()
}
