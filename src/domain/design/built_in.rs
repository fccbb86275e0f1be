//! Starting points: designs that come with the portal. Whoever chooses one gets its colours as their own.
use std::str::FromStr;

use super::{Design, DesignKey};

/// One of the six starting points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BuiltIn {
    /// Blue-green.
    Lagoon,
    /// Green.
    Meadow,
    /// Purple.
    Plum,
    /// Orange and brown.
    Sunrise,
    /// Red.
    Poppy,
    /// Dark blue, with a dark footer.
    Midnight,
}

/// A text that names no starting point.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such starting point")]
pub struct UnknownBuiltIn;

/// What a starting point is painted with.
struct Paint {
    primary: &'static str,
    secondary: &'static str,
    soft_button: &'static str,
    background: &'static str,
    header: &'static str,
    footer: &'static str,
    icon_background: &'static str,
    icon: &'static str,
    panel: &'static str,
}

impl BuiltIn {
    /// The six, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Lagoon, Self::Meadow, Self::Plum, Self::Sunrise, Self::Poppy, Self::Midnight];

    /// Its name in addresses and forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::Lagoon => "lagoon",
            Self::Meadow => "meadow",
            Self::Plum => "plum",
            Self::Sunrise => "sunrise",
            Self::Poppy => "poppy",
            Self::Midnight => "midnight",
        }
    }

    /// Its colours. Whatever meets on the client's screen can be read: the client's own dark text lies on light areas, white
    /// on dark ones (tested: 4.5 to 1 for text, 3 to 1 for icons).
    pub fn design(self) -> Design {
        use DesignKey as Key;
        let paint = self.paint();
        let values = [
            (Key::PrimaryColor, paint.primary),
            (Key::PrimaryBtnBgColor, paint.primary),
            (Key::PrimaryBtnTextColor, "#ffffff"),
            (Key::SecondaryColor, paint.secondary),
            (Key::SecondaryBtnBgColor, paint.soft_button),
            (Key::SecondaryBtnTextColor, paint.primary),
            (Key::BackgroundColor, paint.background),
            (Key::HeaderBgColor, paint.header),
            (Key::FooterBgColor, paint.footer),
            (Key::FooterIconBgColor, paint.icon_background),
            (Key::FooterIconColor, paint.icon),
            (Key::SidePanelBgColor, paint.panel),
        ];
        let mut design = Design::default();
        for (key, value) in values {
            // Every one of them is a colour (tested).
            let _ = design.set(key, value);
        }
        design
    }

    fn paint(self) -> Paint {
        let light = |primary, secondary, soft_button, background, header, panel| Paint {
            primary,
            secondary,
            soft_button,
            background,
            header,
            footer: header,
            icon_background: primary,
            icon: "#ffffff",
            panel,
        };
        match self {
            Self::Lagoon => light("#0b5563", "#00707c", "#dff2f4", "#e6f4f5", "#cdeaee", "#f3fafb"),
            Self::Meadow => light("#2c5a1e", "#4a6b1f", "#e6f1da", "#eff6e8", "#dbebc9", "#f8fbf4"),
            Self::Plum => light("#5f1f6b", "#8b2f74", "#f3e3f6", "#f7eef9", "#ecd8f0", "#fcf7fd"),
            Self::Sunrise => light("#803700", "#a13d10", "#fde9d3", "#fdf3e7", "#fbdfbf", "#fffaf4"),
            Self::Poppy => light("#931a2e", "#ad2f48", "#fae0e4", "#fcf0f1", "#f6d6db", "#fef8f9"),
            Self::Midnight => Paint {
                footer: "#1b2747",
                icon_background: "#e3e9f8",
                icon: "#1b2747",
                ..light("#27408b", "#3a57a8", "#e1e8f8", "#eef2fb", "#d9e2f5", "#f7f9fe")
            },
        }
    }
}

impl FromStr for BuiltIn {
    type Err = UnknownBuiltIn;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|built_in| built_in.key() == text).ok_or(UnknownBuiltIn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contrast::too_low;

    #[test]
    fn each_sets_all_that_it_says_and_nothing_else() {
        for built_in in BuiltIn::ALL {
            let design = built_in.design();
            assert_eq!(design.iter().count(), 12, "{built_in:?}: every value is a colour");
            assert_eq!(built_in.key().parse::<BuiltIn>().ok(), Some(built_in));
        }
        assert!("".parse::<BuiltIn>().is_err());
    }

    #[test]
    fn whatever_meets_can_be_read() {
        for built_in in BuiltIn::ALL {
            assert_eq!(too_low(&built_in.design()), [], "{built_in:?}");
        }
    }
}
