//! Meeting servers behind one enum: what the portal asks of one, in typed calls.
//!
//! Every call goes the same way, whatever the server: the typed request becomes JSON, [`MeetingServer::post`] carries it,
//! the reply is read and decided on its `status` (plugnmeet-api.md §1.4: neither HTTP status nor `status_code` decides).
mod in_session;
pub mod plugnmeet;
mod recordings;
pub mod sandbox;
pub mod signing;
pub mod token;
pub mod wire;

pub use in_session::Upload;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::plugnmeet::breaker::ServerState;
use self::plugnmeet::{Address, Call, Plugnmeet};
use self::sandbox::Sandbox;
use self::wire::{
    ActiveRoom, ActiveRoomReply, ActiveRoomsReply, Code, CreateRoom, CreateRoomReply, Endpoint, GetJoinToken, IsActiveReply,
    JoinTokenReply, Outcome, RoomId, RoomInfo,
};
use crate::domain::address::origin;
use crate::domain::fault::{Fault, Outage, Refusal};
use crate::internal::Internal;

/// A meeting server the portal can use.
#[derive(Clone, Debug)]
pub enum MeetingServer {
    /// The one inside Roomkey: rooms without video, for trying things out.
    Sandbox(Sandbox),
    /// A real one.
    Plugnmeet(Plugnmeet),
}

/// Whether a room has a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomState {
    /// It has: tokens are to be had.
    Running,
    /// It was ended and is being torn down, which takes up to ten seconds; the next one waits for that (§2.4).
    Ending,
    /// It has none.
    NotRunning,
}

/// Why a meeting server did not do what was asked. No message holds a token, a body or metadata.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MeetingError {
    /// No session of this room is running: create one, then ask again.
    #[error("no session of this room is running")]
    RoomNotFound,
    /// The server understood and said no.
    #[error("the meeting server refused: {0}")]
    Refused(Refusal),
    /// It does not answer as a meeting server does.
    #[error("the meeting server is not to be had: {}", .0.fault)]
    Unavailable(Outage),
    /// Something of ours failed, and is logged.
    #[error("the call could not be made")]
    Internal(Internal),
}

impl MeetingError {
    /// What is wrong with the server, if something is.
    pub fn outage(self) -> Option<Outage> {
        match self {
            Self::Unavailable(outage) => Some(outage),
            Self::RoomNotFound | Self::Refused(_) | Self::Internal(_) => None,
        }
    }
}

/// Something of ours failed, and is logged.
impl From<Internal> for MeetingError {
    fn from(internal: Internal) -> Self {
        Self::Internal(internal)
    }
}

impl MeetingServer {
    /// Whether a session of the room is running, or ending (§2.3). Cheap, and never waits for a lock.
    pub async fn room_state(&self, room_id: &str) -> Result<RoomState, MeetingError> {
        let reply: IsActiveReply = match self.call(Endpoint::IsRoomActive, &RoomId { room_id }).await {
            // Only a server that sends no codes says so in this way (§0).
            Err(MeetingError::RoomNotFound) => return Ok(RoomState::NotRunning),
            other => other?,
        };
        Ok(if reply.is_active {
            RoomState::Running
        } else if reply.status_code == Code::RoomNotActive {
            RoomState::Ending
        } else {
            RoomState::NotRunning
        })
    }

    /// Starts a session, or returns the one that is running: its settings then stay as they are (§2.1).
    pub async fn create_room(&self, room: &CreateRoom) -> Result<RoomInfo, MeetingError> {
        let reply: CreateRoomReply = self.call(Endpoint::CreateRoom, room).await?;
        Ok(reply.room_info)
    }

    /// A token for one person, valid for ten minutes on a server with stock settings. Asking is a change: it overwrites
    /// what the server knows of this user id and throws out whoever is online under it (§3.1).
    pub async fn get_join_token(&self, request: &GetJoinToken) -> Result<SecretString, MeetingError> {
        let reply: JoinTokenReply = self.call(Endpoint::GetJoinToken, request).await?;
        Ok(reply.token.into())
    }

    /// The running session of a room and who is in it; `None` when none is running (§2.3).
    pub async fn active_room(&self, room_id: &str) -> Result<Option<ActiveRoom>, MeetingError> {
        match self.call::<ActiveRoomReply>(Endpoint::GetActiveRoomInfo, &RoomId { room_id }).await {
            Ok(reply) => Ok(Some(reply.room)),
            Err(MeetingError::RoomNotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Every running session of the server (§2.3).
    pub async fn active_rooms(&self) -> Result<Vec<RoomInfo>, MeetingError> {
        match self.call::<ActiveRoomsReply>(Endpoint::GetActiveRoomsInfo, &serde_json::Map::new()).await {
            Ok(reply) => Ok(reply.rooms.into_iter().map(|room| room.room_info).collect()),
            // A server without any answers `NOT_FOUND`.
            Err(MeetingError::Refused(Refusal::NotFound { .. })) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Ends the running session; `false` when none was running (§2.4). A real server goes on tearing down for seconds.
    pub async fn end_room(&self, room_id: &str) -> Result<bool, MeetingError> {
        match self.call::<Outcome>(Endpoint::EndRoom, &RoomId { room_id }).await {
            Ok(_) => Ok(true),
            Err(MeetingError::RoomNotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Where a form may end up after a redirect to a join link, for the content security policy.
    pub fn join_origin(&self) -> &str {
        origin(self.join_address())
    }

    /// What is known of it from the calls it got. The sandbox is always there.
    pub fn state(&self) -> ServerState {
        match self {
            Self::Sandbox(sandbox) => ServerState::Up { checked_at: sandbox.now() },
            Self::Plugnmeet(server) => server.state(),
        }
    }

    /// What names us to it, and stands in its tokens as the issuer.
    pub fn api_key(&self) -> &str {
        match self {
            Self::Sandbox(sandbox) => sandbox.api_key(),
            Self::Plugnmeet(server) => &server.address().api_key,
        }
    }

    /// Whether a join token is signed with the secret we share with it (§3.3), whatever the token says.
    pub fn has_signed(&self, token: &str) -> bool {
        match self {
            Self::Sandbox(sandbox) => sandbox.has_signed(token),
            Self::Plugnmeet(server) => token::is_signed(&server.address().secret, token),
        }
    }

    /// Whether a join token is what was asked for; see [`token::is_for`]. The sandbox is this process, and is believed.
    pub fn has_made(&self, token: &SecretString, asked: &GetJoinToken, makes_ids: bool) -> bool {
        match self {
            Self::Sandbox(_) => true,
            Self::Plugnmeet(server) => {
                let Address { api_key, secret, .. } = server.address();
                token::is_for(api_key, secret, token.expose_secret(), asked, makes_ids)
            }
        }
    }

    /// Whether its links open the rehearsal room, and no video call.
    pub fn is_sandbox(&self) -> bool {
        matches!(self, Self::Sandbox(_))
    }

    /// Address of the page that takes `?access_token=…`, with its slash at the end (§8).
    pub fn join_address(&self) -> &str {
        match self {
            Self::Sandbox(sandbox) => sandbox.join_address(),
            Self::Plugnmeet(server) => &server.address().join_address,
        }
    }

    /// The same server for a page, which must not wait: it goes on without an answer after [`plugnmeet::PAGE_WAITS`],
    /// however much it asks until then.
    #[must_use]
    pub fn hasty(&self) -> Self {
        match self {
            Self::Sandbox(sandbox) => Self::Sandbox(sandbox.clone()),
            Self::Plugnmeet(server) => Self::Plugnmeet(server.hasty()),
        }
    }

    async fn call<Reply: DeserializeOwned>(&self, endpoint: Endpoint, request: &impl Serialize) -> Result<Reply, MeetingError> {
        let body = serde_json::to_vec(request).map_err(Internal::from)?;
        // Where servers differ: how a body gets there and the reply back.
        match self {
            Self::Sandbox(sandbox) => read(&sandbox.answer(endpoint, &body).await).map_err(of_sandbox)?,
            Self::Plugnmeet(server) => server.ask(Call::json(endpoint, body), read).await?,
        }
    }
}

/// Reads a reply, which decides by its `status` alone (§1.4).
fn read<Reply: DeserializeOwned>(reply: &[u8]) -> Result<Result<Reply, MeetingError>, Fault> {
    let outcome: Outcome = serde_json::from_slice(reply).map_err(|_| Fault::Unreadable)?;
    if outcome.status {
        return serde_json::from_slice(reply).map(Ok).map_err(|_| Fault::OtherShape);
    }
    Ok(Err(outcome.refusal()))
}

/// The sandbox is this process: what cannot be read of it is nobody's outage, but has a name too.
fn of_sandbox(fault: Fault) -> MeetingError {
    MeetingError::Internal(fault.into())
}

#[cfg(test)]
mod tests;
