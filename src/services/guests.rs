//! Guests: people with an invite and no account. What they see before the door, and how they come in.
mod confirming;
mod cookie;
mod joining;
mod outcome;
mod seen;
mod stopping;

pub use confirming::Confirmations;
pub use cookie::GuestCookie;
pub(super) use joining::Let;
pub use joining::{HELD_FOR, JoinRequest, enter_from_wait, join};
pub use outcome::{Entered, FromWait, JoinError};
pub use seen::{LastInvite, WaitingGuest, how_many_wait, last_invite, waiting};
pub use stopping::stop_waiting;

use std::time::Duration;

use super::invites::{self, Invite};
use super::rooms::{self, Room};
use super::{Services, live_watch};
use crate::clock::UnixMillis;
use crate::domain::door::{Door, Doorway};
use crate::domain::fault::Outage;
use crate::domain::invite::{InviteCode, Passcode, Standing};
use crate::domain::person::MeetingRole;
use crate::domain::user_id::UserId;
use crate::internal::Internal;
use crate::live::Seen;
use crate::storage::Connection;
use crate::storage::guests::{self, At, GuestRow};
use crate::storage::invites::InviteId;
use crate::storage::rooms::{RoomId, is_run};

/// Whoever only looks waits so long for a meeting server: no longer than any page of a code takes
/// (`http::guesses::take_as_long`).
const PATIENCE: Duration = Duration::from_millis(50);
/// And so long for the sandbox, which is here, and answers unless the machine has too much to do.
const PATIENCE_HERE: Duration = Duration::from_secs(1);

/// Whoever pressed Join longer ago than this and was not let in waits no more.
pub const WAITS_AT_MOST: Duration = Duration::from_hours(12);

/// Somebody who stands before a room with an invite.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The invite.
    pub invite: Invite,
    /// Where it leads, as its owner sees it.
    pub room: Room,
    /// The name of the room's owner: who invites.
    pub host: String,
    /// What is known of the browser, if it has been anywhere with an invite.
    pub known: Option<Known>,
    /// Whether the guest comes in, and else why not.
    pub state: State,
    /// Whether the passcode has to be typed: there is one, and this browser has not given it yet.
    pub asks_passcode: bool,
    /// Who they are on the meeting server, if that is known already.
    pub user_id: Option<UserId>,
}

/// A browser that has pressed Join before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The name it was last used under, at whichever invite.
    pub name: String,
    /// Whether it was let in through this very invite: it comes back, and takes no other use.
    pub was_in: bool,
    /// Whether it waits at this invite to be let in.
    pub waits: bool,
}

/// How it stands with somebody who has an invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// They come in.
    Ready,
    /// No moderator has started yet: they may wait.
    NotStarted,
    /// Nobody knows yet whether one has: the meeting server has not said. Whoever presses Join comes in or waits.
    Unsure,
    /// The session that they were in is over: they may wait for the next.
    Over,
    /// A moderator lets nobody else in: they may wait.
    Shut,
    /// The invite opens from then on.
    NotYet(UnixMillis),
    /// The invite opened until then.
    Expired(UnixMillis),
    /// The invite has let in as many as it may.
    UsedUp,
    /// Somebody revoked the invite then.
    Revoked(UnixMillis),
    /// The room's moderators do not want to see them again.
    Refused,
    /// The room is out of use.
    Archived,
    /// None of the room's members can sign in any more.
    Abandoned,
    /// The meeting server does not answer.
    Down(Outage),
}

/// Who stands before the door with this code, and how the door is: a look, which changes nothing anywhere and waits for a
/// meeting server for a moment at most. `Ok(None)`: there is no such invite.
pub async fn arrive(services: &Services, code: &str, cookie: Option<&GuestCookie>) -> Result<Option<Arrival>, Internal> {
    let mut connection = services.storage.read().await?;
    let Some(before) = Before::look(services, &mut connection, code, cookie).await? else {
        return Ok(None);
    };
    let name = match (&before.guest, cookie) {
        (Some(guest), _) => Some(guest.name.clone()),
        (None, Some(cookie)) => guests::latest_name(&mut *connection, &cookie.browser_hash(services)).await?,
        (None, None) => None,
    };
    // A meeting server is waited for now.
    drop(connection);
    let state = match before.barred(services) {
        Some(state) => state,
        None => match live_watch::running(services, &before.room, patience(&before.room)).await {
            Seen::Running { sid, .. } => before.at_door(Some(&sid)),
            Seen::NotRunning => before.at_door(None),
            // Whoever needs nobody to start for him may press; that it is over, nobody knows.
            Seen::Unknown if before.at_door(None) == State::Ready => State::Ready,
            Seen::Unknown => State::Unsure,
            Seen::Down(outage) => State::Down(outage),
        },
    };
    let asks_passcode = before.asks_passcode(services);
    let known = name.map(|name| Known { name, was_in: before.was_in(), waits: before.waits(services) });
    Ok(Some(Arrival {
        invite: before.invite,
        room: before.room,
        host: before.host,
        known,
        state,
        asks_passcode,
        user_id: before.user_id,
    }))
}

fn patience(room: &Room) -> Duration {
    if room.server_id().is_some() { PATIENCE } else { PATIENCE_HERE }
}

/// Everything that the database knows of somebody before a door.
#[derive(Clone)]
struct Before {
    invite: Invite,
    room: Room,
    host: String,
    /// Who they are on the meeting server; an open invite gives an id to a browser with a cookie only.
    user_id: Option<UserId>,
    guest: Option<GuestRow>,
    /// Whether the room's moderators do not want to see them again.
    is_refused: bool,
    /// Whether somebody runs the room still: its owner or a co-owner can sign in.
    is_run: bool,
}

impl Before {
    /// By one connection, be it that of a write.
    async fn look(
        services: &Services,
        connection: &mut Connection,
        code: &str,
        cookie: Option<&GuestCookie>,
    ) -> Result<Option<Self>, Internal> {
        let Ok(code) = code.parse::<InviteCode>() else { return Ok(None) };
        let Some(invite) = invites::by_code(services, connection, &code).await? else { return Ok(None) };
        let Some((room, host)) = rooms::of_invite(services, connection, &invite.room_id).await? else { return Ok(None) };
        let browser_hash = cookie.map(|cookie| cookie.browser_hash(services));
        let guest = match &browser_hash {
            Some(browser_hash) => guests::find(&mut *connection, At { invite_id: &invite.id, browser_hash }).await?,
            None => None,
        };
        let user_id = match (&invite.terms.person, cookie) {
            (Some(person), _) => Some(person.user_id.clone()),
            (None, Some(cookie)) => Some(cookie.user_id(services, &room.id)?),
            (None, None) => None,
        };
        let is_refused = match &user_id {
            // No invite is a way around another one: the browser tells who was refused under another id.
            Some(user_id) => {
                let browser_hash = browser_hash.as_ref().map(<[u8; 32]>::as_slice);
                guests::is_refused(&mut *connection, &room.id, user_id.as_str(), browser_hash).await?
            }
            None => false,
        };
        let is_run = is_run(connection, &room.id).await?;
        Ok(Some(Self { invite, room, host, user_id, guest, is_refused, is_run }))
    }

    /// What keeps them out, whatever the meeting server says.
    fn barred(&self, services: &Services) -> Option<State> {
        let standing = match self.invite.standing(services.clock.now()) {
            Standing::Valid => None,
            Standing::UsedUp => (!self.was_in()).then_some(State::UsedUp),
            Standing::NotYet(from) => Some(State::NotYet(UnixMillis(from))),
            Standing::Expired(since) => Some(State::Expired(UnixMillis(since))),
            Standing::Revoked(since) => Some(State::Revoked(UnixMillis(since))),
        };
        standing.or_else(|| {
            if self.is_refused {
                Some(State::Refused)
            } else if self.room.archived {
                Some(State::Archived)
            } else {
                (!self.is_run).then_some(State::Abandoned)
            }
        })
    }

    /// How the door is while this session runs, or none.
    fn at_door(&self, running: Option<&str>) -> State {
        match self.door(running) {
            Door::Open => State::Ready,
            Door::NotStarted => State::NotStarted,
            Door::Over => State::Over,
            Door::Shut => State::Shut,
        }
    }

    fn door(&self, running: Option<&str>) -> Door {
        let doorway = Doorway {
            running,
            started: self.room.started_sid.as_deref(),
            shut: self.room.shut_sid.as_deref(),
            was_in: self.guest.as_ref().and_then(|guest| guest.last_sid.as_deref()),
            anyone_may_start: self.room.settings.anyone_may_start,
            is_moderator: self.is_moderator(),
        };
        doorway.door()
    }

    fn is_moderator(&self) -> bool {
        self.invite.terms.role == MeetingRole::Moderator
    }

    fn was_in(&self) -> bool {
        self.guest.as_ref().is_some_and(|guest| guest.first_used_at.is_some())
    }

    fn waits(&self, services: &Services) -> bool {
        let since = self.guest.as_ref().and_then(|guest| guest.waits_since);
        since.is_some_and(|since| since > waits_after(services).0)
    }

    /// Keyed hash of the invite's passcode, if it has one.
    fn passcode_hash(&self, services: &Services) -> Option<[u8; 32]> {
        self.invite.terms.passcode.as_ref().map(|passcode| hash_of(services, &self.invite.id, passcode))
    }

    fn asks_passcode(&self, services: &Services) -> bool {
        self.passcode_hash(services)
            .is_some_and(|hash| self.guest.as_ref().and_then(|guest| guest.passcode_hash.as_deref()) != Some(hash.as_slice()))
    }
}

/// Gives back every use that somebody held when the process before this one ended.
pub async fn give_all_back(services: &Services) -> Result<(), Internal> {
    let mut tx = services.storage.begin().await?;
    guests::give_all_back(&mut tx).await?;
    Ok(tx.commit().await?)
}

/// Of an invite's passcode: the same one elsewhere has another hash.
fn hash_of(services: &Services, invite_id: &InviteId, passcode: &Passcode) -> [u8; 32] {
    // An id has one length: nothing can be shifted from one part to the other.
    services.guest_key.hash("passcode", format!("{}{}", invite_id.as_str(), passcode.folded()).as_bytes())
}

/// Whoever has waited since then or longer waits no more.
fn waits_after(services: &Services) -> UnixMillis {
    services.clock.now().minus(WAITS_AT_MOST)
}

/// Wakes whoever sees the people of the room: somebody waits there, or no longer.
fn changed(services: &Services, room_id: &RoomId) {
    services.live.crowd_changed(room_id);
}
