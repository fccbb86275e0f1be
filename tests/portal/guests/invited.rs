//! Invites for tests, past the pages that make them.
use std::net::{IpAddr, Ipv4Addr};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Response;
use reqwest::header::{LOCATION, SET_COOKIE};
use roomkey::domain::browser::Browser as Families;
use roomkey::services::Services;
use roomkey::services::guests::{self, Arrival, Entered, GuestCookie, JoinError, JoinRequest};
use secrecy::ExposeSecret;
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::app::{Browser, TestApp, database};

/// An invite of a room.
#[derive(Clone, Debug)]
pub struct Invited {
    pub id: String,
    pub code: String,
}

/// A room's part of an address.
pub fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

/// The invite for participants that a room has from the start.
pub async fn participants(services: &Services, room: &str) -> Invited {
    let mut database = database(&services.config.data_dir).await;
    let (id, sealed): (String, Vec<u8>) = sqlx::query_as(
        "SELECT id, sealed_code FROM invites WHERE share = 'participants' AND room_id = (SELECT id FROM rooms WHERE slug = ?)",
    )
    .bind(slug(room))
    .fetch_one(&mut database)
    .await
    .unwrap();
    let code = services.keyring.open(&format!("invite code {id}"), &sealed).unwrap();
    Invited { code: String::from_utf8(code.expose_secret().to_vec()).unwrap(), id }
}

/// Another invite of a room: `set` is what of its columns is not as usual, as SQL.
pub async fn another(services: &Services, room: &str, set: &str) -> Invited {
    let code = roomkey::random::letters(12);
    let id = roomkey::random::id(services.clock.now());
    let mut database = database(&services.config.data_dir).await;
    sqlx::query(
        "INSERT INTO invites (id, room_id, code_hash, sealed_code, role, created_at, updated_at) \
         SELECT ?, id, ?, ?, 'participant', 0, 0 FROM rooms WHERE slug = ?",
    )
    .bind(&id)
    .bind(services.guest_key.hash("invite code", code.as_bytes()).to_vec())
    .bind(services.keyring.seal(&format!("invite code {id}"), code.as_bytes()).unwrap())
    .bind(slug(room))
    .execute(&mut database)
    .await
    .unwrap();
    let invited = Invited { id, code };
    invited.set(&mut database, set).await;
    invited
}

/// Gives an invite a passcode.
pub async fn protect(services: &Services, invited: &Invited, passcode: &str) {
    let sealed = services.keyring.seal(&format!("invite passcode {}", invited.id), passcode.as_bytes()).unwrap();
    let mut database = database(&services.config.data_dir).await;
    let set = sqlx::query("UPDATE invites SET sealed_passcode = ?, version = version + 1 WHERE id = ?");
    set.bind(sealed).bind(&invited.id).execute(&mut database).await.unwrap();
}

impl Invited {
    /// Changes columns of it: `set` is SQL.
    pub async fn set(&self, database: &mut SqliteConnection, set: &str) {
        if !set.is_empty() {
            let sql = sqlx::AssertSqlSafe(format!("UPDATE invites SET {set}, version = version + 1 WHERE id = ?"));
            sqlx::query(sql).bind(&self.id).execute(database).await.unwrap();
        }
    }

    /// The path of its page, as it stands in the link.
    pub fn page(&self) -> String {
        let groups: Vec<_> = self.code.as_bytes().chunks(4).map(|group| str::from_utf8(group).unwrap()).collect();
        format!("/j/{}", groups.join("-"))
    }

    pub fn wait_page(&self) -> String {
        self.page().replacen("/j/", "/wait/", 1)
    }

    /// A press of Join.
    pub async fn press(&self, browser: &Browser, name: &str) -> Response {
        browser.post("/api/join-by-invite", &[("code", &self.code), ("name", name)]).await
    }

    /// The same with a passcode.
    pub async fn press_with(&self, browser: &Browser, name: &str, passcode: &str) -> Response {
        let form = [("code", self.code.as_str()), ("instance", "i1"), ("name", name), ("passcode", passcode)];
        browser.post("/api/join-by-invite", &form).await
    }

    /// A press that leads in: the join link.
    pub async fn join(&self, browser: &Browser, name: &str) -> String {
        let answer = self.press(browser, name).await;
        let link = answer.headers()[LOCATION].to_str().unwrap();
        assert!(link.contains("access_token="), "{answer:?}");
        link.to_owned()
    }

    /// How it stands with a browser, past the page.
    pub async fn arrival(&self, services: &Services, cookie: Option<&GuestCookie>) -> Arrival {
        guests::arrive(services, &self.code, cookie).await.unwrap().expect("there is such an invite")
    }

    /// A press past the form.
    pub async fn join_as(&self, services: &Services, cookie: &GuestCookie, name: &str) -> Result<Entered, JoinError> {
        let request = JoinRequest {
            code: &self.code,
            name,
            passcode: "",
            cookie,
            browser: &Families::default(),
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        };
        guests::join(services, &request).await
    }
}

/// The secret that an answer gives a browser.
pub fn guest_cookie(answer: &Response) -> GuestCookie {
    let cookies = answer.headers().get_all(SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let cookie = cookies.into_iter().find_map(|cookie| cookie.strip_prefix("roomkey-guest=")).expect("it gives one");
    cookie.split(';').next().unwrap().parse().unwrap()
}

/// What the token of a link says.
pub fn claims(link: &str) -> Value {
    let token = link.split("access_token=").nth(1).unwrap_or_else(|| panic!("no link: {link}"));
    let payload = token.split(['.', '&']).nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

/// Who a link is for, on the meeting server.
pub fn user_id(link: &str) -> String {
    claims(link)["user_id"].as_str().unwrap().to_owned()
}

/// A portal with a room: its administrator, the room, and its invite for participants.
pub async fn portal() -> (TestApp, Browser, String, Invited) {
    let app = TestApp::start().await;
    let teacher = app.administrator().await;
    let room = teacher.new_room("Biology").await;
    let invited = participants(&app.services, &room).await;
    (app, teacher, room, invited)
}
