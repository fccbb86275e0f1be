//! What is locked for whom: everybody by name, or by open link, times the ten locks.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::set_people_locks::SetPeopleLocks;
use crate::domain::locks::{Lock, LockGroup};
use crate::domain::percent;
use crate::domain::room::RoomTitle;
use crate::domain::room_list::Search;
use crate::forms::PeopleLocksForm;
use crate::services::classroom::{self, Asked, People};
use crate::services::liveness::Liveness;
use crate::services::rooms::Room;
use crate::services::{liveness, rooms};
use crate::storage::invites::InviteId;
use crate::text::reader::text;
use crate::text::{Text, name, names};
use crate::ui::components::field::WrongCount;
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::lock_matrix::{Legend, Matrix};
use crate::ui::components::lock_views::{LockViews, View};
use crate::ui::components::post_form::PostForm;
use crate::ui::form_view::FormView;
use crate::ui::layouts::{InRoom, Tab};
use crate::ui::visit::{Visit, page};

/// `/rooms/{slug}/locks/people`
#[component]
pub fn LocksPeople() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = rooms::for_caller(&visit.services, &caller, &visit.param("slug")).await?;
        let live = liveness::of(&visit.services, &room).await;
        let people = classroom::people(&visit.services, &room, asked(&visit)).await?;
        let form = FormView::of(&visit, &PeopleLocksForm::default()).await?;
        let ticked = !visit.query("ticked").is_empty();
        let t = text();
        let saved = visit.query("saved").parse::<u32>().ok();
        let saved = saved.map(|count| view! { <p class="notice live" role="status"><Icon shape=Shape::Tick/><span>{t.with("people-saved", [("count", count.into())])}</span></p> });
        let is_live = matches!(live, Liveness::Live(_));
        Ok(view! {
            <InRoom caller room=room.clone() live tab=Tab::Locks>
                <div class="stack">
                    <div class="stack measure">
                        <LockViews slug=room.slug.clone() shown=View::People/>
                        <h2>{t.get("people-title")}</h2>
                        <p>{t.get(if is_live { "people-text-live" } else { "people-text" })}</p>
                        {saved}
                    </div>
                    {finder(t, &room, &people.asked)}
                    {if people.members.is_empty() && people.invites.is_empty() { nothing(t, &room, &people.asked).into_any() } else { matrix(t, &room, form, people, ticked).into_any() }}
                    <p class="hint measure">{t.get("locks-manners")}</p>
                </div>
            </InRoom>
        }
        .into_any())
    })
}

/// What stands in the address.
fn asked(visit: &Visit) -> Asked {
    let after = visit.query("after");
    Asked {
        open: visit.query("show") == "open",
        search: Search::new(&visit.query("q")),
        after: (!after.is_empty()).then(|| InviteId::from(after)),
    }
}

/// The address of a list.
fn address(room: &Room, open: bool, search: &Search, after: Option<&InviteId>) -> String {
    let mut address = format!("{}?show={}", View::People.address(&room.slug), if open { "open" } else { "names" });
    if !search.is_empty() {
        address.push_str("&q=");
        address.push_str(&percent::encoded(search.as_str()));
    }
    if let Some(after) = after {
        address.push_str("&after=");
        address.push_str(&percent::encoded(after.as_str()));
    }
    address
}

fn finder(t: Text, room: &Room, asked: &Asked) -> impl IntoView + use<> {
    let links = [(false, "people-by-name"), (true, "people-open-links")]
        .into_iter()
        .map(|(open, key)| view! { <a href=address(room, open, &asked.search, None) aria-current=(open == asked.open).then_some("true")>{t.get(key)}</a> })
        .collect_view();
    view! {
        <div class="finder">
            <form method="get" action=View::People.address(&room.slug) role="search">
                <label class="visually-hidden" for="search-people">{t.get("people-search-label")}</label>
                <input class="input" type="search" id="search-people" name="q" value=asked.search.as_str().to_owned()
                    maxlength=RoomTitle::LIMIT placeholder=t.get("people-search-label") dir="auto" autocomplete="off" spellcheck="false"/>
                <input type="hidden" name="show" value=if asked.open { "open" } else { "names" }/>
                <button class="button"><Icon shape=Shape::Search/><span class="visually-hidden">{t.get("people-search")}</span></button>
            </form>
            <nav class="segmented" aria-label=t.get("people-filter")>{links}</nav>
        </div>
    }
}

fn matrix(t: Text, room: &Room, form: FormView, people: People, ticked: bool) -> impl IntoView + use<> {
    let Asked { open, search, after } = people.asked.clone();
    let here = address(room, open, &search, after.as_ref());
    let first = address(room, open, &search, None);
    let more = people.next.as_ref().map(|next| address(room, open, &search, Some(next)));
    let is_continued = after.is_some();
    let tick = if ticked { here.clone() } else { format!("{here}&ticked=all") };
    let (slug, rules) = (room.slug.clone(), room.lock_rules());
    let told = told(t, &form, &people);
    let bar = bar(t, &form, tick, ticked);
    view! {
        <PostForm to={PhantomData::<SetPeopleLocks>} slug=slug.to_string() instance=form.instance.clone() class="stack">
            <WrongCount form=form.clone()/>
            {told}
            <input type="hidden" name="back" value=here/>
            <Legend/>
            <Matrix form=form.clone() slug rules people ticked/>
            {bar}
        </PostForm>
        {(is_continued || more.is_some()).then(|| view! {
            <nav class="actions" aria-label=t.get("invites-pages")>
                {more.map(|more| view! { <a class="button" href=more>{t.get("people-more")}</a> })}
                {is_continued.then(|| view! { <a class="button quiet" href=first>{t.get("invites-first")}</a> })}
            </nav>
        })}
    }
}

/// What is wrong with which cell: a cell is too small to say it.
fn told(t: Text, form: &FormView, people: &People) -> Option<impl IntoView + use<>> {
    let cells = people
        .invites
        .iter()
        .flat_map(|invite| LockGroup::ALL.into_iter().flat_map(LockGroup::locks).map(move |kind| (invite, kind)));
    let wrong = cells.filter_map(|(invite, kind)| {
        let field = PeopleLocksForm::cell(invite.id.as_str(), kind);
        let why = form.why(&field)?;
        let who = t.with("people-cell", [("lock", t.get(names::lock(kind)).into()), ("who", name(&names::invite(t, invite)))]);
        let id = form.id(&field);
        Some(view! { <li class="why" id=format!("{id}-why")><Icon shape=Shape::Alert/><span><a href=format!("#{id}")>{who}</a> ": " {why}</span></li> })
    });
    let wrong = wrong.collect::<Vec<_>>();
    (!wrong.is_empty()).then(|| view! { <ul class="stack">{wrong}</ul> })
}

/// Save; and the same for many people at once.
fn bar(t: Text, form: &FormView, tick: String, ticked: bool) -> impl IntoView + use<> {
    let option = |value: &'static str, label: String, name: &str| {
        let selected = form.value(name) == value;
        view! { <option value=value selected=selected>{label}</option> }
    };
    let kinds =
        LockGroup::ALL.into_iter().flat_map(LockGroup::locks).map(|kind| option(kind.key(), t.get(names::lock(kind)), "lock"));
    let kinds = kinds.collect_view();
    let choices = Lock::ALL.into_iter().map(|lock| option(lock.key(), t.get(names::lock_choice(lock)), "choice")).collect_view();
    view! {
        <div class="card selection">
            <button class="button primary">{t.get("save")}</button>
            <fieldset class="actions">
                <legend class="visually-hidden">{t.get("people-bulk")}</legend>
                <p><strong>{t.get("people-bulk")}</strong> " " <a href=tick>{t.get(if ticked { "invites-tick-none" } else { "invites-tick-all" })}</a></p>
                <select class="input" name="lock" aria-label=t.get("people-bulk-lock")>
                    {option(PeopleLocksForm::ALL, t.get("people-bulk-all"), "lock")}
                    {kinds}
                </select>
                <select class="input" name="choice" aria-label=t.get("people-bulk-choice")>{choices}</select>
                <button class="button" name="bulk" value="1">{t.get("people-bulk-save")}</button>
            </fieldset>
        </div>
    }
}

/// Why there is nobody here, and what to do about it.
fn nothing(t: Text, room: &Room, asked: &Asked) -> impl IntoView + use<> {
    let key = if asked.search.is_empty() { "people-nobody" } else { "people-not-found" };
    view! {
        <section class="card teach">
            <h3>{t.get(key)}</h3>
            <p class="measure">{t.get("people-nobody-text")}</p>
            <p class="actions">
                <a class="button" href=View::People.address(&room.slug)>{t.get("people-show-all")}</a>
                <a class="button" href=format!("/rooms/{}/invites/new", room.slug)>{t.get("invites-new")}</a>
            </p>
        </section>
    }
}
