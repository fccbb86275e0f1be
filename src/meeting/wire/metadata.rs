//! `RoomMetadata`: what a session is like (plugnmeet-api.md §6).
//!
//! Switches are sent in full: servers up to v2.2 read a missing one beside others as off, later ones cannot turn most of
//! them off at all, which is why the portal restricts people with locks (§6.2).
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::loosely::{int64, or_default};
use crate::domain::locks::{RoomLocks, RoomRules, StoredLocks};
use crate::domain::room::RoomTitle;
use crate::domain::settings::{Duration, Encryption, RoomSettings};

/// The part of a room's metadata that the portal sets and reads (§6.1). What people wrote into it never gets into a log.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoomMetadata {
    /// Not empty, at most 255 characters.
    pub room_title: String,
    /// The first message in the chat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub welcome_message: Option<String>,
    /// Where browsers go after the session; a URI, which clients follow only to http and https.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logout_url: Option<String>,
    /// Switches (§6.2).
    #[serde(deserialize_with = "or_default")]
    pub room_features: RoomFeatures,
    /// What attendees may not do unless something else is said for one of them (§4).
    #[serde(deserialize_with = "or_default")]
    pub default_lock_settings: StoredLocks,
    /// For other programs; every client sees it.
    #[serde(deserialize_with = "or_default", skip_serializing_if = "BTreeMap::is_empty")]
    pub extra_data: BTreeMap<String, String>,
}

impl fmt::Debug for RoomMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RoomMetadata(…)")
    }
}

impl RoomMetadata {
    /// Of a room as the portal keeps it.
    pub fn new(title: &RoomTitle, locks: RoomLocks, settings: &RoomSettings) -> Self {
        Self {
            room_title: title.to_string(),
            welcome_message: settings.welcome_message.as_ref().map(ToString::to_string),
            logout_url: settings.logout_url.as_ref().map(ToString::to_string),
            room_features: settings.into(),
            default_lock_settings: locks.into(),
            extra_data: settings.extra_data.as_map().clone(),
        }
    }

    /// What a session like this says of its locks.
    pub fn lock_rules(&self) -> RoomRules {
        RoomRules { locks: self.default_lock_settings, reactions: self.room_features.allow_reactions == Some(true) }
    }

    /// The same with a page that browsers go to after the session, unless the room names one.
    #[must_use]
    pub fn leaving_to(self, page: &str) -> Self {
        Self { logout_url: self.logout_url.or_else(|| (!page.is_empty()).then(|| page.to_owned())), ..self }
    }
}

/// The switches of a room (§6.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "this is the wire format")]
pub struct RoomFeatures {
    /// Cameras.
    pub allow_webcams: bool,
    /// Everybody enters muted.
    pub mute_on_start: bool,
    /// Screen sharing.
    pub allow_screen_share: bool,
    /// Attendees see each other's cameras.
    pub allow_view_other_webcams: bool,
    /// Attendees see who is there.
    pub allow_view_other_users_list: bool,
    /// Only moderators' cameras.
    pub admin_only_webcams: bool,
    /// The server keeps figures of the session.
    pub enable_analytics: bool,
    /// Virtual backgrounds.
    pub allow_virtual_bg: bool,
    /// Raising a hand.
    pub allow_raise_hand: bool,
    /// Emoji reactions. `None` is a server before v2.3.0, which has none (§0).
    #[serde(default)]
    pub allow_reactions: Option<bool>,
    /// The server replaces user ids by its own.
    pub auto_gen_user_id: bool,
    /// Deprecated, and the only way to turn broadcasting off: sent as `false`, or not at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_rtmp: Option<bool>,
    /// Minutes from the first person's entering; absent is as long as the server lets it.
    #[serde(deserialize_with = "minutes", skip_serializing_if = "Option::is_none")]
    pub room_duration: Option<u64>,
    /// Recording.
    #[serde(deserialize_with = "or_default")]
    pub recording_features: RecordingFeatures,
    /// Chat.
    #[serde(deserialize_with = "or_default")]
    pub chat_features: ChatFeatures,
    /// Whiteboard.
    #[serde(deserialize_with = "or_default")]
    pub whiteboard_features: WhiteboardFeatures,
    /// Waiting room.
    #[serde(deserialize_with = "or_default")]
    pub waiting_room_features: WaitingRoomFeatures,
    /// Breakout rooms.
    #[serde(deserialize_with = "or_default")]
    pub breakout_room_features: BreakoutRoomFeatures,
    /// Encryption from browser to browser.
    #[serde(deserialize_with = "or_default")]
    pub end_to_end_encryption_features: EncryptionFeatures,
    /// Live streaming: asked for with `allow_rtmp`.
    #[serde(deserialize_with = "or_default", skip_serializing)]
    pub external_broadcasting_features: Allowed,
    /// Nobody's to choose, like the next ones: only read.
    #[serde(deserialize_with = "or_default", skip_serializing)]
    pub shared_note_pad_features: Allowed,
    /// Films shown to everybody.
    #[serde(deserialize_with = "or_default", skip_serializing)]
    pub external_media_player_features: Allowed,
    /// Pages shown to everybody.
    #[serde(deserialize_with = "or_default", skip_serializing)]
    pub display_external_link_features: Allowed,
    /// Polls.
    #[serde(deserialize_with = "or_default", skip_serializing)]
    pub polls_features: Allowed,
    /// Cameras and programs that send into the meeting.
    #[serde(deserialize_with = "or_default", skip_serializing)]
    pub ingress_features: Allowed,
}

/// Whether a session has a feature that no portal can choose. A server that says nothing of it has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Allowed {
    /// Whether it has.
    pub is_allow: bool,
}

impl Default for Allowed {
    fn default() -> Self {
        Self { is_allow: true }
    }
}

impl Default for RoomFeatures {
    fn default() -> Self {
        Self::from(&RoomSettings::default())
    }
}

impl From<&RoomSettings> for RoomFeatures {
    fn from(settings: &RoomSettings) -> Self {
        Self {
            allow_webcams: true,
            mute_on_start: settings.mute_on_start,
            allow_screen_share: true,
            allow_view_other_webcams: true,
            allow_view_other_users_list: true,
            admin_only_webcams: settings.admin_only_webcams,
            enable_analytics: true,
            allow_virtual_bg: settings.virtual_backgrounds,
            allow_raise_hand: settings.raise_hand,
            allow_reactions: Some(settings.reactions),
            auto_gen_user_id: settings.auto_gen_user_id,
            allow_rtmp: (!settings.broadcasting).then_some(false),
            room_duration: settings.duration.map(Duration::get).map(u64::from),
            recording_features: RecordingFeatures {
                enable_auto_cloud_recording: settings.auto_cloud_recording,
                only_record_admin_webcams: settings.only_record_admin_webcams,
                ..RecordingFeatures::default()
            },
            chat_features: ChatFeatures {
                allowed_file_types: settings.chat_file_types.as_slice().to_vec(),
                ..ChatFeatures::default()
            },
            whiteboard_features: WhiteboardFeatures {
                preload_file: settings.whiteboard_file.as_ref().map(ToString::to_string),
                ..WhiteboardFeatures::default()
            },
            waiting_room_features: WaitingRoomFeatures {
                is_active: settings.waiting_room,
                waiting_room_msg: settings.waiting_room_message.as_ref().map(ToString::to_string).unwrap_or_default(),
            },
            breakout_room_features: BreakoutRoomFeatures { is_allow: true, allowed_number_rooms: settings.breakout_rooms.get() },
            end_to_end_encryption_features: settings.encryption.into(),
            external_broadcasting_features: Allowed::default(),
            shared_note_pad_features: Allowed::default(),
            external_media_player_features: Allowed::default(),
            display_external_link_features: Allowed::default(),
            polls_features: Allowed::default(),
            ingress_features: Allowed::default(),
        }
    }
}

/// `recording_features`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "this is the wire format")]
pub struct RecordingFeatures {
    /// Recording at all.
    pub is_allow: bool,
    /// By the server.
    pub is_allow_cloud: bool,
    /// In a moderator's own browser.
    pub is_allow_local: bool,
    /// The server's begins by itself.
    pub enable_auto_cloud_recording: bool,
    /// Only moderators' cameras are in it.
    pub only_record_admin_webcams: bool,
}

impl Default for RecordingFeatures {
    fn default() -> Self {
        Self {
            is_allow: true,
            is_allow_cloud: true,
            is_allow_local: true,
            enable_auto_cloud_recording: false,
            only_record_admin_webcams: false,
        }
    }
}

/// `chat_features`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChatFeatures {
    /// Chat at all.
    pub is_allow: bool,
    /// Files in it.
    pub is_allow_file_upload: bool,
    /// Endings of their names; none is the server's own list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_file_types: Vec<String>,
}

impl Default for ChatFeatures {
    fn default() -> Self {
        Self { is_allow: true, is_allow_file_upload: true, allowed_file_types: Vec::new() }
    }
}

/// `whiteboard_features`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WhiteboardFeatures {
    /// A whiteboard at all.
    pub is_allow: bool,
    /// An address the server fetches after create.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preload_file: Option<String>,
}

impl Default for WhiteboardFeatures {
    fn default() -> Self {
        Self { is_allow: true, preload_file: None }
    }
}

/// `waiting_room_features`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WaitingRoomFeatures {
    /// Attendees wait until a moderator lets them in.
    pub is_active: bool,
    /// What they read meanwhile.
    pub waiting_room_msg: String,
}

/// `breakout_room_features`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BreakoutRoomFeatures {
    /// Breakout rooms at all.
    pub is_allow: bool,
    /// At most so many; 0 is the server's own number.
    pub allowed_number_rooms: u32,
}

/// `end_to_end_encryption_features`. The key is not read: it is nobody's but the clients'.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "this is the wire format")]
pub struct EncryptionFeatures {
    /// Sound and pictures.
    pub is_enabled: bool,
    /// Chat messages.
    pub included_chat_messages: bool,
    /// The whiteboard.
    pub included_whiteboard: bool,
    /// People type the key.
    pub enabled_self_insert_encryption_key: bool,
}

impl From<Encryption> for EncryptionFeatures {
    fn from(encryption: Encryption) -> Self {
        Self {
            is_enabled: encryption.enabled,
            included_chat_messages: encryption.chat,
            included_whiteboard: encryption.whiteboard,
            enabled_self_insert_encryption_key: encryption.own_key,
        }
    }
}

/// 64-bit numbers travel as text (§1.4).
fn minutes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    int64(deserializer).map(|number| u64::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_read_back() {
        let settings = RoomSettings { waiting_room: true, duration: Some(Duration::known(45)), ..RoomSettings::default() };
        let metadata = RoomMetadata::new(&"T".parse().unwrap(), RoomLocks::OPEN, &settings);
        let text = serde_json::to_string(&metadata).unwrap();
        assert_eq!(serde_json::from_str::<RoomMetadata>(&text).unwrap(), metadata, "{text}");
    }

    #[test]
    fn what_is_not_set_travels_as_null_or_not_at_all() {
        let text = r#"{"room_title":"T","room_features":{"recording_features":null,"room_duration":"45","allow_rtmp":null},"extra_data":null}"#;
        let read: RoomMetadata = serde_json::from_str(text).unwrap();
        assert_eq!((read.room_features.room_duration, read.room_features.allow_rtmp), (Some(45), None));
        assert_eq!(read.room_features.recording_features, RecordingFeatures::default());
    }
}
