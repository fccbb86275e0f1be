//! `room/uploadWhiteboardFile` (plugnmeet-api.md §2.8): the one call that comes as a form, and whose errors are HTTP
//! errors.
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::multipart::{Form, UNREADABLE};
use super::{PLAIN_JSON, Signed};
use crate::meeting::sandbox::{Sandbox, WhiteboardFile};

const LINK: &str = "document_link";

/// Says why the file does not get onto the whiteboard.
pub async fn answer(sandbox: &Sandbox, parts: &Parts, signed: &Signed, form: multer::Result<Form>) -> Response {
    let room_id = parts.headers.get("room-id").map(|value| String::from_utf8_lossy(value.as_bytes())).unwrap_or_default();
    let file = file_of(parts, signed, form);
    let (status, body) = sandbox.refuse_whiteboard_file(&room_id, &file).await;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(CONTENT_TYPE, PLAIN_JSON)], body).into_response()
}

/// What is sent: a link in the query, in a form or in a part comes before a file.
fn file_of(parts: &Parts, signed: &Signed, form: multer::Result<Form>) -> WhiteboardFile {
    let query = link_in(parts.uri.query().unwrap_or_default().as_bytes());
    match signed {
        _ if !query.is_empty() => WhiteboardFile::Link(query),
        Signed::Body(body) if is_urlencoded(parts) && !link_in(body).is_empty() => WhiteboardFile::Link(link_in(body)),
        Signed::Body(_) => {
            WhiteboardFile::Missing("fasthttp: request content-type has bad boundary or is not multipart/form-data")
        }
        Signed::RoomIdOnly(_) => match form {
            Err(_) => WhiteboardFile::Missing(UNREADABLE),
            Ok(Form { link, .. }) if !link.is_empty() => WhiteboardFile::Link(link),
            Ok(Form { document: Some(document), .. }) => document,
            Ok(_) => WhiteboardFile::Missing("fasthttp: there is no uploaded file associated with the given key"),
        },
    }
}

fn is_urlencoded(parts: &Parts) -> bool {
    let content_type = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    content_type.starts_with("application/x-www-form-urlencoded")
}

fn link_in(form: &[u8]) -> String {
    form_urlencoded::parse(form).find(|(name, _)| name == LINK).map(|(_, link)| link.into_owned()).unwrap_or_default()
}
