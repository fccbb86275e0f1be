//! Puts everything a browser fetches into `target/site`: named by content hash, with gzip and brotli beside it.
//!
//! `manifest.json` tells the server the names. The server embeds the folder, so the binary runs from anywhere.
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};

use crate::{browser, root};

/// Builds all parts.
pub fn bundle() -> anyhow::Result<()> {
    let part = browser::build()?;
    let name = format!("app.{}", content_hash(&[part.script.as_bytes(), &part.module]));
    let site = Site::clear()?;
    site.put(&format!("pkg/{name}.js"), part.script.as_bytes())?;
    site.put(&format!("pkg/{name}_bg.wasm"), &part.module)?;
    finish(&site, &name)
}

/// Builds the style sheet and the hand-written script only; the islands stay as they are.
pub fn style_only() -> anyhow::Result<()> {
    let site = Site::existing();
    let manifest =
        fs::read_to_string(site.folder.join("manifest.json")).context("no bundle yet: run `cargo xtask bundle` first")?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
    let islands = manifest["islands"].as_str().context("the manifest names no islands")?;
    finish(&site, islands)
}

fn finish(site: &Site, islands: &str) -> anyhow::Result<()> {
    let style = style_sheet()?;
    let style_name = format!("roomkey.{}.css", content_hash(&[style.as_bytes()]));
    site.put(&format!("pkg/{style_name}"), style.as_bytes())?;
    let script = fs::read(root().join("public/enhance.js"))?;
    let script_name = format!("enhance.{}.js", content_hash(&[&script]));
    site.put(&format!("pkg/{script_name}"), &script)?;
    for file in ["favicon.svg", "robots.txt"] {
        site.put(file, &fs::read(root().join("public").join(file))?)?;
    }
    let manifest = serde_json::json!({ "style": style_name, "script": script_name, "islands": islands });
    fs::write(site.folder.join("manifest.json"), manifest.to_string())?;
    Ok(())
}

fn style_sheet() -> anyhow::Result<String> {
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(&root().join("style/main.css"))
        .map_err(|error| anyhow!("style/: {error}"))?;
    sheet.minify(MinifyOptions::default()).map_err(|error| anyhow!("style/: {error}"))?;
    let printed =
        sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() }).map_err(|error| anyhow!("style/: {error}"))?;
    Ok(printed.code)
}

/// Sixteen hex digits that change when the content does.
fn content_hash(parts: &[&[u8]]) -> String {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The folder that is being filled.
struct Site {
    folder: PathBuf,
}

impl Site {
    fn existing() -> Self {
        Self { folder: root().join("target/site") }
    }

    fn clear() -> anyhow::Result<Self> {
        let site = Self::existing();
        if site.folder.exists() {
            fs::remove_dir_all(&site.folder)?;
        }
        Ok(site)
    }

    /// Writes a file and its two compressed forms, as small as they get: this happens once, they are sent for ever.
    fn put(&self, name: &str, content: &[u8]) -> anyhow::Result<()> {
        let file = self.folder.join(name);
        fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
        fs::write(&file, content)?;
        let mut gzip = flate2::write::GzEncoder::new(fs::File::create(with_ending(&file, "gz"))?, flate2::Compression::best());
        gzip.write_all(content)?;
        gzip.finish()?;
        let mut brotli = brotli::CompressorWriter::new(fs::File::create(with_ending(&file, "br"))?, 64 * 1024, 11, 22);
        brotli.write_all(content)?;
        Ok(())
    }
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
