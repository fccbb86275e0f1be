//! What hashes codes, browsers and addresses of guests: one row, made at first start.
use sqlx::{Error, SqliteExecutor};

use super::WriteTx;
use crate::clock::UnixMillis;

/// The sealed key, if it has been made.
pub async fn load(connection: impl SqliteExecutor<'_>) -> Result<Option<Vec<u8>>, Error> {
    sqlx::query_scalar!("SELECT sealed_key FROM guest_key").fetch_optional(connection).await
}

/// Keeps this key unless there is one already: the first one stays.
pub async fn insert(tx: &mut WriteTx, sealed_key: &[u8], now: UnixMillis) -> Result<(), Error> {
    sqlx::query!(
        "INSERT INTO guest_key (only_row, sealed_key, created_at) VALUES (1, ?, ?) ON CONFLICT (only_row) DO NOTHING",
        sealed_key,
        now.0
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Puts the key, sealed with another, in the place of the stored one.
pub async fn set_sealed(tx: &mut WriteTx, sealed_key: &[u8]) -> Result<(), Error> {
    sqlx::query!("UPDATE guest_key SET sealed_key = ?", sealed_key).execute(&mut **tx).await.map(drop)
}
