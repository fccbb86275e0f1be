//! `roomkey invites …`
use std::io::{self, Write};
use std::str::FromStr;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use serde::Serialize;

use super::{Sentence, columns, first_line, not_taken, open, went_wrong};
use crate::clock::UnixMillis;
use crate::config::Config;
use crate::domain::invite::{MaxUses, Passcode, Share, Standing};
use crate::domain::person::{DisplayName, MeetingRole};
use crate::forms::Ends;
use crate::services::Services;
use crate::services::invite_commands::{self as invites, Revoked};
use crate::services::invites::{Invite, Terms};
use crate::services::rooms::Room;

#[derive(Subcommand)]
pub(super) enum Invites {
    /// Show every invite of a room, with its link
    List {
        #[command(flatten)]
        which: Which,
        /// As JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Make an invite for one person, and print its link
    Add(Add),
    /// Take an invite back: its link opens nothing from now on
    Revoke {
        #[command(flatten)]
        which: Which,
        /// Its link, its code or its id
        invite: String,
    },
}

#[derive(Args)]
pub(super) struct Which {
    /// The room, as its address says it: `biology-x7k2` in `/rooms/biology-x7k2`
    #[arg(long, value_name = "SLUG")]
    room: String,
}

#[derive(Args)]
pub(super) struct Add {
    #[command(flatten)]
    which: Which,
    /// Whom it is for: the name others see in the meeting
    #[arg(long)]
    name: String,
    /// What they are in the meeting
    #[arg(long, value_enum, default_value = "participant")]
    role: Role,
    /// When it ends: a day (`2027-07-31`, until midnight), a day and time (`2027-07-31T18:00`), both of this machine's zone,
    /// or so long from now (`90d`, `12h`), or `never`; without it, a moderator's ends after 30 days and a participant's never
    #[arg(long, value_name = "WHEN")]
    expires: Option<String>,
    /// What they have to know besides; `-` reads it from standard input, which keeps it out of the shell's history and the
    /// list of processes
    #[arg(long, allow_hyphen_values = true)]
    passcode: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Role {
    Participant,
    Moderator,
}

impl Invites {
    pub(super) async fn run(self, config: Config) -> Result<(), Sentence> {
        match self {
            Self::List { which, json } => {
                let services = open(config).await?;
                // In UTC.
                let format = if json { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%d %H:%M UTC" };
                let listed = list(&services, &which, format).await;
                services.storage.close().await;
                let lines = listed?;
                warn_of_links(&services)?;
                let text = if json { serde_json::to_string_pretty(&lines)? } else { table(lines) };
                Ok(writeln!(io::stdout(), "{text}")?)
            }
            Self::Add(add) => add.run(config).await,
            Self::Revoke { which, invite } => {
                let services = open(config).await?;
                let revoked = revoke(&services, &which, &invite).await;
                services.storage.close().await;
                Ok(writeln!(io::stdout(), "{}", revoked?)?)
            }
        }
    }
}

impl Which {
    async fn find(&self, services: &Services) -> Result<Room, Sentence> {
        let found = invites::room(services, &self.room).await.map_err(|internal| went_wrong(&internal))?;
        found.ok_or_else(|| format!("there is no room {:?}: its address ends with its name, /rooms/NAME", self.room).into())
    }
}

impl Add {
    async fn run(self, config: Config) -> Result<(), Sentence> {
        let name: DisplayName = self.name.parse().map_err(|error| not_taken(&format!("--name {:?}", self.name), error))?;
        let passcode = match self.passcode.as_deref() {
            Some("-") => Some(first_line()?),
            other => other.map(str::to_owned),
        };
        let passcode = passcode.map(|text| text.parse::<Passcode>().map_err(|error| not_taken("the passcode", error)));
        let passcode = passcode.transpose()?;
        let services = open(config).await?;
        let added = self.add(&services, name, passcode).await;
        services.storage.close().await;
        if added.is_ok() {
            warn_of_links(&services)?;
        }
        Ok(writeln!(io::stdout(), "{}", added?)?)
    }

    /// The link.
    async fn add(&self, services: &Services, name: DisplayName, passcode: Option<Passcode>) -> Result<String, Sentence> {
        let now = services.clock.now();
        let room = self.which.find(services).await?;
        if room.archived {
            return Err(format!("the room {:?} is archived, so nobody gets in: restore it first", self.which.room).into());
        }
        let role = match self.role {
            Role::Participant => MeetingRole::Participant,
            Role::Moderator => MeetingRole::Moderator,
        };
        let usual = format!("{}d", Ends::MODERATORS_DAYS);
        let expires = match self.expires.as_deref().or((role == MeetingRole::Moderator).then_some(usual.as_str())) {
            None | Some("never") => None,
            Some(text) => Some(moment(text, now, &TimeZone::system())?),
        };
        let terms = Terms { person: Some(invites::person(name)), role, passcode, expires, ..Terms::default() };
        let added = invites::add(services, &room, &terms).await.map_err(|internal| went_wrong(&internal))?;
        Ok(added.link(services))
    }
}

/// Says on standard error that links lead nowhere else, if so: a command knows no more of the public URL than its own settings.
fn warn_of_links(services: &Services) -> io::Result<()> {
    let url = &services.config.public_url;
    if !url.leads_here_only() {
        return Ok(());
    }
    writeln!(
        io::stderr(),
        "these links begin with {url}, and open on this machine only: set public_url, as for the portal itself"
    )
}

/// When an invite ends: see the flag.
fn moment(text: &str, now: UnixMillis, zone: &TimeZone) -> Result<UnixMillis, Sentence> {
    let wrong = || -> Sentence {
        format!("--expires {text:?}: write a day such as 2027-07-31, a day and time such as 2027-07-31T18:00, 90d, or never")
            .into()
    };
    let ends = match span(text) {
        Some(span) => {
            Timestamp::from_millisecond(now.0)?.to_zoned(zone.clone()).checked_add(span).map_err(|_| wrong())?.timestamp()
        }
        None => day_or_time(text, zone).ok_or_else(wrong)?,
    };
    let ends = UnixMillis(ends.as_millisecond());
    if ends <= now { Err(format!("--expires {text:?}: that is over already").into()) } else { Ok(ends) }
}

/// `90d`, `12h`.
fn span(text: &str) -> Option<Span> {
    let text = text.trim();
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let number = number.parse::<u16>().ok()?;
    match unit {
        "d" => Some(i32::from(number).days()),
        "h" => Some(i32::from(number).hours()),
        _ => None,
    }
}

fn day_or_time(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(moment) = Timestamp::from_str(text) {
        return Some(moment);
    }
    let local = match Date::from_str(text) {
        // A date-time is taken for its date too.
        Ok(day) if !text.contains(['T', 't', ' ']) => day.tomorrow().ok()?.to_datetime(Time::midnight()),
        _ => DateTime::from_str(text).ok()?,
    };
    zone.to_ambiguous_timestamp(local).compatible().ok()
}

async fn revoke(services: &Services, which: &Which, invite: &str) -> Result<String, Sentence> {
    let room = which.find(services).await?;
    let found = invites::find(services, &room, invite).await.map_err(|internal| went_wrong(&internal))?;
    // Who mistypes a code still shows most of it: it is not repeated.
    let none =
        || format!("the room {slug:?} has no such invite; roomkey invites list --room {slug} shows them", slug = which.room);
    let found = found.ok_or_else(none)?;
    let whom = whom(&found);
    Ok(match invites::revoke(services, &room, &found).await.map_err(|internal| went_wrong(&internal))? {
        Revoked::Now => format!("revoked: {whom}"),
        Revoked::Before => format!("was revoked before: {whom}"),
        Revoked::Replaced => {
            format!("revoked: {whom}; the room has a new one, which roomkey invites list --room {} shows", which.room)
        }
    })
}

/// Whom an invite is for.
fn whom(invite: &Invite) -> String {
    match (&invite.terms.person, invite.share) {
        (Some(person), _) => person.name.to_string(),
        (None, Some(Share::Participants)) => "participants".to_owned(),
        (None, Some(Share::Moderators)) => "moderators".to_owned(),
        (None, None) => "whoever has it".to_owned(),
    }
}

/// A line of the list. Times are in UTC.
#[derive(Serialize)]
struct Line {
    id: String,
    link: String,
    /// `personal` or `open`.
    kind: &'static str,
    /// Which one of the share box it is.
    share: Option<Share>,
    #[serde(rename = "for")]
    whom: String,
    user_id: Option<String>,
    role: &'static str,
    state: &'static str,
    has_passcode: bool,
    not_before: Option<String>,
    expires: Option<String>,
    uses: u32,
    max_uses: Option<u32>,
    last_used: Option<String>,
    last_used_by: Option<String>,
    last_browser: Option<String>,
    note: String,
    created: Option<String>,
}

impl Line {
    /// `format` as in `strftime`.
    fn of(services: &Services, room: &Room, invite: &Invite, format: &str) -> Self {
        let written = |moment: UnixMillis| Some(Timestamp::from_millisecond(moment.0).ok()?.strftime(format).to_string());
        let terms = &invite.terms;
        let last = invite.last_use.as_ref();
        Self {
            id: invite.id.as_str().to_owned(),
            link: invite.link(services),
            kind: if terms.person.is_some() { "personal" } else { "open" },
            share: invite.share,
            whom: whom(invite),
            user_id: terms.person.as_ref().map(|person| person.user_id.to_string()),
            role: terms.role.key(),
            state: state(room, invite.standing(services.clock.now())),
            has_passcode: terms.passcode.is_some(),
            not_before: terms.not_before.and_then(written),
            expires: terms.expires.and_then(written),
            uses: invite.uses,
            max_uses: terms.max_uses.map(MaxUses::get),
            last_used: last.and_then(|last| written(last.at)),
            last_used_by: last.map(|last| last.name.clone()),
            last_browser: last.map(|last| last.browser.clone()),
            note: terms.note.clone(),
            created: written(invite.created),
        }
    }
}

fn state(room: &Room, standing: Standing) -> &'static str {
    match standing {
        Standing::Revoked(_) => "revoked",
        _ if room.archived => "room archived",
        Standing::Valid => "valid",
        Standing::NotYet(_) => "not yet valid",
        Standing::Expired(_) => "expired",
        Standing::UsedUp => "used up",
    }
}

async fn list(services: &Services, which: &Which, format: &str) -> Result<Vec<Line>, Sentence> {
    let room = which.find(services).await?;
    let invites = invites::list(services, &room).await.map_err(|internal| went_wrong(&internal))?;
    Ok(invites.iter().map(|invite| Line::of(services, &room, invite, format)).collect())
}

/// As columns.
fn table(lines: Vec<Line>) -> String {
    let head = ["LINK", "FOR", "ROLE", "STATE", "USES", "LAST USED", "NOTE"].map(str::to_owned);
    let cells = lines.into_iter().map(|line| {
        let uses = line.max_uses.map_or(line.uses.to_string(), |most| format!("{} of {most}", line.uses));
        let last_used = line.last_used.unwrap_or_else(|| "never".to_owned());
        [line.link, line.whom, line.role.to_owned(), line.state.to_owned(), uses, last_used, line.note]
    });
    columns(std::iter::once(head).chain(cells).collect())
}
