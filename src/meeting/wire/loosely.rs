//! How replies are read where versions and calls differ (plugnmeet-api.md §1.4).
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};

use crate::clock::UnixMillis;
use crate::domain::join_link::JoinLink;

/// 64-bit numbers travel as text, and in some replies so do others (§2.9).
pub fn int64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Int64 {
        Text(String),
        Number(i64),
    }
    match Option::deserialize(deserializer)? {
        None => Ok(0),
        Some(Int64::Number(number)) => Ok(number),
        Some(Int64::Text(text)) => text.parse().map_err(|_| D::Error::custom("not a whole number")),
    }
}

/// Metadata travels as JSON inside a string. One that cannot be read says nothing, but is no reason to lose the session.
pub fn json_in_text<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(deserializer: D) -> Result<T, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// What is not set travels as `null`, or not at all.
pub fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// What is kept, or sent back: an id of at most so many bytes.
pub fn short<'de, D: Deserializer<'de>, const LIMIT: usize>(deserializer: D) -> Result<String, D::Error> {
    let id = String::deserialize(deserializer)?;
    if id.len() <= LIMIT { Ok(id) } else { Err(D::Error::custom("longer than any id")) }
}

/// What is only shown: its beginning, of at most so many characters.
pub fn cut<'de, D: Deserializer<'de>, const LIMIT: usize>(deserializer: D) -> Result<String, D::Error> {
    let text: String = or_default(deserializer)?;
    Ok(text.char_indices().nth(LIMIT).map_or(text.as_str(), |(end, _)| &text[..end]).to_owned())
}

/// A signed token (§3.3): three parts of URL-safe base64. It goes into links and headers as it is, so nothing else may pass
/// for one; and no token is longer than a whole link.
pub fn token<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let token = String::deserialize(deserializer)?;
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let is_token = token.len() <= JoinLink::LIMIT && token.split('.').count() == 3 && token.split('.').all(is_part);
    if is_token { Ok(token) } else { Err(D::Error::custom("not a signed token")) }
}

/// A time, which some replies write as RFC 3339 and others as `YYYY-MM-DD hh:mm:ss` (§2.9), taken as UTC. The year 1 stands
/// for none.
pub fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<UnixMillis>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
    let plain = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    let moment = text.parse::<Timestamp>().ok().or_else(plain).map(Timestamp::as_millisecond);
    Ok(moment.filter(|millis| *millis > 0).map(UnixMillis))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Times(#[serde(deserialize_with = "moment")] Option<UnixMillis>);

    #[test]
    fn a_time_is_written_in_two_ways() {
        let read = |text: &str| serde_json::from_value::<Times>(text.into()).unwrap().0.map(|moment| moment.0);
        assert_eq!(read("2026-11-22T10:00:00Z"), Some(1_795_341_600_000));
        assert_eq!(read("2026-11-22 10:00:00"), Some(1_795_341_600_000));
        assert_eq!(read("0001-01-01T00:00:00Z"), None);
        assert_eq!(read("soon"), None);
    }

    #[test]
    fn only_a_signed_token_passes_for_one() {
        #[derive(Deserialize)]
        struct Token(#[serde(deserialize_with = "token")] String);
        let read = |text: &str| serde_json::from_value::<Token>(text.into()).ok().map(|token| token.0);
        assert_eq!(read("eyJh.e-_9.c2ln").as_deref(), Some("eyJh.e-_9.c2ln"));
        let long = format!("a.b.{}", "c".repeat(JoinLink::LIMIT));
        for other in ["", "a.b", "a..c", "a.b.c.d", "a.b.c&custom_design=%7B%7D", "a.b.c\r\nSet-Cookie: x=y", "a.b.\u{e9}", &long]
        {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn a_number_is_text_or_number() {
        #[derive(Deserialize)]
        struct Number(#[serde(deserialize_with = "int64")] i64);
        for json in ["12", "\"12\""] {
            assert_eq!(serde_json::from_str::<Number>(json).unwrap().0, 12);
        }
        assert_eq!(serde_json::from_str::<Number>("null").unwrap().0, 0);
        assert!(serde_json::from_str::<Number>("\"x\"").is_err());
    }
}
