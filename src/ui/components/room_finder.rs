//! How a list of rooms is narrowed and ordered: links and one form, so that every view of it has an address.
use std::marker::PhantomData;

use leptos::prelude::*;

use super::icon::{Icon, Shape};
use super::post_form::PostForm;
use crate::api::set_favourite::SetFavourite;
use crate::domain::percent;
use crate::domain::room::{RoomTitle, Slug};
use crate::domain::room_list::{After, Filter, Search, Sort};
use crate::text::names;
use crate::text::reader::text;

/// The address of a list.
pub fn address(filter: Filter, sort: Sort, search: &Search, after: Option<&After>) -> String {
    let mut address = format!("/rooms?filter={}&sort={}", filter.key(), sort.key());
    if !search.is_empty() {
        address.push_str("&q=");
        address.push_str(&percent::encoded(search.as_str()));
    }
    if let Some(after) = after {
        address.push_str("&after=");
        address.push_str(&percent::encoded(&after.to_string()));
    }
    address
}

/// Search, filter, order.
#[component]
pub fn RoomFinder(
    /// Which rooms are listed.
    filter: Filter,
    /// In which order.
    sort: Sort,
    /// What was looked for.
    search: Search,
) -> impl IntoView {
    let t = text();
    let filters = Filter::ALL
        .into_iter()
        .map(|other| view! { <a href=address(other, sort, &search, None) aria-current=(other == filter).then_some("true")>{t.get(names::filter(other))}</a> })
        .collect_view();
    let sorts = Sort::ALL
        .into_iter()
        .map(|other| view! { <a href=address(filter, other, &search, None) aria-current=(other == sort).then_some("true")>{t.get(names::sort(other))}</a> })
        .collect_view();
    view! {
        <div class="finder">
            <form method="get" action="/rooms" role="search">
                <label class="visually-hidden" for="search-rooms">{t.get("rooms-search-label")}</label>
                <input class="input" type="search" id="search-rooms" name="q" value=search.as_str().to_owned()
                    maxlength=RoomTitle::LIMIT placeholder=t.get("rooms-search-label") dir="auto" autocomplete="off" spellcheck="false"/>
                <input type="hidden" name="filter" value=filter.key()/>
                <input type="hidden" name="sort" value=sort.key()/>
                <button class="button"><Icon shape=Shape::Search/><span class="visually-hidden">{t.get("rooms-search")}</span></button>
            </form>
            <nav class="segmented" aria-label=t.get("rooms-filter")>{filters}</nav>
            <nav class="segmented" aria-label=t.get("rooms-sort")>{sorts}</nav>
        </div>
    }
}

/// The star on a card: a favourite comes first.
#[component]
pub fn FavouriteButton(
    /// The room's part of an address.
    slug: Slug,
    /// What people call it.
    title: RoomTitle,
    /// Whether it is one.
    favourite: bool,
    /// The list it stands in.
    back: String,
) -> impl IntoView {
    let t = text();
    let pressed = if favourite { "true" } else { "false" };
    view! {
        <PostForm to={PhantomData::<SetFavourite>} slug=slug.to_string()>
            <input type="hidden" name="back" value=back/>
            <input type="hidden" name="favourite" value=if favourite { "" } else { "true" }/>
            <button class="button quiet star" aria-pressed=pressed title=t.get("room-favourite")>
                <Icon shape=Shape::Star/>
                <span class="visually-hidden">{t.get("room-favourite")} " " {title.to_string()}</span>
            </button>
        </PostForm>
    }
}
