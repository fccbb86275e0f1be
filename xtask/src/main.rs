//! What the Makefile needs besides cargo: the browser bundle, the tool chain it is built with, and sqlx's metadata.
mod browser;
mod bundle;
#[cfg(feature = "sqlx")]
mod sqlx_metadata;
mod toolchain;

use std::path::PathBuf;

use anyhow::bail;

fn main() -> anyhow::Result<()> {
    let task = std::env::args().nth(1);
    match task.as_deref() {
        Some("toolchain") => toolchain::ensure().map(|found| println!("{found}")),
        Some("bundle") => bundle::bundle(),
        Some("style") => bundle::style_only(),
        #[cfg(feature = "sqlx")]
        Some("sqlx") => sqlx_metadata::refresh(),
        _ => bail!("usage: cargo xtask toolchain | bundle | style, or cargo xtask-sqlx"),
    }
}

/// The project's root, wherever the command was started.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(PathBuf::from).unwrap_or(here)
}
