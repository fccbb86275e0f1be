//! Multipart bodies: what one holds, and whether it is one.
use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use multer::{Field, Multipart};

use crate::meeting::sandbox::WhiteboardFile;

/// What a server says of a body that is no multipart.
pub const UNREADABLE: &str = "cannot read multipart/form-data body: multipart: NextPart: EOF";

/// The parts that an upload may have.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// `document_link`; empty when there is none.
    pub link: String,
    /// `document`
    pub document: Option<WhiteboardFile>,
}

/// The boundary, empty when none is named, of a body whose media type is `multipart/form-data` and not merely looks so.
pub fn boundary(headers: &HeaderMap) -> Option<String> {
    let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let mut parts = content_type.split(';').map(str::trim);
    if !parts.next()?.eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = parts.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.eq_ignore_ascii_case("boundary").then(|| value.trim_matches('"').to_owned())
    });
    Some(boundary.unwrap_or_default())
}

/// Reads a whole body; fails if it is no multipart to its end.
pub async fn read(body: Bytes, boundary: &str) -> multer::Result<Form> {
    let mut multipart = Multipart::new(Body::from(body).into_data_stream(), boundary);
    let mut form = Form::default();
    while let Some(field) = multipart.next_field().await? {
        match (field.name(), field.file_name().is_some_and(|name| !name.is_empty())) {
            (Some("document_link"), false) if form.link.is_empty() => form.link = field.text().await?,
            (Some("document"), true) if form.document.is_none() => form.document = Some(measured(field).await?),
            _ => {}
        }
    }
    Ok(form)
}

async fn measured(mut field: Field<'_>) -> multer::Result<WhiteboardFile> {
    const PDF: &[u8] = b"%PDF-";
    let mut start: Vec<u8> = Vec::new();
    let mut size = 0;
    while let Some(chunk) = field.chunk().await? {
        size += chunk.len() as u64;
        start.extend(chunk.iter().take(PDF.len() - start.len().min(PDF.len())));
    }
    Ok(WhiteboardFile::Document { size, is_pdf: start == PDF })
}
