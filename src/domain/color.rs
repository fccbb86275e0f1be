//! Colours as light: how bright they are (WCAG 2.2), and how they look (`OKLCH`).
use super::design::HexColor;

/// An opaque colour as a screen shows it: red, green, blue (sRGB).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

/// The same as an eye sees it: in steps that look even (<https://www.w3.org/TR/css-color-4/#ok-lab>). Hue and chroma are
/// kept as a direction and how far it goes, so that neither needs an angle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Oklch {
    /// 0 is black, 1 is white.
    pub lightness: f64,
    /// From green to red.
    a: f64,
    /// From blue to yellow.
    b: f64,
}

impl Rgb {
    /// Black.
    pub const BLACK: Self = Self([0; 3]);
    /// White.
    pub const WHITE: Self = Self([255; 3]);

    /// What a colour looks like where it lies over another: it may let that through.
    pub fn over(color: &HexColor, below: Self) -> Self {
        let [red, green, blue, opacity] = color.rgba();
        let share = f64::from(opacity) / 255.0;
        let mix = |above: u8, below: u8| byte(f64::from(above) * share + f64::from(below) * (1.0 - share));
        Self([mix(red, below.0[0]), mix(green, below.0[1]), mix(blue, below.0[2])])
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| linear(f64::from(part) / 255.0));
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of two colours, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// As an eye sees it.
    pub fn oklch(self) -> Oklch {
        let [red, green, blue] = self.0.map(|part| linear(f64::from(part) / 255.0));
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let lightness = 0.210_454_255_3 * long + 0.793_617_785 * medium - 0.004_072_046_8 * short;
        let a = 1.977_998_495_1 * long - 2.428_592_205 * medium + 0.450_593_709_9 * short;
        let b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766 * short;
        Oklch { lightness, a, b }
    }
}

impl From<Rgb> for HexColor {
    fn from(color: Rgb) -> Self {
        Self::of_rgb(color.0)
    }
}

impl Oklch {
    /// The same with another lightness.
    #[must_use]
    pub fn with_lightness(self, lightness: f64) -> Self {
        Self { lightness: lightness.clamp(0.0, 1.0), ..self }
    }

    /// How far from grey: 0 is grey; nothing on a screen is above 0.33.
    pub fn chroma(self) -> f64 {
        (self.a * self.a + self.b * self.b).sqrt()
    }

    /// The same hue with at most this chroma.
    #[must_use]
    pub fn at_most(self, chroma: f64) -> Self {
        let own = self.chroma();
        if own <= chroma { self } else { self.scaled(chroma / own) }
    }

    /// The hue a sixth of the colour wheel further.
    #[must_use]
    pub fn neighbour(self) -> Self {
        const SINE: f64 = 0.866_025_403_784_438_6;
        Self { a: 0.5 * self.a - SINE * self.b, b: SINE * self.a + 0.5 * self.b, ..self }
    }

    /// How near the hues of two are: 1 is the same, -1 the opposite; 0 if either is grey.
    pub fn likeness(self, other: Self) -> f64 {
        let both = self.chroma() * other.chroma();
        if both > 0.0 { (self.a * other.a + self.b * other.b) / both } else { 0.0 }
    }

    fn scaled(self, by: f64) -> Self {
        Self { a: self.a * by, b: self.b * by, ..self }
    }

    /// As a screen shows it: with less chroma where the screen cannot, never with another hue or lightness.
    pub fn to_rgb(self) -> Rgb {
        let (mut none, mut much) = (0.0, 1.0);
        let mut linear = self.linear();
        if !is_shown(linear) {
            // Twelve halvings leave less than a step of eight bits.
            for _ in 0..12 {
                let share = f64::midpoint(none, much);
                linear = self.scaled(share).linear();
                if is_shown(linear) {
                    none = share;
                } else {
                    much = share;
                }
            }
            linear = self.scaled(none).linear();
        }
        Rgb(linear.map(|part| byte(encoded(part.clamp(0.0, 1.0)) * 255.0)))
    }

    /// Linear red, green, blue; outside of 0 to 1 where no screen shows it.
    fn linear(self) -> [f64; 3] {
        let Self { a, b, .. } = self;
        let long = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let medium = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
        ]
    }
}

/// Whether a screen shows it; what rounding adds is no colour.
fn is_shown(linear: [f64; 3]) -> bool {
    linear.into_iter().all(|part| (-0.000_1..=1.000_1).contains(&part))
}

fn linear(part: f64) -> f64 {
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn encoded(part: f64) -> f64 {
    if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is rounded and within 0 to 255")]
fn byte(part: f64) -> u8 {
    part.round().clamp(0.0, 255.0) as u8
}

/// The colour of this hue and a lightness as near as possible to its own that has at least this contrast with another; what
/// is asked for holds for the colour as it is written, rounded to eight bits a part. `None` if no lightness reaches it.
pub fn reaching(color: Rgb, other: Rgb, ratio: f64) -> Option<Rgb> {
    let reaches = |color: Rgb| color.contrast(other) >= ratio;
    if reaches(color) {
        return Some(color);
    }
    let seen = color.oklch();
    let at = |lightness: f64| Some(seen.with_lightness(lightness).to_rgb()).filter(|color| reaches(*color));
    let steps = (1..=STEPS).map(|step| f64::from(step) / f64::from(STEPS));
    let mut found = steps.map(|away| at(seen.lightness - away).or_else(|| at(seen.lightness + away)));
    found.find_map(|found| found)
}

/// So many steps of lightness are there between black and white; eight bits have less.
const STEPS: u16 = 1000;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rgb(text: &str) -> Rgb {
        Rgb::over(&text.parse().unwrap(), Rgb::WHITE)
    }

    fn any_rgb() -> impl Strategy<Value = Rgb> {
        any::<[u8; 3]>().prop_map(Rgb)
    }

    #[test]
    fn known_ratios() {
        for (one, two, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#777777", "#ffffff", 4.478),
            ("#767676", "#ffffff", 4.542),
            ("#00a1f2", "#ffffff", 2.845),
            ("#ff0000", "#ffffff", 3.998),
            ("#0000ff", "#ffffff", 8.592),
            ("#123456", "#123456", 1.0),
        ] {
            let found = rgb(one).contrast(rgb(two));
            assert!((found - ratio).abs() < 0.001, "{one} {two} {found}");
            assert!((rgb(two).contrast(rgb(one)) - found).abs() < f64::EPSILON);
        }
    }

    #[test]
    fn known_colours_as_seen() {
        // From the examples of CSS Color 4.
        for (text, lightness, chroma, hue) in
            [("#ff0000", 0.628, 0.258, 29.2), ("#00ff00", 0.866, 0.295, 142.5), ("#0000ff", 0.452, 0.313, 264.1)]
        {
            let seen = rgb(text).oklch();
            assert!((seen.lightness - lightness).abs() < 0.001, "{text} {seen:?}");
            assert!((seen.chroma() - chroma).abs() < 0.001, "{text} {seen:?}");
            assert!((seen.b.atan2(seen.a).to_degrees().rem_euclid(360.0) - hue).abs() < 0.2, "{text} {seen:?}");
        }
    }

    #[test]
    fn what_lets_light_through_is_mixed() {
        assert_eq!(Rgb::over(&"#00000080".parse().unwrap(), Rgb::WHITE), Rgb([127; 3]));
        assert_eq!(Rgb::over(&"#ff000000".parse().unwrap(), Rgb([1, 2, 3])), Rgb([1, 2, 3]));
        assert_eq!(Rgb::over(&"#abc".parse().unwrap(), Rgb::BLACK), Rgb([0xaa, 0xbb, 0xcc]));
        assert_eq!(HexColor::from(Rgb([1, 171, 255])).as_str(), "#01abff");
    }

    proptest! {
        #[test]
        fn a_colour_comes_back_from_what_an_eye_sees(color in any_rgb()) {
            prop_assert_eq!(color.oklch().to_rgb(), color);
        }

        #[test]
        fn a_ratio_is_reached_whenever_any_lightness_can(color in any_rgb(), other in any_rgb(), ratio in 1.0..21.0) {
            let best = other.contrast(Rgb::BLACK).max(other.contrast(Rgb::WHITE));
            match reaching(color, other, ratio) {
                Some(found) => prop_assert!(found.contrast(other) >= ratio),
                None => prop_assert!(best < ratio),
            }
        }

        #[test]
        fn what_is_asked_of_texts_can_always_be_reached(color in any_rgb(), other in any_rgb()) {
            prop_assert!(reaching(color, other, 4.5).is_some());
        }

        #[test]
        fn no_nearer_lightness_reaches_it(color in any_rgb(), other in any_rgb(), ratio in 1.0..12.0) {
            let Some(found) = reaching(color, other, ratio) else { return Ok(()) };
            let seen = color.oklch();
            let moved = (found.oklch().lightness - seen.lightness).abs();
            // What is nearer by more than a step and rounding to eight bits.
            for step in 0..4000_i32 {
                let nearer = seen.with_lightness(f64::from(step) / 4000.0).to_rgb();
                if (nearer.oklch().lightness - seen.lightness).abs() < moved - 0.006 {
                    prop_assert!(nearer.contrast(other) < ratio, "{nearer:?}");
                }
            }
        }

        #[test]
        fn the_hue_is_kept(color in any_rgb(), other in any_rgb()) {
            let Some(found) = reaching(color, other, 4.5) else { return Ok(()) };
            let (before, after) = (color.oklch(), found.oklch());
            // What is nearly grey, black or white has a hue of rounding only.
            if before.chroma() > 0.04 && after.chroma() > 0.04 {
                prop_assert!(before.likeness(after).clamp(-1.0, 1.0).acos().to_degrees() < 6.0, "{before:?} {after:?}");
                prop_assert!(after.chroma() < before.chroma() + 0.01);
            }
        }
    }
}
