//! What the pages of a room and of its door show that changes by itself, and when whoever looks at one is to look again.
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

use super::guests::{self, Arrival, GuestCookie, State, WaitingGuest};
use super::live_watch::{Listening, listen};
use super::liveness::Liveness;
use super::rooms::{self, Room, RoomError};
use super::{Caller, Services};
use crate::internal::Internal;
use crate::live::{News, Seen, Waiting};
use crate::random;
use crate::storage::accounts;

/// Whoever hears nothing hears at least that we are there, since proxies hang up on silence. Then it is looked as well
/// whether something changed beside us: a command, another's write, the time.
const HEARS_EVERY: Duration = Duration::from_secs(15);
/// A stream ends after this long, or up to as long again: the browser comes back, and says anew who it is.
const LASTS: Duration = Duration::from_mins(10);
/// A class that comes in changes a room's page this often at most.
const NOT_OFTENER_THAN: Duration = Duration::from_secs(1);

/// What somebody hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// We are there.
    Nothing,
    /// What the page shows, as it came: see [`shown`].
    Shown(String),
    /// The page shows something else by now: its parts are to be put right.
    Look(String),
    /// The page is to be loaded again.
    Load(String),
}

/// A guest who waits.
pub struct AtDoor {
    services: Services,
    code: String,
    cookie: GuestCookie,
    listening: Listening,
    _waiting: Waiting,
    told: Option<String>,
    now: String,
    until: Instant,
}

impl AtDoor {
    /// Listens for a guest who waits with this invite; `None`: nobody with this cookie does, or too many of their pages hear
    /// already. `heard` is what the browser was told last.
    pub async fn listen(
        services: Services,
        code: String,
        cookie: GuestCookie,
        heard: Option<String>,
    ) -> Result<Option<Self>, Internal> {
        let Some(arrival) = waits(&services, &code, &cookie).await? else { return Ok(None) };
        let Some(user_id) = &arrival.user_id else { return Ok(None) };
        let Some(waiting) = services.live.keeps_waiting(&arrival.room.id, user_id.as_str()) else { return Ok(None) };
        let listening = listen(&services, &arrival.room);
        let now = at_door(&arrival);
        let told = if arrival.state == State::Ready { Some(String::new()) } else { heard };
        Ok(Some(Self { services, code, cookie, listening, _waiting: waiting, told, now, until: end() }))
    }

    /// What the guest hears next; `None`: no more.
    pub async fn hear(mut self) -> Option<(Heard, Self)> {
        match self.told.as_ref() {
            None => return Some(self.says(Heard::Shown)),
            Some(told) if *told != self.now => {
                // The page is here again and the door was open already: its server was busy, and is given a moment.
                if told.is_empty() {
                    sleep(NOT_OFTENER_THAN).await;
                }
                return Some(self.says(Heard::Load));
            }
            Some(_) => {}
        }
        loop {
            let (live, until) = (self.services.live.clone(), self.until);
            let is_news = tokio::select! {
                () = live.stopped() => return None,
                () = sleep_until(until) => return None,
                news = self.listening.listener().changed() => match news {
                    News::Door => true,
                    // Who else waits is no concern of theirs.
                    News::Crowd => continue,
                },
                () = sleep(HEARS_EVERY) => false,
            };
            // What cannot be read now is looked at again in a moment.
            let Ok(arrival) = waits(&self.services, &self.code, &self.cookie).await else { return Some((Heard::Nothing, self)) };
            let now = arrival.as_ref().map(at_door).unwrap_or_default();
            if let Some(arrival) = arrival.filter(|arrival| !self.listening.is_at(&arrival.room)) {
                self.listening = listen(&self.services, &arrival.room);
            }
            if now != self.now {
                self.now = now;
                return Some(self.says(Heard::Load));
            }
            if !is_news {
                return Some((Heard::Nothing, self));
            }
        }
    }

    fn says(mut self, heard: fn(String) -> Heard) -> (Heard, Self) {
        self.told = Some(self.now.clone());
        (heard(self.now.clone()), self)
    }
}

/// Whoever waits with this invite and this cookie.
async fn waits(services: &Services, code: &str, cookie: &GuestCookie) -> Result<Option<Arrival>, Internal> {
    let arrival = guests::arrive(services, code, Some(cookie)).await?;
    Ok(arrival.filter(|arrival| arrival.known.as_ref().is_some_and(|known| known.waits)))
}

/// What the wait page shows.
fn at_door(arrival: &Arrival) -> String {
    let mut hasher = DefaultHasher::new();
    arrival.room.title.as_str().hash(&mut hasher);
    match &arrival.state {
        State::Down(outage) => ("down", outage.since).hash(&mut hasher),
        // What is not known yet is no news.
        State::Unsure => format!("{:?}", State::NotStarted).hash(&mut hasher),
        state => format!("{state:?}").hash(&mut hasher),
    }
    format!("{:x}", hasher.finish())
}

/// A member who looks at a room.
pub struct InRoom {
    services: Services,
    caller: Caller,
    slug: String,
    listening: Listening,
    told: String,
    is_new: bool,
    not_before: Instant,
    until: Instant,
}

impl InRoom {
    /// Listens for a member whose page shows what [`shown`] says; `None`: there is no such room, or it is not theirs.
    pub async fn listen(services: Services, caller: Caller, slug: String, told: String) -> Result<Option<Self>, Internal> {
        let room = match rooms::for_caller(&services, &caller, &slug).await {
            Ok(room) => room,
            Err(RoomError::NotFound) => return Ok(None),
            Err(RoomError::Internal(fault)) => return Err(fault),
        };
        let listening = listen(&services, &room);
        Ok(Some(Self { services, caller, slug, listening, told, is_new: true, not_before: Instant::now(), until: end() }))
    }

    /// What the member hears next; `None`: no more.
    pub async fn hear(mut self) -> Option<(Heard, Self)> {
        loop {
            let (live, until, not_before) = (self.services.live.clone(), self.until, self.not_before);
            let is_news = tokio::select! {
                () = live.stopped() => return None,
                () = sleep_until(until) => return None,
                is_news = async {
                    // What changed between the page and this is looked for at once.
                    if std::mem::take(&mut self.is_new) {
                        return true;
                    }
                    sleep_until(not_before).await;
                    tokio::select! { _ = self.listening.listener().changed() => true, () = sleep(HEARS_EVERY) => false }
                } => is_news,
            };
            // Whose account is disabled meanwhile hears no more.
            let account = accounts::enabled(&self.services.storage, &self.caller.account_id).await;
            let room = match (rooms::for_caller(&self.services, &self.caller, &self.slug).await, account) {
                (Ok(room), Ok(Some(_))) => room,
                (Err(RoomError::NotFound), _) | (_, Ok(None)) => return None,
                (Err(RoomError::Internal(_)), _) | (_, Err(_)) => return Some((Heard::Nothing, self)),
            };
            if !self.listening.is_at(&room) {
                self.listening = listen(&self.services, &room);
            }
            let seen = self.listening.seen();
            // Nobody has asked its server yet: then there will be news.
            if seen != Seen::Unknown
                && let Ok(waiting) = guests::waiting(&self.services, &room).await
            {
                let now = shown(&room, &seen, &waiting);
                if now != self.told {
                    self.told.clone_from(&now);
                    self.not_before = Instant::now() + NOT_OFTENER_THAN;
                    return Some((Heard::Look(now), self));
                }
            }
            if !is_news {
                return Some((Heard::Nothing, self));
            }
        }
    }
}

/// What a room's page shows that changes by itself, in few letters: the same as long as it shows the same.
pub fn shown(room: &Room, seen: &Seen, waiting: &[WaitingGuest]) -> String {
    let mut hasher = DefaultHasher::new();
    match seen {
        Seen::Running { sid, people } => {
            (sid, people).hash(&mut hasher);
            (room.started_sid.as_ref() == Some(sid), room.shut_sid.as_ref() == Some(sid)).hash(&mut hasher);
        }
        Seen::NotRunning => "not running".hash(&mut hasher),
        Seen::Unknown | Seen::Down(_) => "down".hash(&mut hasher),
    }
    (room.archived, room.title.as_str()).hash(&mut hasher);
    for guest in waiting {
        (guest.user_id.as_str(), &guest.name).hash(&mut hasher);
    }
    format!("{:x}", hasher.finish())
}

/// The same of what a page has asked itself.
pub fn seen(live: &Liveness) -> Seen {
    match live {
        Liveness::Live(running) => Seen::Running { sid: running.sid.clone(), people: running.people },
        Liveness::Ending | Liveness::NotRunning => Seen::NotRunning,
        Liveness::Unknown(Some(outage)) => Seen::Down(outage.clone()),
        Liveness::Unknown(None) => Seen::Unknown,
    }
}

fn end() -> Instant {
    let [chance] = random::bytes();
    Instant::now() + LASTS + LASTS * u32::from(chance) / 255
}
