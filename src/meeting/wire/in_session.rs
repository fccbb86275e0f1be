//! What is sent into a running session, and what a server's web client is made of (plugnmeet-api.md §2.6, §2.7).
use serde::{Deserialize, Serialize};

use super::loosely::or_default;

/// A message to the people of a running session (§2.7, servers from v2.2.0).
#[derive(Clone, Debug, Serialize)]
pub struct Broadcast {
    /// Whose session.
    pub room_id: String,
    /// To moderators.
    pub only_to_admins: bool,
    /// To this user id; with `only_to_admins`, to both. Neither is everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_user_id: Option<String>,
    /// What.
    #[serde(flatten)]
    pub message: Message,
}

/// What is broadcast. May be anything that people say: never logged.
#[derive(Clone, Serialize)]
pub enum Message {
    /// In the chat.
    #[serde(rename = "chat_msg")]
    Chat {
        /// Not empty.
        message: String,
    },
    /// A notice that passes.
    #[serde(rename = "notification_msg")]
    Notification {
        /// Not empty.
        text: String,
        /// How urgent.
        #[serde(rename = "type")]
        urgency: Urgency,
        /// Whether it is heard too.
        with_sound: bool,
    },
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Message(…)")
    }
}

/// How urgent a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Urgency {
    /// To be known.
    #[serde(rename = "NATS_SYSTEM_NOTIFICATION_INFO")]
    Info,
    /// To be heeded.
    #[serde(rename = "NATS_SYSTEM_NOTIFICATION_WARNING")]
    Warning,
    /// Something went wrong.
    #[serde(rename = "NATS_SYSTEM_NOTIFICATION_ERROR")]
    Error,
}

/// The files of a server's web client: bare names (§2.6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ClientFiles {
    /// Style sheets, below `css/`.
    #[serde(deserialize_with = "or_default")]
    pub css_files: Vec<String>,
    /// Scripts, below `js/`.
    #[serde(deserialize_with = "or_default")]
    pub js_files: Vec<String>,
    /// Where these folders are; absent: at `assets` of the server.
    pub static_assets_path: Option<String>,
}
