//! Every component in each of its states, for whoever works on them: debug builds only. What stands on it besides the components
//! is written for us, and so in no language of the interface.
mod basics;
mod classroom;
mod fields;
mod links;
mod meetings;
mod samples;

use leptos::prelude::*;

use crate::ui::components::window_title::WindowTitle;
use crate::ui::visit::page;

/// `/styleguide?theme=…&dir=…`
#[component]
pub fn StyleGuide() -> impl IntoView {
    page(|visit| async move {
        let theme = if visit.query("theme") == "dark" { "dark" } else { "light" };
        let direction = if visit.query("dir") == "rtl" { "rtl" } else { "ltr" };
        let variants = [("light", "ltr"), ("dark", "ltr"), ("light", "rtl"), ("dark", "rtl")].map(|(other, way)| {
            let current = ((other, way) == (theme, direction)).then_some("page");
            view! { <a href=format!("/styleguide?theme={other}&dir={way}") aria-current=current>{other}", "{way}</a> }
        });
        let samples = samples::Samples::new(visit.services.clock.now())?;
        Ok(view! {
            <WindowTitle text="Style guide".to_owned()/>
            <div class="styleguide" data-theme=theme dir=direction>
                <main id="main">
                    <h1>"Style guide"</h1>
                    <nav class="segmented" aria-label="Variants">{variants.collect_view()}</nav>
                    {basics::all()}
                    {fields::all(&samples)}
                    {classroom::all(&samples)}
                    {meetings::all(&samples, &visit.services.clock)}
                    {links::all(&samples)}
                </main>
            </div>
        }
        .into_any())
    })
}

/// A component and its states.
fn piece(name: &'static str, states: impl IntoView + 'static) -> AnyView {
    view! {
        <section class="section">
            <h2>{name}</h2>
            <div class="styleguide__states">{states.into_any()}</div>
        </section>
    }
    .into_any()
}

/// One state of a component.
fn state(is: &'static str, shown: impl IntoView + 'static) -> AnyView {
    view! {
        <figure>
            <figcaption class="hint">{is}</figcaption>
            {shown.into_any()}
        </figure>
    }
    .into_any()
}
