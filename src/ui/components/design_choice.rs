//! Which design a room, an invite or a link has.
use leptos::prelude::*;

use super::design_fields::DesignFields;
use super::design_picture::DesignPicture;
use super::field::{Segmented, Why};
use crate::domain::design::{BuiltIn, SavedDesign};
use crate::services::designs::Choices;
use crate::text::reader::text;
use crate::text::{name, names};
use crate::ui::form_view::FormView;

/// For a link or an invite: the room's design, none, a saved one, or one of its own with its fields.
#[component]
pub fn DesignChoiceFields(
    /// The form they are in.
    form: FormView,
    /// The saved ones.
    choices: Choices,
) -> impl IntoView {
    let t = text();
    let designs = vec![
        ("room", t.get("design-choice-room")),
        ("none", t.get("design-choice-none")),
        ("saved", t.get("design-choice-saved")),
        ("custom", t.get("design-choice-custom")),
    ];
    choice(designs, form, choices)
}

/// For a room: a saved one, or colours of its own with their fields.
#[component]
pub fn RoomDesignFields(
    /// The form they are in.
    form: FormView,
    /// The saved ones.
    choices: Choices,
) -> impl IntoView {
    let t = text();
    choice(vec![("custom", t.get("design-choice-own")), ("saved", t.get("design-choice-saved"))], form, choices)
}

fn choice(designs: Vec<(&'static str, String)>, form: FormView, choices: Choices) -> impl IntoView {
    view! {
        <Segmented form=form.clone() name="design" options=designs/>
        {form.why("design").map(|why| view! { <Why why/> })}
        <div class="saved-design"><SavedDesigns form=form.clone() choices/></div>
        <div class="custom-design"><DesignFields form/></div>
    }
}

/// One's own, what others share, and what to start from.
#[component]
fn SavedDesigns(
    /// The form it is in.
    form: FormView,
    /// The saved ones.
    choices: Choices,
) -> impl IntoView {
    let t = text();
    let kept = choices.kept().cloned();
    let Choices { own, shared, in_use } = choices;
    let is_own = in_use.as_ref().is_some_and(|saved| own.iter().any(|other| other.id == saved.id));
    let (id, why, chosen) = (form.id("saved_design"), form.why("saved_design"), form.value("saved_design"));
    let (hint_id, why_id) = (format!("{id}-hint"), format!("{id}-why"));
    let described = if why.is_some() { format!("{hint_id} {why_id}") } else { hint_id.clone() };
    let is_wrong = why.is_some();
    let option = |value: String, label: String| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }.into_any()
    };
    let kept = kept.map(|saved| option(saved.id.to_string(), saved.name.to_string()));
    let own = own.into_iter().map(|saved| option(saved.id.to_string(), saved.name.to_string())).collect();
    let by_owner = |owner: String, name: String| t.with("design-of", [("name", name.into()), ("owner", owner.into())]);
    let shared = shared.into_iter().map(|(saved, owner)| option(saved.id.to_string(), by_owner(owner, saved.name.to_string())));
    let shared = shared.collect();
    let built_in = BuiltIn::ALL.into_iter().map(|built_in| option(built_in.key().to_owned(), t.get(names::built_in(built_in))));
    let built_in = built_in.collect();
    view! {
        <div class="field measure" class:wrong=is_wrong>
            <label for=id.clone()>{t.get("design-saved")}</label>
            <select class="input" id=id name="saved_design" aria-invalid=is_wrong.then_some("true") aria-describedby=described>
                {option(String::new(), t.get("design-saved-none"))}
                {kept}
                {group(t.get("designs-own"), own)}
                {group(t.get("designs-shared"), shared)}
                {group(t.get("designs-starting"), built_in)}
            </select>
            <p class="hint" id=hint_id>{t.get("design-saved-hint")} " " <a href="/designs">{t.get("designs-title")}</a></p>
            {why.map(|why| view! { <Why id=why_id why/> })}
        </div>
        {in_use.map(|saved| view! { <InUse saved is_own/> })}
    }
}

/// The saved design that is used so far.
#[component]
fn InUse(
    /// Which.
    saved: SavedDesign,
    /// Whether the reader may change it.
    is_own: bool,
) -> impl IntoView {
    let t = text();
    let called = saved.name.to_string();
    view! {
        <figure class="stack in-use">
            <figcaption>
                {t.with("design-in-use", [("name", name(&called))])}
                {is_own.then(|| view! { " " <a href=format!("/designs/{}", saved.id)>{t.get("design-change")}</a> })}
            </figcaption>
            <DesignPicture id="design-in-use".to_owned() design=saved.design called/>
        </figure>
    }
}

fn group(label: String, options: Vec<AnyView>) -> Option<impl IntoView> {
    (!options.is_empty()).then(|| view! { <optgroup label=label>{options}</optgroup> })
}
