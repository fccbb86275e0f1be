//! Join links: for one person, now. The token is made at the click, shown once, never stored.
mod issue;

use secrecy::{ExposeSecret, SecretString};

use super::designs::DesignError;
use super::liveness::{self, Liveness};
use super::recent::Recent;
use super::rooms::{self, Room, RoomError};
use super::{Services, designs, door, room_list};
use crate::clock::UnixMillis;
use crate::domain::design::Design;
use crate::domain::join_link::TooLong;
use crate::domain::locks::{RoomRules, StoredLocks, merge};
use crate::domain::person::{DisplayName, MeetingRole};
use crate::domain::user_id::UserId;
use crate::forms::{FieldError, JoinLinkForm, JoinLinkRequest};
use crate::internal::Internal;
use crate::meeting::MeetingError;
use crate::meeting::token::Stated;
use crate::meeting::wire::{RoomFeatures, UserInfo, UserMetadata};
use crate::random;
use crate::services::Caller;

pub use self::issue::ApiCall;
pub(super) use self::issue::{Order, Person, issue, user_info};

/// A link that was made, and all there is to say about it.
#[derive(Clone)]
pub struct MadeLink {
    /// The session it leads into.
    pub sid: String,
    /// The link.
    pub link: SecretString,
    /// When the meeting server stops taking it, if its token says so.
    pub valid_until: Option<UnixMillis>,
    /// Who it is for.
    pub name: DisplayName,
    /// The id they have in the meeting.
    pub user_id: UserId,
    /// Whether that id was typed: a second person with it throws the first out.
    pub user_id_was_typed: bool,
    /// What the running session has switched on.
    pub features: RoomFeatures,
    /// What they are.
    pub role: MeetingRole,
    /// What is set for them on the meeting server: see `domain::locks`.
    pub locks: StoredLocks,
    /// What the running session says of its locks, which some of theirs fall back to.
    pub rules: RoomRules,
    /// The design it carries.
    pub design: Design,
    /// The same as requests of the plugNmeet API, in order.
    pub calls: [ApiCall; 2],
}

/// Why no link was made.
#[derive(Debug)]
pub enum MakeError {
    /// The saved design is not theirs to choose, or has been deleted.
    NoSuchDesign,
    /// The design makes the link longer than a meeting server takes.
    TooLong(TooLong),
    /// The room is out of use.
    Archived,
    /// The meeting server would not.
    Meeting(MeetingError),
    /// No such room for the caller, or something went wrong here.
    Room(RoomError),
}

impl MakeError {
    /// The field of the form it is said at, and what; or what ends in a page of its own.
    pub fn at_field(self) -> Result<(&'static str, FieldError), RoomError> {
        Ok(match self {
            Self::NoSuchDesign => ("saved_design", FieldError::NoSuchDesign),
            Self::TooLong(too_long) => ("design", FieldError::TooLong(too_long)),
            Self::Archived => ("form", FieldError::RoomArchived),
            Self::Meeting(error) => ("form", of_server(error).map_err(RoomError::Internal)?),
            Self::Room(error) => return Err(error),
        })
    }
}

/// What is said beside a form of what a meeting server did not do.
pub fn of_server(error: MeetingError) -> Result<FieldError, Internal> {
    match error {
        MeetingError::Refused(refusal) => Ok(FieldError::ServerRefused(refusal)),
        MeetingError::Unavailable(outage) => Ok(FieldError::ServerUnavailable(outage)),
        // A room that ends between two calls, twice in a row: the same advice, try again.
        MeetingError::RoomNotFound => Ok(FieldError::ServerUnreadable),
        MeetingError::Internal(fault) => Err(fault),
    }
}

impl From<RoomError> for MakeError {
    fn from(error: RoomError) -> Self {
        Self::Room(error)
    }
}

impl From<DesignError> for MakeError {
    fn from(error: DesignError) -> Self {
        match error {
            DesignError::NotFound => Self::NoSuchDesign,
            DesignError::Internal(fault) => Self::Room(RoomError::Internal(fault)),
        }
    }
}

impl From<MeetingError> for MakeError {
    fn from(error: MeetingError) -> Self {
        Self::Meeting(error)
    }
}

/// A link that was made and the form it was made with: what the page shows.
#[derive(Clone)]
pub struct Shown {
    /// The link.
    pub made: MadeLink,
    /// The form, kept for the next one.
    pub form: JoinLinkForm,
}

/// Makes a join link for somebody. The same press again within seconds gets the same link: a new one would throw out
/// whoever just went in with the first (§9, row 3).
pub async fn make_once(
    services: &Services,
    caller: &Caller,
    slug: &str,
    instance: &str,
    wanted: &JoinLinkRequest,
) -> Result<MadeLink, MakeError> {
    let room = in_use(services, caller, slug).await?;
    let design = designs::settle(services, caller, wanted.design.clone()).await?.resolve(&room.design);
    let press = format!("{:?} {slug} {} {instance} {wanted:?} {}", caller.account_id, room.version, design.to_json());
    once(services, caller, &room, &services.recent_links, press, make(services, caller, &room, wanted, &design)).await
}

/// What leads into a session.
trait IntoSession: Clone {
    /// Which.
    fn sid(&self) -> &str;
}

impl IntoSession for MadeLink {
    fn sid(&self) -> &str {
        &self.sid
    }
}

impl IntoSession for Joined {
    fn sid(&self) -> &str {
        &self.sid
    }
}

/// What the same press made just before, if its session still runs; else what `making` gives. Either is a use of the room.
async fn once<T: IntoSession>(
    services: &Services,
    caller: &Caller,
    room: &Room,
    recent: &Recent<T>,
    press: String,
    making: impl Future<Output = Result<T, MakeError>>,
) -> Result<T, MakeError> {
    if let Some(made) = recent.repeat(&press)
        && !still_runs(services, room, made.sid()).await
    {
        recent.forget(&press);
    }
    // On the heap: all that a session is like is in this future.
    let made = recent.once(press, Box::pin(making)).await?;
    room_list::used(services, caller, &room.slug).await;
    Ok(made)
}

/// The room, if the caller has a right in it and it is not archived.
async fn in_use(services: &Services, caller: &Caller, slug: &str) -> Result<Room, MakeError> {
    let room = rooms::for_caller(services, caller, slug).await?;
    if room.archived { Err(MakeError::Archived) } else { Ok(room) }
}

/// Whether a link made a moment ago still opens something. Where that is not known, it is taken to.
async fn still_runs(services: &Services, room: &Room, sid: &str) -> bool {
    match liveness::of(services, room).await {
        Liveness::Live(live) => live.sid == sid,
        Liveness::Ending | Liveness::NotRunning => false,
        Liveness::Unknown(_) => true,
    }
}

async fn make(
    services: &Services,
    caller: &Caller,
    room: &Room,
    wanted: &JoinLinkRequest,
    design: &Design,
) -> Result<MadeLink, MakeError> {
    let user_id = wanted.user_id.clone().unwrap_or_else(|| UserId::propose(&wanted.name, &random::letters(5)));
    let person = StoredLocks::from(&wanted.locks);
    let user = user_info(&Person {
        name: &wanted.name,
        user_id: &user_id,
        role: wanted.role,
        hidden: wanted.hidden,
        picture: wanted.profile_pic.as_ref(),
        language: wanted.language,
        record_webcam: wanted.record_webcam,
        locks: &wanted.locks,
    });
    let issued = issue(services, room, Order::of_member(caller, user, design)).await?;
    let calls = issued.calls()?;
    let rules = issued.session.metadata.lock_rules();
    Ok(MadeLink {
        sid: issued.session.sid,
        valid_until: Stated::read(issued.token.expose_secret()).expires,
        link: issued.link,
        name: wanted.name.clone(),
        user_id,
        user_id_was_typed: wanted.user_id.is_some(),
        features: issued.session.metadata.room_features,
        role: wanted.role,
        locks: merge(wanted.role, wanted.role.is_admin(), &person, &rules.locks),
        rules,
        design: design.clone(),
        calls,
    })
}

/// A link for the caller: a moderator of the room, always under the same id. A second press within seconds gets the same.
pub async fn for_oneself(services: &Services, caller: &Caller, slug: &str) -> Result<SecretString, MakeError> {
    let room = in_use(services, caller, slug).await?;
    let press = format!("{:?} {slug} {}", caller.account_id, room.version);
    let joined = once(services, caller, &room, &services.recent_joins, press, join(services, caller, &room)).await?;
    Ok(joined.link)
}

/// A link somebody made for himself.
#[derive(Clone)]
pub struct Joined {
    link: SecretString,
    sid: String,
}

async fn join(services: &Services, caller: &Caller, room: &Room) -> Result<Joined, MakeError> {
    let user = UserInfo {
        name: caller.name.to_string(),
        user_id: caller.meeting_user_id.to_string(),
        is_admin: MeetingRole::Moderator.is_admin(),
        is_hidden: false,
        user_metadata: UserMetadata::default(),
    };
    let issued = issue(services, room, Order::of_member(caller, user, &room.design)).await?;
    door::start(services, room, &issued.session.sid).await.map_err(RoomError::Internal)?;
    Ok(Joined { link: issued.link, sid: issued.session.sid })
}
