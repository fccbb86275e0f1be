//! Rooms and who has a right in them. A room is only ever found for somebody.
use sqlx::{Error, SqliteExecutor, SqlitePool};

use serde::{Deserialize, Serialize};

use super::WriteTx;
use super::accounts::AccountId;
use super::servers::ServerId;
use crate::clock::UnixMillis;
use crate::domain::design::DesignId;
use crate::domain::fold::folded;
use crate::random;

/// Identifies a room in the database: a UUIDv7 as text. (In addresses it is its slug, on meeting servers its meeting room id.)
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
#[sqlx(transparent)]
pub struct RoomId(String);

impl RoomId {
    /// A new one.
    pub fn new(now: UnixMillis) -> Self {
        Self(random::id(now))
    }

    /// The text that stands in the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the database says.
impl From<String> for RoomId {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// A room as an account with a right in it sees it; `services::rooms` gives it its types.
#[derive(Clone, Debug)]
pub struct RoomRow {
    /// Never changes.
    pub id: RoomId,
    /// The room's part of an address.
    pub slug: String,
    /// What the meeting server calls it.
    pub meeting_room_id: String,
    /// As typed.
    pub title: String,
    /// One bit a lock.
    pub locks: i64,
    /// Its own colours: JSON object of the set keys.
    pub design: String,
    /// The saved design that it uses instead.
    pub design_id: Option<String>,
    /// What that design is called.
    pub saved_name: Option<String>,
    /// What that design sets: JSON object of the set keys.
    pub saved_design: Option<String>,
    /// JSON object: see `domain::settings`.
    pub settings: String,
    /// Counts the changes.
    pub version: i64,
    /// Key of a `MemberRight`.
    pub right: String,
    /// Unix milliseconds, if it is out of use.
    pub archived_at: Option<i64>,
    /// Where its sessions run; `None`: on the sandbox.
    pub server_id: Option<ServerId>,
    /// What that server is called.
    pub server_name: Option<String>,
    /// Where that server takes `?access_token=…`.
    pub join_address: Option<String>,
    /// JSON: see `services::took_effect`.
    pub asked: Option<String>,
    /// The session that a moderator started last.
    pub started_sid: Option<String>,
    /// The session that no more guests are let into.
    pub shut_sid: Option<String>,
}

/// A room that is about to be stored.
#[derive(Clone, Debug)]
pub struct NewRoom {
    /// Never changes.
    pub id: RoomId,
    /// The room's part of an address.
    pub slug: String,
    /// What the meeting server calls it.
    pub meeting_room_id: String,
    /// As typed.
    pub title: String,
    /// One bit a lock.
    pub locks: i64,
    /// Its own colours: JSON object of the set keys.
    pub design: String,
    /// The saved design that it uses instead.
    pub design_id: Option<String>,
    /// JSON object: see `domain::settings`.
    pub settings: String,
    /// Where its sessions will run; `None`: on the sandbox.
    pub server_id: Option<ServerId>,
}

/// The room, if the account has a right in it.
pub async fn find_for(connection: impl SqliteExecutor<'_>, account_id: &AccountId, slug: &str) -> Result<Option<RoomRow>, Error> {
    sqlx::query_as!(
        RoomRow,
        "SELECT r.id AS \"id: RoomId\", r.slug, r.meeting_room_id, r.title, r.locks, r.design, r.design_id, d.name AS \"saved_name?\", \
         d.design AS \"saved_design?\", r.settings, r.version, r.archived_at, r.asked, \
         r.started_sid, r.shut_sid, m.\"right\", \
         r.server_id AS \"server_id: ServerId\", s.name AS \"server_name?\", \
         coalesce(s.join_url, s.url || '/') AS \"join_address?\" \
         FROM rooms r \
         JOIN room_members m ON m.room_id = r.id AND m.account_id = ? LEFT JOIN meeting_servers s ON s.id = r.server_id \
         LEFT JOIN designs d ON d.id = r.design_id WHERE r.slug = ?",
        account_id,
        slug
    )
    .fetch_optional(connection)
    .await
}

/// Address and member of the room that meeting servers call so: this account, if it has a right in it, or else (`None`) its
/// owner.
pub async fn find_member(
    reads: &SqlitePool,
    meeting_room_id: &str,
    account_id: Option<&AccountId>,
) -> Result<Option<(String, AccountId)>, Error> {
    let found = sqlx::query!(
        "SELECT r.slug, m.account_id AS \"account_id: AccountId\" FROM rooms r JOIN room_members m ON m.room_id = r.id \
         WHERE r.meeting_room_id = ?1 AND (m.account_id = ?2 OR (?2 IS NULL AND m.\"right\" = 'owner'))",
        meeting_room_id,
        account_id
    );
    Ok(found.fetch_optional(reads).await?.map(|found| (found.slug, found.account_id)))
}

/// Slug and owner of a room, for whoever comes with an invite.
pub async fn find_owner(connection: impl SqliteExecutor<'_>, id: &RoomId) -> Result<Option<(String, AccountId, String)>, Error> {
    let found = sqlx::query!(
        "SELECT r.slug, m.account_id AS \"account_id: AccountId\", a.name FROM rooms r \
         JOIN room_members m ON m.room_id = r.id AND m.\"right\" = 'owner' JOIN accounts a ON a.id = m.account_id WHERE r.id = ?",
        id
    );
    Ok(found.fetch_optional(connection).await?.map(|found| (found.slug, found.account_id, found.name)))
}

/// Whether one of a room's members can sign in.
pub async fn is_run(connection: impl SqliteExecutor<'_>, id: &RoomId) -> Result<bool, Error> {
    let is_run = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM room_members m JOIN accounts a ON a.id = m.account_id \
         WHERE m.room_id = ? AND a.disabled_at IS NULL)",
        id
    );
    Ok(is_run.fetch_one(connection).await? != 0)
}

/// Owner of the room at this address.
pub async fn find_owner_at(reads: &SqlitePool, slug: &str) -> Result<Option<AccountId>, Error> {
    sqlx::query_scalar!(
        "SELECT m.account_id AS \"account_id: AccountId\" FROM rooms r \
         JOIN room_members m ON m.room_id = r.id AND m.\"right\" = 'owner' WHERE r.slug = ?",
        slug
    )
    .fetch_optional(reads)
    .await
}

/// The session of a room that a moderator started last.
pub async fn find_started(reads: &SqlitePool, id: &RoomId) -> Result<Option<String>, Error> {
    Ok(sqlx::query_scalar!("SELECT started_sid FROM rooms WHERE id = ?", id).fetch_optional(reads).await?.flatten())
}

/// Stores a new room with its owner. `Ok(false)`: the slug is taken.
pub async fn insert(tx: &mut WriteTx, room: &NewRoom, owner: &AccountId, now: UnixMillis) -> Result<bool, Error> {
    let title_folded = folded(&room.title);
    let inserted = sqlx::query!(
        "INSERT INTO rooms (id, slug, meeting_room_id, title, title_folded, locks, design, design_id, settings, server_id, created_at, \
         updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING",
        room.id,
        room.slug,
        room.meeting_room_id,
        room.title,
        title_folded,
        room.locks,
        room.design,
        room.design_id,
        room.settings,
        room.server_id,
        now.0,
        now.0
    )
    .execute(&mut **tx)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "INSERT INTO room_members (room_id, account_id, \"right\", used_at) VALUES (?, ?, 'owner', ?)",
        room.id,
        owner,
        now.0
    )
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

/// Sets the room's own colours, which it uses from now on; `Ok(false)`: the room is not theirs, or has changed since.
pub async fn set_design(tx: &mut WriteTx, edit: Edit<'_>, design: &str, now: UnixMillis) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE rooms SET design = ?, design_id = NULL, updated_at = ?, version = version + 1 \
         WHERE slug = ? AND version = ? AND id IN (SELECT room_id FROM room_members WHERE account_id = ?)",
        design,
        now.0,
        edit.slug,
        edit.version,
        edit.account_id
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Has the room use a saved design; `Ok(false)`: the room is not theirs, or has changed since.
pub async fn set_saved_design(tx: &mut WriteTx, edit: Edit<'_>, id: &DesignId, now: UnixMillis) -> Result<bool, Error> {
    let id = id.as_str();
    let updated = sqlx::query!(
        "UPDATE rooms SET design_id = ?, updated_at = ?, version = version + 1 \
         WHERE slug = ? AND version = ? AND id IN (SELECT room_id FROM room_members WHERE account_id = ?)",
        id,
        now.0,
        edit.slug,
        edit.version,
        edit.account_id
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Sets title and settings; `Ok(false)`: the room is not theirs, or has changed since.
pub async fn set_settings(tx: &mut WriteTx, edit: Edit<'_>, title: &str, settings: &str, now: UnixMillis) -> Result<bool, Error> {
    let title_folded = folded(title);
    let updated = sqlx::query!(
        "UPDATE rooms SET title = ?, title_folded = ?, settings = ?, updated_at = ?, version = version + 1 \
         WHERE slug = ? AND version = ? AND id IN (SELECT room_id FROM room_members WHERE account_id = ?)",
        title,
        title_folded,
        settings,
        now.0,
        edit.slug,
        edit.version,
        edit.account_id
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Has its next sessions run elsewhere (`None`: on the sandbox); `Ok(false)`: the room is not theirs, or has changed since.
pub async fn set_server(tx: &mut WriteTx, edit: Edit<'_>, server_id: Option<&ServerId>, now: UnixMillis) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE rooms SET server_id = ?, updated_at = ?, version = version + 1 \
         WHERE slug = ? AND version = ? AND id IN (SELECT room_id FROM room_members WHERE account_id = ?)",
        server_id,
        now.0,
        edit.slug,
        edit.version,
        edit.account_id
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Notes what a room's latest session was begun with. Nobody's change of the room: the version stays.
pub async fn set_asked(tx: &mut WriteTx, slug: &str, asked: &str) -> Result<(), Error> {
    sqlx::query!("UPDATE rooms SET asked = ? WHERE slug = ?", asked, slug).execute(&mut **tx).await.map(drop)
}

/// Notes which session a moderator has started; `Ok(false)`: it was noted before. Nobody's change of the room either.
pub async fn set_started(tx: &mut WriteTx, id: &RoomId, sid: &str, now: UnixMillis) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE rooms SET started_sid = ?1, started_at = ?2 WHERE id = ?3 AND started_sid IS NOT ?1",
        sid,
        now.0,
        id
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Notes which session no more guests are let into; `None`: they are.
pub async fn set_shut(tx: &mut WriteTx, id: &RoomId, sid: Option<&str>) -> Result<(), Error> {
    sqlx::query!("UPDATE rooms SET shut_sid = ? WHERE id = ?", sid, id).execute(&mut **tx).await.map(drop)
}

/// Takes a room out of use, or back into it (`None`), if the account owns it; `Ok(false)`: it does not. Who edits it
/// meanwhile need not look again, so the version stays.
pub async fn set_archived(
    tx: &mut WriteTx,
    account_id: &AccountId,
    slug: &str,
    archived_at: Option<UnixMillis>,
    now: UnixMillis,
) -> Result<bool, Error> {
    let archived_at = archived_at.map(|time| time.0);
    let updated = sqlx::query!(
        "UPDATE rooms SET archived_at = ?, updated_at = ? \
         WHERE slug = ? AND id IN (SELECT room_id FROM room_members WHERE account_id = ? AND \"right\" = 'owner')",
        archived_at,
        now.0,
        slug,
        account_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(updated.rows_affected() > 0)
}

/// Deletes a room that is out of use, with all that belongs to it, if the account owns it; `Ok(false)`: nothing was deleted.
pub async fn delete(tx: &mut WriteTx, account_id: &AccountId, slug: &str) -> Result<bool, Error> {
    let deleted = sqlx::query!(
        "DELETE FROM rooms WHERE slug = ? AND archived_at IS NOT NULL \
         AND id IN (SELECT room_id FROM room_members WHERE account_id = ? AND \"right\" = 'owner')",
        slug,
        account_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(deleted.rows_affected() > 0)
}

/// Who else has a right in a room: how many.
pub async fn other_members(reads: &SqlitePool, account_id: &AccountId, slug: &str) -> Result<i64, Error> {
    sqlx::query_scalar!(
        "SELECT count(*) FROM room_members m JOIN rooms r ON r.id = m.room_id WHERE r.slug = ? AND m.account_id <> ?",
        slug,
        account_id
    )
    .fetch_one(reads)
    .await
}
