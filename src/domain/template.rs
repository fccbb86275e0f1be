//! What a new room begins with.
use std::str::FromStr;

use super::locks::{Preset, RoomLocks};
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

    /// The preset whose locks it begins with.
    pub fn preset(self) -> Preset {
        match self {
            Self::Lesson => Preset::Discussion,
            Self::Meeting => Preset::OpenFloor,
            Self::Webinar => Preset::Lecture,
            Self::Exam => Preset::Exam,
        }
    }

    /// What is locked for everyone who is no moderator.
    pub fn locks(self) -> RoomLocks {
        self.preset().locks()
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

    #[test]
    fn every_template_locks_what_its_preset_locks() {
        let columns = [Template::Meeting, Template::Lesson, Template::Webinar, Template::Exam];
        assert_eq!(columns.map(Template::preset), Preset::ALL, "the columns of product.md's table");
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
