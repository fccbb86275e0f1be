//! Guests who stay out.
use reqwest::StatusCode;
use serde_json::json;

use super::list::use_once;
use super::*;
use crate::rooms_list::follow;

async fn post(browser: &Browser, verb: &str, slug: &str, user_id: &str, back: &str) -> Response {
    browser.post(&format!("/api/{verb}"), &[("slug", slug), ("user_id", user_id), ("back", back)]).await
}

async fn meeting_room_id(app: &TestApp, slug: &str) -> String {
    let sql = "SELECT meeting_room_id FROM rooms WHERE slug = ?";
    sqlx::query_scalar(sql).bind(slug).fetch_one(&mut app.database().await).await.unwrap()
}

#[tokio::test]
async fn a_guest_is_refused_and_let_in_again() {
    let (app, teacher, slug) = teacher_with_room().await;
    let id = make(&teacher, &slug, &[("kind", "open")]).await;
    use_once(&app, &id, "guest-abc", "Troll").await;
    let page = shown(&teacher, &slug, &id).await;
    for said in ["Troll", "Firefox on Windows", "Refuse…", "works for up to ten minutes more"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let back = format!("/rooms/{slug}/invites/{id}#guests");
    let page = follow(&teacher, post(&teacher, "refuse-guest", &slug, "guest-abc", &back).await).await;
    assert!(page.contains("They stay out from now on. They were not in."), "{page}");
    assert!(page.contains("Let in again") && !page.contains("Refuse…"), "{page}");
    let list = listed(&teacher, &slug, "").await;
    assert!(list.contains("Refused guests") && list.contains("Troll"), "{list}");
    let page = follow(&teacher, post(&teacher, "readmit-guest", &slug, "guest-abc", &back).await).await;
    assert!(page.contains("They may come in again.") && page.contains("Refuse…"), "{page}");
    assert!(!listed(&teacher, &slug, "").await.contains("Refused guests"));
}

#[tokio::test]
async fn only_guests_of_ones_own_rooms_are_refused() {
    let (app, teacher, slug) = teacher_with_room().await;
    let id = make(&teacher, &slug, &[("kind", "open")]).await;
    use_once(&app, &id, "guest-abc", "Troll").await;
    let stranger = app.teacher("else@school.example").await;
    let own = room(&stranger, "Own").await;
    for (browser, slug, user_id) in [(&stranger, &slug, "guest-abc"), (&stranger, &own, "guest-abc"), (&teacher, &slug, "nobody")]
    {
        assert_eq!(post(browser, "refuse-guest", slug, user_id, "").await.status(), StatusCode::NOT_FOUND, "{user_id}");
    }
    assert_eq!(post(&stranger, "readmit-guest", &slug, "guest-abc", "").await.status(), StatusCode::NOT_FOUND);
    // A member is no guest.
    let sql = "SELECT meeting_user_id FROM accounts WHERE email = 'tea@school.example'";
    let own: String = sqlx::query_scalar(sql).fetch_one(&mut app.database().await).await.unwrap();
    assert_eq!(post(&teacher, "refuse-guest", &slug, &own, "").await.status(), StatusCode::NOT_FOUND);
    // Nobody is led to another site.
    let answer = post(&teacher, "refuse-guest", &slug, "guest-abc", "https://evil.example/").await;
    assert_eq!(goes_to(&answer), format!("/rooms/{slug}"));
}

#[tokio::test]
async fn whoever_is_in_is_put_out() {
    let (app, teacher, slug) = teacher_with_room().await;
    let id = make(&teacher, &slug, &[("kind", "personal"), ("name", "Troll"), ("user_id", "troll-1")]).await;
    teacher.start(&format!("/rooms/{slug}")).await;
    let room_id = meeting_room_id(&app, &slug).await;
    let user = json!({ "name": "Troll", "user_id": "troll-1", "is_admin": false });
    let token = app.call("room/getJoinToken", json!({ "room_id": room_id, "user_info": user })).await;
    app.services.sandbox.enter(token["token"].as_str().unwrap()).await.unwrap();
    let is_in = async || {
        let answer = app.call("room/getActiveRoomInfo", json!({ "room_id": room_id })).await;
        answer["room"]["participants_info"]
            .as_array()
            .is_some_and(|people| people.iter().any(|person| person["identity"] == "troll-1"))
    };
    assert!(is_in().await, "the guest came in");
    let back = format!("/rooms/{slug}/invites/{id}");
    let page = follow(&teacher, post(&teacher, "refuse-guest", &slug, "troll-1", &back).await).await;
    assert!(page.contains("They are out, and stay out."), "{page}");
    assert!(!is_in().await);
}
