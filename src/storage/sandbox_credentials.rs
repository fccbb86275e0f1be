//! The sandbox's own key and secret: one row, made at first start.
use sqlx::SqliteExecutor;

use crate::clock::UnixMillis;
use crate::storage::WriteTx;

/// What stands in the one row.
pub struct SealedCredentials {
    /// Names the sandbox to whoever calls it.
    pub api_key: String,
    /// The secret, sealed with the key file.
    pub sealed_secret: Vec<u8>,
}

/// The credentials, if they have been made.
pub async fn load(connection: impl SqliteExecutor<'_>) -> Result<Option<SealedCredentials>, sqlx::Error> {
    sqlx::query_as!(SealedCredentials, "SELECT api_key, sealed_secret FROM sandbox_credentials").fetch_optional(connection).await
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

/// Puts the secret, sealed with another key, in the place of the stored one.
pub async fn set_sealed_secret(tx: &mut WriteTx, sealed_secret: &[u8]) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE sandbox_credentials SET sealed_secret = ?", sealed_secret).execute(&mut **tx).await.map(drop)
}
