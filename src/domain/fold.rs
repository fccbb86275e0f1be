//! Texts as they are searched and sorted: without case, accents, and the ways of writing one letter twice.
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// The text folded: `Größe` and `GROSSE` are one, `أحمد` and `احمد` too. Runs of spaces are one space.
///
/// Folding what is folded changes nothing. What it gives is for comparing, never for showing.
pub fn folded(text: &str) -> String {
    let letters = text.nfkd().filter(|c| !is_ornament(*c)).flat_map(char::to_lowercase).flat_map(same_letter);
    // Lower case can be written with an accent where the capital had none.
    let letters: String = letters.nfkd().filter(|c| !is_ornament(*c)).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character only decorates or joins its neighbours: accents, Hebrew and Arabic vowel points, the line that
/// stretches an Arabic word, direction marks, variation selectors. Vowel signs of Indic scripts and Thai, tone marks and
/// the voicing marks of Japanese make another word, so they stay.
fn is_ornament(character: char) -> bool {
    matches!(canonical_combining_class(character), 10..=36 | 200..=240)
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Letters that no accent explains, as people type them who do not have the key.
fn same_letter(character: char) -> impl Iterator<Item = char> {
    let plain: &'static str = match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        // Arabic: alef maksura, teh marbuta, and the Persian forms of yeh and kaf.
        '\u{649}' | '\u{6cc}' => "\u{64a}",
        '\u{629}' => "\u{647}",
        '\u{6a9}' => "\u{643}",
        _ => "",
    };
    let itself = plain.is_empty().then_some(character);
    plain.chars().chain(itself)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_word_however_it_is_typed() {
        for (one, other) in [
            ("Größe", "GROSSE"),
            ("Ärzte", "a\u{308}rzte"),
            ("ÉCOLE", "ecole"),
            ("Łódź", "lodz"),
            ("İstanbul", "istanbul"),
            ("Σίσυφος", "ΣΙΣΥΦΟΣ"),
            ("أحمد", "احمد"),
            ("مُحَمَّد", "محمد"),
            ("مدرسة", "مدرسه"),
            ("فـــصل", "فصل"),
            ("علی", "علي"),
            ("שָׁלוֹם", "שלום"),
            ("Ｂｉｏ　７ｂ", "bio 7b"),
            ("  a \t b\u{200b}\u{200f} ", "A B"),
            ("❤️", "❤"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn other_words_stay_others() {
        for (one, other) in [("か", "が"), ("कि", "क"), ("กุ", "ก"), ("и", "н"), ("🎓", "🎒"), ("a%", "ab"), ("a_", "ab")]
        {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }
    }
}
