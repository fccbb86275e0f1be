//! The fields of a design, and beside them a picture of the meeting and what cannot be read in it, which both follow.
use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement, MouseEvent};
use serde::{Deserialize, Serialize};

use super::contrast_list;
use super::design_row::{DesignField, Row, RowTexts, Slot};
use super::picture_style::{Pictures, properties};
use crate::domain::color::Rgb;
use crate::domain::contrast::{Pair, fix, readings};
use crate::domain::design::{Design, DesignKey, DesignKind, HexColor};
use crate::domain::look::look;
use crate::domain::palette::palette;
use crate::forms::{FIX, PALETTE};

/// Fields that belong together.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DesignGroup {
    /// Their heading.
    pub legend: String,
    /// The fields, in the order in which they are shown.
    pub fields: Vec<DesignField>,
    /// Folded away until somebody asks for them.
    pub folded: bool,
}

/// The editor of a design. Text fields, named by their keys, are what is posted; without scripts the buttons are sent as
/// the form's `intent`. The children are the picture, which the server draws: only its colours change.
#[island]
pub fn DesignEditor(
    /// What the fields say.
    texts: RowTexts,
    /// The field of the brand's colour; its key says nothing.
    brand: DesignField,
    /// What stands on the button that makes a palette of it.
    make_palette: String,
    /// The fields.
    groups: Vec<DesignGroup>,
    /// The picture.
    children: Children,
) -> impl IntoView {
    let live = RwSignal::new(false);
    Effect::new(move |_| live.set(true));

    let fields = groups.iter().flat_map(|group| &group.fields);
    let slots = StoredValue::new(fields.map(|field| (field.key, Slot::new(&field.value))).collect::<Vec<_>>());
    let design = Memo::new(move |_| {
        let mut design = Design::default();
        for (key, slot) in slots.get_value() {
            // What is not valid (yet) colours nothing; its field says so.
            let _ = slot.typed.with(|text| design.set(key, text));
        }
        design
    });
    let idle = Memo::new(move |_| design.with(|design| look(design).idle));
    let slot_of = move |key| slots.with_value(|slots| slots.iter().find(|(known, _)| *known == key).map(|(_, slot)| *slot));
    let put = move |key: DesignKey, text: &str| {
        if let Some(slot) = slot_of(key) {
            slot.put(text);
        }
    };
    let picture = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let Some(element) = picture.get() else { return };
        let style = HtmlElement::style(&element);
        for (name, value) in design.with(|design| properties(&look(design), Pictures::Hidden).collect::<Vec<_>>()) {
            // A browser refuses only names and values that are none.
            let _ = style.set_property(name, &value);
        }
        contrast_list::show(&element, &design.with(readings));
    });

    let brand_slot = Slot::new(&brand.value);
    let make = Callback::new(move |()| {
        // What is no colour is said at the field.
        brand_slot.put(&brand_slot.typed.get_untracked());
        let Ok(color) = brand_slot.typed.with_untracked(|text| text.parse::<HexColor>()) else { return };
        let palette = palette(Rgb::over(&color, Rgb::WHITE), None);
        for key in DesignKey::ALL.into_iter().filter(|key| key.kind() == DesignKind::Color) {
            put(key, palette.color(key).map_or("", HexColor::as_str));
        }
    });
    let rows = |fields: Vec<DesignField>| {
        fields
            .into_iter()
            .map(|field| {
                let key = field.key;
                let slot = slot_of(key).unwrap_or_else(|| Slot::new(""));
                let idle =
                    Signal::derive(move || idle.with(|idle| idle.iter().find(|(known, _)| *known == key).map(|(_, why)| *why)));
                view! { <Row name=key.key() kind=key.kind() field texts=texts.clone() entry=slot idle /> }
            })
            .collect::<Vec<_>>()
    };
    let groups: Vec<_> = groups
        .into_iter()
        .map(|DesignGroup { legend, fields, folded }| {
            let rows = rows(fields);
            if folded {
                view! { <details class="design-editor__group"><summary>{legend}</summary><div class="design-editor__rows">{rows}</div></details> }.into_any()
            } else {
                view! { <fieldset class="design-editor__group"><legend>{legend}</legend><div class="design-editor__rows">{rows}</div></fieldset> }.into_any()
            }
        })
        .collect();
    // The buttons that would send the form.
    let press = move |event: MouseEvent| {
        let button = event_target::<Element>(&event).closest("[name=intent]").ok().flatten();
        let Some(intent) = button.and_then(|button| button.get_attribute("value")) else { return };
        event.prevent_default();
        match intent.strip_prefix(FIX).and_then(Pair::of_key) {
            None => make.run(()),
            Some(pair) => {
                if let Some((key, color)) = design.with_untracked(|design| fix(design, pair)) {
                    put(key, color.as_str());
                }
                if let Some(element) = picture.get_untracked() {
                    contrast_list::focus(&element);
                }
            }
        }
    };
    view! {
        <div class="design-editor" class:is-live=live on:click=press>
            <div class="design-editor__fields">
                <div class="design-editor__brand">
                    <Row name="brand_color" kind=DesignKind::Color field=brand texts=texts.clone() entry=brand_slot idle=Signal::stored(None) enter=make />
                    <button class="button" name="intent" value=PALETTE>{make_palette}</button>
                </div>
                {groups}
            </div>
            <div class="design-editor__preview" id="design-picture" node_ref=picture
                class:has-logo=move || design.with(|design| design.address(DesignKey::CustomLogo).is_some())>
                {children()}
            </div>
        </div>
    }
}
