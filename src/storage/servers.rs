//! Meeting servers beside the sandbox.
use serde::{Deserialize, Serialize};
use sqlx::{Error, SqliteExecutor, SqlitePool};

use super::{Connection, WriteTx};
use crate::clock::UnixMillis;
use crate::random;

/// Identifies a meeting server: a UUIDv7 as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
#[sqlx(transparent)]
pub struct ServerId(String);

impl ServerId {
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
impl From<&str> for ServerId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// A meeting server as stored; `services::servers` gives it its types.
#[derive(Clone, Debug)]
pub struct ServerRow {
    /// Never changes.
    pub id: ServerId,
    /// What administrators call it; unique, whatever the case of its letters.
    pub name: String,
    /// Where `/auth/…` is, without a slash at the end.
    pub url: String,
    /// Where the web client is, with a slash at the end, if that is somewhere else.
    pub join_url: Option<String>,
    /// Names us to it.
    pub api_key: String,
    /// Signs what we ask; sealed with the key file.
    pub sealed_secret: Vec<u8>,
    /// Takes the place of the other once a test has passed with it; sealed likewise.
    pub sealed_next_secret: Option<Vec<u8>>,
    /// Counts the changes.
    pub version: i64,
    /// Whether new rooms begin there.
    pub is_default: bool,
}

/// A meeting server that is about to be stored.
#[derive(Clone, Debug)]
pub struct NewServer<'a> {
    /// Never changes.
    pub id: &'a ServerId,
    /// Unique.
    pub name: &'a str,
    /// Without a slash at the end.
    pub url: &'a str,
    /// With a slash at the end.
    pub join_url: Option<&'a str>,
    /// Names us to it.
    pub api_key: &'a str,
    /// Sealed with the key file.
    pub sealed_secret: &'a [u8],
}

/// The one with this id.
pub async fn find(reads: &SqlitePool, id: &ServerId) -> Result<Option<ServerRow>, Error> {
    sqlx::query_as!(
        ServerRow,
        "SELECT id AS \"id: ServerId\", name, url, join_url, api_key, sealed_secret, sealed_next_secret, version, is_default AS \"is_default: bool\" \
         FROM meeting_servers WHERE id = ?",
        id
    )
    .fetch_optional(reads)
    .await
}

/// Whether there is such a server: what is asked inside a write that refers to it. The sandbox (`None`) always is.
pub async fn is_there(connection: &mut Connection, id: Option<&ServerId>) -> Result<bool, Error> {
    let Some(id) = id else { return Ok(true) };
    let found = sqlx::query_scalar!("SELECT 1 FROM meeting_servers WHERE id = ?", id).fetch_optional(connection).await?;
    Ok(found.is_some())
}

/// All of them, by name.
pub async fn all(connection: impl SqliteExecutor<'_>) -> Result<Vec<ServerRow>, Error> {
    sqlx::query_as!(
        ServerRow,
        "SELECT id AS \"id: ServerId\", name, url, join_url, api_key, sealed_secret, sealed_next_secret, version, is_default AS \"is_default: bool\" \
         FROM meeting_servers ORDER BY name"
    )
    .fetch_all(connection)
    .await
}

/// The one with this name, whatever the case of its letters.
pub async fn by_name(connection: &mut Connection, name: &str) -> Result<Option<ServerId>, Error> {
    sqlx::query_scalar!("SELECT id AS \"id: ServerId\" FROM meeting_servers WHERE name = ?", name)
        .fetch_optional(connection)
        .await
}

/// How many rooms run their sessions there, archived ones too; `None`: on the sandbox.
pub async fn count_rooms(connection: &mut Connection, id: Option<&ServerId>) -> Result<i64, Error> {
    sqlx::query_scalar!("SELECT count(*) FROM rooms WHERE server_id IS ?", id).fetch_one(connection).await
}

/// Stores a new one; `Ok(false)`: the name is taken.
pub async fn insert(tx: &mut WriteTx, server: &NewServer<'_>, now: UnixMillis) -> Result<bool, Error> {
    let inserted = sqlx::query!(
        "INSERT INTO meeting_servers (id, name, url, join_url, api_key, sealed_secret, created_at, updated_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
        server.id,
        server.name,
        server.url,
        server.join_url,
        server.api_key,
        server.sealed_secret,
        now.0,
        now.0
    );
    Ok(inserted.execute(&mut **tx).await?.rows_affected() > 0)
}

/// What of a server is to be changed.
#[derive(Clone, Debug)]
pub struct Edit<'a> {
    /// Which.
    pub id: &'a ServerId,
    /// The state that was seen; of another nothing is changed.
    pub version: i64,
    /// Unique.
    pub name: &'a str,
    /// Without a slash at the end.
    pub url: &'a str,
    /// With a slash at the end.
    pub join_url: Option<&'a str>,
    /// Names us to it.
    pub api_key: &'a str,
    /// Takes the place of the stored one; `None`: it stays.
    pub sealed_secret: Option<&'a [u8]>,
}

/// Changes a server; `Ok(false)`: it has changed since, or is gone. Whether the name is free has been asked before. A secret
/// that waits was typed for address and key as they were: with others it goes.
pub async fn update(tx: &mut WriteTx, edit: &Edit<'_>, now: UnixMillis) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE meeting_servers SET name = ?1, url = ?2, join_url = ?3, api_key = ?4, \
         sealed_secret = coalesce(?5, sealed_secret), \
         sealed_next_secret = iif(url = ?2 AND api_key = ?4, sealed_next_secret, NULL), \
         updated_at = ?6, version = version + 1 WHERE id = ?7 AND version = ?8",
        edit.name,
        edit.url,
        edit.join_url,
        edit.api_key,
        edit.sealed_secret,
        now.0,
        edit.id,
        edit.version
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Lets a secret wait for its test, or forgets the one that waits; `Ok(false)`: the server has changed since this version, or
/// is gone.
pub async fn set_next_secret(
    tx: &mut WriteTx,
    id: &ServerId,
    version: i64,
    sealed: Option<&[u8]>,
    now: UnixMillis,
) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE meeting_servers SET sealed_next_secret = ?, updated_at = ? WHERE id = ? AND version = ?",
        sealed,
        now.0,
        id,
        version
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Puts the secret that waits in the place of the other, if server and waiting secret are still those that were tested.
pub async fn take_next_secret(tx: &mut WriteTx, tested: &ServerRow, now: UnixMillis) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE meeting_servers SET sealed_secret = sealed_next_secret, sealed_next_secret = NULL, updated_at = ?, \
         version = version + 1 WHERE id = ? AND version = ? AND sealed_next_secret = ?",
        now.0,
        tested.id,
        tested.version,
        tested.sealed_next_secret
    );
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Lets new rooms begin there; `None`: on the sandbox. `Ok(false)`: the server is gone. What is open in somebody's form is not
/// changed by it, so the version stays.
pub async fn set_default(tx: &mut WriteTx, id: Option<&ServerId>, now: UnixMillis) -> Result<bool, Error> {
    sqlx::query!("UPDATE meeting_servers SET is_default = 0 WHERE is_default = 1").execute(&mut **tx).await?;
    let Some(id) = id else { return Ok(true) };
    let updated = sqlx::query!("UPDATE meeting_servers SET is_default = 1, updated_at = ? WHERE id = ?", now.0, id);
    Ok(updated.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Lets the sessions of all rooms of one server run on another from now on; `None`: on the sandbox. Says how many these are.
pub async fn move_rooms(tx: &mut WriteTx, from: &ServerId, to: Option<&ServerId>, now: UnixMillis) -> Result<u64, Error> {
    let moved = sqlx::query!(
        "UPDATE rooms SET server_id = ?, updated_at = ?, version = version + 1 WHERE server_id = ?",
        to,
        now.0,
        from
    );
    Ok(moved.execute(&mut **tx).await?.rows_affected())
}

/// Removes a server that no room uses; `Ok(false)`: there is none. A foreign key keeps one that is in use.
pub async fn delete(tx: &mut WriteTx, id: &ServerId) -> Result<bool, Error> {
    let deleted = sqlx::query!("DELETE FROM meeting_servers WHERE id = ?", id);
    Ok(deleted.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Puts both secrets, sealed with another key, in the place of the stored ones. They are the same secrets, so the version
/// stays.
pub async fn set_sealed(tx: &mut WriteTx, id: &ServerId, secret: &[u8], next_secret: Option<&[u8]>) -> Result<(), Error> {
    sqlx::query!("UPDATE meeting_servers SET sealed_secret = ?, sealed_next_secret = ? WHERE id = ?", secret, next_secret, id)
        .execute(&mut **tx)
        .await
        .map(drop)
}
