//! `roomkey key …`
use std::io::{self, IsTerminal, Write};

use clap::Subcommand;

use super::{Sentence, first_line};
use crate::config::Config;
use crate::keyring::{self, NoKey};
use crate::services::key_rotation;

#[derive(Subcommand)]
pub(super) enum Key {
    /// Seal everything with another key: a new key file, or the key from standard input if `ROOMKEY_KEY` is set
    Rotate,
}

impl Key {
    pub(super) async fn run(self, config: Config) -> Result<(), Sentence> {
        let Self::Rotate = self;
        let is_set = config.key.is_some();
        let new = if is_set { typed()? } else { keyring::Key::random() };
        key_rotation::rotate(&config, new).await?;
        let done = if is_set {
            "done: set ROOMKEY_KEY to the new key now; the old one opens nothing any more, except older backups"
        } else {
            "done: roomkey.key holds a new key; older backups open only with the key file they were made with"
        };
        Ok(writeln!(io::stdout(), "{done}")?)
    }
}

/// The first line of standard input, or what is typed without being shown.
fn typed() -> Result<keyring::Key, Sentence> {
    let text = if io::stdin().is_terminal() { rpassword::prompt_password("New key: ")? } else { first_line()? };
    text.parse().map_err(|error: NoKey| format!("the new key cannot be taken: {error}").into())
}
