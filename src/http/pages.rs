//! Pages and the forms they send.
use axum::Router;
use axum::response::Redirect;
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use http::request::Parts;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list, render_app_async_with_context};

use crate::services::Services;
use crate::ui::policy::PagePolicy;
use crate::ui::site::MANIFEST;
use crate::ui::{App, holds_island, not_found_shell, shell};

/// Every page and every server function, with what they need as context.
pub fn router(services: &Services) -> Router {
    let options = LeptosOptions::builder().output_name(MANIFEST.islands.clone()).build();
    let context = {
        let services = services.clone();
        move || {
            provide_context(services.clone());
            set_page_headers();
        }
    };
    let rehearsal = render_app_async_with_context(context.clone(), shell);
    Router::new()
        .leptos_routes_with_context(&options, generate_route_list(App), context.clone(), shell)
        // Join links of the sandbox keep the slash before the query, as real ones do. A POST asks for the pictures.
        .route("/sandbox/", axum::routing::get(rehearsal.clone()).post(rehearsal))
        // Whoever types the first line from the wall and leaves the code for later.
        .route("/j/", axum::routing::get(|| async { Redirect::permanent("/j") }))
        .fallback(render_app_async_with_context(context, || {
            crate::ui::visit::set_status(http::StatusCode::NOT_FOUND);
            not_found_shell()
        }))
        .with_state(options)
}

fn set_page_headers() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else {
        return;
    };
    let islands = use_context::<Parts>().is_some_and(|parts| holds_island(parts.uri.path()));
    let policy = PagePolicy { islands, pictures: Vec::new(), join_origins: Vec::new() };
    policy.send(&response, &nonce);
    provide_context(policy);
    response.insert_header(CACHE_CONTROL, HeaderValue::from_static("no-store"));
}
