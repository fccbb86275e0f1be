//! A room's life: copied, taken out of use, taken back, gone.
use super::invites::Maker;
use super::liveness::{self, Liveness};
use super::rooms::{self, Room, RoomError};
use super::{Caller, Services, servers};
use crate::domain::room::{MemberRight, RoomTitle, Slug};
use crate::internal::Internal;
use crate::storage;

/// The room, if the caller owns it.
pub async fn for_owner(services: &Services, caller: &Caller, slug: &str) -> Result<Room, RoomError> {
    let room = rooms::for_caller(services, caller, slug).await?;
    if room.right == MemberRight::Owner { Ok(room) } else { Err(RoomError::NotFound) }
}

/// Makes a room of the caller's own with the server, the locks, the design and the settings of one that he has a right in. Members stay
/// where they are. `name` makes the copy's title of the title.
pub async fn duplicate(
    services: &Services,
    caller: &Caller,
    slug: &str,
    name: impl Fn(&RoomTitle) -> RoomTitle,
) -> Result<Slug, RoomError> {
    let (room, mut tx) = loop {
        let room = rooms::for_caller(services, caller, slug).await?;
        let mut tx = services.storage.begin().await?;
        // A server that was removed in between has left its rooms to another: look again.
        if storage::servers::is_there(&mut tx, room.server_id()).await? {
            break (room, tx);
        }
    };
    let server_id = room.server_id().cloned();
    // Another's design that is not shared goes on in the room that uses it, and nowhere else: the copy gets its colours.
    let (design, design_id) = match room.saved_design {
        Some(saved) if storage::designs::find(&mut *tx, &caller.account_id, &saved.id).await?.is_none() => (saved.design, None),
        saved => (room.own_design, saved.map(|saved| saved.id)),
    };
    let beginning =
        rooms::Beginning { title: name(&room.title), server_id, locks: room.locks, design, design_id, settings: room.settings };
    let copy = rooms::insert(&mut tx, &Maker::of(services), &caller.account_id, &beginning).await?;
    tx.commit().await?;
    Ok(copy)
}

/// Why a room was not taken out of use.
#[derive(Debug)]
pub enum ArchiveError {
    /// A session runs: it has to be ended first.
    Live,
    /// The room is not to be had, or not the caller's.
    Room(RoomError),
}

impl<E: Into<RoomError>> From<E> for ArchiveError {
    fn from(error: E) -> Self {
        Self::Room(error.into())
    }
}

/// Takes the caller's room out of use: it stays as it is, and nobody starts it or gets a link to it. Where the meeting
/// server does not answer, it is taken at its silence: the room's links end by themselves.
pub async fn archive(services: &Services, caller: &Caller, slug: &str) -> Result<(), ArchiveError> {
    let room = for_owner(services, caller, slug).await?;
    if room.archived {
        return Ok(());
    }
    // First shut, then looked at: whoever starts it in between finds it archived and ends what he began.
    set_archived(services, caller, &room, true).await?;
    if matches!(liveness::of(services, &room).await, Liveness::Live(_)) {
        set_archived(services, caller, &room, false).await?;
        return Err(ArchiveError::Live);
    }
    Ok(())
}

/// Takes the caller's room back into use.
pub async fn restore(services: &Services, caller: &Caller, slug: &str) -> Result<(), RoomError> {
    let room = for_owner(services, caller, slug).await?;
    set_archived(services, caller, &room, false).await
}

async fn set_archived(services: &Services, caller: &Caller, room: &Room, archived: bool) -> Result<(), RoomError> {
    let now = services.clock.now();
    let mut tx = services.storage.begin().await?;
    if !storage::rooms::set_archived(&mut tx, &caller.account_id, room.slug.as_str(), archived.then_some(now), now).await? {
        return Err(RoomError::NotFound);
    }
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(())
}

/// How many other people have a right in a room, and lose it when it is deleted.
pub async fn other_members(services: &Services, caller: &Caller, room: &Room) -> Result<i64, Internal> {
    Ok(storage::rooms::other_members(services.storage.reads(), &caller.account_id, room.slug.as_str()).await?)
}

/// Deletes the caller's room with all that belongs to it, and ends what runs of it. `Ok(false)`: it is in use, and nothing
/// was done.
pub async fn delete(services: &Services, caller: &Caller, slug: &str) -> Result<bool, RoomError> {
    let room = for_owner(services, caller, slug).await?;
    if !room.archived {
        return Ok(false);
    }
    // A meeting server that does not answer is no reason to keep a room: its session ends by itself.
    let server = servers::get(services, room.server_id()).await?.hasty();
    if let Err(error) = server.end_room(room.meeting_room_id.as_str()).await {
        tracing::warn!(%error, "the session of a room that is deleted was not ended");
    }
    let mut tx = services.storage.begin().await?;
    let deleted = storage::rooms::delete(&mut tx, &caller.account_id, slug).await?;
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(deleted)
}
