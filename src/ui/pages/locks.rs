//! The room's default locks.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::set_room_locks::SetRoomLocks;
use crate::domain::locks::Preset;
use crate::forms::RoomLocksForm;
use crate::services::liveness;
use crate::services::rooms;
use crate::text::reader::text;
use crate::ui::components::field::WrongCount;
use crate::ui::components::lock_presets::{PresetChanges, Presets, filled_in};
use crate::ui::components::lock_rows::DefaultLocks;
use crate::ui::components::lock_views::{LockViews, View};
use crate::ui::components::post_form::PostForm;
use crate::ui::components::room_bits::{NextSession, Saved};
use crate::ui::form_view::FormView;
use crate::ui::layouts::{InRoom, Tab};
use crate::ui::visit::page;

/// `/rooms/{slug}/locks`, with `?preset=` one of the presets filled in, not saved.
#[component]
pub fn Locks() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = rooms::for_caller(&visit.services, &caller, &visit.param("slug")).await?;
        let live = liveness::of(&visit.services, &room).await;
        let preset = visit.query("preset").parse::<Preset>().ok();
        let t = text();
        let stored = room.locks;
        let form = match preset {
            Some(preset) => filled_in(t, stored, preset),
            None => FormView::of(&visit, &RoomLocksForm::from(stored)).await?,
        };
        let saved = !visit.query("saved").is_empty();
        let address = format!("/rooms/{}/locks", room.slug);
        let changes = preset.map(|preset| view! { <PresetChanges preset stored page=address.clone()/> });
        Ok(view! {
            <InRoom caller room=room.clone() live=live.clone() tab=Tab::Locks>
                <div class="stack measure">
                    <LockViews slug=room.slug.clone() shown=View::Room/>
                    <h2>{t.get("locks-title")}</h2>
                    <p>{t.get("locks-text")}</p>
                    <Saved saved/>
                    <Presets page=address stored filled=preset/>
                </div>
                <PostForm to={PhantomData::<SetRoomLocks>} slug=room.slug.to_string() instance=form.instance.clone() base=form.base() class="stack measure" id="locks">
                    <WrongCount form=form.clone()/>
                    {changes}
                    <NextSession live/>
                    <DefaultLocks form/>
                    <p class="hint">{t.get("locks-manners")}</p>
                    <p><button class="button primary">{t.get("save")}</button></p>
                </PostForm>
            </InRoom>
        }
        .into_any())
    })
}
