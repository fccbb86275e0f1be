//! Guests who are to stay out, or may come in again: the buttons, and the question before.
use std::marker::PhantomData;

use leptos::prelude::*;

use super::post_form::PostForm;
use crate::api::readmit_guest::ReadmitGuest;
use crate::api::refuse_guest::RefuseGuest;
use crate::domain::percent;
use crate::domain::room::Slug;
use crate::text::name;
use crate::text::reader::text;

/// Keeps a guest out of a room for ever, after asking once.
#[component]
pub fn RefuseButton(
    /// The room's part of an address.
    slug: String,
    /// Who this is on the meeting server.
    user_id: String,
    /// As joined.
    who: String,
    /// The page it stands on.
    back: String,
    /// Whether the session gives people ids of its own.
    own_ids: bool,
) -> impl IntoView {
    let t = text();
    view! {
        <details class="asks" data-menu>
            <summary class="button">{t.get("refuse")} " " <span class="visually-hidden"><bdi>{who.clone()}</bdi></span></summary>
            <RefuseQuestion slug user_id who back own_ids/>
        </details>
    }
}

/// What that means, and the button that does it.
#[component]
pub fn RefuseQuestion(
    /// The room's part of an address.
    slug: String,
    /// Who this is on the meeting server.
    user_id: String,
    /// As joined.
    who: String,
    /// The page it stands on.
    back: String,
    /// Whether the session gives people ids of its own: then nobody can be put out of it.
    own_ids: bool,
    /// Where nothing is done.
    #[prop(optional)]
    cancel: Option<String>,
) -> impl IntoView {
    let t = text();
    let who = [("who", name(&who))];
    view! {
        <PostForm to={PhantomData::<RefuseGuest>} slug>
            <input type="hidden" name="user_id" value=user_id/>
            <input type="hidden" name="back" value=back/>
            <p>{t.with(if own_ids { "refuse-ask-ids" } else { "refuse-ask" }, who)}</p>
            <p class="hint">{t.get("refuse-honest")}</p>
            <p class="actions">
                <button class="button danger">{t.get("refuse-confirm")}</button>
                {cancel.map(|cancel| view! { <a class="button quiet" href=cancel>{t.get("cancel")}</a> })}
            </p>
        </PostForm>
    }
}

/// Leads to the question, on a page whose parts change by themselves: one that stands open there would be lost.
#[component]
pub fn RefuseLink(
    /// The room's part of an address.
    slug: Slug,
    /// Who this is on the meeting server.
    user_id: String,
    /// As joined.
    who: String,
) -> impl IntoView {
    let asks = format!("/rooms/{slug}?refuse={}#refuse", percent::encoded(&user_id));
    view! { <a class="button" href=asks>{text().get("refuse")} " " <span class="visually-hidden"><bdi>{who}</bdi></span></a> }
}

/// Lets somebody into a room again.
#[component]
pub fn ReadmitButton(
    /// The room's part of an address.
    slug: String,
    /// Who this is on the meeting server.
    user_id: String,
    /// As joined.
    who: String,
    /// The page it stands on.
    back: String,
) -> impl IntoView {
    view! {
        <PostForm to={PhantomData::<ReadmitGuest>} slug>
            <input type="hidden" name="user_id" value=user_id/>
            <input type="hidden" name="back" value=back/>
            <button class="button">{text().get("readmit")} " " <span class="visually-hidden"><bdi>{who}</bdi></span></button>
        </PostForm>
    }
}
