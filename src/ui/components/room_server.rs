//! Which meeting server a room runs on, and moving it to another.
use std::marker::PhantomData;

use leptos::prelude::*;

use super::field::{Select, WrongCount};
use super::icon::{Icon, Shape};
use super::post_form::PostForm;
use crate::api::set_room_server::SetRoomServer;
use crate::forms::{END_SESSION, ServerForm};
use crate::services::liveness::Liveness;
use crate::services::rooms::Room;
use crate::services::servers::{self, Choice};
use crate::text::reader::text;
use crate::text::{Text, name, names};
use crate::ui::form_view::FormView;

/// The choices as a form has them.
pub fn server_options(t: Text, servers: Vec<Choice>) -> Vec<(String, String)> {
    servers.into_iter().map(|choice| (choice.key().to_owned(), names::server(t, choice.name.as_deref()))).collect()
}

/// A room's server as its settings show it at first.
pub fn shown(room: &Room) -> ServerForm {
    let here = servers::key(room.server_id()).to_owned();
    ServerForm { from: here.clone(), server: here }
}

/// The part of a room's settings that moves it. Nothing where there is only the sandbox.
#[component]
pub fn RoomServer(
    /// The room.
    room: Room,
    /// What is known of its session.
    live: Liveness,
    /// What stands in the form.
    form: FormView,
    /// Where it could be.
    servers: Vec<Choice>,
    /// Whether it was moved just now.
    moved: bool,
) -> impl IntoView {
    let t = text();
    (servers.len() > 1).then(|| {
        let here = names::server(t, room.server_name());
        let done = moved.then(|| t.with("room-server-moved", [("server", name(&here))]));
        view! {
            <section class="card padded" aria-labelledby="server">
                <h2 id="server">{t.get("room-server")}</h2>
                {done.map(|done| view! { <p class="notice live" role="status"><Icon shape=Shape::Tick/><span>{done}</span></p> })}
                <PostForm to={PhantomData::<SetRoomServer>} slug=room.slug.to_string() instance=form.instance.clone() class="stack">
                    <WrongCount form=form.clone()/>
                    // What is stored now: a form that comes back was looked at with it beside.
                    <input type="hidden" name="from" value=servers::key(room.server_id()).to_owned()/>
                    <Select form name="server" label=t.get("room-server-label") hint=t.get("room-server-hint") options=server_options(t, servers)/>
                    {move_button(t, &live, &here)}
                </PostForm>
            </section>
        }
    })
}

/// The button, and what pressing it means while a session runs or while nobody knows.
fn move_button(t: Text, live: &Liveness, here: &str) -> AnyView {
    let plain = || view! { <p class="actions"><button class="button">{t.get("room-server-move")}</button></p> };
    match live {
        Liveness::Live(_) => view! {
            <p class="notice warn"><Icon shape=Shape::Info/><span>{t.with("room-server-live", [("server", name(here))])}</span></p>
            // What Enter presses: not the button that ends something.
            <button hidden></button>
            <details class="asks" data-menu>
                <summary class="button">{t.get("room-server-end")}</summary>
                <div>
                    <p>{t.get("end-session-ask")}</p>
                    <p class="hint">{t.get("end-session-hint")}</p>
                    <button class="button danger" name="then" value=END_SESSION>{t.get("room-server-end-confirm")}</button>
                </div>
            </details>
        }
        .into_any(),
        Liveness::Unknown(_) => view! {
            <p class="notice warn"><Icon shape=Shape::Info/><span>{t.with("room-server-unknown", [("server", name(here))])}</span></p>
            {plain()}
        }
        .into_any(),
        Liveness::Ending | Liveness::NotRunning => plain().into_any(),
    }
}
