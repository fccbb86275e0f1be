//! How a lock falls out for one person, and why.
use serde::{Deserialize, Serialize};

use super::super::person::MeetingRole;
use super::{Lock, LockKind, PersonLocks, StoredLocks, merge};

/// For whom a lock falls out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Moderator or participant.
    pub role: MeetingRole,
    /// Whether the meeting server made this person the presenter.
    pub is_presenter: bool,
}

impl Viewer {
    /// Somebody in this role as they join: the server makes a moderator the presenter if none is there (`plugnmeet-api.md`
    /// §3.2).
    pub fn joining(role: MeetingRole) -> Self {
        Self { role, is_presenter: role.is_admin() }
    }
}

/// What a room says of its locks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoomRules {
    /// Its default locks.
    pub locks: StoredLocks,
    /// Whether it has emoji reactions at all (`allow_reactions`, `plugnmeet-api.md` §6.2).
    pub reactions: bool,
}

/// How a lock falls out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effective {
    /// Whether the person may not.
    pub locked: bool,
    /// Why.
    pub reason: Reason,
}

/// Why a lock falls out as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The room says so.
    Room,
    /// It was chosen for this person, other than in the room.
    Person,
    /// Moderators are exempt.
    Moderator,
    /// The presenter always draws.
    Presenter,
    /// Nobody said anything, and the plugNmeet client locks it then.
    ServerDefault,
    /// Nobody said anything, and it is allowed then.
    Unset,
    /// Private chat: the room locks it, and a person's own "allowed" does not lift that. Chatting with moderators stays
    /// possible.
    RoomPrivateChat,
    /// Private chat: locked for this person, other than in the room; with moderators too.
    PersonPrivateChat,
    /// Private chat: the room locks the chat as a whole, and the way to a private chat goes with it.
    RoomChat,
    /// Sending, files, private chat: the chat is locked for this person, and the one box for all of them is gone.
    Chat,
    /// Files, private chat: this person sends no messages, and the box is gone as well.
    Sending,
    /// The room's settings switch it off, for moderators too.
    SwitchedOff,
}

impl Reason {
    /// A word for look-ups.
    pub fn key(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Person => "person",
            Self::Moderator => "moderator",
            Self::Presenter => "presenter",
            Self::ServerDefault => "server-default",
            Self::Unset => "unset",
            Self::RoomPrivateChat => "room-private-chat",
            Self::PersonPrivateChat => "person-private-chat",
            Self::RoomChat => "room-chat",
            Self::Chat => "chat",
            Self::Sending => "sending",
            Self::SwitchedOff => "switched-off",
        }
    }
}

/// How the ten fall out, in the order of [`LockKind::ALL`].
pub type Outcome = [(LockKind, Effective); 10];

/// How the ten fall out, for the record that a server keeps of a person in a room: what the rehearsal room, the card of a
/// join link, the matrix and *See it as* show.
pub fn outcome(viewer: Viewer, stored_user: &StoredLocks, room: &RoomRules) -> Outcome {
    let alone = |kind| effective(kind, viewer, stored_user, &room.locks);
    let no_box = [(LockKind::Chat, Reason::Chat), (LockKind::ChatSendMessage, Reason::Sending)]
        .into_iter()
        .find(|(kind, _)| alone(*kind).locked);
    LockKind::ALL.map(|kind| {
        let falls = match (kind, no_box) {
            (LockKind::Reactions, _) if !room.reactions => Effective { locked: true, reason: Reason::SwitchedOff },
            (_, Some((gone, reason))) if goes_with(kind, gone) => without_the_box(alone(kind), reason),
            _ => alone(kind),
        };
        (kind, falls)
    })
}

/// Whether something is written or attached in the box that this lock takes away: there is one, for messages to all, to one
/// person and for files (`plugnmeet-api.md` §4).
fn goes_with(kind: LockKind, gone: LockKind) -> bool {
    matches!(kind, LockKind::ChatFileShare | LockKind::PrivateChat) || (kind, gone) == (LockKind::ChatSendMessage, LockKind::Chat)
}

/// What is locked anyway keeps its reason, unless that promises a way to moderators.
fn without_the_box(alone: Effective, reason: Reason) -> Effective {
    if alone.locked && alone.reason != Reason::RoomPrivateChat { alone } else { Effective { locked: true, reason } }
}

/// How the ten will fall out for somebody for whom this is chosen, once the server has made a record of them.
pub fn foreseen(viewer: Viewer, person: &PersonLocks, room: &RoomRules) -> Outcome {
    let kept = merge(viewer.role, viewer.is_presenter, &StoredLocks::from(person), &room.locks);
    outcome(viewer, &kept, room)
}

/// How one lock falls out in the plugNmeet client, for the record that a server keeps of a person (made by
/// [`merge`](super::merge)) in a room: "Where the client looks" of `plugnmeet-api.md` §4.
///
/// The record does not say whether a value was the person's own or copied from the room: a value that is the room's
/// counts as the room's.
pub fn effective(kind: LockKind, viewer: Viewer, stored_user: &StoredLocks, room: &StoredLocks) -> Effective {
    if kind == LockKind::Whiteboard && viewer.is_presenter {
        return Effective { locked: false, reason: Reason::Presenter };
    }
    if kind != LockKind::Whiteboard && viewer.role.is_admin() {
        return Effective { locked: false, reason: Reason::Moderator };
    }
    let (user, room_value) = (stored_user.get(kind), room.get(kind));
    let own = |locked| Effective { locked, reason: if room_value == Some(locked) { Reason::Room } else { Reason::Person } };
    match (kind, user) {
        (LockKind::PrivateChat, _) => private_chat(stored_user, room),
        (_, Some(locked)) => own(locked),
        (LockKind::ScreenSharing | LockKind::Reactions, None) => Effective { locked: false, reason: Reason::Unset },
        (_, None) => match room_value {
            Some(locked) => Effective { locked, reason: Reason::Room },
            None if matches!(kind, LockKind::Whiteboard | LockKind::SharedNotepad) => {
                Effective { locked: true, reason: Reason::ServerDefault }
            }
            None => Effective { locked: false, reason: Reason::Unset },
        },
    }
}

/// The one lock that is locked as soon as either side locks it, and that hangs on another.
fn private_chat(user: &StoredLocks, room: &StoredLocks) -> Effective {
    let locked = |reason| Effective { locked: true, reason };
    let allowed = |reason| Effective { locked: false, reason };
    match (user.get(LockKind::PrivateChat), room.get(LockKind::PrivateChat)) {
        // First: it takes the way to moderators too, which the room's lock of private chat leaves.
        _ if room.get(LockKind::Chat) == Some(true) => locked(Reason::RoomChat),
        (_, Some(true)) => locked(Reason::RoomPrivateChat),
        (Some(true), _) => locked(Reason::PersonPrivateChat),
        (None, None) => allowed(Reason::Unset),
        (Some(false), None) => allowed(Reason::Person),
        (_, Some(false)) => allowed(Reason::Room),
    }
}

/// Why a choice for one person would change nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoEffect {
    /// Private chat allowed, but the room locks it: nobody can be exempt.
    RoomLocksPrivateChat,
    /// Private chat allowed, but the room locks the chat, and the way to a private chat goes with it.
    RoomLocksChat,
}

/// Whether a choice for a participant changes nothing in this room, and why (`plugnmeet-api.md` §4).
pub fn personal_choice_without_effect(kind: LockKind, choice: Lock, room: &StoredLocks) -> Option<NoEffect> {
    if (kind, choice) != (LockKind::PrivateChat, Lock::Allowed) {
        return None;
    }
    if room.get(LockKind::Chat) == Some(true) {
        Some(NoEffect::RoomLocksChat)
    } else if room.get(LockKind::PrivateChat) == Some(true) {
        Some(NoEffect::RoomLocksPrivateChat)
    } else {
        None
    }
}
