//! Pictures of the plugNmeet client, drawn after the real one: its meeting and the page before it, in light and dark mode,
//! on a computer and on a phone. Sizes are the real ones, scaled to the place a picture has.
//!
//! Colours come from custom properties (`islands::look_css`) set on a picture or around it.
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use crate::domain::address::HttpsUrl;
use crate::domain::locks::LockKind;
use crate::text::reader::text;

/// The meeting on a computer, in light mode.
#[component]
pub fn MeetingPicture(
    /// What the picture shows, for those who do not see it.
    #[prop(into)]
    label: String,
    /// The element's id, to set its colours by.
    #[prop(into)]
    id: String,
    /// The logo, if it may be loaded.
    #[prop(optional_no_strip)]
    logo: Option<HttpsUrl>,
) -> impl IntoView {
    view! {
        <div class="picture" id=id role="img" aria-label=label>{meeting(Theme::Light, logo.as_ref())}</div>
    }
}

/// Everything: meeting and landing page, large and small, light and dark side by side.
#[component]
pub fn LookPictures(
    /// The logo, if it may be loaded.
    #[prop(optional_no_strip)]
    logo: Option<HttpsUrl>,
) -> impl IntoView {
    let t = text();
    let column = |theme: Theme, label: String, title: String| {
        let logo = logo.as_ref();
        view! {
            <div class="picture" role="img" aria-label=label>
                <p class="hint" aria-hidden="true">{title}</p>
                {meeting(theme, logo)}
                {landing(theme, false)}
                <div class="picture__phones">{phone(theme, logo)} {landing(theme, true)}</div>
            </div>
        }
    };
    view! {
        <div class="looks">
            {column(Theme::Light, t.get("picture-light"), t.get("picture-light-title"))}
            {column(Theme::Dark, t.get("picture-dark"), t.get("picture-dark-title"))}
        </div>
    }
}

/// The client's mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    Light,
    Dark,
}

impl Theme {
    fn class(self, rest: &'static str) -> String {
        let dark = if self == Self::Dark { " is-dark" } else { "" };
        format!("{rest}{dark}")
    }
}

fn meeting(theme: Theme, logo: Option<&HttpsUrl>) -> impl IntoView + use<> {
    view! {
        <div class="picture__screen" aria-hidden="true">
            <div class=theme.class("client")>
                {header(logo)}
                <div class="client__main">
                    {whiteboard()}
                    <span class="client__tile"><span class="client__avatar">"AL"</span></span>
                </div>
                {panel()}
                <div class="client__footer">
                    <span class="client__group">{device(LockKind::Microphone)} {device(LockKind::Webcam)}</span>
                    <span class="client__group">
                        {button(Shape::Lock(LockKind::ScreenSharing))} {button(Shape::Lock(LockKind::Whiteboard))} {button(Shape::Lock(LockKind::Reactions))}
                        <span class="client__button client__rec">"REC"</span> {more()}
                    </span>
                    <span class="client__group">{people()} {button(Shape::Lock(LockKind::Chat))} <span class="client__divider"></span> {leave()}</span>
                </div>
            </div>
        </div>
    }
}

fn phone(theme: Theme, logo: Option<&HttpsUrl>) -> impl IntoView + use<> {
    view! {
        <div class="picture__screen picture__screen--phone" aria-hidden="true">
            <div class=theme.class("client")>
                {header(logo)}
                <div class="client__main"><span class="client__tile"><span class="client__avatar">"AL"</span></span></div>
                <div class="client__footer">
                    <span class="client__group">{device(LockKind::Microphone)} {device(LockKind::Webcam)}</span>
                    <span class="client__group">{button(Shape::Lock(LockKind::Reactions))} {people()} {button(Shape::Lock(LockKind::Chat))} {more()} {leave()}</span>
                </div>
            </div>
        </div>
    }
}

/// The page before the meeting: of it only the two buttons are coloured.
fn landing(theme: Theme, is_phone: bool) -> impl IntoView + use<> {
    let t = text();
    view! {
        <div class=if is_phone { "picture__screen picture__screen--phone" } else { "picture__screen" } aria-hidden="true">
            <div class=theme.class("client client--landing")>
                <div class="client__card">
                    <p class="client__card-title">{t.get("picture-devices")}</p>
                    <div class="client__camera">
                        <span class="client__video"></span>
                        <span class="client__group">{device(LockKind::Microphone)} {device(LockKind::Webcam)}</span>
                    </div>
                    <div class="client__ready">
                        <p class="client__question">{t.get("picture-ready")}</p>
                        <p>{t.get("picture-ready-text")}</p>
                        <span class="client__join client__join--primary">{t.get("picture-enable")}</span>
                        <span class="client__join client__join--secondary">{t.get("picture-listen")} {drawn(SPEAKER)}</span>
                    </div>
                </div>
            </div>
        </div>
    }
}

fn header(logo: Option<&HttpsUrl>) -> impl IntoView + use<> {
    let t = text();
    let logo = match logo {
        Some(address) => {
            view! { <img class="client__logo" src=address.to_string() alt="" referrerpolicy="no-referrer"/> }.into_any()
        }
        None => view! {
            <svg class="client__logo client__logo--none" viewBox="0 0 80 44" aria-hidden="true">
                <path d=LOGO></path>
                <path class="client__logo-light" d=LOGO_LIGHT></path>
            </svg>
        }
        .into_any(),
    };
    view! {
        <div class="client__header">
            {logo}
            <span class="client__theme"><span>{drawn(SUN)}</span> <span>{drawn(MOON)}</span></span>
            <span class="client__title">{t.get("picture-title")}</span>
            <span class="client__group client__tools"><span class="client__bell">{drawn(BELL)}</span> <span class="client__signal">{drawn(SIGNAL)}</span> {drawn(SPEAKER)} {drawn(DOTS)}</span>
        </div>
    }
}

/// The side panel with what it holds at different times: chat and participants.
fn panel() -> impl IntoView {
    let t = text();
    let somebody = |initials: &'static str, name: &'static str| {
        view! {
            <p class="client__person"><span class="client__avatar">{initials}</span> <span>{name}</span> <Icon shape=Shape::Locked/></p>
        }
    };
    view! {
        <div class="client__panel">
            <p class="client__bar">{t.get("picture-chat")} {drawn(CROSS)}</p>
            <p class="client__to">{t.get("picture-to")} " " <strong>{t.get("picture-chat")}</strong> {drawn(CHEVRON)}</p>
            <p class="client__welcome">{t.get("picture-welcome")}</p>
            <p class="client__message"><span class="client__avatar">"AL"</span> <span>{t.get("picture-message")}</span></p>
            <p class="client__bar client__bar--second">{t.get("picture-people")}</p>
            {somebody("AL", "Ann Lee")} {somebody("BW", "Ben Wu")}
            <div class="client__writing">
                <p class="client__write">{drawn(CLIP)} <span>{t.get("picture-write")}</span> <span class="client__send">{drawn(ARROW)}</span></p>
            </div>
        </div>
    }
}

/// The whiteboard's tools: the one in use has the light colour behind it.
fn whiteboard() -> impl IntoView {
    view! {
        <span class="client__board">
            <span class="client__tool"><Icon shape=Shape::Lock(LockKind::Whiteboard)/></span>
            <span class="client__tool is-used"><Icon shape=Shape::Lock(LockKind::SharedNotepad)/></span>
            <span class="client__tool"><Icon shape=Shape::Dash/></span>
        </span>
    }
}

fn button(shape: Shape) -> impl IntoView {
    view! { <span class="client__button"><Icon shape/></span> }
}

/// Microphone or camera, which is not on yet.
fn device(kind: LockKind) -> impl IntoView {
    view! { <span class="client__button"><Icon shape=Shape::Lock(kind)/><span class="client__plus">"+"</span></span> }
}

fn people() -> impl IntoView {
    view! { <span class="client__button"><Icon shape=Shape::Lock(LockKind::PrivateChat)/><span class="client__badge">"1"</span></span> }
}

fn more() -> impl IntoView {
    view! { <span class="client__button client__more">{drawn(DOTS)}</span> }
}

fn leave() -> impl IntoView {
    view! { <span class="client__leave">{drawn(PHONE)}</span> }
}

const BELL: &str = "M6 8a6 6 0 0 1 12 0c0 7 3 9 3 9H3s3-2 3-9M10.3 21a1.94 1.94 0 0 0 3.4 0";
const SIGNAL: &str = "M2 20v-3M7 20v-6M12 20v-9M17 20V7M22 20V3";
const SPEAKER: &str = "M11 4.7v14.6L6 15H3V9h3ZM16 9a5 5 0 0 1 0 6M19.4 5.6a9 9 0 0 1 0 12.8";
const SUN: &str = "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8M12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4";
const MOON: &str = "M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10Z";
const CROSS: &str = "M6 6l12 12M18 6 6 18";
const CHEVRON: &str = "M5 9l7 7 7-7";
const CLIP: &str = "M8 8v8a4 4 0 0 0 8 0V7a3 3 0 0 0-6 0v8a1.5 1.5 0 0 0 3 0V8";
const ARROW: &str = "M12 19V5M6 11l6-6 6 6";
const DOTS: &str = "M12 5v.01M12 12v.01M12 19v.01";
const PHONE: &str = "M3 15.5v-2a14 14 0 0 1 18 0v2l-4 1v-3a12 12 0 0 0-10 0v3ZM8 7a7 7 0 0 1 8 0M10 10a4 4 0 0 1 4 0";

/// Where a logo goes: a mark and a line of writing in plugNmeet's two blues.
const LOGO: &str = "M10 6h20a6 6 0 0 1 6 6v20a6 6 0 0 1-6 6H10a6 6 0 0 1-6-6V12a6 6 0 0 1 6-6ZM46 16h30";
const LOGO_LIGHT: &str = "M20 19.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5M46 28h18";

fn drawn(path: &'static str) -> impl IntoView {
    view! { <svg viewBox="0 0 24 24" aria-hidden="true"><path d=path></path></svg> }
}
