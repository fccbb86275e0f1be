//! What the portal says to a meeting server and what it reads of the replies (plugnmeet-api.md §2 to §6).
//!
//! The JSON of the requests is also what "Show as API call" displays: fields stand in a pleasant order and what is not
//! set is left out. Replies are read loosely: unknown fields are ignored, since they change between versions.
mod archive;
mod artifact_kind;
mod code;
mod endpoint;
mod in_session;
mod loosely;
mod metadata;

pub use self::archive::{
    Artifact, ArtifactDetails, ArtifactMetadata, Artifacts, Fetch, FileInfo, MergeRecordings, Order, PastRoom, PastRooms, Piece,
    Recording, RecordingDetails, RecordingMetadata, Recordings,
};
pub(super) use self::archive::{ArtifactId, Found, RecordId, TokenReply, UpdateRecording};
pub use self::artifact_kind::ArtifactKind;
pub use self::code::Code;
pub use self::endpoint::Endpoint;
pub use self::in_session::{Broadcast, ClientFiles, Message, Urgency};
pub use self::metadata::{
    BreakoutRoomFeatures, ChatFeatures, EncryptionFeatures, RecordingFeatures, RoomFeatures, RoomMetadata, WaitingRoomFeatures,
    WhiteboardFeatures,
};

use serde::{Deserialize, Serialize};

use self::loosely::{cut, int64, json_in_text, or_default, short};

use super::MeetingError;
use crate::domain::fault::{Refusal, Words};
use crate::domain::locks::{RoomLocks, StoredLocks};
use crate::domain::room::{MeetingRoomId, RoomTitle};
use crate::domain::settings::{MaxParticipants, RoomSettings};

/// `room/create`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CreateRoom {
    /// 1 to 64 of `A-Z a-z 0-9 _ -`.
    pub room_id: String,
    /// Seconds after creation until a session nobody is in ends; below 120 counts as 1800.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty_timeout: Option<u32>,
    /// At least 1; absent means unlimited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_participants: Option<u32>,
    /// What the session is like.
    pub metadata: RoomMetadata,
}

impl CreateRoom {
    /// The session of a room as the portal keeps it; everything it says nothing of is the server's to decide.
    pub fn new(room_id: &MeetingRoomId, title: &RoomTitle, locks: RoomLocks, settings: &RoomSettings) -> Self {
        Self {
            room_id: room_id.to_string(),
            empty_timeout: Some(settings.empty_timeout.get() * 60),
            max_participants: settings.max_participants.map(MaxParticipants::get),
            metadata: RoomMetadata::new(title, locks, settings),
        }
    }
}

/// `room/getJoinToken`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetJoinToken {
    /// Of a room whose session is running.
    pub room_id: String,
    /// For whom.
    pub user_info: UserInfo,
}

impl GetJoinToken {
    /// How many characters the token will have (§3.3): known before it is asked for, so that a link that would be too long
    /// is refused first.
    pub fn token_length(&self, api_key: &str) -> usize {
        const HEADER: usize = r#"{"alg":"HS256","typ":"JWT"}"#.len();
        const SIGNATURE: usize = 32;
        let UserInfo { name, user_id, is_admin, is_hidden, .. } = &self.user_info;
        let mut claims = serde_json::json!({
            "exp": 1_700_000_000, "iss": api_key, "name": name, "nbf": 1_700_000_000, "room_id": self.room_id, "sub": user_id, "user_id": user_id,
        });
        for (claim, is_set) in [("is_admin", is_admin), ("is_hidden", is_hidden)] {
            if *is_set {
                claims[claim] = true.into();
            }
        }
        // A server in Go writes three characters as six bytes each.
        let escaped = name.matches(['<', '>', '&']).count() * 5;
        let base64 = |bytes: usize| (bytes * 4).div_ceil(3);
        base64(HEADER) + 1 + base64(claims.to_string().len() + escaped) + 1 + base64(SIGNATURE)
    }
}

/// One person, as a meeting server is told of them (§5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserInfo {
    /// Shown to everybody; not empty.
    pub name: String,
    /// `A-Z a-z 0-9 _ -`, outside the reserved ids of §3.1.
    pub user_id: String,
    /// Moderator.
    pub is_admin: bool,
    /// Has no effect on current versions (§3.2).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_hidden: bool,
    /// The rest.
    pub user_metadata: UserMetadata,
}

/// What is optional about a person (§5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UserMetadata {
    /// Absolute address of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_pic: Option<String>,
    /// Whether this camera goes into cloud recordings; absent means yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_webcam: Option<bool>,
    /// One of the 31 codes of §11.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_lang: Option<String>,
    /// For attendees: a set lock overrides the room's. Discarded for moderators (§3.2).
    #[serde(skip_serializing_if = "StoredLocks::is_empty")]
    pub lock_settings: StoredLocks,
}

/// The body of the calls about one room.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct RoomId<'a> {
    /// Which.
    pub room_id: &'a str,
}

/// What every reply says first.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Outcome {
    pub(super) status: bool,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) msg: String,
    #[serde(default)]
    pub(super) status_code: Code,
}

impl Outcome {
    /// What a reply says whose status is not true.
    pub(super) fn refusal(self) -> MeetingError {
        let Self { msg, status_code, .. } = self;
        let words = Words::from(msg.as_str());
        MeetingError::Refused(match status_code {
            Code::RoomNotFound | Code::RoomNotActive => return MeetingError::RoomNotFound,
            Code::Absent if msg.starts_with("room is not active") || msg.starts_with("room not found") => {
                return MeetingError::RoomNotFound;
            }
            _ if msg == "Request Entity Too Large" => Refusal::TooLarge,
            Code::NotFound | Code::UserNotFound => Refusal::NotFound { words },
            Code::Absent if msg.starts_with("no ") && msg.ends_with(" found") => Refusal::NotFound { words },
            Code::UserBlocked => Refusal::UserBlocked,
            Code::InvalidParameters | Code::MissingRequiredParameter => Refusal::Invalid { words },
            Code::Conflict => Refusal::Conflict { words },
            _ if msg.starts_with("timeout waiting to acquire lock") => Refusal::RoomBusy,
            _ if msg == "failed to end room, it may be starting" => Refusal::RoomBusy,
            _ if msg.contains("invalid key size for algorithm") => Refusal::SecretTooShort,
            code => Refusal::Other { code: code.name().into(), words },
        })
    }
}

#[derive(Deserialize)]
pub(super) struct IsActiveReply {
    pub(super) is_active: bool,
    #[serde(default)]
    pub(super) status_code: Code,
}

#[derive(Deserialize)]
pub(super) struct CreateRoomReply {
    pub(super) room_info: RoomInfo,
}

#[derive(Deserialize)]
pub(super) struct JoinTokenReply {
    #[serde(deserialize_with = "loosely::token")]
    pub(super) token: String,
}

#[derive(Deserialize)]
pub(super) struct ActiveRoomReply {
    pub(super) room: ActiveRoom,
}

#[derive(Deserialize)]
pub(super) struct ActiveRoomsReply {
    #[serde(default, deserialize_with = "or_default")]
    pub(super) rooms: Vec<ActiveRoom>,
}

/// A running session (§2.1).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RoomInfo {
    /// As it was when the session began.
    #[serde(default, deserialize_with = "cut::<_, 1000>")]
    pub room_title: String,
    /// The same in every session of a room; 64 bytes at most (§2.1).
    #[serde(deserialize_with = "short::<_, 64>")]
    pub room_id: String,
    /// One per session; 128 bytes at most, of which a real one needs 36. It is kept with the room.
    #[serde(deserialize_with = "short::<_, 128>")]
    pub sid: String,
    /// People, those on the landing page included.
    #[serde(default, deserialize_with = "int64")]
    pub joined_participants: i64,
    /// Unix seconds.
    #[serde(default, deserialize_with = "int64")]
    pub creation_time: i64,
    /// What came out of the request and the server's own settings.
    #[serde(default, deserialize_with = "json_in_text")]
    pub metadata: RoomMetadata,
}

/// A running session and the people in its meeting.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ActiveRoom {
    /// The session.
    pub room_info: RoomInfo,
    /// Only those who have left landing page and waiting room.
    #[serde(default, deserialize_with = "or_default")]
    pub participants_info: Vec<Participant>,
}

/// Somebody in a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Participant {
    /// The user id.
    #[serde(deserialize_with = "cut::<_, 300>")]
    pub identity: String,
    /// Display name.
    #[serde(deserialize_with = "cut::<_, 300>")]
    pub name: String,
    /// Unix seconds.
    #[serde(deserialize_with = "int64")]
    pub joined_at: i64,
    /// What the server keeps of the person.
    #[serde(deserialize_with = "json_in_text")]
    pub metadata: ParticipantMetadata,
}

/// The part of a participant's metadata that the portal reads (§5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ParticipantMetadata {
    /// Moderator.
    pub is_admin: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locks::LockKind;

    #[test]
    fn a_request_holds_what_is_set_and_nothing_else() {
        let mut locks = StoredLocks::default();
        locks.set(LockKind::Chat, Some(false));
        let request = GetJoinToken {
            room_id: "room-1".into(),
            user_info: UserInfo {
                name: "Ann".into(),
                user_id: "ann-1".into(),
                is_admin: false,
                is_hidden: false,
                user_metadata: UserMetadata { lock_settings: locks, ..UserMetadata::default() },
            },
        };
        assert_eq!(
            serde_json::to_string(&request).unwrap(),
            r#"{"room_id":"room-1","user_info":{"name":"Ann","user_id":"ann-1","is_admin":false,"user_metadata":{"lock_settings":{"lock_chat":false}}}}"#
        );
    }

    #[test]
    fn what_a_server_says_at_length_is_not_kept_at_length() {
        let session = |room_id: usize, sid: usize| {
            let ids = serde_json::json!({ "room_id": "r".repeat(room_id), "sid": "s".repeat(sid) });
            serde_json::from_value::<RoomInfo>(ids).is_ok()
        };
        assert!(session(64, 128) && !session(65, 36) && !session(8, 129));
        let long = serde_json::json!({ "identity": "i".repeat(9000), "name": "\u{e9}".repeat(9000) });
        let person: Participant = serde_json::from_value(long).unwrap();
        assert_eq!((person.identity.len(), person.name.chars().count()), (300, 300));
    }

    #[test]
    fn a_reply_is_read_loosely() {
        let info: RoomInfo = serde_json::from_str(
            r#"{"room_id":"r","sid":"s","creation_time":"1761814595","metadata":"{\"default_lock_settings\":{\"lock_chat\":true,\"lock_new\":1},\"x\":[]}","later":{}}"#,
        )
        .unwrap();
        assert_eq!(info.creation_time, 1_761_814_595);
        assert_eq!(info.metadata.default_lock_settings.get(LockKind::Chat), Some(true));
        assert_eq!(info.joined_participants, 0);
    }
}
