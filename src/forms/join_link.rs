//! `/rooms/{slug}/join-link`: a join link for one person, now.
use serde::{Deserialize, Serialize};

use super::design::parse_design_choice;
use super::room::is_ticked;
use super::{DesignChoice, DesignDraft, FieldError, FieldErrors, Posted};
use crate::domain::address::HttpsUrl;
use crate::domain::language::PreferredLanguage;
use crate::domain::locks::{Lock, LockKind, PersonLocks};
use crate::domain::person::{DisplayName, MeetingRole};
use crate::domain::user_id::UserId;

/// The form as it was posted. A field that is not there has its default: "Link for…" asks only for a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JoinLinkForm {
    /// The room, by its slug.
    pub slug: String,
    /// Which showing of the form this is, so that two tabs do not mix.
    pub instance: String,
    /// The person's name.
    pub name: String,
    /// The person's id; empty: one is proposed.
    pub user_id: String,
    /// `participant` (also when missing) or `moderator`.
    pub role: String,
    /// A checkbox.
    pub hidden: Option<String>,
    /// An https address; empty: none.
    pub profile_pic: String,
    /// A code of the client's languages; empty: the person's own.
    pub language: String,
    /// A checkbox, ticked unless somebody unticks it.
    pub record_webcam: Option<String>,
    /// One of `inherit` (also when missing), `locked`, `allowed` for each lock, under the lock's key.
    #[serde(flatten)]
    pub locks: Posted<LockKind>,
    /// `room` (also when missing), `none`, `saved` or `custom`.
    pub design: String,
    /// Which saved design, or which starting point. Looked at only if `design` is `saved`.
    pub saved_design: String,
    /// The custom design: one text each, under the design's keys. Looked at only if `design` is `custom`.
    #[serde(flatten)]
    pub custom: DesignDraft,
}

/// A join link that somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinLinkRequest {
    /// The person's name.
    pub name: DisplayName,
    /// The person's id, if one was typed.
    pub user_id: Option<UserId>,
    /// What the person is in the meeting.
    pub role: MeetingRole,
    /// Hidden (current plugNmeet versions ignore it).
    pub hidden: bool,
    /// A picture beside the name.
    pub profile_pic: Option<HttpsUrl>,
    /// The client's language.
    pub language: Option<PreferredLanguage>,
    /// Whether this person's camera goes into recordings.
    pub record_webcam: bool,
    /// What is chosen for this person, lock by lock.
    pub locks: PersonLocks,
    /// The design.
    pub design: DesignChoice,
}

impl JoinLinkForm {
    /// The form before anybody has typed anything.
    pub fn new(slug: impl Into<String>, instance: impl Into<String>) -> Self {
        Self { slug: slug.into(), instance: instance.into(), ..Self::default() }
    }

    /// The form with what a short one leaves out: so that the whole form, shown with it, says the same.
    #[must_use]
    pub fn completed(mut self) -> Self {
        if self.role.is_empty() {
            self.record_webcam = Some("true".to_owned());
            MeetingRole::default().key().clone_into(&mut self.role);
        }
        self
    }

    /// What is chosen for this lock: the default if nothing, or nothing known, was posted.
    pub fn lock(&self, kind: LockKind) -> Lock {
        self.locks.get(kind).parse().unwrap_or_default()
    }

    /// Whether the camera box is ticked. An unticked box is not posted, and neither is one that was not on the page: the
    /// whole form always posts a role, "Link for…" does not.
    pub fn records_webcam(&self) -> bool {
        self.role.is_empty() || self.record_webcam.is_some()
    }

    /// What was meant, or what is wrong with each field.
    pub fn parse(&self) -> Result<JoinLinkRequest, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check("name", self.name.parse::<DisplayName>());
        let user_id = optional(&self.user_id).and_then(|text| errors.check("user_id", text.parse::<UserId>()));
        let role = optional(&self.role).and_then(|text| errors.check("role", choice(text.parse::<MeetingRole>())));
        let hidden = errors.check("hidden", ticked(self.hidden.as_deref()));
        let profile_pic = optional(&self.profile_pic).and_then(|text| errors.check("profile_pic", text.parse::<HttpsUrl>()));
        let language =
            optional(&self.language).and_then(|text| errors.check("language", choice(text.parse::<PreferredLanguage>())));
        errors.check("record_webcam", ticked(self.record_webcam.as_deref()));
        let locks = parse_locks(&self.locks, &mut errors);
        let design = parse_design_choice(&self.design, &self.saved_design, &self.custom, &mut errors);
        errors.finish(name.map(|name| JoinLinkRequest {
            name,
            user_id,
            role: role.unwrap_or_default(),
            hidden: hidden == Some(true),
            profile_pic,
            language,
            record_webcam: self.records_webcam(),
            locks,
            design,
        }))
    }
}

/// What is chosen in the rows of locks, or which row holds what no row offers.
pub(super) fn parse_locks(posted: &Posted<LockKind>, errors: &mut FieldErrors) -> PersonLocks {
    let mut locks = PersonLocks::default();
    for kind in LockKind::ALL {
        if let Some(text) = optional(posted.get(kind))
            && let Some(lock) = errors.check(kind.key(), choice(text.parse::<Lock>()))
        {
            locks.set(kind, lock);
        }
    }
    locks
}

/// What was typed, if anything was.
pub(super) fn optional(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// A value that no browser sends by itself is no choice.
pub(super) fn choice<T, E>(parsed: Result<T, E>) -> Result<T, FieldError> {
    parsed.map_err(|_| FieldError::NoSuchChoice)
}

/// Whether a box is ticked.
pub(super) fn ticked(text: Option<&str>) -> Result<bool, FieldError> {
    is_ticked(text.unwrap_or_default()).ok_or(FieldError::NoSuchChoice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::HttpsUrlError;
    use crate::domain::design::{BuiltIn, Design, DesignKey, SavedDesign};
    use crate::domain::user_id::UserIdError;
    use proptest::prelude::*;

    /// As a server function receives it.
    fn posted(body: &str) -> JoinLinkForm {
        #[derive(Deserialize)]
        struct Arguments {
            #[serde(flatten)]
            form: JoinLinkForm,
        }
        serde_qs::from_str::<Arguments>(body).unwrap().form
    }

    #[test]
    fn a_name_is_enough() {
        let request = posted("slug=biology-7b-x2k9&name=Ann+Lee").parse().unwrap();
        assert_eq!(request.name.as_str(), "Ann Lee");
        assert_eq!((request.user_id, request.role, request.hidden), (None, MeetingRole::Participant, false));
        assert_eq!((request.profile_pic, request.language, request.record_webcam), (None, None, true));
        assert_eq!((request.locks, request.design), (PersonLocks::default(), DesignChoice::Room));
    }

    #[test]
    fn the_whole_form() {
        let form = posted(
            "slug=s&instance=i&name=Ann&user_id=ann-7&role=moderator&hidden=true&language=de-DE&design=custom\
             &profile_pic=https%3A%2F%2Fa.example%2Fp.png&lock_chat=locked&lock_whiteboard=allowed&lock_webcam=inherit\
             &header_bg_color=%23ffe0b2&custom_logo=",
        );
        let request = form.parse().unwrap();
        assert_eq!((form.slug.as_str(), form.instance.as_str()), ("s", "i"));
        assert_eq!(request.user_id.unwrap().as_str(), "ann-7");
        assert_eq!((request.role, request.hidden, request.record_webcam), (MeetingRole::Moderator, true, false));
        assert_eq!(request.profile_pic.unwrap().as_str(), "https://a.example/p.png");
        assert_eq!(request.language.unwrap().code(), "de-DE");
        for kind in LockKind::ALL {
            let expected = match kind {
                LockKind::Chat => Lock::Locked,
                LockKind::Whiteboard => Lock::Allowed,
                _ => Lock::Inherit,
            };
            assert_eq!((request.locks.get(kind), form.lock(kind)), (expected, expected), "{kind:?}");
        }
        let design = Design::from_json(r##"{"header_bg_color":"#ffe0b2"}"##).unwrap();
        assert_eq!(request.design, DesignChoice::Custom(design));
    }

    #[test]
    fn every_wrong_field_is_named() {
        let form = posted(
            "user_id=user_1&role=boss&hidden=maybe&profile_pic=http%3A%2F%2Fa.example%2Fp.png&language=xx&record_webcam=2\
             &lock_chat=open&design=custom&header_bg_color=red%3B%7D",
        );
        let errors = form.parse().unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        let expected = "name user_id role hidden profile_pic language record_webcam lock_chat header_bg_color";
        assert_eq!(fields.join(" "), expected);
        assert_eq!(errors.get("name"), Some(&FieldError::Required));
        assert!(matches!(errors.get("user_id"), Some(FieldError::UserId(UserIdError::ReservedStart { .. }))));
        assert!(matches!(errors.get("profile_pic"), Some(FieldError::Address(HttpsUrlError::NotHttps { .. }))));
        for field in ["role", "hidden", "language", "record_webcam", "lock_chat"] {
            assert_eq!(errors.get(field), Some(&FieldError::NoSuchChoice), "{field}");
        }
    }

    #[test]
    fn a_design_that_is_not_chosen_is_not_looked_at() {
        for choice in ["room", "none"] {
            let request = posted(&format!("name=Ann&design={choice}&header_bg_color=red")).parse().unwrap();
            assert_eq!(request.design.key(), choice);
        }
        assert_eq!(posted("name=Ann&design=blue").parse(), Err(FieldErrors::one("design", FieldError::NoSuchChoice)));
    }

    #[test]
    fn the_designs_words() {
        let room = Design::from_json(r##"{"header_bg_color":"#ffe0b2"}"##).unwrap();
        let resolved = |choice: DesignChoice<SavedDesign>| choice.resolve(&room);
        assert_eq!(resolved(DesignChoice::Room), room);
        assert!(resolved(DesignChoice::None).is_empty());
        assert!(resolved(DesignChoice::Custom(Design::default())).is_empty());
        let saved = SavedDesign {
            id: "01936f6e-7c1a-7000-8000-0123456789ab".parse().unwrap(),
            name: "Ours".parse().unwrap(),
            design: BuiltIn::Plum.design(),
        };
        assert_eq!(resolved(DesignChoice::Saved(saved)), BuiltIn::Plum.design());
    }

    proptest! {
        #[test]
        fn nothing_typed_is_lost_or_fails_to_arrive(
            name: String, user_id: String, hidden: Option<String>, lock: String, color: String,
        ) {
            let mut form = JoinLinkForm { name, user_id, hidden, ..JoinLinkForm::new("s", "i") };
            form.locks.set(LockKind::Chat, lock);
            form.custom.values.set(DesignKey::HeaderBgColor, color);
            let kept = serde_json::from_str::<JoinLinkForm>(&serde_json::to_string(&form).unwrap()).unwrap();
            prop_assert_eq!(&kept, &form);
            let _ = form.parse();
        }
    }
}
