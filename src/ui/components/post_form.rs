//! The one kind of form: plain HTML, sent with POST to a server function, works without scripts.
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::forms::BASE;

/// A form for one server function. `instance` tells apart two tabs with the same form.
#[component]
pub fn PostForm<S: ServerFn + 'static>(
    /// Which server function: `to={PhantomData::<CreateRoom>}`.
    #[prop(optional)]
    to: std::marker::PhantomData<S>,
    /// Tells this form from the same one in another tab.
    #[prop(optional, into)]
    instance: String,
    /// What the page showed, if others may change it too: see [`crate::forms::changed_meanwhile`].
    #[prop(optional, into)]
    base: String,
    /// The room it is about, if any.
    #[prop(optional, into)]
    slug: String,
    /// A class, if any.
    #[prop(optional)]
    class: &'static str,
    /// An id, if something links to it.
    #[prop(optional)]
    id: &'static str,
    /// Whether what comes of it opens in a tab of its own, and the page stays: browsers keep that tab from reaching back.
    #[prop(optional)]
    own_tab: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let _ = to;
    view! {
        <form
            method="post"
            action=S::PATH
            class=(!class.is_empty()).then_some(class)
            id=(!id.is_empty()).then_some(id)
            target=own_tab.then_some("_blank")
            novalidate
        >
            <input type="hidden" name="instance" value=instance/>
            {(!base.is_empty()).then(|| view! { <input type="hidden" name=BASE value=base/> })}
            {(!slug.is_empty()).then(|| view! { <input type="hidden" name="slug" value=slug/> })}
            {children()}
        </form>
    }
}
