//! Meeting servers beside the sandbox.
use serde::{Deserialize, Serialize};
use sqlx::{Error, SqlitePool};

use super::WriteTx;
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
        "SELECT id AS \"id: ServerId\", name, url, join_url, api_key, sealed_secret, version, is_default AS \"is_default: bool\" \
         FROM meeting_servers WHERE id = ?",
        id
    )
    .fetch_optional(reads)
    .await
}

/// All of them, by name.
pub async fn all(reads: &SqlitePool) -> Result<Vec<ServerRow>, Error> {
    sqlx::query_as!(
        ServerRow,
        "SELECT id AS \"id: ServerId\", name, url, join_url, api_key, sealed_secret, version, is_default AS \"is_default: bool\" \
         FROM meeting_servers ORDER BY name"
    )
    .fetch_all(reads)
    .await
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
