//! The fields that describe a meeting server.
use leptos::prelude::*;

use super::field::{Field, Kind};
use super::icon::{Icon, Shape};
use crate::domain::server::{JoinUrl, ServerUrl};
use crate::text::reader::text;
use crate::ui::form_view::FormView;

/// Name, addresses, key; what is worth knowing of the addresses stands under them.
#[component]
pub fn ServerFields(
    /// The form they are in.
    form: FormView,
    /// Whether the server is new.
    #[prop(optional)]
    new: bool,
) -> impl IntoView {
    let t = text();
    let address = || Kind { mono: true, direction: "ltr", mode: "url", placeholder: "https://".to_owned(), ..Kind::default() };
    let url = form.value("url").parse::<ServerUrl>().ok();
    let join_url = form.value("join_url").parse::<JoinUrl>().ok();
    let is_private = url.as_ref().is_some_and(ServerUrl::is_private) || join_url.as_ref().is_some_and(JoinUrl::is_private);
    let is_open = url.as_ref().is_some_and(|url| !url.is_https()) || join_url.as_ref().is_some_and(|url| !url.is_https());
    view! {
        <Field form=form.clone() name="name" label=t.get("server-name") hint=t.get("server-name-hint") first=new/>
        <Field form=form.clone() name="url" label=t.get("server-url") hint=t.get("server-url-hint") kind=address()/>
        {is_private.then(|| view! { <p class="notice" data-note="private"><Icon shape=Shape::Info/><span>{t.get("server-private-note")}</span></p> })}
        {is_open.then(|| view! { <p class="notice warn" data-note="http"><Icon shape=Shape::Info/><span>{t.get("server-http-note")}</span></p> })}
        <Field form=form.clone() name="join_url" label=t.get("server-join-url") hint=t.get("server-join-url-hint") kind=address()/>
        <Field form name="api_key" label=t.get("server-api-key") hint=t.get("server-api-key-hint") kind=Kind { mono: true, direction: "ltr", ..Kind::default() }/>
    }
}

/// The secret: typed, never shown.
#[component]
pub fn SecretField(
    /// The form it is in.
    form: FormView,
    /// Its visible label.
    label: String,
    /// What to know before typing.
    hint: String,
) -> impl IntoView {
    // Browsers offer to keep a password, and to fill in one; this tells them that it is nobody's to sign in.
    let kind = Kind { input: "password", autocomplete: "off", mono: true, direction: "ltr", ..Kind::default() };
    view! { <Field form name="secret" label hint kind/> }
}
