//! A new design: from nothing, a starting point, another design, a room, or what was pasted.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::create_design::CreateDesign;
use crate::domain::design::{Design, DesignName};
use crate::forms::SavedDesignForm;
use crate::services::designs::{self, Beginning};
use crate::text::names;
use crate::text::reader::text;
use crate::ui::components::design_forms::{SavedDesignFields, take_import};
use crate::ui::components::post_form::PostForm;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// `/designs/new`
#[component]
pub fn NewDesign() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let t = text();
        let (title, design) = match designs::beginning(&visit.services, &caller, &visit.query("from")).await? {
            Beginning::Nothing => (String::new(), Design::default()),
            Beginning::BuiltIn(built_in) => (t.get(names::built_in(built_in)), built_in.design()),
            Beginning::Saved(saved) => (t.with("design-copy-of", [("name", saved.name.to_string().into())]), saved.design),
            Beginning::Room(title, design) => (title.to_string(), design),
        };
        // A long name leaves no place for what says that it is a copy.
        let title: String = title.chars().take(DesignName::LIMIT).collect();
        let form = FormView::of(&visit, &SavedDesignForm::of(&title, false, &design)).await?;
        let (form, import) = take_import(&visit, &caller, form);
        Ok(view! {
            <Signed caller title=t.get("new-design-heading")>
                <p><a href="/designs">{t.get("designs-back")}</a></p>
                <h1>{t.get("new-design-heading")}</h1>
                <PostForm to={PhantomData::<CreateDesign>} instance=form.instance.clone() class="stack">
                    <SavedDesignFields form import is_new=true/>
                    <p class="actions">
                        <button class="button primary">{t.get("design-save")}</button>
                        <a class="button quiet" href="/designs">{t.get("cancel")}</a>
                    </p>
                </PostForm>
            </Signed>
        }
        .into_any())
    })
}
