//! `room/getJoinToken`: who gets a token, and what is kept of them (plugnmeet-api.md §3).
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::life::Phase;
use super::rooms::{new_uuid, reserved_in};
use super::rules::is_identifier;
use super::settle::settle;
use super::{Refusal, Reply, Sandbox, messages, protojson, success};
use crate::domain::locks::{StoredLocks, merge};
use crate::domain::person::MeetingRole;
use crate::meeting::token::{self, Claims};
use crate::storage::sandbox::{self as records, User, entries};

/// Keep their id where others get a generated one.
const BOTS: [&str; 2] = ["RECORDER_BOT", "RTMP_BOT"];

/// The request, checked.
#[derive(Deserialize)]
struct Request {
    room_id: String,
    user_info: Person,
}

/// Plain form leaves out what holds zero.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Person {
    name: String,
    user_id: String,
    is_admin: bool,
    is_hidden: bool,
    client_type: i64,
    user_metadata: Map<String, Value>,
}

/// What of a room's metadata decides about a person.
#[derive(Deserialize)]
struct Room {
    room_features: RoomFeatures,
    default_lock_settings: StoredLocks,
}

#[derive(Deserialize)]
struct RoomFeatures {
    auto_gen_user_id: bool,
    waiting_room_features: WaitingRoom,
}

#[derive(Deserialize)]
struct WaitingRoom {
    is_active: bool,
}

impl Sandbox {
    /// The order of the checks is that of §3.1. Whoever is online under the id is out at once, where a real server waits
    /// up to five seconds for their page to go.
    pub(super) async fn get_join_token(&self, request: Map<String, Value>) -> Result<Reply, Refusal> {
        let Request { room_id, user_info: person } = serde_json::from_value(request.into())?;
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        let (session, phase) = settle(&mut tx, &room_id, now).await?.ok_or(Refusal::NoRoom)?;
        if records::user(&mut *tx, &session.sid, &person.user_id).await?.is_some_and(|user| user.is_blocked) {
            return Err(Refusal::Blocked);
        }
        if phase != Phase::Running {
            return Err(Refusal::NoRoom);
        }
        let room: Room = serde_json::from_str(&session.metadata)?;
        refuse_reserved(&person.name, &person.user_id).map_err(Refusal::NotAllowed)?;
        let generated = room.room_features.auto_gen_user_id && !BOTS.contains(&person.user_id.as_str());
        if !generated {
            entries::end_all_of(&mut tx, &session.sid, &person.user_id, "replaced", now).await?;
        }
        let metadata = user_metadata(&person, &room, entries::has_presenter(&mut *tx, &session.sid, now).await?)?;
        let user_id = if generated { new_uuid() } else { person.user_id };
        check_id(&user_id).map_err(Refusal::NotAllowed)?;

        let user = User {
            sid: session.sid,
            user_id: user_id.clone(),
            name: person.name.clone(),
            is_admin: person.is_admin,
            metadata: Value::Object(protojson::encode(&messages::USER_METADATA, &metadata)).to_string(),
            is_blocked: false,
        };
        records::put_user(&mut tx, &user, now).await?;
        let claims = Claims {
            name: person.name,
            user_id,
            room_id,
            is_admin: person.is_admin,
            is_hidden: person.is_hidden,
            client_type: person.client_type,
        };
        let token = token::mint(&self.api_key, &self.secret, now, claims).map_err(|error| Refusal::Internal(error.into()))?;
        tx.commit().await?;
        Ok(success("token", token.into()))
    }
}

/// Names and ids that a server keeps for itself, tested as sent (§3.1 steps 6 to 8).
fn refuse_reserved(name: &str, user_id: &str) -> Result<(), String> {
    const PREFIXES: [&str; 4] = ["ingres_", "pnm_agent-", "sip_", "pnm_tts_agent-"];
    if name == "PLUGNMEET_RECORDER_AUTH" {
        return Err(format!("name: {name} is reserved for internal use only"));
    }
    if PREFIXES.iter().any(|prefix| user_id.starts_with(prefix)) {
        return Err(format!("user_id: {user_id} is reserved for internal use only"));
    }
    if user_id.ends_with("-native") {
        return Err("user_id: suffix -native is reserved for internal use only".into());
    }
    Ok(())
}

/// The id that goes into the token (§3.1 steps 12 to 14).
fn check_id(user_id: &str) -> Result<(), String> {
    if !is_identifier(user_id) {
        return Err("user_id should only contain ASCII letters (a-z A-Z), digits (0-9) or -_".into());
    }
    reserved_in(user_id, "user_id").map_or(Ok(()), Err)
}

/// What is kept of a person (§3.1 step 10, §3.2), in plain form. `is_admin` of the caller's own metadata stays, as it does
/// on a real server.
fn user_metadata(person: &Person, room: &Room, has_presenter: bool) -> Result<Map<String, Value>, serde_json::Error> {
    let mut metadata = person.user_metadata.clone();
    let is_presenter = person.is_admin && !has_presenter;
    if person.is_admin {
        metadata.insert("is_admin".into(), true.into());
        metadata.insert("is_presenter".into(), is_presenter.into());
    } else {
        metadata.insert("wait_for_approval".into(), room.room_features.waiting_room_features.is_active.into());
    }
    let own: StoredLocks = match metadata.remove("lock_settings") {
        Some(locks) => serde_json::from_value(locks)?,
        None => StoredLocks::default(),
    };
    let locks = merge(MeetingRole::from_is_admin(person.is_admin), is_presenter, &own, &room.default_lock_settings);
    metadata.insert("lock_settings".into(), serde_json::to_value(locks)?);
    metadata.insert("metadata_id".into(), new_uuid().into());
    metadata.entry("record_webcam").or_insert(true.into());
    metadata.entry("raised_hand").or_insert_with(|| json!({}));
    if metadata.get("ex_user_id").is_none_or(|id| id == "") {
        metadata.insert("ex_user_id".into(), person.user_id.clone().into());
    }
    Ok(metadata)
}
