//! The rehearsal room in browsers without scripts: what its buttons do, and for whom.
use roomkey::meeting::wire::Endpoint;
use serde_json::{Value, json};

use super::stage::{none, waiting_room};
use crate::app::{Browser, TestApp, goes_to};

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
        serde_json::from_slice(&self.app.services.sandbox.answer(endpoint, request.to_string().as_bytes()).await).unwrap()
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
    let left = ann.post("/sandbox/leave", &[("access_token", &token)]).await;
    let page = ann.get(&link).await;
    for answer in [&left, &page] {
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.starts_with("entry_") && cookie.contains("; Max-Age=60;"), "the browser lets go of it soon: {cookie}");
    }
    assert_eq!(attribute(&page.text().await.unwrap(), "data-out"), Some("left"));
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
