//! The window's title.
use leptos::prelude::*;
use leptos_meta::{MetaContext, Title};

/// Sets the window's title. `leptos_meta` writes it into the page as it is, so what would end the element is escaped here.
/// Pages of errors are made outside of a request and write their own.
#[component]
pub fn WindowTitle(
    /// The text.
    text: String,
) -> impl IntoView {
    use_context::<MetaContext>().map(|_| view! { <Title text=escaped(&text)/> })
}

/// For the inside of an element.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
