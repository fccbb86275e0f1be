//! The command line: one command a file. What goes wrong is one sentence on standard error, and exit code 1.
mod inspect;
mod invites;
mod key;
mod people;
mod sandbox;
mod serve;
mod servers;

use std::env;
use std::error::Error;
use std::io::{self, BufRead, Read};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use jiff::tz::TimeZone;

use crate::clock::{Clock, DAYS_AHEAD};
use crate::config::{Config, Settings};
use crate::forms::FieldError;
use crate::internal::Internal;
use crate::services::{self, Services};
use crate::telemetry;
use crate::text::reader::Reader;
use crate::text::times::Zone;
use crate::text::{Language, Text, errors};

/// A self-hosted web portal for plugNmeet video classrooms.
#[derive(Parser)]
#[command(name = "roomkey", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten, next_help_heading = "Settings")]
    settings: Settings,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal
    Serve,
    /// Who may sign in
    #[command(subcommand)]
    People(people::People),
    /// The plugNmeet servers on which sessions run
    #[command(subcommand)]
    Servers(servers::Servers),
    /// The invites of a room: links that do not die
    #[command(subcommand)]
    Invites(invites::Invites),
    /// Say what a join link or invite is and why it would not open; succeeds only if it works
    Inspect(inspect::Inspect),
    /// The key that opens the secrets in the database
    #[command(subcommand)]
    Key(key::Key),
    /// The meeting server that is always there
    #[command(subcommand)]
    Sandbox(sandbox::Sandbox),
}

/// One sentence for standard error.
type Sentence = Box<dyn Error + Send + Sync>;

/// Does what the command line says.
pub async fn run() -> ExitCode {
    let done = match Cli::try_parse() {
        Ok(cli) => obey(cli).await,
        Err(asked) if matches!(asked.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            asked.print().map(|()| ExitCode::SUCCESS).map_err(Into::into)
        }
        Err(wrong) => Err(first_sentence(&wrong.to_string(), &meant(env::args().skip(1))).into()),
    };
    match done {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("roomkey: {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Says how it ended: a command that answers yes or no does so with its exit code.
async fn obey(Cli { command, settings }: Cli) -> Result<ExitCode, Sentence> {
    let config = Config::load(settings)?;
    telemetry::start(&config)?;
    match command {
        Command::Serve => serve::serve(config).await?,
        Command::People(people) => people.run(config).await?,
        Command::Servers(servers) => servers.run(config).await?,
        Command::Invites(invites) => invites.run(config).await?,
        Command::Inspect(inspect) => return inspect.run(config).await,
        Command::Key(key) => key.run(config).await?,
        Command::Sandbox(sandbox) => sandbox.run(config).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens a portal's data folder for a command that ends by itself. It may run beside a server: each write is a transaction.
async fn open(config: Config) -> Result<Services, Sentence> {
    services::must_be_there(&config)?;
    open_or_make(config).await
}

/// The same for a command that portals are set up with: it makes what is not there.
async fn open_or_make(config: Config) -> Result<Services, Sentence> {
    let clock = Clock::of_program(env::var_os(DAYS_AHEAD))?;
    Ok(services::start(config, clock).await?)
}

/// Why something on the command line is not taken, in the words of the pages. `what` names the flag, and shows its value
/// if that is no secret.
fn not_taken(what: &str, error: impl Into<FieldError>) -> Sentence {
    match error.into() {
        FieldError::Required => format!("{what} must not be empty").into(),
        error => format!("{what}: {}", errors::field(&reader(), &error)).into(),
    }
}

/// Whoever has a terminal here: reads English and this machine's times, and runs the portal.
fn reader() -> Reader {
    let text = Text { language: Language::English };
    Reader { text, theme: None, zone: Zone::new(Some(TimeZone::system()), None), administers: true }
}

/// The first line of standard input: a secret that a program passes on.
fn first_line() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().take(4096).read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Rows, the first of which is the head, with columns as wide as their longest text.
fn columns<const N: usize>(rows: Vec<[String; N]>) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |row: &[String; N]| {
        let padded = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What the log says more of, under the same reference.
fn went_wrong(internal: &Internal) -> Sentence {
    format!("something went wrong; the log names the cause under the reference {}", internal.reference()).into()
}

/// The command that is on the command line, as far as there is one: `roomkey servers add`.
fn meant(arguments: impl Iterator<Item = String>) -> String {
    let (mut command, mut words) = (&Cli::command(), vec!["roomkey".to_owned()]);
    for argument in arguments {
        if let Some(below) = command.find_subcommand(&argument) {
            command = below;
            words.push(argument);
        }
    }
    words.join(" ")
}

/// What clap explains in paragraphs, the first of which says it: in one line, with what it takes for a slip of the pen, and
/// where more is said of the command that was meant.
fn first_sentence(explanation: &str, command: &str) -> String {
    let lines = explanation.lines().take_while(|line| !line.trim().is_empty()).map(str::trim);
    let sentence = lines.collect::<Vec<_>>().join(" ");
    match sentence.strip_prefix("error: ") {
        Some(sentence) => {
            let mut tips = explanation.lines().filter_map(|line| line.trim().strip_prefix("tip: "));
            let similar = tips.find(|tip| tip.contains("similar")).map(|tip| format!("; {tip}")).unwrap_or_default();
            format!("{sentence}{similar} ({command} --help shows what there is)")
        }
        None => format!("which command? {command} --help shows what there is"),
    }
}
