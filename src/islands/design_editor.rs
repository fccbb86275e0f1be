//! The sixteen fields of a design, with a picker beside every colour and a picture that follows.
use std::time::Duration;

use leptos::html::{Div, Input};
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use serde::{Deserialize, Serialize};

use super::meeting_picture::{MeetingPicture, Pictures, properties};
use crate::domain::design::{Design, DesignKey, DesignKind, DesignValue, HexColor};
use crate::domain::look::look;

/// What the editor says, in the reader's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DesignEditorTexts {
    /// The heading of the fields.
    pub legend: String,
    /// What the picture shows, for those who do not see it.
    pub picture: String,
    /// Said of a text that is no colour, as soon as its field is left.
    pub not_a_color: String,
    /// Said of a text that is no https address, as soon as its field is left.
    pub not_an_address: String,
}

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

/// The fields of a design. Text fields, named by their keys, are what is posted; pickers and picture only help, and are not
/// there without scripts.
#[island]
pub fn DesignEditor(
    /// What it says.
    texts: DesignEditorTexts,
    /// The fields, in the order in which they are shown.
    fields: Vec<DesignField>,
) -> impl IntoView {
    let live = RwSignal::new(false);
    Effect::new(move |_| live.set(true));

    let typed: Vec<_> = fields.iter().map(|field| (field.key, RwSignal::new(field.value.clone()))).collect();
    let picture = NodeRef::<Div>::new();
    let rows: Vec<_> = fields
        .into_iter()
        .zip(typed.iter().map(|(_, typed)| *typed))
        .map(|(field, typed)| view! { <Row field texts=texts.clone() typed /> })
        .collect();
    Effect::new(move |_| {
        let Some(element) = picture.get() else { return };
        let mut design = Design::default();
        for (key, text) in &typed {
            // What is not valid (yet) colours nothing; its field says so.
            let _ = text.with(|text| design.set(*key, text));
        }
        let style = HtmlElement::style(&element);
        for (name, value) in properties(&look(&design), Pictures::Hidden) {
            // A browser refuses only names and values that are none.
            let _ = style.set_property(name, &value);
        }
    });
    view! {
        <div class="design-editor" class:is-live=live>
            <fieldset class="design-editor__fields">
                <legend>{texts.legend}</legend>
                {rows}
            </fieldset>
            <MeetingPicture label=texts.picture id="design-picture" node_ref=picture />
        </div>
    }
}

/// A complaint moves what is below it, so it comes late enough for the press that left the field to hit what it was aimed at.
const AFTER_A_PRESS: Duration = Duration::from_millis(300);

/// One field: label, picker, text, hint, and what is wrong.
#[component]
fn Row(field: DesignField, texts: DesignEditorTexts, typed: RwSignal<String>) -> impl IntoView {
    let DesignField { key, label, picker, hint, value, error } = field;
    let id = format!("design-{}", key.key());
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let text_field = NodeRef::<Input>::new();

    // What stood in the field when it was last left: while somebody types, nothing is said to be wrong.
    let left = RwSignal::new(value.clone());
    let refused = value.clone();
    let complaint = Memo::new(move |_| {
        let text = typed.get();
        if text != left.get() {
            return None;
        }
        // The server's own words, as long as nothing is changed.
        if text == refused && error.is_some() {
            return error.clone();
        }
        match (key.kind(), text.trim().is_empty() || DesignValue::parse(key.kind(), &text).is_ok()) {
            (_, true) => None,
            (DesignKind::Color, _) => Some(texts.not_a_color.clone()),
            (DesignKind::Address, _) => Some(texts.not_an_address.clone()),
        }
    });
    // The browser may have put back what was typed before the page was left, or somebody was faster than this script.
    Effect::new(move |_| {
        if let Some(element) = text_field.get() {
            typed.set(element.value());
        }
    });
    let described_by = {
        let (hint_id, error_id) = (hint.is_some().then(|| hint_id.clone()), error_id.clone());
        move || {
            let ids: Vec<_> = hint_id.clone().into_iter().chain(complaint.get().map(|_| error_id.clone())).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let picker = (key.kind() == DesignKind::Color).then(|| view! { <Picker label=picker typed left text_field /> });
    view! {
        <div class="field design-editor__field" class:wrong=move || complaint.get().is_some()>
            <label for=id.clone()>{label}</label>
            <div class="design-editor__value">
                {picker}
                <input
                    class="input mono"
                    type="text"
                    id=id
                    name=key.key()
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
                />
            </div>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <p class="why" id=error_id hidden=move || complaint.get().is_none()>
                {move || complaint.get()}
            </p>
        </div>
    }
}

/// The browser's own picker, in step with the text: a valid text moves it, a pick replaces the text. It has no name, so it
/// is never posted, and is shown only once it works.
#[component]
fn Picker(label: String, typed: RwSignal<String>, left: RwSignal<String>, text_field: NodeRef<Input>) -> impl IntoView {
    let picker = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let (Some(element), Ok(color)) = (picker.get(), typed.with(|text| text.parse::<HexColor>())) {
            element.set_value(&color.to_rrggbb());
        }
    });
    let pick = move |event| {
        let color = event_target_value(&event);
        if let Some(element) = text_field.get_untracked() {
            element.set_value(&color);
        }
        left.set(color.clone());
        typed.set(color);
    };
    view! {
        <input
            class="design-editor__picker"
            class:is-unset=move || typed.with(|text| text.trim().is_empty())
            type="color"
            aria-label=label
            node_ref=picker
            on:input=pick
        />
    }
}
