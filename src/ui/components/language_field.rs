//! Which language a person reads in the meeting.
use leptos::prelude::*;

use super::field::Why;
use crate::domain::language::PreferredLanguage;
use crate::text::reader::text;
use crate::ui::form_view::FormView;

/// One of plugNmeet's languages, each in its own words, or the browser's.
#[component]
pub fn Language(
    /// The form it is in.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let chosen = form.value("language");
    let id = form.id("language");
    let languages = PreferredLanguage::all()
        .map(|language| view! { <option value=language.code() selected=language.code() == chosen lang=language.code() dir=language.direction().as_str()>{language.endonym()}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{t.get("join-link-language")}</label>
            <select class="input" id=id name="language">
                <option value="">{t.get("join-link-language-own")}</option>
                {languages}
            </select>
            {form.why("language").map(|why| view! { <Why why/> })}
        </div>
    }
}
