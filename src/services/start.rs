//! Opens everything that serving needs, or says in one sentence what is in the way.
use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::auth::passwords::Passwords;
use crate::auth::throttle::Throttle;
use crate::clock::Clock;
use crate::config::Config;
use crate::data_lock::DataLock;
use crate::keyring::{self, Keyring, KeyringError, SealBroken};
use crate::meeting::sandbox::Sandbox;
use crate::random;
use crate::services::recent::Recent;
use crate::services::sandbox_credentials::{CredentialsError, SandboxCredentials};
use crate::services::server_test::ServerTests;
use crate::services::servers::Clients;
use crate::services::sessions::Beginnings;
use crate::services::shelf::Shelf;
use crate::services::{Services, SetUpCode, key_rotation};
use crate::storage::{OpenError, Storage, room_list};

/// Why Roomkey does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No folder, or not ours to write in.
    #[error("the data folder {path} cannot be written: {source}")]
    DataDir {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The key file.
    #[error(transparent)]
    Key(#[from] KeyringError),
    /// The database file.
    #[error("the database {path} cannot be opened: {source}")]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: OpenError,
    },
    /// The database, once it was open.
    #[error("the database does not answer: {0}")]
    Database(#[from] sqlx::Error),
    /// Database and key file are not of the same portal.
    #[error("the key file roomkey.key in {path} is not the one that its database was made with: put that one back")]
    OtherKey {
        /// The data folder.
        path: PathBuf,
    },
    /// Database and key in the environment are not of the same portal.
    #[error("ROOMKEY_KEY is not the key that the database in {path} was made with (no key file is read while it is set)")]
    OtherKeySet {
        /// The data folder.
        path: PathBuf,
    },
    /// Argon2 refused.
    #[error("passwords cannot be hashed: {0}")]
    Passwords(#[from] argon2::password_hash::Error),
}

impl StartError {
    /// The key does not open the database.
    pub(super) fn other_key(config: &Config) -> Self {
        let path = config.data_dir.clone();
        if config.key.is_some() { Self::OtherKeySet { path } } else { Self::OtherKey { path } }
    }
}

/// The database's file in the data folder.
pub(super) const DATABASE: &str = "roomkey.db";

/// Opens what a data folder holds: the key and the database that it opens.
pub(super) async fn open(config: &Config) -> Result<(Keyring, Storage), StartError> {
    let dir = &config.data_dir;
    let keyring = match &config.key {
        Some(key) => Keyring::new(key).ok_or_else(|| StartError::other_key(config))?,
        None => Keyring::load_or_create(dir)?,
    };
    let file = dir.join(DATABASE);
    let storage = Storage::open(&file).await.map_err(|source| StartError::Open { path: file, source })?;
    Ok((keyring, storage))
}

/// Opens (at first: makes) data folder, key file and database, and what stands on them. `clock` is the machine's, or a
/// test's.
pub async fn start(config: Config, clock: Clock) -> Result<Services, StartError> {
    let data_lock = enter(&config).await?;
    let (keyring, storage) = open(&config).await?;
    room_list::fold_titles(&storage).await?;
    let sandbox = SandboxCredentials::load_or_make(&storage, &keyring, &clock).await.map_err(|error| match error {
        CredentialsError::Database(error) => StartError::Database(error),
        CredentialsError::Seal(SealBroken) => StartError::other_key(&config),
    })?;
    let join_address = format!("{}/sandbox/", config.public_url);
    let sandbox = Sandbox::open(storage.clone(), &sandbox.api_key, sandbox.secret, clock.clone(), &join_address);
    Ok(Services {
        config: Arc::new(config),
        storage,
        made_links: Shelf::new(clock.clone()),
        inspections: Shelf::new(clock.clone()),
        recent_links: Recent::new(clock.clone()),
        recent_joins: Recent::new(clock.clone()),
        recent_rooms: Recent::new(clock.clone()),
        clock,
        keyring,
        passwords: Passwords::new()?,
        throttle: Throttle::default(),
        setup: SetUpCode::new(),
        sandbox,
        server_clients: Clients::default(),
        server_tests: ServerTests::default(),
        data_lock,
        beginnings: Beginnings::default(),
    })
}

/// Goes to the data folder beside others, after an interrupted change of the key has been settled.
async fn enter(config: &Config) -> Result<DataLock, StartError> {
    let dir = &config.data_dir;
    let failed = |source| StartError::DataDir { path: dir.clone(), source };
    prepare(dir, &dir.join(DATABASE)).map_err(failed)?;
    loop {
        let lock = DataLock::shared(dir).map_err(failed)?;
        // Nobody begins to change the key while we are here.
        if config.key.is_some() || !keyring::next_waits(dir)? {
            return Ok(lock);
        }
        drop(lock);
        let _alone = DataLock::alone(dir).map_err(failed)?;
        key_rotation::settle(config).await?;
    }
}

/// A folder for its owner only, in which we can write, and a database file for its owner only. SQLite gives the files
/// beside it the same permissions.
pub(super) fn prepare(dir: &Path, database: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    let probe = dir.join(format!("roomkey.try.{}", random::letters(12)));
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(&probe)?;
    fs::remove_file(&probe)?;
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(database) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}
