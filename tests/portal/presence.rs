//! Who is in a session of the sandbox, and how sessions end: stories with a clock that only the test moves.
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use roomkey::clock::Clock;
use roomkey::meeting::sandbox::{Admit, Cause, Left, PresenceError, Remove, Sandbox, Scene};
use roomkey::meeting::token::TokenProblem;
use roomkey::meeting::wire::Endpoint;
use roomkey::storage::Storage;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::app::{Browser, TestApp, goes_to};

/// 2025-10-30T08:56:35Z
const BEGIN: i64 = 1_761_814_595_000;

/// A sandbox with a room on it.
struct Stage {
    sandbox: Sandbox,
    clock: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

impl Stage {
    async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(&folder.path().join("roomkey.db")).await.unwrap();
        let clock = Arc::new(AtomicI64::new(BEGIN));
        let secret = SecretString::from("stage-0123456789-0123456789-0123456789");
        let sandbox = Sandbox::open(storage, "key", secret, Clock::Set(clock.clone()), "http://portal/sandbox/");
        Self { sandbox, clock, _folder: folder }
    }

    /// With a session of the room `r`: `extra` is laid over the request, `features` are those of the room.
    async fn with(extra: Value, features: Value) -> Self {
        let stage = Self::empty().await;
        stage.create(extra, features).await;
        stage
    }

    async fn create(&self, extra: Value, features: Value) -> Value {
        let metadata = json!({ "room_title": "Physics", "room_features": features, "logout_url": "https://school.example/bye" });
        let mut request = json!({ "room_id": "r", "metadata": metadata });
        request.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        let reply = self.call(Endpoint::CreateRoom, &request).await;
        assert_eq!(reply["msg"], "success");
        reply
    }

    async fn call(&self, endpoint: Endpoint, request: &Value) -> Value {
        serde_json::from_slice(&self.sandbox.answer(endpoint, request.to_string().as_bytes()).await).unwrap()
    }

    async fn token_reply(&self, user_id: &str, is_admin: bool) -> Value {
        let person = json!({ "name": user_id.to_uppercase(), "user_id": user_id, "is_admin": is_admin });
        self.call(Endpoint::GetJoinToken, &json!({ "room_id": "r", "user_info": person })).await
    }

    async fn token(&self, user_id: &str, is_admin: bool) -> String {
        self.token_reply(user_id, is_admin).await["token"].as_str().unwrap().to_owned()
    }

    /// A participant, in.
    async fn guest(&self, user_id: &str) -> (String, SecretString) {
        let token = self.token(user_id, false).await;
        let secret = self.sandbox.enter(&token).await.unwrap();
        (token, secret)
    }

    /// A moderator, in.
    async fn moderator(&self, user_id: &str) -> (String, SecretString) {
        let token = self.token(user_id, true).await;
        let secret = self.sandbox.enter(&token).await.unwrap();
        (token, secret)
    }

    fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// As a page that looks every few seconds would.
    async fn pass_looking(&self, seconds: i64, page: &(String, SecretString)) {
        for _ in 0..seconds / 5 {
            self.pass(5);
            self.look(page).await;
        }
    }

    async fn look(&self, (token, secret): &(String, SecretString)) -> Scene {
        self.sandbox.look(token, Some(secret)).await.unwrap()
    }

    /// What `isRoomActive` says.
    async fn state(&self) -> String {
        let reply = self.call(Endpoint::IsRoomActive, &json!({ "room_id": "r" })).await;
        assert_eq!(reply["status"], true);
        assert_eq!(reply["is_active"], reply["status_code"] == "SUCCESS");
        reply["status_code"].as_str().unwrap().to_owned()
    }

    async fn end(&self) -> Value {
        self.call(Endpoint::EndRoom, &json!({ "room_id": "r" })).await
    }

    async fn info(&self) -> Value {
        self.call(Endpoint::GetActiveRoomInfo, &json!({ "room_id": "r" })).await["room"].take()
    }

    /// Who is in the meeting, by the alphabet, and how many are counted.
    async fn people(&self) -> (Vec<String>, String) {
        let room = self.info().await;
        let people = room["participants_info"].as_array().unwrap().iter();
        let mut names: Vec<_> = people.map(|person| person["identity"].as_str().unwrap().to_owned()).collect();
        names.sort();
        (names, room["room_info"]["joined_participants"].as_str().unwrap().to_owned())
    }

    async fn past(&self, request: Value) -> Value {
        self.call(Endpoint::FetchPastRooms, &request).await
    }

    /// End and number of people of the one session there was.
    async fn ended(&self) -> (String, String) {
        let past = self.past(json!({ "room_ids": ["r"], "order_by": "ASC", "limit": 1 })).await;
        let room = &past["result"]["rooms_list"][0];
        let text = |name: &str| room[name].as_str().unwrap().to_owned();
        (text("ended"), text("joined_participants"))
    }
}

fn none() -> Value {
    json!({})
}

fn waiting_room() -> Value {
    json!({ "waiting_room_features": { "is_active": true, "waiting_room_msg": "One moment." } })
}

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
async fn who_is_silent_for_two_minutes_is_gone_and_can_come_back() {
    let stage = Stage::with(json!({ "max_participants": 2 }), none()).await;
    let ann = stage.guest("ann").await;
    let bob = stage.guest("bob").await;
    stage.pass_looking(115, &bob).await;
    assert_eq!(stage.people().await.1, "2");
    stage.pass_looking(5, &bob).await;
    assert_eq!(stage.people().await, (vec!["bob".into()], "1".into()));
    assert!(matches!(stage.look(&ann).await, Scene::In(..)), "there she is again");
    assert_eq!(stage.people().await.1, "2");

    stage.pass_looking(120, &bob).await;
    let cleo = stage.guest("cleo").await;
    assert!(matches!(stage.look(&ann).await, Scene::Out { how: Left::Silent, shut: Some(TokenProblem::Full), .. }));
    stage.sandbox.leave(&cleo.1).await.unwrap();
    assert!(matches!(stage.look(&ann).await, Scene::Out { how: Left::Silent, shut: None, .. }), "out is out");

    stage.pass(139);
    assert_eq!(stage.state().await, "SUCCESS", "Bob's last sign of life is two minutes and twenty seconds back");
    stage.pass(1);
    assert_eq!(stage.state().await, "ROOM_NOT_ACTIVE");
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
async fn ten_want_three_places() {
    let stage = Stage::with(json!({ "max_participants": 3 }), none()).await;
    let mut tokens = Vec::new();
    for number in 0..10 {
        tokens.push(stage.token(&format!("u{number}"), false).await);
    }
    let entering = tokens.iter().map(|token| {
        let (sandbox, token) = (stage.sandbox.clone(), token.clone());
        tokio::spawn(async move { sandbox.enter(&token).await })
    });
    let entering: Vec<_> = entering.collect();
    let (mut inside, mut refused) = (Vec::new(), Vec::new());
    for one in entering {
        match one.await.unwrap() {
            Ok(secret) => inside.push(secret),
            Err(problem) => refused.push(problem),
        }
    }
    assert_eq!((inside.len(), refused), (3, vec![TokenProblem::Full; 7]));
    assert_eq!(stage.people().await.1, "3");
    stage.sandbox.leave(&inside[0]).await.unwrap();
    stage.guest("late").await;
}

#[tokio::test]
async fn the_waiting_room_opens_for_whom_a_moderator_lets_in() {
    let stage = Stage::with(none(), waiting_room()).await;
    let ann = stage.guest("ann").await;
    let Scene::Waiting(_, inside) = stage.look(&ann).await else { panic!("Ann waits") };
    assert_eq!((inside.waiting_words.as_str(), inside.people.len(), inside.waiting.len()), ("One moment.", 0, 0));
    assert_eq!(stage.people().await, (vec![], "1".into()), "counted, and not in the meeting");

    let boss = stage.moderator("boss").await;
    let bob = stage.guest("bob").await;
    let Scene::In(_, inside) = stage.look(&boss).await else { panic!("moderators do not wait") };
    assert_eq!(inside.waiting.iter().map(|person| person.user_id.as_str()).collect::<Vec<_>>(), ["ann", "bob"]);

    let refused = stage.sandbox.admit(&ann.1, Admit::Everyone).await;
    assert!(matches!(refused, Err(PresenceError::NotModerator)), "nobody lets themself in");
    let refused = stage.sandbox.admit(&boss.1, Admit::One("nobody")).await;
    assert!(matches!(refused, Err(PresenceError::NotThere)));
    stage.sandbox.admit(&boss.1, Admit::One("bob")).await.unwrap();
    let Scene::In(_, inside) = stage.look(&bob).await else { panic!("Bob is in") };
    assert!(inside.waiting.is_empty(), "only moderators see who waits");
    assert_eq!(stage.people().await.0, ["bob", "boss"]);

    stage.guest("cleo").await;
    stage.sandbox.admit(&boss.1, Admit::Everyone).await.unwrap();
    assert_eq!(stage.people().await.0, ["ann", "bob", "boss", "cleo"]);

    stage.sandbox.leave(&bob.1).await.unwrap();
    stage.sandbox.enter(&bob.0).await.unwrap();
    assert_eq!(stage.people().await.0.len(), 4, "who was let in stays so with the same link");
    let again = stage.guest("bob").await;
    assert!(matches!(stage.look(&again).await, Scene::Waiting(..)), "a second link means a second approval");
}

#[tokio::test]
async fn somebody_let_in_while_silent_is_in_when_heard_of_again() {
    let stage = Stage::with(none(), waiting_room()).await;
    let ann = stage.guest("ann").await;
    let boss = stage.moderator("boss").await;
    stage.pass_looking(125, &boss).await;
    stage.sandbox.admit(&boss.1, Admit::One("ann")).await.unwrap();
    assert_eq!(stage.people().await.0, ["boss"]);
    assert!(matches!(stage.look(&ann).await, Scene::In(..)));
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
async fn a_second_token_throws_out_who_is_in_with_the_first() {
    let stage = Stage::with(none(), none()).await;
    let boss = stage.moderator("boss").await;
    let old = stage.guest("ann").await;
    let new = stage.token("ann", false).await;
    assert!(matches!(stage.look(&old).await, Scene::Out { how: Left::Replaced, shut: None, .. }));
    assert_eq!(stage.people().await.0, ["boss"]);
    let secret = stage.sandbox.enter(&new).await.unwrap();
    assert!(matches!(stage.look(&old).await, Scene::Out { shut: Some(TokenProblem::Duplicate), .. }));
    stage.sandbox.leave(&old.1).await.unwrap();
    assert_eq!(stage.people().await.0, ["ann", "boss"], "the old page cannot leave for the new one");

    assert_eq!(stage.sandbox.look(&new, None).await.unwrap_err(), TokenProblem::Duplicate, "a second browser with the link");
    assert_eq!(stage.sandbox.enter(&new).await.unwrap_err(), TokenProblem::Duplicate);
    let guessed = SecretString::from("another secret");
    stage.sandbox.leave(&guessed).await.unwrap();
    assert_eq!(stage.sandbox.look(&new, Some(&guessed)).await.unwrap_err(), TokenProblem::Duplicate);
    let others = stage.sandbox.look(&new, Some(&boss.1)).await.unwrap_err();
    assert_eq!(others, TokenProblem::Duplicate, "a secret is good for its own link alone");
    assert!(matches!(stage.sandbox.look(&new, Some(&secret)).await, Ok(Scene::In(..))));
}

#[tokio::test]
async fn the_first_moderator_without_a_presenter_online_presents() {
    let stage = Stage::with(none(), none()).await;
    let presents = async |user_id: &str| {
        let user = stage.sandbox.stored_user("r", user_id).await.unwrap().unwrap();
        serde_json::from_str::<Value>(&user.metadata).unwrap()["is_presenter"] == true
    };
    let first = stage.token("first", true).await;
    stage.token("second", true).await;
    assert!(presents("first").await && presents("second").await, "asked for before anybody was online");
    let first = stage.sandbox.enter(&first).await.unwrap();
    stage.token("third", true).await;
    assert!(!presents("third").await);
    stage.sandbox.leave(&first).await.unwrap();
    stage.token("fourth", true).await;
    assert!(presents("fourth").await);
}

#[tokio::test]
async fn who_is_removed_may_come_back_and_who_is_blocked_may_not() {
    let stage = Stage::with(none(), none()).await;
    let boss = stage.moderator("boss").await;
    let ann = stage.guest("ann").await;
    assert!(matches!(stage.sandbox.remove(&ann.1, "boss", Remove::ForNow).await, Err(PresenceError::NotModerator)));
    assert!(matches!(stage.sandbox.remove(&boss.1, "boss", Remove::ForNow).await, Err(PresenceError::Oneself)));
    assert!(matches!(stage.sandbox.remove(&boss.1, "nobody", Remove::ForGood).await, Err(PresenceError::NotThere)));

    stage.sandbox.remove(&boss.1, "ann", Remove::ForNow).await.unwrap();
    assert!(matches!(stage.look(&ann).await, Scene::Out { how: Left::Removed, shut: None, .. }));
    let ann = (ann.0.clone(), stage.sandbox.enter(&ann.0).await.unwrap());
    stage.sandbox.remove(&boss.1, "ann", Remove::ForGood).await.unwrap();
    assert!(matches!(stage.look(&ann).await, Scene::Out { how: Left::Removed, shut: Some(TokenProblem::Blocked), .. }));
    assert_eq!(stage.sandbox.enter(&ann.0).await.unwrap_err(), TokenProblem::Blocked);
    let reply = stage.token_reply("ann", false).await;
    assert_eq!(
        (reply["msg"].as_str(), reply["status_code"].as_str()),
        (Some("this user is blocked to join this session"), Some("USER_BLOCKED"))
    );

    stage.end().await;
    stage.pass(10);
    stage.create(none(), none()).await;
    stage.guest("ann").await;
}

#[tokio::test]
async fn ids_that_the_server_makes_are_never_blocked_and_throw_nobody_out() {
    let stage = Stage::with(none(), json!({ "auto_gen_user_id": true })).await;
    let boss = stage.moderator("boss").await;
    let first = stage.guest("ann").await;
    stage.guest("ann").await;
    assert_eq!(stage.people().await.0.len(), 3);
    let Scene::In(rehearsal, _) = stage.look(&first).await else { panic!("in") };
    stage.sandbox.remove(&boss.1, &rehearsal.user_id, Remove::ForGood).await.unwrap();
    assert!(matches!(stage.look(&first).await, Scene::Out { how: Left::Removed, .. }));
    stage.guest("ann").await;
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
async fn a_link_that_has_expired_works_for_whoever_is_in_with_it() {
    let stage = Stage::with(none(), none()).await;
    let ann = stage.guest("ann").await;
    stage.pass_looking(900, &ann).await;
    assert!(matches!(stage.look(&ann).await, Scene::In(..)));
    assert_eq!(stage.sandbox.look(&ann.0, None).await.unwrap_err(), TokenProblem::Expired);
    stage.sandbox.leave(&ann.1).await.unwrap();
    assert!(matches!(stage.look(&ann).await, Scene::Out { how: Left::ByChoice, shut: Some(TokenProblem::Expired), .. }));
    assert_eq!(stage.sandbox.enter(&ann.0).await.unwrap_err(), TokenProblem::Expired);
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

#[tokio::test]
async fn a_broadcast_reaches_whom_it_is_for() {
    let stage = Stage::with(none(), none()).await;
    let send = async |request: Value| {
        let mut whole = json!({ "room_id": "r" });
        whole.as_object_mut().unwrap().extend(request.as_object().unwrap().clone());
        let reply = stage.call(Endpoint::BroadcastToRoom, &whole).await;
        format!("{} {}", reply["msg"].as_str().unwrap(), reply["status_code"].as_str().unwrap())
    };
    let to_admins = json!({ "only_to_admins": true, "chat_msg": { "message": "for moderators" } });
    assert_eq!(send(to_admins.clone()).await, "no online user found USER_NOT_FOUND");
    let ann = stage.guest("ann").await;
    assert_eq!(send(to_admins.clone()).await, "no online admin user found USER_NOT_FOUND");
    let boss = stage.moderator("boss").await;
    assert_eq!(send(to_admins).await, "success SUCCESS");
    assert_eq!(send(json!({ "notification_msg": { "text": "for all", "type": 1 } })).await, "success SUCCESS");
    assert_eq!(
        send(json!({ "to_user_id": "ann", "notification_msg": { "text": "for Ann", "type": "NATS_SYSTEM_NOTIFICATION_ERROR" } }))
            .await,
        "success SUCCESS"
    );
    assert_eq!(send(json!({ "to_user_id": "nobody", "chat_msg": { "message": "x" } })).await, "success SUCCESS");
    let both = json!({ "to_user_id": "ann", "only_to_admins": true, "chat_msg": { "message": "for both" } });
    assert_eq!(send(both).await, "success SUCCESS");
    assert_eq!(
        send(json!({ "notification_msg": {} })).await,
        "validation error: notification_msg.text: value is required INVALID_PARAMETERS"
    );
    let twice = r#"{"room_id":"r","chatMsg":{},"notificationMsg":{}}"#;
    let reply: Value = serde_json::from_slice(&stage.sandbox.answer(Endpoint::BroadcastToRoom, twice.as_bytes()).await).unwrap();
    assert!(
        reply["msg"]
            .as_str()
            .unwrap()
            .contains(r#"error parsing "notificationMsg", oneof plugnmeet.BroadcastToRoomReq.payload is already set"#)
    );

    let heard = async |page| {
        let Scene::In(_, inside) = stage.look(page).await else { panic!("not in") };
        inside.messages.into_iter().map(|message| format!("{}: {}", message.kind, message.text)).collect::<Vec<_>>()
    };
    assert_eq!(heard(&ann).await, ["chat: for both", "error: for Ann", "warning: for all"]);
    assert_eq!(heard(&boss).await, ["chat: for both", "warning: for all", "chat: for moderators"]);
    stage.pass(1);
    let late = stage.guest("late").await;
    assert_eq!(heard(&late).await, [""; 0], "not what was said before");
    for number in 0..60 {
        send(json!({ "chat_msg": { "message": number.to_string() } })).await;
    }
    let kept = heard(&late).await;
    assert_eq!((kept.len(), kept[0].as_str()), (50, "chat: 59"), "a bounded number is kept");
}

/// A portal, and links of the room `r` on its sandbox.
struct House {
    app: TestApp,
}

impl House {
    async fn open(request: Value) -> Self {
        let app = TestApp::start().await;
        let house = Self { app };
        house.call(Endpoint::CreateRoom, &request).await;
        house
    }

    async fn call(&self, endpoint: Endpoint, request: &Value) -> Value {
        serde_json::from_slice(&self.app.services.sandbox().answer(endpoint, request.to_string().as_bytes()).await).unwrap()
    }

    async fn token(&self, user_id: &str, is_admin: bool) -> String {
        let person = json!({ "name": user_id.to_uppercase(), "user_id": user_id, "is_admin": is_admin });
        let reply = self.call(Endpoint::GetJoinToken, &json!({ "room_id": "r", "user_info": person })).await;
        reply["token"].as_str().unwrap().to_owned()
    }

    /// Presses a button of the rehearsal room, and sees what comes of it.
    async fn press(&self, browser: &Browser, button: &str, token: &str, more: &[(&str, &str)]) -> String {
        let form: Vec<_> = [("access_token", token), ("custom_design", "{}")].into_iter().chain(more.iter().copied()).collect();
        let answer = browser.post(&format!("/sandbox/{button}"), &form).await;
        assert_eq!(goes_to(&answer), "/sandbox/");
        browser.get(answer.headers()["location"].to_str().unwrap()).await.text().await.unwrap()
    }
}

fn room(features: Value) -> Value {
    json!({ "room_id": "r", "metadata": { "room_title": "Physics", "room_features": features } })
}

/// The value of the first attribute of this name.
fn attribute<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    page.split_once(&format!(" {name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

#[tokio::test]
async fn opening_a_link_changes_nothing_and_entering_binds_it_to_a_browser() {
    let house = House::open(room(none())).await;
    let token = house.token("ann", false).await;
    let (ann, other) = (house.app.browser(), house.app.browser());
    let link = format!("/sandbox/?access_token={token}");
    for browser in [&ann, &other] {
        let opened = browser.get(&link).await;
        assert!(opened.headers().get("set-cookie").is_none());
        assert_eq!(attribute(&opened.text().await.unwrap(), "data-state"), Some("door"));
    }
    let info = house.call(Endpoint::GetActiveRoomInfo, &json!({ "room_id": "r" })).await;
    assert_eq!(info["room"]["room_info"]["joined_participants"], "0");

    let entered = ann.post("/sandbox/enter", &[("access_token", token.as_str()), ("custom_design", "")]).await;
    let cookie = entered.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.ends_with("; Path=/sandbox/; Max-Age=86400; HttpOnly; SameSite=Lax"), "{cookie}");
    let secret = cookie.split(['=', ';']).nth(1).unwrap();
    assert!(secret.len() == 32 && !house.app.keeps(secret), "only its hash is kept");
    assert_eq!(entered.headers()["location"].to_str().unwrap(), link);
    let page = ann.get(&link).await.text().await.unwrap();
    assert_eq!((attribute(&page, "data-state"), attribute(&page, "data-in")), (Some("in"), Some("ann")));

    let refused = other.get(&link).await;
    assert_eq!(refused.status(), 403);
    let refused = refused.text().await.unwrap();
    assert_eq!(attribute(&refused, "data-problem"), Some("duplicate"));
    assert!(refused.contains("notifications.room-disconnected-duplicate-entry"));
    house.press(&other, "leave", &token, &[]).await;
    let page = house.press(&ann, "enter", &token, &[]).await;
    assert_eq!(attribute(&page, "data-state"), Some("in"), "pressed twice, by the one who is in");
    let page = house.press(&ann, "leave", &token, &[]).await;
    assert_eq!(attribute(&page, "data-out"), Some("left"));
}

#[tokio::test]
async fn a_moderator_lets_in_and_removes_by_buttons_and_nobody_else_does() {
    let house = House::open(room(waiting_room())).await;
    let (boss, ann) = (house.app.browser(), house.app.browser());
    let (boss_token, ann_token) = (house.token("boss", true).await, house.token("ann", false).await);
    let waits = house.press(&ann, "enter", &ann_token, &[]).await;
    assert_eq!(attribute(&waits, "data-state"), Some("waiting"));
    assert!(waits.contains("One moment."));
    let page = house.press(&ann, "admit", &ann_token, &[]).await;
    assert_eq!(attribute(&page, "data-state"), Some("waiting"));
    let page = house.press(&ann, "admit", &boss_token, &[]).await;
    assert_eq!(attribute(&page, "data-state"), Some("door"), "the moderator's link alone is not the moderator");

    let page = house.press(&boss, "enter", &boss_token, &[]).await;
    assert_eq!(attribute(&page, "data-waits"), Some("ann"));
    let page = house.press(&boss, "admit", &boss_token, &[("user_id", "ann")]).await;
    assert!(attribute(&page, "data-waits").is_none() && page.contains("data-in=\"ann\""));
    let page = house.press(&boss, "remove", &boss_token, &[("user_id", "ann"), ("block", "block")]).await;
    assert!(!page.contains("data-in=\"ann\""));
    let page = ann.get(&format!("/sandbox/?access_token={ann_token}")).await.text().await.unwrap();
    assert_eq!((attribute(&page, "data-out"), attribute(&page, "data-problem")), (Some("removed"), Some("blocked")));

    let foreign = [("Sec-Fetch-Site", "cross-site")];
    let forged = boss.post_with("/sandbox/leave", &[("access_token", &boss_token)], &foreign).await;
    assert_eq!(forged.status(), 403, "no other site presses a button");
}
