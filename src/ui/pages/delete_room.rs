//! Asks once, and says what goes.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::delete_room::DeleteRoom;
use crate::services::liveness::{self, Liveness};
use crate::services::room_life;
use crate::services::rooms::Room;
use crate::text::name;
use crate::text::reader::text;
use crate::ui::components::outage::{OutageNotice, outage_of};
use crate::ui::components::post_form::PostForm;
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// `/rooms/{slug}/delete`, for the owner alone.
#[component]
pub fn DeleteRoomPage() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = room_life::for_owner(&visit.services, &caller, &visit.param("slug")).await?;
        let others = room_life::other_members(&visit.services, &caller, &room).await?;
        let live = liveness::of(&visit.services, &room).await;
        let runs = !matches!(live, Liveness::NotRunning);
        let outage = room.server.clone().zip(outage_of(&live).cloned());
        let t = text();
        let title = t.with("delete-title", [("title", name(room.title.as_str()))]);
        Ok(view! {
            <Signed caller title=title.clone()>
                <h1>{title}</h1>
                {outage.map(|(server, outage)| view! { <OutageNotice server=server.name outage/> })}
                {if room.archived { ask(&room, others, runs).into_any() } else { archive_first(&room).into_any() }}
            </Signed>
        }
        .into_any())
    })
}

fn ask(room: &Room, others: i64, runs: bool) -> impl IntoView + use<> {
    let t = text();
    let slug = room.slug.to_string();
    view! {
        <section class="card padded measure">
            <p>{t.get("delete-goes")}</p>
            <ul class="bullets">
                <li>{t.get("delete-goes-room")}</li>
                <li>{t.get("delete-goes-look")}</li>
                {runs.then(|| view! { <li>{t.get("delete-goes-session")}</li> })}
                {(others > 0).then(|| view! { <li>{t.with("delete-goes-members", [("count", others.into())])}</li> })}
            </ul>
            <p><strong>{t.get("delete-no-way-back")}</strong></p>
            <div class="actions">
                <PostForm to={PhantomData::<DeleteRoom>} slug=slug.clone()>
                    <button class="button danger">{t.get("delete-button")}</button>
                </PostForm>
                <a class="button quiet" href=format!("/rooms/{slug}/settings#room-more")>{t.get("cancel")}</a>
            </div>
        </section>
    }
}

fn archive_first(room: &Room) -> impl IntoView + use<> {
    let t = text();
    view! {
        <section class="card padded measure">
            <p>{t.get("delete-archive-first")}</p>
            <p><a class="button" href=format!("/rooms/{}/settings#room-more", room.slug)>{t.get("delete-to-room")}</a></p>
        </section>
    }
}
