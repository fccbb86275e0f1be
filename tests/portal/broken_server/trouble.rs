//! What can be wrong with a meeting server.
use std::time::Duration;

/// What a meeting server suffers from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing listens any more, and every open connection is closed: the machine is up, the program is not.
    Refuses,
    /// Connections are never taken: the other end waits until it has enough of it.
    NoConnection,
    /// A request is read and never answered.
    HangsBeforeHeaders,
    /// The head of the answer comes, its body does not.
    HangsAfterHeaders,
    /// The right answer, one byte a second.
    Drips,
    /// A request is read, then the connection is reset.
    ResetsBeforeHeaders,
    /// The connection is reset in the middle of the right answer.
    ResetsInBody,
    /// 500 with [`WORDS`](super::WORDS) as plain text, as after a panic of plugNmeet (§1.4).
    InternalError,
    /// 502 with a web page: a reverse proxy that finds nothing behind itself.
    BadGateway,
    /// 503 with a web page: a load balancer during maintenance.
    ServiceUnavailable,
    /// 200 with a web page that has [`WORDS`](super::WORDS) in it: a proxy's, or somebody's home page.
    WebPage,
    /// 302 to a log-in page, which records whether somebody followed ([`LOG_IN`](super::LOG_IN)).
    Redirects,
    /// 404, `not found` in plain text: another program, or a wrong path (§1.1).
    NotFound,
    /// Half of the right answer, announced as the whole.
    Truncated,
    /// An answer of 50 MB, whose size nobody announces.
    Huge,
    /// The right fields with values of other types.
    WrongTypes,
    /// JSON, but without `status`.
    NoStatus,
    /// 200, `status` false, [`WORDS`](super::WORDS) as `msg`: it understood and says no.
    SaysNo,
    /// Names of enums that nobody knows yet: a newer server. No outage.
    UnknownNames,
    /// Fields that nobody knows yet, at every level: a newer server. No outage.
    ExtraFields,
    /// The right fields and types with values at their limits: numbers, lengths, and what breaks out of headers and pages.
    Extreme,
    /// Tokens that are signed with another secret.
    ForgedToken,
    /// The session of another room is what it tells of.
    AnotherRoom,
    /// 250 people are in each meeting.
    Crowd,
    /// Its clock is off by so many seconds, in `Date` and in tokens.
    ClockOff(i64),
    /// Calls that wait for the lock of a room (create, endRoom, getJoinToken) take so much longer. Within 15 s: no outage.
    LockHeld(Duration),
    /// 401, with the words of one of the causes of §1.3.
    Unauthorised(Cause),
    /// A certificate that nobody signed. Only of an [encrypted](super::BrokenServer::start_encrypted) server, like the next two.
    SelfSigned,
    /// A certificate that ended long ago.
    CertificateExpired,
    /// A certificate for another host.
    CertificateName,
}

/// Why a server lets nobody in (§1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Row 1: a proxy dropped `API-KEY`.
    KeyMissing,
    /// Row 2: it was given another key.
    KeyWrong,
    /// Row 3: a proxy dropped `HASH-SIGNATURE`.
    SignatureMissing,
    /// Row 5: it was given another secret, or a proxy changed the body.
    SignatureWrong,
}
