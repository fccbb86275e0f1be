//! A meeting server that does not answer: what a page says of it, and how the page notices that it is back.
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use crate::domain::fault::Outage;
use crate::services::liveness::Liveness;
use crate::text::faults;
use crate::text::reader::Reader;

/// How often a page looks again while a server is down, in milliseconds.
const LOOK_EVERY: u32 = 10_000;

/// What is wrong with a meeting server that a page wanted to ask, if something is.
pub fn outage_of(live: &Liveness) -> Option<&Outage> {
    match live {
        Liveness::Unknown(outage) => outage.as_ref(),
        Liveness::Live(_) | Liveness::Ending | Liveness::NotRunning => None,
    }
}

/// Says which server is down and since when; to administrators also why, and what to check.
#[component]
pub fn OutageNotice(
    /// What administrators call the server.
    server: String,
    /// What is wrong with it.
    outage: Outage,
    /// Whether the page holds a form, or a link that is shown once: then nobody is led to load it again, which loses them.
    #[prop(optional)]
    holds_work: bool,
) -> impl IntoView {
    let reader = Reader::current();
    let t = reader.text;
    let told = faults::outage(&reader, &outage);
    let details = told.details.into_iter().map(|detail| view! { <p>{detail}</p> }).collect_view();
    view! {
        <div class="notice warn" role="status">
            <Icon shape=Shape::Alert/>
            <div>
                <p><strong><bdi>{server}</bdi></strong> " · " {told.what} " " {t.get("outage-rooms")}</p>
                {details}
                <p>
                    <span class="needs-script">{t.get("outage-looks-again")}</span>
                    {(!holds_work).then(|| view! { " " <a href="">{t.get("outage-look")}</a> })}
                </p>
            </div>
        </div>
    }
}

/// A part of a page that puts right by itself what stands in its elements with `data-part` while a server is down: nothing
/// else on the page changes, so that nothing typed is lost.
#[component]
pub fn LooksAgain(
    /// Whether a server is down.
    down: bool,
    /// Where the server tells that the page shows something else by now.
    #[prop(optional_no_strip)]
    events: Option<String>,
    /// The part.
    children: Children,
) -> impl IntoView {
    let state = if events.is_some() { "room" } else { "page" };
    let every = down.then(|| LOOK_EVERY.to_string());
    view! { <div class="as-parent" data-state=state data-refresh=every data-events=events>{children()}</div> }
}
