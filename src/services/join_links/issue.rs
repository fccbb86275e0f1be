//! Check → create → token: how everybody gets a link, members and guests alike.
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use super::MakeError;
use crate::domain::address::HttpsUrl;
use crate::domain::design::Design;
use crate::domain::fault::{Fault, Outage};
use crate::domain::join_link::JoinLink;
use crate::domain::language::PreferredLanguage;
use crate::domain::locks::{PersonLocks, StoredLocks};
use crate::domain::person::{DisplayName, MeetingRole};
use crate::domain::user_id::UserId;
use crate::internal::Internal;
use crate::meeting::wire::{CreateRoom, Endpoint, GetJoinToken, RoomInfo, UserInfo, UserMetadata};
use crate::meeting::{MeetingError, MeetingServer};
use crate::services::rooms::{self, Room, RoomError};
use crate::services::sessions::{self, Ready};
use crate::services::{Caller, Services, servers};

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

/// Who a link is for, and what is set for them.
pub(in crate::services) struct Person<'a> {
    pub name: &'a DisplayName,
    pub user_id: &'a UserId,
    pub role: MeetingRole,
    pub hidden: bool,
    pub picture: Option<&'a HttpsUrl>,
    pub language: Option<PreferredLanguage>,
    pub record_webcam: bool,
    pub locks: &'a PersonLocks,
}

/// The same as a meeting server is told.
pub(in crate::services) fn user_info(person: &Person<'_>) -> UserInfo {
    UserInfo {
        name: person.name.to_string(),
        user_id: person.user_id.to_string(),
        is_admin: person.role.is_admin(),
        is_hidden: person.hidden,
        user_metadata: UserMetadata {
            profile_pic: person.picture.map(ToString::to_string),
            preferred_lang: person.language.map(|language| language.code().to_owned()),
            record_webcam: Some(person.record_webcam),
            // plugNmeet discards a moderator's (§3.2), so none are sent.
            lock_settings: if person.role.is_admin() { StoredLocks::default() } else { person.locks.into() },
        },
    }
}

/// A link that is wanted.
pub(in crate::services) struct Order<'a> {
    /// Who asks; `None`: a guest, who has an invite.
    pub caller: Option<&'a Caller>,
    /// Who it is for.
    pub user: UserInfo,
    /// What it carries.
    pub design: &'a Design,
    /// The session that was seen running a moment ago.
    pub seen: Option<RoomInfo>,
    /// Whether a session is begun where none runs; else that is [`MeetingError::RoomNotFound`].
    pub may_begin: bool,
}

impl<'a> Order<'a> {
    /// What a member of the room wants.
    pub fn of_member(caller: &'a Caller, user: UserInfo, design: &'a Design) -> Self {
        Self { caller: Some(caller), user, design, seen: None, may_begin: true }
    }
}

/// A link, and the session it leads into.
pub(in crate::services) struct Issued {
    pub session: RoomInfo,
    pub token: SecretString,
    pub link: SecretString,
    create: CreateRoom,
    ask: GetJoinToken,
}

impl Issued {
    /// The same as requests of the plugNmeet API, in order.
    pub(super) fn calls(&self) -> Result<[ApiCall; 2], MakeError> {
        let call = |made: Result<ApiCall, Internal>| made.map_err(|fault| MakeError::Room(RoomError::Internal(fault)));
        Ok([call(ApiCall::new(Endpoint::CreateRoom, &self.create))?, call(ApiCall::new(Endpoint::GetJoinToken, &self.ask))?])
    }
}

/// Check → create → token (§9, row 5).
pub(in crate::services) async fn issue(services: &Services, room: &Room, order: Order<'_>) -> Result<Issued, MakeError> {
    let Order { caller, user, design, seen, may_begin } = order;
    let server = servers::get(services, room.server_id()).await.map_err(RoomError::Internal)?;
    let create = room.create_request();
    let ask = GetJoinToken { room_id: create.room_id.clone(), user_info: user };
    // Refused before a token exists: asking for one is a change of state (§3.1).
    JoinLink::check(server.join_address(), ask.token_length(server.api_key()), design).map_err(MakeError::TooLong)?;
    let mut ready = match seen {
        Some(session) => Ready { session, is_new: false },
        None => session(services, &server, room, &create, may_begin).await?,
    };
    let token = match server.get_join_token(&ask).await {
        // The session can end between check and token: then there has to be another.
        Err(MeetingError::RoomNotFound) if may_begin => {
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
        let now = look_again(services, caller, room).await?;
        let is_moved = now.server_id() != room.server_id();
        if now.archived || is_moved {
            server.end_room(&create.room_id).await?;
        }
        if now.archived {
            return Err(MakeError::Archived);
        }
        if is_moved {
            let order = Order { caller, user: ask.user_info, design, seen: None, may_begin };
            return Box::pin(issue(services, &now, order)).await;
        }
    }
    let link = JoinLink::build(server.join_address(), token.expose_secret(), design).map_err(MakeError::TooLong)?;
    Ok(Issued { session: ready.session, token, link: SecretString::from(String::from(link)), create, ask })
}

async fn session(
    services: &Services,
    server: &MeetingServer,
    room: &Room,
    create: &CreateRoom,
    may_begin: bool,
) -> Result<Ready, MeetingError> {
    if may_begin {
        return sessions::ready(services, server, room, create).await;
    }
    let session = sessions::running(services, server, room).await?.ok_or(MeetingError::RoomNotFound)?;
    Ok(Ready { session, is_new: false })
}

/// The room as it is now.
async fn look_again(services: &Services, caller: Option<&Caller>, room: &Room) -> Result<Room, RoomError> {
    match caller {
        Some(caller) => rooms::for_caller(services, caller, room.slug.as_str()).await,
        None => {
            Ok(rooms::of_invite(services, &mut *services.storage.read().await?, &room.id).await?.ok_or(RoomError::NotFound)?.0)
        }
    }
}
