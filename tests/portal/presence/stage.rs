//! A sandbox with one room on it, and people to walk through it.
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use roomkey::clock::Clock;
use roomkey::meeting::sandbox::{Sandbox, Scene};
use roomkey::meeting::wire::Endpoint;
use roomkey::storage::Storage;
use secrecy::SecretString;
use serde_json::{Value, json};

/// 2025-10-30T08:56:35Z
const BEGIN: i64 = 1_761_814_595_000;

/// A sandbox with a room on it.
pub struct Stage {
    pub sandbox: Sandbox,
    pub clock: Arc<AtomicI64>,
    storage: Storage,
    _folder: tempfile::TempDir,
}

impl Stage {
    pub async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(&folder.path().join("roomkey.db")).await.unwrap();
        let clock = Arc::new(AtomicI64::new(BEGIN));
        let secret = SecretString::from("stage-0123456789-0123456789-0123456789");
        let sandbox = Sandbox::open(storage.clone(), "key", secret, Clock::Set(clock.clone()), "http://portal/sandbox/");
        Self { sandbox, clock, storage, _folder: folder }
    }

    /// With a session of the room `r`: `extra` is laid over the request, `features` are those of the room.
    pub async fn with(extra: Value, features: Value) -> Self {
        let stage = Self::empty().await;
        stage.create(extra, features).await;
        stage
    }

    pub async fn create(&self, extra: Value, features: Value) -> Value {
        let metadata = json!({ "room_title": "Physics", "room_features": features, "logout_url": "https://school.example/bye" });
        let mut request = json!({ "room_id": "r", "metadata": metadata });
        request.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        let reply = self.call(Endpoint::CreateRoom, &request).await;
        assert_eq!(reply["msg"], "success");
        reply
    }

    pub async fn call(&self, endpoint: Endpoint, request: &Value) -> Value {
        serde_json::from_slice(&self.sandbox.answer(endpoint, request.to_string().as_bytes()).await).unwrap()
    }

    pub async fn token_reply(&self, user_id: &str, is_admin: bool) -> Value {
        let person = json!({ "name": user_id.to_uppercase(), "user_id": user_id, "is_admin": is_admin });
        self.call(Endpoint::GetJoinToken, &json!({ "room_id": "r", "user_info": person })).await
    }

    pub async fn token(&self, user_id: &str, is_admin: bool) -> String {
        self.token_reply(user_id, is_admin).await["token"].as_str().unwrap().to_owned()
    }

    /// A participant, in.
    pub async fn guest(&self, user_id: &str) -> (String, SecretString) {
        let token = self.token(user_id, false).await;
        let secret = self.sandbox.enter(&token).await.unwrap();
        (token, secret)
    }

    /// A moderator, in.
    pub async fn moderator(&self, user_id: &str) -> (String, SecretString) {
        let token = self.token(user_id, true).await;
        let secret = self.sandbox.enter(&token).await.unwrap();
        (token, secret)
    }

    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// As a page that looks every few seconds would.
    pub async fn pass_looking(&self, seconds: i64, page: &(String, SecretString)) {
        for _ in 0..seconds / 5 {
            self.pass(5);
            self.look(page).await;
        }
    }

    pub async fn look(&self, (token, secret): &(String, SecretString)) -> Scene {
        self.sandbox.look(token, Some(secret)).await.unwrap()
    }

    /// What `isRoomActive` says.
    pub async fn state(&self) -> String {
        let reply = self.call(Endpoint::IsRoomActive, &json!({ "room_id": "r" })).await;
        assert_eq!(reply["status"], true);
        assert_eq!(reply["is_active"], reply["status_code"] == "SUCCESS");
        reply["status_code"].as_str().unwrap().to_owned()
    }

    pub async fn end(&self) -> Value {
        self.call(Endpoint::EndRoom, &json!({ "room_id": "r" })).await
    }

    pub async fn info(&self) -> Value {
        self.call(Endpoint::GetActiveRoomInfo, &json!({ "room_id": "r" })).await["room"].take()
    }

    /// Who is in the meeting, by the alphabet, and how many are counted.
    pub async fn people(&self) -> (Vec<String>, String) {
        let room = self.info().await;
        let people = room["participants_info"].as_array().unwrap().iter();
        let mut names: Vec<_> = people.map(|person| person["identity"].as_str().unwrap().to_owned()).collect();
        names.sort();
        (names, room["room_info"]["joined_participants"].as_str().unwrap().to_owned())
    }

    /// How many rows a table has that match.
    pub async fn count(&self, which: &'static str) -> i64 {
        sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {which}")))
            .fetch_one(self.storage.reads())
            .await
            .unwrap()
    }

    pub async fn past(&self, request: Value) -> Value {
        self.call(Endpoint::FetchPastRooms, &request).await
    }

    /// End and number of people of the one session there was.
    pub async fn ended(&self) -> (String, String) {
        let past = self.past(json!({ "room_ids": ["r"], "order_by": "ASC", "limit": 1 })).await;
        let room = &past["result"]["rooms_list"][0];
        let text = |name: &str| room[name].as_str().unwrap().to_owned();
        (text("ended"), text("joined_participants"))
    }
}

pub fn none() -> Value {
    json!({})
}

pub fn waiting_room() -> Value {
    json!({ "waiting_room_features": { "is_active": true, "waiting_room_msg": "One moment." } })
}
