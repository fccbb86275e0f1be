//! A form that was sent: who sent it, and where its sender goes next.
use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Serialize;
use tower_sessions::Session;

use super::flash::Rejected;
use crate::forms::FieldErrors;
use crate::internal::Internal;
use crate::services::Caller;
use crate::services::Services;
use crate::services::rooms::RoomError;

/// Marks an answer that `http` shows as a page instead: see [`Failure`].
pub const FAILURE: HeaderName = HeaderName::from_static("x-roomkey-failure");

/// An answer to a form that leads to no page of its own.
#[derive(Debug)]
pub enum Failure {
    /// What the form is about is not there, or not theirs.
    NotFound,
    /// Nobody is signed in.
    SignIn,
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

/// What a form handler needs.
pub struct Post {
    /// What the product does.
    pub services: Services,
    /// The browser's sign-in.
    pub session: Session,
    /// The address of the sender, as the socket has it.
    pub address: IpAddr,
    caller: Option<Caller>,
}

impl Post {
    /// Handles a form: everything expected ends in a redirect (303), everything else in an error page.
    pub async fn handle(handler: impl AsyncFnOnce(Self) -> Result<String, Failure>) -> Result<(), ServerFnError> {
        let parts = expect_context::<Parts>();
        let response = expect_context::<ResponseOptions>();
        let Some(session) = parts.extensions.get::<Session>().cloned() else {
            return Err(ServerFnError::new("no session layer"));
        };
        let post = Self {
            services: expect_context(),
            session,
            address: parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.0.ip()),
            caller: parts.extensions.get::<Caller>().cloned(),
        };
        match handler(post).await {
            Ok(next) => see_other(&response, &next),
            Err(Failure::SignIn) => see_other(&response, "/sign-in"),
            Err(Failure::NotFound) => fail(&response, "not-found"),
            Err(Failure::Fault(fault)) => fail(&response, fault.reference()),
        }
        Ok(())
    }

    /// Who sent the form.
    pub fn caller(&self) -> Result<&Caller, Failure> {
        self.caller.as_ref().ok_or(Failure::SignIn)
    }

    /// Sends a refused form back to its page, with what was typed.
    pub async fn reject(
        &self,
        page: &str,
        instance: &str,
        form: &impl Serialize,
        errors: FieldErrors,
    ) -> Result<String, Failure> {
        // The name of the form comes from the sender: it ends up in an address.
        let instance: String = instance.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
        Rejected::keep(&self.session, &instance, form, errors, self.caller.is_none()).await?;
        let joint = if page.contains('?') { '&' } else { '?' };
        Ok(format!("{page}{joint}form={instance}"))
    }
}

/// The address itself if it is a path of ours, else the rooms: nobody is sent to another site by a link.
pub fn local_path(address: &str) -> &str {
    let ours = address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\r', '\n', '\t']);
    if ours { address } else { "/rooms" }
}

fn see_other(response: &ResponseOptions, address: &str) {
    if let Ok(location) = HeaderValue::from_str(address) {
        response.insert_header(header::LOCATION, location);
    }
    response.set_status(StatusCode::SEE_OTHER);
}

fn fail(response: &ResponseOptions, what: &str) {
    if let Ok(what) = HeaderValue::from_str(what) {
        response.insert_header(FAILURE, what);
    }
}
