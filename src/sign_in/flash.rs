//! A form that was sent and not taken waits here until its page shows it again, once: values, and what is wrong; or only
//! that nobody was signed in any more.
use aws_lc_rs::digest;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tower_sessions::Session;

use crate::forms::{BASE, FieldErrors};
use crate::internal::Internal;
use crate::random;
use crate::storage::accounts::AccountId;

const KEY: &str = "rejected_forms";
/// So many forms wait in one browser; the oldest gives way.
const MOST: usize = 6;
/// Longer values (bytes of JSON) are not kept: nobody types that much, and the session is a row in the database.
const LONGEST: usize = 32 * 1024;
/// The same for a form that strangers send, who may be anybody: name and e-mail address fit.
const LONGEST_OF_STRANGERS: usize = 1024;
/// All forms of a browser that is not signed in together; the oldest gives way.
const ALL_OF_STRANGERS: usize = 2 * LONGEST;

/// A form that was sent and not taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rejected {
    /// What was typed, by field. Never a password, token, secret or pasted link: forms leave those out.
    pub values: Map<String, Value>,
    /// What is wrong, by field.
    pub errors: FieldErrors,
    /// Nothing is known to be wrong: its sender was signed out meanwhile, and nobody has looked at it yet.
    #[serde(default)]
    pub interrupted: bool,
}

/// Who sent a form: decides how much of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// Somebody who is signed in.
    Caller,
    /// Somebody who was, as far as one can tell.
    Interrupted,
    /// Anybody.
    Stranger,
}

/// What forms know of each other: two tabs with the same one, and two on one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Tells this form from the same one in another tab: see [`instance`].
    pub instance: String,
    /// The path of the page it stands on.
    pub page: String,
    /// The path it is sent to; empty: whichever its page sends it to.
    pub action: String,
}

/// A form and where it belongs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Waiting {
    place: Place,
    form: Rejected,
}

impl Rejected {
    /// A form of anybody, as far as it is kept.
    pub(super) fn of_stranger(form: &impl Serialize, errors: FieldErrors) -> Result<Self, Internal> {
        let values = match serde_json::to_value(form)? {
            Value::Object(values) => within(LONGEST_OF_STRANGERS, values),
            _ => Map::new(),
        };
        Ok(Self { values, errors, interrupted: false })
    }

    /// Keeps a form for the page that shows it again.
    pub async fn keep(
        session: &Session,
        place: Place,
        form: &impl Serialize,
        errors: FieldErrors,
        sender: Sender,
    ) -> Result<(), Internal> {
        let longest = if sender == Sender::Stranger { LONGEST_OF_STRANGERS } else { LONGEST };
        let values = match serde_json::to_value(form)? {
            Value::Object(values) => within(longest, values),
            _ => Map::new(),
        };
        let mut waiting = all(session).await?;
        waiting.retain(|other| other.place.instance != place.instance);
        let place = Place { page: without_code(&place.page).to_owned(), ..place };
        waiting.push(Waiting { place, form: Self { values, errors, interrupted: sender == Sender::Interrupted } });
        let room = if sender == Sender::Caller { MOST * LONGEST } else { ALL_OF_STRANGERS };
        while waiting.len() > MOST || waiting.iter().map(|other| length(&other.form.values)).sum::<usize>() > room {
            waiting.remove(0);
        }
        Ok(session.insert(KEY, waiting).await?)
    }

    /// Takes the form out again, on its own page only; a second time there is none. `action` is where it must have been
    /// sent, if the page has several.
    pub async fn take(session: &Session, instance: &str, page: &str, action: Option<&str>) -> Result<Option<Self>, Internal> {
        let mut waiting = all(session).await?;
        let is_it = |Waiting { place, .. }: &Waiting| {
            place.instance == instance
                && place.page == without_code(page)
                && action.is_none_or(|action| place.action == action || place.action.is_empty())
        };
        let Some(place) = waiting.iter().position(is_it) else {
            return Ok(None);
        };
        let found = waiting.remove(place).form;
        session.insert(KEY, waiting).await?;
        Ok(Some(found))
    }

    /// Whether a form waits for its sender to sign in again.
    pub async fn any_interrupted(session: &Session) -> Result<bool, Internal> {
        Ok(all(session).await?.iter().any(|waiting| waiting.form.interrupted))
    }

    /// The interrupted forms that this account may have begun: no other account's.
    pub async fn all_of(session: &Session, account_id: &AccountId) -> Result<Vec<Waiting>, Internal> {
        let mut waiting = all(session).await?;
        waiting.retain(|waiting| waiting.form.interrupted && may_be_of(&waiting.place.instance, account_id));
        Ok(waiting)
    }

    /// Puts forms back that were taken out with [`Self::all_of`].
    pub async fn put_back(session: &Session, waiting: Vec<Waiting>) -> Result<(), Internal> {
        if !waiting.is_empty() {
            session.insert(KEY, waiting).await?;
        }
        Ok(())
    }
}

async fn all(session: &Session) -> Result<Vec<Waiting>, Internal> {
    // One that an older version wrote is not worth an error.
    let waiting: Option<Value> = session.get(KEY).await?;
    Ok(waiting.and_then(|waiting| serde_json::from_value(waiting).ok()).unwrap_or_default())
}

/// A page as it is remembered: the code of an invite opens its room, so it stands in no row. The instance tells such pages
/// apart.
fn without_code(page: &str) -> &str {
    if page.starts_with("/j/") { "/j" } else { page }
}

/// The values without those that are too long to be kept together: the longest goes first, what the page showed last.
fn within(longest: usize, mut values: Map<String, Value>) -> Map<String, Value> {
    while length(&values) > longest {
        let size = |(name, value): (&String, &Value)| (name != BASE, value.as_str().map_or(0, str::len));
        let Some((name, _)) = values.iter().max_by_key(|field| size(*field)) else { break };
        let name = name.clone();
        values.remove(&name);
    }
    values
}

fn length(values: &Map<String, Value>) -> usize {
    serde_json::to_string(values).map_or(0, |json| json.len())
}

const DRAWN: usize = 12;
const MARK: usize = 8;

/// A name for one showing of a form: random, and marked with whose it is, so that a form outlives a sign-in and still
/// reaches nobody else.
pub fn instance(account_id: Option<&AccountId>) -> String {
    let drawn = random::letters(DRAWN);
    let mark = account_id.map(|account_id| mark(&drawn, account_id)).unwrap_or_default();
    drawn + &mark
}

fn mark(drawn: &str, account_id: &AccountId) -> String {
    let digest = digest::digest(&digest::SHA256, format!("{drawn} {}", account_id.as_str()).as_bytes());
    hex::encode(&digest.as_ref()[..MARK / 2])
}

/// An instance without a mark was made by nobody's page.
fn may_be_of(instance: &str, account_id: &AccountId) -> bool {
    match instance.split_at_checked(DRAWN) {
        Some((drawn, marked)) if marked.len() == MARK => marked == mark(drawn, account_id),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::UnixMillis;

    #[test]
    fn one_long_value_takes_no_other_with_it() {
        let form =
            serde_json::json!({ "title": "Biology", "logo": "x".repeat(500), "name": "y".repeat(90), BASE: "z".repeat(200) });
        let Value::Object(form) = form else { unreachable!() };
        let names = |longest| within(longest, form.clone()).keys().cloned().collect::<Vec<_>>().join(" ");
        assert_eq!(names(1000), "base logo name title");
        assert_eq!(names(400), "base name title");
        assert_eq!(names(300), "base title");
        assert_eq!(names(100), "");
    }

    #[test]
    fn a_form_is_its_own_accounts() {
        let (ann, ben) = (AccountId::new(UnixMillis(0)), AccountId::new(UnixMillis(0)));
        let anns = instance(Some(&ann));
        assert!(may_be_of(&anns, &ann) && !may_be_of(&anns, &ben));
        assert!(anns.bytes().all(|b| b.is_ascii_alphanumeric()) && anns.len() <= 32);
        assert_ne!(instance(Some(&ann)), anns);
        for unmarked in ["", "abc", &instance(None)] {
            assert!(may_be_of(unmarked, &ann) && may_be_of(unmarked, &ben), "{unmarked}");
        }
    }
}
