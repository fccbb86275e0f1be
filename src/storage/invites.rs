//! Invites, and what became of them. Found by the keyed hash of their code, or for a room that somebody has a right in.
use sqlx::{Error, SqliteExecutor, SqlitePool};

use super::WriteTx;
use super::rooms::RoomId;
use crate::clock::UnixMillis;
use crate::random;

/// Identifies an invite: a UUIDv7 as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(transparent)]
pub struct InviteId(String);

impl InviteId {
    /// A new one.
    pub fn new(now: UnixMillis) -> Self {
        Self(random::id(now))
    }

    /// The text that stands in the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What an address or a form says: it may lead nowhere.
impl From<String> for InviteId {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// An invite as stored, with what became of it; `services::invites` gives it its types. Times are unix milliseconds.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "they are the columns of the view: see the migration")]
pub struct InviteRow {
    pub id: String,
    pub room_id: String,
    pub share: Option<String>,
    pub code_hash: Vec<u8>,
    pub sealed_code: Vec<u8>,
    pub role: String,
    pub name: Option<String>,
    pub user_id: Option<String>,
    pub locks: String,
    pub design: Option<String>,
    pub picture: Option<String>,
    pub language: Option<String>,
    pub record_webcam: i64,
    pub sealed_passcode: Option<Vec<u8>>,
    pub not_before: Option<i64>,
    pub expires_at: Option<i64>,
    pub max_uses: Option<i64>,
    pub note: String,
    pub search_folded: String,
    pub revoked_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
    pub version: i64,
    pub design_id: Option<String>,
    pub saved_name: Option<String>,
    pub saved_design: Option<String>,
    pub uses: i64,
    pub last_used_at: Option<i64>,
    pub last_name: Option<String>,
    pub last_browser: Option<String>,
}

/// An invite that is about to be stored.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "they are the columns: see the migration")]
pub struct NewInvite {
    pub id: InviteId,
    pub room_id: RoomId,
    pub share: Option<&'static str>,
    pub code_hash: Vec<u8>,
    pub sealed_code: Vec<u8>,
    pub terms: StoredTerms,
}

/// What of an invite can be chosen and changed, as it is stored.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "they are the columns: see the migration")]
pub struct StoredTerms {
    pub role: &'static str,
    pub name: Option<String>,
    pub user_id: Option<String>,
    pub locks: String,
    pub design: Option<String>,
    pub design_id: Option<String>,
    pub picture: Option<String>,
    pub language: Option<String>,
    pub record_webcam: bool,
    pub sealed_passcode: Option<Vec<u8>>,
    pub not_before: Option<i64>,
    pub expires_at: Option<i64>,
    pub max_uses: Option<i64>,
    pub note: String,
    pub search_folded: String,
}

/// Stores a new invite.
pub async fn insert(tx: &mut WriteTx, new: &NewInvite, now: UnixMillis) -> Result<(), Error> {
    let terms = &new.terms;
    sqlx::query!(
        "INSERT INTO invites (id, room_id, share, code_hash, sealed_code, role, name, user_id, locks, design, design_id, picture, language, \
         record_webcam, sealed_passcode, not_before, expires_at, max_uses, note, search_folded, created_at, updated_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        new.id,
        new.room_id,
        new.share,
        new.code_hash,
        new.sealed_code,
        terms.role,
        terms.name,
        terms.user_id,
        terms.locks,
        terms.design,
        terms.design_id,
        terms.picture,
        terms.language,
        terms.record_webcam,
        terms.sealed_passcode,
        terms.not_before,
        terms.expires_at,
        terms.max_uses,
        terms.note,
        terms.search_folded,
        now.0,
        now.0
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Changes an invite as it was read; `Ok(false)`: somebody else changed it since, or took it back.
pub async fn update(
    tx: &mut WriteTx,
    room_id: &RoomId,
    id: &InviteId,
    version: i64,
    terms: &StoredTerms,
    now: UnixMillis,
) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE invites SET role = ?, name = ?, user_id = ?, locks = ?, design = ?, design_id = ?, picture = ?, language = ?, record_webcam = ?, \
         sealed_passcode = ?, not_before = ?, expires_at = ?, max_uses = ?, note = ?, search_folded = ?, updated_at = ?, \
         version = version + 1 WHERE id = ? AND room_id = ? AND version = ? AND revoked_at IS NULL",
        terms.role,
        terms.name,
        terms.user_id,
        terms.locks,
        terms.design,
        terms.design_id,
        terms.picture,
        terms.language,
        terms.record_webcam,
        terms.sealed_passcode,
        terms.not_before,
        terms.expires_at,
        terms.max_uses,
        terms.note,
        terms.search_folded,
        now.0,
        id,
        room_id,
        version
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// The invite whose code has this keyed hash, revoked or not.
pub async fn find_by_code(connection: impl SqliteExecutor<'_>, code_hash: &[u8]) -> Result<Option<InviteRow>, Error> {
    sqlx::query_as!(InviteRow, "SELECT * FROM invites_seen WHERE code_hash = ?", code_hash).fetch_optional(connection).await
}

/// One invite of a room.
pub async fn find(connection: impl SqliteExecutor<'_>, room_id: &RoomId, id: &InviteId) -> Result<Option<InviteRow>, Error> {
    sqlx::query_as!(InviteRow, "SELECT * FROM invites_seen WHERE id = ? AND room_id = ?", id, room_id)
        .fetch_optional(connection)
        .await
}

/// The invite that a room's share box shows, if there is one.
pub async fn find_shared(connection: impl SqliteExecutor<'_>, room_id: &RoomId, share: &str) -> Result<Option<InviteRow>, Error> {
    sqlx::query_as!(
        InviteRow,
        "SELECT * FROM invites_seen WHERE room_id = ? AND share = ? AND revoked_at IS NULL",
        room_id,
        share
    )
    .fetch_optional(connection)
    .await
}

/// Every invite of a room, in the order they were made.
pub async fn all_of_room(reads: &SqlitePool, room_id: &RoomId) -> Result<Vec<InviteRow>, Error> {
    sqlx::query_as!(InviteRow, "SELECT * FROM invites_seen WHERE room_id = ? ORDER BY id", room_id).fetch_all(reads).await
}

/// Revokes an invite; `Ok(false)`: there is none, or it was revoked before.
pub async fn revoke(tx: &mut WriteTx, room_id: &RoomId, id: &InviteId, now: UnixMillis) -> Result<bool, Error> {
    let revoked = sqlx::query!(
        "UPDATE invites SET revoked_at = ?, updated_at = ?, version = version + 1 WHERE id = ? AND room_id = ? AND revoked_at IS NULL",
        now.0,
        now.0,
        id,
        room_id
    );
    Ok(revoked.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Rooms without an invite for participants: those that were made before there were any.
pub async fn rooms_without_one(reads: &SqlitePool) -> Result<Vec<RoomId>, Error> {
    sqlx::query_scalar!(
        "SELECT id AS \"id: RoomId\" FROM rooms WHERE NOT EXISTS \
         (SELECT 1 FROM invites WHERE room_id = rooms.id AND share = 'participants' AND revoked_at IS NULL)"
    )
    .fetch_all(reads)
    .await
}

/// What of an invite is sealed.
pub struct Sealed {
    /// Which invite.
    pub id: InviteId,
    /// Its code.
    pub code: Vec<u8>,
    /// Its passcode, if it has one.
    pub passcode: Option<Vec<u8>>,
}

/// What is sealed of every invite.
pub async fn all_sealed(tx: &mut WriteTx) -> Result<Vec<Sealed>, Error> {
    sqlx::query_as!(
        Sealed,
        "SELECT id AS \"id: InviteId\", sealed_code AS code, sealed_passcode AS passcode FROM invites ORDER BY id"
    )
    .fetch_all(&mut **tx)
    .await
}

/// Puts what was sealed with another key in the place of the stored.
pub async fn set_sealed(tx: &mut WriteTx, sealed: &Sealed) -> Result<(), Error> {
    sqlx::query!("UPDATE invites SET sealed_code = ?, sealed_passcode = ? WHERE id = ?", sealed.code, sealed.passcode, sealed.id)
        .execute(&mut **tx)
        .await
        .map(drop)
}
