//! The list of a room's invites, by key; what is done with many of them; and who used one.
use sqlx::{Error, SqliteExecutor, SqlitePool};

use super::WriteTx;
use super::invites::{InviteId, InviteRow};
use super::rooms::RoomId;
use super::servers::ServerId;
use crate::clock::UnixMillis;
use crate::domain::invite_list::Shown;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Of which room.
    pub room_id: &'a RoomId,
    /// Which of them.
    pub shown: Shown,
    /// A `LIKE` pattern on folded names and notes, with `\` before what is literal.
    pub pattern: String,
    /// Behind which invite; from the newest on if `None`.
    pub after: Option<InviteId>,
    /// What has ended, has done so by then.
    pub now: UnixMillis,
    /// At most so many.
    pub limit: i64,
}

/// The invites that are asked for, the newest first: their ids begin with the time.
pub async fn list(reads: &SqlitePool, wanted: &Wanted<'_>) -> Result<Vec<InviteRow>, Error> {
    let shown = wanted.shown.key();
    // Every id is smaller than this.
    let after = wanted.after.as_ref().map_or("~", InviteId::as_str);
    sqlx::query_as!(
        InviteRow,
        "SELECT * FROM invites_seen WHERE room_id = ? AND id < ? AND search_folded LIKE ? ESCAPE '\\' AND CASE ? \
         WHEN 'open' THEN name IS NULL WHEN 'personal' THEN name IS NOT NULL WHEN 'all' THEN 1 ELSE (? = 'ended') = \
         (revoked_at IS NOT NULL OR coalesce(expires_at <= ?, 0) OR coalesce(uses >= max_uses, 0)) END \
         ORDER BY id DESC LIMIT ?",
        wanted.room_id,
        after,
        wanted.pattern,
        shown,
        shown,
        wanted.now.0,
        wanted.limit
    )
    .fetch_all(reads)
    .await
}

/// How many of these invites the room has; `ids` is a JSON array.
pub async fn count(tx: &mut WriteTx, room_id: &RoomId, ids: &str) -> Result<i64, Error> {
    sqlx::query_scalar!("SELECT count(*) FROM invites WHERE room_id = ? AND id IN (SELECT value FROM json_each(?))", room_id, ids)
        .fetch_one(&mut **tx)
        .await
}

/// Takes these invites of a room back; says of each that was not before whether it is one of the share box.
pub async fn revoke(tx: &mut WriteTx, room_id: &RoomId, ids: &str, now: UnixMillis) -> Result<Vec<Option<String>>, Error> {
    sqlx::query_scalar!(
        "UPDATE invites SET revoked_at = ?, updated_at = ?, version = version + 1 \
         WHERE room_id = ? AND id IN (SELECT value FROM json_each(?)) AND revoked_at IS NULL RETURNING share AS \"share?\"",
        now.0,
        now.0,
        room_id,
        ids
    )
    .fetch_all(&mut **tx)
    .await
}

/// Moves the end of these invites of a room to this moment (`None`: away), where there is an end and it comes sooner. A
/// revoked one stays so. Says how many were moved.
pub async fn renew(
    tx: &mut WriteTx,
    room_id: &RoomId,
    ids: &str,
    until: Option<UnixMillis>,
    now: UnixMillis,
) -> Result<u64, Error> {
    let until = until.map(|until| until.0);
    let renewed = sqlx::query!(
        "UPDATE invites SET expires_at = ?, updated_at = ?, version = version + 1 \
         WHERE room_id = ? AND id IN (SELECT value FROM json_each(?)) AND revoked_at IS NULL AND expires_at < coalesce(?, expires_at + 1)",
        until,
        now.0,
        room_id,
        ids,
        until
    );
    Ok(renewed.execute(&mut **tx).await?.rows_affected())
}

/// Somebody who came in through an invite.
#[derive(Clone, Debug)]
pub struct GuestRow {
    /// Who this is on the meeting server.
    pub user_id: String,
    /// As joined.
    pub name: String,
    /// See `domain::browser`.
    pub browser: String,
    /// Unix milliseconds.
    pub first_used_at: i64,
    /// Unix milliseconds.
    pub last_used_at: i64,
    /// Tells browsers apart.
    pub browser_hash: Vec<u8>,
    /// Whether they stay out of this room.
    pub refused: bool,
}

/// Who came in through an invite, the last one first, behind this one.
pub async fn guests(
    reads: &SqlitePool,
    room_id: &RoomId,
    id: &InviteId,
    after: (i64, &[u8]),
    limit: i64,
) -> Result<Vec<GuestRow>, Error> {
    let (last_used_at, browser_hash) = after;
    sqlx::query_as!(
        GuestRow,
        "SELECT g.user_id, g.name, g.browser, g.first_used_at AS \"first_used_at!\", g.last_used_at AS \"last_used_at!\", \
         g.browser_hash, r.user_id IS NOT NULL AS \"refused!: bool\" FROM invite_guests g \
         LEFT JOIN refused_guests r ON r.room_id = ? AND r.user_id = g.user_id \
         WHERE g.invite_id = ? AND g.first_used_at IS NOT NULL AND (g.last_used_at, g.browser_hash) < (?, ?) \
         ORDER BY g.last_used_at DESC, g.browser_hash DESC LIMIT ?",
        room_id,
        id,
        last_used_at,
        browser_hash,
        limit
    )
    .fetch_all(reads)
    .await
}

/// Whether anybody stands in the list of an invite: from then on it is one person's for good.
pub async fn is_used(connection: impl SqliteExecutor<'_>, id: &InviteId) -> Result<bool, Error> {
    sqlx::query_scalar!("SELECT EXISTS (SELECT 1 FROM invite_guests WHERE invite_id = ?) AS \"used!: bool\"", id)
        .fetch_one(connection)
        .await
}

/// Whether this id is somebody else's: a member's, one that another invite of the room is for, or a guest's of another one.
pub async fn is_taken(tx: &mut WriteTx, room_id: &RoomId, user_id: &str, besides: Option<&InviteId>) -> Result<bool, Error> {
    let besides = besides.map_or("", InviteId::as_str);
    sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM accounts WHERE meeting_user_id = ?) \
         OR EXISTS (SELECT 1 FROM invites WHERE room_id = ? AND user_id = ? AND revoked_at IS NULL AND id <> ?) \
         OR EXISTS (SELECT 1 FROM invite_guests g CROSS JOIN invites i ON i.id = g.invite_id \
             WHERE g.user_id = ? AND i.room_id = ? AND i.name IS NULL) AS \"taken!: bool\"",
        user_id,
        room_id,
        user_id,
        besides,
        user_id,
        room_id
    )
    .fetch_one(&mut **tx)
    .await
}

/// The design that an invite has and its room has not, and whom it is for.
#[derive(Clone, Debug)]
pub struct DesignRow {
    /// Personal: who it is for.
    pub name: Option<String>,
    /// Which one of the share box it is, if it is one.
    pub share: Option<String>,
    /// JSON.
    pub design: String,
}

/// The designs that a room's invites have and the room has not: those that may still open something.
pub async fn designs(connection: impl SqliteExecutor<'_>, room_id: &RoomId) -> Result<Vec<DesignRow>, Error> {
    sqlx::query_as!(
        DesignRow,
        "SELECT i.name, i.share, coalesce(d.design, i.design) AS \"design!\" FROM invites i LEFT JOIN designs d ON d.id = i.design_id \
         WHERE i.room_id = ? AND (i.design IS NOT NULL OR i.design_id IS NOT NULL) AND i.revoked_at IS NULL",
        room_id
    )
    .fetch_all(connection)
    .await
}

/// The designs of all rooms of a server, and those of their own that the rooms' invites have, as JSON: each with the title
/// of its room.
pub async fn designs_on(tx: &mut WriteTx, server_id: &ServerId) -> Result<Vec<(String, String)>, Error> {
    let rows = sqlx::query!(
        "SELECT r.title AS \"title!\", coalesce(d.design, r.design) AS \"design!\" FROM rooms r \
         LEFT JOIN designs d ON d.id = r.design_id WHERE r.server_id = ? UNION ALL \
         SELECT r.title, coalesce(d.design, i.design) FROM rooms r CROSS JOIN invites i ON i.room_id = r.id \
         LEFT JOIN designs d ON d.id = i.design_id \
         WHERE r.server_id = ? AND (i.design IS NOT NULL OR i.design_id IS NOT NULL) AND i.revoked_at IS NULL",
        server_id,
        server_id
    );
    Ok(rows.fetch_all(&mut **tx).await?.into_iter().map(|row| (row.title, row.design)).collect())
}
