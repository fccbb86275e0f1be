//! The main colours of a picture, and why there are none.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::color::Rgb;

/// Why no colours came of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum LogoError {
    /// No file was chosen.
    #[error("no file")]
    Missing,
    /// More than [`LogoError::LONGEST`] bytes.
    #[error("too long")]
    TooLong,
    /// Neither PNG nor JPEG, or broken.
    #[error("no picture")]
    NoPicture,
    /// A PNG that moves.
    #[error("animated")]
    Animated,
    /// More than [`LogoError::WIDEST`] pixels wide or high, or more than [`LogoError::MOST`] of them.
    #[error("too many pixels")]
    TooLarge,
    /// Nothing of it can be seen.
    #[error("transparent")]
    Transparent,
}

impl LogoError {
    /// Bytes that a file may have.
    pub const LONGEST: usize = 2 * 1024 * 1024;
    /// Pixels that a picture may be wide or high.
    pub const WIDEST: u32 = 6000;
    /// Pixels that a picture may have.
    pub const MOST: u64 = 16 * 1024 * 1024;
}

/// A colour of a picture: how often it is there, and the sum of its parts.
#[derive(Clone, Copy, Default)]
struct Heap {
    count: u32,
    sum: [u32; 3],
}

impl Heap {
    fn color(self) -> Rgb {
        let count = self.count.max(1);
        Rgb(self.sum.map(|part| u8::try_from(part / count).unwrap_or(u8::MAX)))
    }

    /// What it weighs: how much of it there is, and how colourful it is; of what is nearly grey, how dark.
    fn weight(self) -> f64 {
        let seen = self.color().oklch();
        f64::from(self.count) * if self.is_colorful() { seen.chroma() } else { 1.01 - seen.lightness }
    }

    fn is_colorful(self) -> bool {
        self.color().oklch().chroma() > 0.05
    }
}

/// The main colour of a picture, and another that differs from it, if there is one. Takes its pixels, or a sample of them (at
/// most [`LogoError::MOST`]); `None` if there are none.
pub fn main_colors(pixels: impl Iterator<Item = Rgb>) -> Option<(Rgb, Option<Rgb>)> {
    let mut heaps: BTreeMap<[u8; 3], Heap> = BTreeMap::new();
    for pixel in pixels {
        // Sixteen steps a part: what looks the same is the same.
        let heap = heaps.entry(pixel.0.map(|part| part >> 4)).or_default();
        heap.count += 1;
        for (sum, part) in heap.sum.iter_mut().zip(pixel.0) {
            *sum += u32::from(part);
        }
    }
    let heaviest = |among: &mut dyn Iterator<Item = Heap>| among.max_by(|one, two| one.weight().total_cmp(&two.weight()));
    let all: u32 = heaps.values().map(|heap| heap.count).sum();
    // A few pixels are no colour of it, and a ground is none where there is a colour.
    let colorful: Vec<Heap> = heaps.values().copied().filter(|heap| heap.is_colorful() && heap.count > all / 200).collect();
    let main = heaviest(&mut colorful.iter().copied()).or_else(|| heaviest(&mut heaps.values().copied()))?.color();
    let seen = main.oklch();
    // Forty degrees of the colour wheel apart.
    let differs = |heap: &Heap| seen.likeness(heap.color().oklch()) < 0.77;
    let second = heaviest(&mut colorful.iter().copied().filter(differs));
    Some((main, second.map(Heap::color)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[(Rgb, usize)]) -> Option<(Rgb, Option<Rgb>)> {
        main_colors(parts.iter().flat_map(|(color, count)| std::iter::repeat_n(*color, *count)))
    }

    const BLUE: Rgb = Rgb([0, 0x4d, 0x90]);
    const RED: Rgb = Rgb([0xc6, 0x28, 0x28]);

    #[test]
    fn the_colour_counts_and_not_the_ground_it_is_on() {
        assert_eq!(of(&[(Rgb::WHITE, 9000), (BLUE, 800), (Rgb::BLACK, 500)]), Some((BLUE, None)));
        assert_eq!(of(&[(Rgb::WHITE, 9000), (RED, 300), (BLUE, 800)]), Some((BLUE, Some(RED))));
        assert_eq!(of(&[(Rgb::WHITE, 90_000), (RED, 3), (BLUE, 800)]), Some((BLUE, None)), "a few pixels are no colour of it");
    }

    #[test]
    fn a_logo_without_colours_has_one_all_the_same() {
        assert_eq!(of(&[(Rgb::BLACK, 500), (Rgb::WHITE, 300)]), Some((Rgb::BLACK, None)));
        assert_eq!(of(&[]), None);
    }
}
