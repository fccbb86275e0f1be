//! A design while somebody works on it: its fields, and the buttons among them, which change the fields and store nothing.
use serde::{Deserialize, Serialize};

use super::design::parse_design;
use super::{FieldError, FieldErrors, Posted};
use crate::domain::color::Rgb;
use crate::domain::contrast::{Pair, fix};
use crate::domain::design::{Design, DesignKey, DesignKind, HexColor};
use crate::domain::palette::palette;

/// The id of the element that holds the fields: where a button among them leads back to.
pub const DESIGN_EDITOR: &str = "design-editor";

/// What the button *Show preview* sends as the intent; any other that is unknown does the same.
pub const PREVIEW: &str = "preview";
/// What the button that makes a palette of the brand's colour sends.
pub const PALETTE: &str = "palette";
/// The field with a picture to make a palette of.
pub const LOGO_FILE: &str = "logo_file";
/// What the buttons that mend a contrast send, before the word of the pair.
pub const FIX: &str = "fix-";

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
        if self.intent == PALETTE {
            match self.brand_color.parse::<HexColor>() {
                Ok(brand) => self.put(&palette(Rgb::over(&brand, Rgb::WHITE), None)),
                Err(error) => errors.add("brand_color", FieldError::Color(error)),
            }
        }
        let design = self.parse(&mut errors);
        if let Some(pair) = self.intent.strip_prefix(FIX).and_then(Pair::of_key)
            && let Some((key, color)) = fix(&design, pair)
        {
            self.values.set(key, color);
        }
        Some(errors)
    }

    /// Puts a palette's colours into the fields; addresses stay.
    pub fn put(&mut self, palette: &Design) {
        for key in DesignKey::ALL.into_iter().filter(|key| key.kind() == DesignKind::Color) {
            self.values.set(key, palette.color(key).map_or("", HexColor::as_str));
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contrast::too_low;
    use crate::domain::design::HexColorError;

    fn sent(fields: &str) -> DesignDraft {
        serde_qs::from_str(fields).unwrap()
    }

    #[test]
    fn the_forms_own_button_leaves_the_fields_alone() {
        let mut draft = sent("header_bg_color=red&brand_color=%23123456");
        assert_eq!(draft.work(), None);
        assert_eq!(draft, sent("header_bg_color=red&brand_color=%23123456"));
    }

    #[test]
    fn a_preview_names_what_is_no_value_and_changes_nothing() {
        let mut draft = sent("header_bg_color=red&footer_bg_color=%23abc&intent=preview");
        let errors = draft.work().unwrap();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["header_bg_color"]);
        assert_eq!((draft.values.get(DesignKey::HeaderBgColor), draft.values.get(DesignKey::FooterBgColor)), ("red", "#abc"));
    }

    #[test]
    fn a_palette_fills_every_colour_and_leaves_addresses() {
        let mut draft = sent(
            "brand_color=%2300695c&header_bg_color=red&right_side_bg_color=%23fff\
             &custom_logo=https%3A%2F%2Fa.example%2Fl.png&intent=palette",
        );
        assert_eq!(draft.work(), Some(FieldErrors::default()));
        let design = draft.parse(&mut FieldErrors::default());
        assert_eq!(design.color(DesignKey::PrimaryColor).unwrap().as_str(), "#00695c");
        assert_eq!((design.iter().count(), design.get(DesignKey::RightSideBgColor)), (13, None));
        assert!(design.address(DesignKey::CustomLogo).is_some());
        assert_eq!(draft.brand_color, "#00695c");
    }

    #[test]
    fn a_brand_that_is_no_colour_is_told_at_its_field() {
        for (brand, error) in [("", HexColorError::Empty), ("red", HexColorError::Malformed { suggestion: None })] {
            let mut draft = sent(&format!("brand_color={brand}&primary_color=%23123456&intent=palette"));
            assert_eq!(draft.work(), Some(FieldErrors::one("brand_color", FieldError::Color(error))));
            assert_eq!(draft.values.get(DesignKey::PrimaryColor), "#123456");
        }
    }

    #[test]
    fn a_fix_mends_its_pair_and_no_other() {
        let mut draft = sent("primary_btn_bg_color=%23ff0&header_bg_color=%23333&footer_bg_color=red&intent=fix-primary-button");
        let before: Vec<_> = too_low(&draft.parse(&mut FieldErrors::default())).into_iter().map(|low| low.pair).collect();
        assert_eq!(before, [Pair::PrimaryButton, Pair::HeaderText, Pair::HeaderIcons]);
        let errors = draft.work().unwrap();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["footer_bg_color"]);
        let after: Vec<_> = too_low(&draft.parse(&mut FieldErrors::default())).into_iter().map(|low| low.pair).collect();
        assert_eq!(after, [Pair::HeaderText, Pair::HeaderIcons]);
        assert_eq!(draft.values.get(DesignKey::FooterBgColor), "red");
    }

    #[test]
    fn what_is_kept_holds_no_button() {
        let kept = serde_json::to_value(sent("brand_color=%23123456&intent=palette")).unwrap();
        assert_eq!(kept, serde_json::json!({ "brand_color": "#123456" }));
    }
}
