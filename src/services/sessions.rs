//! A session for whoever wants in: found, or begun. And its end.
use super::flights::Flights;
use super::rooms::{self, Room, RoomError};
use super::took_effect::Asked;
use super::{Caller, Services, live_watch, servers};
use crate::internal::Internal;
use crate::meeting::wire::{CreateRoom, RoomInfo};
use crate::meeting::{MeetingError, MeetingServer, RoomState};
use crate::storage;

/// Sessions that are being looked for or begun.
pub type Beginnings = Flights<Result<Ready, MeetingError>>;
/// Sessions that are being looked for.
pub type Searches = Flights<Result<Option<RoomInfo>, MeetingError>>;

/// A session that runs.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The session.
    pub session: RoomInfo,
    /// Whether it was begun for those who asked just now.
    pub is_new: bool,
}

/// The room's session on its server; begun if there is none (§9, row 5). A class that comes in at once asks once: the first
/// looks and begins, and the others get what comes of it.
pub async fn ready(services: &Services, server: &MeetingServer, room: &Room, create: &CreateRoom) -> Result<Ready, MeetingError> {
    let key = format!("{} {}", servers::key(room.server_id()), create.room_id);
    services.beginnings.share(&key, Box::pin(find_or_begin(services, server, room, create))).await
}

/// The room's session on its server, if one runs. Whoever asks at once asks together.
pub async fn running(services: &Services, server: &MeetingServer, room: &Room) -> Result<Option<RoomInfo>, MeetingError> {
    let room_id = room.meeting_room_id.as_str();
    let key = format!("{} {room_id}", servers::key(room.server_id()));
    services.searches.share(&key, Box::pin(find(server, room_id))).await
}

async fn find(server: &MeetingServer, room_id: &str) -> Result<Option<RoomInfo>, MeetingError> {
    Ok(match server.room_state(room_id).await? {
        // While a session is torn down, that question has to wait (§2.3).
        RoomState::Running => server.active_room(room_id).await?.map(|running| running.room_info),
        RoomState::Ending | RoomState::NotRunning => None,
    })
}

async fn find_or_begin(
    services: &Services,
    server: &MeetingServer,
    room: &Room,
    create: &CreateRoom,
) -> Result<Ready, MeetingError> {
    if let Some(session) = find(server, &create.room_id).await? {
        live_watch::note_running(services, room, &session.sid);
        return Ok(Ready { session, is_new: false });
    }
    let session = server.create_room(create).await?;
    live_watch::note_running(services, room, &session.sid);
    remember_asked(services, room, &session.sid).await;
    Ok(Ready { session, is_new: true })
}

/// Remembers what a session was begun with. Not worth failing for: the session is there.
async fn remember_asked(services: &Services, room: &Room, sid: &str) {
    let write = async {
        let asked = serde_json::to_string(&Asked::of(sid, room))?;
        let mut tx = services.storage.begin().await?;
        storage::rooms::set_asked(&mut tx, room.slug.as_str(), &asked).await?;
        Ok::<_, Internal>(tx.commit().await?)
    };
    if write.await.is_err() {
        tracing::warn!("nobody noted what a session was begun with");
    }
}

/// Ends the room's session: everybody is put out. Says which one it was, if one was running.
pub async fn end(services: &Services, caller: &Caller, slug: &str) -> Result<Option<String>, EndError> {
    let room = rooms::for_caller(services, caller, slug).await.map_err(EndError::Room)?;
    let room_id = room.meeting_room_id.as_str();
    let server = servers::get(services, room.server_id()).await.map_err(|error| EndError::Room(RoomError::Internal(error)))?;
    let running = server.active_room(room_id).await?;
    let ended = server.end_room(room_id).await?;
    let sid = running.filter(|_| ended).map(|session| session.room_info.sid);
    if let Some(sid) = &sid {
        live_watch::note_ended(services, &room, sid);
    }
    Ok(sid)
}

/// Why a session was not ended.
#[derive(Debug)]
pub enum EndError {
    /// The meeting server would not, or did not answer.
    Meeting(MeetingError),
    /// The room is not to be had.
    Room(RoomError),
}

impl From<MeetingError> for EndError {
    fn from(error: MeetingError) -> Self {
        Self::Meeting(error)
    }
}
