//! `roomkey sandbox …`
use std::io::{self, Write};

use clap::Subcommand;
use secrecy::ExposeSecret;
use serde::Serialize;

use super::{Sentence, open_or_make};
use crate::config::Config;
use crate::services::sandbox_credentials::SandboxCredentials;

#[derive(Subcommand)]
pub(super) enum Sandbox {
    /// Print what a client needs to call the sandbox's room API, as JSON
    Credentials,
}

/// What other tools are configured with.
#[derive(Serialize)]
struct Credentials<'a> {
    base_url: String,
    api_key: &'a str,
    secret: &'a str,
}

impl Sandbox {
    pub(super) async fn run(self, config: Config) -> Result<(), Sentence> {
        let Self::Credentials = self;
        let base_url = format!("{}/sandbox", config.public_url);
        let services = open_or_make(config).await?;
        let made = SandboxCredentials::load_or_make(&services.storage, &services.keyring, &services.clock).await?;
        services.storage.close().await;
        let credentials = Credentials { base_url, api_key: &made.api_key, secret: made.secret.expose_secret() };
        Ok(writeln!(io::stdout(), "{}", serde_json::to_string(&credentials)?)?)
    }
}
