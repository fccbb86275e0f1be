//! A room goes to another meeting server.
use super::liveness::{self, Liveness};
use super::rooms::{self, Change, EditError, InviteTooLong, Room, RoomError, RoomServer};
use super::servers;
use super::{Caller, Services};
use crate::domain::join_link::TooLong;
use crate::meeting::{MeetingError, MeetingServer};

/// What is asked for. Servers stand there as [`servers::key`] has them.
#[derive(Clone, Copy, Debug)]
pub struct Move<'a> {
    /// Where the room was when it was asked.
    pub from: &'a str,
    /// Where it is to be.
    pub to: &'a str,
    /// Whether what runs of it there is ended first.
    pub end_session: bool,
}

/// Why a room was not moved.
#[derive(Debug)]
pub enum MoveError {
    /// There is no such server any more.
    NoSuchServer,
    /// Somebody else moved it since.
    Moved(Option<RoomServer>),
    /// A session runs, which would go on where nobody finds it.
    Live,
    /// Links to that server could get longer than one takes.
    TooLong(TooLong),
    /// Links of an invite with a design of its own could.
    InviteTooLong(InviteTooLong),
    /// The session that was to be ended was not.
    Meeting(MeetingError),
    /// The room is not to be had.
    Room(RoomError),
}

impl<E: Into<RoomError>> From<E> for MoveError {
    fn from(error: E) -> Self {
        Self::Room(error.into())
    }
}

/// Moves a room: its next session begins on the other server, and links that were made lead to where they did. What runs
/// is not moved. Where the old server does not answer, its silence is taken for an empty room: that is when moving is
/// wanted.
pub async fn move_to(services: &Services, caller: &Caller, slug: &str, wanted: Move<'_>) -> Result<(), MoveError> {
    loop {
        // First of all: a room that is not theirs must look like none, whatever the form holds.
        let room = rooms::for_caller(services, caller, slug).await?;
        let here = servers::key(room.server_id());
        if here == wanted.to {
            return Ok(());
        }
        if here != wanted.from {
            return Err(MoveError::Moved(room.server));
        }
        let to = servers::named(services, wanted.to).await?.ok_or(MoveError::NoSuchServer)?;
        let old = servers::get(services, room.server_id()).await?;
        // Before anything is ended.
        rooms::check_fits(services, &room, to.id.as_ref()).await.or_else(refused)?;
        let was_idle = leave(services, &old, &room, wanted.end_session).await?;
        match rooms::change(services, caller, &room, &Change::Server(to.id)).await {
            Ok(()) => {
                if was_idle {
                    end_the_late(&old, &room).await;
                }
                return Ok(());
            }
            Err(error) => refused(error)?,
        }
    }
}

/// Why a room stays where it is, unless it is only to be looked at again.
fn refused(error: EditError) -> Result<(), MoveError> {
    Err(match error {
        // Between our look and our write somebody else wrote.
        // Nobody moves a room by its design.
        EditError::Changed | EditError::NoSuchDesign => return Ok(()),
        EditError::NoSuchServer => MoveError::NoSuchServer,
        EditError::TooLong(too_long) => MoveError::TooLong(too_long),
        EditError::InviteTooLong(which) => MoveError::InviteTooLong(which),
        EditError::Internal(fault) => RoomError::Internal(fault).into(),
    })
}

/// Makes sure that nothing of the room goes on running on the server it leaves. Says whether nothing did: what then runs
/// after all was begun in between.
async fn leave(services: &Services, old: &MeetingServer, room: &Room, end_session: bool) -> Result<bool, MoveError> {
    if end_session {
        old.end_room(room.meeting_room_id.as_str()).await.map_err(MoveError::Meeting)?;
        return Ok(false);
    }
    match liveness::of(services, room).await {
        Liveness::Live(_) => Err(MoveError::Live),
        Liveness::NotRunning => Ok(true),
        Liveness::Ending | Liveness::Unknown(_) => Ok(false),
    }
}

/// Ends what somebody began between our look and our write: whoever begins something now does it on the new server.
async fn end_the_late(old: &MeetingServer, room: &Room) {
    if let Err(error) = old.end_room(room.meeting_room_id.as_str()).await {
        tracing::warn!(%error, "what may have begun of a room that moved was not ended");
    }
}
