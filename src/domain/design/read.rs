//! Reading a design out of a link that anybody may have written.
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Design, DesignKey, DesignValueError};

/// Something in a link's design that is not applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    /// Its key; empty if the whole is no design. At most 40 characters, the rest cut off.
    pub key: String,
    /// Its value, as text or as JSON. At most 80 characters, the rest cut off.
    pub value: String,
    /// Why.
    pub reason: IgnoredReason,
}

/// Why something in a link's design is not applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IgnoredReason {
    /// The whole is no JSON: the client ignores it too.
    Malformed,
    /// The whole is `null`: the client shows an empty page.
    Null,
    /// The whole is JSON, but no object: the client finds nothing in it.
    NoObject,
    /// The client knows no such key.
    UnknownKey,
    /// The value is no text.
    NoText,
    /// The value is not what its key takes.
    Value(DesignValueError),
}

impl Design {
    /// Reads the design of a link, which anybody may have written: what is valid, and a list of what is not and why.
    /// Nothing at all, and empty values, mean "not set", as in the client.
    pub fn read_untrusted(json: &str) -> (Self, Vec<Ignored>) {
        if json.is_empty() {
            return (Self::default(), Vec::new());
        }
        let whole = |reason| (Self::default(), vec![Ignored { key: String::new(), value: cut(json, 80), reason }]);
        match serde_json::from_str(json) {
            Err(_) => whole(IgnoredReason::Malformed),
            Ok(Value::Null) => whole(IgnoredReason::Null),
            Ok(Value::Object(pairs)) => {
                let mut design = Self::default();
                let ignored = pairs.iter().filter_map(|(key, value)| design.read_pair(key, value).err()).collect();
                (design, ignored)
            }
            Ok(_) => whole(IgnoredReason::NoObject),
        }
    }

    fn read_pair(&mut self, key: &str, value: &Value) -> Result<(), Ignored> {
        let text = value.as_str();
        let ignored = |reason| Ignored {
            key: cut(key, 40),
            value: cut(text.map_or_else(|| value.to_string(), str::to_owned).as_str(), 80),
            reason,
        };
        let known = DesignKey::ALL.into_iter().find(|known| known.key() == key);
        let known = known.ok_or_else(|| ignored(IgnoredReason::UnknownKey))?;
        match text {
            None => Err(ignored(IgnoredReason::NoText)),
            Some("") => Ok(()),
            Some(text) => self.set(known, text).map_err(|error| ignored(IgnoredReason::Value(error.error))),
        }
    }
}

fn cut(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
