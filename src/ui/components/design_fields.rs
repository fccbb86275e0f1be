//! The sixteen design keys: the island with its texts.
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::domain::design::{Design, DesignKey, DesignKind};
use crate::domain::look::look;
use crate::forms::{DESIGN_EDITOR, PREVIEW};
use crate::islands::{DesignEditor, DesignEditorTexts, DesignField, Pictures, look_css};
use crate::text::names;
use crate::text::reader::text;
use crate::ui::form_view::FormView;

/// Picker and text side by side, and a small live picture. Without scripts: the text fields.
#[component]
pub fn DesignFields(
    /// The form they are in.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let fields = DesignKey::ALL
        .into_iter()
        .map(|key| {
            let label = t.get(names::design_key(key));
            let picker = t.with("design-pick", [("label", label.clone().into())]);
            let hint = matches!(key.kind(), DesignKind::Address).then(|| t.get("design-address-hint"));
            DesignField { key, picker, hint, value: form.value(key.key()), error: form.why(key.key()), label }
        })
        .collect::<Vec<_>>();
    let texts = DesignEditorTexts {
        legend: t.get("design-legend"),
        picture: t.get("design-picture"),
        not_a_color: t.get("error-color"),
        not_an_address: t.get("error-address-not-https"),
    };
    // Without scripts the picture keeps the colours the page came with.
    let mut design = Design::default();
    for key in DesignKey::ALL {
        let _ = design.set(key, &form.value(key.key()));
    }
    let colors = look_css("#design-picture", &look(&design), Pictures::Hidden);
    view! {
        <style nonce=use_nonce()>{colors}</style>
        <div id=DESIGN_EDITOR>
            // What Enter in a field presses: the form's own button, and none of those below, which store nothing.
            <button hidden></button>
            <DesignEditor texts fields/>
            <p class="without-script"><button class="button" name="intent" value=PREVIEW>{t.get("design-preview")}</button></p>
        </div>
    }
}
