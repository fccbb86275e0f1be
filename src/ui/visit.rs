//! What a page is given, and how it ends when it cannot be shown.
use std::future::Future;

use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos::tachys::reactive_graph::Suspend;
use leptos_axum::ResponseOptions;
use leptos_router::hooks::{use_params_map, use_query_map};
use tower_sessions::Session;

use super::pages::not_found::{Fault, NotFoundBody};
use crate::domain::browser::Browser;
use crate::domain::percent;
use crate::internal::Internal;
use crate::services::Caller;
use crate::services::Services;
use crate::services::designs::DesignError;
use crate::services::hosts;
use crate::services::rooms::{Room, RoomError};
use crate::sign_in::post::{FAILURE, NO_INVITE};
use crate::text::reader::Reader;
use crate::text::times::Zone;

/// Why a page is not shown.
#[derive(Debug)]
pub enum PageError {
    /// Nobody is signed in.
    SignIn,
    /// It is not there, or not theirs: the two look alike.
    NotFound,
    /// No invite has the code in the address: too many of these are answered 429. The page is made by `http`.
    NoInvite,
    /// The job of this page is done elsewhere.
    Elsewhere(String),
    /// Something went wrong; it is logged under this reference.
    Fault(Internal),
}

impl<E: Into<Internal>> From<E> for PageError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

impl From<RoomError> for PageError {
    fn from(error: RoomError) -> Self {
        match error {
            RoomError::NotFound => Self::NotFound,
            RoomError::Internal(fault) => Self::Fault(fault),
        }
    }
}

impl From<DesignError> for PageError {
    fn from(error: DesignError) -> Self {
        match error {
            DesignError::NotFound => Self::NotFound,
            DesignError::Internal(fault) => Self::Fault(fault),
        }
    }
}

/// One request for a page.
#[derive(Clone)]
pub struct Visit {
    /// What the product does.
    pub services: Services,
    /// The browser's sign-in.
    pub session: Session,
    /// Who reads.
    pub reader: Reader,
    caller: Option<Caller>,
    is_read: bool,
    browser: Browser,
    path: String,
    params: leptos_router::params::ParamsMap,
    query: leptos_router::params::ParamsMap,
}

impl Visit {
    /// The current one. Only valid while a page is rendered.
    pub fn current() -> Option<Self> {
        let parts = use_context::<Parts>()?;
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Some(Self {
            services: use_context()?,
            session: parts.extensions.get::<Session>()?.clone(),
            reader: Reader::of_request(&parts),
            caller: parts.extensions.get::<Caller>().cloned(),
            is_read: is_read(&parts),
            browser: agent.map(Browser::of).unwrap_or_default(),
            path: parts.uri.path().to_owned(),
            params: use_params_map().get_untracked(),
            query: use_query_map().get_untracked(),
        })
    }

    /// Who is asking, or off to the sign-in.
    pub fn caller(&self) -> Result<Caller, PageError> {
        self.caller.clone().ok_or(PageError::SignIn)
    }

    /// Who is asking, if they may run the portal; for everybody else there is nothing here.
    pub fn administrator(&self) -> Result<Caller, PageError> {
        let caller = self.caller()?;
        if caller.is_administrator() { Ok(caller) } else { Err(PageError::NotFound) }
    }

    /// Whether somebody looks: a HEAD only asks about the page, a browser fetches it in case it is wanted, or another site
    /// leads here. None of them uses up what it shows once, or comes in.
    pub fn is_read(&self) -> bool {
        self.is_read
    }

    /// The zone that a guest reads times in: their own, or, while nobody knows it, that of the room's host.
    pub async fn guests_zone(&self, room: &Room) -> Result<Zone, Internal> {
        let zone = self.reader.zone.clone();
        Ok(if zone.is_known() { zone } else { zone.or(hosts::time_zone(&self.services, room).await?) })
    }

    /// Whether somebody is signed in.
    pub fn is_signed_in(&self) -> bool {
        self.caller.is_some()
    }

    /// What the browser is.
    pub fn browser(&self) -> Browser {
        self.browser.clone()
    }

    /// The path that was asked for.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A part of the path.
    pub fn param(&self, name: &str) -> String {
        self.params.get(name).unwrap_or_default()
    }

    /// A part of the query, empty if absent.
    pub fn query(&self, name: &str) -> String {
        self.query.get(name).unwrap_or_default()
    }
}

fn is_read(parts: &Parts) -> bool {
    let says = |name: &str, what: &str| {
        let values = parts.headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.into_iter().any(|value| value.to_ascii_lowercase().contains(what))
    };
    let is_fetched_ahead = ["sec-purpose", "purpose", "x-purpose", "x-moz"].into_iter().any(|name| says(name, "prefetch"));
    parts.method != http::Method::HEAD && !is_fetched_ahead && !says("sec-fetch-site", "cross-site")
}

/// Renders a page that has to ask something first; what goes wrong becomes a page too.
pub fn page<F, Fut>(build: F) -> AnyView
where
    F: FnOnce(Visit) -> Fut,
    Fut: Future<Output = Result<AnyView, PageError>> + Send + 'static,
{
    let Some(visit) = Visit::current() else {
        // `generate_route_list` runs every page once without a request.
        return ().into_any();
    };
    let answer = build(visit);
    Suspend::new(async move {
        match answer.await {
            Ok(view) => view,
            Err(error) => show(error),
        }
    })
    .into_any()
}

fn show(error: PageError) -> AnyView {
    match error {
        PageError::SignIn => {
            let path =
                use_context::<Parts>().and_then(|parts| parts.uri.path_and_query().map(ToString::to_string)).unwrap_or_default();
            see_other(&format!("/sign-in?next={}", percent::encoded(&path)));
            ().into_any()
        }
        PageError::Elsewhere(address) => {
            see_other(&address);
            ().into_any()
        }
        PageError::NoInvite => {
            if let Some(response) = use_context::<ResponseOptions>() {
                response.insert_header(FAILURE, HeaderValue::from_static(NO_INVITE));
            }
            ().into_any()
        }
        PageError::NotFound => {
            set_status(StatusCode::NOT_FOUND);
            view! { <NotFoundBody/> }.into_any()
        }
        PageError::Fault(fault) => {
            set_status(StatusCode::INTERNAL_SERVER_ERROR);
            view! { <Fault reference=fault.reference().to_owned()/> }.into_any()
        }
    }
}

/// Sends the browser elsewhere with a GET. (`leptos_axum::redirect` would say 302.)
pub fn see_other(address: &str) {
    if let (Some(response), Ok(location)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(address)) {
        response.insert_header(header::LOCATION, location);
        response.set_status(StatusCode::SEE_OTHER);
    }
}

/// Sets the status of the page that is being rendered.
pub fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// Has the browser load the page again in two seconds, with scripts and without: for what is over in a moment. A `Meta`
/// element inside a page comes too late for its head.
pub fn load_again() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(header::REFRESH, HeaderValue::from_static("2"));
    }
}
