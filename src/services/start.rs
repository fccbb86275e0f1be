//! Opens everything that serving needs, or says in one sentence what is in the way.
use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{self, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use crate::auth::guesses::Guesses;
use crate::auth::newcomers::Newcomers;
use crate::auth::passwords::Passwords;
use crate::auth::throttle::Throttle;
use crate::clock::Clock;
use crate::config::Config;
use crate::data_lock::DataLock;
use crate::keyring::{self, Keyring, KeyringError, SealBroken};
use crate::live::Live;
use crate::meeting::sandbox::Sandbox;
use crate::random;
use crate::services::guests::Confirmations;
use crate::services::invites::Maker;
use crate::services::recent::Recent;
use crate::services::sandbox_credentials::{CredentialsError, SandboxCredentials};
use crate::services::server_test::ServerTests;
use crate::services::servers::Clients;
use crate::services::sessions::{Beginnings, Searches};
use crate::services::shelf::Shelf;
use crate::services::{Services, SetUpCode, guest_key, invites, key_rotation};
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
    #[error("the key file roomkey.key in {path} is not the one that seals its database: put that one back")]
    OtherKey {
        /// The data folder.
        path: PathBuf,
    },
    /// Database and key in the environment are not of the same portal.
    #[error("ROOMKEY_KEY is not the key that seals the database in {path} (no key file is read while it is set)")]
    OtherKeySet {
        /// The data folder.
        path: PathBuf,
    },
    /// There is a database, and no key at all.
    #[error(
        "the key file {path} is missing, and the database beside it does not open without it: put it back, or set ROOMKEY_KEY"
    )]
    NoKey {
        /// Where the file belongs.
        path: PathBuf,
    },
    /// A command that asks or changes a portal is at a folder without one.
    #[error("there is no portal in {path} (no roomkey.db): say with --data-dir where it is")]
    NoPortal {
        /// The folder.
        path: PathBuf,
    },
    /// Only whoever is alone can tell which of two key files fits, and somebody stays.
    #[error(
        "a change of the key in {path} was interrupted, and something of Roomkey runs there with ROOMKEY_KEY: \
         set it for this command too, or stop the other first"
    )]
    KeyWaits {
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

/// Refuses a data folder without a portal, and makes nothing there.
pub fn must_be_there(config: &Config) -> Result<(), StartError> {
    if is_there(config)? {
        return Ok(());
    }
    let dir = &config.data_dir;
    Err(StartError::NoPortal { path: path::absolute(dir).unwrap_or_else(|_| dir.clone()) })
}

/// Whether a portal is in the data folder. Refuses one whose key file has gone: a new key would open nothing of it.
pub(super) fn is_there(config: &Config) -> Result<bool, StartError> {
    let dir = &config.data_dir;
    // The key is made before anything is written into the database, so that two may start at once.
    let is_there = match fs::metadata(dir.join(DATABASE)) {
        Ok(file) => file.len() > 0,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => false,
        Err(source) => return Err(StartError::DataDir { path: dir.clone(), source }),
    };
    if is_there && config.key.is_none() && !keyring::is_there(dir)? && !keyring::next_waits(dir)? {
        return Err(StartError::NoKey { path: keyring::file(dir) });
    }
    Ok(is_there)
}

/// Opens what a data folder holds: the key and the database that it opens.
pub(super) async fn open(config: &Config) -> Result<(Keyring, Storage), StartError> {
    let dir = &config.data_dir;
    let keyring = match &config.key {
        Some(key) => Keyring::new(key).ok_or_else(|| StartError::other_key(config))?,
        None => Keyring::load_or_create(dir)?,
    };
    Ok((keyring, open_database(dir).await?))
}

pub(super) async fn open_database(dir: &Path) -> Result<Storage, StartError> {
    let file = dir.join(DATABASE);
    Storage::open(&file).await.map_err(|source| StartError::Open { path: file, source })
}

/// Opens (at first: makes) data folder, key file and database, and what stands on them. `clock` is the machine's, or a
/// test's.
pub async fn start(config: Config, clock: Clock) -> Result<Services, StartError> {
    let data_lock = enter(&config).await?;
    let (keyring, storage) = open(&config).await?;
    room_list::fold_titles(&storage).await?;
    let failed = |error| match error {
        CredentialsError::Database(error) => StartError::Database(error),
        CredentialsError::Seal(SealBroken) => StartError::other_key(&config),
    };
    let sandbox = SandboxCredentials::load_or_make(&storage, &keyring, &clock).await.map_err(failed)?;
    let guest_key = guest_key::load_or_make(&storage, &keyring, &clock).await.map_err(failed)?;
    let maker = Maker { keyring: &keyring, guest_key: &guest_key, now: clock.now() };
    invites::complete(&storage, &maker).await.map_err(failed)?;
    let join_address = format!("{}/sandbox/", config.public_url);
    let sandbox = Sandbox::open(storage.clone(), &sandbox.api_key, sandbox.secret, clock.clone(), &join_address);
    Ok(Services {
        config: Arc::new(config),
        storage,
        made_links: Shelf::new(clock.clone()),
        inspections: Shelf::new(clock.clone()),
        recent_links: Recent::new(clock.clone()),
        recent_joins: Recent::new(clock.clone()),
        recent_invites: Recent::new(clock.clone()),
        imports: Shelf::new(clock.clone()),
        recent_designs: Recent::new(clock.clone()),
        recent_rooms: Recent::new(clock.clone()),
        recent_guests: Recent::new(clock.clone()),
        clock,
        keyring,
        guest_key,
        live: Live::default(),
        passwords: Passwords::new()?,
        throttle: Throttle::default(),
        guesses: Guesses::default(),
        newcomers: Newcomers::default(),
        setup: SetUpCode::new(),
        sandbox,
        server_clients: Clients::default(),
        server_tests: ServerTests::default(),
        data_lock,
        beginnings: Beginnings::default(),
        searches: Searches::default(),
        confirmations: Confirmations::default(),
    })
}

/// Goes to the data folder beside others, after an interrupted change of the key has been settled.
async fn enter(config: &Config) -> Result<DataLock, StartError> {
    let dir = &config.data_dir;
    let failed = |source| StartError::DataDir { path: dir.clone(), source };
    is_there(config)?;
    prepare(dir, &dir.join(DATABASE)).map_err(failed)?;
    for _ in 0..ALONE_TRIES {
        let lock = DataLock::shared(dir).map_err(failed)?;
        // Nobody begins to change the key while we are here.
        if config.key.is_some() || !keyring::next_waits(dir)? {
            return Ok(lock);
        }
        drop(lock);
        match DataLock::try_alone(dir).map_err(failed)? {
            Some(_alone) => key_rotation::settle(config).await?,
            None => sleep(ALONE_AGAIN).await,
        }
    }
    Err(StartError::KeyWaits { path: dir.clone() })
}

/// With others that only look in, it takes a moment to be alone; with a server, for ever.
const ALONE_TRIES: u32 = 50;
const ALONE_AGAIN: Duration = Duration::from_millis(100);

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
