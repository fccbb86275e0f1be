//! Designs as they are posted: the sixteen keys, and which design a link carries.
use serde::{Deserialize, Serialize};

use super::join_link::optional;
use super::{DesignDraft, FieldError, FieldErrors, Posted};
use crate::domain::design::{BuiltIn, Design, DesignId, DesignKey, DesignName, SavedDesign};

/// How a room's meetings look: a saved design, or colours of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DesignForm {
    /// `saved` or `custom` (also when missing).
    #[serde(rename = "design")]
    pub choice: String,
    /// Which saved design, or which starting point. Looked at only if the choice is `saved`.
    pub saved_design: String,
    /// What was typed for the sixteen keys: one text each, named by the key. What is empty is not set. Looked at only if the
    /// choice is `custom`.
    #[serde(flatten)]
    pub design: DesignDraft,
}

/// How a room's meetings are to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomDesign {
    /// As this saved design says, from now on and whenever it changes.
    Saved(DesignId),
    /// So.
    Own(Design),
}

impl DesignForm {
    /// The form of a room with these colours of its own, which uses a saved design or not.
    pub fn of(own: &Design, saved: Option<&SavedDesign>) -> Self {
        Self {
            choice: if saved.is_some() { "saved" } else { "custom" }.to_owned(),
            saved_design: saved.map(|saved| saved.id.to_string()).unwrap_or_default(),
            design: own.into(),
        }
    }

    /// What was meant, or what is wrong with each value.
    pub fn parse(&self) -> Result<RoomDesign, FieldErrors> {
        let mut errors = FieldErrors::default();
        let chosen = if self.choice.is_empty() { "custom" } else { &self.choice };
        let design = match parse_design_choice(chosen, &self.saved_design, &self.design, &mut errors) {
            DesignChoice::Saved(id) => Some(RoomDesign::Saved(id)),
            DesignChoice::Custom(design) => Some(RoomDesign::Own(design)),
            // Said already, if it is not that a link's form came here.
            DesignChoice::Room | DesignChoice::None if errors.is_empty() => {
                errors.add("design", FieldError::NoSuchChoice);
                None
            }
            DesignChoice::Room | DesignChoice::None => None,
        };
        errors.finish(design)
    }
}

/// The button that reads what was pasted into the other fields, in the field `intent`.
pub const IMPORT: &str = "import";

/// A saved design: `/designs/new` and `/designs/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedDesignForm {
    /// What it is called.
    pub name: String,
    /// A checkbox: whether everybody may use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
    /// What was typed for the sixteen keys.
    #[serde(flatten)]
    pub design: DesignDraft,
    /// What is to be read into the other fields. It may be a link that lets somebody in, so it waits nowhere.
    #[serde(skip_serializing)]
    pub pasted: String,
}

/// A design as its owner wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedDesign {
    /// What it is called.
    pub name: DesignName,
    /// Whether everybody may use it.
    pub shared: bool,
    /// What it sets.
    pub design: Design,
}

impl SavedDesignForm {
    /// The form of a design that is so.
    pub fn of(name: &str, shared: bool, design: &Design) -> Self {
        Self { name: name.to_owned(), shared: shared.then(|| "true".to_owned()), design: design.into(), pasted: String::new() }
    }

    /// What was meant, or what is wrong with each field.
    pub fn parse(&self) -> Result<WantedDesign, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check("name", self.name.parse::<DesignName>());
        let design = self.design.parse(&mut errors);
        errors.finish(name.map(|name| WantedDesign { name, shared: self.shared.is_some(), design }))
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

/// Which design a link or an invite carries. `S` is what is known of a saved one: in a form no more than which it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DesignChoice<S = DesignId> {
    /// The room's.
    #[default]
    Room,
    /// None.
    None,
    /// A saved one.
    Saved(S),
    /// One of its own.
    Custom(Design),
}

impl<S> DesignChoice<S> {
    /// Its word in the form: `room`, `none`, `saved` or `custom`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::None => "none",
            Self::Saved(_) => "saved",
            Self::Custom(_) => "custom",
        }
    }
}

impl DesignChoice<SavedDesign> {
    /// The design the link carries, in a room with this one.
    pub fn resolve(self, room: &Design) -> Design {
        match self {
            Self::Room => room.clone(),
            Self::None => Design::default(),
            Self::Saved(saved) => saved.design,
            Self::Custom(design) => design,
        }
    }

    /// The saved design, if it is one.
    pub fn saved(&self) -> Option<&SavedDesign> {
        match self {
            Self::Saved(saved) => Some(saved),
            Self::Room | Self::None | Self::Custom(_) => None,
        }
    }
}

/// The room's design, none, a saved one, or one of its own. A starting point is colours of one's own.
pub(super) fn parse_design_choice(chosen: &str, saved: &str, custom: &DesignDraft, errors: &mut FieldErrors) -> DesignChoice {
    match chosen {
        "" | "room" => DesignChoice::Room,
        "none" => DesignChoice::None,
        "custom" => DesignChoice::Custom(custom.parse(errors)),
        "saved" => match (saved.parse::<BuiltIn>(), saved.parse::<DesignId>()) {
            (Ok(built_in), _) => DesignChoice::Custom(built_in.design()),
            (_, Ok(id)) => DesignChoice::Saved(id),
            _ => {
                let error = if optional(saved).is_some() { FieldError::NoSuchDesign } else { FieldError::Required };
                errors.add("saved_design", error);
                DesignChoice::Room
            }
        },
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
        let RoomDesign::Own(design) = form.parse().unwrap() else { panic!("colours of its own") };
        assert_eq!(design.to_json(), r##"{"header_bg_color":"#ffe0b2"}"##);
        assert_eq!(DesignForm::of(&design, None).parse(), Ok(RoomDesign::Own(design)));
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

    const ID: &str = "01936f6e-7c1a-7000-8000-0123456789ab";

    #[test]
    fn a_room_uses_a_saved_design_or_colours_of_its_own() {
        let form = |query: &str| serde_qs::from_str::<DesignForm>(query).unwrap().parse();
        assert_eq!(
            form(&format!("design=saved&saved_design={ID}&header_bg_color=red")),
            Ok(RoomDesign::Saved(ID.parse().unwrap()))
        );
        assert_eq!(form("design=saved&saved_design=plum"), Ok(RoomDesign::Own(BuiltIn::Plum.design())));
        let wrong =
            |query| form(query).unwrap_err().iter().map(|(field, error)| (field.to_owned(), error.clone())).collect::<Vec<_>>();
        assert_eq!(wrong("design=saved"), [("saved_design".to_owned(), FieldError::Required)]);
        assert_eq!(wrong("design=saved&saved_design=x"), [("saved_design".to_owned(), FieldError::NoSuchDesign)]);
        assert_eq!(wrong("design=room"), [("design".to_owned(), FieldError::NoSuchChoice)]);
        assert_eq!(wrong("design=x"), [("design".to_owned(), FieldError::NoSuchChoice)]);
    }

    #[test]
    fn what_was_pasted_waits_nowhere() {
        let form: SavedDesignForm =
            serde_qs::from_str("name=+Our+school+&shared=true&header_bg_color=%23FFE0B2&pasted=secret").unwrap();
        let wanted = form.parse().unwrap();
        assert_eq!((wanted.name.as_str(), wanted.shared), ("Our school", true));
        assert_eq!(SavedDesignForm::of("Our school", true, &wanted.design).parse(), Ok(wanted));
        assert!(!serde_json::to_string(&form).unwrap().contains("secret"));
        assert_eq!(SavedDesignForm::default().parse().unwrap_err().get("name"), Some(&FieldError::Required));
    }
}
