//! Copying: the field, and the button beside it.
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use crate::text::reader::text;

/// A button that copies a field; it says "Copied" only after it worked.
#[component]
pub fn CopyButton(
    /// The field's id.
    #[prop(into)]
    of: String,
    /// What stands on it, if it is not just "Copy".
    #[prop(optional, into)]
    label: String,
    /// Among several of the same: which. Heard, not seen.
    #[prop(optional, into)]
    which: String,
    /// Whether it is the main action here.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let t = text();
    let label = if label.is_empty() { t.get("copy") } else { label };
    let which = (!which.is_empty()).then(|| view! { " " <span class="visually-hidden">{which}</span> });
    view! {
        <button type="button" class="button needs-script" class:primary=primary data-copy=of data-copied=t.get("copied") data-failed=t.get("copy-failed")>
            <span data-icon="copy"><Icon shape=Shape::Copy/></span>
            <span data-icon="done"><Icon shape=Shape::Tick/></span>
            <span data-label aria-live="polite">{label}</span>
            {which}
        </button>
    }
}
