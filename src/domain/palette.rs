//! A whole design out of one colour, or two: readable in every place, whatever the colour is.
use super::color::{Rgb, reaching};
use super::design::{Design, DesignKey, HexColor};

/// A design around a brand's colour: every colour key but the old alias, no address. Where the brand's colour is too pale
/// for white text it is darkened as little as it has to be. `second` is another colour of the brand, for badges; without one
/// a neighbour on the colour wheel is taken.
pub fn palette(brand: Rgb, second: Option<Rgb>) -> Design {
    let seen = brand.oklch();
    // As pale and as colourful as said, at most as colourful as the brand.
    let tint = |lightness: f64, chroma: f64| seen.at_most(chroma).with_lightness(lightness).to_rgb();
    // White text stands on it, and it stands on light grounds.
    let dark = |color: Rgb| reaching(color, Rgb::WHITE, 4.5).unwrap_or(Rgb::BLACK);
    let primary = dark(brand);
    let neighbour = seen.neighbour().at_most(0.14).with_lightness(0.55).to_rgb();
    let secondary = dark(second.unwrap_or(neighbour));
    let mut design = Design::default();
    for (key, color) in [
        (DesignKey::PrimaryColor, primary),
        (DesignKey::PrimaryBtnBgColor, primary),
        (DesignKey::PrimaryBtnTextColor, Rgb::WHITE),
        (DesignKey::SecondaryColor, secondary),
        (DesignKey::SecondaryBtnBgColor, tint(0.95, 0.035)),
        (DesignKey::SecondaryBtnTextColor, tint(0.32, 0.09)),
        (DesignKey::BackgroundColor, tint(0.955, 0.022)),
        (DesignKey::HeaderBgColor, tint(0.98, 0.012)),
        (DesignKey::FooterBgColor, tint(0.935, 0.03)),
        (DesignKey::FooterIconBgColor, primary),
        (DesignKey::FooterIconColor, Rgb::WHITE),
        (DesignKey::SidePanelBgColor, tint(0.985, 0.01)),
    ] {
        design.set_color(key, HexColor::from(color));
    }
    design
}

#[cfg(test)]
mod tests {
    use super::super::contrast::too_low;
    use super::super::look::look;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_brand_that_can_be_read_on_is_kept_to_the_digit() {
        let design = palette(Rgb([0x00, 0x69, 0x5c]), None);
        assert_eq!(design.color(DesignKey::PrimaryColor).unwrap().as_str(), "#00695c");
        assert_eq!(design.iter().count(), 12);
        assert_eq!(look(&design).idle, []);
    }

    #[test]
    fn a_second_colour_is_taken() {
        let design = palette(Rgb([0x00, 0x69, 0x5c]), Some(Rgb([0xc6, 0x28, 0x28])));
        assert_eq!(design.color(DesignKey::SecondaryColor).unwrap().as_str(), "#c62828");
    }

    proptest! {
        #[test]
        fn everything_can_be_read_whatever_the_colour(brand: [u8; 3], second: Option<[u8; 3]>) {
            let design = palette(Rgb(brand), second.map(Rgb));
            prop_assert_eq!(too_low(&design), []);
        }
    }
}
