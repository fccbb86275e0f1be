//! A design while somebody works on it: its fields, and the buttons among them, which change the fields and store nothing.
use serde::{Deserialize, Serialize};

use super::design::parse_design;
use super::{FieldErrors, Posted};
use crate::domain::design::{Design, DesignKey};

/// The id of the element that holds the fields: where a button among them leads back to.
pub const DESIGN_EDITOR: &str = "design-editor";

/// The sixteen values as they were posted, and which button. To be flattened into a form; a form with these fields asks
/// [`DesignDraft::work`] before it stores anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DesignDraft {
    /// What was typed, by key.
    #[serde(flatten)]
    pub values: Posted<DesignKey>,
    /// The colour that a palette is made of. Kept with the form, never stored.
    pub brand_color: String,
    /// Which button was pressed; empty: the form's own, which stores.
    #[serde(skip_serializing)]
    pub intent: String,
}

impl DesignDraft {
    /// Does what the pressed button says, if it is one of the design's: changes the fields, and says what is wrong with them.
    /// Then the form is to be shown again (`Post::show_design`) and nothing stored. `None`: another button was pressed.
    pub fn work(&mut self) -> Option<FieldErrors> {
        if self.intent.is_empty() {
            return None;
        }
        let mut errors = FieldErrors::default();
        self.parse(&mut errors);
        Some(errors)
    }

    /// The design of what is valid; what is not is added to the errors.
    pub(super) fn parse(&self, errors: &mut FieldErrors) -> Design {
        parse_design(&self.values, errors)
    }
}

impl FromIterator<(DesignKey, String)> for DesignDraft {
    fn from_iter<I: IntoIterator<Item = (DesignKey, String)>>(values: I) -> Self {
        Self { values: values.into_iter().collect(), ..Self::default() }
    }
}

impl From<&Design> for DesignDraft {
    fn from(design: &Design) -> Self {
        design.iter().map(|(key, value)| (key, value.as_str().to_owned())).collect()
    }
}
