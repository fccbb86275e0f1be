//! The colours of the picture of a meeting, as the custom properties that its style sheet takes them from.
use crate::domain::look::{Look, Paints};

/// Whether a design's addresses may be loaded: only after a click (a page of ours loads none by itself).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictures {
    /// Stripes where the background image goes.
    Hidden,
    /// The background image itself.
    Shown,
}

/// What stands for a background image that is not loaded.
const STRIPES: &str = "repeating-linear-gradient(45deg,#0001 0 .5rem,#0000 .5rem 1rem)";

/// The custom properties of light mode: every area's colour, and the background image.
pub(super) fn properties(look: &Look, pictures: Pictures) -> impl Iterator<Item = (&'static str, String)> {
    let image = match (&look.background_image, pictures) {
        (None, _) => "none".to_owned(),
        (Some(_), Pictures::Hidden) => STRIPES.to_owned(),
        (Some(image), Pictures::Shown) => format!("url(\"{image}\")"),
    };
    colors(&look.light).chain([("--look-image", image)])
}

fn colors(paints: &Paints) -> impl Iterator<Item = (&'static str, String)> {
    paints.properties().map(|(name, color)| (name, color.to_string()))
}

/// The same as CSS for the page's `<style nonce>`: a rule for what `selector` finds, and one for the dark frames in it.
///
/// Nothing can leave its place: the selector is ours, a colour is `#` and digits, an address holds no quote, brace,
/// backslash, space or angle bracket.
pub fn look_css(selector: &str, look: &Look, pictures: Pictures) -> String {
    let rule = |declarations: Vec<String>| declarations.join(";");
    let written = |(name, value)| format!("{name}:{value}");
    let light = rule(properties(look, pictures).map(written).collect());
    let dark = rule(colors(&look.dark).chain([("--look-image", "none".to_owned())]).map(written).collect());
    format!("{selector}{{{light}}}{selector} .is-dark{{{dark}}}")
}
