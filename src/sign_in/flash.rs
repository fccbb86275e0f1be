//! A rejected form waits here until its page shows it again: values and errors, once.
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tower_sessions::Session;

use crate::forms::FieldErrors;
use crate::internal::Internal;

const KEY: &str = "rejected_forms";
/// So many forms wait in one browser; the oldest gives way.
const MOST: usize = 6;
/// Longer values (bytes of JSON) are not kept: nobody types that much, and the session is a row in the database.
const LONGEST: usize = 32 * 1024;
/// The same for somebody who is not signed in, and may be anybody: name and e-mail address fit.
const LONGEST_OF_STRANGERS: usize = 1024;

/// A form that was sent and refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rejected {
    /// What was typed, by field. Never a password, token, secret or pasted link: forms leave those out.
    pub values: Map<String, Value>,
    /// What is wrong, by field.
    pub errors: FieldErrors,
}

#[derive(Serialize, Deserialize)]
struct Waiting {
    instance: String,
    form: Rejected,
}

impl Rejected {
    /// Keeps a form for the page that shows it again. `instance` tells apart two tabs with the same form.
    pub async fn keep(
        session: &Session,
        instance: &str,
        form: &impl Serialize,
        errors: FieldErrors,
        is_stranger: bool,
    ) -> Result<(), Internal> {
        let longest = if is_stranger { LONGEST_OF_STRANGERS } else { LONGEST };
        let values = match serde_json::to_value(form)? {
            Value::Object(values) if Value::Object(values.clone()).to_string().len() <= longest => values,
            _ => Map::new(),
        };
        let mut waiting = Self::all(session).await?;
        waiting.retain(|other| other.instance != instance);
        waiting.push(Waiting { instance: instance.to_owned(), form: Self { values, errors } });
        let surplus = waiting.len().saturating_sub(MOST);
        waiting.drain(..surplus);
        Ok(session.insert(KEY, waiting).await?)
    }

    /// Takes the form out again; a second time there is none.
    pub async fn take(session: &Session, instance: &str) -> Result<Option<Self>, Internal> {
        let mut waiting = Self::all(session).await?;
        let Some(place) = waiting.iter().position(|form| form.instance == instance) else {
            return Ok(None);
        };
        let found = waiting.remove(place).form;
        session.insert(KEY, waiting).await?;
        Ok(Some(found))
    }

    async fn all(session: &Session) -> Result<Vec<Waiting>, Internal> {
        Ok(session.get(KEY).await?.unwrap_or_default())
    }
}
