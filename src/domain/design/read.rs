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
    /// The client knows no such key, but older ones or other programs do (`plugnmeet-api.md` §7.2).
    OtherName {
        /// The key that does the same, if there is one.
        instead: Option<DesignKey>,
    },
    /// The value is no text.
    NoText,
    /// The value could leave the style sheet that the client pastes it into, and change anything else on its page (§7.1).
    Dangerous,
    /// The value is not what its key takes.
    Value(DesignValueError),
}

/// Keys that something else than the client of today reads or writes, and what does the same.
const OTHER_NAMES: [(&str, Option<DesignKey>); 8] = [
    ("logo", Some(DesignKey::CustomLogo)),
    ("header_color", Some(DesignKey::HeaderBgColor)),
    ("footer_color", Some(DesignKey::FooterBgColor)),
    ("right_color", Some(DesignKey::SidePanelBgColor)),
    ("left_color", None),
    ("left_side_bg_color", None),
    ("column_camera_position", None),
    ("column_camera_width", None),
];

impl IgnoredReason {
    /// Why a key that the client does not know is not applied.
    pub(super) fn of_name(name: &str) -> Self {
        let other = OTHER_NAMES.into_iter().find(|(other, _)| *other == name);
        other.map_or(Self::UnknownKey, |(_, instead)| Self::OtherName { instead })
    }

    /// Why a value of a key that the client knows is not applied.
    pub(super) fn of_value(text: &str, error: DesignValueError) -> Self {
        let is_dangerous = text.contains(['{', '}', '"', '\'', ';', '<', '>', '\\']);
        if is_dangerous { Self::Dangerous } else { Self::Value(error) }
    }
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
        let known = known.ok_or_else(|| ignored(IgnoredReason::of_name(key)))?;
        match text {
            None => Err(ignored(IgnoredReason::NoText)),
            Some("") => Ok(()),
            Some(text) => self.set(known, text).map_err(|error| ignored(IgnoredReason::of_value(text, error.error))),
        }
    }
}

pub(super) fn cut(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
