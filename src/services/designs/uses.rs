//! Where a design is used, and using it for several rooms at once.
use super::super::{Caller, Services};
use super::{check_fits, usable};
use crate::domain::design::DesignId;
use crate::domain::join_link::TooLong;
use crate::domain::room::RoomTitle;
use crate::internal::Internal;
use crate::storage::designs::{self, UserRow};

/// Something of the asker's that uses a design.
#[derive(Clone, Debug)]
pub struct UsedBy {
    /// The room's part of an address.
    pub slug: String,
    /// What the room is called.
    pub title: String,
    /// Of a room 1, else how many of its invites.
    pub count: i64,
}

impl From<UserRow> for UsedBy {
    fn from(row: UserRow) -> Self {
        let UserRow { slug, title, count } = row;
        Self { slug, title, count }
    }
}

/// Where a design is used.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// Rooms that the asker has a right in.
    pub rooms: Vec<UsedBy>,
    /// Rooms that the asker has a right in, by their invites that may still open something.
    pub invites: Vec<UsedBy>,
    /// So many rooms of others.
    pub other_rooms: i64,
    /// So many invites of others.
    pub other_invites: i64,
}

impl Uses {
    /// Whether nothing uses it.
    pub fn is_empty(&self) -> bool {
        self.rooms.is_empty() && self.invites.is_empty() && self.other_rooms == 0 && self.other_invites == 0
    }
}

/// Where a design is used: the caller's rooms by name, those of others as a number.
pub async fn uses(services: &Services, caller: &Caller, id: &DesignId) -> Result<Uses, Internal> {
    let reads = services.storage.reads();
    let (rooms, invites) = designs::count_users(reads, id).await?;
    let own_rooms = designs::rooms_using(reads, &caller.account_id, id).await?;
    let own_invites = designs::invites_using(reads, &caller.account_id, id).await?;
    Ok(Uses {
        other_rooms: rooms.saturating_sub(i64::try_from(own_rooms.len())?).max(0),
        other_invites: invites.saturating_sub(own_invites.iter().map(|row| row.count).sum()).max(0),
        rooms: own_rooms.into_iter().map(UsedBy::from).collect(),
        invites: own_invites.into_iter().map(UsedBy::from).collect(),
    })
}

/// Rooms that could use a design.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// By title.
    pub rooms: Vec<UsedBy>,
    /// Whether there are more.
    pub is_cut: bool,
}

/// Most rooms that are offered at once.
const OFFERED: usize = 200;

/// The caller's rooms in use that do not use this design yet.
pub async fn candidates(services: &Services, caller: &Caller, id: &DesignId) -> Result<Candidates, Internal> {
    let limit = i64::try_from(OFFERED)? + 1;
    let rooms = designs::rooms_without(services.storage.reads(), &caller.account_id, id, limit).await?;
    let is_cut = rooms.len() > OFFERED;
    Ok(Candidates { rooms: rooms.into_iter().take(OFFERED).map(UsedBy::from).collect(), is_cut })
}

/// Why rooms were not given a design.
#[derive(Debug)]
pub enum UseError {
    /// The design or one of the rooms is not to be had.
    NotFound,
    /// Links into the room with this title could get longer than its meeting server takes.
    TooLong(RoomTitle, TooLong),
    /// Something went wrong.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for UseError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

/// Has these rooms of the caller's use a design, all of them or none. Their own colours wait until they are wanted again.
pub async fn use_for(services: &Services, caller: &Caller, id: &DesignId, slugs: &[String]) -> Result<(), UseError> {
    let mut tx = services.storage.begin().await?;
    let saved = usable(&mut tx, caller, id).await?.ok_or(UseError::NotFound)?;
    let mut changed = Vec::new();
    for slug in slugs {
        let used = designs::use_for_room(&mut tx, &caller.account_id, slug, id, services.clock.now()).await?;
        let (room, server, title) = used.ok_or(UseError::NotFound)?;
        if let Err(too_long) = check_fits(services, server.as_ref(), &saved.design).await? {
            return Err(UseError::TooLong(title.parse()?, too_long));
        }
        changed.push(room);
    }
    tx.commit().await?;
    for room in changed {
        services.live.changed(&room);
    }
    Ok(())
}
