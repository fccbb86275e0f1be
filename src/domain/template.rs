//! What a new room begins with.
use std::str::FromStr;

use super::locks::{LockKind, RoomLocks};
use super::settings::RoomSettings;

/// Fills a new room's locks and settings (product.md, the table of templates). It is used once: what is changed in the
/// room later is the room's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Template {
    /// One teaches, the others speak and write.
    #[default]
    Lesson,
    /// Everybody may do everything.
    Meeting,
    /// One speaks to many.
    Webinar,
    /// Nobody but a moderator may do anything, and nobody enters unseen.
    Exam,
}

/// A text that names no template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such template")]
pub struct UnknownTemplate;

impl Template {
    /// The four, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Lesson, Self::Meeting, Self::Webinar, Self::Exam];

    /// `lesson`, `meeting`, `webinar` or `exam`, in forms and storage.
    pub fn key(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Meeting => "meeting",
            Self::Webinar => "webinar",
            Self::Exam => "exam",
        }
    }

    /// What is locked for everyone who is no moderator.
    pub fn locks(self) -> RoomLocks {
        LockKind::ALL.into_iter().filter(|kind| self.locks_this(*kind)).collect()
    }

    /// What else a room's sessions are like.
    pub fn settings(self) -> RoomSettings {
        RoomSettings {
            mute_on_start: matches!(self, Self::Lesson | Self::Webinar),
            admin_only_webcams: self == Self::Webinar,
            waiting_room: self == Self::Exam,
            ..RoomSettings::default()
        }
    }

    fn locks_this(self, kind: LockKind) -> bool {
        match kind {
            LockKind::Microphone | LockKind::Webcam => matches!(self, Self::Webinar | Self::Exam),
            LockKind::ScreenSharing
            | LockKind::Whiteboard
            | LockKind::SharedNotepad
            | LockKind::ChatFileShare
            | LockKind::PrivateChat => self != Self::Meeting,
            LockKind::Chat | LockKind::ChatSendMessage | LockKind::Reactions => self == Self::Exam,
        }
    }
}

impl FromStr for Template {
    type Err = UnknownTemplate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|template| template.key() == text).ok_or(UnknownTemplate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// product.md's table: a line for each lock, a column for each template.
    #[test]
    fn every_lock_of_every_template_is_as_the_table_has_it() {
        let templates = [Template::Meeting, Template::Lesson, Template::Webinar, Template::Exam];
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
        assert_eq!(table.map(|(kind, _)| kind).len(), LockKind::ALL.len());
        for (kind, locked) in table {
            assert_eq!(templates.map(|template| template.locks().is_locked(kind)), locked, "{kind:?}");
        }
    }

    #[test]
    fn what_a_template_also_sets_is_as_the_table_has_it_and_nothing_more() {
        for (template, mute_on_start, admin_only_webcams, waiting_room) in [
            (Template::Meeting, false, false, false),
            (Template::Lesson, true, false, false),
            (Template::Webinar, true, true, false),
            (Template::Exam, false, false, true),
        ] {
            let expected = RoomSettings { waiting_room, mute_on_start, admin_only_webcams, ..RoomSettings::default() };
            assert_eq!(template.settings(), expected, "{template:?}");
        }
    }

    #[test]
    fn every_template_has_a_key_of_its_own() {
        for template in Template::ALL {
            assert_eq!(template.key().parse(), Ok(template));
        }
        assert_eq!("Lesson".parse::<Template>(), Err(UnknownTemplate));
    }
}
