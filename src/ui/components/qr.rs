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

/// A text as modules.
pub struct Qr {
    width: usize,
    path: String,
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
        for (place, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                // A String takes all that is written to it.
                let _ = write!(path, "M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET);
            }
        }
        Some(Self { width, path })
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
