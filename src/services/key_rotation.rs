//! Another key: everything that is sealed is sealed again.
//!
//! The new key waits in a file of its own from before the write that seals with it until after. So a key that opens the
//! database is on the disk at every moment, and whoever comes next can tell which of the two it is.
use super::sandbox_credentials::{self, CredentialsError};
use super::start::{DATABASE, must_be_there, open, open_database, prepare};
use super::{guest_key, invites, servers};
use crate::config::Config;
use crate::data_lock::DataLock;
use crate::keyring::{self, Key, Keyring, SealBroken};
use crate::services::StartError;
use crate::storage::Storage;

/// Why the key was not changed.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// A server or another command is at the data folder.
    #[error("Roomkey is at work in this data folder: stop it first, since it holds the key that would be changed")]
    InUse,
    /// The new key is the one in use.
    #[error("this is the key in use: give another one, such as openssl rand -hex 32 makes")]
    SameKey,
    /// The folder cannot be opened.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The key is the right one, and yet something that is sealed does not open with it.
    #[error(
        "the key stays as it was: something in the database is damaged, or was sealed with another key; a backup may have it whole"
    )]
    Damaged,
    /// What is sealed again does not get to the disk.
    #[error("the key stays as it was: {0}")]
    Credentials(#[from] CredentialsError),
}

/// Seals everything again with another key. Without a key in the environment the key file is
/// exchanged. Refuses where there is no portal, and while anybody else is at the data folder; a keyring in memory would go on sealing with the old key.
pub async fn rotate(config: &Config, new: Key) -> Result<(), RotateError> {
    let dir = &config.data_dir;
    let failed = |source| StartError::DataDir { path: dir.clone(), source };
    must_be_there(config)?;
    if config.key.as_ref().is_some_and(|key| key.is(&new)) {
        return Err(RotateError::SameKey);
    }
    prepare(dir, &dir.join(DATABASE)).map_err(failed)?;
    let _alone = DataLock::try_alone(dir).map_err(failed)?.ok_or(RotateError::InUse)?;
    let is_file = config.key.is_none();
    if is_file && keyring::next_waits(dir).map_err(StartError::from)? {
        settle(config).await?;
    }
    let next = Keyring::new(&new).ok_or(CredentialsError::Seal(SealBroken))?;
    let (old, storage) = open(config).await?;
    sandbox_credentials::load(&storage, &old).await.map_err(|error| match error {
        CredentialsError::Seal(SealBroken) => RotateError::Start(StartError::other_key(config)),
        error @ CredentialsError::Database(_) => error.into(),
    })?;
    if is_file {
        keyring::put_next(dir, &new).map_err(StartError::from)?;
    }
    let sealed = seal_again(&storage, &old, &next).await;
    storage.close().await;
    match sealed {
        Ok(()) => {}
        Err(CredentialsError::Seal(SealBroken)) => {
            if is_file {
                // Nothing was sealed with it.
                keyring::drop_next(dir).map_err(StartError::from)?;
            }
            return Err(RotateError::Damaged);
        }
        Err(error @ CredentialsError::Database(_)) => return Err(error.into()),
    }
    if is_file {
        keyring::take_next(dir).map_err(StartError::from)?;
    } else {
        // One that an interrupted change left opens nothing any more.
        keyring::drop_next(dir).map_err(StartError::from)?;
    }
    Ok(())
}

/// One write: all of it, or none.
async fn seal_again(storage: &Storage, old: &Keyring, next: &Keyring) -> Result<(), CredentialsError> {
    let mut tx = storage.begin().await?;
    sandbox_credentials::seal_again(&mut tx, old, next).await?;
    servers::seal_again(&mut tx, old, next).await?;
    guest_key::seal_again(&mut tx, old, next).await?;
    invites::seal_again(&mut tx, old, next).await?;
    Ok(tx.commit().await?)
}

/// Ends a change of the key that was interrupted: the key that opens the database stays, the other goes. Whoever calls is
/// alone at the data folder.
pub(super) async fn settle(config: &Config) -> Result<(), StartError> {
    let dir = &config.data_dir;
    if !keyring::next_waits(dir)? {
        return Ok(());
    }
    let storage = open_database(dir).await?;
    let opens = async |keyring: &Keyring| match sandbox_credentials::load(&storage, keyring).await {
        Ok(_) => Ok(true),
        Err(CredentialsError::Seal(SealBroken)) => Ok(false),
        Err(CredentialsError::Database(error)) => Err(StartError::from(error)),
    };
    let fits = keyring::is_there(dir)? && opens(&Keyring::load_or_create(dir)?).await?;
    let settled = if fits {
        // Nothing was sealed with the other yet.
        keyring::drop_next(dir)
    } else if opens(&Keyring::load_next(dir)?).await? {
        keyring::take_next(dir)
    } else if keyring::is_there(dir)? {
        return Err(StartError::other_key(config));
    } else {
        return Err(StartError::NoKey { path: keyring::file(dir) });
    };
    storage.close().await;
    Ok(settled?)
}
