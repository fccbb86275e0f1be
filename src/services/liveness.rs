//! Whether a room runs, as its meeting server says when it is asked.
use std::sync::Arc;

use super::rooms::Room;
use super::{Services, servers};
use crate::clock::UnixMillis;
use crate::domain::fault::Outage;
use crate::domain::locks::{LockKind, RoomLocks, RoomRules};
use crate::meeting::wire::{Participant, RoomInfo, RoomMetadata};
use crate::meeting::{MeetingError, MeetingServer, RoomState};

/// A session that runs now.
#[derive(Clone, Debug)]
pub struct Running {
    /// Which.
    pub sid: String,
    /// People in it, as the meeting server counts.
    pub people: u64,
    /// Since when.
    pub since: UnixMillis,
    /// What it is really like.
    pub metadata: Arc<RoomMetadata>,
}

/// What is known of a room's session.
#[derive(Clone, Debug)]
pub enum Liveness {
    /// It runs.
    Live(Running),
    /// It was ended, and its server is still at it: up to ten seconds (`plugnmeet-api.md` §2.4).
    Ending,
    /// It does not.
    NotRunning,
    /// The meeting server did not answer. `None`: something of ours failed.
    Unknown(Option<Outage>),
}

/// Whether one room runs. Asks for people only if it does: while a session is torn down, that question has to wait (§2.3).
pub async fn of(services: &Services, room: &Room) -> Liveness {
    with_people(services, room).await.0
}

/// Whether one room runs, and who is in its meeting.
pub async fn with_people(services: &Services, room: &Room) -> (Liveness, Vec<Participant>) {
    let looked = async { look(&servers::get(services, room.server_id()).await?.hasty(), room.meeting_room_id.as_str()).await };
    known(looked.await)
}

/// Whether a room of this server runs.
pub(super) async fn on(server: &MeetingServer, room_id: &str) -> Liveness {
    known(look(&server.hasty(), room_id).await).0
}

/// What came of a look.
fn known(looked: Result<(Liveness, Vec<Participant>), MeetingError>) -> (Liveness, Vec<Participant>) {
    looked.unwrap_or_else(|error| {
        tracing::warn!(%error, "the meeting server did not say whether a room runs");
        (Liveness::Unknown(error.outage()), Vec::new())
    })
}

async fn look(server: &MeetingServer, room_id: &str) -> Result<(Liveness, Vec<Participant>), MeetingError> {
    let running = match server.room_state(room_id).await? {
        RoomState::NotRunning => None,
        RoomState::Ending => return Ok((Liveness::Ending, Vec::new())),
        RoomState::Running => server.active_room(room_id).await?,
    };
    Ok(running.map_or((Liveness::NotRunning, Vec::new()), |session| {
        (Liveness::Live(Running::read(&session.room_info)), session.participants_info)
    }))
}

impl Running {
    pub(super) fn read(session: &RoomInfo) -> Self {
        Self {
            sid: session.sid.clone(),
            people: session.joined_participants.unsigned_abs(),
            since: UnixMillis(session.creation_time.saturating_mul(1000)),
            metadata: Arc::new(session.metadata.clone()),
        }
    }

    /// What it locks.
    fn locks(&self) -> RoomLocks {
        LockKind::ALL.into_iter().filter(|kind| self.metadata.default_lock_settings.get(*kind) == Some(true)).collect()
    }
}

impl Liveness {
    /// What is locked for whoever joins now: the running session's locks, else the room's, which the next one begins with.
    pub fn locks(&self, room: &Room) -> RoomLocks {
        match self {
            Self::Live(live) => live.locks(),
            Self::Ending | Self::NotRunning | Self::Unknown(_) => room.locks,
        }
    }

    /// What is said of locks to whoever joins now: by the running session, else by the room.
    pub fn lock_rules(&self, room: &Room) -> RoomRules {
        match self {
            Self::Live(live) => live.metadata.lock_rules(),
            Self::Ending | Self::NotRunning | Self::Unknown(_) => room.lock_rules(),
        }
    }

    /// Whether whoever joins now gets an id from the server, whatever the link says.
    pub fn replaces_user_ids(&self, room: &Room) -> bool {
        match self {
            Self::Live(live) => live.metadata.room_features.auto_gen_user_id,
            Self::Ending | Self::NotRunning | Self::Unknown(_) => room.settings.auto_gen_user_id,
        }
    }
}
