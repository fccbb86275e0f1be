//! Rooms and who has a right in them. A room is only ever found for somebody.
use sqlx::{Error, SqlitePool};

use super::WriteTx;
use super::accounts::AccountId;
use crate::clock::UnixMillis;

/// A room as it is stored; `services::rooms` gives it its types.
#[derive(Clone, Debug)]
pub struct RoomRow {
    /// UUIDv7.
    pub id: String,
    /// The room's part of an address.
    pub slug: String,
    /// What the meeting server calls it.
    pub meeting_room_id: String,
    /// As typed.
    pub title: String,
    /// One bit a lock.
    pub locks: i64,
    /// JSON object of the set keys.
    pub design: String,
    /// JSON object: see `domain::settings`.
    pub settings: String,
    /// Counts the changes.
    pub version: i64,
}

/// The room, if the account has a right in it.
pub async fn find_for(reads: &SqlitePool, account_id: &AccountId, slug: &str) -> Result<Option<RoomRow>, Error> {
    sqlx::query_as!(
        RoomRow,
        "SELECT r.id, r.slug, r.meeting_room_id, r.title, r.locks, r.design, r.settings, r.version FROM rooms r \
         JOIN room_members m ON m.room_id = r.id AND m.account_id = ? WHERE r.slug = ?",
        account_id,
        slug
    )
    .fetch_optional(reads)
    .await
}

/// All rooms of an account, the newest first.
pub async fn list_for(reads: &SqlitePool, account_id: &AccountId) -> Result<Vec<RoomRow>, Error> {
    sqlx::query_as!(
        RoomRow,
        "SELECT r.id, r.slug, r.meeting_room_id, r.title, r.locks, r.design, r.settings, r.version FROM room_members m \
         JOIN rooms r ON r.id = m.room_id WHERE m.account_id = ? ORDER BY m.room_id DESC",
        account_id
    )
    .fetch_all(reads)
    .await
}

/// Stores a new room with its owner. `Ok(false)`: the slug is taken.
pub async fn insert(tx: &mut WriteTx, room: &RoomRow, owner: &AccountId, now: UnixMillis) -> Result<bool, Error> {
    let inserted = sqlx::query!(
        "INSERT INTO rooms (id, slug, meeting_room_id, title, locks, design, settings, version, created_at, updated_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING",
        room.id,
        room.slug,
        room.meeting_room_id,
        room.title,
        room.locks,
        room.design,
        room.settings,
        room.version,
        now.0,
        now.0
    )
    .execute(&mut **tx)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("INSERT INTO room_members (room_id, account_id, \"right\") VALUES (?, ?, 'owner')", room.id, owner)
        .execute(&mut **tx)
        .await?;
    Ok(true)
}

/// Which state of which room somebody changes.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'a> {
    /// Who: needs a right in the room.
    pub account_id: &'a AccountId,
    /// Which room.
    pub slug: &'a str,
    /// The state they saw; of another nothing is changed.
    pub version: i64,
}

/// Sets the default locks; `Ok(false)`: the room is not theirs, or has changed since.
pub async fn set_locks(tx: &mut WriteTx, edit: Edit<'_>, locks: i64, now: UnixMillis) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE rooms SET locks = ?, updated_at = ?, version = version + 1 \
         WHERE slug = ? AND version = ? AND id IN (SELECT room_id FROM room_members WHERE account_id = ?)",
        locks,
        now.0,
        edit.slug,
        edit.version,
        edit.account_id
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Sets the design; `Ok(false)`: the room is not theirs, or has changed since.
pub async fn set_design(tx: &mut WriteTx, edit: Edit<'_>, design: &str, now: UnixMillis) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE rooms SET design = ?, updated_at = ?, version = version + 1 \
         WHERE slug = ? AND version = ? AND id IN (SELECT room_id FROM room_members WHERE account_id = ?)",
        design,
        now.0,
        edit.slug,
        edit.version,
        edit.account_id
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Sets title and settings; `Ok(false)`: the room is not theirs, or has changed since.
pub async fn set_settings(tx: &mut WriteTx, edit: Edit<'_>, title: &str, settings: &str, now: UnixMillis) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE rooms SET title = ?, settings = ?, updated_at = ?, version = version + 1 \
         WHERE slug = ? AND version = ? AND id IN (SELECT room_id FROM room_members WHERE account_id = ?)",
        title,
        settings,
        now.0,
        edit.slug,
        edit.version,
        edit.account_id
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}
