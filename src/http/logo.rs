//! A design's form that is sent with a logo: back to its page, with a palette of the logo's colours in its fields. Nothing
//! is stored but what was typed, which waits as in any form that is shown again.
use axum::Router;
use axum::extract::{Query, Request, State};
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
use crate::forms::{BASE, DESIGN_EDITOR, DesignDraft, FieldError, FieldErrors, LOGO_FILE, fields};
use crate::internal::Internal;
use crate::services::{Caller, Services, designs, invites, logo};
use crate::sign_in::flash::{Place, Rejected, Sender};
use crate::sign_in::post::{FAILURE, local_path};

use super::sandbox_api::boundary;

/// The longest form with a file: of one that is longer than a logo may be, what was typed behind it is still read.
const LIMIT: usize = 16 * 1024 * 1024;
/// Bytes of all that is typed together, with the names of the fields.
const TYPED: usize = 256 * 1024;
/// The longest form has half as many fields. What nobody's page sends is not sorted out.
const FIELDS: usize = 128;
/// A field that waits nowhere.
const PASSCODE: &str = "passcode";
/// A field that waits in memory only.
const PASTED: &str = "pasted";

/// The route, with a limit of its own.
pub fn router(services: Services) -> Router {
    let limit = RequestBodyLimitLayer::new(LIMIT);
    Router::new().route("/palette-of-logo", post(palette_of_logo)).layer(limit).with_state(services)
}

/// The page that the form is on.
#[derive(Deserialize)]
struct Target {
    #[serde(default)]
    page: String,
}

async fn palette_of_logo(
    State(services): State<Services>,
    Query(target): Query<Target>,
    session: Session,
    request: Request,
) -> Response {
    let caller = request.extensions().get::<Caller>().cloned();
    let Some(sent) = Sent::read(request).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match work(&services, local_path(&target.page), &session, caller.as_ref(), sent).await {
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

async fn work(
    services: &Services,
    page: &str,
    session: &Session,
    caller: Option<&Caller>,
    sent: Sent,
) -> Result<String, Internal> {
    let Sent { mut values, file, passcode, pasted } = sent;
    let mut errors = FieldErrors::default();
    if caller.is_some() {
        // It does not wait: unless it is the one that the page showed, which the page shows again.
        if passcode.is_some_and(|passcode| invites::passcode_mark(services, passcode.trim()) != shown_mark(&values)) {
            errors.add(PASSCODE, FieldError::PasscodeAgain);
        }
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
        Some(caller) => format!("{next}{}#{DESIGN_EDITOR}", designs::set_aside(services, caller, &pasted)),
        None => format!("/sign-in?next={}", percent::encoded(&next)),
    })
}

/// The mark of the passcode that the form's page showed at first; of none: nothing.
fn shown_mark(values: &Map<String, Value>) -> String {
    let base = values.get(BASE).and_then(Value::as_str).and_then(|base| serde_json::from_str::<Value>(base).ok());
    base.and_then(|base| Some(base.get("passcode_mark")?.as_str()?.to_owned())).unwrap_or_default()
}

/// A form as it came.
struct Sent {
    values: Map<String, Value>,
    file: Result<Vec<u8>, LogoError>,
    /// `None`: the form has no such field.
    passcode: Option<String>,
    pasted: String,
}

impl Sent {
    /// `None` if it is no form, or one that no page sends.
    async fn read(request: Request) -> Option<Self> {
        let boundary = boundary(request.headers())?;
        let mut parts = Multipart::new(request.into_body().into_data_stream(), boundary);
        let mut sent = Self { values: Map::new(), file: Err(LogoError::Missing), passcode: None, pasted: String::new() };
        let (mut typed, mut count) = (0, 0);
        while let Some(mut part) = parts.next_field().await.ok()? {
            count += 1;
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = name == LOGO_FILE;
            typed += name.len();
            if count > FIELDS || typed > TYPED {
                return None;
            }
            let room = if is_file { LogoError::LONGEST } else { TYPED - typed };
            let mut content = Vec::new();
            let mut length = 0;
            while let Some(chunk) = part.chunk().await.ok()? {
                length += chunk.len();
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
            // Too much to be kept anyway.
            if length > room {
                continue;
            }
            typed += length;
            let content = String::from_utf8(content).ok()?;
            match name.as_str() {
                PASSCODE => sent.passcode = Some(content),
                PASTED => sent.pasted = content,
                // Which button was pressed is known.
                "intent" => {}
                _ => drop(sent.values.insert(name, content.into())),
            }
        }
        Some(sent)
    }
}
