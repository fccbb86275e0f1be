//! `roomkey people …`
use std::io::{self, IsTerminal, Write};

use clap::{Args, Subcommand};
use jiff::Timestamp;
use serde::Serialize;

use super::{Sentence, columns, first_line, not_taken, open, open_or_make, went_wrong};
use crate::clock::UnixMillis;
use crate::config::Config;
use crate::domain::account::{AccountRole, EmailAddress, EmailAddressError, NewPassword, NewPasswordError, PersonName};
use crate::services::Services;
use crate::services::accounts::{self, AddError, HashError, NewAccount};
use crate::services::people::{self, ChangeError, Person};

#[derive(Subcommand)]
pub(super) enum People {
    /// Make an account; the password comes from standard input, or is asked for
    Add(Add),
    /// Show every account
    List {
        /// As JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Give an account a new password, from standard input or asked for, and end all its sign-ins
    Reset(Which),
    /// Shut an account, and end all its sign-ins
    Disable(Which),
    /// Open an account again
    Enable(Which),
}

#[derive(Args)]
pub(super) struct Which {
    /// Address it signs in with
    #[arg(long, value_name = "E-MAIL")]
    email: String,
}

#[derive(Args)]
pub(super) struct Add {
    /// Address to sign in with
    #[arg(long, value_name = "E-MAIL")]
    email: String,
    /// What people call its owner
    #[arg(long)]
    name: String,
    /// May run the portal, not only own rooms
    #[arg(long)]
    admin: bool,
}

impl People {
    pub(super) async fn run(self, config: Config) -> Result<(), Sentence> {
        match self {
            Self::Add(add) => add.run(config).await,
            Self::List { json } => list(config, json).await,
            Self::Reset(which) => {
                let email = which.email()?;
                let password = password()?;
                change(config, &email, async |services| people::reset(services, &email, &password).await).await
            }
            Self::Disable(which) => {
                let email = which.email()?;
                change(config, &email, async |services| people::disable(services, &email).await).await
            }
            Self::Enable(which) => {
                let email = which.email()?;
                change(config, &email, async |services| people::enable(services, &email).await).await
            }
        }
    }
}

impl Add {
    async fn run(self, config: Config) -> Result<(), Sentence> {
        let Self { email, name, admin } = self;
        let account = NewAccount {
            email: read_email(&email)?,
            name: name.parse::<PersonName>().map_err(|error| not_taken(&format!("--name {name:?}"), error))?,
            role: if admin { AccountRole::Administrator } else { AccountRole::Teacher },
        };
        let password = password()?;
        let services = open_or_make(config).await?;
        let added = accounts::add(&services, account, &password).await;
        services.storage.close().await;
        match added {
            Ok(_) => Ok(()),
            Err(AddError::EmailTaken) => Err(format!("the e-mail address {email} has an account already").into()),
            Err(AddError::CommonPassword) => Err(not_taken("the password", NewPasswordError::Common)),
            Err(AddError::Busy) => Err(BUSY.into()),
            Err(AddError::Internal(internal)) => Err(went_wrong(&internal)),
        }
    }
}

const BUSY: &str = "too many passwords are being hashed: try again";

impl Which {
    fn email(&self) -> Result<EmailAddress, Sentence> {
        read_email(&self.email)
    }
}

/// Changes one account, and says why not.
async fn change(
    config: Config,
    email: &EmailAddress,
    change: impl AsyncFnOnce(&Services) -> Result<(), ChangeError>,
) -> Result<(), Sentence> {
    let services = open(config).await?;
    let changed = change(&services).await;
    services.storage.close().await;
    changed.map_err(|error| match error {
        ChangeError::Unknown => format!("nobody has an account with the e-mail address {email}").into(),
        ChangeError::LastAdministrator => {
            format!("{email} is the last administrator who can sign in, and stays so: add or enable another one first").into()
        }
        ChangeError::Password(HashError::Common) => not_taken("the password", NewPasswordError::Common),
        ChangeError::Password(HashError::Busy) => BUSY.into(),
        ChangeError::Password(HashError::Internal(internal)) | ChangeError::Internal(internal) => went_wrong(&internal),
    })
}

/// A line of the list.
#[derive(Serialize)]
struct Line {
    email: String,
    name: String,
    role: String,
    state: &'static str,
    /// In UTC.
    last_sign_in: Option<String>,
}

impl Line {
    /// `format` as in `strftime`.
    fn of(person: Person, format: &str) -> Self {
        let time = |moment: UnixMillis| Some(Timestamp::from_millisecond(moment.0).ok()?.strftime(format).to_string());
        Self {
            email: person.email,
            name: person.name,
            role: person.role,
            state: if person.is_disabled { "disabled" } else { "enabled" },
            last_sign_in: person.last_sign_in_at.and_then(time),
        }
    }
}

async fn list(config: Config, json: bool) -> Result<(), Sentence> {
    let services = open(config).await?;
    let listed = people::list(&services).await;
    services.storage.close().await;
    let people = listed.map_err(|internal| went_wrong(&internal))?;
    let format = if json { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%d %H:%M UTC" };
    let lines: Vec<Line> = people.into_iter().map(|person| Line::of(person, format)).collect();
    let text = if json { serde_json::to_string_pretty(&lines)? } else { table(lines) };
    Ok(writeln!(io::stdout(), "{text}")?)
}

/// As columns.
fn table(lines: Vec<Line>) -> String {
    let head = ["E-MAIL", "NAME", "ROLE", "STATE", "LAST SIGN-IN"].map(str::to_owned);
    let never = || "never".to_owned();
    let cells = lines
        .into_iter()
        .map(|line| [line.email, line.name, line.role, line.state.to_owned(), line.last_sign_in.unwrap_or_else(never)]);
    columns(std::iter::once(head).chain(cells).collect())
}

fn read_email(email: &str) -> Result<EmailAddress, Sentence> {
    email.parse().map_err(|error: EmailAddressError| not_taken(&format!("--email {email:?}"), error))
}

/// The first line of standard input, or what is typed twice without being shown.
fn password() -> Result<NewPassword, Sentence> {
    let password = if io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ")?;
        if rpassword::prompt_password("Once more: ")? != first {
            return Err("the two passwords differ".into());
        }
        first
    } else {
        first_line()?
    };
    password.parse::<NewPassword>().map_err(|error| not_taken("the password", error))
}
