//! A small picture of the plugNmeet client's window, coloured as the client would colour it.
use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::address::HttpsUrl;
use crate::domain::look::Look;

/// Whether a design's addresses may be loaded: only after a click (a page of ours loads none by itself).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictures {
    /// Stripes where the background image goes.
    Hidden,
    /// The background image itself.
    Shown,
}

/// What stands for a background image that is not loaded.
const STRIPES: &str = "repeating-linear-gradient(45deg,#0001 0 .5rem,#0000 .5rem 1rem)";

/// The custom properties from which the picture takes its colours, and its background.
pub(super) fn properties(look: &Look, pictures: Pictures) -> impl Iterator<Item = (&'static str, String)> {
    let image = match (&look.background_image, pictures) {
        (None, _) => "none".to_owned(),
        (Some(_), Pictures::Hidden) => STRIPES.to_owned(),
        (Some(image), Pictures::Shown) => format!("url(\"{image}\")"),
    };
    let colors = look.light.properties().map(|(name, color)| (name, color.to_string()));
    colors.chain([("--look-image", image)])
}

/// The same as one CSS rule, for the page's `<style nonce>`.
///
/// Nothing in it can leave its place: the selector is ours, a colour is `#` and digits, an address holds no quote, brace,
/// backslash, space or angle bracket.
pub fn look_css(selector: &'static str, look: &Look, pictures: Pictures) -> String {
    let declarations: Vec<_> = properties(look, pictures).map(|(name, value)| format!("{name}:{value}")).collect();
    format!("{selector}{{{}}}", declarations.join(";"))
}

/// The client's window in light mode, and the two buttons of the page before it. Says nothing in words but its label: text
/// in somebody's colours may be unreadable, which is what the picture is there to show.
///
/// Takes its colours from custom properties ([`look_css`]) set on it or around it.
#[component]
pub fn MeetingPicture(
    /// What the picture shows, for those who do not see it.
    #[prop(into)]
    label: String,
    /// The element's id, to set its colours by.
    #[prop(optional, into)]
    id: Option<String>,
    /// The logo, if it may be loaded.
    #[prop(optional_no_strip)]
    logo: Option<HttpsUrl>,
    /// The element, to set its colours by from a script.
    #[prop(optional)]
    node_ref: NodeRef<Div>,
) -> impl IntoView {
    let logo = match logo {
        Some(address) => {
            view! { <img class="picture__logo" src=address.to_string() alt="" referrerpolicy="no-referrer" /> }.into_any()
        }
        None => view! { <span class="picture__logo"></span> }.into_any(),
    };
    view! {
        <div class="picture" id=id role="img" aria-label=label node_ref=node_ref>
            <div class="picture__window">
                <div class="picture__header">
                    {logo}
                    <span class="picture__line"></span>
                </div>
                <div class="picture__main">
                    <span class="picture__avatar">{icon("M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2M8 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0")}</span>
                </div>
                <div class="picture__panel">
                    <span class="picture__line"></span>
                    <span class="picture__line picture__line--short"></span>
                    <span class="picture__line"></span>
                    <span class="picture__box"></span>
                </div>
                <div class="picture__footer">
                    <span class="picture__icon">{icon(MICROPHONE)}</span>
                    <span class="picture__icon">{icon("m16 13 5.2 3.5a.5.5 0 0 0 .8-.4V7.9a.5.5 0 0 0-.8-.4L16 10.5M2 8a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2Z")}</span>
                    <span class="picture__icon">{icon("M2 5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2ZM8 21h8m-4-4v4")}</span>
                    <span class="picture__icon">
                        {icon("M7.9 20A9 9 0 1 0 4 16.1L2 22Z")} <span class="picture__badge"></span>
                    </span>
                </div>
            </div>
            <div class="picture__landing">
                <span class="picture__button picture__button--primary">
                    <span class="picture__line"></span>
                </span>
                <span class="picture__button picture__button--secondary">
                    <span class="picture__line"></span>
                </span>
            </div>
        </div>
    }
}

const MICROPHONE: &str = "M12 2a3 3 0 0 0-3 3v7a3 3 0 0 0 6 0V5a3 3 0 0 0-3-3ZM19 10v2a7 7 0 0 1-14 0v-2M12 19v3";

fn icon(path: &'static str) -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
