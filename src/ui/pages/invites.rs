//! The invites of a room: found, copied, renewed and revoked, one or many at once.
use std::marker::PhantomData;

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::api::renew_invites::RenewInvites;
use crate::api::revoke_invites::RevokeInvites;
use crate::clock::UnixMillis;
use crate::domain::invite_list::Shown;
use crate::domain::percent;
use crate::domain::room::RoomTitle;
use crate::domain::room_list::Search;
use crate::services::invites::{self, Asked, Invite, InviteList};
use crate::services::refusals::{self, Refused};
use crate::services::rooms::Room;
use crate::services::{liveness, rooms};
use crate::storage::invites::InviteId;
use crate::text::reader::{Reader, text};
use crate::text::{name, names, times};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::invite_bits::{InviteFacts, InviteLink, RenewalChoice, StandingBadge, done};
use crate::ui::components::only_here::OnlyHere;
use crate::ui::components::post_form::PostForm;
use crate::ui::components::refusal_bits::ReadmitButton;
use crate::ui::layouts::{InRoom, Tab};
use crate::ui::visit::{Visit, page};

/// `/rooms/{slug}/invites`
#[component]
pub fn Invites() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = rooms::for_caller(&visit.services, &caller, &visit.param("slug")).await?;
        let live = liveness::of(&visit.services, &room).await;
        let list = invites::list(&visit.services, &room, asked(&visit)).await?;
        let refused = refusals::list(&visit.services, &room).await?;
        let now = visit.services.clock.now();
        let ticked = !visit.query("ticked").is_empty();
        let said = done(&visit);
        let new = format!("{}/new", home(&room));
        let t = text();
        Ok(view! {
            <InRoom caller room=room.clone() live tab=Tab::Invites>
                <div class="head">
                    <div>
                        <h2>{t.get("tab-invites")}</h2>
                        <p class="hint">{t.get("invites-text")}</p>
                    </div>
                    {(!room.archived).then(|| view! { <a class="button primary" href=new><Icon shape=Shape::Plus/>{t.get("invites-new")}</a> })}
                </div>
                {said}
                <OnlyHere/>
                {finder(&room, &list.asked)}
                {if list.invites.is_empty() { nothing(&room, &list.asked).into_any() } else { cards(&room, list, now, ticked).into_any() }}
                {(!refused.is_empty()).then(|| kept_out(&room, refused))}
            </InRoom>
        }
        .into_any())
    })
}

/// What stands in the address; what is none of the choices is not asked for.
fn asked(visit: &Visit) -> Asked {
    let after = visit.query("after");
    Asked {
        shown: visit.query("show").parse().unwrap_or_default(),
        search: Search::new(&visit.query("q")),
        after: (!after.is_empty()).then(|| InviteId::from(after)),
    }
}

fn home(room: &Room) -> String {
    format!("/rooms/{}/invites", room.slug)
}

/// The address of a list.
fn address(room: &Room, shown: Shown, search: &Search, after: Option<&InviteId>) -> String {
    let mut address = format!("{}?show={}", home(room), shown.key());
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

/// Search and filter: a form and links, so that every view has an address.
fn finder(room: &Room, asked: &Asked) -> impl IntoView + use<> {
    let t = text();
    let links = Shown::ALL
        .into_iter()
        .map(|other| view! { <a href=address(room, other, &asked.search, None) aria-current=(other == asked.shown).then_some("true")>{t.get(names::shown(other))}</a> })
        .collect_view();
    view! {
        <div class="finder">
            <form method="get" action=home(room) role="search">
                <label class="visually-hidden" for="search-invites">{t.get("invites-search-label")}</label>
                <input class="input" type="search" id="search-invites" name="q" value=asked.search.as_str().to_owned()
                    maxlength=RoomTitle::LIMIT placeholder=t.get("invites-search-label") dir="auto" autocomplete="off" spellcheck="false"/>
                <input type="hidden" name="show" value=asked.shown.key()/>
                <button class="button"><Icon shape=Shape::Search/><span class="visually-hidden">{t.get("invites-search")}</span></button>
            </form>
            <nav class="segmented" aria-label=t.get("invites-filter")>{links}</nav>
        </div>
    }
}

fn cards(room: &Room, list: InviteList, now: UnixMillis, ticked: bool) -> impl IntoView + use<> {
    let InviteList { asked, invites, next } = list;
    let t = text();
    let here = address(room, asked.shown, &asked.search, asked.after.as_ref());
    let first = address(room, asked.shown, &asked.search, None);
    let more = next.map(|next| address(room, asked.shown, &asked.search, Some(&next)));
    let is_continued = asked.after.is_some();
    let slug = room.slug.to_string();
    let tick = if ticked { here.clone() } else { format!("{here}&ticked=all") };
    view! {
        <PostForm to={PhantomData::<RevokeInvites>} slug=slug.clone() class="stack">
            // What Enter on a tick presses: it does nothing.
            <button hidden></button>
            <input type="hidden" name="back" value=here/>
            <ul class="invites">{invites.into_iter().map(|invite| card(&slug, invite, now, ticked).into_any()).collect_view()}</ul>
            <fieldset class="card selection">
                <legend class="visually-hidden">{t.get("invites-selection")}</legend>
                <p><strong>{t.get("invites-selection")}</strong> " " <a href=tick>{t.get(if ticked { "invites-tick-none" } else { "invites-tick-all" })}</a></p>
                <div class="actions">
                    <RenewalChoice id="renewal"/>
                    <button class="button" formaction=RenewInvites::PATH>{t.get("invites-renew")}</button>
                    <details class="asks" data-menu>
                        <summary class="button">{t.get("invites-revoke")}</summary>
                        <div>
                            <p>{t.get("invites-revoke-ask")}</p>
                            <p class="hint">{t.get("invites-revoke-hint")}</p>
                            <button class="button danger" name="sure" value="yes">{t.get("invites-revoke-confirm")}</button>
                        </div>
                    </details>
                </div>
            </fieldset>
        </PostForm>
        {(is_continued || more.is_some()).then(|| view! {
            <nav class="actions" aria-label=t.get("invites-pages")>
                {more.map(|more| view! { <a class="button" href=more>{t.get("invites-more")}</a> })}
                {is_continued.then(|| view! { <a class="button quiet" href=first>{t.get("invites-first")}</a> })}
            </nav>
        })}
    }
}

fn card(slug: &str, invite: Invite, now: UnixMillis, ticked: bool) -> impl IntoView + use<> {
    let t = text();
    let who = names::invite(t, &invite);
    let id = invite.id.as_str().to_owned();
    let (tick, page) = (format!("tick-{id}"), format!("/rooms/{slug}/invites/{id}"));
    let (standing, marked) = (invite.standing(now), id.clone());
    let over = invite.revoked.is_some();
    view! {
        <li class="card invite" data-invite=marked>
            <div class="title">
                <input class="tick" type="checkbox" id=tick.clone() name="ids[]" value=id checked=ticked/>
                <label class="visually-hidden" for=tick>{t.with("invites-tick", [("who", name(&who))])}</label>
                <h3><a dir="auto" href=page>{who}</a></h3>
                <p class="actions">
                    <StandingBadge standing/>
                    <span class="hint">{t.get(names::role(invite.terms.role))}</span>
                    {invite.share.map(|_| view! { <span class="hint">{t.get("invite-in-share-box")}</span> })}
                </p>
            </div>
            {(!over).then(|| view! { <InviteLink invite=invite.clone()/> })}
            <InviteFacts invite now/>
        </li>
    }
}

/// Why there is nothing here, and what to do about it.
fn nothing(room: &Room, asked: &Asked) -> impl IntoView + use<> {
    let t = text();
    let (title, sentence) = if asked.after.is_some() {
        ("invites-end-title", t.get("invites-end-text"))
    } else if !asked.search.is_empty() {
        ("invites-not-found-title", t.with("invites-not-found-text", [("words", name(asked.search.as_str()))]))
    } else {
        match asked.shown {
            Shown::All | Shown::Open => ("invites-none-title", t.get("invites-none-text")),
            Shown::Personal => ("invites-none-personal-title", t.get("invites-none-personal-text")),
            Shown::Current => ("invites-none-current-title", t.get("invites-none-current-text")),
            Shown::Ended => ("invites-none-ended-title", t.get("invites-none-ended-text")),
        }
    };
    view! {
        <section class="card teach">
            <h3>{t.get(title)}</h3>
            <p class="measure">{sentence}</p>
            <a class="button" href=home(room)>{t.get("invites-show-all")}</a>
        </section>
    }
}

/// Who stays out of the room, whatever invite they have.
fn kept_out(room: &Room, refused: Vec<Refused>) -> impl IntoView + use<> {
    let reader = Reader::current();
    let t = reader.text;
    let slug = room.slug.to_string();
    let back = format!("{}#refused", home(room));
    let rows = refused
        .into_iter()
        .map(|Refused { user_id, name, since }| {
            let since = t.with("kept-out-since", [("time", times::day_and_clock(t, &reader.zone, since).into())]);
            view! {
                <li>
                    <p><strong><bdi>{name.clone()}</bdi></strong> " " <span class="hint">{since}</span></p>
                    <ReadmitButton slug=slug.clone() user_id who=name back=back.clone()/>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card padded" id="refused">
            <h2>{t.get("kept-out-title")}</h2>
            <p class="hint">{t.get("kept-out-text")}</p>
            <ul class="people">{rows}</ul>
        </section>
    }
}
