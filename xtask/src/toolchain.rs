//! Finds, or sets up, a compiler for the browser (`wasm32-unknown-unknown`).
//!
//! With rustup that is one command. Where its server cannot be reached, Debian's packages give the same: a compiler of
//! their own beside rustup's and the sources of the standard library, which is built once.
use std::fmt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

/// The compilation target of the browser part.
pub const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_LIBRARY: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
const DEBIAN_LINKER: &str = "wasm-ld-22";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// Which compiler builds the browser part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The one that builds the server too.
    Rustup,
    /// Debian's, in `/usr/bin`.
    Debian,
}

impl fmt::Display for Toolchain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rustup => "the browser part is built with the default tool chain",
            Self::Debian => "the browser part is built with Debian's rustc-web",
        })
    }
}

impl Toolchain {
    /// A cargo of this tool chain, free of what an outer cargo left in the environment.
    pub fn cargo(self) -> Command {
        let mut cargo = match self {
            Self::Rustup => Command::new("cargo"),
            Self::Debian => {
                let mut cargo = Command::new("/usr/bin/cargo");
                cargo.env("PATH", "/usr/bin:/bin");
                cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
                cargo
            }
        };
        for left_over in ["RUSTUP_TOOLCHAIN", "RUSTC", "CARGO", "LD_LIBRARY_PATH", "RUSTFLAGS", "CARGO_TARGET_DIR"] {
            cargo.env_remove(left_over);
        }
        cargo
    }
}

/// The tool chain that is there, or else the one that could be set up; otherwise one sentence that says what to do.
pub fn ensure() -> anyhow::Result<Toolchain> {
    if rustup_has_target() {
        return Ok(Toolchain::Rustup);
    }
    if debian_has_target() {
        return Ok(Toolchain::Debian);
    }
    eprintln!("setting up the browser's compilation target ({TARGET}) with rustup …");
    if succeeds(Command::new("rustup").args(["target", "add", TARGET])) && rustup_has_target() {
        return Ok(Toolchain::Rustup);
    }
    if Path::new("/usr/bin/apt-get").exists() {
        eprintln!("rustup could not; trying Debian's packages ({}) …", DEBIAN_PACKAGES.join(", "));
        set_up_debian()?;
        return Ok(Toolchain::Debian);
    }
    bail!(
        "no compiler for the browser part: `rustup target add {TARGET}` failed, and this is no Debian with {}",
        DEBIAN_PACKAGES.join(" ")
    )
}

fn rustup_has_target() -> bool {
    let Ok(output) = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output() else {
        return false;
    };
    let folder = String::from_utf8_lossy(&output.stdout);
    holds_standard_library(Path::new(folder.trim()))
}

fn debian_has_target() -> bool {
    Path::new("/usr/bin/cargo").exists() && holds_standard_library(Path::new(DEBIAN_LIBRARY))
}

fn holds_standard_library(folder: &Path) -> bool {
    folder
        .read_dir()
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}

fn set_up_debian() -> anyhow::Result<()> {
    let apt = |arguments: &[&str]| {
        let mut command = if is_root() { Command::new("apt-get") } else { Command::new("sudo") };
        if !is_root() {
            command.arg("apt-get");
        }
        succeeds(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(DEBIAN_PACKAGES);
    if !(apt(&["update", "-q"]) && apt(&install)) {
        bail!(
            "no compiler for the browser part: neither `rustup target add {TARGET}` nor `apt-get install {}` worked",
            DEBIAN_PACKAGES.join(" ")
        );
    }
    build_standard_library()
}

/// Debian ships the standard library's sources for this target, not its build.
fn build_standard_library() -> anyhow::Result<()> {
    let crate_folder = crate::root().join("target/wasm-std");
    std::fs::create_dir_all(crate_folder.join("src"))?;
    std::fs::write(
        crate_folder.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[lib]\ncrate-type = [\"rlib\"]\n[workspace]\n",
    )?;
    std::fs::write(crate_folder.join("src/lib.rs"), "")?;
    let built = succeeds(
        Toolchain::Debian
            .cargo()
            .current_dir(&crate_folder)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .args([
                "build",
                "--release",
                "--target",
                TARGET,
                "-Zbuild-std=std,panic_abort,panic_unwind",
                "--target-dir",
                "target",
            ]),
    );
    if !built {
        bail!("the standard library for {TARGET} did not build");
    }
    std::fs::create_dir_all(DEBIAN_LIBRARY).with_context(|| format!("cannot create {DEBIAN_LIBRARY}"))?;
    for entry in crate_folder.join("target").join(TARGET).join("release/deps").read_dir()?.flatten() {
        let name = entry.file_name();
        let shown = name.to_string_lossy();
        if shown.ends_with(".rlib") && !shown.starts_with("libempty") {
            std::fs::copy(entry.path(), Path::new(DEBIAN_LIBRARY).join(&name))
                .with_context(|| format!("cannot write to {DEBIAN_LIBRARY}"))?;
        }
    }
    Ok(())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Runs a command with its output shown; whether it ended well.
fn succeeds(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}
