//! A saved design as it is seen, and as it is carried elsewhere.
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::field::in_text_area;
use super::meeting_picture::MeetingPicture;
use crate::domain::design::Design;
use crate::domain::look::look;
use crate::islands::{Pictures, look_css};
use crate::text::name;
use crate::text::reader::text;

/// A small picture of a meeting with a design. It loads nothing.
#[component]
pub fn DesignPicture(
    /// Which picture of the page this is: letters, digits and dashes.
    id: String,
    /// The design.
    design: Design,
    /// What the design is called.
    called: String,
) -> impl IntoView {
    let t = text();
    let rules = look_css(&format!("#{id}"), &look(&design), Pictures::Hidden);
    let label = t.with("design-picture-of", [("name", name(&called))]);
    view! {
        <style nonce=use_nonce()>{rules}</style>
        <MeetingPicture id label/>
    }
}

/// The exact `custom_design`, to copy and as a file.
#[component]
pub fn DesignJson(
    /// The design.
    design: Design,
    /// Where the file is, if there is one.
    file: String,
) -> impl IntoView {
    let t = text();
    view! {
        <section class="section">
            <h2>{t.get("design-json")}</h2>
            <p class="hint measure">{t.get("design-json-hint")}</p>
            <label class="visually-hidden" for="design-json">{t.get("design-json")}</label>
            <textarea class="input mono" id="design-json" rows="4" readonly dir="ltr" spellcheck="false">{in_text_area(&design.to_json())}</textarea>
            <p class="actions">
                <CopyButton of="design-json"/>
                <a class="button quiet" href=file download="design.json">{t.get("design-json-file")}</a>
            </p>
        </section>
    }
}
