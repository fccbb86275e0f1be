//! The files a browser fetches.
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use http::{HeaderMap, StatusCode};

use crate::ui::site::Site;

/// `/pkg/…` (named by content, so kept for ever), icon and robots.txt.
pub fn router() -> Router {
    Router::new()
        .route("/pkg/{name}", get(|Path(name): Path<String>, headers: HeaderMap| async move { hashed(&name, &headers) }))
        .route("/favicon.svg", get(|headers: HeaderMap| async move { answer("favicon.svg", &headers, "public, max-age=86400") }))
        .route("/robots.txt", get(|headers: HeaderMap| async move { answer("robots.txt", &headers, "public, max-age=86400") }))
}

/// A file of this build that is named by its content.
pub fn hashed(name: &str, request: &HeaderMap) -> Response {
    answer(&format!("pkg/{name}"), request, "public, max-age=31536000, immutable")
}

fn answer(name: &str, request: &HeaderMap, keep: &'static str) -> Response {
    // The router decodes a part of a path, slashes too.
    if name.matches('/').count() > 1 || name.contains("..") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let accepted = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts = |coding: &str| accepted.split(',').any(|offer| offer.trim().split(';').next() == Some(coding));
    let compressed = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(coding, _)| accepts(coding))
        .find_map(|(coding, ending)| Site::get(&format!("{name}.{ending}")).map(|file| (Some(coding), file)));
    let Some((coding, file)) = compressed.or_else(|| Site::get(name).map(|file| (None, file))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
    let mut response =
        ([(CONTENT_TYPE, kind), (CACHE_CONTROL, keep), (VARY, "accept-encoding")], file.data.into_owned()).into_response();
    if let Some(coding) = coding {
        response.headers_mut().insert(CONTENT_ENCODING, http::HeaderValue::from_static(coding));
    }
    response
}
