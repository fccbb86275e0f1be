//! What was broadcast to a session of the sandbox.
use sqlx::SqliteExecutor;

use super::WriteTx;
use crate::clock::UnixMillis;

/// How many are kept of a session: the newest.
const KEPT: i64 = 50;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Counts up.
    pub id: i64,
    /// `chat`, or the weight of a notification: `info`, `warning`, `error`.
    pub kind: String,
    /// As sent, unless it was too long.
    pub text: String,
    /// Unix milliseconds.
    pub sent_at: i64,
}

/// A message to send.
#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'a> {
    /// JSON list of user ids; `None` means everyone.
    pub to_users: Option<&'a str>,
    /// See [`Message::kind`].
    pub kind: &'a str,
    /// As it will be shown.
    pub text: &'a str,
}

/// Keeps a message, and drops what is too old.
pub async fn send(tx: &mut WriteTx, sid: &str, message: NewMessage<'_>, now: UnixMillis) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO sandbox_messages (sid, to_users, kind, text, sent_at) VALUES (?, ?, ?, ?, ?)",
        sid,
        message.to_users,
        message.kind,
        message.text,
        now.0
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "DELETE FROM sandbox_messages WHERE sid = ?1 AND id <=
             (SELECT id FROM sandbox_messages WHERE sid = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
        sid,
        KEPT
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// What reached a person who came at `since`, the newest first.
pub async fn received(
    executor: impl SqliteExecutor<'_>,
    sid: &str,
    user_id: &str,
    since: i64,
) -> Result<Vec<Message>, sqlx::Error> {
    sqlx::query_as!(
        Message,
        "SELECT id, kind, text, sent_at FROM sandbox_messages
         WHERE sid = ? AND sent_at >= ?
             AND (to_users IS NULL OR EXISTS (SELECT 1 FROM json_each(to_users) WHERE value = ?))
         ORDER BY id DESC",
        sid,
        since,
        user_id
    )
    .fetch_all(executor)
    .await
}
