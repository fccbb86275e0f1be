//! A room's locks as one person meets them.
use std::str::FromStr;

use super::{Member, members};
use crate::domain::locks::{Outcome, PersonLocks, RoomRules, Viewer, foreseen};
use crate::domain::person::MeetingRole;
use crate::domain::room_list::UnknownChoice;
use crate::services::Services;
use crate::services::invites::{self, Invite};
use crate::services::liveness::Liveness;
use crate::services::rooms::{Room, RoomError};
use crate::storage::invites::InviteId;

/// Nobody in particular.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Takes part; nothing is chosen for them.
    #[default]
    Participant,
    /// Moderates while somebody else presents.
    Moderator,
    /// Moderates and presents.
    Presenter,
}

impl Role {
    /// The three, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Participant, Self::Moderator, Self::Presenter];

    /// `participant`, `moderator` or `presenter`, in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Moderator => "moderator",
            Self::Presenter => "presenter",
        }
    }

    /// For whom locks fall out then.
    pub fn viewer(self) -> Viewer {
        let role = if self == Self::Participant { MeetingRole::Participant } else { MeetingRole::Moderator };
        Viewer { role, is_presenter: self == Self::Presenter }
    }
}

impl FromStr for Role {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.key() == text).ok_or(UnknownChoice)
    }
}

/// As whom the classroom is seen.
#[derive(Clone, Debug)]
pub enum Who {
    /// Anybody in this role.
    Role(Role),
    /// A member of the room; whether they present.
    Member(Member, bool),
    /// Whoever comes in by an invite; whether they present, if they moderate.
    Invite(Box<Invite>, bool),
}

/// Whom somebody asks for: what stands in an address.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// An invite's id; empty: none.
    pub invite: String,
    /// What a member is called on the meeting server; empty: none.
    pub member: String,
    /// Otherwise anybody in this role.
    pub role: Role,
    /// For a moderator: as presenter.
    pub presents: bool,
}

/// The locks as somebody meets them.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Who.
    pub who: Who,
    /// In the session that runs, where they fall out other than from the next one on.
    pub running: Option<Outcome>,
    /// From the next session on; in the running one too, if `running` says nothing else.
    pub next: Outcome,
}

impl Who {
    /// For whom the locks fall out.
    pub fn viewer(&self) -> Viewer {
        match self {
            Self::Role(role) => role.viewer(),
            Self::Member(_, is_presenter) => Viewer { role: MeetingRole::Moderator, is_presenter: *is_presenter },
            Self::Invite(invite, presents) => {
                Viewer { role: invite.terms.role, is_presenter: *presents && invite.terms.role.is_admin() }
            }
        }
    }

    /// What is chosen for them.
    fn chosen(&self) -> PersonLocks {
        match self {
            Self::Invite(invite, _) => invite.terms.locks,
            Self::Role(_) | Self::Member(..) => PersonLocks::default(),
        }
    }
}

/// How the room's locks fall out for somebody; another room's invite or member is nobody.
pub async fn see(services: &Services, room: &Room, live: &Liveness, wanted: &Wanted) -> Result<Seen, RoomError> {
    let who = if !wanted.invite.is_empty() {
        let invite = invites::get(services, room, &InviteId::from(wanted.invite.clone())).await?;
        Who::Invite(Box::new(invite), wanted.presents)
    } else if !wanted.member.is_empty() {
        let mut members = members(services, room).await?.into_iter();
        let member = members.find(|member| member.meeting_user_id == wanted.member).ok_or(RoomError::NotFound)?;
        Who::Member(member, wanted.presents)
    } else {
        Who::Role(wanted.role)
    };
    let falls = |rules: &RoomRules| foreseen(who.viewer(), &who.chosen(), rules);
    let next = falls(&room.lock_rules());
    let running = matches!(live, Liveness::Live(_)).then(|| falls(&live.lock_rules(room))).filter(|running| *running != next);
    Ok(Seen { who, running, next })
}
