//! Refreshes `.sqlx/`: what `query!` knows about the database, so that a build needs none.
use std::fs;
use std::process::Command;

use anyhow::{Context, bail};

use crate::root;

/// Makes a database from `migrations/` and lets the compiler ask it about every query.
pub fn refresh() -> anyhow::Result<()> {
    let root = root();
    let database = root.join("target/sqlx-metadata.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", database.display()));
    }
    let url = format!("sqlite:{}?mode=rwc", database.display());
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let pool = sqlx::SqlitePool::connect(&url).await?;
        sqlx::migrate::Migrator::new(root.join("migrations")).await?.run(&pool).await?;
        pool.close().await;
        anyhow::Ok(())
    })?;
    let metadata = root.join(".sqlx");
    let _ = fs::remove_dir_all(&metadata);
    fs::create_dir_all(&metadata)?;
    // The macros write only while the crate is really compiled.
    let library = root.join("src/lib.rs");
    fs::File::options().append(true).open(&library)?.set_modified(std::time::SystemTime::now())?;
    let status = Command::new("cargo")
        .current_dir(&root)
        .env("DATABASE_URL", format!("sqlite:{}", database.display()))
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", &metadata)
        .args(["check", "--all-targets"])
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("the crate did not compile against a fresh database");
    }
    Ok(())
}
