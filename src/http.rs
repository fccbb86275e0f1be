//! Assembles what the server answers: pages and forms, the sandbox's API, files, health.
pub mod assets;
mod compression;
mod downloads;
mod errors;
mod events;
mod guesses;
pub mod headers;
pub mod health;
mod logo;
mod pages;
pub mod sandbox_api;
pub mod serve;

use axum::Router;
use axum::extract::MatchedPath;
use axum::middleware::{from_fn, from_fn_with_state};
use http::Request;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::Level;

use crate::meeting::sandbox::ClientFiles;
use crate::services::Services;
use crate::sign_in;
use crate::ui::site::MANIFEST;

/// The longest form anyone sends: sixteen design values of 512 characters leave room to spare.
const FORM_LIMIT: usize = 256 * 1024;

/// Everything the server answers.
pub fn router(services: Services) -> Router {
    // A form that is too long, and a handler that panics, are still answered in the reader's language.
    let people = pages::router(&services)
        .merge(downloads::router(services.clone()))
        .layer(CatchPanicLayer::custom(errors::panicked_in_a_page))
        .layer(RequestBodyLimitLayer::new(FORM_LIMIT))
        .merge(logo::router(services.clone()).layer(CatchPanicLayer::custom(errors::panicked_in_a_page)))
        .layer(from_fn_with_state(services.clone(), sign_in::remember_caller))
        .layer(sign_in::session_layer(&services))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(services.clone(), guesses::count_wrong_codes))
        .layer(from_fn(errors::show_as_page))
        .layer(from_fn(guesses::take_as_long))
        .layer(compression::layer())
        .layer(from_fn(compression::not_for_other_sites))
        .layer(from_fn_with_state(services.clone(), headers::keep_encrypted))
        .layer(from_fn_with_state(services.clone(), sign_in::client::remember_client));
    let mut all =
        people.merge(health::routes().with_state(services.clone())).merge(assets::router()).merge(events::router(&services));
    if services.config.sandbox_api {
        let bundled = |name: &String| Some(name.clone()).filter(|name| !name.is_empty()).into_iter().collect();
        let page = ClientFiles { css: bundled(&MANIFEST.style), js: bundled(&MANIFEST.script) };
        all = all.nest("/sandbox", sandbox_api::router(services.sandbox.clone().with_client_files(page)));
    }
    all.layer(CatchPanicLayer::custom(errors::panicked)).layer(from_fn(headers::add)).layer(
        TraceLayer::new_for_http()
            .make_span_with(|request: &Request<_>| {
                // The template, never the path or query: those hold slugs, codes and tokens.
                let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
                tracing::info_span!("request", method = %request.method(), route)
            })
            .on_response(DefaultOnResponse::new().level(Level::INFO)),
    )
}
