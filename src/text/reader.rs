//! Who reads: language and time zone.
use http::HeaderMap;
use http::header::{ACCEPT_LANGUAGE, COOKIE};
use http::request::Parts;
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::text::{Language, Text};

/// How to write for the one who reads.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Texts in the reader's language.
    pub text: Text,
    /// The reader's zone, if the browser told it (the hand-written module sets a cookie), else UTC.
    pub zone: TimeZone,
}

impl Reader {
    /// The reader of a request, by its headers.
    pub fn of(headers: &HeaderMap) -> Self {
        let language =
            headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(Language::accepted).unwrap_or_default();
        let zone = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .find_map(|cookie| cookie.trim().strip_prefix("time_zone="))
            .and_then(|zone| TimeZone::get(zone).ok())
            .unwrap_or(TimeZone::UTC);
        Self { text: Text { language }, zone }
    }

    /// The reader of the page that is being rendered.
    pub fn current() -> Self {
        use_context::<Self>()
            .or_else(|| Some(Self::of(&use_context::<Parts>()?.headers)))
            .unwrap_or_else(|| Self::of(&HeaderMap::new()))
    }
}

/// Texts in the current reader's language.
pub fn text() -> Text {
    Reader::current().text
}
