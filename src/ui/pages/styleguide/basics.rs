//! Words, buttons, icons, badges, notices.
use leptos::prelude::*;

use super::{piece, state};
use crate::domain::locks::LockKind;
use crate::ui::components::copy_button::CopyButton;
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::only_here::OnlyHere;
use crate::ui::components::room_bits::Saved;

const SHAPES: [Shape; 13] = [
    Shape::Key,
    Shape::Door,
    Shape::Copy,
    Shape::Plus,
    Shape::Person,
    Shape::Locked,
    Shape::Unlocked,
    Shape::Alert,
    Shape::Info,
    Shape::Tick,
    Shape::Dash,
    Shape::Search,
    Shape::Star,
];

pub(super) fn all() -> impl IntoView {
    let icons = SHAPES.into_iter().chain(LockKind::ALL.map(Shape::Lock)).map(|shape| view! { <Icon shape/> }).collect_view();
    view! {
        {piece("Words", view! {
            {state("headings", view! { <h1>"A page"</h1> <h2>"A part"</h2> <h3>"A group"</h3> })}
            {state("text, link, hint, code", view! {
                <p>"One link in September, the same in June. " <a href="#main">"A link"</a></p>
                <p class="hint">"A hint stands below."</p>
                <p><code>"lock_microphone"</code></p>
             })}
        })}
        {piece("Buttons", view! {
            {state("kinds", view! {
                <p class="actions">
                    <button class="button primary">"Primary"</button>
                    <button class="button">"Plain"</button>
                    <button class="button quiet">"Quiet"</button>
                    <button class="button danger">"Danger"</button>
                </p>
             })}
            {state("with an icon", view! { <button class="button primary"><Icon shape=Shape::Key/>"Make join link"</button> })}
            {state("wide", view! { <button class="button wide"><Icon shape=Shape::Door/>"Start"</button> })}
            {state("as a link", view! { <a class="button" href="#main">"A link"</a> })}
            {state("copy", view! {
                <div class="linkline">
                    <input class="input mono" id="sample-link" readonly dir="ltr" aria-label="Sample link" value="https://school.example/j/4F7K-2M9P-XW3D"/>
                    <CopyButton of="sample-link" primary=true/>
                </div>
             })}
            {state("asks first", view! {
                <details class="asks" data-menu>
                    <summary class="button">"End session…"</summary>
                    <div><p>"Really?"</p> <button class="button danger">"End it"</button></div>
                </details>
             })}
        })}
        {piece("Icons", view! {{state("all", view! { <p class="actions">{icons}</p> })}})}
        {piece("Badges", view! {
            {state("kinds", view! {
                <p class="actions">
                    <span class="badge">"Plain"</span>
                    <span class="badge live">"Live"</span>
                    <span class="badge warn">"Warning"</span>
                    <span class="badge archived">"Archived"</span>
                </p>
             })}
        })}
        {piece("Notices", view! {
            {state("worth knowing", view! { <p class="notice"><Icon shape=Shape::Info/><span>"Moderators are exempt."</span></p> })}
            {state("done", view! { <Saved saved=true/> })}
            {state("careful", view! { <p class="notice warn"><Icon shape=Shape::Alert/><span>"This id was typed."</span></p> })}
            {state("wrong", view! { <p class="notice danger"><Icon shape=Shape::Alert/><span>"The room is archived."</span></p> })}
            {state("works on this machine only", view! { <OnlyHere/> })}
        })}
    }
}
