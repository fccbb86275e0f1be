//! The part of the rehearsal room that tells who is there, and its buttons.
use std::marker::PhantomData;

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::api::admit_person::AdmitPerson;
use crate::api::enter_session::EnterSession;
use crate::api::leave_session::LeaveSession;
use crate::api::remove_person::RemovePerson;
use crate::clock::UnixMillis;
use crate::domain::person::MeetingRole;
use crate::forms::LinkForm;
use crate::meeting::sandbox::{Inside, Someone};
use crate::storage::sandbox::messages::Message;
use crate::text::reader::{Reader, text};
use crate::text::{Text, names, times};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::post_form::PostForm;

/// How often the page looks what has changed: with scripts part by part (milliseconds), without them as a whole (seconds).
/// Each look is a sign of life.
const LOOK_EVERY: u16 = 5000;
const LOAD_EVERY: u16 = 10;

/// Before entering.
#[component]
pub fn Door(
    /// The link.
    link: LinkForm,
    /// Whether entering leads into the waiting room.
    waits: bool,
) -> impl IntoView {
    let t = text();
    view! {
        <section class="card padded presence" data-state="door">
            <h2>{t.get("rehearsal-door")}</h2>
            <p>{t.get(if waits { "rehearsal-door-waits" } else { "rehearsal-door-open" })}</p>
            <EnterButton link/>
        </section>
    }
}

/// A form of the rehearsal room: knows the link it belongs to.
#[component]
fn LinkedForm<S: ServerFn + 'static>(
    /// Which server function.
    to: PhantomData<S>,
    /// The link.
    link: LinkForm,
    /// Fields and button.
    children: Children,
) -> impl IntoView {
    view! {
        <PostForm to={to}>
            <input type="hidden" name="access_token" value=link.access_token/>
            <input type="hidden" name="custom_design" value=link.custom_design/>
            {children()}
        </PostForm>
    }
}

/// *Enter*.
#[component]
pub fn EnterButton(
    /// The link.
    link: LinkForm,
    /// Not for the first time.
    #[prop(optional)]
    again: bool,
) -> impl IntoView {
    let label = if again { "rehearsal-enter-again" } else { "rehearsal-enter" };
    view! {
        <LinkedForm to={PhantomData::<EnterSession>} link>
            <button class="button primary"><Icon shape=Shape::Door/>{text().get(label)}</button>
        </LinkedForm>
    }
}

/// After entering: in the meeting, or in its waiting room.
#[component]
pub fn Presence(
    /// The link.
    link: LinkForm,
    /// The person.
    user_id: String,
    /// Moderator.
    is_admin: bool,
    /// In the waiting room.
    waits: bool,
    /// Who and what is there.
    inside: Inside,
) -> impl IntoView {
    let t = text();
    let (state, title) = if waits { ("waiting", "rehearsal-waiting") } else { ("in", "rehearsal-in") };
    let moderates = is_admin.then(|| link.clone());
    view! {
        // Without scripts the page has to come again to show anything new. This stands here and not in the head, where
        // nothing is known yet of what the page will show; with scripts it is not there at all.
        <noscript><meta http-equiv="refresh" content=LOAD_EVERY.to_string()/></noscript>
        <section class="card padded presence" data-state=state data-refresh=LOOK_EVERY.to_string() tabindex="-1" aria-labelledby="presence-title">
            <div class="head">
                <h2 id="presence-title">{t.get(title)}</h2>
                <LinkedForm to={PhantomData::<LeaveSession>} link>
                    <button class="button">{t.get("rehearsal-leave")}</button>
                </LinkedForm>
            </div>
            {waits.then(|| waiting_words(t, inside.waiting_words.clone()))}
            <div id="presence-waiting" data-part aria-live="polite">{moderates.clone().and_then(|link| waiting(t, &link, &inside.waiting))}</div>
            <div id="presence-people" data-part>{(!waits).then(|| people(t, moderates.as_ref(), &user_id, &inside.people))}</div>
            <div id="presence-messages" data-part aria-live="polite">{messages(t, inside.messages)}</div>
        </section>
    }
}

fn waiting_words(t: Text, words: String) -> impl IntoView {
    let words = if words.is_empty() { t.get("rehearsal-waiting-words") } else { words };
    view! { <p class="notice" data-waiting-words><Icon shape=Shape::Info/><span dir="auto">{words}</span></p> }
}

/// Who waits, for moderators.
fn waiting(t: Text, link: &LinkForm, waiting: &[Someone]) -> Option<impl IntoView + use<>> {
    if waiting.is_empty() {
        return None;
    }
    let rows = waiting
        .iter()
        .map(|person| {
            let Someone { user_id, name, .. } = person.clone();
            let removal = removal(t, link, person);
            let (waits, id) = (user_id.clone(), format!("admit-{user_id}"));
            view! {
                <li data-waits=waits>
                    {somebody(t, person, false)}
                    <div class="actions">
                        <LinkedForm to={PhantomData::<AdmitPerson>} link=link.clone()>
                            <input type="hidden" name="user_id" value=user_id/>
                            <button class="button" id=id>{t.get("rehearsal-admit")} " " <span class="visually-hidden">{name}</span></button>
                        </LinkedForm>
                        {removal}
                    </div>
                </li>
            }
        })
        .collect_view();
    let everyone = (waiting.len() > 1).then(|| {
        view! {
            <LinkedForm to={PhantomData::<AdmitPerson>} link=link.clone()>
                <button class="button primary" id="admit-everyone">{t.get("rehearsal-admit-everyone")}</button>
            </LinkedForm>
        }
    });
    Some(view! {
        <h3>{t.with("rehearsal-who-waits", [("count", waiting.len().into())])}</h3>
        {everyone}
        <ul class="people">{rows}</ul>
    })
}

/// Who is in the meeting. Moderators may remove everybody but themselves.
fn people(t: Text, moderates: Option<&LinkForm>, oneself: &str, people: &[Someone]) -> impl IntoView + use<> {
    let rows = people
        .iter()
        .map(|person| {
            let is_oneself = person.user_id == oneself;
            let removal =
                moderates.filter(|_| !is_oneself).map(|link| view! { <div class="actions">{removal(t, link, person)}</div> });
            view! { <li data-in=person.user_id.clone()>{somebody(t, person, is_oneself)} {removal}</li> }
        })
        .collect_view();
    view! {
        <h3>{t.with("rehearsal-who-is-in", [("count", people.len().into())])}</h3>
        <ul class="people">{rows}</ul>
    }
}

fn somebody(t: Text, person: &Someone, is_oneself: bool) -> impl IntoView + use<> {
    let role = MeetingRole::from_is_admin(person.is_admin);
    view! {
        <p>
            <strong><bdi>{person.name.clone()}</bdi></strong> " "
            <span class="hint">{t.get(names::role(role))}</span>
            {is_oneself.then(|| view! { " " <span class="hint">{t.get("rehearsal-oneself")}</span> })}
        </p>
    }
}

fn removal(t: Text, link: &LinkForm, person: &Someone) -> impl IntoView + use<> {
    let button = |block: &'static str, label: &'static str| {
        let Someone { user_id, name, .. } = person.clone();
        let id = format!("remove{block}-{user_id}");
        view! {
            <LinkedForm to={PhantomData::<RemovePerson>} link=link.clone()>
                <input type="hidden" name="user_id" value=user_id/>
                <input type="hidden" name="block" value=block/>
                <button class="button quiet" id=id>{t.get(label)} " " <span class="visually-hidden">{name}</span></button>
            </LinkedForm>
        }
    };
    view! { {button("", "rehearsal-remove")} {button("block", "rehearsal-remove-and-block")} }
}

/// What was broadcast since one came.
fn messages(t: Text, messages: Vec<Message>) -> Option<impl IntoView> {
    if messages.is_empty() {
        return None;
    }
    let zone = Reader::current().zone;
    let rows = messages
        .into_iter()
        .map(|message| {
            let kind = match message.kind.as_str() {
                "chat" => "rehearsal-message-chat",
                "warning" => "rehearsal-message-warning",
                "error" => "rehearsal-message-error",
                _ => "rehearsal-message-info",
            };
            let class = match message.kind.as_str() {
                "warning" => "notice warn",
                "error" => "notice danger",
                _ => "notice",
            };
            let time = times::clock(&zone, UnixMillis(message.sent_at));
            view! { <li class=class data-message=message.kind><span class="hint">{t.get(kind)} ", " {time}</span> <span dir="auto">{message.text}</span></li> }
        })
        .collect_view();
    Some(view! { <h3>{t.get("rehearsal-messages")}</h3><ul class="messages">{rows}</ul> })
}
