//! A labelled field with its hint, and what is wrong with it beside it.
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use crate::text::reader::text;
use crate::ui::form_view::FormView;

/// How a field is typed into.
#[derive(Clone, Debug, Default)]
pub struct Kind {
    /// The `type` attribute; empty is text.
    pub input: &'static str,
    /// The `autocomplete` attribute; empty is off.
    pub autocomplete: &'static str,
    /// Set in fixed width: ids, codes, links.
    pub mono: bool,
    /// What stands in it while it is empty.
    pub placeholder: String,
    /// The direction of what is typed: `auto` follows it.
    pub direction: &'static str,
    /// The `inputmode` attribute: which keys a phone offers.
    pub mode: &'static str,
    /// Lines it is high; 0 is a field of one line.
    pub lines: u8,
    /// The id of a `datalist` to choose from; empty: none.
    pub list: &'static str,
}

impl Kind {
    /// A whole number: not `type=number`, which loses what is typed when it is none.
    pub fn number(placeholder: String) -> Self {
        Self { mode: "numeric", direction: "ltr", placeholder, ..Self::default() }
    }

    /// Several lines.
    pub fn lines(lines: u8) -> Self {
        Self { lines, ..Self::default() }
    }
}

/// A text, of one line or several.
#[component]
pub fn Field(
    /// The form it is in.
    form: FormView,
    /// Its name in the form.
    name: &'static str,
    /// Its visible label.
    label: String,
    /// What to know before typing.
    #[prop(optional, into)]
    hint: String,
    /// How it is typed into.
    #[prop(optional)]
    kind: Kind,
    /// Whether the reader starts here, unless another field is wrong.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let (why, note) = (form.why(name), form.note(name));
    let id = form.id(name);
    let (hint_id, note_id, why_id) = (format!("{id}-hint"), format!("{id}-note"), format!("{id}-why"));
    let described = [
        (!hint.is_empty()).then(|| hint_id.clone()),
        note.is_some().then(|| note_id.clone()),
        why.is_some().then(|| why_id.clone()),
    ];
    let described = described.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let autofocus = form.first_wrong().map_or(first, |wrong| wrong == name);
    let is_wrong = why.is_some();
    let invalid = is_wrong.then_some("true");
    let is_password = kind.input == "password";
    let described = (!described.is_empty()).then_some(described);
    let direction = if kind.direction.is_empty() { "auto" } else { kind.direction };
    let placeholder = (!kind.placeholder.is_empty()).then_some(kind.placeholder);
    let input = if kind.lines > 0 {
        view! {
            <textarea
                class="input"
                class:mono=kind.mono
                id=id.clone()
                name=name
                rows=kind.lines.to_string()
                placeholder=placeholder
                dir=direction
                // What is no prose is nothing to correct or to remember.
                spellcheck=kind.mono.then_some("false")
                autocomplete=kind.mono.then_some("off")
                autofocus=autofocus
                aria-invalid=invalid
                aria-describedby=described
            >
                {in_text_area(&form.value(name))}
            </textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input"
                class:mono=kind.mono
                id=id.clone()
                name=name
                type=if kind.input.is_empty() { "text" } else { kind.input }
                inputmode=(!kind.mode.is_empty()).then_some(kind.mode)
                value=if is_password { String::new() } else { form.value(name) }
                placeholder=placeholder
                autocomplete=if kind.autocomplete.is_empty() { "off" } else { kind.autocomplete }
                dir=direction
                list=(!kind.list.is_empty()).then_some(kind.list)
                spellcheck="false"
                autofocus=autofocus
                aria-invalid=invalid
                aria-describedby=described
            />
        }
        .into_any()
    };
    view! {
        <div class="field" class:wrong=is_wrong>
            <label for=id>{label}</label>
            {input}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {note.map(|note| view! { <p class="hint note" id=note_id>{note}</p> })}
            {why.map(|why| view! { <Why id=why_id why/> })}
        </div>
    }
}

/// A text as the content of a `textarea`, which leptos writes as it stands: what is typed must not end it.
pub fn in_text_area(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// What is wrong, beside what is wrong.
#[component]
pub fn Why(
    /// For `aria-describedby`.
    #[prop(optional, into)]
    id: String,
    /// The sentence.
    why: String,
) -> impl IntoView {
    view! {
        <p class="why" id=(!id.is_empty()).then_some(id)>
            <Icon shape=Shape::Alert/>
            <span>{why}</span>
        </p>
    }
}

/// A box to tick. Unticked boxes are not sent.
#[component]
pub fn Check(
    /// The form it is in.
    form: FormView,
    /// Its name in the form.
    name: &'static str,
    /// Its visible label.
    label: String,
    /// What to know before ticking.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let (why, note) = (form.why(name), form.note(name));
    let [hint_id, note_id, why_id] = ["hint", "note", "why"].map(|part| format!("{}-{part}", form.id(name)));
    let described = [
        (!hint.is_empty()).then(|| hint_id.clone()),
        note.is_some().then(|| note_id.clone()),
        why.is_some().then(|| why_id.clone()),
    ];
    let described = described.into_iter().flatten().collect::<Vec<_>>().join(" ");
    view! {
        <div class="check">
            <input
                type="checkbox"
                id=form.id(name)
                name=name
                value="true"
                checked=form.is_set(name)
                aria-describedby=(!described.is_empty()).then_some(described)
            />
            <div>
                <label for=form.id(name)>{label}</label>
                {(!hint.is_empty()).then(|| view! { <small class="hint" id=hint_id>{hint}</small> })}
                {note.map(|note| view! { <small class="hint note" id=note_id>{note}</small> })}
                {why.map(|why| view! { <Why id=why_id why/> })}
            </div>
        </div>
    }
}

/// A choice of several, as a list that unfolds.
#[component]
pub fn Select(
    /// The form it is in.
    form: FormView,
    /// Its name in the form.
    name: &'static str,
    /// Its visible label.
    label: String,
    /// What to know before choosing.
    #[prop(optional, into)]
    hint: String,
    /// Value and label of each.
    options: Vec<(String, String)>,
) -> impl IntoView {
    let why = form.why(name);
    let id = form.id(name);
    let (hint_id, why_id) = (format!("{id}-hint"), format!("{id}-why"));
    let described = [(!hint.is_empty()).then(|| hint_id.clone()), why.is_some().then(|| why_id.clone())];
    let described = described.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let is_wrong = why.is_some();
    let chosen = form.value(name);
    let options = options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect_view();
    view! {
        <div class="field" class:wrong=is_wrong>
            <label for=id.clone()>{label}</label>
            <select class="input" id=id name=name aria-invalid=is_wrong.then_some("true") aria-describedby=(!described.is_empty()).then_some(described)>
                {options}
            </select>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {why.map(|why| view! { <Why id=why_id why/> })}
        </div>
    }
}

/// A choice of few, as one strip; the first unless another was chosen.
#[component]
pub fn Segmented(
    /// The form it is in.
    form: FormView,
    /// Its name in the form.
    name: &'static str,
    /// Value and label of each.
    options: Vec<(&'static str, String)>,
) -> impl IntoView {
    let chosen = form.value(name);
    let id = form.id(name);
    let options = options
        .into_iter()
        .enumerate()
        .map(|(place, (value, label))| {
            let checked = if chosen.is_empty() { place == 0 } else { chosen == value };
            view! { <label><input type="radio" name=name value=value checked=checked/>{label}</label> }
        })
        .collect_view();
    view! { <span class="segmented" id=id>{options}</span> }
}

/// Says above a form that something in it is wrong (the fields say what), or that it waits to be sent again.
#[component]
pub fn WrongCount(
    /// The form.
    form: FormView,
) -> impl IntoView {
    let count = form.wrong_count();
    let general = form.why("form");
    let interrupted = form.interrupted.then(|| {
        view! { <p class="notice warn" role="alert"><Icon shape=Shape::Info/><span>{text().get("form-interrupted")}</span></p> }
    });
    let wrong = (count > 0).then(|| {
        let sentence = general.unwrap_or_else(|| text().with("form-wrong-count", [("count", count.into())]));
        // The field may be far below: it is one press away.
        let first = form.first_wrong().map(|name| form.id(name));
        let details = form.details().into_iter().map(|detail| view! { <p>{detail}</p> }).collect_view();
        view! {
            <div class="notice danger" role="alert">
                <Icon shape=Shape::Alert/>
                <div>
                    <p>{sentence} {first.map(|id| view! { " " <a href=format!("#{id}")>{text().get("form-wrong-first")}</a> })}</p>
                    {details}
                </div>
            </div>
        }
    });
    view! { {interrupted} {wrong} }
}
