//! Asks once, and says what stays.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::delete_design::DeleteDesign;
use crate::services::designs;
use crate::text::name;
use crate::text::reader::text;
use crate::ui::components::design_uses::UsedWhere;
use crate::ui::components::post_form::PostForm;
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// `/designs/{id}/delete`, for the owner alone.
#[component]
pub fn DeleteDesignPage() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let listed = designs::own(&visit.services, &caller, &visit.param("id")).await?;
        let id = listed.saved.id;
        let uses = designs::uses(&visit.services, &caller, &id).await?;
        let field = id.to_string();
        let is_used = !uses.is_empty();
        let t = text();
        let title = t.with("design-delete-title", [("name", name(listed.saved.name.as_str()))]);
        Ok(view! {
            <Signed caller title=title.clone()>
                <h1>{title}</h1>
                <section class="card padded measure">
                    <h2>{t.get("design-used")}</h2>
                    <UsedWhere uses/>
                    {is_used.then(|| view! { <p>{t.get("design-delete-keeps")}</p> })}
                    <p><strong>{t.get("design-delete-no-way-back")}</strong></p>
                    <div class="actions">
                        <PostForm to={PhantomData::<DeleteDesign>}>
                            <input type="hidden" name="id" value=field/>
                            <button class="button danger">{t.get("design-delete-button")}</button>
                        </PostForm>
                        <a class="button quiet" href=format!("/designs/{id}")>{t.get("cancel")}</a>
                    </div>
                </section>
            </Signed>
        }
        .into_any())
    })
}
