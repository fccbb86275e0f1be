//! The sixteen design keys: the island with its texts and the picture.
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::contrast_list::ContrastList;
use super::field::Why;
use super::meeting_picture::LookPictures;
use crate::domain::design::{Design, DesignKey, DesignKind};
use crate::domain::look::{Idle, look};
use crate::forms::{DESIGN_EDITOR, LOGO_FILE, PREVIEW};
use crate::islands::{DesignEditor, DesignField, DesignGroup, Pictures, RowTexts, look_css};
use crate::text::reader::text;
use crate::text::{Text, names};
use crate::ui::form_view::FormView;

/// A field for every key in groups, the picture and the contrasts beside them. With scripts these follow what is typed;
/// without, buttons of the form do the same.
#[component]
pub fn DesignFields(
    /// The form they are in.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let mut design = Design::default();
    for key in DesignKey::ALL {
        let _ = design.set(key, &form.value(key.key()));
    }
    let colors = look_css("#design-picture", &look(&design), Pictures::Hidden);
    let brand = DesignField {
        key: DesignKey::PrimaryColor,
        label: t.get("design-brand"),
        picker: t.with("design-pick", [("label", t.get("design-brand").into())]),
        hint: Some(t.get("design-brand-hint")),
        value: form.value("brand_color"),
        error: form.why("brand_color"),
    };
    view! {
        <style nonce=use_nonce()>{colors}</style>
        <div class="design-area" id=DESIGN_EDITOR>
            // What Enter in a field presses: the form's own button, and none of those below, which store nothing.
            <button hidden></button>
            <LogoUpload form=form.clone()/>
            <DesignEditor texts=row_texts(t) brand make_palette=t.get("design-palette") groups=groups(t, &form)>
                <LookPictures/>
                <ContrastList design/>
            </DesignEditor>
            <p class="without-script"><button class="button" name="intent" value=PREVIEW>{t.get("design-preview")}</button></p>
        </div>
    }
}

/// A palette of the colours of a logo: the whole form is sent along, so that nothing typed is lost.
#[component]
fn LogoUpload(form: FormView) -> impl IntoView {
    let t = text();
    let why = form.why(LOGO_FILE);
    let (id, is_wrong) = (form.id(LOGO_FILE), why.is_some());
    let [hint_id, why_id] = ["hint", "why"].map(|part| format!("{id}-{part}"));
    let described = if is_wrong { format!("{hint_id} {why_id}") } else { hint_id.clone() };
    let page = use_context::<http::request::Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    let action = format!("/palette-of-logo?page={}", crate::domain::percent::encoded(&page));
    view! {
        <div class="design-logo field" class:wrong=is_wrong>
            <label for=id.clone()>{t.get("design-logo-file")}</label>
            <div class="design-editor__value">
                <input class="input" type="file" id=id name=LOGO_FILE accept="image/png,image/jpeg"
                    aria-describedby=described aria-invalid=is_wrong.then_some("true")/>
                <button class="button" formaction=action formenctype="multipart/form-data">{t.get("design-palette")}</button>
            </div>
            <p class="hint" id=hint_id>{t.get("design-logo-file-hint")}</p>
            {why.map(|why| view! { <Why id=why_id why/> })}
        </div>
    }
}

fn groups(t: Text, form: &FormView) -> Vec<DesignGroup> {
    use DesignKey as Key;
    let field = |key: &DesignKey| {
        let key = *key;
        let label = t.get(names::design_key(key));
        let picker = t.with("design-pick", [("label", label.clone().into())]);
        let hint = matches!(key.kind(), DesignKind::Address).then(|| t.get("design-address-hint"));
        DesignField { key, picker, hint, value: form.value(key.key()), error: form.why(key.key()), label }
    };
    let group = |legend: String, keys: &[DesignKey], folds: bool| {
        let fields: Vec<_> = keys.iter().map(field).collect();
        let is_used = fields.iter().any(|field| !field.value.is_empty() || field.error.is_some());
        DesignGroup { legend, fields, folded: folds && !is_used }
    };
    vec![
        group(t.get("design-group-brand"), &[Key::PrimaryColor, Key::SecondaryColor], false),
        group(
            t.get("design-group-buttons"),
            &[Key::PrimaryBtnBgColor, Key::PrimaryBtnTextColor, Key::SecondaryBtnBgColor, Key::SecondaryBtnTextColor],
            false,
        ),
        group(
            t.get("design-group-bars"),
            &[Key::HeaderBgColor, Key::FooterBgColor, Key::FooterIconBgColor, Key::FooterIconColor],
            false,
        ),
        group(t.get("design-group-panel"), &[Key::SidePanelBgColor, Key::BackgroundColor, Key::BackgroundImage], false),
        group(t.get("design-group-advanced"), &[Key::CustomLogo, Key::CustomCssUrl, Key::RightSideBgColor], true),
    ]
}

fn row_texts(t: Text) -> RowTexts {
    RowTexts {
        not_a_color: t.get("error-color"),
        not_an_address: t.get("error-address-not-https"),
        text_without_button: t.get(names::idle(Idle::TextWithoutButton)),
        under_image: t.get(names::idle(Idle::UnderImage)),
        old_name: t.get(names::idle(Idle::OldName)),
    }
}
