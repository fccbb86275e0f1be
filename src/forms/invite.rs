//! `/rooms/{slug}/invites/new` and `/rooms/{slug}/invites/{id}`: what an invite gives, within which bounds.
use serde::{Deserialize, Serialize};

use super::design::parse_design_choice;
use super::join_link::{choice, optional, parse_locks, ticked};
use super::{DesignChoice, DesignDraft, FieldError, FieldErrors, Posted};
use crate::domain::address::HttpsUrl;
use crate::domain::invite::{MaxUses, Note, Passcode};
use crate::domain::language::PreferredLanguage;
use crate::domain::locks::{LockKind, PersonLocks};
use crate::domain::moment::MomentError;
use crate::domain::person::{DisplayName, MeetingRole};
use crate::domain::user_id::UserId;

/// The form as it was posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    /// `open` (also when missing) or `personal`.
    pub kind: String,
    /// Personal: who it is for.
    pub name: String,
    /// Personal: who that is on the meeting server; empty: one is proposed.
    pub user_id: String,
    /// `participant` (also when missing) or `moderator`.
    pub role: String,
    /// One of `inherit` (also when missing), `locked`, `allowed` for each lock, under the lock's key.
    #[serde(flatten)]
    pub locks: Posted<LockKind>,
    /// `room` (also when missing), `none`, `saved` or `custom`.
    pub design: String,
    /// Which saved design, or which starting point. Looked at only if `design` is `saved`.
    pub saved_design: String,
    /// The custom design. Looked at only if `design` is `custom`.
    #[serde(flatten)]
    pub custom: DesignDraft,
    /// An https address; empty: none.
    pub picture: String,
    /// A code of the client's languages; empty: the guest's own.
    pub language: String,
    /// A checkbox, ticked unless somebody unticks it.
    pub record_webcam: Option<String>,
    /// What guests have to know besides; empty: nothing. It waits nowhere while the form is put right.
    #[serde(skip_serializing)]
    pub passcode: String,
    /// Tells one passcode from another without saying it: made here, never posted.
    #[serde(skip_deserializing)]
    pub passcode_mark: String,
    /// The time zone of the two moments, as the page named it.
    pub zone: String,
    /// From when on it opens, `2026-11-23T14:30`; empty: from now on.
    pub not_before: String,
    /// `usual` (also when missing), `never` or `at`.
    pub ends: String,
    /// From when on it opens nothing more. Looked at only if `ends` is `at`.
    pub expires: String,
    /// How many browsers may use it; empty: any number.
    pub max_uses: String,
    /// For the members of the room.
    pub note: String,
}

/// When an invite ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// A participant's never, a moderator's after [`Ends::MODERATORS_DAYS`].
    Usual,
    /// It does not.
    Never,
    /// Then (unix milliseconds).
    At(i64),
}

impl Ends {
    /// So many days a moderator's invite is valid unless somebody says otherwise.
    pub const MODERATORS_DAYS: u16 = 30;
}

/// The two moments of the form, read in their zone (unix milliseconds): forms do not know zones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moments {
    /// What `not_before` says.
    pub not_before: Result<Option<i64>, MomentError>,
    /// What `expires` says.
    pub expires: Result<Option<i64>, MomentError>,
}

/// An invite that somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteRequest {
    /// Whom it is for, and the id if one was typed; `None`: whoever has it.
    pub person: Option<(DisplayName, Option<UserId>)>,
    /// What they are in the meeting.
    pub role: MeetingRole,
    /// What differs from the room's locks.
    pub locks: PersonLocks,
    /// The design.
    pub design: DesignChoice,
    /// A picture beside the name.
    pub picture: Option<HttpsUrl>,
    /// The client's language.
    pub language: Option<PreferredLanguage>,
    /// Whether their cameras go into recordings.
    pub record_webcam: bool,
    /// What they have to know besides.
    pub passcode: Option<Passcode>,
    /// Opens nothing before (unix milliseconds).
    pub not_before: Option<i64>,
    /// When it ends.
    pub ends: Ends,
    /// How many browsers may use it.
    pub max_uses: Option<MaxUses>,
    /// For the members of the room; empty: none.
    pub note: String,
}

impl InviteForm {
    /// The form before anybody has typed anything.
    pub fn new(zone: String) -> Self {
        Self { record_webcam: Some("true".to_owned()), zone, ..Self::default() }
    }

    /// What is wrong, and that the passcode has to be typed again unless it is the stored one: it does not wait. `stored` is
    /// that one's mark.
    #[must_use]
    pub fn ask_again(&self, mut errors: FieldErrors, stored: &str) -> FieldErrors {
        if self.passcode_mark != stored && errors.get("passcode").is_none() {
            errors.add("passcode", FieldError::PasscodeAgain);
        }
        errors
    }

    /// What was meant, or what is wrong with each field.
    pub fn parse(&self, moments: Moments) -> Result<InviteRequest, FieldErrors> {
        let mut errors = FieldErrors::default();
        let person = self.parse_person(&mut errors);
        let role = optional(&self.role).and_then(|text| errors.check("role", choice(text.parse::<MeetingRole>())));
        let locks = parse_locks(&self.locks, &mut errors);
        let design = parse_design_choice(&self.design, &self.saved_design, &self.custom, &mut errors);
        let picture = optional(&self.picture).and_then(|text| errors.check("picture", text.parse::<HttpsUrl>()));
        let language =
            optional(&self.language).and_then(|text| errors.check("language", choice(text.parse::<PreferredLanguage>())));
        errors.check("record_webcam", ticked(self.record_webcam.as_deref()));
        let passcode = optional(&self.passcode).and_then(|text| errors.check("passcode", text.parse::<Passcode>()));
        let (not_before, ends) = self.parse_moments(moments, &mut errors);
        let max_uses = optional(&self.max_uses).and_then(|text| errors.check("max_uses", text.parse::<MaxUses>()));
        let note = optional(&self.note).and_then(|text| errors.check("note", text.parse::<Note>()));
        errors.finish(Some(InviteRequest {
            person,
            role: role.unwrap_or_default(),
            locks,
            design,
            picture,
            language,
            // An unticked box is not posted; the whole form always posts a role.
            record_webcam: self.role.is_empty() || self.record_webcam.is_some(),
            passcode,
            not_before,
            ends,
            max_uses,
            note: note.map(String::from).unwrap_or_default(),
        }))
    }

    fn parse_person(&self, errors: &mut FieldErrors) -> Option<(DisplayName, Option<UserId>)> {
        match self.kind.as_str() {
            "" | "open" => None,
            "personal" => {
                let name = errors.check("name", self.name.parse::<DisplayName>());
                let user_id = optional(&self.user_id).and_then(|text| errors.check("user_id", text.parse::<UserId>()));
                Some((name?, user_id))
            }
            _ => {
                errors.add("kind", FieldError::NoSuchChoice);
                None
            }
        }
    }

    fn parse_moments(&self, moments: Moments, errors: &mut FieldErrors) -> (Option<i64>, Ends) {
        let not_before = errors.check("not_before", moments.not_before).flatten();
        let ends = match self.ends.as_str() {
            "" | "usual" => Ends::Usual,
            "never" => Ends::Never,
            "at" => match moments.expires {
                Ok(Some(end)) if not_before.is_some_and(|begin| end <= begin) => {
                    errors.add("expires", MomentError::NotAfterBeginning);
                    Ends::Never
                }
                Ok(Some(end)) => Ends::At(end),
                Ok(None) => {
                    errors.add("expires", MomentError::Unreadable);
                    Ends::Never
                }
                Err(error) => {
                    errors.add("expires", error);
                    Ends::Never
                }
            },
            _ => {
                errors.add("ends", FieldError::NoSuchChoice);
                Ends::Never
            }
        };
        (not_before, ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Moments = Moments { not_before: Ok(None), expires: Ok(None) };

    fn personal(name: &str) -> InviteForm {
        InviteForm { kind: "personal".to_owned(), name: name.to_owned(), role: "participant".to_owned(), ..InviteForm::default() }
    }

    #[test]
    fn nothing_typed_is_an_open_invite() {
        let wanted = InviteForm::new("UTC".to_owned()).parse(NONE).unwrap();
        assert_eq!((wanted.person, wanted.role, wanted.ends), (None, MeetingRole::Participant, Ends::Usual));
        assert!(wanted.record_webcam && wanted.passcode.is_none());
    }

    #[test]
    fn a_personal_invite_has_a_name() {
        assert_eq!(personal(" ").parse(NONE).unwrap_err().get("name"), Some(&FieldError::Required));
        let wanted = personal(" Ann Lee ").parse(NONE).unwrap();
        assert_eq!(wanted.person.unwrap().0.as_str(), "Ann Lee");
        assert!(!wanted.record_webcam, "an unticked box is not posted");
        // What an open invite does not have is not looked at.
        let open = InviteForm { kind: "open".to_owned(), user_id: "a b".to_owned(), ..personal("") };
        assert_eq!(open.parse(NONE).unwrap().person, None);
    }

    #[test]
    fn an_end_is_behind_the_beginning() {
        let form = InviteForm { ends: "at".to_owned(), ..InviteForm::default() };
        let with = |not_before, expires| form.parse(Moments { not_before: Ok(not_before), expires });
        assert_eq!(with(Some(5), Ok(Some(6))).unwrap().ends, Ends::At(6));
        assert_eq!(with(Some(5), Ok(Some(5))).unwrap_err().get("expires"), Some(&MomentError::NotAfterBeginning.into()));
        assert_eq!(with(None, Ok(None)).unwrap_err().get("expires"), Some(&MomentError::Unreadable.into()));
        assert_eq!(with(None, Err(MomentError::Past)).unwrap_err().get("expires"), Some(&MomentError::Past.into()));
        // A date that is not wanted cannot be wrong.
        let never = InviteForm { ends: "never".to_owned(), ..form.clone() };
        assert_eq!(never.parse(Moments { expires: Err(MomentError::Past), ..NONE }).unwrap().ends, Ends::Never);
    }

    #[test]
    fn a_passcode_waits_nowhere() {
        let form = InviteForm { passcode: "blue whale".to_owned(), passcode_mark: "a".to_owned(), ..InviteForm::default() };
        assert!(!serde_json::to_string(&form).unwrap().contains("whale"));
        assert_eq!(form.ask_again(FieldErrors::default(), "b").get("passcode"), Some(&FieldError::PasscodeAgain));
        assert!(form.ask_again(FieldErrors::default(), "a").is_empty());
    }
}
