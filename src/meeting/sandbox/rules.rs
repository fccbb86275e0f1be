//! Checks a decoded request and words what is wrong with it as a server does (plugnmeet-api.md §1.4).
use serde_json::{Map, Value};

use super::protojson::is_zero;
use super::schema::{Field, Kind, Message, Rule};
use super::uri::is_uri;

/// Every rule a request breaks, as one text.
#[derive(Debug, PartialEq, Eq)]
pub struct Violations(Vec<String>);

impl std::fmt::Display for Violations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let [only] = self.0.as_slice() {
            return write!(f, "validation error: {only}");
        }
        f.write_str("validation errors:")?;
        self.0.iter().try_for_each(|violation| write!(f, "\n - {violation}"))
    }
}

/// Checks every field, in the order of declaration.
pub fn check(message: &Message, object: &Map<String, Value>) -> Result<(), Violations> {
    let mut violations = Vec::new();
    collect(message, object, "", &mut violations);
    if violations.is_empty() { Ok(()) } else { Err(Violations(violations)) }
}

fn collect(message: &Message, object: &Map<String, Value>, path: &str, violations: &mut Vec<String>) {
    violations.extend(oneof_not_set(message, object).map(|problem| match path.strip_suffix('.') {
        Some(path) => format!("{path}: {problem}"),
        None => problem,
    }));
    for field in message.0 {
        let value = object.get(field.name);
        if let Some(broken) = field.rule.and_then(|rule| broken(rule, field, value)) {
            violations.push(format!("{path}{}: {broken}", field.name));
        }
        if let (Kind::Nested(message), Some(Value::Object(inner))) = (field.kind, value) {
            collect(message, inner, &format!("{path}{}.", field.name), violations);
        }
    }
}

/// The rule of a message itself: of a `oneof` one field is set. The decoder sees to it that there are not two.
fn oneof_not_set(message: &Message, object: &Map<String, Value>) -> Option<String> {
    let fields = || message.0.iter().filter(|field| field.oneof.is_some());
    let is_set = fields().any(|field| object.contains_key(field.name));
    let names: Vec<_> = fields().map(|field| field.name).collect();
    (!is_set && !names.is_empty()).then(|| format!("one of {} must be set", names.join(", ")))
}

/// What is wrong with a value, if anything.
fn broken(rule: Rule, field: &Field, value: Option<&Value>) -> Option<String> {
    let text = value.and_then(Value::as_str).unwrap_or_default();
    let problem = match rule {
        Rule::Required if value.is_none() => "value is required",
        Rule::Identifier(problem) if !is_identifier(text) => problem,
        // From here on a field that is not set is right.
        Rule::Uri if value.is_some() && text.is_empty() => "value is empty, which is not a valid URI",
        Rule::Uri if value.is_some() && !is_uri(text) => "must be a valid URI",
        Rule::MinItems(least) if value.and_then(Value::as_array).map_or(0, Vec::len) < least => {
            return Some(format!("must contain at least {least} item(s)"));
        }
        Rule::Positive if value.is_some_and(is_zero) => "must be greater than 0",
        Rule::Internal if value.is_some_and(|value| !is_zero(value)) => match field.kind {
            Kind::Bool => "must equal false",
            Kind::Texts => "must contain no more than 0 item(s)",
            Kind::Text => return Some(format!("{} should not contain any value", field.name)),
            _ => "must equal 0",
        },
        _ => return None,
    };
    Some(problem.to_owned())
}

/// One or more of `A-Z a-z 0-9 _ -`.
pub fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::sandbox::messages::archive::MERGE_RECORDINGS;
    use crate::meeting::sandbox::protojson::decode;

    #[test]
    fn of_several_fields_one_is_set_and_lists_are_long_enough() {
        for (body, expected) in [
            ("{}", "validation error: one of by_session, by_ids must be set"),
            (r#"{"by_session":{}}"#, "validation error: by_session.room_sid: value is required"),
            (
                r#"{"by_ids":{}}"#,
                "validation errors:\n - by_ids.room_id: value is required\n - by_ids.recording_ids: must contain at least 2 item(s)",
            ),
        ] {
            let request = decode(&MERGE_RECORDINGS, body.as_bytes()).unwrap();
            assert_eq!(check(&MERGE_RECORDINGS, &request).unwrap_err().to_string(), expected, "{body}");
        }
    }
}
