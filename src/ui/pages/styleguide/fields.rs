//! What is typed, ticked and chosen.
use leptos::prelude::*;
use serde_json::json;

use super::samples::Samples;
use super::{piece, state};
use crate::forms::{DesignForm, RoomLocksForm};
use crate::ui::components::design_fields::DesignFields;
use crate::ui::components::field::{Check, Field, Kind, Segmented, Select, WrongCount};
use crate::ui::components::language_field::Language;
use crate::ui::components::lock_rows::{DefaultLocks, PersonalLocks};
use crate::ui::form_view::FormView;

const LONG: &str = "Comprehensive school of the united northern valleys, morning class, biology and geography";

fn form() -> FormView {
    FormView::fresh(&json!({ "name": "Ann Lee", "long": LONG, "ticked": "true", "choice": "locked", "text": "Two\nlines" }))
}

fn wrong(field: &str) -> FormView {
    form().with_wrong(field, "Write between 1 and 100 characters.".to_owned())
}

fn label(text: &str) -> String {
    text.to_owned()
}

fn choices() -> Vec<(&'static str, String)> {
    vec![("inherit", label("As in the room")), ("locked", label("Locked")), ("allowed", label("Allowed"))]
}

pub(super) fn all(samples: &Samples) -> impl IntoView + use<> {
    let number = || Kind::number("any number".to_owned());
    let link = || Kind { mono: true, direction: "ltr", placeholder: "https://".to_owned(), ..Kind::default() };
    let password = || Kind { input: "password", ..Kind::default() };
    let options = || choices().into_iter().map(|(value, label)| (value.to_owned(), label)).collect::<Vec<_>>();
    let locks = samples.room.locks;
    let design = FormView::fresh(&DesignForm::of(&samples.design, None));
    view! {
        {piece("Field", view! {
            {state("empty", view! { <Field form=form() name="nothing" label=label("Display name")/> })}
            {state("filled, with a hint", view! { <Field form=form() name="name" label=label("Display name") hint=label("Others see it.")/> })}
            {state("long", view! { <Field form=form() name="long" label=label("A long label that goes on and on, and then on to another line")/> })}
            {state("wrong", view! { <Field form=wrong("name") name="name" label=label("Display name") hint=label("Others see it.")/> })}
            {state("a number", view! { <Field form=form() name="nothing" label=label("Uses") kind=number()/> })}
            {state("fixed width", view! { <Field form=form() name="nothing" label=label("Address") kind=link()/> })}
            {state("a password", view! { <Field form=form() name="nothing" label=label("Password") kind=password()/> })}
            {state("several lines", view! { <Field form=form() name="text" label=label("Welcome message") kind=Kind::lines(3)/> })}
            {state("several lines, wrong", view! { <Field form=wrong("text") name="text" label=label("Welcome message") kind=Kind::lines(3)/> })}
        })}
        {piece("Check", view! {
            {state("not ticked", view! { <Check form=form() name="nothing" label=label("Hidden") hint=label("Nobody sees them.")/> })}
            {state("ticked", view! { <Check form=form() name="ticked" label=label("Record the webcam")/> })}
            {state("wrong", view! { <Check form=wrong("ticked") name="ticked" label=label("Record the webcam")/> })}
        })}
        {piece("Select, Segmented, Language", view! {
            {state("a list", view! { <Select form=form() name="choice" label=label("Microphone") options=options()/> })}
            {state("a list, wrong", view! { <Select form=wrong("choice") name="choice" label=label("Microphone") hint=label("One of three.") options=options()/> })}
            {state("a strip", view! {
                <fieldset class="field"><legend>"Microphone"</legend><Segmented form=form() name="choice" options=choices()/></fieldset>
             })}
            {state("languages", view! { <Language form=form()/> })}
        })}
        {piece("WrongCount", view! {
            {state("a field", view! { <WrongCount form=wrong("name")/> })}
            {state("the whole", view! { <WrongCount form=wrong("form")/> })}
        })}
        {piece("PersonalLocks", view! {{state("of the usual room", view! { <PersonalLocks form=form() room=locks/> })}})}
        {piece("DefaultLocks", view! {{state("the usual", view! { <DefaultLocks form=FormView::fresh(&RoomLocksForm::from(locks))/> })}})}
        {piece("DesignFields", view! {{state("two colours", view! { <DesignFields form=design/> })}})}
    }
}
