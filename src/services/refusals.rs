//! Guests whom the moderators of a room do not want to see again. plugNmeet's own block list dies with the session
//! (`plugnmeet-api.md` §9, row 14).
use std::collections::HashSet;

use super::rooms::{self, Room, RoomError};
use super::{Caller, Services, servers};
use crate::clock::UnixMillis;
use crate::internal::Internal;
use crate::meeting::MeetingError;
use crate::meeting::wire::{GetJoinToken, Participant, UserInfo, UserMetadata};
use crate::storage::refused_guests;

/// So many people are named who stay out.
const MOST_NAMED: i64 = 500;

/// Somebody who stays out of a room.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Who this is on the meeting server.
    pub user_id: String,
    /// As joined.
    pub name: String,
    /// Since when.
    pub since: UnixMillis,
}

/// What became of somebody who is refused from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutOut {
    /// They were in, and are out now.
    Out,
    /// They were not in.
    NotIn,
    /// Whether they are in is not known: the session gives people ids of its own (`auto_gen_user_id`, §3.1).
    NotKnownById,
    /// Whether they are in is not known: the meeting server did not answer.
    Unknown,
}

impl PutOut {
    /// `out`, `not-in`, `ids` or `unknown`, in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::NotIn => "not-in",
            Self::NotKnownById => "ids",
            Self::Unknown => "unknown",
        }
    }
}

/// Everybody who stays out of a room, the last one first.
pub async fn list(services: &Services, room: &Room) -> Result<Vec<Refused>, Internal> {
    let rows = refused_guests::list(services.storage.reads(), &room.id, MOST_NAMED).await?;
    Ok(rows.into_iter().map(|row| Refused { user_id: row.user_id, name: row.name, since: UnixMillis(row.refused_at) }).collect())
}

/// What a guest of the room is called; `None`: nobody came, or is to come, with this id through an invite.
pub async fn name_of(services: &Services, room: &Room, user_id: &str) -> Result<Option<String>, Internal> {
    Ok(refused_guests::name_of(services.storage.reads(), &room.id, user_id).await?)
}

/// Those of these people that came in through an invite of the room: only they can be refused.
pub async fn guests_among(services: &Services, room: &Room, people: &[Participant]) -> Result<HashSet<String>, Internal> {
    let ids = people.iter().map(|person| person.identity.as_str()).collect::<Vec<_>>();
    let ids = serde_json::to_string(&ids)?;
    Ok(refused_guests::guests_among(services.storage.reads(), &room.id, &ids).await?.into_iter().collect())
}

/// Keeps a guest out of a room for ever, and puts them out of the session that runs. A link that they have got already opens
/// the session until its token runs out.
pub async fn refuse(services: &Services, caller: &Caller, slug: &str, user_id: &str) -> Result<PutOut, RoomError> {
    let room = rooms::for_caller(services, caller, slug).await?;
    let name = name_of(services, &room, user_id).await?.ok_or(RoomError::NotFound)?;
    let mut tx = services.storage.begin().await?;
    refused_guests::insert(&mut tx, &room.id, user_id, &name, services.clock.now()).await?;
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(put_out(services, &room, user_id, name).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "a refused guest may be in still");
        PutOut::Unknown
    }))
}

/// Puts somebody out of the session that runs. plugNmeet has no call for that; asking for a token for whoever is online
/// ejects them (§9, row 3). Nobody sees the token.
async fn put_out(services: &Services, room: &Room, user_id: &str, name: String) -> Result<PutOut, MeetingError> {
    let server = servers::get(services, room.server_id()).await?;
    let room_id = room.meeting_room_id.to_string();
    let Some(session) = server.active_room(&room_id).await? else { return Ok(PutOut::NotIn) };
    if session.room_info.metadata.room_features.auto_gen_user_id && !session.participants_info.is_empty() {
        return Ok(PutOut::NotKnownById);
    }
    if !session.participants_info.iter().any(|person| person.identity == user_id) {
        return Ok(PutOut::NotIn);
    }
    let user_info =
        UserInfo { name, user_id: user_id.to_owned(), is_admin: false, is_hidden: false, user_metadata: UserMetadata::default() };
    match server.get_join_token(&GetJoinToken { room_id, user_info }).await {
        Ok(_) => Ok(PutOut::Out),
        // It has ended between the two.
        Err(MeetingError::RoomNotFound) => Ok(PutOut::NotIn),
        Err(error) => Err(error),
    }
}

/// Lets somebody into a room again.
pub async fn readmit(services: &Services, caller: &Caller, slug: &str, user_id: &str) -> Result<(), RoomError> {
    let room = rooms::for_caller(services, caller, slug).await?;
    let mut tx = services.storage.begin().await?;
    refused_guests::remove(&mut tx, &room.id, user_id).await?;
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(())
}
