//! One field of a design: its label, a picker beside it, and what is wrong with it or comes to nothing.
use std::time::Duration;

use leptos::html::Input;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::design::{DesignKey, DesignKind, DesignValue, HexColor};
use crate::domain::look::Idle;

/// One of the sixteen, as the server shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DesignField {
    /// Which one. Its key is the field's name.
    pub key: DesignKey,
    /// The visible label.
    pub label: String,
    /// What the picker beside it is called (unused for an address).
    pub picker: String,
    /// What it is for, where the label does not say.
    pub hint: Option<String>,
    /// What stands in it: a value, or what was typed and refused.
    pub value: String,
    /// What is wrong with that.
    pub error: Option<String>,
}

/// What fields say, in the reader's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RowTexts {
    /// Said of a text that is no colour, as soon as its field is left.
    pub not_a_color: String,
    /// Said of a text that is no https address, as soon as its field is left.
    pub not_an_address: String,
    /// Said of a button's text without a button's colour.
    pub text_without_button: String,
    /// Said of a colour under an image.
    pub under_image: String,
    /// Said of the old name beside the new one.
    pub old_name: String,
}

impl RowTexts {
    fn idle(&self, why: Idle) -> String {
        match why {
            Idle::TextWithoutButton => self.text_without_button.clone(),
            Idle::UnderImage => self.under_image.clone(),
            Idle::OldName => self.old_name.clone(),
        }
    }
}

/// What is typed into a field.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    /// As it stands there now.
    pub(super) typed: RwSignal<String>,
    /// As it stood there when the field was last left: while somebody types, nothing is said to be wrong.
    left: RwSignal<String>,
    field: NodeRef<Input>,
}

impl Slot {
    pub(super) fn new(value: &str) -> Self {
        Self { typed: RwSignal::new(value.to_owned()), left: RwSignal::new(value.to_owned()), field: NodeRef::new() }
    }

    /// Puts a text into the field, as if it had been typed and left.
    pub(super) fn put(self, text: &str) {
        if let Some(element) = self.field.get_untracked() {
            element.set_value(text);
        }
        self.left.set(text.to_owned());
        self.typed.set(text.to_owned());
    }
}

/// A complaint moves what is below it, so it comes late enough for the press that left the field to hit what it was aimed at.
const AFTER_A_PRESS: Duration = Duration::from_millis(300);

/// A field for a colour or an address: what is wrong with it is said as soon as it is left.
#[component]
pub(super) fn Row(
    /// Its name in the form.
    name: &'static str,
    /// A colour or an address.
    kind: DesignKind,
    /// What it shows.
    field: DesignField,
    /// What it says.
    texts: RowTexts,
    /// What is typed into it.
    entry: Slot,
    /// Why it has no effect, if it has none.
    idle: Signal<Option<Idle>>,
    /// What Enter does in it, if not what it does in its form.
    #[prop(optional)]
    enter: Option<Callback<()>>,
) -> impl IntoView {
    let DesignField { label, picker, hint, value, error, .. } = field;
    let Slot { typed, left, field: text_field } = entry;
    let id = format!("design-{name}");
    let [hint_id, idle_id, error_id] = ["hint", "idle", "error"].map(|part| format!("{id}-{part}"));
    let refused = value.clone();
    let (not_a_color, not_an_address) = (texts.not_a_color.clone(), texts.not_an_address.clone());
    let complaint = Memo::new(move |_| {
        let text = typed.get();
        if text != left.get() {
            return None;
        }
        // The server's own words, as long as nothing is changed.
        if text == refused && error.is_some() {
            return error.clone();
        }
        let fits = text.trim().is_empty() || DesignValue::parse(kind, &text).is_ok();
        (!fits).then(|| if kind == DesignKind::Color { not_a_color.clone() } else { not_an_address.clone() })
    });
    // The browser may have put back what was typed before the page was left, or somebody was faster than this script.
    Effect::new(move |_| {
        if let Some(element) = text_field.get() {
            typed.set(element.value());
        }
    });
    let described_by = {
        let (hint_id, idle_id, error_id) = (hint.is_some().then(|| hint_id.clone()), idle_id.clone(), error_id.clone());
        move || {
            let idle = idle.get().map(|_| idle_id.clone());
            let wrong = complaint.get().map(|_| error_id.clone());
            let ids: Vec<_> = hint_id.clone().into_iter().chain(idle).chain(wrong).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let picker = (kind == DesignKind::Color).then(|| view! { <Picker label=picker entry /> });
    view! {
        <div class="field design-editor__field" class:wrong=move || complaint.get().is_some()>
            <label for=id.clone()>{label}</label>
            <div class="design-editor__value">
                {picker}
                <input
                    class="input mono"
                    type="text"
                    id=id
                    name=name
                    value=value
                    dir="ltr"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-invalid=move || complaint.get().map(|_| "true")
                    aria-describedby=described_by
                    node_ref=text_field
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:change=move |event| {
                        let text = event_target_value(&event);
                        set_timeout(move || left.set(text), AFTER_A_PRESS);
                    }
                    on:keydown=move |event| {
                        if let Some(enter) = enter && event.key() == "Enter" {
                            event.prevent_default();
                            enter.run(());
                        }
                    }
                />
            </div>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <p class="hint note" id=idle_id hidden=move || idle.get().is_none()>
                {move || idle.get().map(|why| texts.idle(why))}
            </p>
            <p class="why" id=error_id hidden=move || complaint.get().is_none()>
                {move || complaint.get()}
            </p>
        </div>
    }
}

/// The browser's own picker, in step with the text: a valid text moves it, a pick replaces the text. It has no name, so it
/// is never posted, and is shown only once it works.
#[component]
fn Picker(label: String, entry: Slot) -> impl IntoView {
    let picker = NodeRef::<Input>::new();
    let typed = entry.typed;
    Effect::new(move |_| {
        if let (Some(element), Ok(color)) = (picker.get(), typed.with(|text| text.parse::<HexColor>())) {
            element.set_value(&color.to_rrggbb());
        }
    });
    view! {
        <input
            class="design-editor__picker"
            class:is-unset=move || typed.with(|text| text.trim().is_empty())
            type="color"
            aria-label=label
            node_ref=picker
            on:input=move |event| entry.put(&event_target_value(&event))
        />
    }
}
