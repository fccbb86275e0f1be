//! A new room: a title, everything else has a default.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::create_room::CreateRoom;
use crate::forms::NewRoomForm;
use crate::text::reader::text;
use crate::ui::components::field::{Field, Kind, WrongCount};
use crate::ui::components::post_form::PostForm;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// `/rooms/new`
#[component]
pub fn NewRoom() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let form = FormView::of(&visit, &NewRoomForm::default()).await?;
        let t = text();
        Ok(view! {
            <Signed caller title=t.get("new-room-heading")>
                <h1>{t.get("new-room-heading")}</h1>
                <PostForm to={PhantomData::<CreateRoom>} instance=form.instance.clone() class="stack measure">
                    <WrongCount form=form.clone()/>
                    <Field form=form.clone() name="title" label=t.get("new-room-title") hint=t.get("new-room-title-hint") kind=Kind::default() first=true/>
                    <p class="actions">
                        <button class="button primary">{t.get("new-room-button")}</button>
                        <a class="button quiet" href="/rooms">{t.get("cancel")}</a>
                    </p>
                </PostForm>
            </Signed>
        }
        .into_any())
    })
}
