//! What a room's sessions are like, beside locks and design.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::set_room_server::SetRoomServer;
use crate::api::set_room_settings::SetRoomSettings;
use crate::domain::settings::{self as domain, FixedFeature};
use crate::forms::SettingsForm;
use crate::services::took_effect::Difference;
use crate::services::{liveness, rooms, servers};
use crate::text::names;
use crate::text::reader::text;
use crate::ui::components::field::{Check, Field, Kind, WrongCount};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::post_form::PostForm;
use crate::ui::components::room_actions::RoomActions;
use crate::ui::components::room_bits::{NextSession, Saved};
use crate::ui::components::room_server::{self, RoomServer};
use crate::ui::components::took_effect;
use crate::ui::form_view::FormView;
use crate::ui::layouts::{InRoom, Tab};
use crate::ui::visit::page;

/// `/rooms/{slug}/settings`
#[component]
pub fn Settings() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = rooms::for_caller(&visit.services, &caller, &visit.param("slug")).await?;
        let live = liveness::of(&visit.services, &room).await;
        let form = FormView::of_action::<SetRoomSettings>(&visit, &SettingsForm::of(&room.title, &room.settings)).await?;
        let differences = took_effect::differences(&room, &live);
        let form = form.with_notes(took_effect::notes(visit.reader.text, &differences));
        let server_form = FormView::of_action::<SetRoomServer>(&visit, &room_server::shown(&room)).await?;
        let servers = servers::choices(&visit.services).await?;
        let moved = !visit.query("moved").is_empty();
        let (encryption, now) = (room.settings.encryption, live.clone());
        let saved = !visit.query("saved").is_empty();
        let t = text();
        Ok(view! {
            <InRoom caller room=room.clone() live=live.clone() tab=Tab::Settings>
                <div class="two">
                    <div class="stack">
                        <h2 class="visually-hidden">{t.get("tab-settings")}</h2>
                        <Saved saved/>
                        <PostForm to={PhantomData::<SetRoomSettings>} slug=room.slug.to_string() instance=form.instance.clone() base=form.base()>
                            <WrongCount form=form.clone()/>
                            <NextSession live=now/>
                            <TheRoom form=form.clone()/>
                            <Limits form=form.clone()/>
                            <Entering form=form.clone()/>
                            <Meeting form=form.clone()/>
                            <Recording form=form.clone()/>
                            <Encryption form=form.clone()/>
                            <Programs form/>
                            <p class="actions"><button class="button primary">{t.get("save")}</button></p>
                        </PostForm>
                        <RoomServer room=room.clone() live=live.clone() form=server_form servers moved/>
                        <RoomActions room=room.clone() live/>
                    </div>
                    <aside>{fixed(encryption, &differences)}</aside>
                </div>
            </InRoom>
        }
        .into_any())
    })
}

/// A heading and what belongs under it.
#[component]
fn Section(
    /// Where a link leads.
    id: &'static str,
    /// The heading.
    title: String,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! { <section class="section" id=id><h3 class="heading">{title}</h3>{children()}</section> }
}

#[component]
fn TheRoom(form: FormView) -> impl IntoView {
    let t = text();
    let address = Kind { placeholder: "https://".to_owned(), direction: "ltr", ..Kind::default() };
    view! {
        <Section id="the-room" title=t.get("settings-room")>
            <Field form=form.clone() name="title" label=t.get("new-room-title") hint=t.get("settings-title-hint") kind=Kind::default()/>
            <Field form=form.clone() name="welcome_message" label=t.get("settings-welcome") hint=t.get("settings-welcome-hint") kind=Kind::lines(3)/>
            <Field form name="logout_url" label=t.get("settings-logout") hint=t.get("settings-logout-hint") kind=address/>
        </Section>
    }
}

#[component]
fn Limits(form: FormView) -> impl IntoView {
    let t = text();
    let unlimited = move || Kind::number(t.get("settings-unlimited"));
    view! {
        <Section id="limits" title=t.get("settings-limits")>
            <div class="pair">
                <Field form=form.clone() name="max_participants" label=t.get("settings-max-participants") hint=t.get("settings-max-participants-hint") kind=unlimited()/>
                <Field form=form.clone() name="duration" label=t.get("settings-duration") hint=t.get("settings-duration-hint") kind=unlimited()/>
                <Field form name="empty_timeout" label=t.get("settings-empty-timeout") hint=t.get("settings-empty-timeout-hint") kind=Kind::number(String::new())/>
            </div>
        </Section>
    }
}

#[component]
fn Entering(form: FormView) -> impl IntoView {
    let t = text();
    view! {
        <Section id="entering" title=t.get("settings-entering")>
            <div>
                <Check form=form.clone() name="anyone_may_start" label=t.get("settings-anyone-starts") hint=t.get("settings-anyone-starts-hint")/>
                <Check form=form.clone() name="title_in_previews" label=t.get("settings-previews") hint=t.get("settings-previews-hint")/>
                <Check form=form.clone() name="waiting_room" label=t.get("settings-waiting-room") hint=t.get("settings-waiting-room-hint")/>
                <div class="parts">
                    <Field form=form.clone() name="waiting_room_message" label=t.get("settings-waiting-message") hint=t.get("settings-waiting-message-hint") kind=Kind::lines(2)/>
                </div>
                <Check form=form.clone() name="mute_on_start" label=t.get("settings-mute") hint=t.get("settings-mute-hint")/>
                <Check form name="auto_gen_user_id" label=t.get("settings-auto-id") hint=t.get("settings-auto-id-hint")/>
            </div>
        </Section>
    }
}

#[component]
fn Meeting(form: FormView) -> impl IntoView {
    let t = text();
    let address = Kind { placeholder: "https://".to_owned(), direction: "ltr", ..Kind::default() };
    let endings = Kind { placeholder: t.get("settings-file-types-own"), direction: "ltr", ..Kind::default() };
    view! {
        <Section id="meeting" title=t.get("settings-meeting")>
            <div>
                <Check form=form.clone() name="admin_only_webcams" label=t.get("settings-admin-webcams") hint=t.get("settings-admin-webcams-hint")/>
                <Check form=form.clone() name="virtual_backgrounds" label=t.get("settings-virtual-backgrounds")/>
                <Check form=form.clone() name="raise_hand" label=t.get("settings-raise-hand")/>
                <Check form=form.clone() name="reactions" label=t.get("settings-reactions") hint=t.get("settings-reactions-hint")/>
            </div>
            <div class="pair">
                <Field form=form.clone() name="breakout_rooms" label=t.get("settings-breakout") hint=t.get("settings-breakout-hint") kind=Kind::number(String::new())/>
                <Field form=form.clone() name="chat_file_types" label=t.get("settings-file-types") hint=t.get("settings-file-types-hint") kind=endings/>
            </div>
            <Field form name="whiteboard_file" label=t.get("settings-whiteboard-file") hint=t.get("settings-whiteboard-file-hint") kind=address/>
        </Section>
    }
}

#[component]
fn Recording(form: FormView) -> impl IntoView {
    let t = text();
    view! {
        <Section id="recording" title=t.get("settings-recording")>
            <p class="notice warn by-own-key"><Icon shape=Shape::Info/><span>{t.get("settings-off-by-own-key")}</span></p>
            <div>
                <Check form=form.clone() name="auto_cloud_recording" label=t.get("settings-auto-recording") hint=t.get("settings-auto-recording-hint")/>
                <Check form=form.clone() name="only_record_admin_webcams" label=t.get("settings-record-admins") hint=t.get("settings-record-admins-hint")/>
                <Check form name="broadcasting" label=t.get("settings-broadcasting") hint=t.get("settings-broadcasting-hint")/>
            </div>
        </Section>
    }
}

#[component]
fn Encryption(form: FormView) -> impl IntoView {
    let t = text();
    view! {
        <Section id="encryption" title=t.get("settings-encryption-title")>
            <div>
                <Check form=form.clone() name="encryption" label=t.get("settings-encryption") hint=t.get("settings-encryption-hint")/>
                <div class="parts">
                    <p class="hint without">{t.get("settings-encryption-parts")}</p>
                    <Check form=form.clone() name="encrypt_chat" label=t.get("settings-encrypt-chat")/>
                    <Check form=form.clone() name="encrypt_whiteboard" label=t.get("settings-encrypt-whiteboard")/>
                    <Check form name="encryption_own_key" label=t.get("settings-own-key") hint=t.get("settings-own-key-hint")/>
                </div>
            </div>
        </Section>
    }
}

#[component]
fn Programs(form: FormView) -> impl IntoView {
    let t = text();
    let kind = Kind { mono: true, direction: "ltr", placeholder: t.get("settings-extra-data-example"), ..Kind::lines(2) };
    view! {
        <Section id="programs" title=t.get("settings-programs")>
            <Field form name="extra_data" label=t.get("settings-extra-data") hint=t.get("settings-extra-data-hint") kind/>
        </Section>
    }
}

/// What no setting changes, and why.
fn fixed(encryption: domain::Encryption, differences: &[Difference]) -> impl IntoView + use<> {
    let t = text();
    let rows = FixedFeature::ALL
        .into_iter()
        .map(|feature| {
            let hint = match feature {
                feature if took_effect::lacks(differences, feature) => "fixed-missing",
                FixedFeature::Ingress if encryption.enabled => "fixed-off-by-encryption",
                FixedFeature::Recording if encryption.enabled && encryption.own_key => "fixed-local-only",
                feature if feature.has_lock() => "fixed-has-lock",
                feature => names::fixed_feature_hint(feature),
            };
            let hint = t.get(hint);
            view! { <li><span>{t.get(names::fixed_feature(feature))} <small class="hint">{hint}</small></span></li> }
        })
        .collect_view();
    view! {
        <section class="card padded" id="fixed">
            <h2>{t.get("fixed-title")}</h2>
            <p class="hint">{t.get("fixed-text")}</p>
            <ul class="fixed">{rows}</ul>
        </section>
    }
}
