//! How the room's meetings look.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::set_room_design::SetRoomDesign;
use crate::forms::DesignForm;
use crate::services::designs::Choices;
use crate::services::liveness;
use crate::services::rooms;
use crate::text::reader::text;
use crate::ui::components::design_choice::RoomDesignFields;
use crate::ui::components::field::WrongCount;
use crate::ui::components::post_form::PostForm;
use crate::ui::components::room_bits::Saved;
use crate::ui::form_view::FormView;
use crate::ui::layouts::{InRoom, Tab};
use crate::ui::visit::page;

/// `/rooms/{slug}/design`
#[component]
pub fn Design() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = rooms::for_caller(&visit.services, &caller, &visit.param("slug")).await?;
        let live = liveness::of(&visit.services, &room).await;
        let form = FormView::of(&visit, &DesignForm::of(&room.own_design, room.saved_design.as_ref())).await?;
        let choices = Choices::of(&visit.services, &caller, room.saved_design.as_ref()).await?;
        let saved = !visit.query("saved").is_empty();
        let has_own = room.saved_design.is_none() && !room.design.is_empty();
        let t = text();
        Ok(view! {
            <InRoom caller room=room.clone() live tab=Tab::Design>
                <PostForm to={PhantomData::<SetRoomDesign>} slug=room.slug.to_string() instance=form.instance.clone() base=form.base() class="stack">
                    <h2>{t.get("design-title")}</h2>
                    <p class="measure">{t.get("design-text")}</p>
                    <Saved saved/>
                    <WrongCount form=form.clone()/>
                    <RoomDesignFields form choices/>
                    <p class="actions">
                        <button class="button primary">{t.get("save")}</button>
                        {has_own.then(|| view! { <a class="button quiet" href=format!("/designs/new?from={}", room.slug)>{t.get("design-save-as")}</a> })}
                    </p>
                </PostForm>
            </InRoom>
        }
        .into_any())
    })
}
