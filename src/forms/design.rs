//! Designs as they are posted: the sixteen keys, and which design a link carries.
use serde::{Deserialize, Serialize};

use super::{DesignDraft, FieldError, FieldErrors, Posted};
use crate::domain::design::{Design, DesignKey};

/// A design: one text each, named by the key. What is empty is not set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DesignForm {
    /// What was typed.
    #[serde(flatten)]
    pub design: DesignDraft,
}

impl DesignForm {
    /// The design, or what is wrong with each value.
    pub fn parse(&self) -> Result<Design, FieldErrors> {
        let mut errors = FieldErrors::default();
        let design = self.design.parse(&mut errors);
        errors.finish(Some(design))
    }
}

impl From<&Design> for DesignForm {
    fn from(design: &Design) -> Self {
        Self { design: design.into() }
    }
}

pub(super) fn parse_design(posted: &Posted<DesignKey>, errors: &mut FieldErrors) -> Design {
    let mut design = Design::default();
    for key in DesignKey::ALL {
        let text = posted.get(key).trim();
        if !text.is_empty() {
            errors.check(key.key(), design.set(key, text).map_err(|error| error.error));
        }
    }
    design
}

/// Which design a link carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DesignChoice {
    /// The room's.
    #[default]
    Room,
    /// None.
    None,
    /// One of its own.
    Custom(Design),
}

impl DesignChoice {
    /// The design the link carries, in a room with this one.
    pub fn resolve(self, room: &Design) -> Design {
        match self {
            Self::Room => room.clone(),
            Self::None => Design::default(),
            Self::Custom(design) => design,
        }
    }

    /// Its word in the form: `room`, `none` or `custom`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::None => "none",
            Self::Custom(_) => "custom",
        }
    }
}

/// The room's design, none, or one of its own.
pub(super) fn parse_design_choice(chosen: &str, custom: &DesignDraft, errors: &mut FieldErrors) -> DesignChoice {
    match chosen {
        "" | "room" => DesignChoice::Room,
        "none" => DesignChoice::None,
        "custom" => DesignChoice::Custom(custom.parse(errors)),
        _ => {
            errors.add("design", FieldError::NoSuchChoice);
            DesignChoice::Room
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::design::HexColorError;

    #[test]
    fn a_design_is_what_is_not_empty() {
        let form: DesignForm = serde_qs::from_str("header_bg_color=%23FFE0B2&footer_bg_color=+&custom_logo=").unwrap();
        let design = form.parse().unwrap();
        assert_eq!(design.to_json(), r##"{"header_bg_color":"#ffe0b2"}"##);
        assert_eq!(DesignForm::from(&design).parse(), Ok(design));
    }

    #[test]
    fn every_wrong_value_is_named_and_kept() {
        let form: DesignForm =
            serde_qs::from_str("header_bg_color=red%3B%7D%3C%2Fstyle%3E&custom_logo=http%3A%2F%2Fa.example").unwrap();
        let errors = form.parse().unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["header_bg_color", "custom_logo"]);
        assert_eq!(errors.get("header_bg_color"), Some(&FieldError::Color(HexColorError::Malformed { suggestion: None })));
        let kept: DesignForm = serde_json::from_str(&serde_json::to_string(&form).unwrap()).unwrap();
        assert_eq!(kept, form);
        assert_eq!(kept.design.values.get(DesignKey::HeaderBgColor), "red;}</style>");
    }
}
