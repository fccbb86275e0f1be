//! Join: a use of the invite is held, a session found or begun, a token asked for, the use confirmed. Who comes too early
//! waits.
use std::net::IpAddr;
use std::time::Duration;

use secrecy::SecretString;
use tracing::Instrument;

use super::{Before, Entered, FromWait, GuestCookie, JoinError, State, changed, hash_of, waits_after};
use crate::clock::UnixMillis;
use crate::domain::browser::Browser;
use crate::domain::invite::Passcode;
use crate::domain::person::{DisplayName, DisplayNameError};
use crate::domain::user_id::UserId;
use crate::internal::Internal;
use crate::live::Seen;
use crate::meeting::MeetingError;
use crate::meeting::wire::RoomInfo;
use crate::services::invites::Invite;
use crate::services::join_links::{Order, Person, issue, user_info};
use crate::services::{Services, door, guesses, live_watch, servers, sessions};
use crate::storage::guests::{self, At, Pressed};

/// A use that is held and not confirmed lapses after this long, which is longer than any request takes: whoever held it has
/// crashed.
pub const HELD_FOR: Duration = Duration::from_mins(1);

/// A wait page waits so long for a meeting server.
const WAITS_FOR: Duration = Duration::from_secs(1);

/// So many wait before one room: more than a session holds.
const WAIT_AT_MOST: i64 = 2000;

/// A press of Join.
#[derive(Clone, Debug)]
pub struct JoinRequest<'a> {
    /// Part of the invite's link, as it stood in the form.
    pub code: &'a str,
    /// As typed; of a personal invite the invite's counts.
    pub name: &'a str,
    /// As typed; empty: none.
    pub passcode: &'a str,
    /// Tells the browser from others.
    pub cookie: &'a GuestCookie,
    /// Families of browser and system.
    pub browser: &'a Browser,
    /// Where the press came from.
    pub address: IpAddr,
}

/// A guest who was let in a moment ago.
#[derive(Clone, Debug)]
pub struct Let {
    link: SecretString,
    sid: String,
    name: DisplayName,
    /// By which browser.
    browser_hash: [u8; 32],
}

/// Somebody who may come in as soon as the door is open.
#[derive(Clone)]
pub(super) struct Comer {
    pub(super) before: Before,
    pub(super) cookie: GuestCookie,
    name: DisplayName,
    user_id: UserId,
    browser_hash: [u8; 32],
    browser: String,
    passcode_hash: Option<[u8; 32]>,
    /// `None`: nobody pressed anything, who waited is let in.
    address: Option<IpAddr>,
    pub(super) services: Services,
}

/// Lets a guest in, or has them wait. The same browser again within ten seconds gets the same link.
pub async fn join(services: &Services, request: &JoinRequest<'_>) -> Result<Entered, JoinError> {
    let look = Before::look(services, &mut *services.storage.read().await?, request.code, Some(request.cookie)).await?;
    let before = look.ok_or(JoinError::NoSuchInvite)?;
    if let Some(state) = before.barred(services) {
        return Err(JoinError::Barred(state));
    }
    let name = name_of(&before.invite, request.name).map_err(JoinError::Name)?;
    if before.asks_passcode(services) {
        check_passcode(services, &before, request)?;
    }
    let is_new = before.guest.is_none();
    if let Some(crowded) = guesses::is_crowded(services, &before.invite.id, request.address).filter(|_| is_new) {
        return Err(JoinError::Crowded { seconds: crowded.seconds });
    }
    let comer = Comer::new(services, before, name, request.cookie, request.browser.to_string(), Some(request.address))?;
    let entered = Box::pin(comer.enter()).await?;
    if is_new {
        guesses::came(services, &comer.before.invite.id, request.address);
    }
    Ok(entered)
}

/// Lets somebody in who has pressed Join and waits, if the door is open by now. Changes nothing otherwise.
pub async fn enter_from_wait(
    services: &Services,
    code: &str,
    cookie: Option<&GuestCookie>,
    browser: &Browser,
) -> Result<FromWait, JoinError> {
    let Some(cookie) = cookie else { return Ok(FromWait::Nobody) };
    let look = Before::look(services, &mut *services.storage.read().await?, code, Some(cookie)).await?;
    let Some(before) = look else { return Ok(FromWait::Nobody) };
    // Another passcode than the one they gave is asked for on the invite's page.
    if before.asks_passcode(services) || before.barred(services).is_some() {
        return Ok(FromWait::Nobody);
    }
    let Some(name) = before.guest.as_ref().and_then(|guest| guest.name.parse().ok()) else { return Ok(FromWait::Nobody) };
    let comer = Comer::new(services, before, name, cookie, browser.to_string(), None)?;
    if !comer.before.waits(services) {
        return Ok(comer.once_more());
    }
    // Whoever waits is no reason to ask anybody: what is known already says whether it is worth it.
    let seen = live_watch::running(services, &comer.before.room, WAITS_FOR).await;
    if matches!(seen, Seen::Down(_)) || comer.before.at_door(seen.sid()) != State::Ready {
        return Ok(comer.still_waits());
    }
    match Box::pin(comer.enter()).await {
        Ok(Entered::Link(link)) => Ok(FromWait::Link(link)),
        Ok(Entered::Waits) => Ok(comer.still_waits()),
        Err(JoinError::Barred(_) | JoinError::Changed) => Ok(FromWait::Nobody),
        Err(error) => Err(error),
    }
}

fn name_of(invite: &Invite, typed: &str) -> Result<DisplayName, DisplayNameError> {
    match &invite.terms.person {
        Some(person) => Ok(person.name.clone()),
        None => typed.parse(),
    }
}

fn check_passcode(services: &Services, before: &Before, request: &JoinRequest<'_>) -> Result<(), JoinError> {
    if request.passcode.trim().is_empty() {
        return Err(JoinError::PasscodeNeeded);
    }
    let is_right = || {
        let given = request.passcode.parse::<Passcode>().ok().map(|passcode| hash_of(services, &before.invite.id, &passcode));
        given.is_some() && given == before.passcode_hash(services)
    };
    match guesses::passcode(services, &before.invite.id, request.address, is_right) {
        Err(slow) => Err(JoinError::SlowDown { seconds: slow.seconds }),
        Ok(true) => Ok(()),
        Ok(false) => Err(JoinError::WrongPasscode),
    }
}

impl Comer {
    fn new(
        services: &Services,
        before: Before,
        name: DisplayName,
        cookie: &GuestCookie,
        browser: String,
        address: Option<IpAddr>,
    ) -> Result<Self, Internal> {
        let user_id = match &before.user_id {
            Some(user_id) => user_id.clone(),
            None => cookie.user_id(services, &before.room.id)?,
        };
        let passcode_hash = before.passcode_hash(services);
        let browser_hash = cookie.browser_hash(services);
        let (cookie, services) = (cookie.clone(), services.clone());
        Ok(Self { before, cookie, name, user_id, browser_hash, browser, passcode_hash, address, services })
    }

    async fn enter(&self) -> Result<Entered, JoinError> {
        let room = &self.before.room;
        let server = servers::get(&self.services, room.server_id()).await?;
        let running = sessions::running(&self.services, &server, room).await.map_err(JoinError::Meeting)?;
        let state = self.before.at_door(running.as_ref().map(|session| session.sid.as_str()));
        if state != State::Ready {
            return self.wait().await;
        }
        let recent = &self.services.recent_guests;
        let press = self.press();
        let is_over = |made: &Let| running.as_ref().is_none_or(|session| session.sid != made.sid);
        if recent.repeat(&press).is_some_and(|made| is_over(&made) || made.name != self.name) {
            recent.forget(&press);
        }
        // A task of its own: who hangs up meanwhile leaves nothing half done, and finds the same link on coming back.
        let comer = self.clone();
        let coming = async move { comer.come_in_once(press, running).await };
        match tokio::spawn(coming.in_current_span()).await? {
            Ok(made) => Ok(Entered::Link(made.link)),
            // It ended just now, and they may not begin the next; or the door is not open any more.
            Err(
                JoinError::Meeting(MeetingError::RoomNotFound) | JoinError::Barred(State::NotStarted | State::Over | State::Shut),
            ) => self.wait().await,
            Err(error) => Err(error),
        }
    }

    /// What tells a press from others: two of them within seconds are one. A personal invite is one person by whatever
    /// browser, whom a second token would throw out.
    fn press(&self) -> String {
        let Before { invite, room, .. } = &self.before;
        let browser = if invite.terms.person.is_some() { String::new() } else { hex::encode(self.browser_hash) };
        format!("{} {} {} {browser}", invite.id.as_str(), invite.version, room.version)
    }

    async fn come_in_once(&self, press: String, running: Option<RoomInfo>) -> Result<Let, JoinError> {
        let made = self.services.recent_guests.once(press, Box::pin(self.come_in(running))).await?;
        // What another browser has made is a use of this one too.
        if made.browser_hash != self.browser_hash {
            self.confirm(&made, None).await?;
        }
        Ok(made)
    }

    /// Reserve → check → create if allowed → token → confirm; given back if it failed.
    async fn come_in(&self, running: Option<RoomInfo>) -> Result<Let, JoinError> {
        let held_since = self.reserve().await?;
        let came = match self.issue(running).await {
            Ok(made) => self.confirm(&made, held_since).await.map(|()| made),
            Err(error) => Err(error),
        };
        match (&came, held_since) {
            (Ok(made), _) if self.before.is_moderator() => door::start(&self.services, &self.before.room, &made.sid).await?,
            (Err(_), Some(since)) => self.give_back(since).await,
            _ => {}
        }
        came
    }

    async fn issue(&self, running: Option<RoomInfo>) -> Result<Let, JoinError> {
        let Before { invite, room, .. } = &self.before;
        let terms = &invite.terms;
        let user = user_info(&Person {
            name: &self.name,
            user_id: &self.user_id,
            role: terms.role,
            hidden: false,
            picture: terms.picture.as_ref(),
            language: terms.language,
            record_webcam: !terms.not_recorded,
            locks: &terms.locks,
        });
        let design = terms.design.clone().resolve(&room.design);
        let may_begin = self.before.is_moderator() || room.settings.anyone_may_start;
        let order = Order { caller: None, user, design: &design, seen: running, may_begin };
        let issued = issue(&self.services, room, order).await?;
        let (name, browser_hash) = (self.name.clone(), self.browser_hash);
        Ok(Let { link: issued.link, sid: issued.session.sid, name, browser_hash })
    }

    /// Holds a use, if uses are counted and this browser has none yet; since when.
    async fn reserve(&self) -> Result<Option<UnixMillis>, JoinError> {
        let Some(most) = self.before.invite.terms.max_uses.filter(|_| !self.before.was_in()) else { return Ok(None) };
        let now = self.services.clock.now();
        let mut tx = self.services.storage.begin().await?;
        if !guests::reserve(&mut tx, &self.pressed(self.address_hash().as_ref()), most.get().into(), lapsed(now), now).await? {
            return Err(JoinError::Barred(State::UsedUp));
        }
        tx.commit().await?;
        Ok(Some(now))
    }

    async fn confirm(&self, made: &Let, held_since: Option<UnixMillis>) -> Result<(), JoinError> {
        self.services.confirmations.confirm(self, made.sid.clone(), held_since).await
    }

    /// Not worth failing for: it lapses by itself.
    async fn give_back(&self, since: UnixMillis) {
        let write = async {
            let mut tx = self.services.storage.begin().await?;
            guests::give_back(&mut tx, self.at(), since).await?;
            tx.commit().await
        };
        if let Err(error) = write.await {
            tracing::warn!(%error, "a use of an invite was not given back, and lapses in a minute");
        }
    }

    /// Waits before the door. Who waits already does so as before: only a press is noted.
    async fn wait(&self) -> Result<Entered, JoinError> {
        if self.address.is_some() {
            let address_hash = self.address_hash();
            let mut tx = self.services.storage.begin().await?;
            if !self.before.waits(&self.services)
                && guests::count_waiting(&mut tx, &self.before.room.id, waits_after(&self.services)).await? >= WAIT_AT_MOST
            {
                return Err(JoinError::Crowded { seconds: 60 });
            }
            guests::wait(&mut tx, &self.pressed(address_hash.as_ref()), self.services.clock.now()).await?;
            tx.commit().await?;
            self.services.live.waits(&self.before.room.id, self.user_id.as_str());
            changed(&self.services, &self.before.room.id);
        }
        Ok(Entered::Waits)
    }

    /// Whoever was let in a moment ago, by a look whose answer the browser gave up for another look, gets the same link.
    fn once_more(&self) -> FromWait {
        match self.services.recent_guests.repeat(&self.press()) {
            Some(made) if made.name == self.name && self.before.at_door(Some(&made.sid)) == State::Ready => {
                FromWait::Link(made.link)
            }
            _ => FromWait::Nobody,
        }
    }

    /// Their page is open.
    fn still_waits(&self) -> FromWait {
        self.services.live.waits(&self.before.room.id, self.user_id.as_str());
        FromWait::Waits
    }

    pub(super) fn at(&self) -> At<'_> {
        At { invite_id: &self.before.invite.id, browser_hash: &self.browser_hash }
    }

    pub(super) fn pressed<'p>(&'p self, address_hash: Option<&'p [u8; 32]>) -> Pressed<'p> {
        Pressed {
            at: self.at(),
            user_id: self.user_id.as_str(),
            name: self.name.as_str(),
            browser: &self.browser,
            passcode_hash: self.passcode_hash.as_ref().map(<[u8; 32]>::as_slice),
            address_hash: address_hash.map(<[u8; 32]>::as_slice),
        }
    }

    pub(super) fn address_hash(&self) -> Option<[u8; 32]> {
        self.address.map(|address| self.services.guest_key.hash("address", address.to_string().as_bytes()))
    }
}

/// Uses that were held then or before count no longer.
pub(super) fn lapsed(now: UnixMillis) -> UnixMillis {
    now.minus(HELD_FOR)
}
