//! How sessions begin, end and are remembered.
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use roomkey::meeting::sandbox::{Cause, Scene};
use roomkey::meeting::wire::Endpoint;
use serde_json::{Value, json};

use super::stage::{Stage, none, waiting_room};

#[tokio::test]
async fn nobody_comes_and_it_ends_by_its_timeout_at_its_own_time() {
    let stage = Stage::with(json!({ "empty_timeout": 120 }), none()).await;
    stage.pass(119);
    assert_eq!(stage.state().await, "SUCCESS");
    assert_eq!(stage.ended().await.0, "0001-01-01T00:00:00Z", "those that run are listed too");
    stage.pass(1);
    assert_eq!(stage.state().await, "ROOM_NOT_ACTIVE", "the teardown");
    stage.pass(3600);
    assert_eq!(stage.state().await, "ROOM_NOT_FOUND");
    assert_eq!(stage.ended().await, ("2025-10-30T08:58:36Z".into(), "0".into()), "not when somebody looked");

    let short = Stage::with(json!({ "empty_timeout": 119 }), none()).await;
    short.pass(1799);
    assert_eq!(short.state().await, "SUCCESS", "less than two minutes counts as half an hour");
    short.pass(2);
    assert_eq!(short.state().await, "ROOM_NOT_FOUND");
}

#[tokio::test]
async fn it_ends_twenty_seconds_after_the_last_one_left() {
    let stage = Stage::with(json!({ "empty_timeout": 120 }), none()).await;
    let ann = stage.guest("ann").await;
    let bob = stage.guest("bob").await;
    stage.sandbox.leave(&ann.1).await.unwrap();
    stage.pass_looking(600, &bob).await;
    assert_eq!(stage.people().await, (vec!["bob".into()], "1".into()), "the timeout is over, and somebody is in");
    stage.sandbox.leave(&bob.1).await.unwrap();
    stage.pass(19);
    let bob = stage.guest("bob").await;
    stage.pass(25);
    assert_eq!(stage.state().await, "SUCCESS", "somebody came back in time");
    stage.sandbox.leave(&bob.1).await.unwrap();
    stage.pass(20);
    assert_eq!(stage.state().await, "ROOM_NOT_ACTIVE");
    assert!(matches!(stage.token_reply("cleo", false).await["msg"].as_str(), Some("room is not active")));
    stage.pass(60);
    assert_eq!(stage.ended().await, ("2025-10-30T09:07:40Z".into(), "0".into()));
}

#[tokio::test]
async fn the_duration_counts_from_the_first_enter() {
    let stage = Stage::with(none(), json!({ "room_duration": 2 })).await;
    stage.pass(300);
    let ann = stage.moderator("ann").await;
    let bob = stage.guest("bob").await;
    stage.pass_looking(115, &ann).await;
    stage.look(&bob).await;
    assert_eq!(stage.state().await, "SUCCESS");
    stage.pass(5);
    assert_eq!(stage.state().await, "ROOM_NOT_ACTIVE");
    let Scene::Over { cause: Cause::Duration, logout_url, .. } = stage.look(&ann).await else { panic!("Ann is told") };
    assert_eq!(logout_url.as_deref(), Some("https://school.example/bye"));
    stage.pass(9);
    assert_eq!(stage.state().await, "ROOM_NOT_ACTIVE", "Bob's page has not looked");
    stage.pass(1);
    assert_eq!(stage.state().await, "ROOM_NOT_FOUND");
    assert!(matches!(stage.look(&bob).await, Scene::Over { cause: Cause::Duration, .. }), "and tells him whenever it does");
    assert_eq!(stage.ended().await, ("2025-10-30T09:03:45Z".into(), "1".into()), "with those who had not gone");
}

#[tokio::test]
async fn people_who_wait_do_not_hold_a_meeting_that_everybody_has_left() {
    let stage = Stage::with(none(), waiting_room()).await;
    let boss = stage.moderator("boss").await;
    let ann = stage.guest("ann").await;
    stage.sandbox.leave(&boss.1).await.unwrap();
    stage.pass_looking(20, &ann).await;
    assert_eq!(stage.state().await, "ROOM_NOT_ACTIVE");
    assert!(matches!(stage.look(&ann).await, Scene::Over { cause: Cause::Departed, .. }));
}

#[tokio::test]
async fn after_the_end_comes_a_teardown_which_a_create_waits_for() {
    let stage = Stage::with(none(), none()).await;
    let before = stage.info().await["room_info"]["sid"].clone();
    let (asked, called) = (Instant::now(), stage.end().await);
    assert_eq!(called["msg"], "success");
    assert_eq!(stage.state().await, "ROOM_NOT_ACTIVE");
    let reply = stage.token_reply("ann", false).await;
    assert_eq!((reply["msg"].as_str(), reply["status_code"].as_str()), (Some("room is not active"), Some("ROOM_NOT_FOUND")));
    let listed = stage.call(Endpoint::GetActiveRoomsInfo, &none()).await;
    assert_eq!(listed["rooms"][0]["room_info"]["sid"], before, "still listed as running");
    let broadcast = stage.call(Endpoint::BroadcastToRoom, &json!({ "room_id": "r", "chat_msg": { "message": "x" } })).await;
    assert_eq!(broadcast["status_code"], "ROOM_NOT_ACTIVE");

    let again = stage.create(none(), none()).await;
    assert!(asked.elapsed() >= Duration::from_secs(1), "{:?}", asked.elapsed());
    assert_ne!(again["room_info"]["sid"], before);
    assert_eq!(stage.ended().await, ("2025-10-30T08:56:36Z".into(), "0".into()));
}

#[tokio::test]
async fn others_who_ask_during_a_teardown_wait_and_find_nothing() {
    let stage = Stage::with(none(), none()).await;
    stage.end().await;
    stage.clock.fetch_add(1, Ordering::Relaxed);
    let asked = Instant::now();
    let room = json!({ "room_id": "r" });
    let (ended, info) = tokio::join!(stage.end(), stage.call(Endpoint::GetActiveRoomInfo, &room));
    assert!(asked.elapsed() >= Duration::from_millis(900));
    assert_eq!(ended["msg"], "room not found or not active");
    assert_eq!((info["msg"].as_str(), &info["room"]), (Some("room not found in active state"), &Value::Null));

    let stage = Arc::new(Stage::with(none(), none()).await);
    let ends: Vec<_> = (0..10)
        .map(|_| {
            let stage = stage.clone();
            tokio::spawn(async move { stage.end().await })
        })
        .collect();
    for end in ends {
        assert_eq!(end.await.unwrap()["msg"], "success", "all asked at once");
    }
}

#[tokio::test]
async fn a_teardown_is_shorter_once_every_page_has_heard_of_the_end() {
    let stage = Arc::new(Stage::with(none(), none()).await);
    let ann = stage.guest("ann").await;
    stage.end().await;
    let began = Instant::now();
    let creating = tokio::spawn({
        let stage = stage.clone();
        async move { stage.create(none(), none()).await }
    });
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert!(!creating.is_finished(), "Ann is still there");
    assert!(matches!(stage.look(&ann).await, Scene::Over { cause: Cause::Asked, .. }));
    creating.await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert!(matches!(stage.look(&ann).await, Scene::Over { .. }), "the next session does not know this link");
    stage.token("ann", false).await;
    assert!(matches!(stage.look(&ann).await, Scene::AtDoor(_)), "now it does (§8)");
}

#[tokio::test]
async fn an_hour_after_the_end_nothing_is_known_of_the_people() {
    let encrypted = json!({ "end_to_end_encryption_features": { "is_enabled": true } });
    let stage = Stage::with(json!({ "empty_timeout": 120 }), encrypted).await;
    let ann = stage.guest("ann").await;
    stage.call(Endpoint::BroadcastToRoom, &json!({ "room_id": "r", "chat_msg": { "message": "hello" } })).await;
    stage.create(json!({ "room_id": "other", "empty_timeout": 7200 }), none()).await;
    let person = json!({ "room_id": "other", "user_info": { "name": "Bob", "user_id": "bob" } });
    stage.call(Endpoint::GetJoinToken, &person).await;
    let known = async || {
        let mut known = Vec::new();
        for table in [
            "sandbox_users",
            "sandbox_entries",
            "sandbox_messages",
            "sandbox_sessions WHERE metadata LIKE '%\"encryption_key\"%'",
            "sandbox_sessions",
        ] {
            known.push(stage.count(table).await);
        }
        known
    };
    stage.sandbox.forget().await.unwrap();
    assert_eq!(known().await, [2, 1, 1, 1, 2], "of sessions that run");
    // Two minutes of silence, twenty seconds, and one for the teardown.
    stage.pass(141);
    stage.sandbox.forget().await.unwrap();
    assert_eq!(known().await, [2, 1, 1, 0, 2], "the key is gone with the end");
    stage.pass(3599);
    stage.sandbox.forget().await.unwrap();
    assert!(matches!(stage.look(&ann).await, Scene::Over { .. }), "who looks late is told why");
    stage.pass(1);
    stage.sandbox.forget().await.unwrap();
    assert_eq!(known().await, [1, 0, 0, 0, 2]);
    assert!(stage.sandbox.look(&ann.0, Some(&ann.1)).await.is_err());
    assert_eq!(stage.ended().await, ("2025-10-30T08:58:56Z".into(), "0".into()), "the session stays in the list");
}

#[tokio::test]
async fn a_meeting_starts_with_the_first_one_in_it() {
    let stage = Stage::with(none(), none()).await;
    let started = async || {
        let metadata = stage.info().await["room_info"]["metadata"].as_str().unwrap().to_owned();
        serde_json::from_str::<Value>(&metadata).unwrap()["started_at"].clone()
    };
    stage.pass(60);
    let ann = stage.token("ann", false).await;
    stage.sandbox.connect(&ann).await.unwrap();
    assert_eq!(stage.people().await, (vec![], "1".into()), "on the landing page");
    assert_eq!(started().await, "1761814595");
    stage.pass(30);
    let bob = stage.guest("bob").await;
    assert_eq!(started().await, "1761814685");
    stage.sandbox.leave(&bob.1).await.unwrap();
    stage.guest("bob").await;
    let person = stage.info().await["participants_info"][0].clone();
    for (name, expected) in [
        ("identity", json!("bob")),
        ("name", json!("BOB")),
        ("state", json!("ACTIVE")),
        ("kind", json!("STANDARD")),
        ("joined_at", json!("1761814685")),
        ("joined_at_ms", json!("1761814685000")),
        ("tracks", json!([])),
    ] {
        assert_eq!(person[name], expected, "{name}");
    }
    assert!(person["sid"].as_str().unwrap().starts_with("PA_"));
    let metadata: Value = serde_json::from_str(person["metadata"].as_str().unwrap()).unwrap();
    assert_eq!(metadata["ex_user_id"], "bob");
}

#[tokio::test]
async fn past_rooms_are_paged_as_a_real_server_pages_them() {
    let stage = Stage::empty().await;
    let none_found = stage.past(none()).await;
    assert_eq!((none_found["msg"].as_str(), none_found["status_code"].as_str()), (Some("no room found"), Some("NOT_FOUND")));
    assert!(none_found.get("result").is_none());
    for number in 0..25 {
        // All within the same moment: the order is that in which they began.
        stage.create(json!({ "room_id": format!("r{number}") }), none()).await;
    }
    let rooms = async |request: Value| {
        let reply = stage.past(request).await;
        assert_eq!(reply["status_code"], "SUCCESS", "{reply}");
        let result = &reply["result"];
        let rooms: Vec<_> =
            result["rooms_list"].as_array().unwrap().iter().map(|room| room["room_id"].as_str().unwrap().to_owned()).collect();
        (rooms, json!([result["total_rooms"], result["from"], result["limit"], result["order_by"]]))
    };
    let (page, about) = rooms(none()).await;
    assert_eq!((page[0].as_str(), page.len(), about), ("r24", 20, json!(["25", 0, 20, "DESC"])));
    let (page, about) = rooms(json!({ "orderBy": "ASC", "from": 20, "limit": 500 })).await;
    assert_eq!(
        (page, about),
        (vec!["r20".into(), "r21".into(), "r22".into(), "r23".into(), "r24".into()], json!(["25", 20, 100, "ASC"]))
    );
    let (page, about) = rooms(json!({ "room_ids": ["r3", "r9", "none"], "order_by": "asc" })).await;
    assert_eq!((page, about), (vec!["r9".into(), "r3".into()], json!(["2", 0, 20, "asc"])));
    assert_eq!(rooms(json!({ "from": 25 })).await, (vec![], json!(["25", 25, 20, "DESC"])), "beyond the end");
    let wrong = stage.past(json!({ "limit": -1 })).await;
    assert!(wrong["msg"].as_str().unwrap().ends_with("invalid value for uint32 field limit: -1"), "{wrong}");
    assert_eq!(wrong["status_code"], "INVALID_PARAMETERS");
}
