//! What is done to a room as a whole: copied, archived, restored, deleted.
use reqwest::StatusCode;

use super::rooms_list::{favourite, follow, listed, page, post, room, share, titles};
use crate::app::{TestApp, goes_to};

#[tokio::test]
async fn an_archived_room_waits_and_nobody_starts_it() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    let slug = room(&teacher, "Old").await;
    assert_eq!(goes_to(&post(&teacher, "archive-room", &slug).await), format!("/rooms/{slug}"));
    let list = page(&teacher, "/rooms").await;
    assert!(titles(&list).is_empty() && list.contains("All your rooms are archived"));
    let list = page(&teacher, "/rooms?filter=archived").await;
    assert_eq!(titles(&list), ["Old"]);
    assert!(list.contains("/api/restore-room") && !list.contains("/api/join-room"));

    for tab in ["", "/join-link", "/locks", "/design", "/settings"] {
        let shown = page(&teacher, &format!("/rooms/{slug}{tab}")).await;
        assert!(shown.contains("This room is archived") && shown.contains("/api/restore-room"), "{tab}");
        assert!(!shown.contains("/api/join-room"), "{tab}");
    }
    // Pages that were open before it was archived.
    let form = [("slug", slug.as_str()), ("instance", "one"), ("name", "Ann Lee")];
    let refused = follow(&teacher, teacher.post("/api/make-join-link", &form).await).await;
    assert!(refused.contains("This room is archived. Restore it") && refused.contains("value=\"Ann Lee\""));
    let refused = follow(&teacher, post(&teacher, "join-room", &slug).await).await;
    assert!(refused.contains("This room is archived. Restore it"));
    assert!(app.sandbox().active_rooms().await.unwrap().is_empty());

    assert_eq!(goes_to(&post(&teacher, "restore-room", &slug).await), format!("/rooms/{slug}"));
    assert_eq!(listed(&teacher, "?filter=all").await, ["Old"]);
    assert!(goes_to(&post(&teacher, "join-room", &slug).await).contains("/sandbox/"));
}

#[tokio::test]
async fn a_live_room_is_not_archived_until_its_session_has_ended() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    let slug = room(&teacher, "Busy").await;
    post(&teacher, "join-room", &slug).await;
    let shown = page(&teacher, &format!("/rooms/{slug}/settings")).await;
    assert!(shown.contains("End the session, then you can archive it") && !shown.contains("/api/archive-room"));
    let refused = follow(&teacher, post(&teacher, "archive-room", &slug).await).await;
    assert!(refused.contains("role=\"alert\"") && refused.contains("The room is live. End the session"));
    assert_eq!(listed(&teacher, "").await, ["Busy"]);
    let session = app.sandbox().active_rooms().await.unwrap().remove(0);
    app.sandbox().end_room(&session.room_id).await.unwrap();
    post(&teacher, "archive-room", &slug).await;
    assert!(listed(&teacher, "").await.is_empty());
}

#[tokio::test]
async fn a_copy_has_everything_but_the_members_and_a_copy_of_a_copy_too() {
    let app = TestApp::start().await;
    let (ada, ben) = (app.teacher("ada@school.example").await, app.teacher("ben@school.example").await);
    let long = "L".repeat(120);
    for title in ["Biology 7b", "فصل", long.as_str()] {
        let slug = room(&ada, title).await;
        ada.post("/api/set-room-locks", &[("slug", &slug), ("lock_chat", "true"), ("lock_webcam", "true")]).await;
        ada.post("/api/set-room-design", &[("slug", &slug), ("header_bg_color", "#ffcc80")]).await;
        favourite(&ada, &slug, true).await;
        share(&app, &slug, "ben@school.example").await;
        // The co-owner's copy is his own.
        let copy = goes_to(&post(&ben, "duplicate-room", &slug).await).rsplit('/').next().unwrap().to_owned();
        assert_eq!(ada.get(&format!("/rooms/{copy}")).await.status(), StatusCode::NOT_FOUND);
        let again = goes_to(&post(&ben, "duplicate-room", &copy).await).rsplit('/').next().unwrap().to_owned();
        let sql = "SELECT r.title, r.locks, r.design, r.meeting_room_id, m.favourite, m.\"right\", r.title_folded FROM rooms r \
                   JOIN room_members m ON m.room_id = r.id WHERE r.slug = ?";
        let mut found = Vec::new();
        for slug in [&slug, &copy, &again] {
            let rows: Vec<(String, i64, String, String, i64, String, String)> =
                sqlx::query_as(sql).bind(slug).fetch_all(&mut app.database().await).await.unwrap();
            found.push(rows);
        }
        assert_eq!((found[0].len(), found[1].len(), found[2].len()), (2, 1, 1));
        let original = found[0][0].clone();
        for copy in [&found[1][0], &found[2][0]] {
            assert!(copy.0.ends_with(" (copy)") && copy.0.chars().count() <= 120, "{}", copy.0);
            assert_eq!((copy.1, &copy.2), (original.1, &original.2));
            assert_ne!(copy.3, original.3);
            assert_eq!((copy.4, copy.5.as_str()), (0, "owner"));
            assert!(!copy.6.is_empty());
        }
        assert!(found[2][0].0.contains("(copy") && found[2][0].3 != found[1][0].3);
    }
    assert_eq!(listed(&ben, "?filter=mine&q=biology").await.len(), 2);
}

#[tokio::test]
async fn only_an_archived_room_is_deleted_and_only_once_somebody_has_been_asked() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    app.add("ben@school.example").await;
    let (slug, kept) = (room(&teacher, "Going").await, room(&teacher, "Staying").await);
    share(&app, &slug, "ben@school.example").await;
    let ask = format!("/rooms/{slug}/delete");
    let first = page(&teacher, &ask).await;
    assert!(first.contains("Archive it first") && !first.contains("/api/delete-room"));
    assert_eq!(goes_to(&post(&teacher, "delete-room", &slug).await), ask);
    assert_eq!(teacher.get(&format!("/rooms/{slug}")).await.status(), StatusCode::OK);

    post(&teacher, "archive-room", &slug).await;
    let asks = page(&teacher, &ask).await;
    for goes in
        ["Delete “Going”?", "its locks, its design and its settings", "the right of one other person", "There is no way back"]
    {
        assert!(asks.contains(goes), "{goes}");
    }
    assert_eq!(teacher.get(&format!("/rooms/{slug}")).await.status(), StatusCode::OK, "asking deletes nothing");
    // A session that runs all the same ends.
    let mut database = app.database().await;
    let sql = "SELECT meeting_room_id FROM rooms WHERE slug = ?";
    let id: String = sqlx::query_scalar(sql).bind(&slug).fetch_one(&mut database).await.unwrap();
    let create = roomkey::meeting::wire::CreateRoom::new(
        &id.parse().unwrap(),
        &"Going".parse().unwrap(),
        roomkey::domain::locks::RoomLocks::default(),
        &roomkey::domain::settings::RoomSettings::default(),
    );
    app.sandbox().create_room(&create).await.unwrap();

    let list = follow(&teacher, post(&teacher, "delete-room", &slug).await).await;
    assert!(list.contains("The room is deleted.") && titles(&list) == ["Staying"]);
    assert!(app.sandbox().active_room(&id).await.unwrap().is_none());
    for gone in [format!("/rooms/{slug}"), ask] {
        assert_eq!(teacher.get(&gone).await.status(), StatusCode::NOT_FOUND);
    }
    assert_eq!(post(&teacher, "delete-room", &slug).await.status(), StatusCode::NOT_FOUND);
    let members: i64 = sqlx::query_scalar("SELECT count(*) FROM room_members").fetch_one(&mut database).await.unwrap();
    assert_eq!(members, 1);
    assert_eq!(teacher.get(&format!("/rooms/{kept}")).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn archive_restore_and_delete_are_the_owners_and_a_strangers_room_is_none() {
    let app = TestApp::start().await;
    let (ada, ben, eve) = (
        app.teacher("ada@school.example").await,
        app.teacher("ben@school.example").await,
        app.teacher("eve@school.example").await,
    );
    let slug = room(&ada, "Ada's").await;
    share(&app, &slug, "ben@school.example").await;
    let shown = page(&ben, &format!("/rooms/{slug}/settings")).await;
    assert!(shown.contains("Only its owner can archive or delete") && !shown.contains("/api/archive-room"));
    for verb in ["archive-room", "restore-room", "delete-room"] {
        for browser in [&ben, &eve] {
            assert_eq!(post(browser, verb, &slug).await.status(), StatusCode::NOT_FOUND, "{verb}");
        }
    }
    for verb in ["duplicate-room", "set-favourite", "join-room"] {
        assert_eq!(post(&eve, verb, &slug).await.status(), StatusCode::NOT_FOUND, "{verb}");
        assert_eq!(post(&eve, verb, "nothing-0000").await.status(), StatusCode::NOT_FOUND, "{verb}");
    }
    for browser in [&ben, &eve] {
        assert_eq!(browser.get(&format!("/rooms/{slug}/delete")).await.status(), StatusCode::NOT_FOUND);
    }
    post(&ada, "archive-room", &slug).await;
    let list = page(&ben, "/rooms?filter=archived").await;
    assert!(titles(&list) == ["Ada's"] && list.contains("Only its owner can restore it"));
    for verb in ["archive-room", "restore-room", "delete-room", "duplicate-room", "set-favourite"] {
        assert_eq!(goes_to(&post(&app.browser(), verb, &slug).await), "/sign-in", "{verb}");
    }
    assert_eq!(goes_to(&app.browser().get(&format!("/rooms/{slug}/delete")).await), "/sign-in");
}

#[tokio::test]
async fn a_second_press_on_archive_takes_nothing_back() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    let slug = room(&teacher, "Twice").await;
    post(&teacher, "archive-room", &slug).await;
    // A program that knows the room's id starts a session of it past the portal.
    let room_id: String =
        sqlx::query_scalar("SELECT meeting_room_id FROM rooms").fetch_one(&mut app.database().await).await.unwrap();
    let metadata = serde_json::json!({ "room_title": "Twice", "room_features": {} });
    app.call("room/create", serde_json::json!({ "room_id": room_id, "metadata": metadata })).await;
    post(&teacher, "archive-room", &slug).await;
    assert_eq!(listed(&teacher, "?filter=archived").await, ["Twice"]);
}
