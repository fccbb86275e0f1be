//! The link doctor: what a join link is, and whether it opens. What was pasted is kept nowhere, and stands in no log.
mod invite;
mod verdict;

use std::cmp::Reverse;

use super::liveness::{self, Liveness};
use super::rooms::{self, Room};
use super::servers::{self, Named};
use super::{Caller, Services};
use crate::clock::UnixMillis;
use crate::domain::design::{Design, Ignored};
use crate::domain::invite::InviteCode;
use crate::domain::pasted::{Link, Mend, Pasted, Place};
use crate::domain::percent;
use crate::internal::Internal;
use crate::meeting::token::Stated;
use crate::storage::servers::ServerId;
pub use invite::FoundInvite;
pub use verdict::{Outcome, Verdict};

/// Who wants to know. What they may not know is not asked.
#[derive(Clone, Copy, Debug)]
pub enum Asker<'a> {
    /// Somebody who is signed in: sees of rooms those that are theirs.
    Caller(&'a Caller),
    /// Somebody at the machine, who could read everything anyway.
    KeyHolder,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// Whether it opens, and what stops it.
    pub verdict: Verdict,
    /// When that was so.
    pub at: UnixMillis,
    /// Where it leads, if it is an address.
    pub place: Option<Place>,
    /// What else there is to say, if there is a token.
    pub findings: Option<Box<Findings>>,
    /// What else there is to say, if it is an invite into a room of the asker's.
    pub invite: Option<Box<FoundInvite>>,
}

impl Inspection {
    fn new(verdict: Verdict, at: UnixMillis) -> Self {
        Self { verdict, at, place: None, findings: None, invite: None }
    }

    /// The room it leads to, if that is the asker's.
    pub fn room(&self) -> Option<&Room> {
        let of_link = self.findings.as_ref().and_then(|found| found.room.as_ref());
        of_link.or_else(|| self.invite.as_ref().map(|found| &found.room))
    }
}

/// What is known of a link with a token, but for the token itself.
#[derive(Clone, Debug)]
pub struct Findings {
    /// What the token says.
    pub stated: Stated,
    /// Who made it.
    pub issuer: Issuer,
    /// Whether it leads into the rehearsal room.
    pub rehearses: bool,
    /// The room, if it is the asker's.
    pub room: Option<Room>,
    /// Whether a session of it runs, if the asker may know and somebody can say.
    pub live: Option<Liveness>,
    /// What of its design is valid.
    pub design: Design,
    /// What of its design is not.
    pub ignored: Vec<Ignored>,
    /// Names of its other parameters.
    pub others: Vec<String>,
    /// How many bytes of it go to the server.
    pub request_length: usize,
    /// What had to be put right.
    pub mends: Vec<Mend>,
}

/// Who made a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// One of our servers: its secret fits the signature.
    Ours(KnownServer),
    /// It says to be of one of our servers, whose secret does not fit.
    Pretended(KnownServer),
    /// None of our servers.
    Unknown,
}

/// One of our servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownServer {
    /// Which; `None`: the sandbox.
    pub id: Option<ServerId>,
    /// What administrators call it; `None`: the sandbox.
    pub name: Option<String>,
    /// What stands in its tokens as the issuer.
    pub api_key: String,
    /// Where its links lead.
    pub join_place: Option<Place>,
}

impl Issuer {
    /// The server, as far as it is one of ours.
    pub fn server(&self) -> Option<&KnownServer> {
        match self {
            Self::Ours(server) | Self::Pretended(server) => Some(server),
            Self::Unknown => None,
        }
    }
}

/// Looks at what somebody pasted: at most [`Pasted::LIMIT`] bytes.
pub async fn inspect(services: &Services, asker: Asker<'_>, text: &str) -> Result<Inspection, Internal> {
    let at = services.clock.now();
    match Pasted::read(text) {
        Pasted::Nothing => Ok(Inspection::new(Verdict::Nothing, at)),
        Pasted::Code(code) => invite::look(services, asker, Some(code), at).await,
        Pasted::Address(place) => match without_token(services, &place) {
            // Its address is its code, which nobody needs to see again.
            AnAddress::OfInvite(code) => invite::look(services, asker, code, at).await,
            AnAddress::Other(verdict) => Ok(Inspection { place: Some(place), ..Inspection::new(verdict, at) }),
        },
        Pasted::Link(link) => {
            let place = link.place.clone();
            let findings = find(services, asker, *link).await?;
            let verdict = verdict::of(&findings, place.as_ref(), at);
            Ok(Inspection { place, findings: Some(Box::new(findings)), ..Inspection::new(verdict, at) })
        }
    }
}

/// An address that has no token.
enum AnAddress {
    /// Of an invite of this portal; `None`: its code is none.
    OfInvite(Option<InviteCode>),
    Other(Verdict),
}

fn without_token(services: &Services, place: &Place) -> AnAddress {
    let is_ours = Place::of(services.config.public_url.as_str()).is_some_and(|ours| ours.is_same_site(place));
    let mut parts = place.path().trim_start_matches('/').split('/');
    match parts.next() {
        Some("j" | "wait") if is_ours => AnAddress::OfInvite(parts.next().and_then(|code| percent::decoded(code).parse().ok())),
        Some(first) if is_ours && first != "sandbox" => AnAddress::Other(Verdict::OwnPage),
        _ => AnAddress::Other(Verdict::NoToken),
    }
}

async fn find(services: &Services, asker: Asker<'_>, link: Link) -> Result<Findings, Internal> {
    let stated = Stated::read(link.token.as_str());
    let account_id = match asker {
        Asker::Caller(caller) => Some(&caller.account_id),
        Asker::KeyHolder => None,
    };
    let room = rooms::by_meeting_id(services, account_id, &stated.claims.room_id).await?;
    let (issuer, server) = issuer(servers::every(services).await?, &link, &stated, room.as_ref());
    let is_there = room.as_ref().is_none_or(|room| room.server_id() == server.as_ref().and_then(|server| server.id.as_ref()));
    let may_know = room.is_some() || matches!(asker, Asker::KeyHolder);
    let live = match (&issuer, &server) {
        (Issuer::Ours(_), Some(server)) if may_know && is_there && !stated.claims.room_id.is_empty() => {
            Some(liveness::on(&server.server, &stated.claims.room_id).await)
        }
        _ => None,
    };
    let rehearsal = Place::of(services.sandbox.join_address());
    let rehearses = link.place.as_ref().zip(rehearsal.as_ref()).is_some_and(|(place, rehearsal)| place.is_same_page(rehearsal));
    let (design, ignored) = Design::read_untrusted(link.design.as_deref().unwrap_or_default());
    let Link { others, request_length, mends, .. } = link;
    Ok(Findings { stated, issuer, rehearses, room, live, design, ignored, others, request_length, mends })
}

/// Who made the token: of the servers whose secret fits, the one with its API key, best of all the one it leads to; else one
/// that only has its API key. Of several that fit as well, the room's own, else the first.
fn issuer(servers: Vec<Named>, link: &Link, stated: &Stated, room: Option<&Room>) -> (Issuer, Option<Named>) {
    let is_named = |known: &KnownServer| stated.issuer.as_deref() == Some(known.api_key.as_str());
    let known = servers.into_iter().map(|named| (KnownServer::of(&named), named));
    let fits = |(known, named): (KnownServer, Named)| {
        let fits = named.server.has_signed(link.token.as_str());
        (fits || is_named(&known)).then_some((fits, known, named))
    };
    let leads_to = |known: &KnownServer| {
        link.place.as_ref().zip(known.join_place.as_ref()).is_some_and(|(place, join_place)| place.is_same_page(join_place))
    };
    let is_rooms = |known: &KnownServer| room.is_some_and(|room| room.server_id() == known.id.as_ref());
    let rank = |(fits, known, _): &(bool, KnownServer, Named)| (*fits, is_named(known), leads_to(known), is_rooms(known));
    // `max_by_key` takes the last of equals.
    let best = known.filter_map(fits).min_by_key(|found| Reverse(rank(found)));
    match best {
        Some((true, known, named)) => (Issuer::Ours(known), Some(named)),
        Some((false, known, named)) => (Issuer::Pretended(known), Some(named)),
        None => (Issuer::Unknown, None),
    }
}

impl KnownServer {
    fn of(named: &Named) -> Self {
        Self {
            id: named.id.clone(),
            name: named.name.clone(),
            api_key: named.server.api_key().to_owned(),
            join_place: Place::of(named.server.join_address()),
        }
    }
}
