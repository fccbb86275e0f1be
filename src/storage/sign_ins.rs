//! Browsers that are signed in, or hold the values of a rejected form.
use crate::clock::UnixMillis;
use crate::storage::{Storage, WriteTx};

/// What is kept for one browser.
pub struct SignInRow {
    /// A JSON object.
    pub data: String,
    /// From then on it is not loaded any more.
    pub expires_at: UnixMillis,
}

/// The row of this hash, unless it has expired.
pub async fn load(storage: &Storage, id_hash: &[u8; 32], now: UnixMillis) -> Result<Option<SignInRow>, sqlx::Error> {
    let id_hash = id_hash.as_slice();
    let row = sqlx::query!("SELECT data, expires_at FROM sign_ins WHERE id_hash = ? AND expires_at > ?", id_hash, now.0);
    let row = row.fetch_optional(storage.reads()).await?;
    Ok(row.map(|row| SignInRow { data: row.data, expires_at: UnixMillis(row.expires_at) }))
}

/// Adds a row. False, and nothing happens, when there is one of this hash.
pub async fn insert(tx: &mut WriteTx, id_hash: &[u8; 32], data: &str, expires_at: UnixMillis) -> Result<bool, sqlx::Error> {
    let id_hash = id_hash.as_slice();
    let inserted = sqlx::query!(
        "INSERT INTO sign_ins (id_hash, data, expires_at) VALUES (?, ?, ?) ON CONFLICT (id_hash) DO NOTHING",
        id_hash,
        data,
        expires_at.0
    );
    Ok(inserted.execute(&mut **tx).await?.rows_affected() == 1)
}

/// Changes a row, if there is one.
pub async fn update(tx: &mut WriteTx, id_hash: &[u8; 32], data: &str, expires_at: UnixMillis) -> Result<(), sqlx::Error> {
    let id_hash = id_hash.as_slice();
    sqlx::query!("UPDATE sign_ins SET data = ?, expires_at = ? WHERE id_hash = ?", data, expires_at.0, id_hash)
        .execute(&mut **tx)
        .await
        .map(drop)
}

/// Removes a row, if there is one.
pub async fn delete(tx: &mut WriteTx, id_hash: &[u8; 32]) -> Result<(), sqlx::Error> {
    let id_hash = id_hash.as_slice();
    sqlx::query!("DELETE FROM sign_ins WHERE id_hash = ?", id_hash).execute(&mut **tx).await.map(drop)
}

/// Removes every row that has expired.
pub async fn delete_expired(tx: &mut WriteTx, now: UnixMillis) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM sign_ins WHERE expires_at <= ?", now.0).execute(&mut **tx).await.map(drop)
}
