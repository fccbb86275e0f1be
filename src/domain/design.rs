//! What the plugNmeet client lets a link change about its looks: `custom_design` (`plugnmeet-api.md` §7).
mod built_in;
mod import;
mod read;
mod saved;
mod value;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::address::HttpsUrl;
pub use built_in::BuiltIn;
pub use import::{Import, ImportError};
pub use read::{Ignored, IgnoredReason};
pub use saved::{DesignId, DesignName, NoDesignId, SavedDesign};
pub use value::{DesignValue, DesignValueError, HexColor, HexColorError};

/// One of the sixteen things that a design can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DesignKey {
    /// Avatars and icons; the primary button's background where that has none of its own.
    PrimaryColor,
    /// The primary button's background.
    PrimaryBtnBgColor,
    /// The primary button's text, if its background is set.
    PrimaryBtnTextColor,
    /// Badges; the secondary button's background where that has none of its own.
    SecondaryColor,
    /// The secondary button's background.
    SecondaryBtnBgColor,
    /// The secondary button's text, if its background is set.
    SecondaryBtnTextColor,
    /// The main area, unless there is an image.
    BackgroundColor,
    /// An image for the main area.
    BackgroundImage,
    /// The header.
    HeaderBgColor,
    /// The footer.
    FooterBgColor,
    /// The footer's buttons.
    FooterIconBgColor,
    /// The icons on the footer's buttons.
    FooterIconColor,
    /// The side panel (chat, participants, polls).
    SidePanelBgColor,
    /// The side panel's old name, used where the new one is not set.
    RightSideBgColor,
    /// A style sheet to load as well.
    CustomCssUrl,
    /// The logo in the header.
    CustomLogo,
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesignKind {
    /// A colour.
    Color,
    /// An address.
    Address,
}

impl DesignKey {
    /// The sixteen, in the order in which they are shown and written.
    pub const ALL: [Self; 16] = [
        Self::PrimaryColor,
        Self::PrimaryBtnBgColor,
        Self::PrimaryBtnTextColor,
        Self::SecondaryColor,
        Self::SecondaryBtnBgColor,
        Self::SecondaryBtnTextColor,
        Self::BackgroundColor,
        Self::BackgroundImage,
        Self::HeaderBgColor,
        Self::FooterBgColor,
        Self::FooterIconBgColor,
        Self::FooterIconColor,
        Self::SidePanelBgColor,
        Self::RightSideBgColor,
        Self::CustomCssUrl,
        Self::CustomLogo,
    ];

    /// Its name in the JSON, and in our forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::PrimaryColor => "primary_color",
            Self::PrimaryBtnBgColor => "primary_btn_bg_color",
            Self::PrimaryBtnTextColor => "primary_btn_text_color",
            Self::SecondaryColor => "secondary_color",
            Self::SecondaryBtnBgColor => "secondary_btn_bg_color",
            Self::SecondaryBtnTextColor => "secondary_btn_text_color",
            Self::BackgroundColor => "background_color",
            Self::BackgroundImage => "background_image",
            Self::HeaderBgColor => "header_bg_color",
            Self::FooterBgColor => "footer_bg_color",
            Self::FooterIconBgColor => "footer_icon_bg_color",
            Self::FooterIconColor => "footer_icon_color",
            Self::SidePanelBgColor => "side_panel_bg_color",
            Self::RightSideBgColor => "right_side_bg_color",
            Self::CustomCssUrl => "custom_css_url",
            Self::CustomLogo => "custom_logo",
        }
    }

    /// What it takes.
    pub fn kind(self) -> DesignKind {
        match self {
            Self::BackgroundImage | Self::CustomCssUrl | Self::CustomLogo => DesignKind::Address,
            _ => DesignKind::Color,
        }
    }
}

/// A design: valid values for some of the sixteen keys. As JSON an object of the set ones; reading it is strict (for a
/// stranger's JSON see [`Design::read_untrusted`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<DesignKey, String>", into = "BTreeMap<DesignKey, DesignValue>")]
pub struct Design(BTreeMap<DesignKey, DesignValue>);

/// A value that its key does not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}: {error}", key.key())]
pub struct DesignError {
    /// The key.
    pub key: DesignKey,
    /// What is wrong with the value.
    pub error: DesignValueError,
}

impl Design {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is set, in order.
    pub fn iter(&self) -> impl Iterator<Item = (DesignKey, &DesignValue)> {
        self.0.iter().map(|(key, value)| (*key, value))
    }

    /// What is set for this key.
    pub fn get(&self, key: DesignKey) -> Option<&DesignValue> {
        self.0.get(&key)
    }

    /// The colour set for this key.
    pub fn color(&self, key: DesignKey) -> Option<&HexColor> {
        match self.get(key)? {
            DesignValue::Color(color) => Some(color),
            DesignValue::Address(_) => None,
        }
    }

    /// The address set for this key.
    pub fn address(&self, key: DesignKey) -> Option<&HttpsUrl> {
        match self.get(key)? {
            DesignValue::Address(address) => Some(address),
            DesignValue::Color(_) => None,
        }
    }

    /// Sets a key to what a text says.
    pub fn set(&mut self, key: DesignKey, text: &str) -> Result<(), DesignError> {
        let value = DesignValue::parse(key.kind(), text).map_err(|error| DesignError { key, error })?;
        self.0.insert(key, value);
        Ok(())
    }

    /// Sets a key of the kind that takes a colour; another kind's stays as it is.
    pub fn set_color(&mut self, key: DesignKey, color: HexColor) {
        if key.kind() == DesignKind::Color {
            self.0.insert(key, DesignValue::Color(color));
        }
    }

    /// From what we wrote ourselves: every key known, every value valid.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// The set keys as a JSON object without any whitespace; `{}` when nothing is set.
    ///
    /// A client strips whitespace when it starts a recording (`plugnmeet-api.md` §7.1), so there is none to strip. No
    /// key and no value holds a character that JSON would escape.
    pub fn to_json(&self) -> String {
        let pairs: Vec<_> = self.iter().map(|(key, value)| format!("\"{}\":\"{}\"", key.key(), value.as_str())).collect();
        format!("{{{}}}", pairs.join(","))
    }
}

impl TryFrom<BTreeMap<DesignKey, String>> for Design {
    type Error = DesignError;

    fn try_from(texts: BTreeMap<DesignKey, String>) -> Result<Self, Self::Error> {
        let mut design = Self::default();
        for (key, text) in texts {
            design.set(key, &text)?;
        }
        Ok(design)
    }
}

impl From<Design> for BTreeMap<DesignKey, DesignValue> {
    fn from(design: Design) -> Self {
        design.0
    }
}

#[cfg(test)]
mod fuzz;
#[cfg(test)]
pub(crate) mod tests;
