//! Text in the letters of addresses and ids.

/// The text in `a-z 0-9`, its words joined by single dashes, cut to `limit` characters (at a word's end if that loses
/// less than half); empty when no letter or digit is left.
pub(super) fn dashed(text: &str, limit: usize) -> String {
    let plain = deunicode::deunicode_with_tofu(text, " ").to_ascii_lowercase();
    // Apostrophes stand inside words ("o'brien"), and deunicode writes some letters with one.
    let plain = plain.replace(['\'', '`'], "");
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut dashed = words.join("-");
    if dashed.len() > limit {
        let cut_inside_word = dashed.as_bytes()[limit] != b'-';
        dashed.truncate(limit);
        if let Some(end) = dashed.rfind('-').filter(|end| cut_inside_word && *end > limit / 2) {
            dashed.truncate(end);
        }
    }
    dashed.trim_end_matches('-').to_owned()
}

/// At most `limit` of the ASCII letters and digits in a random text, in lower case.
pub(super) fn letters(random: &str, limit: usize) -> String {
    random.chars().filter(char::is_ascii_alphanumeric).take(limit).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_in_many_scripts() {
        for (text, expected) in [
            ("Ann Lee", "ann-lee"),
            ("Zoë O'Brien", "zoe-obrien"),
            ("Größe & Straße", "grosse-strasse"),
            ("北京", "bei-jing"),
            ("  --  ", ""),
            ("user_", "user"),
            ("***", ""),
        ] {
            assert_eq!(dashed(text, 40), expected, "{text}");
        }
        assert!(!dashed("أحمد", 40).is_empty());
    }

    #[test]
    fn long_texts_end_at_a_word_when_one_is_near() {
        assert_eq!(dashed("introduction to molecular biology", 30), "introduction-to-molecular");
        assert_eq!(dashed("introduction to molecular biology", 25), "introduction-to-molecular");
        assert_eq!(dashed("abcdefghijklmnop", 8), "abcdefgh");
        assert_eq!(dashed("ab cdefghijklmnop", 8), "ab-cdefg");
    }

    proptest! {
        #[test]
        fn only_letters_digits_and_single_dashes(text in any::<String>(), limit in 1_usize..60) {
            let found = dashed(&text, limit);
            prop_assert!(found.len() <= limit);
            prop_assert!(found.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!found.contains("--") && !found.starts_with('-') && !found.ends_with('-'));
        }
    }
}
