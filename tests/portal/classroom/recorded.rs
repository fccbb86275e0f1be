//! What a real server kept for people, against what the rules foretell; and the rehearsal room against the same rules.
use roomkey::domain::locks::{Lock, StoredLocks, merge, outcome};
use roomkey::domain::person::MeetingRole;
use serde_json::{Value, json};

use super::*;

/// `lockChat` as `lock_chat`: a server reads both.
fn snake(name: &str) -> String {
    let parts = name.chars().map(|c| if c.is_ascii_uppercase() { format!("_{}", c.to_ascii_lowercase()) } else { c.to_string() });
    parts.collect()
}

fn with_snake_names(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (snake(name), with_snake_names(value))).collect(),
        other => other.clone(),
    }
}

fn locks_in(value: &Value) -> StoredLocks {
    if value.is_null() { StoredLocks::default() } else { serde_json::from_value(value.clone()).unwrap() }
}

#[test]
fn the_locks_of_every_recorded_person_are_those_that_the_rules_foretell() {
    let recorded: Value = serde_json::from_str(include_str!("../recorded.json")).unwrap();
    let cases = recorded["cases"].as_array().unwrap();
    let body = |case: &Value| with_snake_names(&serde_json::from_str(case["body"].as_str().unwrap()).unwrap());
    let mut people = 0;
    for case in cases.iter().filter(|case| case.get("stored_user").is_some_and(Value::is_object)) {
        let asked = body(case);
        let created =
            cases.iter().filter(|other| other["path"] == "/auth/room/create" && other["expect"]["body"]["status"] == true);
        let room = created.map(body).find(|created| created["room_id"] == asked["room_id"]).unwrap_or_else(|| panic!("{case}"));
        let stored = &case["stored_user"];
        let kept = locks_in(&stored["metadata"]["<json-string>"]["lock_settings"]);
        let role = MeetingRole::from_is_admin(stored["is_admin"] == "true");
        assert_eq!(role.is_admin(), asked["user_info"]["is_admin"] == true, "{case}");
        let is_presenter = stored["is_presenter"] == "true";
        let own = locks_in(&asked["user_info"]["user_metadata"]["lock_settings"]);
        let rules =
            RoomRules { locks: locks_in(&room["metadata"]["default_lock_settings"]).completed_for_room(), reactions: true };
        assert_eq!(merge(role, is_presenter, &own, &rules.locks), kept, "{}", case["id"]);
        let viewer = Viewer { role, is_presenter };
        assert_eq!(foreseen(viewer, &PersonLocks::from(&own), &rules), outcome(viewer, &kept, &rules), "{}", case["id"]);
        people += 1;
    }
    assert_eq!(people, 32, "a person is compared no more, or one more is: say so here");
}

/// Three rooms by three choices, for a participant; each room for its presenter and for another moderator.
#[tokio::test]
async fn the_rehearsal_room_shows_what_the_rules_foretell() {
    let app = TestApp::start().await;
    for (room, said) in [("unset", None), ("locked", Some(true)), ("allowed", Some(false))] {
        let locks: StoredLocks = LockKind::ALL.into_iter().map(|kind| (kind, said)).collect();
        let metadata = json!({ "room_title": "T", "room_features": {}, "default_lock_settings": locks });
        app.call("room/create", json!({ "room_id": room, "metadata": metadata })).await;
        let rules = RoomRules { locks: locks.completed_for_room(), reactions: true };
        let token = async |user_id: &str, is_admin: bool, own: &StoredLocks| {
            let user =
                json!({ "name": "Ann", "user_id": user_id, "is_admin": is_admin, "user_metadata": { "lock_settings": own } });
            let answer = app.call("room/getJoinToken", json!({ "room_id": room, "user_info": user })).await;
            answer["token"].as_str().unwrap().to_owned()
        };
        let rehearsal = async |token: &str| falls(&page(&app.browser(), &format!("/sandbox/?access_token={token}")).await);
        for choice in Lock::ALL {
            let mut person = PersonLocks::default();
            for kind in LockKind::ALL {
                person.set(kind, choice);
            }
            let viewer = Viewer { role: MeetingRole::Participant, is_presenter: false };
            let token = token(&format!("p-{}", choice.key()), false, &StoredLocks::from(&person)).await;
            assert_eq!(rehearsal(&token).await, foretold(viewer, &person, &rules), "{room} {choice:?}");
        }
        let everything: StoredLocks = LockKind::ALL.into_iter().map(|kind| (kind, Some(true))).collect();
        for is_presenter in [true, false] {
            // The first one becomes the presenter, and is there when the second one comes.
            let token = token(if is_presenter { "first" } else { "second" }, true, &everything).await;
            let viewer = Viewer { role: MeetingRole::Moderator, is_presenter };
            assert_eq!(rehearsal(&token).await, foretold(viewer, &PersonLocks::default(), &rules), "{room} {is_presenter}");
            let entered = app.browser().post("/sandbox/enter", &[("access_token", &token), ("custom_design", "")]).await;
            assert_eq!(entered.status(), 303);
        }
    }
}

#[tokio::test]
async fn reactions_that_the_room_switches_off_are_off_for_moderators_too() {
    let app = TestApp::start().await;
    let metadata = json!({ "room_title": "T", "room_features": { "allow_reactions": false } });
    app.call("room/create", json!({ "room_id": "quiet", "metadata": metadata })).await;
    let user = json!({ "name": "Ann", "user_id": "ann", "is_admin": true });
    let answer = app.call("room/getJoinToken", json!({ "room_id": "quiet", "user_info": user })).await;
    let path = format!("/sandbox/?access_token={}", answer["token"].as_str().unwrap());
    let shown = page(&app.browser(), &path).await;
    assert_eq!(falls(&shown).last().unwrap(), "lock_reactions locked switched-off");
    assert!(shown.contains("The room’s settings switch it off, for moderators too."));
}
