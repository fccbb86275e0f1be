//! The classroom of a room: everybody for whom a lock may fall out, and how it does.
mod seen;
mod write;

pub use seen::{Role, Seen, Wanted, Who, see};
pub use write::{SetError, set};

use super::Services;
use super::invites::Invite;
use super::rooms::Room;
use crate::domain::fold::folded;
use crate::domain::room::MemberRight;
use crate::domain::room_list::Search;
use crate::internal::Internal;
use crate::storage::classroom;
use crate::storage::invites::InviteId;

/// So many invites stand on one page.
const PAGE: usize = 50;

/// An account with a right in a room: a moderator in its meetings.
#[derive(Clone, Debug)]
pub struct Member {
    /// As others see it.
    pub name: String,
    /// Who that is on the meeting server.
    pub meeting_user_id: String,
    /// Owner or co-owner.
    pub right: MemberRight,
}

/// The members of a room who can sign in, its owner first.
pub async fn members(services: &Services, room: &Room) -> Result<Vec<Member>, Internal> {
    let rows = classroom::members(services.storage.reads(), &room.id).await?;
    rows.into_iter()
        .map(|row| Ok(Member { name: row.name, meeting_user_id: row.meeting_user_id, right: row.right.parse()? }))
        .collect()
}

/// What somebody asks of the list of people.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Whoever has an open link, instead of people by name.
    pub open: bool,
    /// Words of the name or the note.
    pub search: Search,
    /// Behind which invite.
    pub after: Option<InviteId>,
}

/// One page of the people of a classroom.
#[derive(Clone, Debug)]
pub struct People {
    /// What was asked for.
    pub asked: Asked,
    /// Members of the room, on the first page of people.
    pub members: Vec<Member>,
    /// Invites by which somebody comes in, now or later: at most [`PAGE`], the newest first.
    pub invites: Vec<Invite>,
    /// Where the next page begins, if there is one.
    pub next: Option<InviteId>,
}

/// A page of the people for whom something may be locked.
pub async fn people(services: &Services, room: &Room, asked: Asked) -> Result<People, Internal> {
    let wanted = classroom::Wanted {
        room_id: &room.id,
        personal: !asked.open,
        pattern: asked.search.pattern(),
        after: asked.after.clone(),
        now: services.clock.now(),
        // One more shows whether there is a next page.
        limit: i64::try_from(PAGE + 1)?,
    };
    let mut rows = classroom::invites(services.storage.reads(), &wanted).await?;
    let is_whole = rows.len() <= PAGE;
    rows.truncate(PAGE);
    let invites = rows.into_iter().map(|row| Invite::read(&services.keyring, row)).collect::<Result<Vec<_>, _>>()?;
    let next = invites.last().filter(|_| !is_whole).map(|last| last.id.clone());
    let mut members = if asked.open || asked.after.is_some() { Vec::new() } else { members(services, room).await? };
    let words = folded(asked.search.as_str());
    members.retain(|member| words.split(' ').all(|word| folded(&member.name).contains(word)));
    Ok(People { asked, members, invites, next })
}
