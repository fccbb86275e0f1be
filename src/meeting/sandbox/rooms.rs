//! Sessions: begun, looked at, ended (plugnmeet-api.md §2.1, §2.3, §2.4).
use serde_json::{Map, Value, json};

use super::life::{Cause, Phase};
use super::people::participants;
use super::rules::is_identifier;
use super::settle::settle;
use super::{Refusal, Reply, Sandbox, common, messages, metadata, protojson, success, take_message, take_text};
use crate::clock::UnixMillis;
use crate::random;
use crate::storage::sandbox::entries::{self, Present};
use crate::storage::sandbox::{self as records, End, NewSession, Session};

/// What a session nobody is in gets when less than [`LEAST_TIMEOUT`] is asked for, in seconds.
const USUAL_TIMEOUT: u32 = 1800;
const LEAST_TIMEOUT: u32 = 120;
/// The longest `room_duration`, in minutes: two thousand years, so that sums of times do not overflow.
const LONGEST_DURATION: i64 = 1_000_000_000;

impl Sandbox {
    /// `room/create`. Of several at once for one room the first makes the session and all return it. Waits while the one
    /// before is torn down.
    pub(super) async fn create(&self, mut request: Map<String, Value>) -> Result<Reply, Refusal> {
        let room_id = take_text(&mut request, "room_id");
        if let Some(reserved) = reserved_in(&room_id, "RoomId") {
            return Err(Refusal::NotAllowed(reserved));
        }
        let wished = take_message(&mut request, "metadata");
        loop {
            let now = self.after_teardown(&room_id).await?;
            let mut tx = self.storage.begin().await?;
            match settle(&mut tx, &room_id, now).await? {
                Some((running, Phase::Running)) => return Ok(success("room_info", room_info(&running, 0))),
                // Somebody ended one in between.
                Some(_) => {}
                None => {
                    let session = new_session(&request, room_id, wished, now)?;
                    records::begin_session(&mut tx, &session).await?;
                    let begun = records::unended(&mut *tx, &session.room_id, now).await?;
                    tx.commit().await?;
                    return begun.map(|begun| success("room_info", room_info(&begun, 0))).ok_or(Refusal::NoRoom);
                }
            }
        }
    }

    /// `room/isRoomActive`: `status` is true even when there is no such room.
    pub(super) async fn is_room_active(&self, room_id: &str) -> Result<Reply, Refusal> {
        let (status, msg, status_code, is_active) = self.activity(room_id).await?;
        let mut reply = common(status, msg, status_code);
        reply.insert("is_active".to_owned(), is_active.into());
        Ok(reply)
    }

    /// What `room/isRoomActive` says of a room: status, message, code, and whether it is.
    pub(super) async fn activity(&self, room_id: &str) -> Result<(bool, &'static str, &'static str, bool), Refusal> {
        if !is_identifier(room_id) {
            return Ok((false, "error getting room info from NATS", "INTERNAL_SERVER_ERROR", false));
        }
        let now = self.clock.now();
        let phase = records::unended(self.storage.reads(), room_id, now).await?.map(|session| Phase::of(&session, now));
        Ok(match phase {
            Some(Phase::Running) => (true, "room is active", "SUCCESS", true),
            Some(Phase::Ending { .. }) => (true, "room is not active", "ROOM_NOT_ACTIVE", false),
            Some(Phase::Ended { .. }) | None => (true, "room not found", "ROOM_NOT_FOUND", false),
        })
    }

    /// `room/getActiveRoomInfo`. Waits while a session is torn down, and then finds none.
    pub(super) async fn get_active_room_info(&self, room_id: &str) -> Result<Reply, Refusal> {
        let now = self.after_teardown(room_id).await?;
        let session = records::unended(self.storage.reads(), room_id, now).await?;
        let Some(session) = session.filter(|session| Phase::of(session, now) == Phase::Running) else {
            return Ok(none_running("room not found in active state", "ROOM_NOT_FOUND", "room", Value::Null));
        };
        let present = entries::present(self.storage.reads(), &session.sid, now).await?;
        Ok(success("room", room_with_participants(&session, &present)))
    }

    /// `room/getActiveRoomsInfo`. One that is being torn down is still listed.
    pub(super) async fn get_active_rooms_info(&self) -> Result<Reply, Refusal> {
        let now = self.clock.now();
        let sessions = self.settled(now).await?;
        let present = entries::all_present(self.storage.reads(), now).await?;
        let rooms: Vec<Value> = sessions.iter().map(|session| room_with_participants(session, &present)).collect();
        Ok(if rooms.is_empty() {
            none_running("no active room found", "NOT_FOUND", "rooms", rooms.into())
        } else {
            success("rooms", rooms.into())
        })
    }

    /// `room/endRoom`: answered at once; the teardown that follows takes a second, or up to ten while people are online.
    /// One that comes while it goes on waits for it, and then finds nothing to end; of several at once each hears success.
    pub(super) async fn end_room(&self, room_id: &str) -> Result<Reply, Refusal> {
        let arrived = self.clock.now();
        let mut now = arrived;
        loop {
            let mut tx = self.storage.begin().await?;
            let settled = settle(&mut tx, room_id, now).await?;
            let is_ended = match settled {
                Some((session, Phase::Running)) => {
                    let ending_at = self.clock.now().max(now).0;
                    records::begin_end(&mut tx, &session.sid, End { ending_at, cause: Cause::Asked.key() }).await?;
                    true
                }
                Some((_, Phase::Ending { since, .. })) if since >= arrived.0 => true,
                Some(_) => {
                    drop(tx);
                    now = self.after_teardown(room_id).await?;
                    continue;
                }
                None => false,
            };
            tx.commit().await?;
            return Ok(if is_ended {
                common(true, "success", "SUCCESS")
            } else {
                common(false, "room not found or not active", "ROOM_NOT_FOUND")
            });
        }
    }
}

fn new_session(
    request: &Map<String, Value>,
    room_id: String,
    wished: Map<String, Value>,
    now: UnixMillis,
) -> Result<NewSession, Refusal> {
    let metadata = metadata::complete(wished, new_uuid(), now.seconds())?;
    let title = text_in(&metadata, "room_title").to_owned();
    fits("room_title", &title, 255)?;
    fits("roomId", &room_id, 64)?;
    fits("webhook_url", text_in(&metadata, "webhook_url"), 255)?;
    let minutes = metadata["room_features"]["room_duration"].as_u64().unwrap_or_default();
    let minutes = i64::try_from(minutes).unwrap_or(LONGEST_DURATION).min(LONGEST_DURATION);
    let metadata = Value::Object(protojson::encode(&messages::ROOM_METADATA, &metadata)).to_string();
    let number = |name| request.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
    Ok(NewSession {
        sid: new_uuid(),
        room_id,
        title,
        metadata,
        created_at: now,
        empty_timeout: number("empty_timeout").filter(|seconds| *seconds >= LEAST_TIMEOUT).unwrap_or(USUAL_TIMEOUT),
        max_participants: number("max_participants").unwrap_or_default(),
        room_duration: minutes * 60,
    })
}

/// Says that nothing is running; unlike other refusals it names what is not there.
fn none_running(msg: &str, status_code: &str, name: &str, nothing: Value) -> Reply {
    let mut reply = common(false, msg, status_code);
    reply.insert(name.to_owned(), nothing);
    reply
}

/// What a reply says of a session. `room/create` counts nobody, even in one that runs.
fn room_info(session: &Session, joined: i64) -> Value {
    let metadata: Map<String, Value> = serde_json::from_str(&session.metadata).unwrap_or_default();
    json!({
        "room_title": session.title,
        "room_id": session.room_id,
        "sid": session.sid,
        "joined_participants": joined.to_string(),
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

/// A session and those of the people who are in its meeting.
fn room_with_participants(session: &Session, present: &[Present]) -> Value {
    let here = present.iter().filter(|person| person.sid == session.sid);
    json!({ "room_info": room_info(session, session.online), "participants_info": participants(here) })
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

/// A text in a message, empty when it is not there.
pub(super) fn text_in<'a>(object: &'a Map<String, Value>, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A random UUID.
pub(super) fn new_uuid() -> String {
    uuid::Builder::from_random_bytes(random::bytes()).into_uuid().to_string()
}
