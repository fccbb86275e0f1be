//! Rooms: list, find, create, set what they give everyone in them.
use std::collections::HashMap;

use super::Services;
use crate::clock::UnixMillis;
use crate::domain::design::Design;
use crate::domain::join_link::{JoinLink, TooLong};
use crate::domain::locks::{LockKind, RoomLocks};
use crate::domain::room::{MeetingRoomId, RoomTitle, Slug};
use crate::internal::Internal;
use crate::meeting::wire::RoomInfo;
use crate::random;
use crate::services::Caller;
use crate::storage::WriteTx;
use crate::storage::accounts::AccountId;
use crate::storage::rooms::{self, RoomRow};

/// A room that the caller has a right in.
#[derive(Clone, Debug)]
pub struct Room {
    /// The room's part of an address; stays when the title changes.
    pub slug: Slug,
    /// What people call it.
    pub title: RoomTitle,
    /// What the meeting server calls it; made once (`plugnmeet-api.md` §2.1).
    pub meeting_room_id: MeetingRoomId,
    /// What is locked for everyone who is no moderator.
    pub locks: RoomLocks,
    /// How its meetings look.
    pub design: Design,
    /// Counts the changes.
    pub version: i64,
}

/// A session that runs now.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// People in it, as the meeting server counts.
    pub people: u64,
    /// Since when.
    pub since: UnixMillis,
    /// What it locks: as the room was when it began.
    pub locks: RoomLocks,
}

/// A room on the list.
#[derive(Clone, Debug)]
pub struct RoomCard {
    /// The room.
    pub room: Room,
    /// Whether it runs.
    pub live: Liveness,
}

/// What is known of a room's session.
#[derive(Clone, Copy, Debug)]
pub enum Liveness {
    /// It runs.
    Live(Live),
    /// It does not.
    NotRunning,
    /// The meeting server did not answer.
    Unknown,
}

/// Why a room is not to be had.
#[derive(Debug)]
pub enum RoomError {
    /// There is none of this name, or it is somebody else's: never said which.
    NotFound,
    /// Something went wrong.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for RoomError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

/// The room, if the caller has a right in it.
pub async fn for_caller(services: &Services, caller: &Caller, slug: &str) -> Result<Room, RoomError> {
    let row = rooms::find_for(services.storage.reads(), &caller.account_id, slug).await?;
    Ok(Room::read(row.ok_or(RoomError::NotFound)?)?)
}

/// The caller's rooms, the newest first, each with what its meeting server says of it.
pub async fn list(services: &Services, caller: &Caller) -> Result<Vec<RoomCard>, Internal> {
    let rows = rooms::list_for(services.storage.reads(), &caller.account_id).await?;
    let running: Option<HashMap<String, Live>> = match services.meeting.active_rooms().await {
        Ok(sessions) => Some(sessions.iter().map(|session| (session.room_id.clone(), Live::read(session))).collect()),
        Err(error) => {
            tracing::warn!(%error, "the meeting server did not say which rooms run");
            None
        }
    };
    rows.into_iter()
        .map(|row| {
            let live = match &running {
                None => Liveness::Unknown,
                Some(running) => running.get(&row.meeting_room_id).map_or(Liveness::NotRunning, |live| Liveness::Live(*live)),
            };
            Ok(RoomCard { room: Room::read(row)?, live })
        })
        .collect()
}

/// Whether one room runs.
pub async fn liveness(services: &Services, room: &Room) -> Liveness {
    match services.meeting.active_room(room.meeting_room_id.as_str()).await {
        Ok(Some(session)) => Liveness::Live(Live::read(&session.room_info)),
        Ok(None) => Liveness::NotRunning,
        Err(error) => {
            tracing::warn!(%error, "the meeting server did not say whether a room runs");
            Liveness::Unknown
        }
    }
}

/// Makes a room with plugNmeet's own default locks and no design.
pub async fn create(services: &Services, caller: &Caller, title: &RoomTitle) -> Result<Slug, Internal> {
    let mut tx = services.storage.begin().await?;
    let slug = create_in(&mut tx, services.clock.now(), &caller.account_id, title).await?;
    tx.commit().await?;
    Ok(slug)
}

/// Makes a room inside a write that does more: set-up makes an account and its first room, or neither.
pub async fn create_in(tx: &mut WriteTx, now: UnixMillis, owner: &AccountId, title: &RoomTitle) -> Result<Slug, Internal> {
    loop {
        let slug = Slug::propose(title, &random::letters(4));
        let row = RoomRow {
            id: random::id(now),
            slug: slug.to_string(),
            meeting_room_id: MeetingRoomId::from_random(&random::letters(16)).to_string(),
            title: title.to_string(),
            locks: i64::from(RoomLocks::default().bits()),
            design: Design::default().to_json(),
            version: 1,
        };
        // Four random characters: a second try is rare, a third was never seen.
        if rooms::insert(tx, &row, owner, now).await? {
            return Ok(slug);
        }
    }
}

/// Sets what is locked by default. A session that runs keeps what it began with (`plugnmeet-api.md` §2.1).
pub async fn set_locks(services: &Services, caller: &Caller, slug: &str, locks: RoomLocks) -> Result<(), RoomError> {
    let mut tx = services.storage.begin().await?;
    if !rooms::set_locks(&mut tx, &caller.account_id, slug, i64::from(locks.bits()), services.clock.now()).await? {
        return Err(RoomError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Why a design was not set.
#[derive(Debug)]
pub enum SetDesignError {
    /// Links with it could get longer than a meeting server takes.
    TooLong(TooLong),
    /// The room is not to be had.
    Room(RoomError),
}

impl<E: Into<Internal>> From<E> for SetDesignError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Room(RoomError::Internal(error.into()))
    }
}

/// Sets how the room's meetings look. A design that leaves no room for everybody's token is refused, so that none of the
/// room's links fails later.
pub async fn set_design(services: &Services, caller: &Caller, slug: &str, design: &Design) -> Result<(), SetDesignError> {
    JoinLink::check_design(services.meeting.join_address(), design).map_err(SetDesignError::TooLong)?;
    let mut tx = services.storage.begin().await?;
    if !rooms::set_design(&mut tx, &caller.account_id, slug, &design.to_json(), services.clock.now()).await? {
        return Err(SetDesignError::Room(RoomError::NotFound));
    }
    Ok(tx.commit().await?)
}

impl Room {
    fn read(row: RoomRow) -> Result<Self, Internal> {
        Ok(Self {
            slug: row.slug.parse()?,
            title: row.title.parse()?,
            meeting_room_id: row.meeting_room_id.parse()?,
            locks: u16::try_from(row.locks).ok().and_then(RoomLocks::from_bits).ok_or(OutOfRange)?,
            design: Design::from_json(&row.design)?,
            version: row.version,
        })
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a room's locks are out of range")]
struct OutOfRange;

impl Live {
    fn read(session: &RoomInfo) -> Self {
        Self {
            people: session.joined_participants.unsigned_abs(),
            since: UnixMillis(session.creation_time.saturating_mul(1000)),
            locks: LockKind::ALL
                .into_iter()
                .filter(|kind| session.metadata.default_lock_settings.get(*kind) == Some(true))
                .collect(),
        }
    }
}

impl Liveness {
    /// What is locked for whoever joins now: the running session's locks, else the room's, which the next one begins with.
    pub fn locks(self, room: &Room) -> RoomLocks {
        match self {
            Self::Live(live) => live.locks,
            Self::NotRunning | Self::Unknown => room.locks,
        }
    }
}
