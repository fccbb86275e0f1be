//! A design's form that is sent with a logo: back to its page, with a palette of the logo's colours in its fields. Nothing
//! is stored but what was typed, which waits as in any form that is shown again.
use axum::Router;
use axum::extract::{Query, Request};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use http::{HeaderValue, StatusCode};
use multer::Multipart;
use serde::Deserialize;
use serde_json::{Map, Value};
use tower_http::limit::RequestBodyLimitLayer;
use tower_sessions::Session;

use crate::domain::logo::LogoError;
use crate::domain::palette::palette;
use crate::domain::percent;
use crate::forms::{DESIGN_EDITOR, DesignDraft, FieldError, FieldErrors, LOGO_FILE, fields};
use crate::internal::Internal;
use crate::services::{Caller, logo};
use crate::sign_in::flash::{Place, Rejected, Sender};
use crate::sign_in::post::{FAILURE, local_path};

use super::sandbox_api::boundary;

/// The longest form with a file: of one that is longer than a logo may be, what was typed behind it is still read.
const LIMIT: usize = 16 * 1024 * 1024;
/// Bytes of all that is typed together.
const TYPED: usize = 256 * 1024;
/// What waits nowhere.
const NEVER_KEPT: [&str; 3] = ["passcode", "pasted", "intent"];

/// The route, with a limit of its own.
pub fn router() -> Router {
    Router::new().route("/palette-of-logo", post(palette_of_logo)).layer(RequestBodyLimitLayer::new(LIMIT))
}

/// The page that the form is on.
#[derive(Deserialize)]
struct Target {
    page: String,
}

async fn palette_of_logo(Query(target): Query<Target>, session: Session, request: Request) -> Response {
    let caller = request.extensions().get::<Caller>().cloned();
    let Some(sent) = Sent::read(request).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match work(local_path(&target.page), &session, caller.as_ref(), sent).await {
        Ok(next) => Redirect::to(&next).into_response(),
        Err(fault) => {
            let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
            if let Ok(reference) = HeaderValue::from_str(fault.reference()) {
                response.headers_mut().insert(FAILURE, reference);
            }
            response
        }
    }
}

async fn work(page: &str, session: &Session, caller: Option<&Caller>, sent: Sent) -> Result<String, Internal> {
    let Sent { mut values, file, had_passcode } = sent;
    let mut errors = FieldErrors::default();
    if had_passcode {
        errors.add("passcode", FieldError::PasscodeAgain);
    }
    if caller.is_some() {
        match file {
            Ok(file) => match logo::colors(file).await? {
                Ok((main, second)) => {
                    let mut draft: DesignDraft = serde_json::from_value(Value::Object(values.clone()))?;
                    draft.put(&palette(main, second));
                    values.extend(fields(&draft));
                }
                Err(error) => errors.add(LOGO_FILE, FieldError::Logo(error)),
            },
            Err(error) => errors.add(LOGO_FILE, FieldError::Logo(error)),
        }
    }
    let path = page.split(['?', '#']).next().unwrap_or_default().to_owned();
    let instance = values.get("instance").and_then(Value::as_str).unwrap_or_default();
    let instance: String = instance.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
    let next = format!("{path}?form={instance}");
    let sender = if caller.is_some() { Sender::Caller } else { Sender::Interrupted };
    // It was sent here and belongs to any form of that name: the instance tells them apart.
    let place = Place { instance, page: path, action: String::new() };
    Rejected::keep(session, place, &values, errors, sender).await?;
    Ok(match caller {
        Some(_) => format!("{next}#{DESIGN_EDITOR}"),
        None => format!("/sign-in?next={}", percent::encoded(&next)),
    })
}

/// A form as it came.
struct Sent {
    values: Map<String, Value>,
    file: Result<Vec<u8>, LogoError>,
    had_passcode: bool,
}

impl Sent {
    /// `None` if it is no form.
    async fn read(request: Request) -> Option<Self> {
        let boundary = boundary(request.headers())?;
        let mut parts = Multipart::new(request.into_body().into_data_stream(), boundary);
        let mut sent = Self { values: Map::new(), file: Err(LogoError::Missing), had_passcode: false };
        let mut typed = 0;
        while let Some(mut part) = parts.next_field().await.ok()? {
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = name == LOGO_FILE;
            let mut content = Vec::new();
            let mut length = 0;
            while let Some(chunk) = part.chunk().await.ok()? {
                length += chunk.len();
                let room = if is_file { LogoError::LONGEST } else { TYPED - typed };
                // The rest is read and let go.
                if length <= room {
                    content.extend_from_slice(&chunk);
                }
            }
            if is_file {
                sent.file = match length {
                    0 => Err(LogoError::Missing),
                    length if length > LogoError::LONGEST => Err(LogoError::TooLong),
                    _ => Ok(content),
                };
                continue;
            }
            typed += content.len();
            sent.had_passcode |= name == "passcode" && length > 0;
            if !NEVER_KEPT.contains(&name.as_str()) {
                sent.values.insert(name, String::from_utf8(content).ok()?.into());
            }
        }
        Some(sent)
    }
}
