//! The headers every answer carries.
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderName, HeaderValue, Method, StatusCode};

use crate::services::Services;
use crate::sign_in::client::{Client, Scheme};

/// Adds what an answer did not set itself. What is not a page may load and do nothing.
pub async fn add(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let defaults: [(HeaderName, &'static str); 4] = [
        (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
        // `no-referrer` would make plain-http forms send `Origin: null`, which the CSRF layer must refuse.
        (REFERRER_POLICY, "same-origin"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in defaults {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// For pages, while the public URL is an https one and a trusted proxy says how the request came.
///
/// Over https, the browser is asked to stay there for a year (this host only). Over http it is sent there: signing in would
/// come to nothing, since the cookie is kept to encrypted connections. Nobody says so of a health check on this machine,
/// and nothing is assumed.
pub async fn keep_encrypted(State(services): State<Services>, request: Request, next: Next) -> Response {
    let public_url = &services.config.public_url;
    let scheme = request.extensions().get::<Client>().and_then(|client| client.scheme);
    match scheme.filter(|_| public_url.is_https()) {
        Some(Scheme::Https) => {
            let mut response = next.run(request).await;
            response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
            response
        }
        Some(Scheme::Http) if is_read(request.method()) && !is_encrypted_after_all(&request) => {
            let path = request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
            (StatusCode::PERMANENT_REDIRECT, [(LOCATION, format!("{public_url}{path}"))]).into_response()
        }
        _ => next.run(request).await,
    }
}

fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Browsers send this header over encrypted connections only. Then a proxy further out has decrypted the request and the one
/// next to us does not know: sending the browser where it is already would go round for ever.
fn is_encrypted_after_all(request: &Request) -> bool {
    request.headers().contains_key("sec-fetch-site")
}
