//! A browser that is signed in: its session, who is asking, the forms it sent.
pub mod back;
mod caller;
pub mod client;
pub mod edit;
pub mod edit_design;
pub mod edit_invite;
pub mod edit_people;
pub mod entry;
pub mod flash;
pub mod guest;
pub mod guest_form;
pub mod new_secret;
pub mod post;
mod store;

use std::time::Duration;

use time::Duration as CookieDuration;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

pub use caller::{current, know_caller, remember_caller, renew, sign_in, sign_out};
pub use store::SignInStore;

use crate::services::Services;
pub use crate::services::sign_ins::AT_MOST;

/// A browser that stays away this long is signed out, or an hour sooner: visits are noted once an hour.
pub const IDLE: Duration = Duration::from_hours(12);

/// The name of the one cookie of a sign-in. The rehearsal room has its own: [`entry`].
pub const COOKIE: &str = "roomkey";

/// What gives every request its `Session`: an `HttpOnly`, `SameSite=Lax` cookie for the whole portal, kept to
/// encrypted connections when the public URL is one. Nothing is loaded or set until a handler asks for it.
pub fn session_layer(services: &Services) -> SessionManagerLayer<SignInStore> {
    SessionManagerLayer::new(SignInStore::new(services.storage.clone(), services.clock.clone()))
        .with_name(COOKIE)
        .with_path("/")
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(services.config.public_url.is_https())
        .with_expiry(Expiry::OnInactivity(CookieDuration::seconds_f64(IDLE.as_secs_f64())))
}
