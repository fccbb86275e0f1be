//! The share box of a room: an invite for everybody who takes part, and one for those who run the meeting too. Made, replaced,
//! revoked; and any invite of a room for what carries it further.
use std::time::Duration;

use super::invites::{self, Invite, Maker, Terms};
use super::rooms::{self, Room, RoomError};
use super::{Caller, Services};
use crate::clock::UnixMillis;
use crate::domain::invite::Share;
use crate::domain::person::MeetingRole;
use crate::forms::SharedInvite;
use crate::internal::Internal;
use crate::storage::WriteTx;
use crate::storage::invites::{self as storage, InviteId};

/// What a share box shows.
#[derive(Clone, Debug)]
pub struct ShareBox {
    /// For everybody who takes part: there unless somebody took it back.
    pub participants: Option<Invite>,
    /// For those who run the meeting too: there once it was made.
    pub moderators: Option<Invite>,
}

/// What the share box of a room shows.
pub async fn of_room(services: &Services, room: &Room) -> Result<ShareBox, Internal> {
    Ok(ShareBox {
        participants: invites::shared(services, room, Share::Participants).await?,
        moderators: invites::shared(services, room, Share::Moderators).await?,
    })
}

/// An invite of a room that the caller has a right in, and the room. What was revoked, and what leads to an archived room,
/// is there no more: nobody is to print it.
pub async fn find(services: &Services, caller: &Caller, slug: &str, id: &str) -> Result<(Room, Invite), RoomError> {
    let room = rooms::for_caller(services, caller, slug).await?;
    let row = storage::find(services.storage.reads(), &room.id, &InviteId::from(id.to_owned())).await?;
    let invite = Invite::read(&services.keyring, row.ok_or(RoomError::NotFound)?)?;
    if room.archived || invite.revoked.is_some() { Err(RoomError::NotFound) } else { Ok((room, invite)) }
}

/// Makes one of the two invites, unless it is there.
pub async fn make(services: &Services, caller: &Caller, slug: &str, wanted: SharedInvite) -> Result<(), RoomError> {
    let room = in_use(services, caller, slug).await?;
    let now = services.clock.now();
    let mut tx = services.storage.begin().await?;
    // A second press, or a second moderator at the same time.
    if storage::find_shared(&mut *tx, &room.id, wanted.share.key()).await?.is_some() {
        return Ok(());
    }
    let role = match wanted.share {
        Share::Participants => MeetingRole::Participant,
        Share::Moderators => MeetingRole::Moderator,
    };
    let expires = wanted.days.map(|days| now.plus(Duration::from_hours(24 * u64::from(days))));
    let terms = Terms { role, expires, passcode: wanted.passcode, ..Terms::default() };
    Maker::of(services).make(&mut tx, &room.id, Some(wanted.share), &terms).await?;
    Ok(tx.commit().await?)
}

/// Puts a new invite in the place of one of the two, in one write: from then on every copy of the old link opens nothing. What
/// it gave the new one gives, except the note of who has used it. Pressed twice, it is replaced once.
pub async fn replace(services: &Services, caller: &Caller, slug: &str, id: &str) -> Result<(), RoomError> {
    let room = in_use(services, caller, slug).await?;
    let now = services.clock.now();
    let mut tx = services.storage.begin().await?;
    let Some((invite, share)) = take_back(services, &mut tx, &room, id, now).await? else { return Ok(()) };
    let terms = renewed(invite.terms, invite.created, now);
    Maker::of(services).make(&mut tx, &room.id, Some(share), &terms).await?;
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(())
}

/// Takes one of the two invites back.
pub async fn revoke(services: &Services, caller: &Caller, slug: &str, id: &str) -> Result<(), RoomError> {
    let room = in_use(services, caller, slug).await?;
    let mut tx = services.storage.begin().await?;
    if take_back(services, &mut tx, &room, id, services.clock.now()).await?.is_some() {
        tx.commit().await?;
        services.live.changed(&room.id);
    }
    Ok(())
}

/// Takes an invite of the share box back and says what it was; `None`: somebody did so before.
async fn take_back(
    services: &Services,
    tx: &mut WriteTx,
    room: &Room,
    id: &str,
    now: UnixMillis,
) -> Result<Option<(Invite, Share)>, RoomError> {
    let id = InviteId::from(id.to_owned());
    let row = storage::find(&mut **tx, &room.id, &id).await?.ok_or(RoomError::NotFound)?;
    let invite = Invite::read(&services.keyring, row)?;
    let share = invite.share.ok_or(RoomError::NotFound)?;
    Ok(storage::revoke(tx, &room.id, &id, now).await?.then_some((invite, share)))
}

/// What a new invite gives in the place of an old one. One that has expired gets the same time once more: nobody replaces a
/// link by another that is dead.
fn renewed(terms: Terms, made: UnixMillis, now: UnixMillis) -> Terms {
    let expires = match terms.expires {
        Some(expires) if expires <= now => Some(UnixMillis(now.0.saturating_add(expires.0 - made.0).max(now.0 + DAY))),
        other => other,
    };
    Terms { expires, ..terms }
}

/// Milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// A room that invites may be made for: of an archived one nobody gets a link.
async fn in_use(services: &Services, caller: &Caller, slug: &str) -> Result<Room, RoomError> {
    let room = rooms::for_caller(services, caller, slug).await?;
    if room.archived { Err(RoomError::NotFound) } else { Ok(room) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_link_is_good_for_as_long_as_the_old_one_or_was() {
        let expires = |at: Option<i64>, now| {
            let terms = Terms { expires: at.map(UnixMillis), ..Terms::default() };
            renewed(terms, UnixMillis(1000), UnixMillis(now)).expires.map(|at| at.0)
        };
        let later = 1000 + 3 * DAY;
        assert_eq!(expires(None, 5000), None);
        assert_eq!(expires(Some(later), 5000), Some(later));
        assert_eq!(expires(Some(later), later), Some(later + 3 * DAY));
        assert_eq!(expires(Some(2000), 5000), Some(5000 + DAY));
    }
}
