//! After a meeting: the way back in, for those who were in it.
use leptos::prelude::*;

use crate::services::leaving;
use crate::text::reader::text;
use crate::ui::components::guest_card::{GuestCard, Heading};
use crate::ui::visit::page;

/// `/left/{meeting_room_id}`. Who has nothing to do with the room reads the same as where there is no room.
#[component]
pub fn Left() -> impl IntoView {
    page(|visit| async move {
        let t = text();
        let id = visit.param("id");
        let member = match visit.caller() {
            Ok(caller) => leaving::room_of_member(&visit.services, &caller, &id).await?,
            Err(_) => None,
        };
        let heading = Heading { window: t.get("left-title"), title: t.get("left-title"), ..Heading::default() };
        let Some(room) = member else {
            return Ok(view! { <GuestCard heading state="left"><p>{t.get("left-text")}</p></GuestCard> }.into_any());
        };
        let heading = Heading { above: room.title.to_string(), ..heading };
        let back = format!("/rooms/{}", room.slug);
        Ok(view! {
            <GuestCard heading state="left-member">
                <p>{t.get("left-member-text")}</p>
                <p><a class="button primary" href=back>{t.get("left-to-room")}</a></p>
            </GuestCard>
        }
        .into_any())
    })
}
