//! Who listens for news of which room, and who waits before it.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

use super::server::Server;
use crate::storage::rooms::RoomId;

/// Somebody whose page was last heard of so long ago has closed it. Without scripts a page loads again every ten seconds.
const GONE_AFTER: Duration = Duration::from_secs(25);

/// So many wait pages of one person are kept informed at once: more than anybody has open, and too few to tire the portal.
const MOST_PAGES: usize = 20;

/// What is live, in this process's memory. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Live(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    rooms: Mutex<HashMap<RoomId, Room>>,
    servers: Mutex<HashMap<String, Server>>,
    stopping: watch::Sender<bool>,
}

#[derive(Debug)]
struct Room {
    news: watch::Sender<Counts>,
    /// By who they are on the meeting server.
    waiting: HashMap<String, Presence>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    door: u64,
    crowd: u64,
}

#[derive(Debug)]
struct Presence {
    streams: usize,
    seen_at: Instant,
}

impl Presence {
    fn is_here(&self, now: Instant) -> bool {
        self.streams > 0 || self.seen_at + GONE_AFTER > now
    }
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Whether and whom the room lets in, or anything else of it.
    Door,
    /// Who is in, or who waits.
    Crowd,
}

/// Somebody who listens to a room, until it is dropped.
#[derive(Debug)]
pub struct Listener {
    live: Live,
    room_id: RoomId,
    news: watch::Receiver<Counts>,
    heard: Counts,
}

/// Somebody whose wait page is open, until it is dropped.
#[derive(Debug)]
pub struct Waiting {
    live: Live,
    room_id: RoomId,
    user_id: String,
}

impl Default for Live {
    fn default() -> Self {
        Self(Arc::new(Shared { rooms: Mutex::default(), servers: Mutex::default(), stopping: watch::Sender::new(false) }))
    }
}

impl Live {
    /// Listens to a room from now on.
    pub fn listen(&self, room_id: &RoomId) -> Listener {
        let news = self.rooms().entry(room_id.clone()).or_default().news.subscribe();
        let heard = *news.borrow();
        Listener { live: self.clone(), room_id: room_id.clone(), news, heard }
    }

    /// Wakes whoever listens to this room: something of it may have changed.
    pub fn changed(&self, room_id: &RoomId) {
        self.tell(room_id, News::Door);
    }

    /// Wakes whoever listens to any room.
    pub fn all_changed(&self) {
        for room in self.rooms().values() {
            room.tell(News::Door);
        }
    }

    /// Wakes whoever shows the people of this room: who is in or who waits may have changed.
    pub fn crowd_changed(&self, room_id: &RoomId) {
        self.tell(room_id, News::Crowd);
    }

    fn tell(&self, room_id: &RoomId, what: News) {
        if let Some(room) = self.rooms().get(room_id) {
            room.tell(what);
        }
    }

    /// How many listen to this room.
    pub fn listeners(&self, room_id: &RoomId) -> usize {
        self.rooms().get(room_id).map_or(0, |room| room.news.receiver_count())
    }

    /// Somebody's wait page was loaded just now.
    pub fn waits(&self, room_id: &RoomId, user_id: &str) {
        let now = Instant::now();
        let mut rooms = self.rooms();
        let room = rooms.entry(room_id.clone()).or_default();
        room.waiting.retain(|_, presence| presence.is_here(now));
        let is_new = room.waiting.insert(user_id.to_owned(), Presence { streams: room.streams(user_id), seen_at: now }).is_none();
        if is_new {
            room.tell(News::Crowd);
        }
    }

    /// Somebody's wait page is open, and stays so until what this gives is dropped. `None`: too many of theirs are.
    pub fn keeps_waiting(&self, room_id: &RoomId, user_id: &str) -> Option<Waiting> {
        self.waits(room_id, user_id);
        let mut rooms = self.rooms();
        let presence = rooms.get_mut(room_id)?.waiting.get_mut(user_id).filter(|presence| presence.streams < MOST_PAGES)?;
        presence.streams += 1;
        Some(Waiting { live: self.clone(), room_id: room_id.clone(), user_id: user_id.to_owned() })
    }

    /// Whether somebody's wait page is open, as far as can be told: one that was closed counts for some seconds more.
    pub fn is_waiting(&self, room_id: &RoomId, user_id: &str) -> bool {
        self.is_waiting_at(room_id, user_id, Instant::now())
    }

    /// Whether anybody's is.
    pub fn is_anybody_waiting(&self, room_id: &RoomId) -> bool {
        let now = Instant::now();
        self.rooms().get(room_id).is_some_and(|room| room.waiting.values().any(|presence| presence.is_here(now)))
    }

    fn is_waiting_at(&self, room_id: &RoomId, user_id: &str, now: Instant) -> bool {
        self.rooms().get(room_id).and_then(|room| room.waiting.get(user_id)).is_some_and(|presence| presence.is_here(now))
    }

    /// What is known of the meeting server with this key (`services::servers::key`).
    pub fn server(&self, key: &str) -> Server {
        let mut servers = self.0.servers.lock().unwrap_or_else(PoisonError::into_inner);
        servers.entry(key.to_owned()).or_default().clone()
    }

    /// The portal stops: every stream ends.
    pub fn stop(&self) {
        self.0.stopping.send_replace(true);
    }

    /// Returns once the portal stops.
    pub async fn stopped(&self) {
        // It ends with an error only when nobody can stop it any more, which its own part prevents.
        let _ = self.0.stopping.subscribe().wait_for(|stopping| *stopping).await;
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<RoomId, Room>> {
        self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets a room that nobody listens to or waits before.
    fn tidy(&self, room_id: &RoomId, receivers_left: usize) {
        let (mut rooms, now) = (self.rooms(), Instant::now());
        if let Some(room) = rooms.get_mut(room_id) {
            room.waiting.retain(|_, presence| presence.is_here(now));
            if room.waiting.is_empty() && room.news.receiver_count() <= receivers_left {
                rooms.remove(room_id);
            }
        }
    }
}

impl Default for Room {
    fn default() -> Self {
        Self { news: watch::Sender::new(Counts::default()), waiting: HashMap::new() }
    }
}

impl Room {
    fn tell(&self, what: News) {
        self.news.send_modify(|counts| match what {
            News::Door => counts.door += 1,
            News::Crowd => counts.crowd += 1,
        });
    }

    fn streams(&self, user_id: &str) -> usize {
        self.waiting.get(user_id).map_or(0, |presence| presence.streams)
    }
}

impl Listener {
    /// Which room.
    pub fn room_id(&self) -> &RoomId {
        &self.room_id
    }

    /// Returns once something may have changed since it was last asked; the door before the crowd.
    pub async fn changed(&mut self) -> News {
        loop {
            let now = *self.news.borrow_and_update();
            if self.heard.door != now.door {
                self.heard = now;
                return News::Door;
            }
            if self.heard.crowd != now.crowd {
                self.heard = now;
                return News::Crowd;
            }
            // It ends with an error only when nobody can tell any more, which its own part of the room prevents.
            if self.news.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Its own receiver is still counted.
        self.live.tidy(&self.room_id, 1);
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut rooms = self.live.rooms();
        if let Some(presence) = rooms.get_mut(&self.room_id).and_then(|room| room.waiting.get_mut(&self.user_id)) {
            presence.streams = presence.streams.saturating_sub(1);
            presence.seen_at = Instant::now();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(id: &str) -> RoomId {
        RoomId::from(id.to_owned())
    }

    #[tokio::test]
    async fn who_listens_is_woken_and_forgotten_afterwards() {
        let (live, here, other) = (Live::default(), room("a"), room("b"));
        let (mut one, mut two) = (live.listen(&here), live.listen(&here));
        assert_eq!((live.listeners(&here), live.listeners(&other)), (2, 0));
        live.changed(&other);
        live.changed(&here);
        assert_eq!(tokio::join!(one.changed(), two.changed()), (News::Door, News::Door));
        live.crowd_changed(&here);
        assert_eq!(one.changed().await, News::Crowd);
        drop((one, two));
        assert_eq!(live.listeners(&here), 0);
        assert!(live.rooms().is_empty());
        live.changed(&here);
    }

    #[tokio::test]
    async fn who_waits_is_seen_until_the_page_is_closed_and_a_little_longer() {
        let (live, here) = (Live::default(), room("a"));
        let mut teacher = live.listen(&here);
        let page = live.keeps_waiting(&here, "ann").unwrap();
        assert_eq!(teacher.changed().await, News::Crowd);
        live.waits(&here, "bob");
        let who = |later: Duration| ["ann", "bob"].map(|id| live.is_waiting_at(&here, id, Instant::now() + later));
        assert_eq!(who(Duration::ZERO), [true, true]);
        assert_eq!(who(GONE_AFTER), [true, false], "bob's page loads again by itself, if it is there");
        drop(page);
        assert_eq!(who(Duration::ZERO), [true, true], "a stream that breaks comes back");
        assert_eq!(who(GONE_AFTER), [false, false]);
    }

    #[tokio::test]
    async fn so_many_pages_of_one_person_are_kept_informed_and_no_more() {
        let (live, here) = (Live::default(), room("a"));
        let mut pages: Vec<_> = (0..MOST_PAGES).map(|_| live.keeps_waiting(&here, "ann").unwrap()).collect();
        assert!(live.keeps_waiting(&here, "ann").is_none() && live.keeps_waiting(&here, "bob").is_some());
        pages.pop();
        assert!(live.keeps_waiting(&here, "ann").is_some(), "one was closed");
    }
}
