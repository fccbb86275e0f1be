//! Join links: for one person, now. The token is made at the click, shown once, never stored.
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use super::liveness::{self, Liveness};
use super::recent::Recent;
use super::rooms::{self, Room, RoomError};
use super::{Services, door, room_list, servers, sessions};
use crate::clock::UnixMillis;
use crate::domain::design::Design;
use crate::domain::fault::{Fault, Outage};
use crate::domain::join_link::{JoinLink, TooLong};
use crate::domain::locks::{StoredLocks, merge};
use crate::domain::person::{DisplayName, MeetingRole};
use crate::domain::user_id::UserId;
use crate::forms::{FieldError, JoinLinkForm, JoinLinkRequest};
use crate::internal::Internal;
use crate::meeting::MeetingError;
use crate::meeting::token::Stated;
use crate::meeting::wire::{Endpoint, GetJoinToken, RoomFeatures, RoomInfo, RoomMetadata, UserInfo, UserMetadata};
use crate::random;
use crate::services::Caller;

/// A link that was made, and all there is to say about it.
#[derive(Clone)]
pub struct MadeLink {
    /// The session it leads into.
    pub sid: String,
    /// The link.
    pub link: SecretString,
    /// When the meeting server stops taking it, if its token says so.
    pub valid_until: Option<UnixMillis>,
    /// Who it is for.
    pub name: DisplayName,
    /// The id they have in the meeting.
    pub user_id: UserId,
    /// Whether that id was typed: a second person with it throws the first out.
    pub user_id_was_typed: bool,
    /// What the running session has switched on.
    pub features: RoomFeatures,
    /// What they are.
    pub role: MeetingRole,
    /// What is set for them on the meeting server: see `domain::locks`.
    pub locks: StoredLocks,
    /// The running session's locks, which some of theirs fall back to.
    pub room_locks: StoredLocks,
    /// The same as requests of the plugNmeet API, in order.
    pub calls: [ApiCall; 2],
}

/// A request as a program would send it, but for its signature.
#[derive(Clone, Debug)]
pub struct ApiCall {
    /// Below the server's address.
    pub path: String,
    /// The body, to be read.
    pub pretty: String,
    /// The body, to be signed and sent.
    pub body: String,
}

impl ApiCall {
    fn new(endpoint: Endpoint, request: &impl Serialize) -> Result<Self, Internal> {
        let (pretty, body) = (serde_json::to_string_pretty(request)?, serde_json::to_string(request)?);
        Ok(Self { path: format!("/auth/{}", endpoint.path()), pretty, body })
    }
}

/// Why no link was made.
#[derive(Debug)]
pub enum MakeError {
    /// The design makes the link longer than a meeting server takes.
    TooLong(TooLong),
    /// The room is out of use.
    Archived,
    /// The meeting server would not.
    Meeting(MeetingError),
    /// No such room for the caller, or something went wrong here.
    Room(RoomError),
}

impl MakeError {
    /// The field of the form it is said at, and what; or what ends in a page of its own.
    pub fn at_field(self) -> Result<(&'static str, FieldError), RoomError> {
        Ok(match self {
            Self::TooLong(too_long) => ("design", FieldError::TooLong(too_long)),
            Self::Archived => ("form", FieldError::RoomArchived),
            Self::Meeting(MeetingError::Refused(refusal)) => ("form", FieldError::ServerRefused(refusal)),
            Self::Meeting(MeetingError::Unavailable(outage)) => ("form", FieldError::ServerUnavailable(outage)),
            // A room that ends between two calls, twice in a row: the same advice, try again.
            Self::Meeting(MeetingError::RoomNotFound) => ("form", FieldError::ServerUnreadable),
            Self::Meeting(MeetingError::Internal(fault)) => return Err(RoomError::Internal(fault)),
            Self::Room(error) => return Err(error),
        })
    }
}

impl From<RoomError> for MakeError {
    fn from(error: RoomError) -> Self {
        Self::Room(error)
    }
}

impl From<MeetingError> for MakeError {
    fn from(error: MeetingError) -> Self {
        Self::Meeting(error)
    }
}

/// A link that was made and the form it was made with: what the page shows.
#[derive(Clone)]
pub struct Shown {
    /// The link.
    pub made: MadeLink,
    /// The form, kept for the next one.
    pub form: JoinLinkForm,
}

/// Makes a join link for somebody. The same press again within seconds gets the same link: a new one would throw out
/// whoever just went in with the first (§9, row 3).
pub async fn make_once(
    services: &Services,
    caller: &Caller,
    slug: &str,
    instance: &str,
    wanted: &JoinLinkRequest,
) -> Result<MadeLink, MakeError> {
    let room = in_use(services, caller, slug).await?;
    let press = format!("{:?} {slug} {} {instance} {wanted:?}", caller.account_id, room.version);
    once(services, caller, &room, &services.recent_links, press, make(services, caller, &room, wanted)).await
}

/// What leads into a session.
trait IntoSession: Clone {
    /// Which.
    fn sid(&self) -> &str;
}

impl IntoSession for MadeLink {
    fn sid(&self) -> &str {
        &self.sid
    }
}

impl IntoSession for Joined {
    fn sid(&self) -> &str {
        &self.sid
    }
}

/// What the same press made just before, if its session still runs; else what `making` gives. Either is a use of the room.
async fn once<T: IntoSession>(
    services: &Services,
    caller: &Caller,
    room: &Room,
    recent: &Recent<T>,
    press: String,
    making: impl Future<Output = Result<T, MakeError>>,
) -> Result<T, MakeError> {
    if let Some(made) = recent.repeat(&press)
        && !still_runs(services, room, made.sid()).await
    {
        recent.forget(&press);
    }
    // On the heap: all that a session is like is in this future.
    let made = recent.once(press, Box::pin(making)).await?;
    room_list::used(services, caller, &room.slug).await;
    Ok(made)
}

/// The room, if the caller has a right in it and it is not archived.
async fn in_use(services: &Services, caller: &Caller, slug: &str) -> Result<Room, MakeError> {
    let room = rooms::for_caller(services, caller, slug).await?;
    if room.archived { Err(MakeError::Archived) } else { Ok(room) }
}

/// Whether a link made a moment ago still opens something. Where that is not known, it is taken to.
async fn still_runs(services: &Services, room: &Room, sid: &str) -> bool {
    match liveness::of(services, room).await {
        Liveness::Live(live) => live.sid == sid,
        Liveness::Ending | Liveness::NotRunning => false,
        Liveness::Unknown(_) => true,
    }
}

async fn make(services: &Services, caller: &Caller, room: &Room, wanted: &JoinLinkRequest) -> Result<MadeLink, MakeError> {
    let design = wanted.design.clone().resolve(&room.design);
    let user_id = wanted.user_id.clone().unwrap_or_else(|| UserId::propose(&wanted.name, &random::letters(5)));
    let person = StoredLocks::from(&wanted.locks);
    let user = UserInfo {
        name: wanted.name.to_string(),
        user_id: user_id.to_string(),
        is_admin: wanted.role.is_admin(),
        is_hidden: wanted.hidden,
        user_metadata: UserMetadata {
            profile_pic: wanted.profile_pic.as_ref().map(ToString::to_string),
            preferred_lang: wanted.language.map(|language| language.code().to_owned()),
            record_webcam: Some(wanted.record_webcam),
            // plugNmeet discards a moderator's (§3.2), so none are sent.
            lock_settings: if wanted.role.is_admin() { StoredLocks::default() } else { person },
        },
    };
    let issued = issue(services, caller, room, user, &design).await?;
    let RoomMetadata { room_features, default_lock_settings: room_locks, .. } = issued.session.metadata;
    Ok(MadeLink {
        sid: issued.session.sid,
        valid_until: Stated::read(issued.token.expose_secret()).expires,
        link: issued.link,
        name: wanted.name.clone(),
        user_id,
        user_id_was_typed: wanted.user_id.is_some(),
        features: room_features,
        role: wanted.role,
        locks: merge(wanted.role, wanted.role.is_admin(), &person, &room_locks),
        room_locks,
        calls: issued.calls,
    })
}

/// A link for the caller: a moderator of the room, always under the same id. A second press within seconds gets the same.
pub async fn for_oneself(services: &Services, caller: &Caller, slug: &str) -> Result<SecretString, MakeError> {
    let room = in_use(services, caller, slug).await?;
    let press = format!("{:?} {slug} {}", caller.account_id, room.version);
    let joined = once(services, caller, &room, &services.recent_joins, press, join(services, caller, &room)).await?;
    Ok(joined.link)
}

/// A link somebody made for himself.
#[derive(Clone)]
pub struct Joined {
    link: SecretString,
    sid: String,
}

async fn join(services: &Services, caller: &Caller, room: &Room) -> Result<Joined, MakeError> {
    let user = UserInfo {
        name: caller.name.to_string(),
        user_id: caller.meeting_user_id.to_string(),
        is_admin: MeetingRole::Moderator.is_admin(),
        is_hidden: false,
        user_metadata: UserMetadata::default(),
    };
    let issued = issue(services, caller, room, user, &room.design).await?;
    door::start(services, room, &issued.session.sid).await.map_err(RoomError::Internal)?;
    Ok(Joined { link: issued.link, sid: issued.session.sid })
}

struct Issued {
    session: RoomInfo,
    token: SecretString,
    link: SecretString,
    calls: [ApiCall; 2],
}

/// Check → create → token (§9, row 5).
async fn issue(services: &Services, caller: &Caller, room: &Room, user: UserInfo, design: &Design) -> Result<Issued, MakeError> {
    let server = servers::get(services, room.server_id()).await.map_err(RoomError::Internal)?;
    let create = room.create_request();
    let ask = GetJoinToken { room_id: create.room_id.clone(), user_info: user };
    // Refused before a token exists: asking for one is a change of state (§3.1).
    JoinLink::check(server.join_address(), ask.token_length(server.api_key()), design).map_err(MakeError::TooLong)?;
    let mut ready = sessions::ready(services, &server, room, &create).await?;
    let token = match server.get_join_token(&ask).await {
        // The session can end between check and token: then there has to be another.
        Err(MeetingError::RoomNotFound) => {
            ready = sessions::ready(services, &server, room, &create).await?;
            server.get_join_token(&ask).await?
        }
        other => other?,
    };
    // A muddled server must not send anybody into another room, or as somebody else.
    let makes_ids = ready.session.metadata.room_features.auto_gen_user_id;
    if ready.session.room_id != create.room_id || !server.has_made(&token, &ask, makes_ids) {
        let outage = Outage { fault: Fault::OtherShape, since: services.clock.now().0 };
        return Err(MeetingError::Unavailable(outage).into());
    }
    if ready.is_new {
        // Somebody may have archived or moved it since we looked: he saw nothing running, so what we began must not go on.
        let now = rooms::for_caller(services, caller, room.slug.as_str()).await?;
        let is_moved = now.server_id() != room.server_id();
        if now.archived || is_moved {
            server.end_room(&create.room_id).await?;
        }
        if now.archived {
            return Err(MakeError::Archived);
        }
        if is_moved {
            return Box::pin(issue(services, caller, &now, ask.user_info, design)).await;
        }
    }
    let link = JoinLink::build(server.join_address(), token.expose_secret(), design).map_err(MakeError::TooLong)?;
    let calls = [
        ApiCall::new(Endpoint::CreateRoom, &create).map_err(RoomError::Internal)?,
        ApiCall::new(Endpoint::GetJoinToken, &ask).map_err(RoomError::Internal)?,
    ];
    Ok(Issued { session: ready.session, token, link: SecretString::from(String::from(link)), calls })
}
