//! Who entered a session of the sandbox, and how long they stayed.
use sqlx::SqliteExecutor;

use super::WriteTx;
use crate::clock::UnixMillis;

/// SHA-256 of what the page that entered knows.
pub type SecretHash = [u8; 32];

/// One stay.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Of the session.
    pub sid: String,
    /// Of the room.
    pub room_id: String,
    /// Who.
    pub user_id: String,
    /// Whether the token that it began with was a moderator's.
    pub is_moderator: bool,
    /// Since when, in unix milliseconds.
    pub entered_at: i64,
    /// Since when in the meeting; `None` on the landing page and in the waiting room.
    pub in_meeting_at: Option<i64>,
    /// The last sign of life.
    pub seen_at: i64,
    /// A word of `sandbox_entries.left_how`; `None` while nobody said so.
    pub left_how: Option<String>,
    /// Until when, unless another sign of life comes.
    pub gone_at: i64,
}

/// Somebody who is online.
#[derive(Clone, Debug)]
pub struct Present {
    /// Of the session.
    pub sid: String,
    /// Who.
    pub user_id: String,
    /// Display name.
    pub name: String,
    /// Moderator, by the record and by the token of this stay.
    pub is_admin: bool,
    /// `UserMetadata` as JSON.
    pub metadata: String,
    /// As media servers name one stay.
    pub participant_id: String,
    /// Since when in the meeting, in unix milliseconds; `None` on the landing page and in the waiting room.
    pub in_meeting_at: Option<i64>,
}

/// A new stay.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// Of the session.
    pub sid: &'a str,
    /// Who.
    pub user_id: &'a str,
    /// Whether the token that it begins with is a moderator's.
    pub is_moderator: bool,
    /// What the page keeps is found by it.
    pub secret_hash: &'a SecretHash,
    /// As media servers name one stay.
    pub participant_id: &'a str,
}

/// Puts somebody online, outside of the meeting.
pub async fn insert(tx: &mut WriteTx, entry: NewEntry<'_>, now: UnixMillis) -> Result<(), sqlx::Error> {
    let hash = entry.secret_hash.as_slice();
    sqlx::query!(
        "INSERT INTO sandbox_entries (secret_hash, sid, user_id, is_moderator, participant_id, entered_at, seen_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        hash,
        entry.sid,
        entry.user_id,
        entry.is_moderator,
        entry.participant_id,
        now.0,
        now.0
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// The stay that a page's secret stands for.
pub async fn find(executor: impl SqliteExecutor<'_>, hash: &SecretHash) -> Result<Option<Entry>, sqlx::Error> {
    let hash = hash.as_slice();
    sqlx::query_as!(
        Entry,
        r#"SELECT entry.sid, room_id, user_id, is_moderator AS "is_moderator: bool", entered_at, in_meeting_at, seen_at, left_how, gone_at
           FROM sandbox_entries AS entry JOIN sandbox_sessions AS session ON session.sid = entry.sid WHERE secret_hash = ?"#,
        hash
    )
    .fetch_optional(executor)
    .await
}

/// Whether somebody is online.
pub async fn is_online(executor: impl SqliteExecutor<'_>, sid: &str, user_id: &str, at: UnixMillis) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM sandbox_entries WHERE sid = ? AND user_id = ? AND gone_at > ?) AS "online: bool""#,
        sid,
        user_id,
        at.0
    )
    .fetch_one(executor)
    .await
}

/// Whether a presenter is online.
pub async fn has_presenter(executor: impl SqliteExecutor<'_>, sid: &str, at: UnixMillis) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
               SELECT 1 FROM sandbox_entries AS entry
               JOIN sandbox_users AS user ON user.sid = entry.sid AND user.user_id = entry.user_id
               WHERE entry.sid = ? AND gone_at > ? AND json_extract(metadata, '$.is_presenter')
           ) AS "presents: bool""#,
        sid,
        at.0
    )
    .fetch_one(executor)
    .await
}

/// Who is online in a session, in the order they came.
pub async fn present(executor: impl SqliteExecutor<'_>, sid: &str, at: UnixMillis) -> Result<Vec<Present>, sqlx::Error> {
    sqlx::query_as!(
        Present,
        r#"SELECT entry.sid, entry.user_id, name, is_admin AND is_moderator AS "is_admin!: bool", metadata, participant_id,
               in_meeting_at
           FROM sandbox_entries AS entry JOIN sandbox_users AS user ON user.sid = entry.sid AND user.user_id = entry.user_id
           WHERE entry.sid = ? AND gone_at > ? ORDER BY entered_at, entry.user_id"#,
        sid,
        at.0
    )
    .fetch_all(executor)
    .await
}

/// Who is online in the sessions whose end has not been put down, in the order they came. `CROSS JOIN` has SQLite begin with
/// the few sessions that run, not with everybody who was ever in one.
pub async fn all_present(executor: impl SqliteExecutor<'_>, at: UnixMillis) -> Result<Vec<Present>, sqlx::Error> {
    sqlx::query_as!(
        Present,
        r#"SELECT entry.sid AS "sid!", entry.user_id AS "user_id!", name AS "name!",
               is_admin AND is_moderator AS "is_admin!: bool", user.metadata AS "metadata!",
               participant_id AS "participant_id!", in_meeting_at
           FROM sandbox_sessions AS session
           CROSS JOIN sandbox_entries AS entry ON entry.sid = session.sid AND gone_at > ?
           JOIN sandbox_users AS user ON user.sid = entry.sid AND user.user_id = entry.user_id
           WHERE session.ended_at IS NULL ORDER BY entered_at, entry.user_id"#,
        at.0
    )
    .fetch_all(executor)
    .await
}

/// Puts a person who is online into the meeting; one who is in already stays as they are. Whether anybody went in.
pub async fn put_in_meeting(tx: &mut WriteTx, sid: &str, user_id: &str, now: UnixMillis) -> Result<bool, sqlx::Error> {
    let put = sqlx::query!(
        "UPDATE sandbox_entries SET in_meeting_at = ?1
         WHERE sid = ?2 AND user_id = ?3 AND gone_at > ?1 AND in_meeting_at IS NULL",
        now.0,
        sid,
        user_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(put.rows_affected() > 0)
}

/// Notes a sign of life. One who has gone silent is online again.
pub async fn touch(tx: &mut WriteTx, hash: &SecretHash, now: UnixMillis) -> Result<(), sqlx::Error> {
    let hash = hash.as_slice();
    sqlx::query!("UPDATE sandbox_entries SET seen_at = ? WHERE secret_hash = ? AND left_at IS NULL", now.0, hash)
        .execute(&mut **tx)
        .await
        .map(drop)
}

/// Ends the stay of one page, in a word of `sandbox_entries.left_how`. One that is over stays as it was.
pub async fn end(tx: &mut WriteTx, hash: &SecretHash, how: &str, now: UnixMillis) -> Result<(), sqlx::Error> {
    let hash = hash.as_slice();
    sqlx::query!(
        "UPDATE sandbox_entries SET left_at = min(?, gone_at), left_how = ? WHERE secret_hash = ? AND left_at IS NULL",
        now.0,
        how,
        hash
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Ends every stay of a person: of one who is online in this way, of one who has gone silent as such. Whether one was
/// online. The `+` keeps SQLite to the index of stays that are open, of which there is one at most.
pub async fn end_all_of(tx: &mut WriteTx, sid: &str, user_id: &str, how: &str, now: UnixMillis) -> Result<bool, sqlx::Error> {
    sqlx::query!(
        "UPDATE sandbox_entries SET left_at = gone_at, left_how = 'silent'
         WHERE sid = ? AND user_id = ? AND left_at IS NULL AND +gone_at <= ?",
        sid,
        user_id,
        now.0
    )
    .execute(&mut **tx)
    .await?;
    let ended = sqlx::query!(
        "UPDATE sandbox_entries SET left_at = ?1, left_how = ?2 WHERE sid = ?3 AND user_id = ?4 AND left_at IS NULL",
        now.0,
        how,
        sid,
        user_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(ended.rows_affected() > 0)
}
