//! The sandbox's sessions, and the people who were given a token for one. Who of them is there: [`entries`].
//!
//! How a session ends follows from the clock, so nobody watches it: `meeting::sandbox::life` works it out from what stands
//! here, and the next write puts it down.
pub mod entries;
pub mod messages;

use sqlx::SqliteExecutor;

use super::{Storage, WriteTx};
use crate::clock::UnixMillis;

/// One run of a room, with what its end depends on.
#[derive(Clone, Debug)]
pub struct Session {
    /// UUID.
    pub sid: String,
    /// The same in every run.
    pub room_id: String,
    /// As when it began.
    pub title: String,
    /// `RoomMetadata` as JSON.
    pub metadata: String,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Seconds.
    pub empty_timeout: i64,
    /// 0 is unlimited.
    pub max_participants: i64,
    /// Seconds after `started_at`; 0 is unlimited.
    pub room_duration: i64,
    /// When somebody was first in the meeting.
    pub started_at: Option<i64>,
    /// When its end began.
    pub ending_at: Option<i64>,
    /// Why.
    pub end_cause: Option<String>,
    /// When it was over.
    pub ended_at: Option<i64>,
    /// People online when it was over.
    pub joined_at_end: i64,
    /// People online at the moment that was asked about, landing page and waiting room included.
    pub online: i64,
    /// When the last of them will be gone, or went, unless another sign of life comes.
    pub last_online: Option<i64>,
    /// The same of those who were in the meeting.
    pub last_in_meeting: Option<i64>,
}

/// A session to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// UUID.
    pub sid: String,
    /// Of the room.
    pub room_id: String,
    /// Of the room.
    pub title: String,
    /// `RoomMetadata` as JSON.
    pub metadata: String,
    /// Now.
    pub created_at: UnixMillis,
    /// Seconds.
    pub empty_timeout: u32,
    /// 0 is unlimited.
    pub max_participants: u32,
    /// Seconds; 0 is unlimited.
    pub room_duration: i64,
}

/// Somebody who was given a token for a session.
#[derive(Clone, Debug)]
pub struct User {
    /// Of the session.
    pub sid: String,
    /// Unique in the session.
    pub user_id: String,
    /// Display name.
    pub name: String,
    /// Moderator.
    pub is_admin: bool,
    /// `UserMetadata` as JSON.
    pub metadata: String,
    /// Gets no further token in this session.
    pub is_blocked: bool,
}

/// How a session came to its end.
#[derive(Clone, Copy, Debug)]
pub struct End {
    /// When it began to end.
    pub ending_at: i64,
    /// A word of `sandbox_sessions.end_cause`.
    pub cause: &'static str,
}

/// Sessions as they are at a moment (`?1`); the rest of the query says which.
macro_rules! sessions {
    ($which:tt, $($value:expr),+) => {
        sqlx::query_as!(
            Session,
            r#"SELECT sid, room_id, title, metadata, created_at, empty_timeout, max_participants, room_duration,
                   started_at, ending_at, end_cause, ended_at, joined_at_end,
                   (SELECT count(*) FROM sandbox_entries AS entry WHERE entry.sid = session.sid AND gone_at > ?1) AS "online!: i64",
                   (SELECT max(gone_at) FROM sandbox_entries AS entry WHERE entry.sid = session.sid) AS "last_online: i64",
                   (SELECT max(gone_at) FROM sandbox_entries AS entry WHERE entry.sid = session.sid AND in_meeting_at IS NOT NULL)
                       AS "last_in_meeting: i64"
               FROM sandbox_sessions AS session "# + $which,
            $($value),+
        )
    };
}

/// The session of a room whose end has not been put down; it may be over all the same.
pub async fn unended(executor: impl SqliteExecutor<'_>, room_id: &str, at: UnixMillis) -> Result<Option<Session>, sqlx::Error> {
    sessions!("WHERE room_id = ?2 AND ended_at IS NULL", at.0, room_id).fetch_optional(executor).await
}

/// Every session whose end has not been put down, oldest first.
pub async fn all_unended(executor: impl SqliteExecutor<'_>, at: UnixMillis) -> Result<Vec<Session>, sqlx::Error> {
    sessions!("WHERE ended_at IS NULL ORDER BY created_at, sid", at.0).fetch_all(executor).await
}

/// A session, over or not.
pub async fn by_sid(executor: impl SqliteExecutor<'_>, sid: &str, at: UnixMillis) -> Result<Option<Session>, sqlx::Error> {
    sessions!("WHERE sid = ?2", at.0, sid).fetch_optional(executor).await
}

/// A page of the list of past sessions: which, and where in their order.
#[derive(Clone, Debug)]
pub struct PastPage {
    /// JSON list of rooms; `None` means all.
    pub room_ids: Option<String>,
    /// How many to pass over.
    pub offset: i64,
    /// How many at most.
    pub limit: i64,
    /// In the order they began, else the other way round.
    pub oldest_first: bool,
}

/// How many sessions there are to page through.
pub async fn count_past(executor: impl SqliteExecutor<'_>, page: &PastPage) -> Result<i64, sqlx::Error> {
    match &page.room_ids {
        None => sqlx::query_scalar!("SELECT count(*) FROM sandbox_sessions").fetch_one(executor).await,
        Some(room_ids) => {
            sqlx::query_scalar!(
                "SELECT count(*) FROM sandbox_sessions WHERE room_id IN (SELECT value FROM json_each(?))",
                room_ids
            )
            .fetch_one(executor)
            .await
        }
    }
}

/// Sessions in the order they began (`rowid`), those that run included.
pub async fn past(executor: impl SqliteExecutor<'_>, page: &PastPage, at: UnixMillis) -> Result<Vec<Session>, sqlx::Error> {
    let PastPage { room_ids, offset, limit, oldest_first } = page;
    match (room_ids, oldest_first) {
        (None, true) => sessions!("ORDER BY rowid LIMIT ?2 OFFSET ?3", at.0, limit, offset).fetch_all(executor).await,
        (None, false) => sessions!("ORDER BY rowid DESC LIMIT ?2 OFFSET ?3", at.0, limit, offset).fetch_all(executor).await,
        (Some(room_ids), true) => {
            sessions!(
                "WHERE room_id IN (SELECT value FROM json_each(?4)) ORDER BY rowid LIMIT ?2 OFFSET ?3",
                at.0,
                limit,
                offset,
                room_ids
            )
            .fetch_all(executor)
            .await
        }
        (Some(room_ids), false) => {
            sessions!(
                "WHERE room_id IN (SELECT value FROM json_each(?4)) ORDER BY rowid DESC LIMIT ?2 OFFSET ?3",
                at.0,
                limit,
                offset,
                room_ids
            )
            .fetch_all(executor)
            .await
        }
    }
}

/// Begins a session. Fails when one of the room has not ended.
pub async fn begin_session(tx: &mut WriteTx, session: &NewSession) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO sandbox_sessions
             (sid, room_id, title, metadata, empty_timeout, max_participants, room_duration, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        session.sid,
        session.room_id,
        session.title,
        session.metadata,
        session.empty_timeout,
        session.max_participants,
        session.room_duration,
        session.created_at.0
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Puts down that somebody is in the meeting for the first time.
pub async fn start_meeting(tx: &mut WriteTx, sid: &str, metadata: &str, now: UnixMillis) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE sandbox_sessions SET started_at = ?, metadata = ? WHERE sid = ?", now.0, metadata, sid)
        .execute(&mut **tx)
        .await
        .map(drop)
}

/// Puts down that a session has begun to end.
pub async fn begin_end(tx: &mut WriteTx, sid: &str, end: End) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE sandbox_sessions SET ending_at = ?, end_cause = ? WHERE sid = ?", end.ending_at, end.cause, sid)
        .execute(&mut **tx)
        .await
        .map(drop)
}

/// Puts down that a session is over since `ended_at`, with as many people as are online then. The key of its encryption goes.
pub async fn put_end(tx: &mut WriteTx, sid: &str, end: End, ended_at: i64) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE sandbox_sessions SET ending_at = ?1, end_cause = ?2, ended_at = ?3,
             metadata = json_remove(metadata, '$.room_features.end_to_end_encryption_features.encryption_key'),
             joined_at_end = (SELECT count(*) FROM sandbox_entries AS entry WHERE entry.sid = ?4 AND gone_at > ?3)
         WHERE sid = ?4",
        end.ending_at,
        end.cause,
        ended_at,
        sid
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Forgets who was in the sessions that had ended by then, and what was said in them. The sessions stay.
pub async fn forget_people(tx: &mut WriteTx, ended_by: UnixMillis) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM sandbox_messages WHERE sid IN (SELECT sid FROM sandbox_sessions WHERE knows_people = 1 AND ended_at <= ?)",
        ended_by.0
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "DELETE FROM sandbox_entries WHERE sid IN (SELECT sid FROM sandbox_sessions WHERE knows_people = 1 AND ended_at <= ?)",
        ended_by.0
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "DELETE FROM sandbox_users WHERE sid IN (SELECT sid FROM sandbox_sessions WHERE knows_people = 1 AND ended_at <= ?)",
        ended_by.0
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("UPDATE sandbox_sessions SET knows_people = 0 WHERE knows_people = 1 AND ended_at <= ?", ended_by.0)
        .execute(&mut **tx)
        .await
        .map(drop)
}

/// Keeps what a token was issued for, over an earlier record of the same id.
pub async fn put_user(tx: &mut WriteTx, user: &User, now: UnixMillis) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO sandbox_users (sid, user_id, name, is_admin, metadata, is_blocked, issued_at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (sid, user_id) DO UPDATE SET name = excluded.name, is_admin = excluded.is_admin,
             metadata = excluded.metadata, is_blocked = excluded.is_blocked, issued_at = excluded.issued_at",
        user.sid,
        user.user_id,
        user.name,
        user.is_admin,
        user.metadata,
        user.is_blocked,
        now.0
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Somebody with a token for this session.
pub async fn user(executor: impl SqliteExecutor<'_>, sid: &str, user_id: &str) -> Result<Option<User>, sqlx::Error> {
    sqlx::query_as!(
        User,
        r#"SELECT sid, user_id, name, is_admin AS "is_admin: bool", metadata, is_blocked AS "is_blocked: bool"
           FROM sandbox_users WHERE sid = ? AND user_id = ?"#,
        sid,
        user_id
    )
    .fetch_optional(executor)
    .await
}

/// Blocks somebody for the rest of the session, whether online or not; whether there is such a person.
pub async fn block(tx: &mut WriteTx, sid: &str, user_id: &str) -> Result<bool, sqlx::Error> {
    let blocked = sqlx::query!("UPDATE sandbox_users SET is_blocked = 1 WHERE sid = ? AND user_id = ?", sid, user_id)
        .execute(&mut **tx)
        .await?;
    Ok(blocked.rows_affected() > 0)
}

/// Lets somebody wait no longer, whether online or not; whether there is such a person.
pub async fn approve(tx: &mut WriteTx, sid: &str, user_id: &str) -> Result<bool, sqlx::Error> {
    let approved = sqlx::query!(
        "UPDATE sandbox_users SET metadata = json_set(metadata, '$.wait_for_approval', json('false')) WHERE sid = ? AND user_id = ?",
        sid,
        user_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(approved.rows_affected() > 0)
}

/// Whether there is or was such a session.
pub async fn was_session(storage: &Storage, sid: &str) -> Result<bool, sqlx::Error> {
    let found = sqlx::query_scalar!(r#"SELECT EXISTS (SELECT 1 FROM sandbox_sessions WHERE sid = ?) AS "found: bool""#, sid);
    found.fetch_one(storage.reads()).await
}
