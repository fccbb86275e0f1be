//! Sessions: begun, looked at, ended (plugnmeet-api.md §2.1, §2.3, §2.4).
use serde_json::{Map, Value, json};

use super::rules::is_identifier;
use super::{Refusal, Reply, Sandbox, common, messages, metadata, protojson, success, take_message, take_text};
use crate::random;
use crate::storage::sandbox::{self as records, Limits, Session};

/// What a session nobody is in gets when less than [`LEAST_TIMEOUT`] is asked for, in seconds.
const USUAL_TIMEOUT: u32 = 1800;
const LEAST_TIMEOUT: u32 = 120;

impl Sandbox {
    /// `room/create`. Of several at once for one room the first makes the session and all return it.
    pub(super) async fn create(&self, mut request: Map<String, Value>) -> Result<Reply, Refusal> {
        let room_id = take_text(&mut request, "room_id");
        if let Some(reserved) = reserved_in(&room_id, "RoomId") {
            return Err(Refusal::NotAllowed(reserved));
        }
        let mut tx = self.storage.begin().await?;
        if let Some(running) = records::running_session(&mut *tx, &room_id, self.clock.now()).await? {
            return Ok(success("room_info", room_info(&running)));
        }
        let limits = limits(&request);
        let session = self.new_session(room_id, take_message(&mut request, "metadata"))?;
        // One that ran out is closed by the next.
        records::end_session(&mut tx, &session.room_id, self.clock.now()).await?;
        records::begin_session(&mut tx, &session, limits).await?;
        tx.commit().await?;
        Ok(success("room_info", room_info(&session)))
    }

    fn new_session(&self, room_id: String, wished: Map<String, Value>) -> Result<Session, Refusal> {
        let now = self.clock.now();
        let metadata = metadata::complete(wished, new_uuid(), now.seconds())?;
        let title = metadata["room_title"].as_str().unwrap_or_default().to_owned();
        fits("room_title", &title, 255)?;
        fits("roomId", &room_id, 64)?;
        fits("webhook_url", text_in(&metadata, "webhook_url"), 255)?;
        let metadata = Value::Object(protojson::encode(&messages::ROOM_METADATA, &metadata)).to_string();
        Ok(Session { sid: new_uuid(), room_id, title, metadata, created_at: now.0 })
    }

    /// `room/isRoomActive`: `status` is true even when there is no such room.
    pub(super) async fn is_room_active(&self, room_id: &str) -> Result<Reply, Refusal> {
        let (status, msg, status_code, is_active) = if !is_identifier(room_id) {
            (false, "error getting room info from NATS", "INTERNAL_SERVER_ERROR", false)
        } else if records::running_session(self.storage.reads(), room_id, self.clock.now()).await?.is_some() {
            (true, "room is active", "SUCCESS", true)
        } else {
            (true, "room not found", "ROOM_NOT_FOUND", false)
        };
        let mut reply = common(status, msg, status_code);
        reply.insert("is_active".to_owned(), is_active.into());
        Ok(reply)
    }

    /// `room/getActiveRoomInfo`
    pub(super) async fn get_active_room_info(&self, room_id: &str) -> Result<Reply, Refusal> {
        let session = records::running_session(self.storage.reads(), room_id, self.clock.now()).await?;
        Ok(session.map_or_else(
            || none_running("room not found in active state", "ROOM_NOT_FOUND", "room", Value::Null),
            |session| success("room", room_with_participants(&session)),
        ))
    }

    /// `room/getActiveRoomsInfo`
    pub(super) async fn get_active_rooms_info(&self) -> Result<Reply, Refusal> {
        let sessions = records::running_sessions(&self.storage, self.clock.now()).await?;
        let rooms: Vec<Value> = sessions.iter().map(room_with_participants).collect();
        Ok(if rooms.is_empty() {
            none_running("no active room found", "NOT_FOUND", "rooms", rooms.into())
        } else {
            success("rooms", rooms.into())
        })
    }

    /// `room/endRoom`: at once, since nobody has to be told.
    pub(super) async fn end_room(&self, room_id: &str) -> Result<Reply, Refusal> {
        let mut tx = self.storage.begin().await?;
        let ended = records::end_session(&mut tx, room_id, self.clock.now()).await?;
        tx.commit().await?;
        Ok(if ended {
            common(true, "success", "SUCCESS")
        } else {
            common(false, "room not found or not active", "ROOM_NOT_FOUND")
        })
    }
}

/// Says that nothing is running; unlike other refusals it names what is not there.
fn none_running(msg: &str, status_code: &str, name: &str, nothing: Value) -> Reply {
    let mut reply = common(false, msg, status_code);
    reply.insert(name.to_owned(), nothing);
    reply
}

/// What a reply says of a session. Nobody joins one here.
fn room_info(session: &Session) -> Value {
    let metadata: Map<String, Value> = serde_json::from_str(&session.metadata).unwrap_or_default();
    json!({
        "room_title": session.title,
        "room_id": session.room_id,
        "sid": session.sid,
        "joined_participants": "0",
        "is_running": 1,
        "is_recording": 0,
        "is_active_rtmp": 0,
        "webhook_url": text_in(&metadata, "webhook_url"),
        "is_breakout_room": 0,
        "parent_room_id": "",
        "creation_time": session.created_at.div_euclid(1000).to_string(),
        "metadata": session.metadata,
    })
}

fn room_with_participants(session: &Session) -> Value {
    json!({ "room_info": room_info(session), "participants_info": [] })
}

fn limits(request: &Map<String, Value>) -> Limits {
    let number = |name| request.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
    Limits {
        empty_timeout: number("empty_timeout").filter(|seconds| *seconds >= LEAST_TIMEOUT).unwrap_or(USUAL_TIMEOUT),
        max_participants: number("max_participants").unwrap_or_default(),
    }
}

/// What is reserved in an id, in the words of the error; `what` names the kind of id (§2.1, §3.1).
pub(super) fn reserved_in(id: &str, what: &str) -> Option<String> {
    if id.contains("-FIELD_") {
        Some(format!("{what} cannot contain the reserved pattern '-FIELD_'"))
    } else if id.starts_with("user_") {
        Some(format!("{what} cannot start with the reserved pattern 'user_'"))
    } else {
        None
    }
}

/// Whether a text fits the column a real server has for it, with that server's error (§2.1).
fn fits(column: &str, text: &str, longest: usize) -> Result<(), Refusal> {
    if text.chars().count() <= longest {
        return Ok(());
    }
    Err(Refusal::NotAllowed(format!("Error 1406 (22001): Data too long for column '{column}' at row 1")))
}

fn text_in<'a>(object: &'a Map<String, Value>, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A random UUID.
pub(super) fn new_uuid() -> String {
    uuid::Builder::from_random_bytes(random::bytes()).into_uuid().to_string()
}
