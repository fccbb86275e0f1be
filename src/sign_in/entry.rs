//! A browser that has entered the sandbox's rehearsal room: the secret of its stay, in a cookie of its own for each link,
//! so that a teacher can be in as two people from one browser, and so that a reload is still the one who entered.
use aws_lc_rs::digest;
use http::HeaderValue;
use http::header::SET_COOKIE;
use http::request::Parts;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use secrecy::{ExposeSecret, SecretString};

use crate::services::Services;
use crate::text::reader::cookie;

/// As long as a meeting server keeps a session, in seconds (plugnmeet-api.md §9 row 11).
const KEPT: u32 = 24 * 60 * 60;

/// How much longer, in seconds, once the stay is over: its page loads once more to say so, and may be loaded again.
const KEPT_AFTERWARDS: u32 = 60;

/// The secret of the stay that began with this token, if the browser of the current request has one.
pub fn secret(token: &str) -> Option<SecretString> {
    cookie(&use_context::<Parts>()?.headers, &name(token)).map(SecretString::from)
}

/// Gives the browser the secret of its stay: out of reach of scripts, and for the rehearsal room alone.
pub fn keep(services: &Services, token: &str, secret: &SecretString) {
    set(services, token, secret, KEPT);
}

/// Has the browser forget it soon: the stay is over for good. Cookies of many links together would be refused some day.
pub fn let_go(services: &Services, token: &str, secret: &SecretString) {
    set(services, token, secret, KEPT_AFTERWARDS);
}

fn set(services: &Services, token: &str, secret: &SecretString, seconds: u32) {
    let secure = if services.config.public_url.is_https() { "; Secure" } else { "" };
    let (name, secret) = (name(token), secret.expose_secret());
    let cookie = format!("{name}={secret}; Path=/sandbox/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let (Ok(cookie), Some(response)) = (HeaderValue::from_str(&cookie), use_context::<ResponseOptions>()) {
        response.append_header(SET_COOKIE, cookie);
    }
}

/// Tells links apart and gives none away.
fn name(token: &str) -> String {
    let hash = digest::digest(&digest::SHA256, token.as_bytes());
    format!("entry_{}", hex::encode(&hash.as_ref()[..8]))
}
