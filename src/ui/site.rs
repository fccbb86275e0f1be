//! What browsers fetch besides pages. Embedded, so that the binary runs from any folder; a debug build reads it from disk.
use std::sync::LazyLock;

use rust_embed::RustEmbed;
use serde::Deserialize;

/// The bundle that `cargo xtask bundle` makes.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/target/site"]
#[allow_missing = true]
pub struct Site;

/// The content-hashed names of this build's files, below `/pkg/`.
#[derive(Debug, Default, Deserialize)]
pub struct Manifest {
    /// The style sheet.
    pub style: String,
    /// The hand-written module.
    pub script: String,
    /// The islands: this and `.js` is the loader, this and `_bg.wasm` the module.
    pub islands: String,
}

/// Read once: a running server serves one build.
pub static MANIFEST: LazyLock<Manifest> =
    LazyLock::new(|| Site::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default());
