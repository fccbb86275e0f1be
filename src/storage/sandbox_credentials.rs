//! The sandbox's own key and secret: one row, made at first start.
use crate::clock::UnixMillis;
use crate::storage::{Storage, WriteTx};

/// What stands in the one row.
pub struct SealedCredentials {
    /// Names the sandbox to whoever calls it.
    pub api_key: String,
    /// The secret, sealed with the key file.
    pub sealed_secret: Vec<u8>,
}

/// The credentials, if they have been made.
pub async fn load(storage: &Storage) -> Result<Option<SealedCredentials>, sqlx::Error> {
    sqlx::query_as!(SealedCredentials, "SELECT api_key, sealed_secret FROM sandbox_credentials")
        .fetch_optional(storage.reads())
        .await
}

/// Keeps these credentials unless there are some already: the first ones stay.
pub async fn insert(tx: &mut WriteTx, made: &SealedCredentials, now: UnixMillis) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO sandbox_credentials (only_row, api_key, sealed_secret, created_at) VALUES (1, ?, ?, ?)
         ON CONFLICT (only_row) DO NOTHING",
        made.api_key,
        made.sealed_secret,
        now.0
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}
