//! The card in the middle of every page that a guest sees.
use leptos::prelude::*;
use leptos_meta::Meta;

use super::icon::{Icon, Shape};
use super::window_title::WindowTitle;
use crate::text::reader::text;

/// What a page of guests says above its body, and to programs that make a preview of its link.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// The window's title. It and [`Self::preview`] are all that programs read which make previews; they name a room only if
    /// it allows that. The heading is for whoever opens the page.
    pub window: String,
    /// Above the heading, if anything.
    pub above: String,
    /// The heading.
    pub title: String,
    /// What a preview says below the title; empty: there is none to make.
    pub preview: String,
}

/// The card. `state` names what it says, for tests and for scripts that look again.
#[component]
pub fn GuestCard(
    /// What stands above the body.
    heading: Heading,
    /// What it says: `ready`, `expired` …
    state: &'static str,
    /// Below the card: quiet words.
    #[prop(optional, into)]
    below: String,
    /// The body.
    children: Children,
) -> impl IntoView {
    let Heading { window, above, title, preview } = heading;
    let previewed = (!preview.is_empty()).then(|| {
        view! {
            <Meta property="og:site_name" content=text().get("app-name")/>
            <Meta property="og:title" content=window.clone()/>
            <Meta property="og:description" content=preview/>
        }
    });
    view! {
        <WindowTitle text=text().with("window-title", [("page", window.into())])/>
        {previewed}
        <main id="main" class="guest">
            <article class="keycard" data-guest=state>
                <header>
                    <Icon shape=Shape::Key/>
                    <div>
                        {(!above.is_empty()).then(|| view! { <p class="hint"><bdi>{above}</bdi></p> })}
                        <h1 class="who"><bdi>{title}</bdi></h1>
                    </div>
                </header>
                <div class="body">{children()}</div>
            </article>
            {(!below.is_empty()).then(|| view! { <p class="hint below">{below}</p> })}
        </main>
    }
}
