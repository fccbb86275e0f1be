//! A new room: a title and what it begins with; everything else has a default.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::create_room::CreateRoom;
use crate::domain::template::Template;
use crate::forms::NewRoomForm;
use crate::services::servers::Choice;
use crate::services::{room_list, servers};
use crate::text::names;
use crate::text::reader::text;
use crate::ui::components::field::{Field, Kind, Select, Why, WrongCount};
use crate::ui::components::post_form::PostForm;
use crate::ui::components::room_server::server_options;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// `/rooms/new`
#[component]
pub fn NewRoom() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let template = room_list::usual_template(&visit.services, &caller).await?;
        let servers = servers::choices(&visit.services).await?;
        let usual = servers.iter().find(|choice| choice.is_default).map(Choice::key).unwrap_or_default();
        let form = FormView::of(&visit, &NewRoomForm::with(template, usual)).await?;
        let t = text();
        Ok(view! {
            <Signed caller title=t.get("new-room-heading")>
                <h1>{t.get("new-room-heading")}</h1>
                <PostForm to={PhantomData::<CreateRoom>} instance=form.instance.clone() class="stack measure">
                    <WrongCount form=form.clone()/>
                    <Field form=form.clone() name="title" label=t.get("new-room-title") hint=t.get("new-room-title-hint") kind=Kind::default() first=true/>
                    <Templates form=form.clone()/>
                    {(servers.len() > 1).then(|| view! { <Select form=form.clone() name="server" label=t.get("new-room-server") hint=t.get("new-room-server-hint") options=server_options(t, servers)/> })}
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

/// The four, each with what it does.
#[component]
fn Templates(
    /// The form they are in.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let chosen = form.value("template").parse().unwrap_or_default();
    let choices = Template::ALL
        .into_iter()
        .map(|template| {
            let id = format!("{}-{}", form.id("template"), template.key());
            let hint = format!("{id}-hint");
            view! {
                <div class="choice">
                    <input type="radio" id=id.clone() name="template" value=template.key() checked=template == chosen aria-describedby=hint.clone()/>
                    <label for=id>{t.get(names::template(template))}</label>
                    <p class="hint" id=hint>{t.get(names::template_effect(template))}</p>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" id=form.id("template")>
            <legend>{t.get("new-room-template")}</legend>
            <p class="hint">{t.get("new-room-template-hint")}</p>
            <div class="choices">{choices}</div>
            {form.why("template").map(|why| view! { <Why why/> })}
        </fieldset>
    }
}
