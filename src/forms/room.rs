//! A new room, its locks, its design.
use serde::{Deserialize, Serialize};

use super::{FieldError, FieldErrors, Posted};
use crate::domain::locks::{LockKind, RoomLocks};
use crate::domain::room::RoomTitle;
use crate::domain::template::{Template, UnknownTemplate};

/// `/rooms/new`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewRoomForm {
    /// The room's title.
    pub title: String,
    /// Key of the template; nothing is the usual one.
    pub template: String,
    /// Key of the meeting server (`services::servers`); nothing is the default one.
    pub server: String,
}

impl NewRoomForm {
    /// A form without a title yet.
    pub fn with(template: Template, server: &str) -> Self {
        Self { title: String::new(), template: template.key().to_owned(), server: server.to_owned() }
    }

    /// Title and template, or what is wrong with each. Which servers there are is known elsewhere.
    pub fn parse(&self) -> Result<(RoomTitle, Template), FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.check("title", self.title.parse::<RoomTitle>());
        let template = match self.template.as_str() {
            "" => Some(Template::default()),
            key => errors.check("template", key.parse().map_err(|UnknownTemplate| FieldError::NoSuchChoice)),
        };
        errors.finish(title.zip(template))
    }
}

/// Where a room's sessions run.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ServerForm {
    /// Key of the meeting server the page showed (`services::servers`).
    pub from: String,
    /// Key of the one that was chosen.
    pub server: String,
}

/// A room's locks: one checkbox each, named by the lock's key, ticked = locked. What is not posted is not ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoomLocksForm {
    /// The boxes that were ticked.
    #[serde(flatten)]
    pub locks: Posted<LockKind>,
}

impl RoomLocksForm {
    /// Whether this box is ticked.
    pub fn is_ticked(&self, kind: LockKind) -> bool {
        is_ticked(self.locks.get(kind)) == Some(true)
    }

    /// The locks, or which boxes hold what no box can.
    pub fn parse(&self) -> Result<RoomLocks, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut locks = RoomLocks::OPEN;
        for kind in LockKind::ALL {
            let ticked = errors.check(kind.key(), is_ticked(self.locks.get(kind)).ok_or(FieldError::NoSuchChoice));
            locks = locks.with(kind, ticked == Some(true));
        }
        errors.finish(Some(locks))
    }
}

impl From<RoomLocks> for RoomLocksForm {
    fn from(locks: RoomLocks) -> Self {
        let ticked = LockKind::ALL.into_iter().filter(|kind| locks.is_locked(*kind));
        Self { locks: ticked.map(|kind| (kind, "true".to_owned())).collect() }
    }
}

/// What a checkbox posts: `true`, or `on` if it has no value of its own, or nothing.
pub(super) fn is_ticked(text: &str) -> Option<bool> {
    match text {
        "" => Some(false),
        "true" | "on" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::line::LineError;

    #[test]
    fn a_title_is_required() {
        assert_eq!(NewRoomForm::default().parse(), Err(FieldErrors::one("title", FieldError::Required)));
        let long = NewRoomForm { title: "x".repeat(300), ..NewRoomForm::default() };
        let error = FieldError::Line(LineError::TooLong { length: 300, limit: 120 });
        assert_eq!(long.parse().unwrap_err().get("title"), Some(&error));
    }

    #[test]
    fn a_template_is_one_of_four_or_the_usual_one() {
        let form = |template: &str| {
            NewRoomForm { title: "Bio".to_owned(), template: template.to_owned(), ..NewRoomForm::default() }.parse()
        };
        assert_eq!(form("exam").unwrap().1, Template::Exam);
        assert_eq!(form("").unwrap().1, Template::Lesson);
        assert_eq!(form("party"), Err(FieldErrors::one("template", FieldError::NoSuchChoice)));
    }

    #[test]
    fn locks_are_the_ticked_boxes() {
        for locks in [RoomLocks::default(), RoomLocks::OPEN, LockKind::ALL.into_iter().collect()] {
            assert_eq!(RoomLocksForm::from(locks).parse(), Ok(locks));
        }
        let form: RoomLocksForm = serde_qs::from_str("lock_chat=on&lock_webcam=true&other=1").unwrap();
        assert_eq!(form.parse(), Ok([LockKind::Chat, LockKind::Webcam].into_iter().collect()));
        assert!(form.is_ticked(LockKind::Chat) && !form.is_ticked(LockKind::Microphone));
        let form: RoomLocksForm = serde_qs::from_str("lock_chat=maybe").unwrap();
        assert_eq!(form.parse(), Err(FieldErrors::one("lock_chat", FieldError::NoSuchChoice)));
    }
}
