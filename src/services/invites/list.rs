//! The list of a room's invites, and who came in through one.
use super::Invite;
use crate::clock::UnixMillis;
use crate::domain::browser::Browser;
use crate::domain::invite_list::Shown;
use crate::domain::room_list::{Search, UnknownChoice};
use crate::internal::Internal;
use crate::services::Services;
use crate::services::rooms::{Room, RoomError};
use crate::storage::invite_list::{self, GuestRow, Wanted};
use crate::storage::invites::{self, InviteId};

/// So many invites stand on one page.
const PAGE: usize = 50;
/// So many guests.
const GUESTS: usize = 100;

/// What somebody asks of the list.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Which invites.
    pub shown: Shown,
    /// Words of the name or the note.
    pub search: Search,
    /// Behind which invite.
    pub after: Option<InviteId>,
}

/// One page of the list.
#[derive(Clone, Debug)]
pub struct InviteList {
    /// What was asked for.
    pub asked: Asked,
    /// The invites, at most [`PAGE`], the newest first.
    pub invites: Vec<Invite>,
    /// Where the next page begins, if there is one.
    pub next: Option<InviteId>,
}

/// A page of a room's invites.
pub async fn list(services: &Services, room: &Room, asked: Asked) -> Result<InviteList, Internal> {
    let wanted = Wanted {
        room_id: &room.id,
        shown: asked.shown,
        pattern: asked.search.pattern(),
        after: asked.after.clone(),
        now: services.clock.now(),
        // One more shows whether there is a next page.
        limit: i64::try_from(PAGE + 1)?,
    };
    let mut rows = invite_list::list(services.storage.reads(), &wanted).await?;
    let is_whole = rows.len() <= PAGE;
    rows.truncate(PAGE);
    let invites = rows.into_iter().map(|row| Invite::read(&services.keyring, row)).collect::<Result<Vec<_>, _>>()?;
    let next = invites.last().filter(|_| !is_whole).map(|last| last.id.clone());
    Ok(InviteList { asked, invites, next })
}

/// One invite of a room; one of another room is none.
pub async fn get(services: &Services, room: &Room, id: &InviteId) -> Result<Invite, RoomError> {
    let row = invites::find(services.storage.reads(), &room.id, id).await?.ok_or(RoomError::NotFound)?;
    Ok(Invite::read(&services.keyring, row)?)
}

/// Whether anybody came to an invite: from then on it is one person's for good.
pub async fn is_used(services: &Services, invite: &Invite) -> Result<bool, Internal> {
    Ok(invite_list::is_used(services.storage.reads(), &invite.id).await?)
}

/// Somebody who came in through an invite.
#[derive(Clone, Debug)]
pub struct Guest {
    /// Who this is on the meeting server.
    pub user_id: String,
    /// As joined.
    pub name: String,
    /// With what.
    pub browser: Browser,
    /// For the first time.
    pub first: UnixMillis,
    /// For the last time.
    pub last: UnixMillis,
    /// Whether they stay out of this room.
    pub refused: bool,
}

/// Who came in through an invite, the last one first, a page of it; and where the next one begins, if there is one.
pub async fn guests(
    services: &Services,
    room: &Room,
    id: &InviteId,
    after: Option<&AfterGuest>,
) -> Result<(Vec<Guest>, Option<AfterGuest>), Internal> {
    let place = after.map_or((i64::MAX, [].as_slice()), |after| (after.last_used_at, after.browser_hash.as_slice()));
    let limit = i64::try_from(GUESTS + 1)?;
    let mut rows = invite_list::guests(services.storage.reads(), &room.id, id, place, limit).await?;
    let is_whole = rows.len() <= GUESTS;
    rows.truncate(GUESTS);
    let next = rows.last().filter(|_| !is_whole).map(AfterGuest::of);
    let guests = rows.into_iter().map(|row| Guest {
        user_id: row.user_id,
        name: row.name,
        browser: Browser::from(row.browser.as_str()),
        first: UnixMillis(row.first_used_at),
        last: UnixMillis(row.last_used_at),
        refused: row.refused,
    });
    Ok((guests.collect(), next))
}

/// The last guest of a page: the next page begins behind them.
#[derive(Clone, Debug)]
pub struct AfterGuest {
    last_used_at: i64,
    browser_hash: Vec<u8>,
}

impl AfterGuest {
    fn of(row: &GuestRow) -> Self {
        Self { last_used_at: row.last_used_at, browser_hash: row.browser_hash.clone() }
    }
}

impl std::fmt::Display for AfterGuest {
    /// As it stands in an address.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.last_used_at, hex::encode(&self.browser_hash))
    }
}

impl std::str::FromStr for AfterGuest {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, UnknownChoice> {
        let (last_used_at, hash) = text.split_once('.').ok_or(UnknownChoice)?;
        let pair = |place: usize| hash.get(place..place + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        let browser_hash = (0..hash.len()).step_by(2).map(pair).collect::<Option<Vec<_>>>().ok_or(UnknownChoice)?;
        Ok(Self { last_used_at: last_used_at.parse().map_err(|_| UnknownChoice)?, browser_hash })
    }
}
