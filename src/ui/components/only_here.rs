//! What to know before sharing a link, while links lead to this machine only.
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use crate::services::Services;
use crate::text::reader::text;

/// Says so, and what to do about it. Nothing once people elsewhere can reach the public URL.
#[component]
pub fn OnlyHere() -> impl IntoView {
    let here_only = use_context::<Services>().is_some_and(|services| services.config.public_url.leads_here_only());
    let t = text();
    here_only.then(|| {
        view! {
            <p class="notice warn" data-only-here>
                <Icon shape=Shape::Info/>
                <span>{t.get("only-here")} " " <code>"--public-url"</code> " " {t.get("only-here-do")}</span>
            </p>
        }
    })
}
