//! What is not there, what was refused, what went wrong.
use leptos::prelude::*;

use super::guest::CodeForm;
use crate::text::reader::text;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Alone;
use crate::ui::visit::set_status;

/// The page for an address that is none.
#[component]
pub fn NotFound() -> impl IntoView {
    set_status(http::StatusCode::NOT_FOUND);
    view! { <NotFoundBody/> }
}

/// Not there, or not yours.
#[component]
pub fn NotFoundBody() -> impl IntoView {
    let t = text();
    view! {
        <Alone title=t.get("not-found-title")>
            <p>{t.get("not-found-text")}</p>
            <p><a class="button" href="/">{t.get("go-home")}</a></p>
        </Alone>
    }
}

/// No invite has the code that somebody came with.
#[component]
pub fn NoInvite(
    /// For how many minutes wrong codes from there are not answered otherwise, after too many.
    #[prop(optional)]
    slowed_for: Option<u64>,
) -> impl IntoView {
    let t = text();
    let slowed = slowed_for.map(|minutes| view! { <p>{t.with("no-invite-slowed", [("minutes", minutes.into())])}</p> });
    view! {
        <Alone title=t.get("no-invite-title")>
            <p>{t.get("no-invite-text")}</p>
            {slowed}
            <CodeForm form=FormView::fresh(&())/>
        </Alone>
    }
}

/// So many have come with an invite that nobody else is taken in for a while.
#[component]
pub fn Crowded(
    /// For how many minutes.
    minutes: u64,
) -> impl IntoView {
    let t = text();
    view! {
        <Alone title=t.get("crowded-title")>
            <p>{t.with("crowded-text", [("minutes", minutes.into())])}</p>
        </Alone>
    }
}

/// Something went wrong here; the reference finds it in the log.
#[component]
pub fn Fault(
    /// As it stands in the log.
    reference: String,
) -> impl IntoView {
    let t = text();
    view! {
        <Alone title=t.get("fault-title")>
            <p>{t.with("fault-text", [("reference", reference.into())])}</p>
            <p><a class="button" href="/">{t.get("go-home")}</a></p>
        </Alone>
    }
}

/// A form that was not taken: from another site, too long, or damaged on the way.
#[component]
pub fn Refused() -> impl IntoView {
    let t = text();
    view! {
        <Alone title=t.get("refused-title")>
            <p>{t.get("refused-text")}</p>
            <p><a class="button" href="/">{t.get("go-home")}</a></p>
        </Alone>
    }
}
