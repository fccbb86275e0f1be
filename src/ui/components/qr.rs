//! A QR code as inline SVG.
use std::fmt::Write;

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// Pixels a module; smaller ones do not scan from a screen.
const MODULE: usize = 4;
/// The quiet zone the standard asks for, in modules.
const QUIET: usize = 4;
/// What fits into a card at this module size, in modules.
const WIDEST_IN_A_CARD: usize = 77;

/// Pixels of a file's side, at least: 10 cm at 300 dots an inch.
const PRINTED: usize = 1200;
/// 300 dots an inch, in dots a metre.
const DENSITY: u32 = 11_811;

/// A text as modules.
pub struct Qr {
    width: usize,
    path: String,
    /// Row by row, without the quiet zone.
    dark: Vec<bool>,
}

impl Qr {
    /// The code; `None` if the text is longer than any takes (2,953 bytes).
    pub fn of(text: &str) -> Option<Self> {
        Self::with_level(text, EcLevel::L)
    }

    /// The code for what is printed, folded and looked at from the back of a room: a quarter of it may be unreadable.
    pub fn for_paper(text: &str) -> Option<Self> {
        Self::with_level(text, EcLevel::Q)
    }

    fn with_level(text: &str, level: EcLevel) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, level).ok()?;
        let width = code.width();
        let mut path = String::new();
        let dark: Vec<bool> = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        for (place, dark) in dark.iter().enumerate() {
            if *dark {
                // A String takes all that is written to it.
                let _ = write!(path, "M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET);
            }
        }
        Some(Self { width, path, dark })
    }

    /// The code as a file of its own, for programs that set type.
    pub fn svg(&self) -> String {
        let side = self.width + 2 * QUIET;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" height=\"{0}\" \
             shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{1}\" fill=\"#000\"/></svg>\n",
            side * MODULE,
            self.path
        )
    }

    /// The code as dots, for print.
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let modules = self.width + 2 * QUIET;
        let scale = PRINTED.div_ceil(modules);
        let side = modules * scale;
        let bytes_a_row = side.div_ceil(8);
        // A bit a dot, and 1 is white.
        let mut dots = vec![u8::MAX; bytes_a_row * side];
        for (y, row) in dots.chunks_mut(bytes_a_row).enumerate() {
            for x in 0..side {
                if self.is_dark(x / scale, y / scale) {
                    row[x / 8] &= !(0x80 >> (x % 8));
                }
            }
        }
        let mut file = Vec::new();
        let pixels = u32::try_from(side).unwrap_or(u32::MAX);
        let mut encoder = png::Encoder::new(&mut file, pixels, pixels);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: DENSITY, yppu: DENSITY, unit: png::Unit::Meter }));
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&dots)?;
        writer.finish()?;
        Ok(file)
    }

    /// Whether a module is dark; places count from the edge of the quiet zone.
    fn is_dark(&self, x: usize, y: usize) -> bool {
        let (Some(x), Some(y)) = (x.checked_sub(QUIET), y.checked_sub(QUIET)) else { return false };
        x < self.width && self.dark.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// Whether it can stand in a key card, or wants the whole window.
    pub fn fits_a_card(&self) -> bool {
        self.width <= WIDEST_IN_A_CARD
    }

    /// The picture.
    pub fn view(&self, label: String) -> AnyView {
        let side = self.width + 2 * QUIET;
        view! {
            <svg class="qr" role="img" aria-label=label viewBox=format!("0 0 {side} {side}") width=side * MODULE height=side * MODULE shape-rendering="crispEdges">
                <path d=self.path.clone()></path>
            </svg>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_link_fits_a_card_a_designed_one_wants_the_window_and_the_longest_has_none() {
        assert!(Qr::of(&"x".repeat(450)).unwrap().fits_a_card());
        assert!(!Qr::of(&"x".repeat(900)).unwrap().fits_a_card());
        assert!(Qr::of(&"x".repeat(3000)).is_none());
    }
}
