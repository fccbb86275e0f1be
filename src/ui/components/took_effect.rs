//! What the running session is like where it is not as the room's settings say.
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use crate::domain::settings::{FixedFeature, Setting};
use crate::services::liveness::Liveness;
use crate::services::rooms::Room;
use crate::services::took_effect::{self, Cause, Difference, Part, Value};
use crate::text::reader::text;
use crate::text::{Text, names};

/// All there is to say of a room that runs; of one that does not, nothing.
pub fn differences(room: &Room, live: &Liveness) -> Vec<Difference> {
    match live {
        Liveness::Live(live) => took_effect::differences(room, live),
        Liveness::Ending | Liveness::NotRunning | Liveness::Unknown(_) => Vec::new(),
    }
}

/// The list on the room's own page.
#[component]
pub fn TookEffect(
    /// The room.
    room: Room,
    /// What is known of its session.
    live: Liveness,
) -> impl IntoView {
    let t = text();
    let all = differences(&room, &live);
    let groups = [
        (Cause::Server, "took-effect-server"),
        (Cause::Meeting, "took-effect-meeting"),
        (Cause::ChangedSince, "took-effect-since"),
        (Cause::Unknown, "took-effect-unknown"),
    ];
    let lists = groups
        .into_iter()
        .filter_map(|(cause, sentence)| {
            let of_cause = all.iter().filter(|difference| difference.cause == cause);
            let rows = of_cause.map(|difference| row(t, &room, difference).into_any()).collect::<Vec<_>>();
            (!rows.is_empty()).then(|| view! { <p class="hint">{t.get(sentence)}</p> <ul class="fixed">{rows}</ul> })
        })
        .collect_view();
    (!all.is_empty()).then(|| {
        view! {
            <section class="card padded" data-took-effect>
                <h2>{t.get("took-effect-title")}</h2>
                {lists}
            </section>
        }
    })
}

fn row(t: Text, room: &Room, difference: &Difference) -> impl IntoView + use<> {
    let (page, label) = match difference.part {
        Part::Setting(setting) => (format!("settings#{}", section(setting)), names::setting(setting)),
        Part::Lock(kind) => ("locks".to_owned(), names::lock(kind)),
        Part::Fixed(feature) => ("settings#fixed".to_owned(), names::fixed_feature(feature)),
    };
    let address = format!("/rooms/{}/{page}", room.slug);
    view! { <li><a href=address>{t.get(label)}</a> ": " {compared(t, difference)}</li> }
}

/// "6 instead of 16".
fn compared(t: Text, difference: &Difference) -> String {
    let instead =
        |session: String, room: String| t.with("took-effect-instead", [("session", session.into()), ("room", room.into())]);
    match (&difference.part, &difference.session, &difference.room) {
        (Part::Fixed(_), ..) => t.get("took-effect-off"),
        (Part::Lock(_), Value::Switch(true), _) => t.get("took-effect-locked"),
        (Part::Lock(_), ..) => t.get("took-effect-not-locked"),
        (_, Value::Text(_), _) => t.get("took-effect-other"),
        (_, session, room) => instead(shown(t, session), shown(t, room)),
    }
}

fn shown(t: Text, value: &Value) -> String {
    match value {
        Value::Switch(true) => t.get("took-effect-on"),
        Value::Switch(false) => t.get("took-effect-off"),
        Value::Number(number) => number.to_string(),
        Value::Minutes(Some(minutes)) => t.with("took-effect-minutes", [("minutes", (*minutes).into())]),
        Value::Minutes(None) => t.get("settings-unlimited"),
        Value::Text(_) => t.get("took-effect-other"),
    }
}

/// What stands beside the fields of the settings page.
pub fn notes(t: Text, differences: &[Difference]) -> Vec<(&'static str, String)> {
    let note = |difference: &Difference| {
        let Part::Setting(setting) = difference.part else { return None };
        let key = match difference.cause {
            Cause::Server | Cause::Meeting => "took-effect-note-server",
            Cause::ChangedSince => "took-effect-note-since",
            Cause::Unknown => "took-effect-note",
        };
        Some((setting.field(), t.with(key, [("value", shown(t, &difference.session).into())])))
    };
    differences.iter().filter_map(note).collect()
}

/// Whether the session lacks something that no setting changes.
pub fn lacks(differences: &[Difference], feature: FixedFeature) -> bool {
    differences.iter().any(|difference| difference.part == Part::Fixed(feature))
}

/// Above the locks of one person: that the room's own are not what holds now, and why.
pub fn locks_notice(t: Text, differences: &[Difference]) -> Option<impl IntoView + use<>> {
    let causes: Vec<_> =
        differences.iter().filter(|other| matches!(other.part, Part::Lock(_))).map(|other| other.cause).collect();
    let key = match causes.first()? {
        _ if causes.contains(&Cause::ChangedSince) => "join-link-session-locks",
        Cause::Unknown => "join-link-other-locks",
        _ => "join-link-meeting-locks",
    };
    Some(view! { <p class="notice warn"><Icon shape=Shape::Info/><span>{t.get(key)}</span></p> })
}

/// The id of the part of the settings page in which a setting stands.
fn section(setting: Setting) -> &'static str {
    match setting {
        Setting::WelcomeMessage | Setting::LogoutUrl => "the-room",
        Setting::Duration => "limits",
        Setting::WaitingRoom | Setting::WaitingRoomMessage | Setting::MuteOnStart | Setting::AutoGenUserId => "entering",
        Setting::AdminOnlyWebcams
        | Setting::VirtualBackgrounds
        | Setting::RaiseHand
        | Setting::Reactions
        | Setting::BreakoutRooms
        | Setting::ChatFileTypes => "meeting",
        Setting::AutoCloudRecording | Setting::OnlyRecordAdminWebcams | Setting::Broadcasting => "recording",
        Setting::Encryption | Setting::EncryptChat | Setting::EncryptWhiteboard | Setting::OwnKey => "encryption",
        Setting::ExtraData => "programs",
    }
}
