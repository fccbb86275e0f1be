//! What a running session is really like, where that is not what the room's settings say, and why.
//!
//! A server takes some wishes otherwise than they were meant: since v2.3.0 it leaves most switches on, it has limits of its
//! own, and what it lacks it switches off (`plugnmeet-api.md` §6.2). And a session keeps what it began with (§2.1).
use serde::{Deserialize, Serialize};

use super::liveness::Running;
use super::rooms::Room;
use crate::domain::locks::{LockKind, RoomLocks};
use crate::domain::room::RoomTitle;
use crate::domain::settings::{FixedFeature, RoomSettings, Setting};
use crate::meeting::wire::RoomMetadata;

/// What the portal asked for when it began a session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    sid: String,
    locks: u16,
    settings: RoomSettings,
    /// Empty: before there was one.
    #[serde(default)]
    leave_page: String,
}

impl Asked {
    /// What is asked for a room as it is.
    pub fn of(sid: &str, room: &Room) -> Self {
        Self {
            sid: sid.to_owned(),
            locks: room.locks.bits(),
            settings: room.settings.clone(),
            leave_page: room.leave_page.clone(),
        }
    }

    /// What the session's metadata was asked to be.
    fn metadata(&self, title: &RoomTitle) -> Option<RoomMetadata> {
        let locks = RoomLocks::from_bits(self.locks)?;
        Some(RoomMetadata::new(title, locks, &self.settings).leaving_to(&self.leave_page))
    }
}

/// Something that is otherwise in the session than in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What.
    pub part: Part,
    /// How it is in the room.
    pub room: Value,
    /// How it is in the session.
    pub session: Value,
    /// Why.
    pub cause: Cause,
}

/// What can be otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A setting.
    Setting(Setting),
    /// What is locked for everybody.
    Lock(LockKind),
    /// What no setting changes: missing in the session.
    Fixed(FixedFeature),
}

/// How something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// On or off; locked or not.
    Switch(bool),
    /// A number.
    Number(u64),
    /// So many minutes; `None`: no limit.
    Minutes(Option<u64>),
    /// A text, which may be long.
    Text(String),
}

/// Why something is otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The session was begun as the room is: the server took it otherwise.
    Server,
    /// The same of a lock, which moderators can change in the meeting too (§4).
    Meeting,
    /// The room was changed since the session began.
    ChangedSince,
    /// The session was begun elsewhere, or by a portal that has forgotten it.
    Unknown,
}

/// Every difference, in the order of the room's pages.
pub fn differences(room: &Room, live: &Running) -> Vec<Difference> {
    // A session without a title is one whose metadata could not be read: it says nothing.
    if live.metadata.room_title.is_empty() {
        return Vec::new();
    }
    let now = room.create_request().metadata;
    let asked = room.asked.as_ref().filter(|asked| asked.sid == live.sid);
    let asked = asked.and_then(|asked| asked.metadata(&room.title));
    let parts = Setting::ALL.into_iter().map(Part::Setting);
    let parts = parts.chain(LockKind::ALL.into_iter().map(Part::Lock)).chain(FixedFeature::ALL.into_iter().map(Part::Fixed));
    parts.filter_map(|part| difference(part, &now, asked.as_ref(), &live.metadata)).collect()
}

fn difference(part: Part, now: &RoomMetadata, asked: Option<&RoomMetadata>, session: &RoomMetadata) -> Option<Difference> {
    let (room, begun) = (part.value(now), asked.map(|asked| part.value(asked)));
    let unset = |value: &Value| *value == Value::Text(String::new());
    // Where no endings are named, the server's own list is what was wanted.
    let is_servers_own = part == Part::Setting(Setting::ChatFileTypes) && unset(&room) && begun.as_ref().is_none_or(unset);
    // A server without reactions has no lock for them either.
    let is_missing = part == Part::Lock(LockKind::Reactions) && session.room_features.allow_reactions.is_none();
    let session = part.value(session);
    if session == room || is_servers_own || is_missing {
        return None;
    }
    let cause = match begun {
        // What no setting changes was asked for in every session.
        _ if matches!(part, Part::Fixed(_)) => Cause::Server,
        None => Cause::Unknown,
        Some(begun) if begun != room => Cause::ChangedSince,
        Some(_) if matches!(part, Part::Lock(_)) => Cause::Meeting,
        Some(_) => Cause::Server,
    };
    Some(Difference { part, room, session, cause })
}

impl Part {
    fn value(self, metadata: &RoomMetadata) -> Value {
        match self {
            Self::Setting(setting) => value(setting, metadata),
            Self::Lock(kind) => Value::Switch(metadata.default_lock_settings.get(kind) == Some(true)),
            Self::Fixed(feature) => Value::Switch(has(feature, metadata)),
        }
    }
}

fn value(setting: Setting, metadata: &RoomMetadata) -> Value {
    let features = &metadata.room_features;
    let (recording, encryption) = (&features.recording_features, &features.end_to_end_encryption_features);
    let text = |text: &Option<String>| Value::Text(text.clone().unwrap_or_default());
    match setting {
        Setting::WelcomeMessage => text(&metadata.welcome_message),
        Setting::LogoutUrl => text(&metadata.logout_url),
        // 0 is no limit, like none (§6.2).
        Setting::Duration => Value::Minutes(features.room_duration.filter(|minutes| *minutes > 0)),
        Setting::WaitingRoom => Value::Switch(features.waiting_room_features.is_active),
        Setting::WaitingRoomMessage => Value::Text(features.waiting_room_features.waiting_room_msg.clone()),
        Setting::MuteOnStart => Value::Switch(features.mute_on_start),
        Setting::AutoGenUserId => Value::Switch(features.auto_gen_user_id),
        Setting::AdminOnlyWebcams => Value::Switch(features.admin_only_webcams),
        Setting::VirtualBackgrounds => Value::Switch(features.allow_virtual_bg),
        Setting::RaiseHand => Value::Switch(features.allow_raise_hand),
        Setting::Reactions => Value::Switch(features.allow_reactions == Some(true)),
        Setting::BreakoutRooms => Value::Number(features.breakout_room_features.allowed_number_rooms.into()),
        Setting::ChatFileTypes => {
            let mut endings = features.chat_features.allowed_file_types.clone();
            endings.sort_unstable();
            Value::Text(endings.join(", "))
        }
        Setting::AutoCloudRecording => Value::Switch(recording.enable_auto_cloud_recording),
        Setting::OnlyRecordAdminWebcams => Value::Switch(recording.only_record_admin_webcams),
        Setting::Broadcasting => {
            Value::Switch(features.allow_rtmp != Some(false) && features.external_broadcasting_features.is_allow)
        }
        Setting::Encryption => Value::Switch(encryption.is_enabled),
        // Parts mean nothing without the whole.
        Setting::EncryptChat => Value::Switch(encryption.is_enabled && encryption.included_chat_messages),
        Setting::EncryptWhiteboard => Value::Switch(encryption.is_enabled && encryption.included_whiteboard),
        Setting::OwnKey => Value::Switch(encryption.is_enabled && encryption.enabled_self_insert_encryption_key),
        Setting::ExtraData => {
            let lines: Vec<_> = metadata.extra_data.iter().map(|(name, text)| format!("{name} = {text}")).collect();
            Value::Text(lines.join("\n"))
        }
    }
}

fn has(feature: FixedFeature, metadata: &RoomMetadata) -> bool {
    let features = &metadata.room_features;
    match feature {
        FixedFeature::Webcams => features.allow_webcams,
        FixedFeature::ScreenSharing => features.allow_screen_share,
        FixedFeature::Chat => features.chat_features.is_allow,
        FixedFeature::Whiteboard => features.whiteboard_features.is_allow,
        FixedFeature::SharedNotepad => features.shared_note_pad_features.is_allow,
        FixedFeature::ParticipantsList => features.allow_view_other_users_list,
        FixedFeature::Recording => features.recording_features.is_allow,
        FixedFeature::Analytics => features.enable_analytics,
        FixedFeature::BreakoutRooms => features.breakout_room_features.is_allow,
        FixedFeature::Polls => features.polls_features.is_allow,
        FixedFeature::SharedMedia => {
            features.external_media_player_features.is_allow || features.display_external_link_features.is_allow
        }
        // Encryption switches it off, and the settings page says so.
        FixedFeature::Ingress => features.ingress_features.is_allow && !features.end_to_end_encryption_features.is_enabled,
    }
}
