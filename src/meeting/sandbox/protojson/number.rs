//! Whole numbers as protobuf reads them: plain, as text, with a fraction or exponent as long as the value is whole.
use std::str::FromStr;

use super::lexer::{Lexed, Lexer, Token};

/// The number a token stands for, if it is whole and fits.
pub fn integer<N: FromStr>(read: &Lexed) -> Option<N> {
    match &read.token {
        Token::Number => whole(&read.text())?.parse().ok(),
        Token::Text(text) if text.trim() == text => {
            let mut lexer = Lexer::new(text.as_bytes());
            let first = lexer.next().ok()?;
            let alone = lexer.next().ok()?.token == Token::End;
            (alone && first.token == Token::Number).then(|| whole(&first.text())?.parse().ok())?
        }
        _ => None,
    }
}

/// A JSON number without fraction and exponent: `1.50e2` is `150`; `None` when it is not whole or absurdly long.
fn whole(number: &str) -> Option<String> {
    /// As many digits as the largest of 64 bits.
    const LONGEST: usize = 20;
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, ""));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    if whole.is_empty() && fraction.is_empty() {
        return Some("0".into());
    }
    let exponent: i32 = if exponent.is_empty() { 0 } else { exponent.parse().ok()? };
    let shift = usize::try_from(exponent.unsigned_abs()).ok()?;
    let digits = if exponent >= 0 {
        if fraction.len() > shift || whole.len().saturating_add(shift) > LONGEST {
            return None;
        }
        format!("{whole}{fraction}{}", "0".repeat(shift - fraction.len()))
    } else {
        let kept = whole.len().checked_sub(shift)?;
        let (kept, dropped) = whole.split_at(kept);
        if !fraction.is_empty() || dropped.bytes().any(|digit| digit != b'0') {
            return None;
        }
        kept.to_owned()
    };
    Some(format!("{sign}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_counts_as_whole_by_its_value() {
        for (written, read) in [("0", "0"), ("-0", "0"), ("0.0e9", "0"), ("1.50e2", "150"), ("-20e-1", "-2"), ("1e+3", "1000")] {
            assert_eq!(whole(written).as_deref(), Some(read), "{written}");
        }
        for written in ["1.5", "15e-1", "1e99999999999", "1e21", "5e-2"] {
            assert_eq!(whole(written), None, "{written}");
        }
    }
}
