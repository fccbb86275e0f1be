//! Saved designs: one's own, what others share, and what to start from.
use leptos::prelude::*;

use crate::domain::design::{BuiltIn, Design};
use crate::domain::room_list::Search;
use crate::services::designs::{self, DesignList, Listed};
use crate::text::reader::text;
use crate::text::{name, names};
use crate::ui::components::design_picture::DesignPicture;
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// So many designs are found without searching.
const FEW: usize = 6;

/// `/designs`
#[component]
pub fn Designs() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let search = Search::new(&visit.query("q"));
        let list = designs::list(&visit.services, &caller, &search).await?;
        let deleted = !visit.query("deleted").is_empty();
        let offers_search = !search.is_empty() || list.own.len() + list.shared.len() > FEW;
        let t = text();
        Ok(view! {
            <Signed caller title=t.get("designs-title")>
                <div class="head">
                    <div>
                        <h1>{t.get("designs-title")}</h1>
                        <p class="hint measure">{t.get("designs-text")}</p>
                    </div>
                    <a class="button primary" href="/designs/new"><Icon shape=Shape::Plus/>{t.get("designs-new")}</a>
                </div>
                {deleted.then(|| view! { <p class="notice live" role="status"><Icon shape=Shape::Tick/><span>{t.get("design-deleted")}</span></p> })}
                {offers_search.then(|| view! { <Finder search=search.clone()/> })}
                {if search.is_empty() { everything(list).into_any() } else { found(list, &search).into_any() }}
            </Signed>
        }
        .into_any())
    })
}

#[component]
fn Finder(
    /// What was looked for.
    search: Search,
) -> impl IntoView {
    let t = text();
    view! {
        <div class="finder">
            <form method="get" action="/designs" role="search">
                <label class="visually-hidden" for="search-designs">{t.get("designs-search-label")}</label>
                <input class="input" type="search" id="search-designs" name="q" value=search.as_str().to_owned()
                    placeholder=t.get("designs-search-label") dir="auto" autocomplete="off" spellcheck="false"/>
                <button class="button"><Icon shape=Shape::Search/><span class="visually-hidden">{t.get("rooms-search")}</span></button>
            </form>
        </div>
    }
}

fn everything(list: DesignList) -> impl IntoView {
    let t = text();
    let has_shared = !list.shared.is_empty();
    let own = if list.own.is_empty() {
        view! {
            <div class="card teach">
                <h3>{t.get("designs-none-title")}</h3>
                <p class="measure">{t.get("designs-none-text")}</p>
                <a class="button" href="/designs/new"><Icon shape=Shape::Plus/>{t.get("designs-new")}</a>
            </div>
        }
        .into_any()
    } else {
        cards(list.own, "own").into_any()
    };
    let built_in = BuiltIn::ALL.into_iter().map(|built_in| starting_point(built_in).into_any()).collect_view();
    view! {
        <section class="stack"><h2>{t.get("designs-own")}</h2>{own}</section>
        {has_shared.then(|| view! { <section class="stack"><h2>{t.get("designs-shared")}</h2>{cards(list.shared, "shared")}</section> })}
        {list.is_cut.then(|| view! { <p class="hint">{t.with("designs-cut", [("count", designs::SHOWN.into())])}</p> })}
        <section class="stack">
            <h2>{t.get("designs-starting")}</h2>
            <p class="hint measure">{t.get("designs-starting-text")}</p>
            <ul class="rooms designs">{built_in}</ul>
        </section>
    }
}

fn found(list: DesignList, search: &Search) -> impl IntoView + use<> {
    let t = text();
    if list.own.is_empty() && list.shared.is_empty() {
        return view! {
            <section class="card teach">
                <h2>{t.get("designs-not-found-title")}</h2>
                <p class="measure">{t.with("designs-not-found-text", [("words", name(search.as_str()))])}</p>
                <a class="button" href="/designs">{t.get("designs-show-all")}</a>
            </section>
        }
        .into_any();
    }
    let all: Vec<_> = list.own.into_iter().chain(list.shared).collect();
    view! {
        <section class="stack">
            <h2>{t.with("designs-found", [("count", all.len().into())])}</h2>
            {cards(all, "found")}
            {list.is_cut.then(|| view! { <p class="hint">{t.with("designs-cut", [("count", designs::SHOWN.into())])}</p> })}
            <p><a class="button" href="/designs">{t.get("designs-show-all")}</a></p>
        </section>
    }
    .into_any()
}

fn cards(list: Vec<Listed>, group: &'static str) -> impl IntoView {
    let cards =
        list.into_iter().enumerate().map(|(place, listed)| card(listed, format!("{group}-{place}")).into_any()).collect_view();
    view! { <ul class="rooms designs">{cards}</ul> }
}

fn card(listed: Listed, id: String) -> impl IntoView {
    let Listed { saved, owner, shared, .. } = listed;
    let t = text();
    let called = saved.name.to_string();
    let is_own = owner.is_none();
    let address = if is_own { format!("/designs/{}", saved.id) } else { format!("/designs/{}/look", saved.id) };
    let hint = match owner {
        Some(owner) => Some(t.with("design-shared-by", [("owner", name(&owner))])),
        None => shared.then(|| t.get("design-is-shared")),
    };
    let main = t.get(if is_own { "design-change" } else { "design-show" });
    view! {
        <li>
            <article class="card room">
                <div class="about">
                    <DesignPicture id design=saved.design called=called.clone()/>
                    <h3><a href=address.clone()><bdi>{called.clone()}</bdi></a></h3>
                    {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
                </div>
                <div class="keys">
                    {link(address, main, &called)}
                    {link(format!("/designs/new?from={}", saved.id), t.get("design-copy"), &called)}
                </div>
            </article>
        </li>
    }
}

fn starting_point(built_in: BuiltIn) -> impl IntoView {
    let t = text();
    let called = t.get(names::built_in(built_in));
    let design: Design = built_in.design();
    view! {
        <li>
            <article class="card room">
                <div class="about">
                    <DesignPicture id=built_in.key().to_owned() design called=called.clone()/>
                    <h3>{called.clone()}</h3>
                </div>
                <div class="keys">{link(format!("/designs/new?from={}", built_in.key()), t.get("design-start"), &called)}</div>
            </article>
        </li>
    }
}

/// A link that looks like a button and says of which design it is.
fn link(address: String, label: String, called: &str) -> impl IntoView + use<> {
    let called = called.to_owned();
    view! { <a class="button" href=address>{label} <span class="visually-hidden">" " {called}</span></a> }
}
