//! Browsers that are signed in, or hold the values of a rejected form.
use crate::clock::UnixMillis;
use crate::domain::browser::Browser;
use crate::storage::accounts::AccountId;
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

/// One browser that is signed in to an account.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Names this sign-in where its cookie must not stand.
    pub public_id: String,
    /// Since when.
    pub since: UnixMillis,
    /// When it was last seen: to the hour.
    pub last_seen: UnixMillis,
    /// What it is.
    pub browser: Browser,
}

/// The sign-ins of an account that began after `since` and have not expired, the one seen last first.
pub async fn of_account(
    storage: &Storage,
    account_id: &AccountId,
    since: UnixMillis,
    now: UnixMillis,
) -> Result<Vec<SignedIn>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT public_id AS "public_id!", created_at AS "created_at!", last_seen_at AS "last_seen_at!", browser AS "browser!"
           FROM sign_ins WHERE account_id = ? AND expires_at > ? AND created_at > ? AND public_id IS NOT NULL
           ORDER BY last_seen_at DESC, created_at DESC"#,
        account_id,
        now.0,
        since.0
    );
    let signed_in = rows.fetch_all(storage.reads()).await?.into_iter().map(|row| SignedIn {
        public_id: row.public_id,
        since: UnixMillis(row.created_at),
        last_seen: UnixMillis(row.last_seen_at),
        browser: Browser::from(row.browser.as_str()),
    });
    Ok(signed_in.collect())
}

/// Ends one sign-in of an account, if there is such a one.
pub async fn end(tx: &mut WriteTx, account_id: &AccountId, public_id: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM sign_ins WHERE account_id = ? AND public_id = ?", account_id, public_id)
        .execute(&mut **tx)
        .await
        .map(drop)
}

/// Ends every sign-in of an account but one, if that is named.
pub async fn end_all_but(tx: &mut WriteTx, account_id: &AccountId, public_id: Option<&str>) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM sign_ins WHERE account_id = ? AND public_id IS NOT ?", account_id, public_id)
        .execute(&mut **tx)
        .await
        .map(drop)
}

/// Of the rows that belong to nobody, keeps this many: those that expire last.
pub async fn thin_out_strangers(tx: &mut WriteTx, most: i64) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM sign_ins WHERE account_id IS NULL AND expires_at <=
           (SELECT expires_at FROM sign_ins WHERE account_id IS NULL ORDER BY expires_at DESC LIMIT 1 OFFSET ?)",
        most
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}
