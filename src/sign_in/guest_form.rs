//! A guest's form that was not taken waits in the guest's browser, sealed: anybody may send one, and rows of strangers in the
//! database are few, so that each would push out somebody else's.
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::SET_COOKIE;
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use secrecy::ExposeSecret;
use serde::Serialize;

use super::flash::Rejected;
use crate::forms::FieldErrors;
use crate::internal::Internal;
use crate::services::Services;
use crate::text::reader::cookie;

/// The cookie's name.
const NAME: &str = "guest_form";
/// Seconds until it is forgotten: the page that shows it is asked for at once.
const KEPT: u32 = 10 * 60;
/// Bytes that a cookie holds in any browser, less what stands around them.
const LONGEST: usize = 3800;

/// Keeps a form for the page that shows it again. False, and nothing is kept: it is too long for a cookie.
pub fn keep(
    services: &Services,
    instance: &str,
    page: &str,
    form: &impl Serialize,
    errors: FieldErrors,
) -> Result<bool, Internal> {
    let json = serde_json::to_vec(&Rejected::of_stranger(form, errors)?)?;
    let sealed = URL_SAFE_NO_PAD.encode(services.keyring.seal(&purpose(instance, page), &json)?);
    let fits = sealed.len() <= LONGEST;
    if fits {
        set(services, &sealed, KEPT);
    }
    Ok(fits)
}

/// Takes the form out again, on its own page only; a second time there is none.
pub fn take(services: &Services, instance: &str, page: &str) -> Option<Rejected> {
    let sealed = sealed(&use_context::<Parts>()?.headers)?;
    let json = services.keyring.open(&purpose(instance, page), &sealed).ok()?;
    set(services, "", 0);
    serde_json::from_slice(json.expose_secret()).ok()
}

fn sealed(headers: &HeaderMap) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(cookie(headers, NAME)?).ok()
}

fn purpose(instance: &str, page: &str) -> String {
    format!("guest form {instance} {page}")
}

fn set(services: &Services, value: &str, seconds: u32) {
    let secure = if services.config.public_url.is_https() { "; Secure" } else { "" };
    let cookie = format!("{NAME}={value}; Path=/j; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let (Ok(cookie), Some(response)) = (HeaderValue::from_str(&cookie), use_context::<ResponseOptions>()) {
        response.append_header(SET_COOKIE, cookie);
    }
}
