//! The sandbox's own API key and secret.
use secrecy::{ExposeSecret, SecretString};

use crate::clock::Clock;
use crate::keyring::{Keyring, SealBroken};
use crate::random;
use crate::storage::Storage;
use crate::storage::sandbox_credentials::{self, SealedCredentials};

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
    /// The secret was sealed with another key file.
    #[error(transparent)]
    Seal(#[from] SealBroken),
}

impl SandboxCredentials {
    /// Reads them; makes them at first start. Two that start at once end up with the same.
    pub async fn load_or_make(storage: &Storage, keyring: &Keyring, clock: &Clock) -> Result<Self, CredentialsError> {
        let kept = match sandbox_credentials::load(storage).await? {
            Some(kept) => kept,
            None => make(storage, keyring, clock).await?,
        };
        let secret = keyring.open(PURPOSE, &kept.sealed_secret)?;
        let secret = str::from_utf8(secret.expose_secret()).map_err(|_| SealBroken)?.into();
        Ok(Self { api_key: kept.api_key, secret })
    }
}

async fn make(storage: &Storage, keyring: &Keyring, clock: &Clock) -> Result<SealedCredentials, CredentialsError> {
    let secret = hex::encode(random::bytes::<32>());
    let made = SealedCredentials { api_key: API_KEY.to_owned(), sealed_secret: keyring.seal(PURPOSE, secret.as_bytes())? };
    let mut tx = storage.begin().await?;
    sandbox_credentials::insert(&mut tx, &made, clock.now()).await?;
    tx.commit().await?;
    Ok(sandbox_credentials::load(storage).await?.ok_or(sqlx::Error::RowNotFound)?)
}
