//! Builds the islands to WebAssembly and the script that loads them.
use anyhow::{Context, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::{root, toolchain};

/// The browser part: a script and a module.
pub struct BrowserPart {
    /// The loader, an ES module.
    pub script: String,
    /// The WebAssembly module.
    pub module: Vec<u8>,
}

/// Compiles the islands and binds them. The library is the same version as the `wasm-bindgen` crate, by the one lock file.
pub fn build() -> anyhow::Result<BrowserPart> {
    let target_folder = root().join("target/browser");
    let status = toolchain::ensure()?
        .cargo()
        .current_dir(root())
        .args(["build", "--lib", "--no-default-features", "--features", "hydrate"])
        .args(["--profile", "wasm-release", "--target", toolchain::TARGET, "--target-dir"])
        .arg(&target_folder)
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("the browser part did not compile");
    }
    let input = target_folder.join(toolchain::TARGET).join("wasm-release/roomkey.wasm");
    let mut output = Bindgen::new()
        .input_path(input)
        .out_name("app")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    Ok(BrowserPart { script: output.js().to_owned(), module: output.wasm_mut().emit_wasm() })
}
