//! `/rooms/{slug}/locks/people`: what is locked for whom, many people at once.
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{FieldError, FieldErrors};
use crate::domain::locks::{Lock, LockKind, PersonLocks};

/// The form as it was posted: a field for each lock of each invite, named `lock_chat.<invite>`, and for each invite what the
/// page showed, named `seen.<invite>`. What is not posted is not changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleLocksForm {
    cells: BTreeMap<(String, LockKind), String>,
    seen: BTreeMap<String, String>,
    /// For the people who are ticked: the key of a lock, or [`Self::ALL`].
    lock: String,
    /// For them: the key of a choice.
    choice: String,
}

/// What is to be changed for whoever has an invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonChanges {
    /// The invite's id, as posted.
    pub id: String,
    /// Lock by lock.
    pub changes: Vec<LockChange>,
}

/// One lock that is to be changed for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockChange {
    /// Which.
    pub kind: LockKind,
    /// What the page showed; `None`: there was no page.
    pub from: Option<Lock>,
    /// What it is to be.
    pub to: Lock,
}

impl PeopleLocksForm {
    /// Instead of the key of a lock: all ten.
    pub const ALL: &str = "all";

    /// The name of the field for a lock of an invite.
    pub fn cell(id: &str, kind: LockKind) -> String {
        format!("{}.{id}", kind.key())
    }

    /// The name of the field that says what the page showed of an invite.
    pub fn seen(id: &str) -> String {
        format!("seen.{id}")
    }

    /// What that field holds: a letter for each lock.
    pub fn shown(locks: &PersonLocks) -> String {
        LockKind::ALL.map(|kind| letter(locks.get(kind))).into_iter().collect()
    }

    /// As if what is to hold for the people who are ticked had been chosen in the fields of their invites.
    pub fn apply(&mut self, ticked: &[String]) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        let kinds = match self.lock.as_str() {
            Self::ALL => Some(LockKind::ALL.to_vec()),
            key => errors.check("lock", key.parse().map_err(|_| FieldError::NoSuchChoice)).map(|kind| vec![kind]),
        };
        let choice = errors.check("choice", self.choice.parse::<Lock>().map_err(|_| FieldError::NoSuchChoice));
        let (kinds, choice) = errors.finish(kinds.zip(choice))?;
        for id in ticked {
            for kind in &kinds {
                self.cells.insert((id.clone(), *kind), choice.key().to_owned());
            }
        }
        Ok(())
    }

    /// What is to be changed, or which fields hold no choice.
    pub fn parse(&self) -> Result<Vec<PersonChanges>, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut people: Vec<PersonChanges> = Vec::new();
        for ((id, kind), text) in &self.cells {
            let Ok(to) = text.parse::<Lock>() else {
                errors.add(Self::cell(id, *kind), FieldError::NoSuchChoice);
                continue;
            };
            let from = self.shown_of(id, *kind);
            if from == Some(to) {
                continue;
            }
            let change = LockChange { kind: *kind, from, to };
            match people.last_mut().filter(|person| person.id == *id) {
                Some(person) => person.changes.push(change),
                None => people.push(PersonChanges { id: id.clone(), changes: vec![change] }),
            }
        }
        errors.finish(Some(people))
    }

    /// What the page showed of this lock.
    fn shown_of(&self, id: &str, kind: LockKind) -> Option<Lock> {
        let letters = self.seen.get(id)?;
        let shown = letters.chars().nth(kind as usize)?;
        Lock::ALL.into_iter().find(|lock| letter(*lock) == shown)
    }
}

fn letter(lock: Lock) -> char {
    match lock {
        Lock::Inherit => 'i',
        Lock::Locked => 'l',
        Lock::Allowed => 'a',
    }
}

/// What waits to be shown again: the fields in which something else stands than the page showed.
impl Serialize for PeopleLocksForm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_typed = |id: &str, kind, text: &str| self.shown_of(id, kind).is_none_or(|shown| shown.key() != text);
        let typed = self.cells.iter().filter(|((id, kind), text)| is_typed(id, *kind, text));
        let typed = typed.map(|((id, kind), text)| (Self::cell(id, *kind), text));
        let bulk = [("lock".to_owned(), &self.lock), ("choice".to_owned(), &self.choice)];
        serializer.collect_map(typed.chain(bulk.into_iter().filter(|(_, text)| !text.is_empty())))
    }
}

impl<'de> Deserialize<'de> for PeopleLocksForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = PeopleLocksForm;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of a form")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut form = PeopleLocksForm::default();
        while let Some(name) = fields.next_key::<String>()? {
            match name.split_once('.').map(|(field, id)| (field, field.parse::<LockKind>(), id)) {
                Some((_, Ok(kind), id)) => drop(form.cells.insert((id.to_owned(), kind), fields.next_value()?)),
                Some(("seen", _, id)) => drop(form.seen.insert(id.to_owned(), fields.next_value()?)),
                None if name == "lock" => form.lock = fields.next_value()?,
                None if name == "choice" => form.choice = fields.next_value()?,
                _ => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(text: &str) -> PeopleLocksForm {
        serde_qs::from_str(text).unwrap()
    }

    fn locks(kind: LockKind, lock: Lock) -> PersonLocks {
        let mut locks = PersonLocks::default();
        locks.set(kind, lock);
        locks
    }

    #[test]
    fn only_what_was_touched_is_changed() {
        let seen = PeopleLocksForm::shown(&locks(LockKind::Webcam, Lock::Locked));
        assert_eq!(seen, "iliiiiiiii");
        let form =
            posted(&format!("seen.7={seen}&lock_webcam.7=locked&lock_chat.7=allowed&lock_microphone.7=inherit&slug=x&other.7=1"));
        let change = LockChange { kind: LockKind::Chat, from: Some(Lock::Inherit), to: Lock::Allowed };
        assert_eq!(form.parse(), Ok(vec![PersonChanges { id: "7".to_owned(), changes: vec![change] }]));
        assert_eq!(serde_json::to_string(&form).unwrap(), r#"{"lock_chat.7":"allowed"}"#);
    }

    #[test]
    fn a_program_shows_no_page() {
        let form = posted("lock_chat.7=inherit");
        let change = LockChange { kind: LockKind::Chat, from: None, to: Lock::Inherit };
        assert_eq!(form.parse(), Ok(vec![PersonChanges { id: "7".to_owned(), changes: vec![change] }]));
    }

    #[test]
    fn what_is_no_choice_is_told_at_its_field() {
        let errors = posted("lock_chat.7=maybe&lock_webcam.7=locked").parse().unwrap_err();
        assert_eq!((errors.iter().count(), errors.get("lock_chat.7")), (1, Some(&FieldError::NoSuchChoice)));
    }

    #[test]
    fn people_who_are_ticked_get_the_same() {
        let ticked = ["7".to_owned(), "8".to_owned()];
        let seen = PeopleLocksForm::shown(&locks(LockKind::Chat, Lock::Locked));
        let mut form = posted(&format!("seen.7={seen}&lock_chat.7=locked&seen.8=iiiiiiiiii&lock_chat.8=inherit"));
        (form.lock, form.choice) = ("lock_chat".to_owned(), "locked".to_owned());
        form.apply(&ticked).unwrap();
        let changed = form.parse().unwrap();
        assert_eq!(changed.iter().map(|person| person.id.as_str()).collect::<Vec<_>>(), ["8"], "the other is so already");
        (form.lock, form.choice) = (PeopleLocksForm::ALL.to_owned(), "inherit".to_owned());
        form.apply(&ticked).unwrap();
        assert_eq!(form.parse().unwrap().len(), 1, "7 gets its chat back, 8 is as the page showed");
        (form.lock, form.choice) = ("lock_all".to_owned(), "x".to_owned());
        assert_eq!(form.apply(&ticked).unwrap_err().iter().count(), 2);
        assert_eq!(serde_json::to_value(&form).unwrap()["lock"], "lock_all", "it waits with the rest");
    }
}
