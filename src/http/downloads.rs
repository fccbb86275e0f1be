//! What carries an invite out of the portal as a file: pictures of its link, and a date for calendars. For members of its room
//! alone; for everybody else there is nothing.
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use http::{HeaderValue, StatusCode};
use serde_json::{Map, Value};

use crate::domain::percent;
use crate::forms::CalendarForm;
use crate::internal::Internal;
use crate::services::calendar::{Event, Facts, file};
use crate::services::designs::DesignError;
use crate::services::invites::Invite;
use crate::services::rooms::{Room, RoomError};
use crate::services::{Caller, Services, designs, invitation, share};
use crate::sign_in::post::FAILURE;
use crate::text::invitation::{filling, template};
use crate::text::reader::Reader;
use crate::ui::components::qr::Qr;

/// The files of an invite.
pub fn router(services: Services) -> Router {
    Router::new()
        .route("/rooms/{slug}/invites/{id}/qr.svg", get(svg))
        .route("/rooms/{slug}/invites/{id}/qr.png", get(png))
        .route("/rooms/{slug}/invites/{id}/calendar.ics", get(calendar))
        .route("/designs/{id}/design.json", get(design))
        .with_state(services)
}

type Names = Path<(String, String)>;

/// Why there is no file.
enum Refusal {
    SignIn(String),
    NotFound,
    Fault(Internal),
    Elsewhere(String),
}

impl<E: Into<Internal>> From<E> for Refusal {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

impl From<RoomError> for Refusal {
    fn from(error: RoomError) -> Self {
        match error {
            RoomError::NotFound => Self::NotFound,
            RoomError::Internal(fault) => Self::Fault(fault),
        }
    }
}

impl From<DesignError> for Refusal {
    fn from(error: DesignError) -> Self {
        match error {
            DesignError::NotFound => Self::NotFound,
            DesignError::Internal(fault) => Self::Fault(fault),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let failure = match self {
            Self::SignIn(next) => return see_other(&format!("/sign-in?next={}", percent::encoded(&next))),
            Self::Elsewhere(address) => return see_other(&address),
            Self::NotFound => "not-found".to_owned(),
            Self::Fault(fault) => fault.reference().to_owned(),
        };
        let mut response = StatusCode::NOT_FOUND.into_response();
        if let Ok(failure) = HeaderValue::from_str(&failure) {
            response.headers_mut().insert(FAILURE, failure);
        }
        response
    }
}

fn see_other(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/rooms"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

/// The exact `custom_design` of a saved design (`plugnmeet-api.md` §7.1), for whoever may use it.
async fn design(State(services): State<Services>, Path(id): Path<String>, request: Request) -> Result<Response, Refusal> {
    let Some(caller) = request.extensions().get::<Caller>().cloned() else {
        return Err(Refusal::SignIn(format!("/designs/{id}")));
    };
    let found = designs::named(&services, &caller, &id).await?;
    let headers = [(CONTENT_TYPE, "application/json"), (CONTENT_DISPOSITION, "attachment; filename=\"design.json\"")];
    Ok((headers, found.saved.design.to_json()).into_response())
}

async fn svg(State(services): State<Services>, Path((slug, id)): Names, request: Request) -> Result<Response, Refusal> {
    let Asked { room, invite, .. } = Asked::read(&services, request, &slug, &id).await?;
    let code = Qr::for_paper(&invite.link(&services)).ok_or(Refusal::NotFound)?;
    Ok(attached(&room, "svg", "image/svg+xml", code.svg().into_bytes()))
}

async fn png(State(services): State<Services>, Path((slug, id)): Names, request: Request) -> Result<Response, Refusal> {
    let Asked { room, invite, .. } = Asked::read(&services, request, &slug, &id).await?;
    let code = Qr::for_paper(&invite.link(&services)).ok_or(Refusal::NotFound)?;
    Ok(attached(&room, "png", "image/png", code.png()?))
}

async fn calendar(State(services): State<Services>, Path((slug, id)): Names, request: Request) -> Result<Response, Refusal> {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let Asked { caller, reader, room, invite } = Asked::read(&services, request, &slug, &id).await?;
    let Ok(event) = Event::read(&form(&query)?) else {
        // The page says beside each field what is wrong with it.
        return Err(Refusal::Elsewhere(format!("/rooms/{slug}/invites/{id}/calendar?{query}")));
    };
    let own = invitation::own(&services, &caller).await?;
    let text = filling(&services, &room, &invite, String::new()).fill(&template(reader.text, own.as_ref()));
    let facts = Facts {
        uid: format!("{}@roomkey", invite.id.as_str()),
        made: services.clock.now(),
        title: room.title.to_string(),
        text,
        link: invite.link(&services),
    };
    Ok(attached(&room, "ics", "text/calendar; charset=utf-8", file(&event, &facts).into_bytes()))
}

/// The fields in a query; what is there twice counts the last time, and what is none of them not at all.
fn form(query: &str) -> Result<CalendarForm, Internal> {
    let fields =
        form_urlencoded::parse(query.as_bytes()).map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())));
    Ok(serde_json::from_value(Value::Object(fields.collect::<Map<_, _>>()))?)
}

/// A file to keep, named after the room.
fn attached(room: &Room, ending: &str, kind: &'static str, content: Vec<u8>) -> Response {
    let named = HeaderValue::from_str(&format!("attachment; filename=\"{}.{ending}\"", room.slug));
    let named = named.unwrap_or(HeaderValue::from_static("attachment"));
    ([(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, named)], content).into_response()
}

/// What is asked for, and by whom.
struct Asked {
    caller: Caller,
    reader: Reader,
    room: Room,
    invite: Invite,
}

impl Asked {
    async fn read(services: &Services, request: Request, slug: &str, id: &str) -> Result<Self, Refusal> {
        let (parts, _) = request.into_parts();
        let Some(caller) = parts.extensions.get::<Caller>().cloned() else {
            // Not to the file: it would leave whoever has signed in on the page for that.
            return Err(Refusal::SignIn(format!("/rooms/{}", percent::encoded(slug))));
        };
        let reader = Reader::of_request(&parts);
        let (room, invite) = share::find(services, &caller, slug, id).await?;
        Ok(Self { caller, reader, room, invite })
    }
}
