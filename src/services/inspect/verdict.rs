//! What stops a link: of everything that does, what whoever opens it meets first (plugnmeet-api.md §3.3, §8).
use super::{Findings, Issuer};
use crate::clock::UnixMillis;
use crate::domain::design::IgnoredReason;
use crate::domain::pasted::{Mend, Place};
use crate::meeting::token::{Damage, LEEWAY};
use crate::services::liveness::Liveness;

/// Whether a link opens, and what stops it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It opens.
    Works,
    /// It would, but it was pasted in pieces.
    WorksInOnePiece,
    /// Nothing is wrong with it; whether its session runs is nobody's business but the room's members'.
    NotYourRoom,
    /// Nothing is wrong with it; its server does not say whether the session runs.
    ServerSilent,
    /// Nothing seems wrong with it; its server is none of ours.
    UnknownServer,
    /// No link was found.
    Nothing,
    /// The address has no token.
    NoToken,
    /// It looks like an invite, and this portal has none of that code.
    NoSuchInvite,
    /// An invite into a room that is nobody's business but its members'.
    InviteOfOthers,
    /// An invite that opens its room.
    InviteWorks,
    /// An invite that would, if the meeting server answered.
    InviteServerSilent,
    /// An invite that opens later.
    InviteNotYet {
        /// From when on.
        from: UnixMillis,
    },
    /// An invite whose time is over.
    InviteExpired {
        /// Since when.
        since: UnixMillis,
    },
    /// An invite that has let in as many as it may.
    InviteUsedUp,
    /// An invite that was revoked.
    InviteRevoked {
        /// When.
        since: UnixMillis,
    },
    /// An invite into a room that is out of use.
    InviteArchived,
    /// Another page of this portal.
    OwnPage,
    /// Plain http: plugNmeet's page wants https.
    Insecure,
    /// Longer than a meeting server takes.
    TooLong,
    /// The token lacks its end.
    CutOff,
    /// The token cannot be read.
    Damaged,
    /// The token is not signed with HS256.
    Algorithm,
    /// The secret does not fit.
    Signature,
    /// The secret fits, the API key does not.
    ApiKey,
    /// It leads to another place than its server's.
    WrongPlace,
    /// Its two user ids differ.
    Subject,
    /// It names no room.
    NoRoom,
    /// Its time has not come.
    NotYetValid,
    /// Its time is over.
    Expired,
    /// Its design is `null`, at which plugNmeet's page stays empty.
    EmptyPage,
    /// Its design could change anything on plugNmeet's page.
    Dangerous,
    /// Its room is on another server now.
    Moved,
    /// No session of its room runs.
    Over,
    /// The session that runs began after it was made.
    EarlierSession {
        /// When the session that runs began.
        since: UnixMillis,
    },
}

/// A verdict in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It opens.
    Works,
    /// Nobody here can say.
    Unknown,
    /// It does not, or nobody should open it.
    WillNotOpen,
}

impl Verdict {
    /// In a word.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Works | Self::WorksInOnePiece | Self::InviteWorks => Outcome::Works,
            Self::NotYourRoom | Self::ServerSilent | Self::UnknownServer | Self::InviteOfOthers | Self::InviteServerSilent => {
                Outcome::Unknown
            }
            _ => Outcome::WillNotOpen,
        }
    }
}

/// A server of plugNmeet's answers 431 to longer requests (measured).
const LONGEST_REQUEST: usize = 3900;

/// What comes first.
pub(super) fn of(found: &Findings, place: Option<&Place>, now: UnixMillis) -> Verdict {
    in_the_link(found, place).or_else(|| in_the_token(found, place, now)).unwrap_or_else(|| in_the_room(found))
}

fn in_the_link(found: &Findings, place: Option<&Place>) -> Option<Verdict> {
    if found.rehearses {
        // It is ours: it has no need of https, and takes what comes.
        return None;
    }
    if place.is_some_and(|place| !place.is_secure()) {
        return Some(Verdict::Insecure);
    }
    (found.request_length > LONGEST_REQUEST).then_some(Verdict::TooLong)
}

fn in_the_token(found: &Findings, place: Option<&Place>, now: UnixMillis) -> Option<Verdict> {
    let stated = &found.stated;
    let user_id = &stated.claims.user_id;
    // The rehearsal room reads a design with more care than plugNmeet's page.
    let has = |reason: IgnoredReason| !found.rehearses && found.ignored.iter().any(|ignored| ignored.reason == reason);
    let leads_elsewhere = |join_place: &Option<Place>| {
        place.zip(join_place.as_ref()).is_some_and(|(place, join_place)| !place.is_same_page(join_place))
    };
    match (stated.damage, &stated.algorithm) {
        (Some(Damage::CutOff), _) => return Some(Verdict::CutOff),
        (None, Some(algorithm)) if algorithm != "HS256" => return Some(Verdict::Algorithm),
        (Some(Damage::Unreadable), _) => return Some(Verdict::Damaged),
        _ => {}
    }
    match &found.issuer {
        Issuer::Pretended(_) => return Some(Verdict::Signature),
        Issuer::Ours(server) if stated.issuer.as_deref() != Some(&server.api_key) => return Some(Verdict::ApiKey),
        Issuer::Ours(server) if leads_elsewhere(&server.join_place) => return Some(Verdict::WrongPlace),
        Issuer::Ours(_) | Issuer::Unknown => {}
    }
    let checks = [
        (!user_id.is_empty() && stated.subject.as_deref() != Some(user_id), Verdict::Subject),
        (stated.not_before.is_some_and(|from| from.0.saturating_sub(now.0) > LEEWAY), Verdict::NotYetValid),
        (stated.expires.is_some_and(|until| now.0.saturating_sub(until.0) > LEEWAY), Verdict::Expired),
        (stated.claims.room_id.is_empty(), Verdict::NoRoom),
        (has(IgnoredReason::Null), Verdict::EmptyPage),
        (has(IgnoredReason::Dangerous), Verdict::Dangerous),
    ];
    checks.into_iter().find(|(is_so, _)| *is_so).map(|(_, verdict)| verdict)
}

fn in_the_room(found: &Findings) -> Verdict {
    let Issuer::Ours(server) = &found.issuer else { return Verdict::UnknownServer };
    if found.room.as_ref().is_some_and(|room| room.server_id() != server.id.as_ref()) {
        return Verdict::Moved;
    }
    match &found.live {
        None => Verdict::NotYourRoom,
        Some(Liveness::Unknown(_)) => Verdict::ServerSilent,
        Some(Liveness::NotRunning | Liveness::Ending) => Verdict::Over,
        Some(Liveness::Live(live)) if found.stated.not_before.is_some_and(|made| made.seconds() < live.since.seconds()) => {
            Verdict::EarlierSession { since: live.since }
        }
        Some(Liveness::Live(_)) if found.mends.contains(&Mend::Broken) => Verdict::WorksInOnePiece,
        Some(Liveness::Live(_)) => Verdict::Works,
    }
}

#[cfg(test)]
mod tests;
