//! `room/broadcastToRoom` (plugnmeet-api.md §2.7): a chat message or a notification for people who are in.
use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Refusal, Reply, Sandbox, common};
use crate::storage::sandbox::entries;
use crate::storage::sandbox::messages::{self, NewMessage};
use crate::storage::sandbox::{self as records};

/// How much of a text is kept, in characters: every page that is in shows it again every few seconds.
const LONGEST: usize = 4000;

/// The request, checked. Plain form leaves out what holds zero.
#[derive(Deserialize)]
struct Request {
    room_id: String,
    #[serde(default)]
    only_to_admins: bool,
    #[serde(default)]
    to_user_id: String,
    chat_msg: Option<Chat>,
    notification_msg: Option<Notification>,
}

#[derive(Deserialize)]
struct Chat {
    message: String,
}

#[derive(Deserialize)]
struct Notification {
    text: String,
    #[serde(default, rename = "type")]
    weight: i64,
}

impl Sandbox {
    /// To everyone unless moderators, one user, or both are asked for. Moderators have to be online, the user need not.
    pub(super) async fn broadcast(&self, request: Map<String, Value>) -> Result<Reply, Refusal> {
        let request: Request = serde_json::from_value(request.into())?;
        let (_, msg, status_code, is_active) = self.activity(&request.room_id).await?;
        if !is_active {
            return Ok(common(false, msg, status_code));
        }
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        let session = records::unended(&mut *tx, &request.room_id, now).await?.ok_or(Refusal::NoRoom)?;
        let mut to_users = BTreeSet::new();
        if request.only_to_admins {
            let online = entries::present(&mut *tx, &session.sid, now).await?;
            if online.is_empty() {
                return Ok(common(false, "no online user found", "USER_NOT_FOUND"));
            }
            to_users.extend(online.into_iter().filter(|person| person.is_admin).map(|person| person.user_id));
            if to_users.is_empty() {
                return Ok(common(false, "no online admin user found", "USER_NOT_FOUND"));
            }
        }
        if !request.to_user_id.is_empty() {
            to_users.insert(request.to_user_id);
        }
        let to_users = if to_users.is_empty() { None } else { Some(serde_json::to_string(&to_users)?) };
        let (kind, text) = match (&request.chat_msg, &request.notification_msg) {
            (Some(chat), _) => ("chat", chat.message.as_str()),
            (None, Some(notification)) => (weight(notification.weight), notification.text.as_str()),
            (None, None) => return Err(Refusal::Invalid("one of chat_msg, notification_msg must be set".into())),
        };
        let text = &cut(text);
        messages::send(&mut tx, &session.sid, NewMessage { to_users: to_users.as_deref(), kind, text }, now).await?;
        tx.commit().await?;
        Ok(common(true, "success", "SUCCESS"))
    }
}

/// A text that is not too long; one that was ends in a sign of it.
fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The kind of a notification; numbers that nobody knows weigh least.
fn weight(number: i64) -> &'static str {
    match number {
        1 => "warning",
        2 => "error",
        _ => "info",
    }
}
