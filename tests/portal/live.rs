//! Who waits is told, and what waits costs nobody anything.
mod crowd;
mod door;
mod measured;
mod stale;
mod stopping;
mod wakes;

use std::time::Duration;

use reqwest::header::{COOKIE, LOCATION};
use reqwest::{Client, Response, StatusCode, redirect};
use roomkey::meeting::sandbox::Sandbox;
use roomkey::services::guests::GuestCookie;
use serde_json::json;
use tokio::time::timeout;

use crate::app::{Browser, TestApp};
use crate::share;

/// Longer than anything here takes: a test that waits this long has failed.
const LONG: Duration = Duration::from_mins(1);

/// A guest's browser, with an invite.
#[derive(Clone)]
pub struct Guest {
    client: Client,
    origin: String,
    cookie: String,
    pub code: String,
}

impl Guest {
    /// One that has never been here; a client may be shared.
    pub fn new(app: &TestApp, client: &Client, code: &str) -> Self {
        Self::at(app.url(""), client, code)
    }

    /// The same at the portal with this origin.
    pub fn at(origin: String, client: &Client, code: &str) -> Self {
        let cookie = format!("roomkey-guest={}", GuestCookie::random().expose());
        Self { client: client.clone(), origin, cookie, code: code.to_owned() }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.origin)).header(COOKIE, &self.cookie).send().await.unwrap()
    }

    /// Presses Join: where that leads.
    pub async fn joins(&self, name: &str) -> String {
        let form = [("code", self.code.as_str()), ("name", name)];
        let request = self.client.post(format!("{}/api/join-by-invite", self.origin)).header(COOKIE, &self.cookie).form(&form);
        location(&request.send().await.unwrap())
    }

    /// Presses Join, and waits.
    pub async fn waits(&self, name: &str) {
        assert_eq!(self.joins(name).await, format!("/wait/{}", self.code));
    }

    /// Opens the wait page: where it leads, unless they still wait.
    pub async fn looks(&self) -> Option<String> {
        let answer = self.get(&format!("/wait/{}", self.code)).await;
        (answer.status() != StatusCode::OK).then(|| location(&answer))
    }

    /// Listens as the wait page does.
    pub async fn listens(&self) -> Stream {
        let answer = self.get(&format!("/wait/{}/events", self.code)).await;
        assert_eq!(answer.status(), StatusCode::OK);
        Stream { answer, read: String::new() }
    }
}

/// Events, as they come.
pub struct Stream {
    answer: Response,
    read: String,
}

impl Stream {
    /// The name of the next event; `None`: the stream has ended.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            while let Some((event, rest)) = self.read.split_once("\n\n") {
                let name = event.lines().find_map(|line| line.strip_prefix("event: ")).map(str::to_owned);
                let rest = rest.to_owned();
                self.read = rest;
                if name.is_some() {
                    return name;
                }
            }
            let chunk = timeout(LONG, self.answer.chunk()).await.expect("something comes").ok().flatten()?;
            self.read.push_str(str::from_utf8(&chunk).unwrap());
        }
    }

    /// Whether nothing is said for this long.
    pub async fn is_silent(&mut self, time: Duration) -> bool {
        timeout(time, self.next()).await.is_err()
    }
}

fn location(answer: &Response) -> String {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{answer:?}");
    answer.headers()[LOCATION].to_str().unwrap().to_owned()
}

/// What guests browse with.
pub fn client() -> Client {
    Client::builder().redirect(redirect::Policy::none()).build().unwrap()
}

/// The code of the invite that a room has from the start.
pub async fn code(browser: &Browser, room: &str) -> String {
    let page = share::page(browser, room).await;
    let start = page.find("/j/").unwrap_or_else(|| panic!("no invite: {page}")) + 3;
    page[start..start + 14].to_owned()
}

/// What a meeting server calls a room.
pub async fn meeting_room_id(app: &TestApp, room: &str) -> String {
    sqlx::query_scalar("SELECT meeting_room_id FROM rooms WHERE slug = ?")
        .bind(share::slug(room))
        .fetch_one(&mut app.database().await)
        .await
        .unwrap()
}

/// Begins a session past the portal.
pub async fn begin(behind: &TestApp, room_id: &str) {
    let metadata = json!({ "room_title": "Biology", "room_features": {} });
    let answer = behind.call("room/create", json!({ "room_id": room_id, "metadata": metadata })).await;
    assert_eq!(answer["status"], true, "{answer}");
}

/// Somebody goes in past the portal.
pub async fn enter(behind: &TestApp, room_id: &str, is_admin: bool) {
    let user_id = if is_admin { "teacher-1" } else { "student-1" };
    let person = json!({ "name": "Somebody", "user_id": user_id, "is_admin": is_admin });
    let answer = behind.call("room/getJoinToken", json!({ "room_id": room_id, "user_info": person })).await;
    let sandbox: &Sandbox = &behind.services.sandbox;
    sandbox.enter(answer["token"].as_str().unwrap()).await.unwrap();
}
