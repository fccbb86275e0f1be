//! What others see of guests: who waits, and by which invite a browser was in.
use super::{GuestCookie, waits_after};
use crate::clock::UnixMillis;
use crate::domain::invite::InviteCode;
use crate::domain::room::{MeetingRoomId, RoomTitle};
use crate::domain::user_id::UserId;
use crate::internal::Internal;
use crate::services::Services;
use crate::services::invites;
use crate::services::rooms::{self, Room};
use crate::storage::guests;
use crate::storage::rooms::RoomId;

/// Somebody who waits to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingGuest {
    /// As typed.
    pub name: String,
    /// Who that is on the meeting server.
    pub user_id: UserId,
    /// Since when.
    pub since: UnixMillis,
}

/// Who waits before a room to be let in, whoever came first first: those whose page is open.
pub async fn waiting(services: &Services, room: &Room) -> Result<Vec<WaitingGuest>, Internal> {
    let rows = guests::waiting(services.storage.reads(), &room.id, waits_after(services)).await?;
    rows.into_iter()
        .filter(|row| services.live.is_waiting(&room.id, &row.user_id))
        .map(|row| Ok(WaitingGuest { name: row.name, user_id: row.user_id.parse()?, since: UnixMillis(row.since) }))
        .collect()
}

/// How many these are. A list of rooms asks for each, and the database is asked only where a page is open.
pub async fn how_many_wait(services: &Services, room_id: &RoomId) -> Result<usize, Internal> {
    if !services.live.is_anybody_waiting(room_id) {
        return Ok(0);
    }
    let rows = guests::waiting(services.storage.reads(), room_id, waits_after(services)).await?;
    Ok(rows.iter().filter(|row| services.live.is_waiting(room_id, &row.user_id)).count())
}

/// The way back into a room for a browser that was in.
#[derive(Clone, Debug)]
pub struct LastInvite {
    /// Part of the link of the invite that let it in.
    pub code: InviteCode,
    /// What the room is called.
    pub title: RoomTitle,
}

/// The invite that let a browser into this room the last time, if one did.
pub async fn last_invite(
    services: &Services,
    cookie: Option<&GuestCookie>,
    room_id: &MeetingRoomId,
) -> Result<Option<LastInvite>, Internal> {
    let Some(cookie) = cookie else { return Ok(None) };
    let browser_hash = cookie.browser_hash(services);
    let last = guests::last_invite(services.storage.reads(), &browser_hash, room_id.as_str()).await?;
    let Some((room_id, invite_id)) = last else { return Ok(None) };
    let (Some(invite), Some((room, _))) = (
        invites::of_room(services, &room_id, &invite_id).await?,
        rooms::of_invite(services, &mut *services.storage.read().await?, &room_id).await?,
    ) else {
        return Ok(None);
    };
    Ok(Some(LastInvite { code: invite.code, title: room.title }))
}
