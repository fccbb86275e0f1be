//! Which design a link carries.
use leptos::prelude::*;

use super::design_fields::DesignFields;
use super::field::{Segmented, Why};
use crate::text::reader::text;
use crate::ui::form_view::FormView;

/// The room's design, none, or one of its own with its fields.
#[component]
pub fn DesignChoiceFields(
    /// The form they are in.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let designs = vec![
        ("room", t.get("design-choice-room")),
        ("none", t.get("design-choice-none")),
        ("custom", t.get("design-choice-custom")),
    ];
    view! {
        <Segmented form=form.clone() name="design" options=designs/>
        {form.why("design").map(|why| view! { <Why why/> })}
        <div class="custom-design"><DesignFields form/></div>
    }
}
