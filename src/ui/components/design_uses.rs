//! Where a design is used, and for which rooms it could be.
use std::marker::PhantomData;

use leptos::prelude::*;

use super::field::{Why, WrongCount};
use super::icon::{Icon, Shape};
use super::post_form::PostForm;
use crate::api::use_design::UseDesign;
use crate::services::designs::{Candidates, UsedBy, Uses};
use crate::text::reader::text;
use crate::ui::form_view::FormView;

/// More rooms than this are folded away.
const IN_SIGHT: usize = 8;

/// Where a design is used: one's own rooms by name, those of others as a number.
#[component]
pub fn UsedWhere(
    /// Where.
    uses: Uses,
) -> impl IntoView {
    let t = text();
    if uses.is_empty() {
        return view! { <p class="hint">{t.get("design-used-nowhere")}</p> }.into_any();
    }
    let of_room =
        |used: UsedBy| view! { <li><a href=format!("/rooms/{}/design", used.slug)><bdi>{used.title}</bdi></a></li> }.into_any();
    let of_invites = |used: UsedBy| {
        let count = t.with("design-used-invites", [("count", used.count.into())]);
        view! { <li><a href=format!("/rooms/{}/invites", used.slug)><bdi>{used.title}</bdi></a> ": " {count}</li> }.into_any()
    };
    let lines: Vec<AnyView> = uses.rooms.into_iter().map(of_room).chain(uses.invites.into_iter().map(of_invites)).collect();
    let count = lines.len();
    let list = (count > 0).then(|| view! { <ul class="bullets">{lines}</ul> });
    let others = (uses.other_rooms > 0).then(|| t.with("design-used-other-rooms", [("count", uses.other_rooms.into())]));
    let other_invites =
        (uses.other_invites > 0).then(|| t.with("design-used-other-invites", [("count", uses.other_invites.into())]));
    let list = if count > IN_SIGHT {
        view! { <details><summary>{t.with("design-used-count", [("count", count.into())])}</summary>{list}</details> }.into_any()
    } else {
        list.into_any()
    };
    view! {
        {list}
        {others.map(|others| view! { <p>{others}</p> })}
        {other_invites.map(|others| view! { <p>{others}</p> })}
    }
    .into_any()
}

/// Rooms to tick that are to use a design from now on.
#[component]
pub fn UseFor(
    /// Which design.
    id: String,
    /// The rooms.
    candidates: Candidates,
    /// The form.
    form: FormView,
    /// Whether it was sent without any tick.
    nothing: bool,
) -> impl IntoView {
    let t = text();
    let Candidates { rooms, is_cut } = candidates;
    if rooms.is_empty() {
        return ().into_any();
    }
    let boxes = rooms
        .into_iter()
        .map(|room| {
            let id = format!("use-{}", room.slug);
            view! {
                <li class="check">
                    <input type="checkbox" id=id.clone() name="rooms[]" value=room.slug/>
                    <label for=id><bdi>{room.title}</bdi></label>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section" id="use">
            <h2>{t.get("design-use")}</h2>
            <p class="hint measure">{t.get("design-use-hint")}</p>
            <PostForm to={PhantomData::<UseDesign>} instance=form.instance.clone() class="stack">
                <input type="hidden" name="id" value=id/>
                <WrongCount form/>
                <fieldset>
                    <legend class="visually-hidden">{t.get("design-use-rooms")}</legend>
                    <ul class="ticks">{boxes}</ul>
                </fieldset>
                {is_cut.then(|| view! { <p class="hint">{t.get("design-use-more")}</p> })}
                {nothing.then(|| view! { <Why why=t.get("design-use-nothing")/> })}
                <p><button class="button"><Icon shape=Shape::Tick/>{t.get("design-use-button")}</button></p>
            </PostForm>
        </section>
    }
    .into_any()
}
