//! Four ways to run a classroom: what each locks (product.md, the table of templates and presets).
use std::str::FromStr;

use super::{LockKind, RoomLocks};

/// A named set of a room's locks. A room does not remember it: what is stored are the ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// Everybody may do everything.
    OpenFloor,
    /// One shows, all speak and write.
    Discussion,
    /// One speaks, the others write.
    Lecture,
    /// Nobody but a moderator does anything.
    Exam,
}

/// A text that names no preset.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such preset")]
pub struct UnknownPreset;

impl Preset {
    /// The four, from the most open to the strictest.
    pub const ALL: [Self; 4] = [Self::OpenFloor, Self::Discussion, Self::Lecture, Self::Exam];

    /// `open-floor`, `discussion`, `lecture` or `exam`, in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::OpenFloor => "open-floor",
            Self::Discussion => "discussion",
            Self::Lecture => "lecture",
            Self::Exam => "exam",
        }
    }

    /// What it locks for everyone who is no moderator.
    pub fn locks(self) -> RoomLocks {
        LockKind::ALL.into_iter().filter(|kind| self.locks_this(*kind)).collect()
    }

    fn locks_this(self, kind: LockKind) -> bool {
        match kind {
            LockKind::Microphone | LockKind::Webcam => matches!(self, Self::Lecture | Self::Exam),
            LockKind::ScreenSharing
            | LockKind::Whiteboard
            | LockKind::SharedNotepad
            | LockKind::ChatFileShare
            | LockKind::PrivateChat => self != Self::OpenFloor,
            LockKind::Chat | LockKind::ChatSendMessage | LockKind::Reactions => self == Self::Exam,
        }
    }
}

impl FromStr for Preset {
    type Err = UnknownPreset;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|preset| preset.key() == text).ok_or(UnknownPreset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// product.md's table: a line for each lock, a column for each preset.
    #[test]
    fn every_lock_of_every_preset_is_as_the_table_has_it() {
        let table = [
            (LockKind::Microphone, [false, false, true, true]),
            (LockKind::Webcam, [false, false, true, true]),
            (LockKind::ScreenSharing, [false, true, true, true]),
            (LockKind::Whiteboard, [false, true, true, true]),
            (LockKind::SharedNotepad, [false, true, true, true]),
            (LockKind::Chat, [false, false, false, true]),
            (LockKind::ChatSendMessage, [false, false, false, true]),
            (LockKind::ChatFileShare, [false, true, true, true]),
            (LockKind::PrivateChat, [false, true, true, true]),
            (LockKind::Reactions, [false, false, false, true]),
        ];
        for (kind, locked) in table {
            assert_eq!(Preset::ALL.map(|preset| preset.locks().is_locked(kind)), locked, "{kind:?}");
        }
    }

    #[test]
    fn every_preset_has_a_key_and_locks_of_its_own() {
        for preset in Preset::ALL {
            assert_eq!(preset.key().parse(), Ok(preset));
            assert_eq!(Preset::ALL.into_iter().filter(|other| other.locks() == preset.locks()).count(), 1);
        }
        assert_eq!("Exam".parse::<Preset>(), Err(UnknownPreset));
    }

    #[test]
    fn what_a_preset_changes_leads_to_it_and_no_further() {
        for preset in Preset::ALL {
            for bits in 0..0x400 {
                let Some(room) = RoomLocks::from_bits(bits) else { unreachable!() };
                let changes = room.changes_to(preset.locks()).collect::<Vec<_>>();
                assert!(changes.iter().all(|(kind, locked)| room.is_locked(*kind) != *locked));
                let led = changes.into_iter().fold(room, |room, (kind, locked)| room.with(kind, locked));
                assert_eq!(led, preset.locks());
            }
        }
    }
}
