//! "Test connection" in words: what each step saw, and what to do about it.
use reqwest::Url;

use super::times::{self, Zone};
use super::{Text, Value, name};
use crate::domain::fault::Fault;
use crate::domain::server::Description;
use crate::meeting::plugnmeet::connection_test::{Answer, AnswerKind, Finding, Meaning, Step, StepKind, StepResult, passed};

/// What a test is about, as far as its words need it.
#[derive(Clone, Debug)]
pub struct Tested {
    /// Where the room API is.
    pub url: String,
    /// Where the web client is.
    pub join_address: String,
}

impl From<&Description> for Tested {
    fn from(Description { url, join_url, .. }: &Description) -> Self {
        let join_address = join_url.clone().unwrap_or_else(|| url.join_url()).into();
        Self { url: url.to_string(), join_address }
    }
}

/// What a step looks at.
pub fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Name => "test-step-name",
        StepKind::Connection => "test-step-connection",
        StepKind::Health => "test-step-health",
        StepKind::Key => "test-step-key",
        StepKind::Clock => "test-step-clock",
        StepKind::JoinAddress => "test-step-join-address",
        StepKind::RoundTrip => "test-step-round-trip",
    }
}

/// What a step came to.
pub fn result(result: StepResult) -> &'static str {
    match result {
        StepResult::Passed => "test-passed",
        StepResult::Noted => "test-noted",
        StepResult::Failed => "test-failed",
        StepResult::NotReached => "test-not-reached",
    }
}

/// What came of a whole test.
pub fn summary(t: Text, steps: &[Step]) -> String {
    if passed(steps) {
        let is_noted = steps.iter().any(|step| step.result() == StepResult::Noted);
        return t.get(if is_noted { "test-works-noted" } else { "test-works" });
    }
    let failed = steps.iter().find(|step| step.result() == StepResult::Failed);
    let first = failed.or_else(|| steps.iter().find(|step| step.result() == StepResult::NotReached));
    match first {
        Some(step) => t.with("test-fails", [("step", t.get(kind(step.kind)).into())]),
        None => t.get("test-broke-off"),
    }
}

/// What a step saw, and what to do about it if there is something to do.
pub fn finding(t: Text, zone: &Zone, tested: &Tested, step: &Step) -> (String, Option<String>) {
    let place = Place::of(tested, step.kind);
    let said = match &step.finding {
        Finding::Resolved(addresses) => {
            let addresses = t.list(addresses.iter().map(ToString::to_string), "list-and");
            return (t.with("test-resolved", [("host", place.host.into()), ("addresses", addresses.into())]), None);
        }
        Finding::NoName(address) => t.with("test-no-name", [("address", address.to_string().into())]),
        Finding::Certified { days, until } => {
            let until = times::day_and_clock(t, zone, *until);
            t.with("test-certified", [("days", (*days).max(0).into()), ("until", until.into())])
        }
        Finding::Connected => t.get("test-connected"),
        Finding::NotEncrypted => t.get("test-not-encrypted"),
        Finding::SpeaksHttp => t.with("test-speaks-http", [("port", place.port.clone())]),
        Finding::SpeaksHttps => t.with("test-speaks-https", [("port", place.port.clone())]),
        Finding::Healthy => t.get("test-healthy"),
        Finding::Unwell(words) => t.with("test-unwell", [("words", name(words.as_str()))]),
        Finding::Answers(answer) => return (answered(t, answer), Some(answer_advice(t, step.kind, &place, answer.meaning()))),
        Finding::Accepted { sessions } => t.with("test-accepted", [("sessions", (*sessions).into())]),
        Finding::SecretTooShort { bytes } => t.with("test-secret-short", [("bytes", (*bytes).into())]),
        Finding::Refused(words) => t.with("test-refused", [("words", name(words.as_str()))]),
        Finding::ClocksAgree { ahead } => t.with("test-clocks-agree", [("seconds", ahead.unsigned_abs().into())]),
        Finding::ClocksDiffer { ahead } => {
            let key = if *ahead > 0 { "test-clock-ahead" } else { "test-clock-behind" };
            t.with(key, [("span", times::span(t, ahead.unsigned_abs()).into())])
        }
        Finding::NoTime => t.get("test-no-time"),
        Finding::ServesClient => t.get("test-serves-client"),
        Finding::ServesClientUnencrypted => t.get("test-serves-unencrypted"),
        Finding::OtherVersion => t.get("test-other-version"),
        Finding::NothingToCompare => t.get("test-nothing-to-compare"),
        Finding::Took { millis: 0 } => t.get("test-took-least"),
        Finding::Took { millis } => t.with("test-took", [("millis", (*millis).into())]),
        Finding::Fault(fault) => {
            let (said, advice) = fault_words(t, &place, fault);
            return (said, Some(advice));
        }
        Finding::Needs(other) => t.with("test-needs", [("step", t.get(kind(*other)).into())]),
        Finding::OutOfTime => t.get("test-out-of-time"),
    };
    (said, advice(&step.finding).map(|key| t.get(key)))
}

/// What to do about findings whose advice is always the same. One that passed needs none.
fn advice(finding: &Finding) -> Option<&'static str> {
    Some(match finding {
        Finding::Certified { .. } if finding.result() == StepResult::Noted => "test-certified-advice",
        Finding::Took { .. } if finding.result() == StepResult::Noted => "test-took-advice",
        Finding::NotEncrypted => "test-not-encrypted-advice",
        Finding::SpeaksHttp => "test-speaks-http-advice",
        Finding::SpeaksHttps => "test-speaks-https-advice",
        Finding::Unwell(_) => "test-unwell-advice",
        Finding::SecretTooShort { .. } => "test-secret-short-advice",
        Finding::Refused(_) => "test-refused-advice",
        Finding::ClocksDiffer { .. } => "test-clocks-advice",
        Finding::NoTime => "test-no-time-advice",
        Finding::ServesClientUnencrypted => "test-serves-unencrypted-advice",
        Finding::OtherVersion => "test-other-version-advice",
        Finding::NothingToCompare => "test-nothing-to-compare-advice",
        Finding::OutOfTime => "test-out-of-time-advice",
        _ => return None,
    })
}

/// Where a step looked.
struct Place {
    host: String,
    port: Value,
    /// What can be opened in a browser.
    address: String,
}

impl Place {
    fn of(tested: &Tested, kind: StepKind) -> Self {
        let address = match kind {
            StepKind::JoinAddress => tested.join_address.clone(),
            _ => format!("{}/healthCheck", tested.url),
        };
        let url = Url::parse(&address).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
        let port = url.as_ref().and_then(Url::port_or_known_default).unwrap_or_default();
        // As text: a number would get its thousands marked.
        Self { host, port: port.to_string().into(), address }
    }
}

/// What somebody else answered.
fn answered(t: Text, answer: &Answer) -> String {
    let words = || [("words", name(answer.words.as_str()))];
    let what = match answer.kind {
        _ if !answer.leads_to.as_str().is_empty() => t.with("test-answer-leads", [("words", name(answer.leads_to.as_str()))]),
        AnswerKind::WebPage if answer.words.as_str().is_empty() => t.get("test-answer-page-untitled"),
        AnswerKind::WebPage => t.with("test-answer-page", words()),
        AnswerKind::Json => t.with("test-answer-json", words()),
        AnswerKind::Text => t.with("test-answer-text", words()),
        AnswerKind::Nothing => t.get("test-answer-nothing"),
    };
    let (what, status) = (("answer", what.into()), ("status", answer.status.to_string().into()));
    match answer.software.as_str() {
        "" => t.with("test-answer-status", [what, status]),
        software => t.with("test-answer-status-from", [what, status, ("software", name(software))]),
    }
}

/// What to do about an answer of somebody else, or of a proxy.
fn answer_advice(t: Text, kind: StepKind, place: &Place, meaning: Meaning) -> String {
    let key = match (kind, meaning) {
        (_, Meaning::LeadsToHttps) => "test-speaks-https-advice",
        (_, Meaning::Gateway) => "test-answer-gateway-advice",
        (StepKind::JoinAddress, Meaning::Leads) => "test-join-leads-advice",
        (StepKind::JoinAddress, Meaning::NotFound) => "test-join-not-found-advice",
        (StepKind::JoinAddress, Meaning::LogIn) => "test-join-log-in-advice",
        (StepKind::JoinAddress, Meaning::Other) => "test-join-other-advice",
        (_, Meaning::Leads) => "test-answer-leads-advice",
        (_, Meaning::LogIn) => "test-health-log-in-advice",
        (StepKind::Key, Meaning::NotFound | Meaning::Other) => "test-key-advice",
        (_, Meaning::NotFound) => {
            return t.with("test-health-not-found-advice", [("address", place.address.clone().into())]);
        }
        (_, Meaning::Other) => "test-health-other-advice",
    };
    t.get(key)
}

/// What is wrong, and what to do about it.
fn fault_words(t: Text, place: &Place, fault: &Fault) -> (String, String) {
    let host = || [("host", place.host.clone().into())];
    let port = || [("port", place.port.clone())];
    match fault {
        Fault::NameUnknown => (t.with("test-fault-name", host()), t.with("test-fault-name-advice", host())),
        Fault::AddressForbidden => (t.with("test-fault-forbidden", host()), t.get("test-fault-forbidden-advice")),
        Fault::ConnectionRefused => (t.with("test-fault-refused", port()), t.get("test-fault-refused-advice")),
        Fault::Unreachable => (t.with("test-fault-unreachable", host()), t.get("test-fault-unreachable-advice")),
        Fault::ConnectTimeout => {
            (t.with("test-fault-connect-timeout", port()), t.with("test-fault-connect-timeout-advice", port()))
        }
        Fault::CertificateExpired => (t.get("test-fault-expired"), t.get("test-fault-expired-advice")),
        Fault::CertificateName => {
            (t.with("test-fault-certificate-name", host()), t.with("test-fault-certificate-name-advice", host()))
        }
        Fault::CertificateUntrusted => (t.get("test-fault-untrusted"), t.get("test-fault-untrusted-advice")),
        Fault::Tls => (t.with("test-fault-tls", port()), t.with("test-fault-tls-advice", host())),
        Fault::ReplyTimeout => (t.get("test-fault-timeout"), t.get("test-fault-timeout-advice")),
        Fault::Broken => (t.get("test-fault-broken"), t.get("test-fault-broken-advice")),
        // Of a test, this is what an answer is called that is not even HTTP.
        Fault::NotPlugnmeet => (t.with("test-fault-no-http", port()), t.get("test-fault-no-http-advice")),
        Fault::KeyRefused => (t.get("test-fault-key"), t.get("test-fault-key-advice")),
        Fault::SignatureRefused => (t.get("test-fault-signature"), t.get("test-fault-signature-advice")),
        Fault::Unauthorised { words } => {
            (t.with("test-fault-unauthorised", [("words", name(words.as_str()))]), t.get("test-fault-unauthorised-advice"))
        }
        Fault::Redirects
        | Fault::WebPage { .. }
        | Fault::Status { .. }
        | Fault::TooLarge
        | Fault::Unreadable
        | Fault::OtherShape => (t.get("test-fault-other"), t.get("test-fault-other-advice")),
    }
}
