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

/// Into the meeting.
async fn come_in(app: &TestApp, slug: &str, user_id: &str, name: &str) {
    let user = json!({ "name": name, "user_id": user_id, "is_admin": false });
    let ask = json!({ "room_id": meeting_room_id(app, slug).await, "user_info": user });
    let token = app.call("room/getJoinToken", ask).await;
    app.services.sandbox.enter(token["token"].as_str().unwrap()).await.unwrap();
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
    come_in(&app, &slug, "troll-1", "Troll").await;
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

#[tokio::test]
async fn the_rooms_page_names_who_came_by_an_invite_and_asks_before_they_are_refused() {
    let (app, teacher, slug) = teacher_with_room().await;
    make(&teacher, &slug, &[("kind", "personal"), ("name", "Troll"), ("user_id", "troll-1")]).await;
    let id = ids(&listed(&teacher, &slug, "?show=personal").await).remove(0);
    use_once(&app, &id, "troll-1", "Troll").await;
    teacher.start(&format!("/rooms/{slug}")).await;
    for (user_id, name) in [("troll-1", "Troll"), ("student-1", "Somebody with a join link")] {
        come_in(&app, &slug, user_id, name).await;
    }
    let page = crate::rooms_list::page(&teacher, &format!("/rooms/{slug}")).await;
    assert!(page.contains("Somebody with a join link") && page.contains("?refuse=troll-1#refuse"), "{page}");
    assert!(!page.contains("?refuse=student-1"), "only guests can be refused");
    assert!(!page.contains("Troll is put out"), "nobody was chosen");
    for (chosen, asks) in [("troll-1", true), ("student-1", false), ("nobody", false)] {
        let page = crate::rooms_list::page(&teacher, &format!("/rooms/{slug}?refuse={chosen}")).await;
        assert_eq!(page.contains("is put out and stays out of this room"), asks, "{chosen}: {page}");
    }
    let page = follow(&teacher, post(&teacher, "refuse-guest", &slug, "troll-1", &format!("/rooms/{slug}")).await).await;
    assert!(page.contains("They are out, and stay out.") && !page.contains("data-in=\"troll-1\""), "{page}");
}

#[tokio::test]
async fn where_the_server_gives_out_ids_nobody_is_said_to_be_out() {
    let (app, teacher, slug) = teacher_with_room().await;
    let id = make(&teacher, &slug, &[("kind", "personal"), ("name", "Troll"), ("user_id", "troll-1")]).await;
    sqlx::query("UPDATE rooms SET settings = json_set(settings, '$.auto_gen_user_id', json('true'))")
        .execute(&mut app.database().await)
        .await
        .unwrap();
    teacher.start(&format!("/rooms/{slug}")).await;
    come_in(&app, &slug, "troll-1", "Troll").await;
    use_once(&app, &id, "troll-1", "Troll").await;
    let room = crate::rooms_list::page(&teacher, &format!("/rooms/{slug}")).await;
    assert!(room.contains("gives out user ids in this session, so who came by which invite is not known here"), "{room}");
    let back = format!("/rooms/{slug}/invites/{id}");
    let asks = shown(&teacher, &slug, &id).await;
    assert!(asks.contains("nobody can be put out from here") && !asks.contains("is put out and stays out"), "{asks}");
    let page = follow(&teacher, post(&teacher, "refuse-guest", &slug, "troll-1", &back).await).await;
    assert!(page.contains("Whether they are in still is not known: in this session"), "{page}");
    assert!(listed(&teacher, &slug, "").await.contains("Refused guests"), "they are refused all the same");
}
