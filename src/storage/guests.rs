//! Browsers that have pressed Join on an invite: one row each, found by the keyed hashes of invite and cookie. What is
//! counted, who waits, who is refused.
use sqlx::{Error, SqliteExecutor, SqlitePool};

use super::WriteTx;
use super::invites::InviteId;
use super::rooms::RoomId;
use crate::clock::UnixMillis;

/// A browser at an invite, as stored. Times are unix milliseconds.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "they are columns: see the migration")]
pub struct GuestRow {
    pub user_id: String,
    pub name: String,
    pub passcode_hash: Option<Vec<u8>>,
    pub waits_since: Option<i64>,
    pub reserved_at: Option<i64>,
    pub first_used_at: Option<i64>,
    pub last_sid: Option<String>,
}

/// Which browser at which invite.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The invite.
    pub invite_id: &'a InviteId,
    /// Keyed hash of the browser's cookie.
    pub browser_hash: &'a [u8],
}

/// What a press of Join says of whoever pressed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "they are columns: see the migration")]
pub struct Pressed<'a> {
    pub at: At<'a>,
    pub user_id: &'a str,
    pub name: &'a str,
    pub browser: &'a str,
    pub passcode_hash: Option<&'a [u8]>,
    /// `None`: as it is, since nobody pressed: who waited is let in.
    pub address_hash: Option<&'a [u8]>,
}

/// What is known of a browser at an invite.
pub async fn find(connection: impl SqliteExecutor<'_>, at: At<'_>) -> Result<Option<GuestRow>, Error> {
    sqlx::query_as!(
        GuestRow,
        "SELECT user_id, name, passcode_hash, waits_since, reserved_at, first_used_at, last_sid FROM invite_guests \
         WHERE invite_id = ? AND browser_hash = ?",
        at.invite_id,
        at.browser_hash
    )
    .fetch_optional(connection)
    .await
}

/// The name that a browser was last used under, at whichever invite.
pub async fn latest_name(connection: impl SqliteExecutor<'_>, browser_hash: &[u8]) -> Result<Option<String>, Error> {
    sqlx::query_scalar!("SELECT name FROM invite_guests WHERE browser_hash = ? ORDER BY seen_at DESC LIMIT 1", browser_hash)
        .fetch_optional(connection)
        .await
}

/// Whether the room's moderators do not want to see this person again, or anybody whom this browser was in the room then.
pub async fn is_refused(
    connection: impl SqliteExecutor<'_>,
    room_id: &RoomId,
    user_id: &str,
    browser_hash: Option<&[u8]>,
) -> Result<bool, Error> {
    let refused = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM refused_guests WHERE room_id = ?1 AND user_id = ?2) \
         OR EXISTS (SELECT 1 FROM refused_browsers WHERE room_id = ?1 AND browser_hash = ?3)",
        room_id,
        user_id,
        browser_hash
    );
    Ok(refused.fetch_one(connection).await? != 0)
}

/// Holds a use of an invite for a browser that has none yet. `Ok(false)`: none is left. Reservations from before `lapsed`
/// count no longer.
pub async fn reserve(
    tx: &mut WriteTx,
    pressed: &Pressed<'_>,
    most: i64,
    lapsed: UnixMillis,
    now: UnixMillis,
) -> Result<bool, Error> {
    let At { invite_id, browser_hash } = pressed.at;
    let reserved = sqlx::query!(
        "INSERT INTO invite_guests (invite_id, browser_hash, user_id, name, browser, address_hash, reserved_at, seen_at) \
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7 WHERE \
         (SELECT count(*) FROM invite_guests WHERE invite_id = ?1 AND browser_hash <> ?2 \
          AND (first_used_at IS NOT NULL OR reserved_at > ?8)) < ?9 \
         ON CONFLICT (invite_id, browser_hash) DO UPDATE SET reserved_at = excluded.reserved_at",
        invite_id,
        browser_hash,
        pressed.user_id,
        pressed.name,
        pressed.browser,
        pressed.address_hash,
        now.0,
        lapsed.0,
        most
    );
    Ok(reserved.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Whether a browser holds the use that it reserved then: another press of it may have taken over, or given it back.
pub async fn holds(tx: &mut WriteTx, at: At<'_>, since: UnixMillis) -> Result<bool, Error> {
    let holds = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM invite_guests WHERE invite_id = ? AND browser_hash = ? AND reserved_at = ?)",
        at.invite_id,
        at.browser_hash,
        since.0
    );
    Ok(holds.fetch_one(&mut **tx).await? != 0)
}

/// Lets go of a use that was held since then and came to nothing.
pub async fn give_back(tx: &mut WriteTx, at: At<'_>, since: UnixMillis) -> Result<(), Error> {
    sqlx::query!(
        "UPDATE invite_guests SET reserved_at = NULL WHERE invite_id = ? AND browser_hash = ? AND reserved_at = ?",
        at.invite_id,
        at.browser_hash,
        since.0
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Lets go of every use that is held: whoever held one has gone with the process.
pub async fn give_all_back(tx: &mut WriteTx) -> Result<(), Error> {
    sqlx::query!("UPDATE invite_guests SET reserved_at = NULL WHERE reserved_at IS NOT NULL").execute(&mut **tx).await.map(drop)
}

/// Notes that a browser was let into a session: its first use counts from now on.
pub async fn let_in(tx: &mut WriteTx, pressed: &Pressed<'_>, sid: &str, now: UnixMillis) -> Result<(), Error> {
    let At { invite_id, browser_hash } = pressed.at;
    sqlx::query!(
        "INSERT INTO invite_guests (invite_id, browser_hash, user_id, name, browser, passcode_hash, address_hash, first_used_at, \
         last_used_at, last_sid, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?8) \
         ON CONFLICT (invite_id, browser_hash) DO UPDATE SET user_id = excluded.user_id, name = excluded.name, \
         browser = excluded.browser, passcode_hash = excluded.passcode_hash, \
         address_hash = coalesce(excluded.address_hash, address_hash), waits_since = NULL, reserved_at = NULL, \
         first_used_at = coalesce(first_used_at, excluded.first_used_at), last_used_at = excluded.last_used_at, \
         last_sid = excluded.last_sid, seen_at = excluded.seen_at",
        invite_id,
        browser_hash,
        pressed.user_id,
        pressed.name,
        pressed.browser,
        pressed.passcode_hash,
        pressed.address_hash,
        now.0,
        sid
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Notes that a browser waits to be let in. What another press of it holds is left to that press.
pub async fn wait(tx: &mut WriteTx, pressed: &Pressed<'_>, now: UnixMillis) -> Result<(), Error> {
    let At { invite_id, browser_hash } = pressed.at;
    sqlx::query!(
        "INSERT INTO invite_guests (invite_id, browser_hash, user_id, name, browser, passcode_hash, address_hash, waits_since, \
         seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8) \
         ON CONFLICT (invite_id, browser_hash) DO UPDATE SET user_id = excluded.user_id, name = excluded.name, \
         browser = excluded.browser, passcode_hash = excluded.passcode_hash, \
         address_hash = coalesce(excluded.address_hash, address_hash), \
         waits_since = excluded.waits_since, seen_at = excluded.seen_at",
        invite_id,
        browser_hash,
        pressed.user_id,
        pressed.name,
        pressed.browser,
        pressed.passcode_hash,
        pressed.address_hash,
        now.0
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Somebody who waits to be let in.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    /// As typed.
    pub name: String,
    /// Who that is on the meeting server.
    pub user_id: String,
    /// Unix milliseconds.
    pub since: i64,
}

/// Somebody who waits does so no more.
pub async fn stop_waiting(tx: &mut WriteTx, at: At<'_>) -> Result<(), Error> {
    sqlx::query!(
        "UPDATE invite_guests SET waits_since = NULL WHERE invite_id = ? AND browser_hash = ?",
        at.invite_id,
        at.browser_hash
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// How many browsers wait before a room since `after`, by whichever invite that still leads there.
pub async fn count_waiting(tx: &mut WriteTx, room_id: &RoomId, after: UnixMillis) -> Result<i64, Error> {
    sqlx::query_scalar!(
        "SELECT count(*) FROM invites AS invite JOIN invite_guests AS guest ON guest.invite_id = invite.id \
         WHERE invite.room_id = ? AND guest.waits_since > ? AND invite.revoked_at IS NULL",
        room_id,
        after.0
    )
    .fetch_one(&mut **tx)
    .await
}

/// Who waits before a room since `after`, whoever came first first.
pub async fn waiting(reads: &SqlitePool, room_id: &RoomId, after: UnixMillis) -> Result<Vec<WaitingRow>, Error> {
    sqlx::query_as!(
        WaitingRow,
        "SELECT guest.name AS \"name!\", guest.user_id AS \"user_id!\", min(guest.waits_since) AS \"since!: i64\" \
         FROM invites AS invite JOIN invite_guests AS guest ON guest.invite_id = invite.id \
         WHERE invite.room_id = ? AND guest.waits_since > ? AND invite.revoked_at IS NULL \
         GROUP BY guest.user_id ORDER BY 3",
        room_id,
        after.0
    )
    .fetch_all(reads)
    .await
}

/// The invite that a browser was last let in by, in the room that meeting servers call so.
pub async fn last_invite(
    reads: &SqlitePool,
    browser_hash: &[u8],
    meeting_room_id: &str,
) -> Result<Option<(RoomId, InviteId)>, Error> {
    let last = sqlx::query!(
        "SELECT room.id AS \"room_id: RoomId\", invite.id AS \"invite_id: InviteId\" FROM invite_guests AS guest \
         JOIN invites AS invite ON invite.id = guest.invite_id JOIN rooms AS room ON room.id = invite.room_id \
         WHERE guest.browser_hash = ? AND room.meeting_room_id = ? AND guest.last_used_at IS NOT NULL \
         ORDER BY guest.last_used_at DESC LIMIT 1",
        browser_hash,
        meeting_room_id
    );
    Ok(last.fetch_optional(reads).await?.map(|last| (last.room_id, last.invite_id)))
}
