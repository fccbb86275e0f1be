//! The page of an invite: who invites to what, how it stands, and Join. A look changes nothing.
mod states;

use std::marker::PhantomData;

use http::{HeaderName, HeaderValue};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde_json::json;

use self::states::{Barred, Standing};
use crate::api::join_by_invite::JoinByInvite;
use crate::domain::invite::InviteCode;
use crate::domain::person::MeetingRole;
use crate::services::guests::{Arrival, Known, State, arrive};
use crate::services::leaving;
use crate::sign_in::guest;
use crate::text::reader::text;
use crate::text::{Text, name};
use crate::ui::components::field::{Field, Kind, WrongCount};
use crate::ui::components::guest_card::{GuestCard, Heading};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::outage::LooksAgain;
use crate::ui::components::post_form::PostForm;
use crate::ui::form_view::FormView;
use crate::ui::layouts::allow_joining;
use crate::ui::visit::{PageError, Visit, page};

/// `/j`: a code from paper, typed.
#[component]
pub fn TypeCode() -> impl IntoView {
    page(|visit| async move {
        keep_out_robots();
        let typed = visit.query("code");
        let code = InviteCode::pasted(&typed);
        if let Ok(code) = code {
            return Err(PageError::Elsewhere(format!("/j/{}", code.shown())));
        }
        let t = text();
        let form = FormView::fresh(&json!({ "code": typed }));
        let form = if typed.trim().is_empty() { form } else { form.with_wrong("code", t.get("guest-code-wrong")) };
        let heading = Heading { window: t.get("guest-code-title"), title: t.get("guest-code-title"), ..Heading::default() };
        Ok(view! { <GuestCard heading state="code"><CodeForm form/></GuestCard> }.into_any())
    })
}

/// The field for a code from paper.
#[component]
pub fn CodeForm(
    /// With what was typed.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let kind = Kind { mono: true, direction: "ltr", placeholder: "7k2m-x9pq-4rtv".to_owned(), ..Kind::default() };
    view! {
        <form method="get" action="/j" novalidate>
            <Field form name="code" label=t.get("guest-code") hint=t.get("guest-code-hint") kind/>
            <button class="button primary">{t.get("guest-code-open")}</button>
        </form>
    }
}

/// `/j/{code}`
#[component]
pub fn Guest() -> impl IntoView {
    page(|visit| async move {
        keep_out_robots();
        let cookie = guest::known_or_new(&visit.services);
        let Some(arrival) = arrive(&visit.services, &visit.param("code"), Some(&cookie)).await? else {
            return Err(PageError::NoInvite);
        };
        allow_joining(&arrival.room);
        let member = is_member(&visit, &arrival).await?;
        let standing = Standing::of(&arrival.state);
        let heading = heading(&arrival);
        let below = if standing.may_join { text().get("guest-opened-by-mistake") } else { String::new() };
        let body = if standing.may_join {
            let form = FormView::of(&visit, &json!({ "name": known_name(arrival.known.as_ref()) })).await?;
            door(arrival, standing, form)
        } else {
            let zone = visit.guests_zone(&arrival.room).await?;
            let looks_again = matches!(arrival.state, State::Down(_));
            view! { <LooksAgain down=looks_again><Barred arrival zone/></LooksAgain> }.into_any()
        };
        Ok(view! {
            <GuestCard heading state=standing.key below>
                {member}
                {body}
            </GuestCard>
        }
        .into_any())
    })
}

/// Whoever finds the link somewhere does not put it into a search.
pub fn keep_out_robots() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    }
}

fn known_name(known: Option<&Known>) -> String {
    known.map(|known| known.name.clone()).unwrap_or_default()
}

/// The card's head, and what previews of the link read: the room's title and the host's name only if the room allows it.
fn heading(arrival: &Arrival) -> Heading {
    let t = text();
    let host = || name(&arrival.host);
    let title = arrival.room.title.to_string();
    let (window, preview) = if arrival.room.settings.title_in_previews {
        (title.clone(), t.with("guest-preview", [("host", host())]))
    } else {
        (t.get("guest-invitation"), t.get("guest-preview-nameless"))
    };
    Heading { window, above: t.with("guest-invites-you", [("host", host())]), title, preview }
}

/// To whoever is signed in and has a right in the room: the way in that is theirs.
async fn is_member(visit: &Visit, arrival: &Arrival) -> Result<Option<AnyView>, PageError> {
    let Ok(caller) = visit.caller() else { return Ok(None) };
    let room = leaving::room_of_member(&visit.services, &caller, arrival.room.meeting_room_id.as_str()).await?;
    Ok(room.map(|room| {
        let t = text();
        view! {
            <p class="notice" data-member>
                <Icon shape=Shape::Info/>
                <span>{t.get("guest-member")} " " <a href=format!("/rooms/{}", room.slug)>{t.get("guest-member-room")}</a></span>
            </p>
        }
        .into_any()
    }))
}

/// Who comes, what they have to say, and Join.
fn door(arrival: Arrival, standing: Standing, form: FormView) -> AnyView {
    let t = text();
    let Arrival { invite, room, host, known, state, asks_passcode, .. } = arrival;
    let was_in = known.as_ref().is_some_and(|known| known.was_in);
    let button = match state {
        State::Ready | State::Unsure if was_in => "guest-rejoin",
        State::Ready | State::Unsure => "guest-join",
        _ => "guest-wait",
    };
    let passcode = Kind { autocomplete: "off", direction: "auto", ..Kind::default() };
    let who = if let Some(person) = invite.terms.person {
        who_it_is(t, person.name.as_str(), &host)
    } else {
        let kind = Kind { autocomplete: "name", ..Kind::default() };
        view! { <Field form=form.clone() name="name" label=t.get("guest-name") hint=t.get("guest-name-hint") kind/> }.into_any()
    };
    let moderator =
        (invite.terms.role == MeetingRole::Moderator).then(|| view! { <p class="hint">{t.get("guest-moderator")}</p> });
    let rehearsal = room.server.is_none().then(|| {
        view! { <p class="notice warn" data-rehearsal><Icon shape=Shape::Info/><span>{t.get("guest-rehearsal")}</span></p> }
    });
    view! {
        {standing.notice(t, &host)}
        <PostForm to={PhantomData::<JoinByInvite>} instance=form.instance.clone()>
            <WrongCount form=form.clone()/>
            <input type="hidden" name="code" value=invite.code.shown()/>
            {who}
            {asks_passcode.then(|| view! { <Field form=form.clone() name="passcode" label=t.get("guest-passcode") hint=t.get("guest-passcode-hint") kind=passcode/> })}
            {moderator}
            <button class="button primary"><Icon shape=Shape::Door/>{t.get(button)}</button>
        </PostForm>
        {rehearsal}
    }
    .into_any()
}

/// Of a personal invite: for whom it is, and what to do for whoever is somebody else.
fn who_it_is(t: Text, person: &str, host: &str) -> AnyView {
    view! {
        <div class="as-who">
            <p>{t.get("guest-you-are")} " " <strong data-you><bdi>{person.to_owned()}</bdi></strong></p>
            <details>
                <summary>{t.get("guest-not-you")}</summary>
                <p>{t.with("guest-not-you-text", [("name", name(person)), ("host", name(host))])}</p>
            </details>
        </div>
    }
    .into_any()
}
