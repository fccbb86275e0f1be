//! The meeting servers, for administrators.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::set_default_server::SetDefaultServer;
use crate::clock::Clock;
use crate::meeting::plugnmeet::breaker::ServerState;
use crate::services::servers::{self, Server};
use crate::text::reader::text;
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::post_form::PostForm;
use crate::ui::components::server_state::{StateOfServer, TestButton};
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// How often the page looks again how the servers are, in milliseconds.
const LOOK_EVERY: u32 = 15_000;

/// `/servers`
#[component]
pub fn Servers() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.administrator()?;
        let servers = servers::list(&visit.services).await?;
        let mut states = Vec::new();
        for server in &servers {
            states.push(servers::state(&visit.services, &server.id).await);
        }
        let clock = visit.services.clock.clone();
        let on_sandbox = servers::rooms_on_sandbox(&visit.services).await?;
        let t = text();
        let done = match visit.query("done").as_str() {
            "removed" => Some(t.get("servers-removed")),
            "default" => Some(t.get("servers-default-set")),
            _ => None,
        };
        let is_empty = servers.is_empty();
        let sandbox_is_default = !servers.iter().any(|server| server.is_default);
        Ok(view! {
            <Signed caller title=t.get("servers-title")>
                <div class="head">
                    <h1>{t.get("servers-title")}</h1>
                    {(!is_empty).then(|| view! { <a class="button primary" href="/servers/new"><Icon shape=Shape::Plus/>{t.get("servers-add")}</a> })}
                </div>
                {(visit.query("done") == "gone").then(|| view! {
                    <p class="notice warn measure" role="status"><Icon shape=Shape::Info/><span>{t.get("servers-gone")}</span></p>
                })}
                {done.map(|done| view! { <p class="notice live measure" role="status"><Icon shape=Shape::Tick/><span>{done}</span></p> })}
                {is_empty.then(teach)}
                <ul class="servers" data-state="servers" data-refresh=(!is_empty).then(|| LOOK_EVERY.to_string())>
                    {servers.into_iter().zip(states).map(|(server, state)| card(server, state, clock.clone()).into_any()).collect_view()}
                    {sandbox(on_sandbox, sandbox_is_default)}
                </ul>
            </Signed>
        }
        .into_any())
    })
}

/// What a meeting server is, and what one needs to add it.
fn teach() -> impl IntoView {
    let t = text();
    view! {
        <section class="card teach">
            <h2>{t.get("servers-empty-title")}</h2>
            <p class="measure">{t.get("servers-empty-what")}</p>
            <p class="measure">{t.get("servers-empty-how")}</p>
            <p class="measure">{t.get("servers-empty-sandbox")}</p>
            <a class="button primary" href="/servers/new"><Icon shape=Shape::Plus/>{t.get("servers-add")}</a>
        </section>
    }
}

fn card(server: Server, state: ServerState, clock: Clock) -> impl IntoView {
    let t = text();
    let address = format!("/servers/{}", server.id.as_str());
    let name = server.description.name.to_string();
    let which = name.clone();
    view! {
        <li>
            <article class="card padded server">
                <div class="about">
                    <h2><a dir="auto" href=address>{name}</a></h2>
                    <p class="mono" dir="ltr">{server.description.url.to_string()}</p>
                    <p class="actions" id=format!("state-{}", server.id.as_str()) data-part><StateOfServer state clock/></p>
                    <p class="actions">
                        {server.is_default.then(default_badge)}
                        {server.has_next_secret.then(|| view! { <span class="badge warn">{t.get("servers-secret-waits")}</span> })}
                        <span class="hint">{t.with("servers-rooms", [("count", server.rooms.into())])}</span>
                    </p>
                </div>
                <div class="keys">
                    <TestButton id=server.id.as_str().to_owned() which=which.clone()/>
                    {(!server.is_default).then(|| default_button(server.id.as_str().to_owned(), which))}
                </div>
            </article>
        </li>
    }
}

/// The sandbox is always there, and is not to be changed.
fn sandbox(rooms: i64, is_default: bool) -> impl IntoView {
    let t = text();
    view! {
        <li>
            <article class="card padded server">
                <div class="about">
                    <h2>{t.get("server-sandbox")}</h2>
                    <p class="hint">{t.get("servers-sandbox-text")}</p>
                    <p class="actions">
                        {is_default.then(default_badge)}
                        <span class="hint">{t.with("servers-rooms", [("count", rooms.into())])}</span>
                    </p>
                </div>
                <div class="keys">{(!is_default).then(|| default_button(servers::key(None).to_owned(), t.get("server-sandbox")))}</div>
            </article>
        </li>
    }
}

fn default_badge() -> impl IntoView {
    view! { <span class="badge live">{text().get("servers-default")}</span> }
}

fn default_button(key: String, which: String) -> impl IntoView {
    view! {
        <PostForm to={PhantomData::<SetDefaultServer>}>
            <input type="hidden" name="server" value=key/>
            <button class="button quiet">{text().get("servers-make-default")} " " <span class="visually-hidden">{which}</span></button>
        </PostForm>
    }
}
