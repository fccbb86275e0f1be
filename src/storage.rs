//! SQLite: the only place that knows of it. One file per aggregate.
//!
//! One connection writes, a pool of read-only ones reads. A write is a transaction that takes the write lock at once
//! (`BEGIN IMMEDIATE`) and is rolled back unless committed; nothing that can hang (a meeting server) is awaited inside.
pub mod accounts;
pub mod classroom;
pub mod designs;
pub mod forgetting;
pub mod guest_key;
pub mod guests;
pub mod invite_list;
pub mod invites;
pub mod refused_guests;
pub mod room_list;
pub mod rooms;
pub mod sandbox;
pub mod sandbox_credentials;
pub mod servers;
pub mod sign_ins;

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, Sqlite, SqliteConnection, Transaction};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// A write under way: commit it, or it never happened.
pub type WriteTx = Transaction<'static, Sqlite>;

/// One connection, of whichever kind: for what is asked inside a write and outside of one alike.
pub type Connection = SqliteConnection;

/// The database, opened and migrated.
#[derive(Clone, Debug)]
pub struct Storage {
    reads: SqlitePool,
    writer: SqlitePool,
}

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file was written by a newer Roomkey: an older one must not touch it.
    #[error("it holds migration {0}, which this version does not know: it was written by a newer version")]
    Newer(i64),
    /// SQLite or the disk said no.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A migration failed or was changed after it had run.
    #[error(transparent)]
    Migration(MigrateError),
}

impl Storage {
    /// Opens (or creates) the file, brings its tables up to date.
    pub async fn open(file: &Path) -> Result<Self, OpenError> {
        let options = SqliteConnectOptions::from_str("sqlite:")?
            .filename(file)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // A removed server's secret does not stay in the file, not even sealed.
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(10));
        // Nothing hangs up on a connection to a file: none is asked whether it is there before it is used.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            // A full disk makes SQLite roll back by itself, which sqlx does not notice: such a connection would refuse every
            // write from then on, so it is replaced.
            .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
            .connect_with(options.clone().create_if_missing(true))
            .await?;
        MIGRATIONS.run(&writer).await.map_err(|error| match error {
            MigrateError::VersionMissing(version) => OpenError::Newer(version),
            other => OpenError::Migration(other),
        })?;
        let reads =
            SqlitePoolOptions::new().max_connections(4).test_before_acquire(false).connect_with(options.read_only(true)).await?;
        Ok(Self { reads, writer })
    }

    /// The connections that only read.
    pub fn reads(&self) -> &SqlitePool {
        &self.reads
    }

    /// One of them, for several questions.
    pub async fn read(&self) -> Result<PoolConnection<Sqlite>, sqlx::Error> {
        self.reads.acquire().await
    }

    /// Begins a write; waits for the one before it.
    pub async fn begin(&self) -> Result<WriteTx, sqlx::Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), sqlx::Error> {
        sqlx::query("SELECT 1").execute(&self.reads).await.map(drop)
    }

    /// Finishes what is under way and closes every connection.
    pub async fn close(&self) {
        self.reads.close().await;
        self.writer.close().await;
    }
}
