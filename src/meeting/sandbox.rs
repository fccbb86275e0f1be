//! The sandbox: a meeting server inside Roomkey that is always there. It answers the room API as a plugNmeet server of
//! version 2.4 with stock settings does (plugnmeet-api.md), keeps sessions and people in SQLite, and has no video.
//!
//! A request goes through [`protojson`] (read), [`rules`] (check) and one function per call in [`rooms`], [`join`] and their
//! neighbours. People come and go through the rehearsal room: [`presence`] changes who is in, [`rehearsal`] shows it,
//! [`life`] knows what follows from it and from the clock.
//! `tests/portal/conformance.rs` compares the replies with recorded ones of a real server.
mod archive;
mod broadcast;
mod client_files;
mod download;
mod join;
mod life;
mod messages;
mod metadata;
mod past;
mod people;
mod presence;
mod protojson;
pub mod recorder;
mod rehearsal;
mod rooms;
mod rules;
mod schema;
mod settle;
mod uri;
mod whiteboard;

use std::sync::Arc;

use secrecy::SecretString;
use serde_json::{Map, Value, json};

use self::archive::nothing;
pub use self::client_files::ClientFiles;
pub use self::download::Download;
pub use self::life::Cause;
use self::life::Phase;
pub use self::presence::{Admit, PresenceError, Remove};
pub use self::rehearsal::{Inside, Left, Rehearsal, Scene, Someone};
use self::schema::Message;
pub use self::whiteboard::WhiteboardFile;
use super::wire::Endpoint;
use super::{signing, token};
use crate::clock::{Clock, UnixMillis};
use crate::storage::Storage;
use crate::storage::sandbox as records;

/// A running sandbox; clones are the same one.
#[derive(Clone, Debug)]
pub struct Sandbox {
    storage: Storage,
    clock: Clock,
    api_key: Arc<str>,
    secret: SecretString,
    join_address: Arc<str>,
    client_files: Arc<ClientFiles>,
}

/// A reply in full.
type Reply = Map<String, Value>;

/// Why a call ends early: answered with `status`, `msg` and `status_code` alone.
#[derive(Debug)]
enum Refusal {
    /// The request itself is wrong.
    Invalid(String),
    /// `room is not active`, as `room/getJoinToken` has it.
    NoRoom,
    /// `this user is blocked to join this session` (§3.1 step 3).
    Blocked,
    /// Understood, and not allowed.
    NotAllowed(String),
    /// Something of ours failed.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl Sandbox {
    /// Opens the sandbox on the tables of `storage`. The secret is at least 32 bytes long (§3.3); `join_address` is where
    /// the rehearsal room is, with its slash at the end.
    pub fn open(storage: Storage, api_key: &str, secret: SecretString, clock: Clock, join_address: &str) -> Self {
        Self { storage, clock, api_key: api_key.into(), secret, join_address: join_address.into(), client_files: Arc::default() }
    }

    /// Where the rehearsal room is.
    pub fn join_address(&self) -> &str {
        &self.join_address
    }

    /// What callers send as `API-KEY`.
    pub fn api_key(&self) -> &str {
        &self.api_key
    }

    /// The time it goes by.
    pub fn now(&self) -> UnixMillis {
        self.clock.now()
    }

    /// Whether a signature fits these bytes (§1.2).
    pub fn is_signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        signing::fits(&self.secret, bytes, signature)
    }

    /// Whether this join token is its own (§3.3), whatever the token says.
    pub fn has_signed(&self, token: &str) -> bool {
        token::is_signed(&self.secret, token)
    }

    /// Whether the tables can be read.
    pub async fn is_healthy(&self) -> bool {
        self.storage.ping().await.is_ok()
    }

    /// Answers a call that is authenticated. The HTTP status past authentication is always 200 (§1.4).
    pub async fn answer(&self, endpoint: Endpoint, body: &[u8]) -> Vec<u8> {
        let reply = self.reply(endpoint, body).await.unwrap_or_else(|refusal| refused(endpoint.path(), refusal));
        Value::Object(reply).to_string().into_bytes()
    }

    /// Answers a body that is not authenticated and so can be no call: says why it is no JSON, if it is none.
    pub fn answer_unsigned(body: &[u8]) -> Option<Vec<u8>> {
        let problem = protojson::decode(&Message(&[]), body).err()?;
        Some(Value::Object(common(false, &problem.to_string(), "INVALID_PARAMETERS")).to_string().into_bytes())
    }

    async fn reply(&self, endpoint: Endpoint, body: &[u8]) -> Result<Reply, Refusal> {
        match endpoint {
            Endpoint::CreateRoom => self.create(request(&messages::CREATE_ROOM, body)?).await,
            Endpoint::GetJoinToken => self.get_join_token(request(&messages::GET_JOIN_TOKEN, body)?).await,
            Endpoint::IsRoomActive => self.is_room_active(&room_id(body)?).await,
            Endpoint::GetActiveRoomInfo => self.get_active_room_info(&room_id(body)?).await,
            Endpoint::GetActiveRoomsInfo => self.get_active_rooms_info().await,
            Endpoint::EndRoom => self.end_room(&room_id(body)?).await,
            Endpoint::FetchPastRooms => self.fetch_past_rooms(request(&messages::FETCH_PAST_ROOMS, body)?).await,
            Endpoint::BroadcastToRoom => self.broadcast(request(&messages::BROADCAST_TO_ROOM, body)?).await,
            Endpoint::GetClientFiles => Ok(self.client_files.reply()),
            Endpoint::FetchRecordings => nothing(&messages::archive::FETCH_RECORDINGS, body, "no recording found"),
            Endpoint::RecordingInfo
            | Endpoint::RecordingInfoByOldName
            | Endpoint::DeleteRecording
            | Endpoint::GetRecordingDownloadToken => nothing(&messages::archive::RECORD_ID, body, "recording not found"),
            Endpoint::UpdateRecordingMetadata => {
                nothing(&messages::archive::UPDATE_RECORDING_METADATA, body, "recording not found")
            }
            Endpoint::MergeRecordings => self.merge_recordings(body).await,
            Endpoint::FetchArtifacts => nothing(&messages::archive::FETCH_ARTIFACTS, body, "no artifact found"),
            Endpoint::ArtifactInfo | Endpoint::DeleteArtifact | Endpoint::GetArtifactDownloadToken => {
                nothing(&messages::archive::ARTIFACT_ID, body, "artifact not found")
            }
            Endpoint::FetchAnalytics => nothing(&messages::archive::FETCH_ANALYTICS, body, "no artifact found"),
            Endpoint::DeleteAnalytics | Endpoint::GetAnalyticsDownloadToken => {
                nothing(&messages::archive::FILE_ID, body, "artifact not found")
            }
        }
    }

    /// The record of somebody in the running session of a room.
    pub async fn stored_user(&self, room_id: &str, user_id: &str) -> Result<Option<records::User>, sqlx::Error> {
        let now = self.clock.now();
        match records::unended(self.storage.reads(), room_id, now).await? {
            Some(session) if Phase::of(&session, now) == Phase::Running => {
                records::user(self.storage.reads(), &session.sid, user_id).await
            }
            _ => Ok(None),
        }
    }
}

/// Reads and checks a request.
fn request(message: &Message, body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let request = protojson::decode(message, body).map_err(|malformed| Refusal::Invalid(malformed.to_string()))?;
    rules::check(message, &request).map_err(|violations| Refusal::Invalid(violations.to_string()))?;
    Ok(request)
}

/// The room a request names.
fn room_id(body: &[u8]) -> Result<String, Refusal> {
    Ok(take_text(&mut request(&messages::ROOM_ID, body)?, "room_id"))
}

/// Takes a text out of a message in plain form, where an empty one is not there.
fn take_text(object: &mut Map<String, Value>, name: &str) -> String {
    match object.remove(name) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    }
}

/// Takes a message out of one; one that is not there is like an empty one.
fn take_message(object: &mut Map<String, Value>, name: &str) -> Map<String, Value> {
    match object.remove(name) {
        Some(Value::Object(inner)) => inner,
        _ => Map::new(),
    }
}

/// What every reply says.
fn common(status: bool, msg: &str, status_code: &str) -> Reply {
    let fields = [("status", json!(status)), ("msg", json!(msg)), ("status_code", json!(status_code))];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A success and what it brings.
fn success(name: &str, payload: Value) -> Reply {
    let mut reply = common(true, "success", "SUCCESS");
    reply.insert(name.to_owned(), payload);
    reply
}

fn refused(call: &str, refusal: Refusal) -> Reply {
    match refusal {
        Refusal::Invalid(msg) => common(false, &msg, "INVALID_PARAMETERS"),
        Refusal::NoRoom => common(false, "room is not active", "ROOM_NOT_FOUND"),
        Refusal::Blocked => common(false, "this user is blocked to join this session", "USER_BLOCKED"),
        // A server has one code for what it forbids and what breaks (§2.1, §3.1).
        Refusal::NotAllowed(msg) => common(false, &msg, "INTERNAL_SERVER_ERROR"),
        Refusal::Internal(error) => {
            tracing::error!(call, error, "the sandbox could not answer");
            common(false, "internal server error", "INTERNAL_SERVER_ERROR")
        }
    }
}
