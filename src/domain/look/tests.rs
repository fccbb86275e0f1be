use super::super::design::DesignKind;
use super::super::design::tests::design;
use super::*;

const RED: &str = "#ff0000";
const BLUE: &str = "#0000ff";
const IMAGE: &str = "https://school.example/a.png";

fn value(key: DesignKey, color: &'static str) -> &'static str {
    if key.kind() == DesignKind::Address { IMAGE } else { color }
}

/// What a design changes in light mode: area, colour, and the key it is from.
fn changed(pairs: &[(DesignKey, &str)]) -> Vec<(Area, String, DesignKey)> {
    let (with, stock) = (look(&design(pairs)), look(&Design::default()));
    assert_eq!(with.dark, stock.dark, "no colour applies in dark mode");
    let changed = Area::ALL.into_iter().filter(|area| with.light.of(*area) != stock.light.of(*area));
    changed
        .map(|area| {
            let paint = with.light.of(area);
            (area, paint.color.to_string(), paint.from.unwrap())
        })
        .collect()
}

fn idle(pairs: &[(DesignKey, &str)]) -> Vec<(DesignKey, Idle)> {
    look(&design(pairs)).idle
}

/// Written from §7.2: what each key alone changes.
#[test]
fn each_key_alone() {
    use DesignKey::*;
    for key in DesignKey::ALL {
        let areas: &[Area] = match key {
            PrimaryColor => &[Area::Primary, Area::PrimaryButton],
            PrimaryBtnBgColor => &[Area::PrimaryButton],
            SecondaryColor => &[Area::Secondary, Area::SecondaryButton],
            SecondaryBtnBgColor => &[Area::SecondaryButton],
            BackgroundColor => &[Area::Main],
            HeaderBgColor => &[Area::Header],
            FooterBgColor => &[Area::Footer],
            FooterIconBgColor => &[Area::FooterButton],
            FooterIconColor => &[Area::FooterIcon],
            SidePanelBgColor | RightSideBgColor => &[Area::SidePanel],
            PrimaryBtnTextColor | SecondaryBtnTextColor | BackgroundImage | CustomCssUrl | CustomLogo => &[],
        };
        let set = [(key, value(key, RED))];
        let expected: Vec<_> = areas.iter().map(|area| (*area, RED.to_owned(), key)).collect();
        assert_eq!(changed(&set), expected, "{key:?}");
        let look = look(&design(&set));
        assert_eq!(look.background_image.is_some(), key == BackgroundImage);
        assert_eq!(look.logo.is_some(), key == CustomLogo);
        assert_eq!(look.style_sheet.is_some(), key == CustomCssUrl);
        let text_alone = matches!(key, PrimaryBtnTextColor | SecondaryBtnTextColor);
        assert_eq!(look.idle, if text_alone { vec![(key, Idle::TextWithoutButton)] } else { vec![] });
    }
}

#[test]
fn each_pair_with_a_fall_back() {
    use DesignKey::*;
    let rows = [
        (PrimaryColor, PrimaryBtnBgColor, PrimaryBtnTextColor, Area::Primary, Area::PrimaryButton, Area::PrimaryButtonText),
        (
            SecondaryColor,
            SecondaryBtnBgColor,
            SecondaryBtnTextColor,
            Area::Secondary,
            Area::SecondaryButton,
            Area::SecondaryButtonText,
        ),
    ];
    let (red, blue) = (|| RED.to_owned(), || BLUE.to_owned());
    for (base, button, text, base_area, button_area, text_area) in rows {
        let both = [(button, RED), (base, BLUE)];
        assert_eq!(changed(&both), [(base_area, blue(), base), (button_area, red(), button)]);
        let both = [(button, RED), (text, BLUE)];
        assert_eq!(changed(&both), [(button_area, red(), button), (text_area, blue(), text)]);
        assert_eq!(idle(&both), []);
        let both = [(base, RED), (text, BLUE)];
        assert_eq!(changed(&both), [(base_area, red(), base), (button_area, red(), base), (text_area, blue(), text)]);
        assert_eq!(idle(&both), []);
    }
    let panels = [(SidePanelBgColor, RED), (RightSideBgColor, BLUE)];
    assert_eq!(changed(&panels), [(Area::SidePanel, red(), SidePanelBgColor)]);
    assert_eq!(idle(&panels), [(RightSideBgColor, Idle::OldName)]);
    let image = [(BackgroundColor, RED), (BackgroundImage, IMAGE)];
    assert_eq!(changed(&image), []);
    assert_eq!(idle(&image), [(BackgroundColor, Idle::UnderImage)]);
}

/// Keys that know nothing of each other: what two change is what each changes.
#[test]
fn every_other_pair_is_the_sum_of_its_keys() {
    use DesignKey::*;
    let knows = |one, other| {
        let families: [&[DesignKey]; 4] = [
            &[PrimaryColor, PrimaryBtnBgColor, PrimaryBtnTextColor],
            &[SecondaryColor, SecondaryBtnBgColor, SecondaryBtnTextColor],
            &[SidePanelBgColor, RightSideBgColor],
            &[BackgroundColor, BackgroundImage],
        ];
        families.iter().any(|family| family.contains(&one) && family.contains(&other))
    };
    for one in DesignKey::ALL {
        for other in DesignKey::ALL {
            if one == other || knows(one, other) {
                continue;
            }
            let mut sum = [changed(&[(one, value(one, RED))]), changed(&[(other, value(other, BLUE))])].concat();
            sum.sort_by_key(|(area, ..)| *area as usize);
            assert_eq!(changed(&[(one, value(one, RED)), (other, value(other, BLUE))]), sum, "{one:?} {other:?}");
        }
    }
}

/// The colours with which the real client was photographed, area by area as its picture shows them.
#[test]
fn the_photographed_colours() {
    use DesignKey::*;
    let shown = design(&[
        (PrimaryColor, "#7b1fa2"),
        (PrimaryBtnBgColor, "#c62828"),
        (PrimaryBtnTextColor, "#fff59d"),
        (SecondaryColor, "#00838f"),
        (SecondaryBtnBgColor, "#ef6c00"),
        (SecondaryBtnTextColor, "#1a237e"),
        (BackgroundColor, "#e8f5e9"),
        (HeaderBgColor, "#ffcc80"),
        (FooterBgColor, "#90caf9"),
        (FooterIconBgColor, "#f8bbd0"),
        (FooterIconColor, "#1b5e20"),
        (SidePanelBgColor, "#fff9c4"),
    ]);
    let look = look(&shown);
    let expected = [
        (Area::Header, "#ffcc80"),
        (Area::Main, "#e8f5e9"),
        (Area::Footer, "#90caf9"),
        (Area::FooterButton, "#f8bbd0"),
        (Area::FooterIcon, "#1b5e20"),
        (Area::SidePanel, "#fff9c4"),
        (Area::Secondary, "#00838f"),
        (Area::PrimaryButton, "#c62828"),
        (Area::PrimaryButtonText, "#fff59d"),
        (Area::SecondaryButton, "#ef6c00"),
        (Area::SecondaryButtonText, "#1a237e"),
    ];
    for (area, color) in expected {
        assert_eq!(look.light.of(area).color.as_str(), color, "{area:?}");
    }
    assert_eq!(look.dark.of(Area::Header).color.as_str(), "#01102b");
    assert_eq!(look.idle, []);
}

#[test]
fn the_clients_own_colours_are_colours_and_stand_in_their_place() {
    let look = look(&Design::default());
    for (place, area) in Area::ALL.into_iter().enumerate() {
        assert_eq!(area as usize, place);
        for paint in [look.light.of(area), look.dark.of(area)] {
            assert_eq!(paint.color.as_str().parse().as_ref(), Ok(&paint.color), "{area:?}");
            assert_eq!(paint.from, None);
        }
    }
}

#[test]
fn what_lets_light_through_shows_what_is_below() {
    let paints = look(&design(&[(DesignKey::FooterBgColor, "#000000"), (DesignKey::FooterIconBgColor, "#ffffff80")])).light;
    assert_eq!(paints.seen(Area::FooterButton), Rgb([128; 3]));
    assert_eq!(look(&design(&[(DesignKey::HeaderBgColor, "#ff000000")])).light.seen(Area::Header), PAGE);
}
