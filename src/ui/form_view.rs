//! A form as it is shown: what stands in its fields, and what is wrong with them.
use http::request::Parts;
use leptos::prelude::use_context;
use leptos::server_fn::ServerFn;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::design::DesignKey;
use crate::forms::{BASE, FieldErrors, fields};
use crate::services::Caller;
use crate::sign_in::flash::{self, Rejected};
use crate::sign_in::guest_form;
use crate::text::errors;
use crate::text::reader::Reader;
use crate::ui::visit::{PageError, Visit};

/// Values and messages by field name.
#[derive(Clone, Debug)]
pub struct FormView {
    /// Tells this form from the same one in another tab.
    pub instance: String,
    /// Its sender was signed out before it was looked at.
    pub interrupted: bool,
    values: Map<String, Value>,
    wrong: Vec<(String, String)>,
    details: Vec<String>,
    notes: Vec<(&'static str, String)>,
}

impl FormView {
    /// The form this visit comes back to, else a fresh one with these values.
    pub async fn of(visit: &Visit, fresh: &impl Serialize) -> Result<Self, PageError> {
        Self::sent_to(visit, None, fresh).await
    }

    /// The same on a page with several forms: the one for this server function.
    pub async fn of_action<S: ServerFn>(visit: &Visit, fresh: &impl Serialize) -> Result<Self, PageError> {
        Self::sent_to(visit, Some(S::PATH), fresh).await
    }

    async fn sent_to(visit: &Visit, action: Option<&str>, fresh: &impl Serialize) -> Result<Self, PageError> {
        let instance = visit.query("form");
        let waiting = match guest_form::take(&visit.services, &instance, visit.path()) {
            _ if instance.is_empty() => None,
            None => Rejected::take(&visit.session, &instance, visit.path(), action).await?,
            guests => guests,
        };
        Ok(match waiting {
            Some(rejected) => Self::rejected(&visit.reader, instance, rejected),
            None => Self::fresh(fresh),
        })
    }

    /// A form nobody has sent yet.
    pub fn fresh(values: &impl Serialize) -> Self {
        Self {
            instance: new_instance(),
            interrupted: false,
            values: fields(values),
            wrong: Vec::new(),
            details: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A form that stands in an address, with what is wrong with it.
    pub fn typed(reader: &Reader, values: &impl Serialize, wrong: &FieldErrors) -> Self {
        let wrong = wrong.iter().map(|(field, error)| (field.to_owned(), errors::field(reader, error))).collect();
        Self { wrong, ..Self::fresh(values) }
    }

    fn rejected(reader: &Reader, instance: String, rejected: Rejected) -> Self {
        let wrong = rejected.errors.iter().map(|(field, error)| (field.to_string(), errors::field(reader, error))).collect();
        let details = rejected.errors.iter().flat_map(|(_, error)| errors::details(reader, error)).collect();
        let Rejected { interrupted, values, .. } = rejected;
        Self { instance, interrupted, values, wrong, details, notes: Vec::new() }
    }

    /// The form with something to know beside some of its fields.
    #[must_use]
    pub fn with_notes(self, notes: Vec<(&'static str, String)>) -> Self {
        Self { notes, ..self }
    }

    /// The form with something wrong in a field.
    #[must_use]
    pub fn with_wrong(mut self, field: &str, why: String) -> Self {
        self.wrong.push((field.to_owned(), why));
        self
    }

    /// The form with this in a field: what does not wait with a refused form.
    #[must_use]
    pub fn with_value(mut self, field: &str, value: &str) -> Self {
        self.values.insert(field.to_owned(), value.into());
        self
    }

    /// What else there is to know of a field.
    pub fn note(&self, field: &str) -> Option<String> {
        self.notes.iter().find(|(name, _)| *name == field).map(|(_, note)| note.clone())
    }

    /// What stands in a field.
    pub fn value(&self, field: &str) -> String {
        self.values.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// What the page showed at first, to be sent along: see [`crate::forms::changed_meanwhile`].
    pub fn base(&self) -> String {
        match self.value(BASE) {
            base if base.is_empty() => Value::Object(self.values.clone()).to_string(),
            base => base,
        }
    }

    /// Whether a field holds anything: a ticked box.
    pub fn is_set(&self, field: &str) -> bool {
        !self.value(field).is_empty()
    }

    /// What is wrong with a field.
    pub fn why(&self, field: &str) -> Option<String> {
        self.wrong.iter().find(|(name, _)| name == field).map(|(_, why)| why.clone())
    }

    /// The id of a field's element.
    pub fn id(&self, field: &str) -> String {
        // The island's fields have ids of their own: there is one such form on a page.
        if DesignKey::ALL.iter().any(|key| key.key() == field) {
            format!("design-{field}")
        } else {
            format!("f-{}-{field}", self.instance)
        }
    }

    /// The first field that is wrong: the one to look at. What is said of the form as a whole is at none.
    pub fn first_wrong(&self) -> Option<&str> {
        self.wrong.iter().map(|(field, _)| field.as_str()).find(|field| *field != "form")
    }

    /// What an administrator reads besides: the cause of an outage, and a meeting server's own words.
    pub fn details(&self) -> Vec<String> {
        self.details.clone()
    }

    /// How many fields are wrong.
    pub fn wrong_count(&self) -> usize {
        self.wrong.len()
    }
}

/// A name for this showing of a form, marked with whose it is.
fn new_instance() -> String {
    let parts = use_context::<Parts>();
    let caller = parts.as_ref().and_then(|parts| parts.extensions.get::<Caller>());
    flash::instance(caller.map(|caller| &caller.account_id))
}
