//! The rehearsal room: what a join link of the sandbox opens. It checks the token as a real server would, says plainly
//! that it is no video call, shows what came of role, locks and design, and lets people in and out.
mod inside;
mod shut;

use http::request::Parts;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use self::inside::{Door, Presence};
use self::shut::{NoToken, Out, Over, Refused};
use crate::domain::address::HttpsUrl;
use crate::domain::design::{Design, DesignKey, Ignored};
use crate::domain::language::PreferredLanguage;
use crate::domain::locks::{Viewer, outcome};
use crate::domain::look::{Look, look};
use crate::domain::person::MeetingRole;
use crate::forms::LinkForm;
use crate::islands::{self, look_css};
use crate::meeting::sandbox::{Inside, Rehearsal as TheRehearsal, Scene};
use crate::services::Caller;
use crate::sign_in::entry;
use crate::text::reader::{Reader, text};
use crate::text::{Text, errors, name, names};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::lock_rows::EffectiveLocks;
use crate::ui::components::meeting_picture::LookPictures;
use crate::ui::components::window_title::WindowTitle;
use crate::ui::policy;
use crate::ui::visit::page;

/// `/sandbox/`
#[component]
pub fn Rehearsal() -> impl IntoView {
    page(|visit| async move {
        let link = LinkForm { access_token: visit.query("access_token"), custom_design: visit.query("custom_design") };
        if link.access_token.is_empty() {
            return Ok(view! { <NoToken/> }.into_any());
        }
        let secret = entry::secret(&link.access_token);
        let scene = visit.services.sandbox.look(&link.access_token, secret.as_ref()).await;
        if let (Ok(Scene::Out { .. } | Scene::Over { .. }), Some(secret)) = (&scene, &secret) {
            entry::let_go(&visit.services, &link.access_token, secret);
        }
        Ok(match scene {
            Ok(Scene::AtDoor(rehearsal)) => {
                let door = view! { <Door link=link.clone() waits=rehearsal.wait_for_approval/> }.into_any();
                room(&link, rehearsal, door).into_any()
            }
            Ok(Scene::Waiting(rehearsal, inside)) => entered(&link, rehearsal, inside, true).into_any(),
            Ok(Scene::In(rehearsal, inside)) => entered(&link, rehearsal, inside, false).into_any(),
            Ok(Scene::Out { how, shut, logout_url, .. }) => view! { <Out link how shut logout_url/> }.into_any(),
            Ok(Scene::Over { room_title, cause, logout_url }) => view! { <Over room_title cause logout_url/> }.into_any(),
            Err(problem) => view! { <Refused link problem/> }.into_any(),
        })
    })
}

fn entered(link: &LinkForm, rehearsal: TheRehearsal, inside: Inside, waits: bool) -> impl IntoView + use<> {
    let presence = view! {
        <Presence link=link.clone() user_id=rehearsal.user_id.clone() is_admin=rehearsal.is_admin waits inside/>
    };
    room(link, rehearsal, presence.into_any())
}

/// The way back, for those who came from the portal.
#[component]
fn BackToRooms() -> impl IntoView {
    let is_signed_in = use_context::<Parts>().is_some_and(|parts| parts.extensions.get::<Caller>().is_some());
    is_signed_in.then(|| view! { <a class="button quiet" href="/rooms">{text().get("rehearsal-back")}</a> })
}

/// Who, what, how it looks; `presence` says where the page stands.
fn room(link: &LinkForm, rehearsal: TheRehearsal, presence: AnyView) -> impl IntoView + use<> {
    let t = text();
    let (design, ignored) = Design::read_untrusted(&link.custom_design);
    let pictures = Pictures::of(&rehearsal, &design);
    let shown = use_context::<Parts>().is_some_and(|parts| parts.method == http::Method::POST);
    if shown {
        pictures.allow();
    }
    let look = look(&design);
    let role = MeetingRole::from_is_admin(rehearsal.is_admin);
    let viewer = Viewer { role, is_presenter: rehearsal.is_presenter };
    let outcome = outcome(viewer, &rehearsal.user_locks, &rehearsal.rules);
    let title = rehearsal.room_title.clone();
    view! {
        <WindowTitle text=t.with("window-title", [("page", t.with("rehearsal-title", [("title", title.clone().into())]).into())])/>
        <main id="main">
            <div class="head">
                <div>
                    <p class="hint">{t.get("rehearsal-name")}</p>
                    <h1 data-room-title><bdi>{title}</bdi></h1>
                </div>
                <BackToRooms/>
            </div>
            <p class="notice warn"><Icon shape=Shape::Info/><span>{t.get("rehearsal-no-call")}</span></p>
            {presence}
            <div class="two">
                <section class="stack">
                    <h2>{t.with("rehearsal-locks", [("name", name(&rehearsal.name))])}</h2>
                    <EffectiveLocks outcome/>
                </section>
                <aside class="card padded">
                    <h2>{t.get("rehearsal-who")}</h2>
                    {person(t, &rehearsal, role)}
                </aside>
            </div>
            <Window look design=design.clone() shown/>
            {pictures.section(t, shown)}
            {(!ignored.is_empty()).then(|| ignored_values(t, ignored))}
        </main>
    }
}

fn person(t: Text, rehearsal: &TheRehearsal, role: MeetingRole) -> impl IntoView + use<> {
    let notes = [
        (rehearsal.is_presenter, "rehearsal-presenter"),
        (rehearsal.is_hidden, "rehearsal-hidden"),
        (rehearsal.wait_for_approval, "rehearsal-waits"),
        (!rehearsal.record_webcam, "rehearsal-not-recorded"),
        (rehearsal.asks_for_key, "rehearsal-asks-for-key"),
    ];
    let notes = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| view! { <li>{t.get(key)}</li> }).collect::<Vec<_>>();
    let language = rehearsal.preferred_lang.as_ref().map(|code| match code.parse::<PreferredLanguage>() {
        Ok(language) => language.endonym().to_owned(),
        Err(_) => code.clone(),
    });
    view! {
        <dl class="facts">
            <dt>{t.get("rehearsal-fact-name")}</dt>
            <dd data-user-name><bdi>{rehearsal.name.clone()}</bdi></dd>
            <dt>{t.get("rehearsal-fact-role")}</dt>
            <dd data-role=role.key()>{t.get(names::role(role))}</dd>
            <dt>{t.get("rehearsal-fact-id")}</dt>
            <dd><code data-user-id>{rehearsal.user_id.clone()}</code></dd>
            {language.map(|code| view! { <dt>{t.get("rehearsal-fact-language")}</dt><dd data-language>{code}</dd> })}
        </dl>
        {(!notes.is_empty()).then(|| view! { <ul class="hint">{notes}</ul> })}
    }
}

/// The meeting window with the design where the real client applies it.
#[component]
fn Window(
    /// Colours by area.
    look: Look,
    /// What was set.
    design: Design,
    /// Whether the reader asked to see pictures.
    shown: bool,
) -> impl IntoView {
    let t = text();
    let load = if shown { islands::Pictures::Shown } else { islands::Pictures::Hidden };
    let css = look_css("#meeting-window", &look, load);
    let has_logo = look.logo.is_some();
    let logo = look.logo.filter(|_| shown);
    let style_sheet = design.address(DesignKey::CustomCssUrl).map(ToString::to_string);
    view! {
        <section class="stack">
            <h2>{t.get("rehearsal-window")}</h2>
            <p class="hint">{t.get(if design.is_empty() { "rehearsal-no-design" } else { "rehearsal-light-only" })}</p>
            <style nonce=use_nonce()>{css}</style>
            <div id="meeting-window" class:has-logo=has_logo><LookPictures logo/></div>
            {style_sheet.map(|address| view! { <p class="hint">{t.get("rehearsal-style-sheet")} " " <code dir="ltr">{address}</code></p> })}
        </section>
    }
}

/// Pictures that the link names. None is loaded before the reader asks: loading one tells its server who reads.
struct Pictures(Vec<(&'static str, String)>);

impl Pictures {
    fn of(rehearsal: &TheRehearsal, design: &Design) -> Self {
        let address = |key| design.address(key).map(ToString::to_string);
        // The server takes any scheme for a profile picture; ours are https.
        let profile = rehearsal.profile_pic.as_ref().and_then(|picture| picture.parse::<HttpsUrl>().ok()).map(String::from);
        let named = [
            ("rehearsal-logo", address(DesignKey::CustomLogo)),
            ("rehearsal-background", address(DesignKey::BackgroundImage)),
            ("rehearsal-profile", profile),
        ];
        Self(named.into_iter().filter_map(|(label, address)| Some((label, address?))).collect())
    }

    /// Lets this one page load them, from these places only.
    fn allow(&self) {
        // In a policy these two separate; a policy has no use for what follows a path.
        let listed = |address: &str| address.split(['?', '#']).next().unwrap_or_default().replace(';', "%3B").replace(',', "%2C");
        policy::allow(|policy| policy.pictures = self.0.iter().map(|(_, address)| listed(address)).collect());
    }

    fn section(self, t: Text, shown: bool) -> impl IntoView {
        if self.0.is_empty() {
            return ().into_any();
        }
        let rows = self
            .0
            .into_iter()
            .map(|(label, address)| {
                let picture = shown.then(|| view! { <img src=address.clone() alt=t.get(label) referrerpolicy="no-referrer"/> });
                view! { <li><p>{t.get(label)} " " <code dir="ltr">{address}</code></p>{picture}</li> }
            })
            .collect_view();
        // Posted to this very address: the token stands nowhere else.
        let ask = (!shown).then(|| {
            view! {
                <form method="post">
                    <button class="button">{t.get("rehearsal-show-pictures")}</button>
                </form>
            }
        });
        view! {
            <section class="card padded">
                <h2>{t.get("rehearsal-pictures")}</h2>
                <ul class="pictures">{rows}</ul>
                {ask}
            </section>
        }
        .into_any()
    }
}

/// What the link's design holds and nobody should see applied.
fn ignored_values(t: Text, ignored: Vec<Ignored>) -> impl IntoView {
    let rows = ignored
        .into_iter()
        .map(|ignored| {
            let why = errors::ignored(&Reader::current(), &ignored.reason);
            let shown = if ignored.key.is_empty() { ignored.value } else { format!("{}: {}", ignored.key, ignored.value) };
            view! { <li data-ignored=ignored.key><code dir="ltr">{shown}</code> " " {why}</li> }
        })
        .collect_view();
    view! {
        <section class="card padded">
            <h2>{t.get("rehearsal-ignored")}</h2>
            <ul>{rows}</ul>
        </section>
    }
}
