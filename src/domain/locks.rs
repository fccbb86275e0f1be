//! The ten classroom restrictions: for a room, for a person, and as the meeting server keeps them
//! (`plugnmeet-api.md` §3.2, §4).
//!
//! The plugNmeet client enforces them, not its server: they order a classroom and are no security boundary.
mod effective;
mod preset;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::str::FromStr;

use super::person::MeetingRole;
pub use effective::{
    Effective, NoEffect, Outcome, Reason, RoomRules, Viewer, effective, foreseen, outcome, personal_choice_without_effect,
};
pub use preset::{Preset, UnknownPreset};

/// One of the ten things that can be locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LockKind {
    /// Speaking.
    Microphone,
    /// Showing one's camera.
    Webcam,
    /// Sharing one's screen.
    ScreenSharing,
    /// Seeing and using the chat box.
    Chat,
    /// Writing in the chat.
    ChatSendMessage,
    /// Sharing files in the chat.
    ChatFileShare,
    /// Chatting with one person.
    PrivateChat,
    /// Drawing on the whiteboard.
    Whiteboard,
    /// Editing the shared notepad.
    SharedNotepad,
    /// Sending emoji reactions.
    Reactions,
}

/// What a lock is about: the headings under which locks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LockGroup {
    /// Microphone, webcam.
    Speak,
    /// Screen sharing, whiteboard, shared notepad.
    Show,
    /// Everything about chat.
    Write,
    /// Reactions.
    React,
}

impl LockGroup {
    /// The four, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Speak, Self::Show, Self::Write, Self::React];

    /// A word for look-ups: `speak`, `show`, `write`, `react`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Speak => "speak",
            Self::Show => "show",
            Self::Write => "write",
            Self::React => "react",
        }
    }

    /// Its locks, in the order in which they are shown.
    pub fn locks(self) -> impl Iterator<Item = LockKind> {
        LockKind::ALL.into_iter().filter(move |kind| kind.group() == self)
    }
}

/// A text that is no key of a lock.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such lock")]
pub struct UnknownLock;

impl LockKind {
    /// The ten, in the order in which the meeting server writes them.
    pub const ALL: [Self; 10] = [
        Self::Microphone,
        Self::Webcam,
        Self::ScreenSharing,
        Self::Chat,
        Self::ChatSendMessage,
        Self::ChatFileShare,
        Self::PrivateChat,
        Self::Whiteboard,
        Self::SharedNotepad,
        Self::Reactions,
    ];

    /// Its name in the API, and in our forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::Microphone => "lock_microphone",
            Self::Webcam => "lock_webcam",
            Self::ScreenSharing => "lock_screen_sharing",
            Self::Chat => "lock_chat",
            Self::ChatSendMessage => "lock_chat_send_message",
            Self::ChatFileShare => "lock_chat_file_share",
            Self::PrivateChat => "lock_private_chat",
            Self::Whiteboard => "lock_whiteboard",
            Self::SharedNotepad => "lock_shared_notepad",
            Self::Reactions => "lock_reactions",
        }
    }

    /// Under which heading it is shown.
    pub fn group(self) -> LockGroup {
        match self {
            Self::Microphone | Self::Webcam => LockGroup::Speak,
            Self::ScreenSharing | Self::Whiteboard | Self::SharedNotepad => LockGroup::Show,
            Self::Chat | Self::ChatSendMessage | Self::ChatFileShare | Self::PrivateChat => LockGroup::Write,
            Self::Reactions => LockGroup::React,
        }
    }

    /// Locked by a plugNmeet server unless a new room says otherwise (`plugnmeet-api.md` §4).
    fn is_locked_by_default(self) -> bool {
        matches!(self, Self::ScreenSharing | Self::Whiteboard | Self::SharedNotepad)
    }

    fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

impl FromStr for LockKind {
    type Err = UnknownLock;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.key() == text).ok_or(UnknownLock)
    }
}

/// Which of the ten a room locks for its participants. By default plugNmeet's own three: screen sharing, whiteboard and
/// shared notepad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RoomLocks(u16);

impl RoomLocks {
    /// Nothing locked.
    pub const OPEN: Self = Self(0);

    /// Whether it is locked.
    pub fn is_locked(self, kind: LockKind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// The same, but for this one lock.
    #[must_use]
    pub fn with(self, kind: LockKind, locked: bool) -> Self {
        Self(if locked { self.0 | kind.bit() } else { self.0 & !kind.bit() })
    }

    /// Which locks are other in `next`, and what they are there, in the order in which locks are shown.
    pub fn changes_to(self, next: Self) -> impl Iterator<Item = (LockKind, bool)> {
        let kinds = LockGroup::ALL.into_iter().flat_map(LockGroup::locks);
        kinds.filter(move |kind| self.is_locked(*kind) != next.is_locked(*kind)).map(move |kind| (kind, next.is_locked(kind)))
    }

    /// For storage: bit i stands for `LockKind::ALL[i]`.
    pub fn bits(self) -> u16 {
        self.0
    }

    /// From storage; `None` if there are bits of no lock.
    pub fn from_bits(bits: u16) -> Option<Self> {
        (bits >> LockKind::ALL.len() == 0).then_some(Self(bits))
    }
}

impl Default for RoomLocks {
    fn default() -> Self {
        LockKind::ALL.into_iter().fold(Self::OPEN, |locks, kind| locks.with(kind, kind.is_locked_by_default()))
    }
}

impl FromIterator<LockKind> for RoomLocks {
    /// Locks these and no others.
    fn from_iter<I: IntoIterator<Item = LockKind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::OPEN, |locks, kind| locks.with(kind, true))
    }
}

/// What is chosen for one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lock {
    /// As in the room.
    #[default]
    Inherit,
    /// Locked, whatever the room does.
    Locked,
    /// Allowed, whatever the room does.
    Allowed,
}

/// A text that names no choice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such choice")]
pub struct UnknownLockChoice;

impl Lock {
    /// The three, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Inherit, Self::Locked, Self::Allowed];

    /// `inherit`, `locked` or `allowed`, as forms post it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Inherit => "inherit",
            Self::Locked => "locked",
            Self::Allowed => "allowed",
        }
    }
}

impl FromStr for Lock {
    type Err = UnknownLockChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|lock| lock.key() == text).ok_or(UnknownLockChoice)
    }
}

/// What is chosen for one person, lock by lock. By default as in the room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonLocks([Lock; 10]);

impl PersonLocks {
    /// What is chosen for this lock.
    pub fn get(&self, kind: LockKind) -> Lock {
        self.0[kind as usize]
    }

    /// Chooses for this lock.
    pub fn set(&mut self, kind: LockKind, lock: Lock) {
        self.0[kind as usize] = lock;
    }
}

/// The ten as a meeting server keeps them, for a room or for a person: true, false, or not set.
///
/// In JSON an object of the set ones under their API names; reading takes `null` as not set and ignores other names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoredLocks([Option<bool>; 10]);

impl StoredLocks {
    /// What is kept for this lock.
    pub fn get(&self, kind: LockKind) -> Option<bool> {
        self.0[kind as usize]
    }

    /// Sets or clears this lock.
    pub fn set(&mut self, kind: LockKind, locked: Option<bool>) {
        self.0[kind as usize] = locked;
    }

    /// Whether nothing is kept for any lock.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The set ones, in the server's order.
    pub fn iter(&self) -> impl Iterator<Item = (LockKind, bool)> {
        LockKind::ALL.into_iter().zip(self.0).filter_map(|(kind, locked)| Some((kind, locked?)))
    }

    /// A room's locks as a server completes them when it creates the room: plugNmeet's own three are locked where nothing
    /// is said, the other seven stay unset (`plugnmeet-api.md` §4).
    #[must_use]
    pub fn completed_for_room(self) -> Self {
        LockKind::ALL.into_iter().map(|kind| (kind, self.get(kind).or(kind.is_locked_by_default().then_some(true)))).collect()
    }
}

impl FromIterator<(LockKind, Option<bool>)> for StoredLocks {
    fn from_iter<I: IntoIterator<Item = (LockKind, Option<bool>)>>(pairs: I) -> Self {
        let mut locks = Self::default();
        for (kind, locked) in pairs {
            locks.set(kind, locked);
        }
        locks
    }
}

impl From<RoomLocks> for StoredLocks {
    /// All ten are said, so that no server adds its own.
    fn from(locks: RoomLocks) -> Self {
        LockKind::ALL.into_iter().map(|kind| (kind, Some(locks.is_locked(kind)))).collect()
    }
}

impl From<&PersonLocks> for StoredLocks {
    /// Only what differs from "as in the room" is said.
    fn from(locks: &PersonLocks) -> Self {
        let said = |kind| match locks.get(kind) {
            Lock::Inherit => None,
            Lock::Locked => Some(true),
            Lock::Allowed => Some(false),
        };
        LockKind::ALL.into_iter().map(|kind| (kind, said(kind))).collect()
    }
}

impl From<&StoredLocks> for PersonLocks {
    /// What is not said is as in the room.
    fn from(stored: &StoredLocks) -> Self {
        let mut locks = Self::default();
        for (kind, locked) in stored.iter() {
            locks.set(kind, if locked { Lock::Locked } else { Lock::Allowed });
        }
        locks
    }
}

impl Serialize for StoredLocks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(kind, locked)| (kind.key(), locked)))
    }
}

impl<'de> Deserialize<'de> for StoredLocks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Value {
            Lock(Option<bool>),
            Other(IgnoredAny),
        }
        let mut locks = Self::default();
        for (key, value) in BTreeMap::<String, Value>::deserialize(deserializer)? {
            match (key.parse(), value) {
                (Ok(kind), Value::Lock(locked)) => locks.set(kind, locked),
                (Ok(kind), Value::Other(_)) => {
                    return Err(serde::de::Error::custom(format_args!("{} is no bool", LockKind::key(kind))));
                }
                (Err(UnknownLock), _) => {}
            }
        }
        Ok(locks)
    }
}

/// The locks that a server keeps for a person when it issues a token (`plugnmeet-api.md` §3.2, §4).
///
/// A participant's own value, true or false, wins over the room's. A moderator's own are thrown away; unless he presents,
/// he gets the room's whiteboard lock.
pub fn merge(role: MeetingRole, is_presenter: bool, person: &StoredLocks, room: &StoredLocks) -> StoredLocks {
    let kept = |kind| match role {
        MeetingRole::Participant => person.get(kind).or(room.get(kind)),
        MeetingRole::Moderator if kind == LockKind::Whiteboard && !is_presenter => room.get(kind),
        MeetingRole::Moderator => None,
    };
    LockKind::ALL.into_iter().map(|kind| (kind, kept(kind))).collect()
}

#[cfg(test)]
mod tests;
