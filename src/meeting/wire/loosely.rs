//! How replies are read where versions and calls differ (plugnmeet-api.md §1.4).
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};

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
