//! How the plugNmeet client looks with a design: the one place that knows its fall-backs (`plugnmeet-api.md` §7.2, §7.3).
//!
//! Preview, rehearsal room, link doctor and the card of a link all ask [`look`].
use super::address::HttpsUrl;
use super::color::Rgb;
use super::design::{Design, DesignKey, HexColor};

/// A part of the client that has one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The header.
    Header,
    /// The main area; under the image, if there is one.
    Main,
    /// The footer.
    Footer,
    /// The footer's buttons.
    FooterButton,
    /// The icons on them.
    FooterIcon,
    /// The side panel.
    SidePanel,
    /// Avatars, some icons, tools of the whiteboard.
    Primary,
    /// Badges, light parts of the whiteboard.
    Secondary,
    /// The primary button.
    PrimaryButton,
    /// Its text.
    PrimaryButtonText,
    /// The secondary button.
    SecondaryButton,
    /// Its text.
    SecondaryButtonText,
}

impl Area {
    /// The twelve.
    pub const ALL: [Self; 12] = [
        Self::Header,
        Self::Main,
        Self::Footer,
        Self::FooterButton,
        Self::FooterIcon,
        Self::SidePanel,
        Self::Primary,
        Self::Secondary,
        Self::PrimaryButton,
        Self::PrimaryButtonText,
        Self::SecondaryButton,
        Self::SecondaryButtonText,
    ];

    /// The key that colours this area and nothing else's.
    pub fn key(self) -> DesignKey {
        match self {
            Self::Header => DesignKey::HeaderBgColor,
            Self::Main => DesignKey::BackgroundColor,
            Self::Footer => DesignKey::FooterBgColor,
            Self::FooterButton => DesignKey::FooterIconBgColor,
            Self::FooterIcon => DesignKey::FooterIconColor,
            Self::SidePanel => DesignKey::SidePanelBgColor,
            Self::Primary => DesignKey::PrimaryColor,
            Self::Secondary => DesignKey::SecondaryColor,
            Self::PrimaryButton => DesignKey::PrimaryBtnBgColor,
            Self::PrimaryButtonText => DesignKey::PrimaryBtnTextColor,
            Self::SecondaryButton => DesignKey::SecondaryBtnBgColor,
            Self::SecondaryButtonText => DesignKey::SecondaryBtnTextColor,
        }
    }

    /// The CSS custom property from which the drawing of a meeting takes it.
    pub fn property(self) -> &'static str {
        match self {
            Self::Header => "--look-header",
            Self::Main => "--look-main",
            Self::Footer => "--look-footer",
            Self::FooterButton => "--look-footer-icon-bg",
            Self::FooterIcon => "--look-footer-icon",
            Self::SidePanel => "--look-side-panel",
            Self::Primary => "--look-primary",
            Self::Secondary => "--look-secondary",
            Self::PrimaryButton => "--look-primary-button",
            Self::PrimaryButtonText => "--look-primary-button-text",
            Self::SecondaryButton => "--look-secondary-button",
            Self::SecondaryButtonText => "--look-secondary-button-text",
        }
    }

    /// The client's own colours in light and in dark mode, read from its pictures and its style sheet (§7.2).
    fn stock(self) -> (&'static str, &'static str) {
        match self {
            Self::Header => ("#ffffff", "#01102b"),
            Self::Main => ("#f0f6fc", "#001222"),
            Self::Footer | Self::SidePanel => ("#fafcff", "#01102b"),
            Self::FooterButton => ("#ffffff", "#233240"),
            Self::FooterIcon => ("#0c131a", "#ffffff"),
            Self::Primary => ("#004d90", "#004d90"),
            Self::Secondary => ("#24aef7", "#24aef7"),
            Self::PrimaryButton => ("#00a1f2", "#00a1f2"),
            Self::PrimaryButtonText => ("#ffffff", "#ffffff"),
            Self::SecondaryButton => ("#fafcff", "#fafcff"),
            Self::SecondaryButtonText => ("#000000", "#000000"),
        }
    }

    fn own(self, light: bool) -> Paint {
        let (in_light, in_dark) = self.stock();
        Paint { color: HexColor::known(if light { in_light } else { in_dark }), from: None }
    }
}

/// The colour of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paint {
    /// The colour.
    pub color: HexColor,
    /// The key of the design that it is from; `None`: it is the client's own.
    pub from: Option<DesignKey>,
}

/// The colour of every area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paints([Paint; Area::ALL.len()]);

impl Paints {
    /// The colour of this area.
    pub fn of(&self, area: Area) -> &Paint {
        &self.0[area as usize]
    }

    /// Every area's colour, by its CSS custom property.
    pub fn properties(&self) -> impl Iterator<Item = (&'static str, &HexColor)> {
        Area::ALL.into_iter().map(|area| (area.property(), &self.of(area).color))
    }

    /// The colour of this area as it is seen: one that lets light through lies over the client's page.
    pub fn seen(&self, area: Area) -> Rgb {
        let below = match area {
            Area::FooterButton => self.seen(Area::Footer),
            Area::FooterIcon | Area::Secondary => self.seen(Area::FooterButton),
            Area::Primary => self.seen(Area::SidePanel),
            Area::PrimaryButtonText => self.seen(Area::PrimaryButton),
            Area::SecondaryButtonText => self.seen(Area::SecondaryButton),
            Area::Header | Area::Main | Area::Footer | Area::SidePanel | Area::PrimaryButton | Area::SecondaryButton => PAGE,
        };
        Rgb::over(&self.of(area).color, below)
    }
}

/// What lies below the client's areas in light mode, read from its pictures.
const PAGE: Rgb = Rgb([0xf0, 0xf6, 0xfc]);

/// What a design makes of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// In light mode.
    pub light: Paints,
    /// In dark mode, where no colour of a design applies.
    pub dark: Paints,
    /// The image that fills the main area, in light mode.
    pub background_image: Option<HttpsUrl>,
    /// The logo in the header, in place of plugNmeet's, in both modes.
    pub logo: Option<HttpsUrl>,
    /// A style sheet that is loaded besides, in both modes: what it does nobody knows.
    pub style_sheet: Option<HttpsUrl>,
    /// What is set and has no effect.
    pub idle: Vec<(DesignKey, Idle)>,
}

/// Why a key that is set has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// A button's text is coloured only together with its background.
    TextWithoutButton,
    /// The image lies over the colour.
    UnderImage,
    /// The old name stands beside the new one.
    OldName,
}

/// How the client looks with this design.
pub fn look(design: &Design) -> Look {
    use DesignKey as Key;
    let background_image = design.address(Key::BackgroundImage).cloned();
    let set = |key: Key| design.color(key).map(|color| Paint { color: color.clone(), from: Some(key) });
    let primary_button = set(Key::PrimaryBtnBgColor).or(set(Key::PrimaryColor));
    let secondary_button = set(Key::SecondaryBtnBgColor).or(set(Key::SecondaryColor));
    let light = Area::ALL.map(|area| {
        let paint = match area {
            // With an image the client writes no rule for the colour.
            Area::Main => set(Key::BackgroundColor).filter(|_| background_image.is_none()),
            Area::SidePanel => set(Key::SidePanelBgColor).or(set(Key::RightSideBgColor)),
            Area::PrimaryButton => primary_button.clone(),
            Area::SecondaryButton => secondary_button.clone(),
            // The text's rule stands inside the background's: no background, no rule.
            Area::PrimaryButtonText => primary_button.as_ref().and(set(Key::PrimaryBtnTextColor)),
            Area::SecondaryButtonText => secondary_button.as_ref().and(set(Key::SecondaryBtnTextColor)),
            area => set(area.key()),
        };
        paint.unwrap_or_else(|| area.own(true))
    });
    let both = |one: Key, other: Key| design.get(one).is_some() && design.get(other).is_some();
    let idle = [
        (Key::PrimaryBtnTextColor, primary_button.is_none(), Idle::TextWithoutButton),
        (Key::SecondaryBtnTextColor, secondary_button.is_none(), Idle::TextWithoutButton),
        (Key::BackgroundColor, background_image.is_some(), Idle::UnderImage),
        (Key::RightSideBgColor, both(Key::SidePanelBgColor, Key::RightSideBgColor), Idle::OldName),
    ];
    let idle = idle.into_iter().filter(|(key, is_idle, _)| *is_idle && design.get(*key).is_some());
    Look {
        light: Paints(light),
        dark: Paints(Area::ALL.map(|area| area.own(false))),
        background_image,
        logo: design.address(Key::CustomLogo).cloned(),
        style_sheet: design.address(Key::CustomCssUrl).cloned(),
        idle: idle.map(|(key, _, why)| (key, why)).collect(),
    }
}

#[cfg(test)]
mod tests;
