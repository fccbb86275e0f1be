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

/// What is wrong with a value, if anything.
fn broken(rule: Rule, field: &Field, value: Option<&Value>) -> Option<String> {
    let text = value.and_then(Value::as_str).unwrap_or_default();
    let problem = match rule {
        Rule::Required if value.is_none() => "value is required",
        Rule::Identifier(problem) if !is_identifier(text) => problem,
        // From here on a field that is not set is right.
        Rule::Uri if value.is_some() && text.is_empty() => "value is empty, which is not a valid URI",
        Rule::Uri if value.is_some() && !is_uri(text) => "must be a valid URI",
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
