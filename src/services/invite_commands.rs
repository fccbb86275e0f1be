//! Invites for whoever is at the machine, and could read everything anyway. A server that runs beside sees what changes: it
//! looks up every code in the database.
use super::Services;
use super::invites::{self, Invite, InvitedPerson, Maker, Terms};
use super::rooms::{self, Room};
use super::sandbox_credentials::CredentialsError;
use crate::domain::invite::{InviteCode, Share};
use crate::domain::person::DisplayName;
use crate::domain::user_id::UserId;
use crate::internal::Internal;
use crate::random;
use crate::storage::WriteTx;
use crate::storage::invites as storage;
use crate::storage::invites::InviteId;

/// The room at this address, whoever owns it.
pub async fn room(services: &Services, slug: &str) -> Result<Option<Room>, Internal> {
    rooms::at_machine(services, slug).await
}

/// Every invite of a room, in the order they were made.
pub async fn list(services: &Services, room: &Room) -> Result<Vec<Invite>, Internal> {
    let rows = storage::all_of_room(services.storage.reads(), &room.id).await?;
    rows.into_iter().map(|row| Invite::read(&services.keyring, row)).collect()
}

/// Whom a personal invite is for, under a user id that is proposed for the name.
pub fn person(name: DisplayName) -> InvitedPerson {
    InvitedPerson { user_id: UserId::propose(&name, &random::letters(5)), name }
}

/// Makes an invite for somebody.
pub async fn add(services: &Services, room: &Room, terms: &Terms) -> Result<Invite, Internal> {
    let mut tx = services.storage.begin().await?;
    let id = make(&mut tx, services, room, None, terms).await?;
    tx.commit().await?;
    let row = storage::find(services.storage.reads(), &room.id, &id).await?.ok_or(sqlx::Error::RowNotFound)?;
    Invite::read(&services.keyring, row)
}

async fn make(
    tx: &mut WriteTx,
    services: &Services,
    room: &Room,
    share: Option<Share>,
    terms: &Terms,
) -> Result<InviteId, CredentialsError> {
    Maker::of(services).make(tx, &room.id, share, terms).await
}

/// How an invite was revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revoked {
    /// It was.
    Now,
    /// It was before.
    Before,
    /// It was, and another one took its place: a room is never without the one that its share box shows.
    Replaced,
}

/// Takes an invite of a room back.
pub async fn revoke(services: &Services, room: &Room, invite: &Invite) -> Result<Revoked, Internal> {
    let mut tx = services.storage.begin().await?;
    if !storage::revoke(&mut tx, &room.id, &invite.id, services.clock.now()).await? {
        return Ok(Revoked::Before);
    }
    let is_first = invite.share == Some(Share::Participants);
    if is_first {
        make(&mut tx, services, room, invite.share, &invite.terms).await?;
    }
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(if is_first { Revoked::Replaced } else { Revoked::Now })
}

/// The invite of a room that somebody names by its link, its code or its id.
pub async fn find(services: &Services, room: &Room, named: &str) -> Result<Option<Invite>, Internal> {
    if let Ok(code) = InviteCode::pasted(named) {
        let found = invites::by_code(services, &mut *services.storage.read().await?, &code).await?;
        return Ok(found.filter(|invite| invite.room_id == room.id));
    }
    let id = InviteId::from(named.trim().to_lowercase());
    let row = storage::find(services.storage.reads(), &room.id, &id).await?;
    row.map(|row| Invite::read(&services.keyring, row)).transpose()
}
