//! A guest's browser: its secret, in a cookie of its own that outlives every sign-in.
use http::header::SET_COOKIE;
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::services::Services;
pub use crate::services::guests::GuestCookie;
use crate::text::reader::cookies;

/// The cookie's name. Where the portal is served over https, the name says that no other host and no plain connection has
/// set it.
fn name(services: &Services) -> &'static str {
    if services.config.public_url.is_https() { "__Host-roomkey-guest" } else { "roomkey-guest" }
}

/// Seconds: a year of lessons and the holidays after it.
const KEPT: u32 = 400 * 24 * 60 * 60;

/// What the browser of the current request has; one that is malformed is none.
pub fn known(services: &Services) -> Option<GuestCookie> {
    of(services, &use_context::<Parts>()?.headers)
}

/// The same of a request that is no page's.
pub fn of(services: &Services, headers: &HeaderMap) -> Option<GuestCookie> {
    cookies(headers, name(services)).find_map(|cookie| cookie.parse().ok())
}

/// What the browser of the current request has from now on: its own, which it keeps for as long again, or a new one.
pub fn known_or_new(services: &Services) -> GuestCookie {
    let guest = known(services).unwrap_or_else(GuestCookie::random);
    let secure = if services.config.public_url.is_https() { "; Secure" } else { "" };
    let cookie = format!("{}={}; Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Lax{secure}", name(services), guest.expose());
    if let (Ok(cookie), Some(response)) = (HeaderValue::from_str(&cookie), use_context::<ResponseOptions>()) {
        response.append_header(SET_COOKIE, cookie);
    }
    guest
}
