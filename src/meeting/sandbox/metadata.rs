//! What a room is like after `room/create`: the caller's wishes over the defaults of a server of version 2.3.0 or later
//! with stock settings, without AI services or telephone (plugnmeet-api.md §4, §6).
use serde_json::{Map, Value, json};

use crate::domain::locks::StoredLocks;
use crate::random;

/// Completes the `metadata` of a request, in plain form.
pub fn complete(
    mut metadata: Map<String, Value>,
    metadata_id: String,
    now_in_seconds: i64,
) -> Result<Map<String, Value>, serde_json::Error> {
    let mut features = default_features();
    if let Some(wished) = metadata.remove("room_features") {
        merge(&mut features, wished);
    }
    settle(&mut features);
    let locks: StoredLocks = match metadata.remove("default_lock_settings") {
        Some(wished) => serde_json::from_value(wished)?,
        None => StoredLocks::default(),
    };
    let servers_own = [
        ("room_features", features),
        ("default_lock_settings", serde_json::to_value(locks.completed_for_room())?),
        // Stock settings let no caller override it.
        ("copyright_conf", json!({ "display": true, "text": COPYRIGHT })),
        ("metadata_id", metadata_id.into()),
        ("started_at", now_in_seconds.into()),
    ];
    metadata.extend(servers_own.map(|(name, value)| (name.to_owned(), value)));
    Ok(metadata)
}

const COPYRIGHT: &str = r#"Powered by <a href="https://www.plugnmeet.org" target="_blank">plugNmeet</a>"#;

/// In the server's order: sorted.
const FILE_TYPES: [&str; 13] = ["docx", "jpeg", "jpg", "mp3", "mp4", "pdf", "png", "pptx", "svg", "txt", "webm", "xlsx", "zip"];

/// In MB.
const LARGEST_CHAT_FILE: u64 = 50;
/// In MB.
const LARGEST_WHITEBOARD_FILE: u64 = 30;
const MOST_BREAKOUT_ROOMS: u64 = 6;

fn default_features() -> Value {
    json!({
        "allow_webcams": true,
        "allow_screen_share": true,
        "allow_view_other_webcams": true,
        "allow_view_other_users_list": true,
        "enable_analytics": true,
        "allow_virtual_bg": true,
        "allow_raise_hand": true,
        "allow_reactions": true,
        "auto_gen_user_id": false,
        "recording_features": { "is_allow": true, "is_allow_cloud": true, "is_allow_local": true },
        "chat_features": { "is_allow": true, "is_allow_file_upload": true, "allowed_file_types": FILE_TYPES },
        "shared_note_pad_features": { "is_allow": true },
        "whiteboard_features": { "is_allow": true },
        "external_media_player_features": { "is_allow": true },
        "waiting_room_features": {},
        "breakout_room_features": { "is_allow": true, "allowed_number_rooms": MOST_BREAKOUT_ROOMS },
        "display_external_link_features": { "is_allow": true },
        "ingress_features": { "is_allow": true },
        "end_to_end_encryption_features": {},
        "polls_features": { "is_allow": true },
        "insights_features": {
            "transcription_features": { "is_allow": true, "max_selected_trans_langs": 2 },
            "chat_translation_features": { "is_allow": true, "max_selected_trans_langs": 5 },
            "ai_features": {
                "is_allow": true,
                "ai_text_chat_features": { "is_allow": true },
                "meeting_summarization_features": { "is_allow": true },
            },
        },
        "sip_dial_in_features": {},
        "external_broadcasting_features": { "is_allow": true, "is_allow_rtmp": true },
    })
}

/// Lays one object over another. In plain form a `false` without presence is not there, so it cannot win (§6.2).
fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, value) in over {
                merge(under.entry(name).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

/// What follows from one feature for another, and what a server decides itself.
fn settle(features: &mut Value) {
    if let Some(allowed) = features["allow_rtmp"].as_bool() {
        features["external_broadcasting_features"]["is_allow"] = allowed.into();
        features["external_broadcasting_features"]["is_allow_rtmp"] = allowed.into();
    }
    features["chat_features"]["max_file_size"] = LARGEST_CHAT_FILE.into();
    features["whiteboard_features"]["max_allowed_file_size"] = LARGEST_WHITEBOARD_FILE.into();
    let breakout_rooms = features["breakout_room_features"]["allowed_number_rooms"].as_u64().unwrap_or_default();
    features["breakout_room_features"]["allowed_number_rooms"] = breakout_rooms.min(MOST_BREAKOUT_ROOMS).into();
    settle_encryption(features);
    // No telephone and no AI services here.
    features["sip_dial_in_features"]["is_allow"] = false.into();
    features["insights_features"]["is_allow"] = false.into();
}

fn settle_encryption(features: &mut Value) {
    let encryption = &mut features["end_to_end_encryption_features"];
    if encryption["is_enabled"] != true {
        for name in ["included_chat_messages", "included_whiteboard", "enabled_self_insert_encryption_key"] {
            encryption[name] = false.into();
        }
        return;
    }
    let people_bring_the_key = encryption["enabled_self_insert_encryption_key"] == true;
    if !people_bring_the_key {
        encryption["encryption_key"] = random::letters(32).into();
    }
    features["ingress_features"]["is_allow"] = false.into();
    if people_bring_the_key {
        features["external_broadcasting_features"]["is_allow"] = false.into();
        features["recording_features"]["is_allow_cloud"] = false.into();
        features["recording_features"]["enable_auto_cloud_recording"] = false.into();
        features["insights_features"]["transcription_features"]["is_allow"] = false.into();
        features["insights_features"]["transcription_features"]["is_allow_translation"] = false.into();
        features["insights_features"]["ai_features"]["meeting_summarization_features"]["is_allow"] = false.into();
    }
}
