//! Who is in the classroom of a room: its members, and those that an invite lets in; and what is locked for them.
use sqlx::{Error, SqlitePool};

use super::WriteTx;
use super::invites::{InviteId, InviteRow};
use super::rooms::RoomId;
use crate::clock::UnixMillis;

/// An account with a right in a room.
#[derive(Clone, Debug)]
pub struct MemberRow {
    /// As others see it.
    pub name: String,
    /// Who that is on the meeting server.
    pub meeting_user_id: String,
    /// `owner` or `co_owner`.
    pub right: String,
}

/// The members of a room who can sign in, its owner first.
pub async fn members(reads: &SqlitePool, room_id: &RoomId) -> Result<Vec<MemberRow>, Error> {
    sqlx::query_as!(
        MemberRow,
        "SELECT a.name, a.meeting_user_id, m.\"right\" FROM room_members m JOIN accounts a ON a.id = m.account_id \
         WHERE m.room_id = ? AND a.disabled_at IS NULL ORDER BY m.\"right\" DESC, a.name, a.id",
        room_id
    )
    .fetch_all(reads)
    .await
}

/// Which invites are asked for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Of which room.
    pub room_id: &'a RoomId,
    /// Those for one person; else those for whoever has the link.
    pub personal: bool,
    /// A `LIKE` pattern on folded names and notes, with `\` before what is literal.
    pub pattern: String,
    /// Behind which invite; from the newest on if `None`.
    pub after: Option<InviteId>,
    /// Those that have ended by then are left out. One that is used up stays: whoever used it comes in still.
    pub now: UnixMillis,
    /// At most so many.
    pub limit: i64,
}

/// The invites by which somebody comes in, now or later, the newest first.
pub async fn invites(reads: &SqlitePool, wanted: &Wanted<'_>) -> Result<Vec<InviteRow>, Error> {
    // Every id is smaller than this.
    let after = wanted.after.as_ref().map_or("~", InviteId::as_str);
    sqlx::query_as!(
        InviteRow,
        "SELECT * FROM invites_seen WHERE room_id = ? AND id < ? AND (name IS NOT NULL) = ? AND search_folded LIKE ? ESCAPE '\\' \
         AND revoked_at IS NULL AND coalesce(expires_at > ?, 1) ORDER BY id DESC LIMIT ?",
        wanted.room_id,
        after,
        wanted.personal,
        wanted.pattern,
        wanted.now.0,
        wanted.limit
    )
    .fetch_all(reads)
    .await
}

/// What is locked for whoever has an invite.
#[derive(Clone, Debug)]
pub struct LocksRow {
    /// Which.
    pub id: String,
    /// What differs from the room: JSON, see `StoredLocks`.
    pub locks: String,
    /// Whether it is revoked.
    pub revoked: bool,
}

/// What is locked by these invites of a room; `ids` is a JSON array.
pub async fn locks(tx: &mut WriteTx, room_id: &RoomId, ids: &str) -> Result<Vec<LocksRow>, Error> {
    sqlx::query_as!(
        LocksRow,
        "SELECT id, locks, revoked_at IS NOT NULL AS \"revoked!: bool\" FROM invites \
         WHERE room_id = ? AND id IN (SELECT value FROM json_each(?))",
        room_id,
        ids
    )
    .fetch_all(&mut **tx)
    .await
}

/// Sets what is locked by an invite.
pub async fn set_locks(tx: &mut WriteTx, room_id: &RoomId, id: &InviteId, locks: &str, now: UnixMillis) -> Result<(), Error> {
    sqlx::query!(
        "UPDATE invites SET locks = ?, updated_at = ?, version = version + 1 WHERE room_id = ? AND id = ?",
        locks,
        now.0,
        room_id,
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
