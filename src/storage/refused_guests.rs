//! Whom a room's moderators do not want to see again, by who they are on the meeting server.
use sqlx::{Error, SqlitePool};

use super::WriteTx;
use super::rooms::RoomId;
use crate::clock::UnixMillis;

/// Somebody who stays out of a room.
#[derive(Clone, Debug)]
pub struct RefusedRow {
    /// Who this is on the meeting server.
    pub user_id: String,
    /// As joined.
    pub name: String,
    /// Unix milliseconds.
    pub refused_at: i64,
}

/// Everybody who stays out of a room, the last one first, so many at most.
pub async fn list(reads: &SqlitePool, room_id: &RoomId, limit: i64) -> Result<Vec<RefusedRow>, Error> {
    sqlx::query_as!(
        RefusedRow,
        "SELECT user_id, name, refused_at FROM refused_guests WHERE room_id = ? ORDER BY refused_at DESC, user_id LIMIT ?",
        room_id,
        limit
    )
    .fetch_all(reads)
    .await
}

/// Keeps somebody out, by every browser that they have come by so far, and has them wait no longer.
pub async fn insert(tx: &mut WriteTx, room_id: &RoomId, user_id: &str, name: &str, now: UnixMillis) -> Result<(), Error> {
    sqlx::query!(
        "INSERT INTO refused_guests (room_id, user_id, name, refused_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        room_id,
        user_id,
        name,
        now.0
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "INSERT INTO refused_browsers (room_id, user_id, browser_hash) \
         SELECT DISTINCT i.room_id, g.user_id, g.browser_hash FROM invite_guests g CROSS JOIN invites i ON i.id = g.invite_id \
         WHERE g.user_id = ? AND i.room_id = ? ON CONFLICT DO NOTHING",
        user_id,
        room_id
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "UPDATE invite_guests SET waits_since = NULL WHERE invite_id IN (SELECT id FROM invites WHERE room_id = ?1) AND browser_hash \
         IN (SELECT browser_hash FROM refused_browsers WHERE room_id = ?1 AND user_id = ?2)",
        room_id,
        user_id
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Lets somebody in again; `Ok(false)`: they were not kept out.
pub async fn remove(tx: &mut WriteTx, room_id: &RoomId, user_id: &str) -> Result<bool, Error> {
    let removed = sqlx::query!("DELETE FROM refused_guests WHERE room_id = ? AND user_id = ?", room_id, user_id);
    Ok(removed.execute(&mut **tx).await?.rows_affected() > 0)
}

/// What a guest of the room is called: as joined last, else as the invite names them. `None`: nobody came or is to come in
/// with this id through an invite.
pub async fn name_of(reads: &SqlitePool, room_id: &RoomId, user_id: &str) -> Result<Option<String>, Error> {
    let joined = sqlx::query_scalar!(
        "SELECT g.name FROM invite_guests g CROSS JOIN invites i ON i.id = g.invite_id \
         WHERE g.user_id = ? AND i.room_id = ? ORDER BY g.seen_at DESC LIMIT 1",
        user_id,
        room_id
    );
    if let Some(name) = joined.fetch_optional(reads).await? {
        return Ok(Some(name));
    }
    sqlx::query_scalar!(
        "SELECT name AS \"name!\" FROM invites WHERE room_id = ? AND user_id = ? AND revoked_at IS NULL",
        room_id,
        user_id
    )
    .fetch_optional(reads)
    .await
}

/// Those of these ids (a JSON array) that came in through an invite of the room.
pub async fn guests_among(reads: &SqlitePool, room_id: &RoomId, user_ids: &str) -> Result<Vec<String>, Error> {
    sqlx::query_scalar!(
        "SELECT DISTINCT g.user_id FROM json_each(?) CROSS JOIN invite_guests g ON g.user_id = json_each.value \
         CROSS JOIN invites i ON i.id = g.invite_id WHERE i.room_id = ?",
        user_ids,
        room_id
    )
    .fetch_all(reads)
    .await
}
