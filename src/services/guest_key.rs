//! What hashes codes, browsers and addresses of guests.
use secrecy::ExposeSecret;

use super::sandbox_credentials::CredentialsError;
use crate::clock::Clock;
use crate::keyring::{HashKey, Keyring};
use crate::storage::{Storage, WriteTx, guest_key};

/// What seals the key in the database.
const PURPOSE: &str = "guest key";

/// Reads the key; makes it at first start. Two that start at once end up with the same.
pub(super) async fn load_or_make(storage: &Storage, keyring: &Keyring, clock: &Clock) -> Result<HashKey, CredentialsError> {
    let sealed = if let Some(sealed) = guest_key::load(storage.reads()).await? {
        sealed
    } else {
        let mut tx = storage.begin().await?;
        guest_key::insert(&mut tx, &HashKey::random_sealed(keyring, PURPOSE)?, clock.now()).await?;
        tx.commit().await?;
        guest_key::load(storage.reads()).await?.ok_or(sqlx::Error::RowNotFound)?
    };
    Ok(HashKey::open(keyring, PURPOSE, &sealed)?)
}

/// Seals the key with another one.
pub(super) async fn seal_again(tx: &mut WriteTx, old: &Keyring, next: &Keyring) -> Result<(), CredentialsError> {
    let Some(sealed) = guest_key::load(&mut **tx).await? else { return Ok(()) };
    let key = old.open(PURPOSE, &sealed)?;
    Ok(guest_key::set_sealed(tx, &next.seal(PURPOSE, key.expose_secret())?).await?)
}
