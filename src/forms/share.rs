//! What the share box posts, and what else carries an invite out of the portal.
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{FieldError, FieldErrors};
use crate::domain::invitation::InvitationTemplate;
use crate::domain::invite::{Passcode, Share};

/// How many days an invite of the share box may be good for; empty: until somebody takes it back.
pub const DAYS: [u32; 5] = [1, 7, 30, 90, 365];
/// How many days a moderators' invite is good for unless somebody says otherwise.
pub const USUAL_DAYS: u32 = 30;

/// A room's page: makes one of the two invites of its share box.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SharedInviteForm {
    /// Which of the two.
    pub share: String,
    /// How many days it is good for; empty: without end.
    pub days: String,
    /// What has to be known besides; empty: nothing. A secret.
    pub passcode: String,
}

/// An invite of a share box, ready to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedInvite {
    /// Which of the two.
    pub share: Share,
    /// How many days it is good for.
    pub days: Option<u32>,
    /// What has to be known besides.
    pub passcode: Option<Passcode>,
}

impl SharedInviteForm {
    /// What stands there before anybody has typed anything.
    pub fn new(share: Share, days: Option<u32>, passcode: String) -> Self {
        Self { share: share.key().to_owned(), days: days.map(|days| days.to_string()).unwrap_or_default(), passcode }
    }

    /// What was meant, or what is wrong with each field.
    pub fn parse(&self) -> Result<SharedInvite, FieldErrors> {
        let mut errors = FieldErrors::default();
        let share = errors.check("form", self.share.parse::<Share>().map_err(|_| FieldError::NoSuchChoice));
        let chosen = DAYS.into_iter().find(|days| days.to_string() == self.days);
        let days = match chosen {
            None if !self.days.is_empty() => errors.check("days", Err(FieldError::NoSuchChoice)),
            days => Some(days),
        };
        let passcode = match self.passcode.trim() {
            "" => Some(None),
            passcode => errors.check("passcode", passcode.parse::<Passcode>()).map(Some),
        };
        if !errors.is_empty() && matches!(passcode, Some(Some(_))) {
            errors.add("passcode", FieldError::TypeAgain);
        }
        let (Some(share), Some(days), Some(passcode)) = (share, days, passcode) else { return Err(errors) };
        errors.finish(Some(SharedInvite { share, days, passcode }))
    }

    /// The same without the passcode: what may wait in a session and be shown again.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self { passcode: String::new(), ..self.clone() }
    }
}

impl fmt::Debug for SharedInviteForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedInviteForm").finish_non_exhaustive()
    }
}

/// `/account/invitation`: the template of somebody's invitations.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InvitationForm {
    /// The text.
    pub text: String,
}

impl InvitationForm {
    /// What was meant, or what is wrong with it.
    pub fn parse(&self) -> Result<InvitationTemplate, FieldErrors> {
        let mut errors = FieldErrors::default();
        let text = errors.check("text", self.text.parse::<InvitationTemplate>());
        errors.finish(text)
    }
}

/// `/rooms/{slug}/invites/{id}/calendar`: when a meeting is. Whether there are such a day and such a zone, the server knows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CalendarForm {
    /// `2027-06-30`.
    pub date: String,
    /// `14:30`.
    pub time: String,
    /// How long it is.
    pub minutes: String,
    /// Whether it comes again every week, and how that ends: empty, `times` or `until`.
    pub weekly: String,
    /// How often, with `times`.
    pub times: String,
    /// The last day, with `until`.
    pub until: String,
    /// The zone of the times.
    pub zone: String,
}
