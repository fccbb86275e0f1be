//! Which session of a room runs, for those who only look: asked for together, remembered for a moment, and never waited for
//! long.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::domain::fault::Outage;
use crate::meeting::plugnmeet::breaker::ServerState;
use crate::meeting::{MeetingError, MeetingServer, RoomState};
use crate::services::flights::Flights;
use crate::services::rooms::Room;
use crate::services::{Services, servers};

/// A look is good for this long.
const GOOD_FOR: Duration = Duration::from_secs(2);
/// Whoever only looks waits so long for a meeting server.
const PATIENCE: Duration = Duration::from_millis(50);

/// What is known of a room's session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// This one runs.
    Running(String),
    /// None does.
    NotRunning,
    /// The meeting server has not said so yet.
    Unknown,
    /// The meeting server does not answer.
    Down(Outage),
}

/// What was seen lately, in this process's memory.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    rooms: Seen<Look>,
    servers: Seen<Listed>,
    at_rooms: Flights<Look>,
    at_servers: Flights<Listed>,
}

/// Every session of a server, by the id of its room.
type Listed = Result<Arc<HashMap<String, String>>, MeetingError>;

#[derive(Clone, Debug)]
struct Seen<T>(Arc<Mutex<HashMap<String, (Instant, T)>>>);

/// Which session of the room runs. Calls nothing with an effect: `getActiveRoomsInfo`, once for all rooms of a server, and
/// `isRoomActive` for a room that stands there, since one that is over may be listed still (`plugnmeet-api.md` §2.3).
pub async fn running_sid(services: &Services, room: &Room) -> Look {
    let Ok(server) = servers::get(services, room.server_id()).await else { return Look::Unknown };
    let key = key(room);
    if !server.is_sandbox()
        && let Some(look) = services.looks.rooms.lately(&key)
    {
        return look;
    }
    // In a task of its own, which goes on when nobody waits any more: the next one who looks finds what it saw.
    let (looks, state, room) = (services.looks.clone(), server.state(), room.clone());
    let looking = tokio::spawn(async move {
        let look = looks.at_rooms.share(&key, looks.ask(&server, &room)).await;
        if !server.is_sandbox() {
            looks.rooms.keep(key, look.clone());
        }
        look
    });
    match timeout(PATIENCE, looking).await {
        Ok(Ok(look)) => look,
        Ok(Err(_)) => Look::Unknown,
        Err(_) => match state {
            ServerState::Down { outage, .. } => Look::Down(outage),
            ServerState::Up { .. } | ServerState::Unknown => Look::Unknown,
        },
    }
}

impl Looks {
    /// Forgets what was seen of a room: it has just begun or ended a session.
    pub(in crate::services) fn forget(&self, room: &Room) {
        self.rooms.forget(&key(room));
        self.servers.forget(servers::key(room.server_id()));
    }

    async fn ask(&self, server: &MeetingServer, room: &Room) -> Look {
        let room_id = room.meeting_room_id.as_str();
        let key = servers::key(room.server_id());
        let listed = match self.servers.lately(key).filter(|_| !server.is_sandbox()) {
            Some(listed) => listed,
            None => {
                let listed = self.at_servers.share(key, list(server)).await;
                self.servers.keep(key.to_owned(), listed.clone());
                listed
            }
        };
        let sid = match listed {
            Ok(listed) => listed.get(room_id).cloned(),
            Err(error) => return unknown(error),
        };
        match (sid, server.is_sandbox()) {
            (None, _) => Look::NotRunning,
            (Some(sid), true) => Look::Running(sid),
            (Some(sid), false) => match server.hasty().room_state(room_id).await {
                Ok(RoomState::Running) => Look::Running(sid),
                Ok(RoomState::Ending | RoomState::NotRunning) => Look::NotRunning,
                Err(error) => unknown(error),
            },
        }
    }
}

async fn list(server: &MeetingServer) -> Listed {
    let sessions = server.hasty().active_rooms().await?;
    Ok(Arc::new(sessions.into_iter().map(|session| (session.room_id, session.sid)).collect()))
}

fn unknown(error: MeetingError) -> Look {
    error.outage().map_or(Look::Unknown, Look::Down)
}

fn key(room: &Room) -> String {
    format!("{} {}", servers::key(room.server_id()), room.meeting_room_id)
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Clone> Seen<T> {
    fn lately(&self, key: &str) -> Option<T> {
        let seen = self.table();
        seen.get(key).filter(|(at, _)| at.elapsed() < GOOD_FOR).map(|(_, seen)| seen.clone())
    }

    fn keep(&self, key: String, what: T) {
        let mut seen = self.table();
        seen.retain(|_, (at, _)| at.elapsed() < GOOD_FOR);
        seen.insert(key, (Instant::now(), what));
    }

    fn forget(&self, key: &str) {
        self.table().remove(key);
    }

    fn table(&self) -> MutexGuard<'_, HashMap<String, (Instant, T)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
