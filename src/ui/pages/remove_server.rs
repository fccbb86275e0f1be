//! Asks once, says what goes, and where the rooms go.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::remove_server::RemoveServer;
use crate::forms::RemoveServerForm;
use crate::services::servers;
use crate::text::name;
use crate::text::reader::text;
use crate::ui::components::field::{Select, WrongCount};
use crate::ui::components::post_form::PostForm;
use crate::ui::components::room_server::server_options;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::{PageError, page};

/// `/servers/{id}/remove`
#[component]
pub fn RemoveServerPage() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.administrator()?;
        let id = visit.param("id");
        let server = servers::find(&visit.services, &id.as_str().into()).await?.ok_or(PageError::NotFound)?;
        let mut targets = servers::choices(&visit.services).await?;
        targets.retain(|choice| choice.id.as_ref() != Some(&server.id));
        let usual = targets.iter().find(|choice| choice.is_default).or(targets.first());
        let to = usual.map(|choice| choice.key().to_owned()).unwrap_or_default();
        let form = FormView::of(&visit, &RemoveServerForm { to }).await?;
        let t = text();
        let title = t.with("remove-server-title", [("name", name(server.description.name.as_str()))]);
        let has_rooms = server.rooms > 0;
        let goes = has_rooms.then(|| {
            view! {
                <p>{t.with("remove-server-rooms", [("count", server.rooms.into())])}</p>
                <ul class="bullets">
                    <li>{t.get("remove-server-moving-links")}</li>
                    <li>{t.get("remove-server-moving-live")}</li>
                    <li>{t.get("remove-server-moving-next")}</li>
                </ul>
            }
        });
        let to = has_rooms.then(|| {
            view! { <Select form=form.clone() name="to" label=t.get("remove-server-to") options=server_options(t, targets)/> }
        });
        let button = t.get(if has_rooms { "remove-server-move-button" } else { "remove-server-button" });
        Ok(view! {
            <Signed caller title=title.clone()>
                <h1>{title}</h1>
                <section class="card padded measure">
                    <p>{t.get("remove-server-goes")}</p>
                    {server.is_default.then(|| view! { <p>{t.get("remove-server-default")}</p> })}
                    {goes}
                    <PostForm to={PhantomData::<RemoveServer>} instance=form.instance.clone() class="stack">
                        <input type="hidden" name="server" value=id.clone()/>
                        <WrongCount form=form.clone()/>
                        {to}
                        <p class="actions">
                            <button class="button danger">{button}</button>
                            <a class="button quiet" href=format!("/servers/{id}")>{t.get("cancel")}</a>
                        </p>
                    </PostForm>
                </section>
            </Signed>
        }
        .into_any())
    })
}
