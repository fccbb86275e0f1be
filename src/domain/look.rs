//! How the plugNmeet client looks with a design: the one place that knows its fall-backs.
use super::address::HttpsUrl;
use super::design::{Design, DesignKey, HexColor};

/// The colours of the client's areas in light mode. (In dark mode no colour key applies; logo and style sheet do.)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The header.
    pub header: HexColor,
    /// The main area; under the image, if there is one.
    pub main: HexColor,
    /// The footer.
    pub footer: HexColor,
    /// The footer's buttons.
    pub footer_icon_bg: HexColor,
    /// The icons on them.
    pub footer_icon: HexColor,
    /// The side panel.
    pub side_panel: HexColor,
    /// Avatars and icons.
    pub primary: HexColor,
    /// Badges.
    pub secondary: HexColor,
    /// The primary button.
    pub primary_button: HexColor,
    /// Its text.
    pub primary_button_text: HexColor,
    /// The secondary button.
    pub secondary_button: HexColor,
    /// Its text.
    pub secondary_button_text: HexColor,
    /// The image that fills the main area.
    pub background_image: Option<HttpsUrl>,
    /// The logo in the header, in place of plugNmeet's.
    pub logo: Option<HttpsUrl>,
}

/// The client's own light colours, read from its pictures and its style sheet (`plugnmeet-api.md` §7.2).
mod stock {
    pub(super) const HEADER: &str = "#ffffff";
    pub(super) const MAIN: &str = "#f0f6fc";
    pub(super) const FOOTER: &str = "#fafcff";
    pub(super) const FOOTER_ICON_BG: &str = "#ffffff";
    pub(super) const FOOTER_ICON: &str = "#0c131a";
    pub(super) const SIDE_PANEL: &str = "#fafcff";
    pub(super) const PRIMARY: &str = "#004d90";
    pub(super) const SECONDARY: &str = "#24aef7";
    pub(super) const PRIMARY_BUTTON: &str = "#00a1f2";
    pub(super) const PRIMARY_BUTTON_TEXT: &str = "#ffffff";
    pub(super) const SECONDARY_BUTTON: &str = "#fafcff";
    pub(super) const SECONDARY_BUTTON_TEXT: &str = "#000000";
}

/// How the client looks with this design, in light mode (`plugnmeet-api.md` §7.2, §7.3).
pub fn look(design: &Design) -> Look {
    use DesignKey as Key;
    let color = |key| design.color(key);
    let or = |color: Option<&HexColor>, stock| color.cloned().unwrap_or_else(|| HexColor::known(stock));
    let primary_button = color(Key::PrimaryBtnBgColor).or(color(Key::PrimaryColor));
    let secondary_button = color(Key::SecondaryBtnBgColor).or(color(Key::SecondaryColor));
    let background_image = design.address(Key::BackgroundImage).cloned();
    Look {
        header: or(color(Key::HeaderBgColor), stock::HEADER),
        // With an image the client writes no rule for the colour.
        main: or(color(Key::BackgroundColor).filter(|_| background_image.is_none()), stock::MAIN),
        footer: or(color(Key::FooterBgColor), stock::FOOTER),
        footer_icon_bg: or(color(Key::FooterIconBgColor), stock::FOOTER_ICON_BG),
        footer_icon: or(color(Key::FooterIconColor), stock::FOOTER_ICON),
        side_panel: or(color(Key::SidePanelBgColor).or(color(Key::RightSideBgColor)), stock::SIDE_PANEL),
        primary: or(color(Key::PrimaryColor), stock::PRIMARY),
        secondary: or(color(Key::SecondaryColor), stock::SECONDARY),
        // The text's rule stands inside the background's: no background, no rule.
        primary_button_text: or(primary_button.and(color(Key::PrimaryBtnTextColor)), stock::PRIMARY_BUTTON_TEXT),
        primary_button: or(primary_button, stock::PRIMARY_BUTTON),
        secondary_button_text: or(secondary_button.and(color(Key::SecondaryBtnTextColor)), stock::SECONDARY_BUTTON_TEXT),
        secondary_button: or(secondary_button, stock::SECONDARY_BUTTON),
        background_image,
        logo: design.address(Key::CustomLogo).cloned(),
    }
}

impl Look {
    /// Every area's colour, as the CSS custom property that the drawing of a meeting takes it from.
    pub fn properties(&self) -> [(&'static str, &HexColor); 12] {
        [
            ("--look-header", &self.header),
            ("--look-main", &self.main),
            ("--look-footer", &self.footer),
            ("--look-footer-icon-bg", &self.footer_icon_bg),
            ("--look-footer-icon", &self.footer_icon),
            ("--look-side-panel", &self.side_panel),
            ("--look-primary", &self.primary),
            ("--look-secondary", &self.secondary),
            ("--look-primary-button", &self.primary_button),
            ("--look-primary-button-text", &self.primary_button_text),
            ("--look-secondary-button", &self.secondary_button),
            ("--look-secondary-button-text", &self.secondary_button_text),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::design::tests::design;
    use super::*;

    const RED: &str = "#ff0000";
    const BLUE: &str = "#0000ff";
    const IMAGE: &str = "https://school.example/a.png";

    /// What a design changes, by the name of the property.
    fn changed(pairs: &[(DesignKey, &str)]) -> Vec<(&'static str, String)> {
        let (with, stock) = (look(&design(pairs)), look(&Design::default()));
        let differs = |(a, b): (&(&'static str, &HexColor), &(&'static str, &HexColor))| (a != b).then(|| (a.0, a.1.to_string()));
        with.properties().iter().zip(stock.properties().iter()).filter_map(differs).collect()
    }

    fn all(names: &[&'static str], color: &str) -> Vec<(&'static str, String)> {
        names.iter().map(|name| (*name, color.to_owned())).collect()
    }

    #[test]
    fn each_key_alone() {
        use DesignKey::*;
        for key in DesignKey::ALL {
            let names: &[&str] = match key {
                PrimaryColor => &["--look-primary", "--look-primary-button"],
                PrimaryBtnBgColor => &["--look-primary-button"],
                SecondaryColor => &["--look-secondary", "--look-secondary-button"],
                SecondaryBtnBgColor => &["--look-secondary-button"],
                BackgroundColor => &["--look-main"],
                HeaderBgColor => &["--look-header"],
                FooterBgColor => &["--look-footer"],
                FooterIconBgColor => &["--look-footer-icon-bg"],
                FooterIconColor => &["--look-footer-icon"],
                SidePanelBgColor | RightSideBgColor => &["--look-side-panel"],
                PrimaryBtnTextColor | SecondaryBtnTextColor | BackgroundImage | CustomCssUrl | CustomLogo => &[],
            };
            let value = if matches!(key, BackgroundImage | CustomCssUrl | CustomLogo) { IMAGE } else { RED };
            assert_eq!(changed(&[(key, value)]), all(names, RED), "{key:?}");
            let look = look(&design(&[(key, value)]));
            assert_eq!(look.background_image.is_some(), key == BackgroundImage);
            assert_eq!(look.logo.is_some(), key == CustomLogo);
        }
    }

    #[test]
    fn each_pair_with_a_fall_back() {
        use DesignKey::*;
        for (button, text, base, name, text_name, base_name) in [
            (
                PrimaryBtnBgColor,
                PrimaryBtnTextColor,
                PrimaryColor,
                "--look-primary-button",
                "--look-primary-button-text",
                "--look-primary",
            ),
            (
                SecondaryBtnBgColor,
                SecondaryBtnTextColor,
                SecondaryColor,
                "--look-secondary-button",
                "--look-secondary-button-text",
                "--look-secondary",
            ),
        ] {
            assert_eq!(changed(&[(button, RED), (base, BLUE)]), [all(&[base_name], BLUE), all(&[name], RED)].concat());
            assert_eq!(changed(&[(button, RED), (text, BLUE)]), [all(&[name], RED), all(&[text_name], BLUE)].concat());
            assert_eq!(changed(&[(base, RED), (text, BLUE)]), [all(&[base_name, name], RED), all(&[text_name], BLUE)].concat());
        }
        assert_eq!(changed(&[(SidePanelBgColor, RED), (RightSideBgColor, BLUE)]), all(&["--look-side-panel"], RED));
        assert_eq!(changed(&[(BackgroundColor, RED), (BackgroundImage, IMAGE)]), []);
    }

    #[test]
    fn the_clients_own_colours_are_colours() {
        for (name, color) in look(&Design::default()).properties() {
            assert_eq!(color.as_str().parse().as_ref(), Ok(color), "{name}");
        }
    }
}
