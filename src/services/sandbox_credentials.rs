//! The sandbox's own API key and secret.
use secrecy::{ExposeSecret, SecretString};

use crate::clock::Clock;
use crate::keyring::{Keyring, SealBroken};
use crate::random;
use crate::storage::sandbox_credentials::{self, SealedCredentials};
use crate::storage::{Storage, WriteTx};

/// What a plugNmeet server is called by until somebody renames it. No secret: it stands in every token as the issuer, and
/// programs that were tried against such a server find the same here.
const API_KEY: &str = "plugnmeet";

/// What seals the secret in the database.
const PURPOSE: &str = "sandbox secret";

/// What signs requests to the sandbox and tokens from it.
#[derive(Clone, Debug)]
pub struct SandboxCredentials {
    /// Names the caller.
    pub api_key: String,
    /// 32 random bytes as 64 hexadecimal digits.
    pub secret: SecretString,
}

/// Why there are no credentials.
#[derive(Debug, thiserror::Error)]
pub enum CredentialsError {
    /// The database.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The secret was sealed with another key.
    #[error(transparent)]
    Seal(#[from] SealBroken),
}

impl SandboxCredentials {
    /// Reads them; makes them at first start. Two that start at once end up with the same.
    pub async fn load_or_make(storage: &Storage, keyring: &Keyring, clock: &Clock) -> Result<Self, CredentialsError> {
        match load(storage, keyring).await? {
            Some(kept) => Ok(kept),
            None => Self::open(make(storage, keyring, clock).await?, keyring),
        }
    }

    fn open(kept: SealedCredentials, keyring: &Keyring) -> Result<Self, CredentialsError> {
        let secret = keyring.open(PURPOSE, &kept.sealed_secret)?;
        let secret = str::from_utf8(secret.expose_secret()).map_err(|_| SealBroken)?.into();
        Ok(Self { api_key: kept.api_key, secret })
    }
}

/// Reads them, if they have been made.
pub(super) async fn load(storage: &Storage, keyring: &Keyring) -> Result<Option<SandboxCredentials>, CredentialsError> {
    let kept = sandbox_credentials::load(storage.reads()).await?;
    kept.map(|kept| SandboxCredentials::open(kept, keyring)).transpose()
}

/// Seals the secret with another key.
pub(super) async fn seal_again(tx: &mut WriteTx, old: &Keyring, next: &Keyring) -> Result<(), CredentialsError> {
    let Some(kept) = sandbox_credentials::load(&mut **tx).await? else { return Ok(()) };
    let secret = old.open(PURPOSE, &kept.sealed_secret)?;
    Ok(sandbox_credentials::set_sealed_secret(tx, &next.seal(PURPOSE, secret.expose_secret())?).await?)
}

async fn make(storage: &Storage, keyring: &Keyring, clock: &Clock) -> Result<SealedCredentials, CredentialsError> {
    let secret = hex::encode(random::bytes::<32>());
    let made = SealedCredentials { api_key: API_KEY.to_owned(), sealed_secret: keyring.seal(PURPOSE, secret.as_bytes())? };
    let mut tx = storage.begin().await?;
    sandbox_credentials::insert(&mut tx, &made, clock.now()).await?;
    tx.commit().await?;
    Ok(sandbox_credentials::load(storage.reads()).await?.ok_or(sqlx::Error::RowNotFound)?)
}
