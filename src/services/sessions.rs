//! A session for whoever wants in: found, or begun.
use super::flights::Flights;
use super::rooms::{self, Room};
use super::{Services, servers};
use crate::meeting::wire::{CreateRoom, RoomInfo};
use crate::meeting::{MeetingError, MeetingServer, RoomState};

/// Sessions that are being looked for or begun.
pub type Beginnings = Flights<Result<Ready, MeetingError>>;

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

async fn find_or_begin(
    services: &Services,
    server: &MeetingServer,
    room: &Room,
    create: &CreateRoom,
) -> Result<Ready, MeetingError> {
    if server.room_state(&create.room_id).await? == RoomState::Running
        && let Some(running) = server.active_room(&create.room_id).await?
    {
        return Ok(Ready { session: running.room_info, is_new: false });
    }
    let session = server.create_room(create).await?;
    rooms::remember_asked(services, room, &session.sid).await;
    Ok(Ready { session, is_new: true })
}
