//! The sandbox's sessions, and the people who were given a token for one.
use sqlx::SqliteExecutor;

use super::{Storage, WriteTx};
use crate::clock::UnixMillis;

/// One run of a room.
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
}

/// What is only asked when a session begins.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Seconds.
    pub empty_timeout: u32,
    /// 0 is unlimited.
    pub max_participants: u32,
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
}

/// The running session of a room. One that nobody has been in for its `empty_timeout` is over (§9 row 8).
pub async fn running_session(
    executor: impl SqliteExecutor<'_>,
    room_id: &str,
    now: UnixMillis,
) -> Result<Option<Session>, sqlx::Error> {
    sqlx::query_as!(
        Session,
        "SELECT sid, room_id, title, metadata, created_at FROM sandbox_sessions
         WHERE room_id = ? AND ended_at IS NULL AND created_at + empty_timeout * 1000 > ?",
        room_id,
        now.0
    )
    .fetch_optional(executor)
    .await
}

/// Every running session, oldest first.
pub async fn running_sessions(storage: &Storage, now: UnixMillis) -> Result<Vec<Session>, sqlx::Error> {
    sqlx::query_as!(
        Session,
        "SELECT sid, room_id, title, metadata, created_at FROM sandbox_sessions
         WHERE ended_at IS NULL AND created_at + empty_timeout * 1000 > ? ORDER BY created_at, sid",
        now.0
    )
    .fetch_all(storage.reads())
    .await
}

/// Begins a session. Fails when one of the room is running.
pub async fn begin_session(tx: &mut WriteTx, session: &Session, limits: Limits) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO sandbox_sessions (sid, room_id, title, metadata, empty_timeout, max_participants, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        session.sid,
        session.room_id,
        session.title,
        session.metadata,
        limits.empty_timeout,
        limits.max_participants,
        session.created_at
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Ends the running session of a room; whether there was one.
pub async fn end_session(tx: &mut WriteTx, room_id: &str, now: UnixMillis) -> Result<bool, sqlx::Error> {
    let ended = sqlx::query!("UPDATE sandbox_sessions SET ended_at = ? WHERE room_id = ? AND ended_at IS NULL", now.0, room_id)
        .execute(&mut **tx)
        .await?;
    Ok(ended.rows_affected() > 0)
}

/// Keeps what a token was issued for, over an earlier record of the same id.
pub async fn put_user(tx: &mut WriteTx, user: &User, now: UnixMillis) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO sandbox_users (sid, user_id, name, is_admin, metadata, issued_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (sid, user_id) DO UPDATE SET name = excluded.name, is_admin = excluded.is_admin,
             metadata = excluded.metadata, issued_at = excluded.issued_at",
        user.sid,
        user.user_id,
        user.name,
        user.is_admin,
        user.metadata,
        now.0
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Somebody with a token for this session.
pub async fn user(storage: &Storage, sid: &str, user_id: &str) -> Result<Option<User>, sqlx::Error> {
    sqlx::query_as!(
        User,
        r#"SELECT sid, user_id, name, is_admin AS "is_admin: bool", metadata FROM sandbox_users WHERE sid = ? AND user_id = ?"#,
        sid,
        user_id
    )
    .fetch_optional(storage.reads())
    .await
}

/// Whether there is or was such a session.
pub async fn was_session(storage: &Storage, sid: &str) -> Result<bool, sqlx::Error> {
    let found = sqlx::query_scalar!(r#"SELECT EXISTS (SELECT 1 FROM sandbox_sessions WHERE sid = ?) AS "found: bool""#, sid);
    found.fetch_one(storage.reads()).await
}
