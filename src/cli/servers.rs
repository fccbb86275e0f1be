//! `roomkey servers …`
use std::io::{self, IsTerminal, Write};
use std::str::FromStr;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::{Sentence, columns, first_line, not_taken, open, open_or_make, went_wrong};
use crate::config::Config;
use crate::domain::join_link::TooLong;
use crate::domain::server::{Description, JoinUrl, ServerName, ServerNameError, ServerSecret};
use crate::forms::FieldError;
use crate::meeting::MeetingServer;
use crate::meeting::plugnmeet::connection_test::{Step, passed};
use crate::services::sandbox_credentials::SandboxCredentials;
use crate::services::servers::{self, NewServer, RemoveError, Rooms, Server};
use crate::services::{Services, server_test};
use crate::text::Text;
use crate::text::connection_test::{self as words, Tested};
use crate::text::times::Zone;

#[derive(Subcommand)]
pub(super) enum Servers {
    /// Show every server
    List {
        /// As JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Add a server; its secret comes from standard input, or is asked for
    Add(Add),
    /// Look step by step whether a server works: exit code 0 only if it passes every one
    Test {
        /// What it is called
        name: String,
    },
    /// Remove a server that no room uses, or whose rooms move
    Remove(Remove),
}

#[derive(Args)]
pub(super) struct Add {
    /// What to call it
    #[arg(long)]
    name: String,
    /// Where it is, such as `https://meet.example.org`
    #[arg(long)]
    url: String,
    /// Where its web client is, if that is somewhere else
    #[arg(long, value_name = "URL")]
    join_url: Option<String>,
    /// The API key of its configuration
    #[arg(long, value_name = "KEY")]
    api_key: String,
    /// Let new rooms begin there
    #[arg(long)]
    default: bool,
}

#[derive(Args)]
pub(super) struct Remove {
    /// What it is called
    name: String,
    /// Let its rooms run on another server from now on: a name, or `sandbox`
    #[arg(long, value_name = "NAME")]
    move_rooms_to: Option<String>,
}

impl Servers {
    pub(super) async fn run(self, config: Config) -> Result<(), Sentence> {
        match self {
            Self::List { json } => list(config, json).await,
            Self::Add(add) => add.run(config).await,
            Self::Test { name } => test(config, &name).await,
            Self::Remove(remove) => remove.run(config).await,
        }
    }
}

impl Add {
    async fn run(self, config: Config) -> Result<(), Sentence> {
        let description = Description::new(
            read("--name", &self.name)?,
            read("--url", &self.url)?,
            self.join_url.as_deref().map(|url| read::<JoinUrl>("--join-url", url)).transpose()?,
            read("--api-key", &self.api_key)?,
        );
        let new = NewServer { description, secret: secret()? };
        let services = open_or_make(config).await?;
        let added = self.add(&services, &new).await;
        services.storage.close().await;
        added
    }

    async fn add(&self, services: &Services, new: &NewServer) -> Result<(), Sentence> {
        let name = &new.description.name;
        let added = servers::add(services, new).await.map_err(|internal| went_wrong(&internal))?;
        let id = added.ok_or_else(|| format!("there is a server called {name:?} already", name = name.as_str()))?;
        if self.default {
            servers::make_default(services, Some(&id)).await.map_err(|internal| went_wrong(&internal))?;
        }
        let next = format!("roomkey servers test {}", quoted(name.as_str()));
        Ok(writeln!(io::stdout(), "added: {name} at {}; {next} tests the connection", new.description.url)?)
    }
}

impl Remove {
    async fn run(self, config: Config) -> Result<(), Sentence> {
        let services = open(config).await?;
        let removed = self.remove(&services).await;
        services.storage.close().await;
        removed
    }

    async fn remove(&self, services: &Services) -> Result<(), Sentence> {
        let server = by_name(services, &self.name).await?;
        let rooms = match self.move_rooms_to.as_deref() {
            None => Rooms::None,
            Some(target) if is_sandbox(target) => Rooms::MoveTo(None),
            Some(target) => Rooms::MoveTo(Some(by_name(services, target).await?.id)),
        };
        let name = &server.description.name;
        match servers::remove(services, &server.id, &rooms).await {
            Ok(0) => Ok(writeln!(io::stdout(), "removed: {name}")?),
            Ok(moved) => Ok(writeln!(io::stdout(), "removed: {name}, rooms moved: {moved}")?),
            Err(RemoveError::InUse(rooms)) => {
                Err(format!("rooms that run on {name}: {rooms}; say with --move-rooms-to NAME where they go").into())
            }
            Err(RemoveError::NotFound) => Err(no_such(&self.name)),
            Err(RemoveError::NoSuchTarget) => Err("the rooms cannot move to the server that is removed".into()),
            Err(RemoveError::TooLong(room, TooLong { length, limit, .. })) => Err(format!(
                "links into {room} would have {length} characters there, {limit} at most: its design, or the one of an \
                 invite, has to be shorter first"
            )
            .into()),
            Err(RemoveError::Internal(internal)) => Err(went_wrong(&internal)),
        }
    }
}

/// Prints each step as it ends, in English as everything here.
async fn test(config: Config, name: &str) -> Result<(), Sentence> {
    let services = open(config).await?;
    let tested = test_step_by_step(&services, name).await;
    services.storage.close().await;
    tested
}

async fn test_step_by_step(services: &Services, name: &str) -> Result<(), Sentence> {
    let server = by_name(services, name).await?;
    let client = servers::get(services, Some(&server.id)).await.map_err(|internal| went_wrong(&internal))?;
    let MeetingServer::Plugnmeet(client) = client else { return Err(no_such(name)) };
    let (t, zone, tested) = (Text::default(), Zone::new(None, None), Tested::from(&server.description));
    let print = |step: &Step| {
        let (said, advice) = words::finding(t, &zone, &tested, step);
        let (kind, result) = (t.get(words::kind(step.kind)), t.get(words::result(step.result())));
        let advice = advice.map(|advice| format!(" {advice}")).unwrap_or_default();
        // Whoever closed the pipe does not want to know; what it comes to is the exit code.
        let _ = writeln!(io::stdout(), "{kind}: {}. {said}{advice}", result.to_lowercase());
    };
    let steps = server_test::run(&client, &services.clock, print).await.map_err(|internal| went_wrong(&internal))?;
    if passed(&steps) { Ok(()) } else { Err(words::summary(t, &steps).into()) }
}

/// As a shell takes it for one word.
fn quoted(text: &str) -> String {
    if text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// A line of the list.
#[derive(Serialize)]
struct Line {
    name: String,
    url: String,
    join_url: String,
    api_key: String,
    rooms: i64,
    is_default: bool,
}

impl From<Server> for Line {
    fn from(Server { description, is_default, rooms, .. }: Server) -> Self {
        let Description { name, url, join_url, api_key } = description;
        let join_url = join_url.unwrap_or_else(|| url.join_url()).into();
        Self { name: name.into(), url: url.into(), join_url, api_key: api_key.into(), rooms, is_default }
    }
}

async fn list(config: Config, json: bool) -> Result<(), Sentence> {
    let services = open(config).await?;
    let listed = lines(&services).await;
    services.storage.close().await;
    let lines = listed?;
    let text = if json { serde_json::to_string_pretty(&lines)? } else { table(lines) };
    Ok(writeln!(io::stdout(), "{text}")?)
}

/// The sandbox, then the others by name, as on the page.
async fn lines(services: &Services) -> Result<Vec<Line>, Sentence> {
    let others = servers::list(services).await.map_err(|internal| went_wrong(&internal))?;
    let api_key = SandboxCredentials::load_or_make(&services.storage, &services.keyring, &services.clock).await?.api_key;
    let url = format!("{}/sandbox", services.config.public_url);
    let sandbox = Line {
        name: "sandbox".to_owned(),
        join_url: format!("{url}/"),
        url,
        api_key,
        rooms: servers::rooms_on_sandbox(services).await.map_err(|internal| went_wrong(&internal))?,
        is_default: !others.iter().any(|server| server.is_default),
    };
    Ok(std::iter::once(sandbox).chain(others.into_iter().map(Line::from)).collect())
}

/// As columns.
fn table(lines: Vec<Line>) -> String {
    let head = ["NAME", "ADDRESS", "JOIN ADDRESS", "API KEY", "ROOMS", "DEFAULT"].map(str::to_owned);
    let cells = lines.into_iter().map(|line| {
        let default = if line.is_default { "default" } else { "" };
        [line.name, line.url, line.join_url, line.api_key, line.rooms.to_string(), default.to_owned()]
    });
    columns(std::iter::once(head).chain(cells).collect())
}

async fn by_name(services: &Services, name: &str) -> Result<Server, Sentence> {
    if is_sandbox(name) {
        return Err("the sandbox is built in: there is nothing to test or to remove".into());
    }
    let name: ServerName = read("NAME", name)?;
    let found = servers::by_name(services, &name).await.map_err(|internal| went_wrong(&internal))?;
    found.ok_or_else(|| no_such(name.as_str()))
}

/// On the command line, as on pages, no other server has this name.
fn is_sandbox(name: &str) -> bool {
    name.parse::<ServerName>() == Err(ServerNameError::Sandbox)
}

fn no_such(name: &str) -> Sentence {
    format!("there is no server called {name:?}; roomkey servers list shows them").into()
}

fn read<T: FromStr<Err: Into<FieldError>>>(what: &str, text: &str) -> Result<T, Sentence> {
    text.parse().map_err(|error| not_taken(&format!("{what} {text:?}"), error))
}

/// The first line of standard input, or what is typed without being shown.
fn secret() -> Result<ServerSecret, Sentence> {
    let secret = if io::stdin().is_terminal() { rpassword::prompt_password("Secret: ")? } else { first_line()? };
    secret.parse::<ServerSecret>().map_err(|error| not_taken("the secret", error))
}
