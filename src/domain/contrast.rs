//! Whether what a design colours can be read: the contrast of every two colours that meet on the client's screen, and the
//! nearest colour that mends one which is too low. A low one is told, and stops nobody.
//!
//! In light mode: in dark mode no colour of a design applies. Levels as in WCAG 2.2, 1.4.3 (text) and 1.4.11 (the rest).
use super::color::{Rgb, reaching};
use super::design::{Design, DesignKey, HexColor};
use super::look::{Area, Paints, look};

/// Two colours that meet on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    /// The primary button's text on it.
    PrimaryButton,
    /// The secondary button's text on it.
    SecondaryButton,
    /// The title in the header.
    HeaderText,
    /// The icons in the header.
    HeaderIcons,
    /// The icons on the footer's buttons.
    FooterIcons,
    /// The footer's buttons on the footer.
    FooterButtons,
    /// Names and messages in the side panel.
    PanelText,
    /// Smaller, paler text there.
    PanelSmallText,
    /// The palest text there: welcome message, empty fields.
    PanelHint,
    /// Icons there: locks, tools.
    PanelIcons,
    /// Initials on an avatar.
    Avatar,
    /// The number on a badge.
    Badge,
}

/// A colour that meets another.
#[derive(Clone, Copy)]
enum Side {
    /// One that a design can set.
    Area(Area),
    /// One that is always the client's own (read from its pictures).
    Fixed(Rgb),
}

const INK: Side = Side::Fixed(Rgb([0x0c, 0x13, 0x1a]));
const INK_OF_ICONS: Side = Side::Fixed(Rgb([0x36, 0x41, 0x53]));
const SMALL_INK: Side = Side::Fixed(Rgb([0x4d, 0x66, 0x80]));
const PALE_INK: Side = Side::Fixed(Rgb([0x74, 0x93, 0xb2]));
const WHITE: Side = Side::Fixed(Rgb::WHITE);

/// The least ratio of text.
const TEXT: f64 = 4.5;
/// The least ratio of icons and edges.
const SHAPE: f64 = 3.0;

impl Pair {
    /// The twelve, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::PrimaryButton,
        Self::SecondaryButton,
        Self::HeaderText,
        Self::HeaderIcons,
        Self::FooterIcons,
        Self::FooterButtons,
        Self::PanelText,
        Self::PanelSmallText,
        Self::PanelHint,
        Self::PanelIcons,
        Self::Avatar,
        Self::Badge,
    ];

    /// Its word in forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::PrimaryButton => "primary-button",
            Self::SecondaryButton => "secondary-button",
            Self::HeaderText => "header-text",
            Self::HeaderIcons => "header-icons",
            Self::FooterIcons => "footer-icons",
            Self::FooterButtons => "footer-buttons",
            Self::PanelText => "panel-text",
            Self::PanelSmallText => "panel-small-text",
            Self::PanelHint => "panel-hint",
            Self::PanelIcons => "panel-icons",
            Self::Avatar => "avatar",
            Self::Badge => "badge",
        }
    }

    /// The pair of that word.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pair| pair.key() == key)
    }

    /// What is in front, and what is behind it.
    fn sides(self) -> (Side, Side) {
        match self {
            Self::PrimaryButton => (Side::Area(Area::PrimaryButtonText), Side::Area(Area::PrimaryButton)),
            Self::SecondaryButton => (Side::Area(Area::SecondaryButtonText), Side::Area(Area::SecondaryButton)),
            Self::HeaderText => (INK, Side::Area(Area::Header)),
            Self::HeaderIcons => (INK_OF_ICONS, Side::Area(Area::Header)),
            Self::FooterIcons => (Side::Area(Area::FooterIcon), Side::Area(Area::FooterButton)),
            Self::FooterButtons => (Side::Area(Area::FooterButton), Side::Area(Area::Footer)),
            Self::PanelText => (INK, Side::Area(Area::SidePanel)),
            Self::PanelSmallText => (SMALL_INK, Side::Area(Area::SidePanel)),
            Self::PanelHint => (PALE_INK, Side::Area(Area::SidePanel)),
            Self::PanelIcons => (Side::Area(Area::Primary), Side::Area(Area::SidePanel)),
            Self::Avatar => (WHITE, Side::Area(Area::Primary)),
            Self::Badge => (WHITE, Side::Area(Area::Secondary)),
        }
    }

    /// The least ratio.
    pub fn needed(self) -> f64 {
        match self {
            Self::HeaderIcons | Self::FooterIcons | Self::FooterButtons | Self::PanelIcons => SHAPE,
            _ => TEXT,
        }
    }

    /// Whether a low ratio is the design's doing.
    fn is_the_designs(self, front_is_set: bool, behind_is_set: bool) -> bool {
        match self {
            // No light panel makes plugNmeet's palest text readable, its own neither.
            Self::PanelHint => false,
            // plugNmeet's own buttons hardly differ from its footer either: the icon tells them. Whoever colours both means
            // them to be seen.
            Self::FooterButtons => front_is_set && behind_is_set,
            _ => front_is_set || behind_is_set,
        }
    }
}

/// The contrast of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Which.
    pub pair: Pair,
    /// 1 to 21.
    pub ratio: f64,
    /// What it amounts to.
    pub verdict: Verdict,
}

/// What a ratio amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Enough.
    Enough,
    /// Too little, and the design's doing.
    TooLittle,
    /// Too little, and plugNmeet's own doing.
    TooLittleAnyway,
}

/// Every pair of a design.
pub fn readings(design: &Design) -> [Reading; Pair::ALL.len()] {
    let paints = look(design).light;
    Pair::ALL.map(|pair| read(&paints, pair))
}

/// The pairs of a design that are too low by its own doing.
pub fn too_low(design: &Design) -> Vec<Reading> {
    readings(design).into_iter().filter(|reading| reading.verdict == Verdict::TooLittle).collect()
}

fn read(paints: &Paints, pair: Pair) -> Reading {
    let (front, behind) = pair.sides();
    let seen = |side| match side {
        Side::Area(area) => paints.seen(area),
        Side::Fixed(color) => color,
    };
    let is_set = |side| matches!(side, Side::Area(area) if paints.of(area).from.is_some());
    let ratio = seen(front).contrast(seen(behind));
    let verdict = match ratio >= pair.needed() {
        true => Verdict::Enough,
        false if pair.is_the_designs(is_set(front), is_set(behind)) => Verdict::TooLittle,
        false => Verdict::TooLittleAnyway,
    };
    Reading { pair, ratio, verdict }
}

/// The nearest colour with which a pair is readable, and the key to set to it: of the two the one in front, if the design
/// has coloured it, never one that is the client's own. `None` if it is readable, or not the design's doing.
pub fn fix(design: &Design, pair: Pair) -> Option<(DesignKey, HexColor)> {
    let paints = look(design).light;
    if read(&paints, pair).verdict != Verdict::TooLittle {
        return None;
    }
    let (front, behind) = pair.sides();
    // Another footer changes nothing else; another button would need another icon.
    let [first, second] = if pair == Pair::FooterButtons { [behind, front] } else { [front, behind] };
    [(first, second), (second, first)].into_iter().find_map(|(ours, other)| {
        let Side::Area(area) = ours else { return None };
        paints.of(area).from?;
        let other = match other {
            Side::Area(area) => paints.seen(area),
            Side::Fixed(color) => color,
        };
        let color = HexColor::from(reaching(paints.seen(area), other, pair.needed())?);
        // What lets light through changes with what is below it.
        let mends = read(&look(&with(design, area.key(), &color)).light, pair).verdict == Verdict::Enough;
        mends.then_some((area.key(), color))
    })
}

fn with(design: &Design, key: DesignKey, color: &HexColor) -> Design {
    let mut changed = design.clone();
    changed.set_color(key, color.clone());
    changed
}

#[cfg(test)]
mod tests {
    use super::super::design::DesignKind;
    use super::super::design::tests::design;
    use super::*;
    use proptest::prelude::*;

    fn reading(pairs: &[(DesignKey, &str)], pair: Pair) -> Reading {
        readings(&design(pairs)).into_iter().find(|reading| reading.pair == pair).unwrap()
    }

    #[test]
    fn words_are_read_back() {
        for pair in Pair::ALL {
            assert_eq!(Pair::of_key(pair.key()), Some(pair));
        }
        assert_eq!(Pair::of_key("nothing"), None);
    }

    #[test]
    fn no_design_is_told_what_is_plugnmeets_own() {
        assert_eq!(too_low(&Design::default()), []);
        let anyway = readings(&Design::default()).into_iter().filter(|reading| reading.verdict == Verdict::TooLittleAnyway);
        let anyway: Vec<_> = anyway.map(|reading| reading.pair).collect();
        assert_eq!(anyway, [Pair::PrimaryButton, Pair::FooterButtons, Pair::PanelHint, Pair::Badge]);
    }

    #[test]
    fn each_pair_is_read_where_its_colours_meet() {
        use DesignKey::*;
        for (pair, set, ratio) in [
            (Pair::PrimaryButton, &[(PrimaryColor, "#ffff00")][..], 1.07),
            (Pair::PrimaryButton, &[(PrimaryBtnBgColor, "#000"), (PrimaryBtnTextColor, "#000")], 1.0),
            (Pair::SecondaryButton, &[(SecondaryColor, "#000000")], 1.0),
            (Pair::HeaderText, &[(HeaderBgColor, "#0c131a")], 1.0),
            (Pair::HeaderIcons, &[(HeaderBgColor, "#364153")], 1.0),
            (Pair::FooterIcons, &[(FooterIconColor, "#fff")], 1.0),
            (Pair::FooterButtons, &[(FooterBgColor, "#abcdef"), (FooterIconBgColor, "#abcdef")], 1.0),
            (Pair::PanelText, &[(RightSideBgColor, "#0c131a")], 1.0),
            (Pair::PanelSmallText, &[(SidePanelBgColor, "#4d6680")], 1.0),
            (Pair::PanelIcons, &[(PrimaryColor, "#fff"), (SidePanelBgColor, "#fff")], 1.0),
            (Pair::Avatar, &[(PrimaryColor, "#fff")], 1.0),
            (Pair::Badge, &[(SecondaryColor, "#fff")], 1.0),
        ] {
            let found = reading(set, pair);
            assert!((found.ratio - ratio).abs() < 0.01, "{found:?}");
            assert_eq!(found.verdict, Verdict::TooLittle, "{pair:?}");
            let (key, color) = fix(&design(set), pair).unwrap();
            let mended = with(&design(set), key, &color);
            assert_eq!(readings(&mended)[pair as usize].verdict, Verdict::Enough, "{pair:?}");
        }
    }

    #[test]
    fn the_designs_own_colour_is_mended_and_its_brand_left_alone() {
        use DesignKey::*;
        let key = |set: &[(DesignKey, &str)], pair| fix(&design(set), pair).map(|(key, _)| key);
        assert_eq!(key(&[(PrimaryColor, "#ff0")], Pair::PrimaryButton), Some(PrimaryBtnBgColor));
        assert_eq!(key(&[(PrimaryColor, "#ff0"), (PrimaryBtnTextColor, "#eee")], Pair::PrimaryButton), Some(PrimaryBtnTextColor));
        assert_eq!(key(&[(RightSideBgColor, "#333")], Pair::PanelText), Some(SidePanelBgColor));
        assert_eq!(key(&[(FooterBgColor, "#eee"), (FooterIconBgColor, "#ddd")], Pair::FooterButtons), Some(FooterBgColor));
        assert_eq!(key(&[(FooterBgColor, "#eee")], Pair::FooterButtons), None, "plugNmeet's own buttons are white as well");
        assert_eq!(key(&[(PrimaryBtnTextColor, "#00a1f2")], Pair::PrimaryButton), None, "it has no effect");
        assert_eq!(key(&[(PrimaryBtnBgColor, "#000")], Pair::PrimaryButton), None, "it is readable");
    }

    /// Some of the keys, each with a colour that may let light through.
    fn any_design() -> impl Strategy<Value = Design> {
        let keys = DesignKey::ALL.into_iter().filter(|key| key.kind() == DesignKind::Color).collect::<Vec<_>>();
        let colors = prop::collection::vec(prop::option::of((any::<u32>(), any::<bool>())), keys.len());
        colors.prop_map(move |colors| {
            let mut design = Design::default();
            for (key, color) in keys.iter().zip(colors) {
                if let Some((color, is_opaque)) = color {
                    let text = if is_opaque { format!("#{:06x}", color >> 8) } else { format!("#{color:08x}") };
                    design.set(*key, &text).unwrap();
                }
            }
            design
        })
    }

    proptest! {
        #[test]
        fn whatever_is_too_low_can_be_mended_by_one_key(design in any_design()) {
            for low in too_low(&design) {
                let (key, color) = fix(&design, low.pair).unwrap();
                let mended = with(&design, key, &color);
                prop_assert!(readings(&mended)[low.pair as usize].ratio >= low.pair.needed(), "{low:?} {key:?} {color}");
            }
        }
    }
}
