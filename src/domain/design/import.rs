//! A design out of what somebody pasted: its JSON, a whole join link, or what another program writes.
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::address::HttpsUrl;
use super::super::pasted::Pasted;
use super::super::percent;
use super::read::cut;
use super::{Design, DesignKey, DesignValueError, HexColorError, Ignored, IgnoredReason};

/// What was found in a pasted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// What was taken.
    pub design: Design,
    /// What stood there under another program's name, and the key it was taken for (`plugnmeet-api.md` §7.2, last table).
    pub renamed: Vec<(String, DesignKey)>,
    /// Colours that were written without their `#`.
    pub completed: Vec<DesignKey>,
    /// What stood there without a value: as if it had not, but whoever looks for it finds it named.
    pub empty: Vec<String>,
    /// What was not taken, and why.
    pub ignored: Vec<Ignored>,
}

/// Why nothing was found in a pasted text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ImportError {
    /// Nothing was pasted.
    #[error("nothing")]
    Empty,
    /// More than is looked at.
    #[error("more than {limit} bytes")]
    TooLong {
        /// So many bytes at most.
        limit: usize,
    },
    /// A link, which carries no design.
    #[error("a link without a design")]
    NoDesignInLink,
    /// Neither JSON nor a link.
    #[error("no design")]
    NoDesign,
    /// It looks like JSON and is none, or no object.
    #[error("broken JSON")]
    Malformed,
}

impl Import {
    /// Reads the JSON of a design, also inside of a script or a settings file, or a join link with one.
    pub fn read(text: &str) -> Result<Self, ImportError> {
        let text = text.trim();
        match text.len() {
            0 => return Err(ImportError::Empty),
            length if length > Pasted::LIMIT => return Err(ImportError::TooLong { limit: Pasted::LIMIT }),
            _ => {}
        }
        match text.split_once('{') {
            Some((_, rest)) => {
                let json = rest.rsplit_once('}').map(|(inner, _)| format!("{{{inner}}}"));
                Self::read_json(&json.ok_or(ImportError::Malformed)?)
            }
            None => Self::read_json(&of_link(text)?),
        }
    }

    fn read_json(json: &str) -> Result<Self, ImportError> {
        let Ok(Value::Object(pairs)) = serde_json::from_str(json) else { return Err(ImportError::Malformed) };
        // The whole answer of an API, or a settings file: the design stands inside.
        let inside = pairs.get("custom_design").and_then(|inner| match inner {
            Value::Object(pairs) => Some(pairs.clone()),
            Value::String(json) => serde_json::from_str(json).ok(),
            _ => None,
        });
        let pairs = inside.unwrap_or(pairs);
        let mut import = Self::default();
        // First what has the client's own names: another program's name for the same thing does not replace it.
        let (own, foreign): (Vec<_>, Vec<_>) = pairs.iter().partition(|(key, _)| known(key).is_some());
        for (key, value) in own.into_iter().chain(foreign) {
            if let Err(reason) = import.take(key, value) {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                import.ignored.push(Ignored { key: cut(key, 40), value: cut(&value, 80), reason });
            }
        }
        Ok(import)
    }

    fn take(&mut self, name: &str, value: &Value) -> Result<(), IgnoredReason> {
        let foreign = IgnoredReason::of_name(name);
        let key = known(name).or(match foreign {
            IgnoredReason::OtherName { instead } => instead,
            _ => None,
        });
        let text = match value {
            Value::Null => "",
            Value::String(text) => text.trim(),
            _ if key.is_none() => "?",
            _ => return Err(IgnoredReason::NoText),
        };
        let Some(key) = key else { return Err(foreign) };
        if text.is_empty() {
            self.empty.push(cut(name, 40));
            return Ok(());
        }
        if known(name).is_none() {
            if self.design.get(key).is_some() {
                return Err(foreign);
            }
            self.set(key, text)?;
            self.renamed.push((cut(name, 40), key));
            return Ok(());
        }
        self.set(key, text)
    }

    fn set(&mut self, key: DesignKey, text: &str) -> Result<(), IgnoredReason> {
        let Err(error) = self.design.set(key, text) else { return Ok(()) };
        if let DesignValueError::Color(HexColorError::Malformed { suggestion: Some(color) }) = &error.error
            && self.design.set(key, color).is_ok()
        {
            self.completed.push(key);
            return Ok(());
        }
        Err(IgnoredReason::of_value(text, error.error))
    }
}

fn known(name: &str) -> Option<DesignKey> {
    DesignKey::ALL.into_iter().find(|known| known.key() == name)
}

/// The JSON that a link carries: a whole join link, or one that has lost its token.
fn of_link(text: &str) -> Result<String, ImportError> {
    let of_link = match Pasted::read(text) {
        Pasted::Link(link) => link.design,
        _ => None,
    };
    let parameter = || {
        let (_, rest) = text.rsplit_once("custom_design=")?;
        let value = rest.split(['&', '#']).next()?;
        Some(percent::decoded(&value.split_whitespace().collect::<String>()))
    };
    let is_link = || text.split_whitespace().any(|word| word.parse::<HttpsUrl>().is_ok()) || text.contains("access_token=");
    let found = of_link.or_else(parameter).filter(|json| !json.is_empty());
    found.ok_or_else(|| if is_link() { ImportError::NoDesignInLink } else { ImportError::NoDesign })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{any_design, design};
    use super::*;
    use crate::domain::join_link::JoinLink;
    use proptest::prelude::*;

    /// A token as a server makes one, as far as its form goes.
    fn token() -> String {
        format!("eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoiQW5uIn0.{}", "a".repeat(43))
    }

    #[test]
    fn what_was_exported_comes_back() {
        let kept = design(&[(DesignKey::HeaderBgColor, "#ffe0b2"), (DesignKey::CustomLogo, "https://a.example/l.png?a=1&b=2")]);
        let link = JoinLink::build("https://meet.example", &token(), &kept).unwrap();
        let without_token = link.as_str().replace(&token(), "");
        for text in [kept.to_json(), format!(" {} \n", kept.to_json()), link.as_str().to_owned(), without_token] {
            let import = Import::read(&text).unwrap();
            assert_eq!(import, Import { design: kept.clone(), ..Import::default() }, "{text}");
        }
    }

    #[test]
    fn other_programs_names_are_taken() {
        let text = r##"window.DESIGN_CUSTOMIZATION = '{"logo":"https://a.example/l.png","header_color":"FFE0B2","footer_color":"#90caf9",
            "right_color":"#fff9c4","left_color":"#000","header_bg_color":"","primary_color":null,"column_camera_width":"30%"}';"##;
        let import = Import::read(text).unwrap();
        let json = r##"{"header_bg_color":"#ffe0b2","footer_bg_color":"#90caf9","side_panel_bg_color":"#fff9c4","custom_logo":"https://a.example/l.png"}"##;
        assert_eq!(import.design.to_json(), json);
        let renamed: Vec<_> = import.renamed.iter().map(|(name, key)| (name.as_str(), *key)).collect();
        let expected = [
            ("footer_color", DesignKey::FooterBgColor),
            ("header_color", DesignKey::HeaderBgColor),
            ("logo", DesignKey::CustomLogo),
            ("right_color", DesignKey::SidePanelBgColor),
        ];
        assert_eq!(renamed, expected);
        assert_eq!(import.completed, [DesignKey::HeaderBgColor]);
        assert_eq!(import.empty, ["header_bg_color", "primary_color"]);
        let ignored: Vec<_> = import.ignored.iter().map(|ignored| (ignored.key.as_str(), &ignored.reason)).collect();
        let none = IgnoredReason::OtherName { instead: None };
        assert_eq!(ignored, [("column_camera_width", &none), ("left_color", &none)]);
    }

    #[test]
    fn the_clients_own_name_goes_before_anothers() {
        let import = Import::read(r##"{"header_color":"#111111","header_bg_color":"#222222"}"##).unwrap();
        assert_eq!(import.design.to_json(), r##"{"header_bg_color":"#222222"}"##);
        assert_eq!(import.ignored[0].reason, IgnoredReason::OtherName { instead: Some(DesignKey::HeaderBgColor) });
    }

    #[test]
    fn what_is_no_good_is_named() {
        let text = r#"{"primary_color":"red;}body{display:none","secondary_color":"red","header_bg_color":7,"font":"Arial","custom_logo":"http://a.example/l.png"}"#;
        let import = Import::read(text).unwrap();
        assert!(import.design.is_empty());
        let reason = |key: &str| &import.ignored.iter().find(|ignored| ignored.key == key).unwrap().reason;
        assert_eq!(reason("primary_color"), &IgnoredReason::Dangerous);
        assert_eq!(reason("header_bg_color"), &IgnoredReason::NoText);
        assert_eq!(reason("font"), &IgnoredReason::UnknownKey);
        assert!(matches!(reason("secondary_color"), IgnoredReason::Value(DesignValueError::Color(_))));
        assert!(matches!(reason("custom_logo"), IgnoredReason::Value(DesignValueError::Address(_))));
    }

    #[test]
    fn a_design_may_stand_inside_of_something_else() {
        for text in
            [r##"{"custom_design":{"header_bg_color":"#222222"}}"##, r##"{"custom_design":"{\"header_bg_color\":\"#222222\"}"}"##]
        {
            assert_eq!(Import::read(text).unwrap().design.to_json(), r##"{"header_bg_color":"#222222"}"##);
        }
    }

    #[test]
    fn nothing_found_has_a_reason() {
        let link = JoinLink::build("https://meet.example", &token(), &Design::default()).unwrap();
        for (text, error) in [
            ("  ", ImportError::Empty),
            ("hello", ImportError::NoDesign),
            ("#ffe0b2", ImportError::NoDesign),
            ("{header: 1}", ImportError::Malformed),
            ("{", ImportError::Malformed),
            (link.as_str(), ImportError::NoDesignInLink),
            ("https://meet.example/", ImportError::NoDesignInLink),
            ("https://meet.example/?custom_design=null", ImportError::Malformed),
        ] {
            assert_eq!(Import::read(text).unwrap_err(), error, "{text}");
        }
        assert_eq!(Import::read(&"x".repeat(40_000)).unwrap_err(), ImportError::TooLong { limit: Pasted::LIMIT });
    }

    proptest! {
        #[test]
        fn any_design_comes_back_from_its_json(design in any_design()) {
            let import = Import::read(&design.to_json()).unwrap();
            prop_assert_eq!(import, Import { design, ..Import::default() });
        }

        #[test]
        fn nothing_pasted_breaks_it(text in any::<String>()) {
            let _ = Import::read(&text);
            let _ = Import::read(&format!("{{{text}}}"));
        }
    }
}
