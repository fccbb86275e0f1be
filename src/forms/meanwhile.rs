//! Two people edit the same thing. A page says with its form what it showed; if something else is stored by the time the
//! form comes back, both states are shown and nothing is lost.
use serde::Serialize;
use serde_json::{Map, Value};

use super::{FieldError, FieldErrors};

/// The field that holds, as JSON, what the page showed.
pub const BASE: &str = "base";

/// What the form looks like after somebody else's change: to be shown again, not to be stored.
#[derive(Clone, Debug)]
pub struct Meanwhile {
    /// One's own where one changed something, the other's elsewhere; and what is stored now as the new [`BASE`].
    pub values: Map<String, Value>,
    /// For each field that the other changed, what they made of it.
    pub errors: FieldErrors,
}

/// What somebody else changed in this form's fields since it was shown, if anything. `base` is what the page showed; one
/// that cannot be read says nothing, so nothing counts as changed.
pub fn changed_meanwhile(base: &str, mine: &impl Serialize, stored: &impl Serialize) -> Option<Meanwhile> {
    let base: Map<String, Value> = serde_json::from_str(base).ok()?;
    let (mine, stored) = (fields(mine), fields(stored));
    let mut errors = FieldErrors::one("form", FieldError::ChangedMeanwhile);
    let mut values = mine.clone();
    for (field, now) in union(&stored, &base) {
        let (before, wanted) = (text(base.get(&field)), text(mine.get(&field)));
        if now == before {
            continue;
        }
        if wanted == before {
            errors.add(field.clone(), FieldError::TakenOver { before: before.clone() });
            values.insert(field, now.into());
        } else if wanted != now {
            errors.add(field, FieldError::Conflict { theirs: now });
        }
    }
    // One's own change and the other's may be the same one.
    if errors.iter().count() == 1 {
        return None;
    }
    values.insert(BASE.to_owned(), Value::Object(stored).to_string().into());
    Some(Meanwhile { values, errors })
}

/// Every field that is or was set, with what it holds now.
fn union(stored: &Map<String, Value>, base: &Map<String, Value>) -> Vec<(String, String)> {
    let gone = base.keys().filter(|field| !stored.contains_key(*field));
    stored.keys().chain(gone).map(|field| (field.clone(), text(stored.get(field)))).collect()
}

/// A form's fields by name, as it is shown and kept.
pub fn fields(form: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(form) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// A field's text, as browsers and we write line breaks alike.
fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().trim().replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_changed_meanwhile() {
        let shown = json!({ "title": "Biology", "mute": "" });
        let base = shown.to_string();
        assert!(changed_meanwhile(&base, &json!({ "title": "Physics", "mute": "true" }), &shown).is_none());
        assert!(changed_meanwhile("", &json!({ "title": "Physics" }), &shown).is_none(), "a program sends no base");
        let both = json!({ "title": "Physics", "mute": "" });
        assert!(changed_meanwhile(&base, &both, &both).is_none(), "both made the same change");
    }

    #[test]
    fn both_states_are_there() {
        let base = json!({ "title": "Biology", "text": "a\nb", "mute": "true", "old": "x" });
        let mine = json!({ "title": "Physics", "text": "a\r\nb", "mute": "true", "old": "x" });
        let stored = json!({ "title": "Chemistry", "text": "a\nb", "mute": "" });
        let Meanwhile { values, errors } = changed_meanwhile(&base.to_string(), &mine, &stored).unwrap();
        assert_eq!(errors.get("title"), Some(&FieldError::Conflict { theirs: "Chemistry".to_owned() }));
        assert_eq!(errors.get("mute"), Some(&FieldError::TakenOver { before: "true".to_owned() }));
        assert_eq!(errors.get("old"), Some(&FieldError::TakenOver { before: "x".to_owned() }));
        assert_eq!(errors.get("text"), None);
        assert_eq!((values["title"].as_str(), values["mute"].as_str()), (Some("Physics"), Some("")));
        let again = changed_meanwhile(values[BASE].as_str().unwrap(), &values, &stored);
        assert!(again.is_none(), "sent once more it is stored");
    }
}
