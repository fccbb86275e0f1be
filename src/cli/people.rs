//! `roomkey people …`
use std::io::{self, BufRead, IsTerminal, Read};

use clap::{Args, Subcommand};

use super::{Sentence, open, went_wrong};
use crate::config::Config;
use crate::domain::account::{AccountRole, EmailAddress, NewPassword, PersonName};
use crate::services::accounts::{self, AddError, NewAccount};

#[derive(Subcommand)]
pub(super) enum People {
    /// Make an account; the password comes from standard input, or is asked for
    Add(Add),
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
        let Self::Add(Add { email, name, admin }) = self;
        let account = NewAccount {
            email: email.parse::<EmailAddress>().map_err(|error| not_taken("e-mail", &email, &error))?,
            name: name.parse::<PersonName>().map_err(|error| not_taken("name", &name, &error))?,
            role: if admin { AccountRole::Administrator } else { AccountRole::Teacher },
        };
        let password = password()?;
        let services = open(config).await?;
        let added = accounts::add(&services, account, &password).await;
        services.storage.close().await;
        match added {
            Ok(_) => Ok(()),
            Err(AddError::EmailTaken) => Err(format!("the e-mail address {email} has an account already").into()),
            Err(AddError::CommonPassword) => Err("the password is one of the common ones: choose another".into()),
            Err(AddError::Busy) => Err("too many passwords are being hashed: try again".into()),
            Err(AddError::Internal(internal)) => Err(went_wrong(&internal)),
        }
    }
}

fn not_taken(what: &str, value: &str, error: &dyn std::error::Error) -> Sentence {
    format!("the {what} {value:?} cannot be taken: {error}").into()
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
        let mut line = String::new();
        io::stdin().lock().take(4096).read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    password.parse::<NewPassword>().map_err(|error| format!("the password cannot be taken: {error}").into())
}
