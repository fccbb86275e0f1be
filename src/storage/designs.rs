//! Saved designs: found by their owner or, if they are shared, by everybody.
use sqlx::{Error, SqliteExecutor, SqlitePool};

use super::WriteTx;
use super::accounts::AccountId;
use super::rooms::RoomId;
use super::servers::ServerId;
use crate::clock::UnixMillis;
use crate::domain::design::DesignId;
use crate::domain::fold::folded;

/// A design as stored; `services::designs` gives it its types.
#[derive(Clone, Debug)]
pub struct DesignRow {
    /// UUIDv7.
    pub id: String,
    /// Whose it is.
    pub owner_id: AccountId,
    /// What that account's owner is called.
    pub owner: String,
    /// As typed.
    pub name: String,
    /// Whether everybody may use it.
    pub shared: bool,
    /// JSON object of the set keys.
    pub design: String,
    /// Counts the changes.
    pub version: i64,
}

/// What of a design is stored by its owner.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    /// Whose it is.
    pub owner_id: &'a AccountId,
    /// As typed.
    pub name: &'a str,
    /// Whether everybody may use it.
    pub shared: bool,
    /// JSON object of the set keys.
    pub design: &'a str,
}

/// An account's own designs, by name. `pattern` is a `LIKE` pattern on folded names, with `\` before what is literal.
pub async fn of_owner(reads: &SqlitePool, owner_id: &AccountId, pattern: &str, limit: i64) -> Result<Vec<DesignRow>, Error> {
    sqlx::query_as!(
        DesignRow,
        "SELECT d.id, d.owner_id AS \"owner_id: AccountId\", a.name AS owner, d.name, d.shared AS \"shared: bool\", d.design, d.version \
         FROM designs d JOIN accounts a ON a.id = d.owner_id WHERE d.owner_id = ? AND d.name_folded LIKE ? ESCAPE '\\' \
         ORDER BY d.name_folded, d.id LIMIT ?",
        owner_id,
        pattern,
        limit
    )
    .fetch_all(reads)
    .await
}

/// The designs that others share, by name; `pattern` as in [`of_owner`].
pub async fn shared_by_others(
    reads: &SqlitePool,
    account_id: &AccountId,
    pattern: &str,
    limit: i64,
) -> Result<Vec<DesignRow>, Error> {
    sqlx::query_as!(
        DesignRow,
        "SELECT d.id, d.owner_id AS \"owner_id: AccountId\", a.name AS owner, d.name, d.shared AS \"shared: bool\", d.design, d.version \
         FROM designs d JOIN accounts a ON a.id = d.owner_id \
         WHERE d.shared = 1 AND d.name_folded >= '' AND d.owner_id <> ? AND d.name_folded LIKE ? ESCAPE '\\' \
         ORDER BY d.name_folded, d.id LIMIT ?",
        account_id,
        pattern,
        limit
    )
    .fetch_all(reads)
    .await
}

/// A design that this account may use: its own, or one that is shared.
pub async fn find(
    connection: impl SqliteExecutor<'_>,
    account_id: &AccountId,
    id: &DesignId,
) -> Result<Option<DesignRow>, Error> {
    let id = id.as_str();
    sqlx::query_as!(
        DesignRow,
        "SELECT d.id, d.owner_id AS \"owner_id: AccountId\", a.name AS owner, d.name, d.shared AS \"shared: bool\", d.design, d.version \
         FROM designs d JOIN accounts a ON a.id = d.owner_id WHERE d.id = ? AND (d.shared = 1 OR d.owner_id = ?)",
        id,
        account_id
    )
    .fetch_optional(connection)
    .await
}

/// A design, whoever's it is: for what uses it already. Its name and its JSON.
pub async fn find_in_use(connection: impl SqliteExecutor<'_>, id: &DesignId) -> Result<Option<(String, String)>, Error> {
    let id = id.as_str();
    let found = sqlx::query!("SELECT name, design FROM designs WHERE id = ?", id).fetch_optional(connection).await?;
    Ok(found.map(|found| (found.name, found.design)))
}

/// Stores a new design.
pub async fn insert(tx: &mut WriteTx, id: &str, new: Stored<'_>, now: UnixMillis) -> Result<(), Error> {
    let name_folded = folded(new.name);
    sqlx::query!(
        "INSERT INTO designs (id, owner_id, name, name_folded, shared, design, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        new.owner_id,
        new.name,
        name_folded,
        new.shared,
        new.design,
        now.0,
        now.0
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Changes a design as it was read; `Ok(false)`: it is not theirs, or has changed since.
pub async fn update(tx: &mut WriteTx, id: &DesignId, version: i64, changed: Stored<'_>, now: UnixMillis) -> Result<bool, Error> {
    let (id, name_folded) = (id.as_str(), folded(changed.name));
    let updated = sqlx::query!(
        "UPDATE designs SET name = ?, name_folded = ?, shared = ?, design = ?, updated_at = ?, version = version + 1 \
         WHERE id = ? AND owner_id = ? AND version = ?",
        changed.name,
        name_folded,
        changed.shared,
        changed.design,
        now.0,
        id,
        changed.owner_id,
        version
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Has whatever uses a design count as changed; says which rooms show something else from now on.
pub async fn touch_users(tx: &mut WriteTx, id: &DesignId, now: UnixMillis) -> Result<Vec<RoomId>, Error> {
    let id = id.as_str();
    let mut rooms = sqlx::query_scalar!(
        "UPDATE rooms SET updated_at = ?, version = version + 1 WHERE design_id = ? RETURNING id AS \"id!: RoomId\"",
        now.0,
        id
    )
    .fetch_all(&mut **tx)
    .await?;
    let of_invites = sqlx::query_scalar!(
        "UPDATE invites SET updated_at = ?, version = version + 1 WHERE design_id = ? RETURNING room_id AS \"room_id!: RoomId\"",
        now.0,
        id
    );
    rooms.extend(of_invites.fetch_all(&mut **tx).await?);
    Ok(rooms)
}

/// Deletes a design, if the account owns it; whatever uses it keeps its colours as its own. `Ok(false)`: it is not theirs.
pub async fn delete(tx: &mut WriteTx, owner_id: &AccountId, id: &DesignId, now: UnixMillis) -> Result<bool, Error> {
    let key = id.as_str();
    let found = sqlx::query_scalar!("SELECT design FROM designs WHERE id = ? AND owner_id = ?", key, owner_id);
    let Some(design) = found.fetch_optional(&mut **tx).await? else { return Ok(false) };
    touch_users(tx, id, now).await?;
    sqlx::query!("UPDATE rooms SET design = ?, design_id = NULL WHERE design_id = ?", design, key).execute(&mut **tx).await?;
    sqlx::query!("UPDATE invites SET design = ?, design_id = NULL WHERE design_id = ?", design, key).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM designs WHERE id = ?", key).execute(&mut **tx).await?;
    Ok(true)
}

/// A room of the asker's that uses a design, itself or by its invites.
#[derive(Clone, Debug)]
pub struct UserRow {
    /// The room's part of an address.
    pub slug: String,
    /// What the room is called.
    pub title: String,
    /// Of the room itself 1, else how many of its invites use it.
    pub count: i64,
}

/// The rooms that this account has a right in and that use a design, by title.
pub async fn rooms_using(reads: &SqlitePool, account_id: &AccountId, id: &DesignId) -> Result<Vec<UserRow>, Error> {
    let id = id.as_str();
    sqlx::query_as!(
        UserRow,
        "SELECT r.slug, r.title, 1 AS \"count!\" FROM rooms r CROSS JOIN room_members m ON m.room_id = r.id AND m.account_id = ? \
         WHERE r.design_id = ? ORDER BY r.title_folded",
        account_id,
        id
    )
    .fetch_all(reads)
    .await
}

/// The rooms in use that this account has a right in and that do not use a design, by title.
pub async fn rooms_without(reads: &SqlitePool, account_id: &AccountId, id: &DesignId, limit: i64) -> Result<Vec<UserRow>, Error> {
    let id = id.as_str();
    sqlx::query_as!(
        UserRow,
        "SELECT r.slug, r.title, 1 AS \"count!\" FROM room_members m CROSS JOIN rooms r ON r.id = m.room_id \
         WHERE m.account_id = ? AND r.archived_at IS NULL AND r.design_id IS NOT ? ORDER BY r.title_folded LIMIT ?",
        account_id,
        id,
        limit
    )
    .fetch_all(reads)
    .await
}

/// The same as [`rooms_using`] for invites that may still open something, with how many of each room.
pub async fn invites_using(reads: &SqlitePool, account_id: &AccountId, id: &DesignId) -> Result<Vec<UserRow>, Error> {
    let id = id.as_str();
    sqlx::query_as!(
        UserRow,
        "SELECT r.slug AS \"slug!\", r.title AS \"title!\", count(*) AS \"count!\" FROM invites i \
         CROSS JOIN rooms r ON r.id = i.room_id CROSS JOIN room_members m ON m.room_id = r.id AND m.account_id = ? \
         WHERE i.design_id = ? AND i.revoked_at IS NULL GROUP BY r.id ORDER BY r.title_folded",
        account_id,
        id
    )
    .fetch_all(reads)
    .await
}

/// How many rooms, and how many invites that may still open something, use a design, whoever's they are.
pub async fn count_users(reads: &SqlitePool, id: &DesignId) -> Result<(i64, i64), Error> {
    let id = id.as_str();
    let counted = sqlx::query!(
        "SELECT (SELECT count(*) FROM rooms WHERE design_id = ?1) AS \"rooms!\", \
         (SELECT count(*) FROM invites WHERE design_id = ?1 AND revoked_at IS NULL) AS \"invites!\"",
        id
    );
    counted.fetch_one(reads).await.map(|counted| (counted.rooms, counted.invites))
}

/// The meeting servers of all that uses a design; `None`: the sandbox.
pub async fn servers_using(tx: &mut WriteTx, id: &DesignId) -> Result<Vec<Option<ServerId>>, Error> {
    let id = id.as_str();
    sqlx::query_scalar!(
        "SELECT server_id AS \"server_id: ServerId\" FROM rooms WHERE design_id = ?1 UNION \
         SELECT r.server_id FROM invites i CROSS JOIN rooms r ON r.id = i.room_id WHERE i.design_id = ?1 AND i.revoked_at IS NULL",
        id
    )
    .fetch_all(&mut **tx)
    .await
}

/// Has a room of this account use a design; `Ok(None)`: it has no such room. Says which server the room's sessions run on,
/// and its title.
pub async fn use_for_room(
    tx: &mut WriteTx,
    account_id: &AccountId,
    slug: &str,
    id: &DesignId,
    now: UnixMillis,
) -> Result<Option<(RoomId, Option<ServerId>, String)>, Error> {
    let id = id.as_str();
    let used = sqlx::query!(
        "UPDATE rooms SET design_id = ?, updated_at = ?, version = version + 1 \
         WHERE slug = ? AND id IN (SELECT room_id FROM room_members WHERE account_id = ?) \
         RETURNING id AS \"id!: RoomId\", server_id AS \"server_id: ServerId\", title AS \"title!\"",
        id,
        now.0,
        slug,
        account_id
    );
    Ok(used.fetch_optional(&mut **tx).await?.map(|used| (used.id, used.server_id, used.title)))
}
