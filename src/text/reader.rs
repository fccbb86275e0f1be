//! Who reads: language, theme and time zone.
use http::HeaderMap;
use http::header::{ACCEPT_LANGUAGE, COOKIE};
use http::request::Parts;
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::domain::account::AccountRole;
use crate::domain::reading::{Preferences, Theme, ZoneName};
use crate::services::Caller;
use crate::text::times::Zone;
use crate::text::{Language, Text};

/// How to write for the one who reads.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Texts in the reader's language.
    pub text: Text,
    /// Light or dark; if neither, what the system says.
    pub theme: Option<Theme>,
    /// The zone that times are shown in.
    pub zone: Zone,
    /// Whether they run the portal, and so read causes too.
    pub administers: bool,
}

impl Reader {
    /// The reader of a request, by what the account says, and else the browser.
    pub fn of(headers: &HeaderMap, preferences: &Preferences) -> Self {
        let accepted = || headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(Language::accepted);
        let language = preferences.language.or_else(accepted).unwrap_or_default();
        let account = preferences.time_zone.as_ref().and_then(|zone| TimeZone::get(zone.as_str()).ok());
        let browser = browsers_zone(headers).and_then(|zone| TimeZone::get(zone.as_str()).ok());
        Self { text: Text { language }, theme: preferences.theme, zone: Zone::new(account, browser), administers: false }
    }

    /// The reader of a request, by who is signed in.
    pub fn of_request(parts: &Parts) -> Self {
        match parts.extensions.get::<Caller>() {
            Some(caller) => {
                let administers = caller.role == AccountRole::Administrator;
                Self { administers, ..Self::of(&parts.headers, &caller.preferences) }
            }
            None => Self::of(&parts.headers, &Preferences::default()),
        }
    }

    /// The reader of the page that is being rendered.
    pub fn current() -> Self {
        use_context::<Self>()
            .or_else(|| Some(Self::of_request(&use_context::<Parts>()?)))
            .unwrap_or_else(|| Self::of(&HeaderMap::new(), &Preferences::default()))
    }
}

/// The zone that the browser told: the hand-written module sets a cookie.
pub fn browsers_zone(headers: &HeaderMap) -> Option<ZoneName> {
    cookie(headers, "time_zone")?.parse().ok()
}

/// What the browser keeps for us under this name.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &'a str) -> Option<&'a str> {
    cookies(headers, name).next()
}

/// The same where there may be several, of other paths or hosts: in the order that the browser sends them.
pub fn cookies<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|cookies| cookies.split(';')).filter_map(move |cookie| cookie.trim().strip_prefix(name)?.strip_prefix('='))
}

/// Texts in the current reader's language.
pub fn text() -> Text {
    Reader::current().text
}
