//! One saved design: its owner changes it, everybody else sees it if it is shared.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::set_design::SetDesign;
use crate::api::use_design::UseDesign;
use crate::services::designs::{self, Listed};
use crate::sign_in::edit_design::shown;
use crate::text::name;
use crate::text::reader::text;
use crate::ui::components::design_forms::{SavedDesignFields, take_import};
use crate::ui::components::design_picture::{DesignJson, DesignPicture};
use crate::ui::components::design_uses::{UseFor, UsedWhere};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::post_form::PostForm;
use crate::ui::components::room_bits::Saved;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::{PageError, Visit, page};

/// `/designs/{id}`, for its owner; whoever else may use it is led to where it is shown.
#[component]
pub fn SavedDesignPage() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let listed = designs::named(&visit.services, &caller, &visit.param("id")).await?;
        let id = listed.saved.id.clone();
        if !listed.is_own() {
            return Err(PageError::Elsewhere(format!("/designs/{id}/look")));
        }
        let form = FormView::of_action::<SetDesign>(&visit, &shown(&listed)).await?;
        let base = form.base();
        let (form, import) = take_import(&visit, &caller, form);
        let uses = designs::uses(&visit.services, &caller, &id).await?;
        let candidates = designs::candidates(&visit.services, &caller, &id).await?;
        let use_form = FormView::of_action::<UseDesign>(&visit, &()).await?;
        let (saved, nothing) = (!visit.query("saved").is_empty(), !visit.query("nothing").is_empty());
        let done = done(&visit);
        let field = id.to_string();
        let changes_others = !uses.is_empty();
        let Listed { saved: design, .. } = listed;
        let title = design.name.to_string();
        let t = text();
        Ok(view! {
            <Signed caller title=title.clone()>
                <p><a href="/designs">{t.get("designs-back")}</a></p>
                <h1><bdi>{title}</bdi></h1>
                {done}
                <section class="stack" id="uses">
                    <h2>{t.get("design-used")}</h2>
                    <UsedWhere uses/>
                    {changes_others.then(|| view! { <p class="notice"><Icon shape=Shape::Info/><span>{t.get("design-used-changes")}</span></p> })}
                </section>
                <PostForm to={PhantomData::<SetDesign>} instance=form.instance.clone() base=base class="stack">
                    <input type="hidden" name="id" value=field/>
                    <Saved saved/>
                    <SavedDesignFields form import/>
                    <p class="actions"><button class="button primary">{t.get("save")}</button></p>
                </PostForm>
                <UseFor id=id.to_string() candidates form=use_form nothing/>
                <DesignJson design=design.design file=format!("/designs/{id}/design.json")/>
                <p class="actions">
                    <a class="button" href=format!("/designs/new?from={id}")>{t.get("design-copy")}</a>
                    <a class="button quiet" href=format!("/designs/{id}/delete")>{t.get("design-delete")}</a>
                </p>
            </Signed>
        }
        .into_any())
    })
}

/// `/designs/{id}/look`, for whoever may use it.
#[component]
pub fn DesignLook() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let listed = designs::named(&visit.services, &caller, &visit.param("id")).await?;
        let id = listed.saved.id.clone();
        let uses = designs::uses(&visit.services, &caller, &id).await?;
        let candidates = designs::candidates(&visit.services, &caller, &id).await?;
        let form = FormView::of_action::<UseDesign>(&visit, &()).await?;
        let nothing = !visit.query("nothing").is_empty();
        let done = done(&visit);
        let Listed { saved, owner, .. } = listed;
        let title = saved.name.to_string();
        let t = text();
        Ok(view! {
            <Signed caller title=title.clone()>
                <p><a href="/designs">{t.get("designs-back")}</a></p>
                <div class="head">
                    <div>
                        <h1><bdi>{title.clone()}</bdi></h1>
                        {owner.map(|owner| view! { <p class="hint">{t.with("design-shared-by", [("owner", name(&owner))])}</p> })}
                    </div>
                    <a class="button" href=format!("/designs/new?from={id}")>{t.get("design-copy")}</a>
                </div>
                {done}
                <DesignPicture id="look".to_owned() design=saved.design.clone() called=title/>
                <section class="stack" id="uses">
                    <h2>{t.get("design-used")}</h2>
                    <UsedWhere uses/>
                </section>
                <UseFor id=id.to_string() candidates form nothing/>
                <DesignJson design=saved.design file=format!("/designs/{id}/design.json")/>
            </Signed>
        }
        .into_any())
    })
}

/// What was done just before.
fn done(visit: &Visit) -> AnyView {
    let t = text();
    let count: Option<u32> = visit.query("used").parse().ok();
    let said = match count {
        Some(count) => Some(t.with("design-use-done", [("count", count.into())])),
        None => (!visit.query("made").is_empty()).then(|| t.get("design-was-made")),
    };
    said.map(|said| view! { <p class="notice live" role="status"><Icon shape=Shape::Tick/><span>{said}</span></p> }).into_any()
}
