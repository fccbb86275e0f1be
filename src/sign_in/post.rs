//! A form that was sent: who sent it, and where its sender goes next.
use std::net::IpAddr;

use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Serialize;
use tower_sessions::Session;

use super::client::Client;
use super::flash::{Place, Rejected, Sender};
use super::guest_form;
use crate::domain::browser::Browser;
use crate::domain::percent;
use crate::domain::reading::ZoneName;
use crate::forms::{DESIGN_EDITOR, FieldErrors};
use crate::internal::Internal;
use crate::services::Caller;
use crate::services::Services;
use crate::services::designs::DesignError;
use crate::services::rooms::RoomError;
use crate::text::reader::browsers_zone;

/// Marks an answer that `http` shows as a page instead: see [`Failure`].
pub const FAILURE: HeaderName = HeaderName::from_static("x-roomkey-failure");

/// What [`FAILURE`] says of an answer to a wrong code of an invite. `http` counts these.
pub const NO_INVITE: &str = "no-invite";

/// What [`FAILURE`] says when too many came at once; behind it: for how many seconds.
pub const CROWDED: &str = "crowded ";

/// An answer to a form that leads to no page of its own.
#[derive(Debug)]
pub enum Failure {
    /// What the form is about is not there, or not theirs.
    NotFound,
    /// No invite has the code that the form came with: too many of these are answered 429.
    NoInvite,
    /// So many have come that nobody else is taken in for a while.
    Crowded {
        /// Whole seconds until somebody is.
        seconds: u64,
    },
    /// Nobody is signed in.
    SignIn {
        /// Where to go once somebody is.
        next: String,
    },
    /// Something went wrong; it is logged.
    Fault(Internal),
}

impl<E: Into<Internal>> From<E> for Failure {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

impl From<RoomError> for Failure {
    fn from(error: RoomError) -> Self {
        match error {
            RoomError::NotFound => Self::NotFound,
            RoomError::Internal(fault) => Self::Fault(fault),
        }
    }
}

impl From<DesignError> for Failure {
    fn from(error: DesignError) -> Self {
        match error {
            DesignError::NotFound => Self::NotFound,
            DesignError::Internal(fault) => Self::Fault(fault),
        }
    }
}

/// What a form handler needs.
pub struct Post {
    /// What the product does.
    pub services: Services,
    /// The browser's sign-in.
    pub session: Session,
    /// The address of the sender.
    pub address: IpAddr,
    /// What the sender's browser is.
    pub browser: Browser,
    /// The time zone that browser told, if it did.
    pub zone: Option<ZoneName>,
    caller: Option<Caller>,
    /// The path the form was sent to.
    action: String,
    /// The path and query of the page it was sent from, if the browser says so.
    sent_from: Option<String>,
}

impl Post {
    /// Handles a form: everything expected ends in a redirect (303), everything else in an error page.
    pub async fn handle(handler: impl AsyncFnOnce(Self) -> Result<String, Failure>) -> Result<(), ServerFnError> {
        let parts = expect_context::<Parts>();
        let response = expect_context::<ResponseOptions>();
        let Some(session) = parts.extensions.get::<Session>().cloned() else {
            return Err(ServerFnError::new("no session layer"));
        };
        let header = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let post = Self {
            services: expect_context(),
            session,
            address: parts.extensions.get::<Client>().map_or(IpAddr::from([127, 0, 0, 1]), |client| client.address),
            browser: header(header::USER_AGENT).map(Browser::of).unwrap_or_default(),
            zone: browsers_zone(&parts.headers),
            caller: parts.extensions.get::<Caller>().cloned(),
            action: parts.uri.path().to_owned(),
            sent_from: header(header::REFERER).and_then(|page| Some(page.parse::<Uri>().ok()?.path_and_query()?.to_string())),
        };
        match handler(post).await {
            Ok(next) => see_other(&response, &next),
            Err(Failure::SignIn { next }) => see_other(&response, &format!("/sign-in?next={}", percent::encoded(&next))),
            Err(Failure::NotFound) => fail(&response, "not-found"),
            Err(Failure::NoInvite) => fail(&response, NO_INVITE),
            Err(Failure::Crowded { seconds }) => fail(&response, &format!("{CROWDED}{seconds}")),
            Err(Failure::Fault(fault)) => fail(&response, fault.reference()),
        }
        Ok(())
    }

    /// Who sent the form. If nobody is signed in any more, whoever signs in next comes back to the page it was sent from:
    /// enough for a button. A form with fields wants [`Self::caller_or_keep`].
    pub fn caller(&self) -> Result<&Caller, Failure> {
        self.caller.as_ref().ok_or_else(|| {
            let next = self.sent_from.as_deref().filter(|page| !page.starts_with("/sign-in"));
            Failure::SignIn { next: local_path(next.unwrap_or(HOME)).to_owned() }
        })
    }

    /// Who sent the form. If nobody is signed in any more, the form waits, and whoever signs in next comes back to its page
    /// with what was typed; nothing is done before it is sent again. `form` is without secrets.
    pub async fn caller_or_keep(&self, page: &str, instance: &str, form: &impl Serialize) -> Result<&Caller, Failure> {
        if let Some(caller) = &self.caller {
            return Ok(caller);
        }
        let next = self.keep(page, instance, form, FieldErrors::default(), Sender::Interrupted).await?;
        Err(Failure::SignIn { next })
    }

    /// Who pressed a button that only administrators have. For everybody else there is nothing here.
    pub fn administrator(&self) -> Result<&Caller, Failure> {
        administrators_only(self.caller()?)
    }

    /// The same for a form with fields, as [`Self::caller_or_keep`].
    pub async fn administrator_or_keep(&self, page: &str, instance: &str, form: &impl Serialize) -> Result<&Caller, Failure> {
        administrators_only(self.caller_or_keep(page, instance, form).await?)
    }

    /// Sends a refused form back to its page, with what was typed.
    pub async fn reject(
        &self,
        page: &str,
        instance: &str,
        form: &impl Serialize,
        errors: FieldErrors,
    ) -> Result<String, Failure> {
        let sender = if self.caller.is_some() { Sender::Caller } else { Sender::Stranger };
        self.keep(page, instance, form, errors, sender).await
    }

    /// Shows a form again as a button among a design's fields has left it: nothing is stored, nothing refused.
    pub async fn show_design(
        &self,
        page: &str,
        instance: &str,
        form: &impl Serialize,
        errors: FieldErrors,
    ) -> Result<String, Failure> {
        Ok(format!("{}#{DESIGN_EDITOR}", self.reject(page, instance, form, errors).await?))
    }

    /// Keeps a form; the address of its page that shows it.
    async fn keep(
        &self,
        page: &str,
        instance: &str,
        form: &impl Serialize,
        errors: FieldErrors,
        sender: Sender,
    ) -> Result<String, Failure> {
        // The name of the form comes from the sender: it ends up in an address.
        let instance: String = instance.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
        let path = page.split_once('?').map_or(page, |(path, _)| path);
        let joint = if page.contains('?') { '&' } else { '?' };
        let shown_at = format!("{page}{joint}form={instance}");
        let is_guests = sender == Sender::Stranger && path.starts_with("/j/");
        if is_guests && guest_form::keep(&self.services, &instance, path, form, errors.clone())? {
            return Ok(shown_at);
        }
        let place = Place { instance, page: path.to_owned(), action: self.action.clone() };
        Rejected::keep(&self.session, place, form, errors, sender).await?;
        Ok(shown_at)
    }
}

fn administrators_only(caller: &Caller) -> Result<&Caller, Failure> {
    if caller.is_administrator() { Ok(caller) } else { Err(Failure::NotFound) }
}

/// Where everybody starts.
const HOME: &str = "/rooms";

/// The address itself if it is a path of ours, else the rooms: nobody is sent to another site by a link.
pub fn local_path(address: &str) -> &str {
    let ours = address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains(|letter: char| letter == '\\' || letter.is_control());
    if ours { address } else { HOME }
}

fn see_other(response: &ResponseOptions, address: &str) {
    // What cannot stand in a header was in nobody's address either.
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static(HOME));
    response.insert_header(header::LOCATION, location);
    response.set_status(StatusCode::SEE_OTHER);
}

fn fail(response: &ResponseOptions, what: &str) {
    if let Ok(what) = HeaderValue::from_str(what) {
        response.insert_header(FAILURE, what);
    }
}
