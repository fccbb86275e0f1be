//! What the screen says is what the server does: the running session, where it is not as the room's settings say.
use serde_json::{Value, json};

use crate::app::{Browser, TestApp, field, goes_to};

fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

async fn page(browser: &Browser, path: &str) -> String {
    browser.get(path).await.text().await.unwrap().replace("<!>", "")
}

/// What the room's page says of the running session; empty when it says nothing.
async fn said(browser: &Browser, room: &str) -> String {
    let page = page(browser, room).await;
    page.split("data-took-effect").nth(1).map_or(String::new(), |rest| rest.split("</section>").next().unwrap().to_owned())
}

/// Sets a room: what a form with these fields says, and nothing else ticked.
async fn set(browser: &Browser, room: &str, fields: &[(&str, &str)]) {
    let usual = [
        ("slug", slug(room)),
        ("title", "Biology"),
        ("broadcasting", "true"),
        ("virtual_backgrounds", "true"),
        ("raise_hand", "true"),
        ("reactions", "true"),
    ];
    let saved = browser.follow("/api/set-room-settings", &[&usual[..], fields].concat()).await;
    assert!(saved.contains("Saved."), "{saved}");
}

/// Changes the metadata of the session that runs on a sandbox, as if its server or a moderator had.
async fn change_session(meet: &TestApp, change: impl FnOnce(&mut Value)) {
    let mut database = meet.database().await;
    let text: String = sqlx::query_scalar("SELECT metadata FROM sandbox_sessions").fetch_one(&mut database).await.unwrap();
    let mut metadata = serde_json::from_str(&text).unwrap();
    change(&mut metadata);
    sqlx::query("UPDATE sandbox_sessions SET metadata = ?").bind(metadata.to_string()).execute(&mut database).await.unwrap();
}

/// A portal, its administrator, another portal, and a room there that is not started yet.
async fn stage() -> (TestApp, TestApp, Browser, String) {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    app.add_server("Meet One", &meet).await;
    let server = app.server_key("Meet One").await;
    let room = goes_to(&browser.post("/api/create-room", &[("title", "Biology"), ("server", &server)]).await).to_owned();
    (app, meet, browser, room)
}

#[tokio::test]
async fn a_limit_of_the_server_is_shown_with_the_setting_it_overrules() {
    let (_app, _meet, browser, room) = stage().await;
    set(&browser, &room, &[("breakout_rooms", "16"), ("duration", "45")]).await;
    assert_eq!(said(&browser, &room).await, "", "nothing runs");
    browser.start(&room).await;
    let shown = said(&browser, &room).await;
    assert!(shown.contains("The meeting server took these otherwise"), "{shown}");
    let row = format!("<a href=\"{room}/settings#meeting\">Maximum number of breakout rooms</a>: 6 instead of 16");
    assert!(shown.contains(&row), "{shown}");
    assert_eq!(shown.matches("<li>").count(), 1, "the rest came out as it was set: {shown}");
    let settings = page(&browser, &format!("{room}/settings")).await;
    assert!(settings.contains("id=\"meeting\"") && settings.contains("value=\"16\""));
    assert!(settings.contains("In the running session: 6. The meeting server decided so."), "{settings}");
}

#[tokio::test]
async fn what_was_changed_since_the_session_began_is_not_blamed_on_the_server() {
    let (app, _meet, browser, room) = stage().await;
    set(&browser, &room, &[("breakout_rooms", "4"), ("duration", "45"), ("waiting_room", "true")]).await;
    browser.start(&room).await;
    assert_eq!(said(&browser, &room).await, "");
    set(&browser, &room, &[("breakout_rooms", "5"), ("welcome_message", "Hello")]).await;
    let shown = said(&browser, &room).await;
    assert!(shown.contains("Changed here since the session began") && !shown.contains("The meeting server"), "{shown}");
    for row in [
        "breakout rooms</a>: 4 instead of 5",
        "in minutes</a>: 45 minutes instead of no limit",
        "Waiting room</a>: on instead of off",
        "Welcome message</a>: other than set",
    ] {
        assert!(shown.contains(row), "{row}: {shown}");
    }
    let settings = page(&browser, &format!("{room}/settings")).await;
    assert!(settings.contains("In the running session: 4. It began before this was changed."));

    // Of a session that nobody here began, only what runs is known.
    sqlx::query("UPDATE rooms SET asked = NULL").execute(&mut app.database().await).await.unwrap();
    let shown = said(&browser, &room).await;
    assert!(shown.contains("Otherwise than in the room's settings") && shown.contains("4 instead of 5"), "{shown}");
    assert!(!shown.contains("Changed here") && !shown.contains("The meeting server"), "{shown}");
}

#[tokio::test]
async fn what_a_server_lacks_or_a_moderator_changed_is_shown_and_a_link_says_which_locks_hold() {
    let (_app, meet, browser, room) = stage().await;
    browser.start(&room).await;
    change_session(&meet, |metadata| {
        metadata["room_features"]["shared_note_pad_features"]["is_allow"] = json!(false);
        metadata["default_lock_settings"]["lock_microphone"] = json!(true);
    })
    .await;
    let shown = said(&browser, &room).await;
    assert!(shown.contains("Shared notepad</a>: off"), "{shown}");
    assert!(shown.contains("Changed in the meeting by a moderator") && shown.contains("Microphone</a>: locked"), "{shown}");
    assert!(page(&browser, &format!("{room}/settings")).await.contains("the meeting server has switched it off"));
    let form = [("slug", slug(&room)), ("instance", "one"), ("name", "Ann")];
    let link = browser.follow("/api/make-join-link", &form).await.replace("<!>", "");
    assert!(link.contains("a moderator has changed them in the meeting") && !link.contains("The room is live with the locks"));
    assert!(!link.contains("may speak"), "the sentence says what holds: {link}");
}

#[tokio::test]
async fn an_older_server_has_no_reactions_and_takes_no_lock_for_them() {
    let (_app, meet, browser, room) = stage().await;
    let locks = [("slug", slug(&room)), ("lock_reactions", "true"), ("lock_screen_sharing", "true")];
    browser.follow("/api/set-room-locks", &locks).await;
    browser.start(&room).await;
    change_session(&meet, |metadata| {
        metadata["room_features"].as_object_mut().unwrap().remove("allow_reactions");
        metadata["default_lock_settings"].as_object_mut().unwrap().remove("lock_reactions");
    })
    .await;
    let shown = said(&browser, &room).await;
    assert!(shown.contains("Emoji reactions</a>: off instead of on"), "{shown}");
    assert_eq!(shown.matches("<li>").count(), 1, "{shown}");
    // Metadata that nobody can read says nothing.
    sqlx::query("UPDATE sandbox_sessions SET metadata = '{}'").execute(&mut meet.database().await).await.unwrap();
    assert_eq!(said(&browser, &room).await, "");
}

#[tokio::test]
async fn what_a_typed_key_switches_off_is_shown_and_no_key_ever_is() {
    let (_app, meet, browser, room) = stage().await;
    set(&browser, &room, &[("encryption", "true"), ("encryption_own_key", "true"), ("auto_cloud_recording", "true")]).await;
    browser.start(&room).await;
    let shown = said(&browser, &room).await;
    assert!(
        shown.contains("Broadcasting</a>: off instead of on") && shown.contains("by itself</a>: off instead of on"),
        "{shown}"
    );
    change_session(&meet, |metadata| {
        metadata["room_features"]["end_to_end_encryption_features"]["encryption_key"] = json!("a-key-of-32-characters-aaaaaaaaa");
        metadata["room_features"]["sip_dial_in_features"]["pin"] = json!("314159");
    })
    .await;
    for path in [room.clone(), format!("{room}/settings"), format!("{room}/join-link"), "/rooms".to_owned()] {
        let page = page(&browser, &path).await;
        assert!(!page.contains("a-key-of-32") && !page.contains("314159"), "{path}");
    }
}

#[tokio::test]
async fn a_session_leads_to_the_rooms_leave_page_unless_the_room_names_another_and_nothing_is_said_of_it() {
    let (app, meet, browser, room) = stage().await;
    browser.start(&room).await;
    let sql = "SELECT meeting_room_id FROM rooms WHERE slug = ?";
    let id: String = sqlx::query_scalar(sql).bind(slug(&room)).fetch_one(&mut app.database().await).await.unwrap();
    let leave_page = format!("{}/left/{id}", app.services.config.public_url);
    assert_eq!(logout_url(&meet).await, json!(leave_page));
    assert_eq!(said(&browser, &room).await, "");
    let settings = page(&browser, &format!("{room}/settings")).await;
    assert_eq!(field(&settings, "logout_url"), "", "it is nobody's setting");

    // What began before there was a leave page, or under another public URL, leads elsewhere: that is no server's fault.
    let change = "UPDATE rooms SET asked = json_remove(asked, '$.leave_page')";
    sqlx::query(change).execute(&mut app.database().await).await.unwrap();
    change_session(&meet, |metadata| drop(metadata.as_object_mut().unwrap().remove("logout_url"))).await;
    let shown = said(&browser, &room).await;
    assert!(shown.contains("Changed here since the session began") && !shown.contains("The meeting server"), "{shown}");
    assert!(shown.contains("Address after the session</a>: other than set"), "{shown}");

    set(&browser, &room, &[("logout_url", "https://school.example/bye")]).await;
    browser.follow("/api/end-session", &[("slug", slug(&room))]).await;
    meet.pass(std::time::Duration::from_mins(1));
    app.pass(std::time::Duration::from_mins(1));
    browser.start(&room).await;
    assert_eq!(logout_url(&meet).await, json!("https://school.example/bye"));
}

/// Where the newest session on a sandbox leads afterwards.
async fn logout_url(meet: &TestApp) -> Value {
    let sql = "SELECT metadata FROM sandbox_sessions ORDER BY rowid DESC LIMIT 1";
    let text: String = sqlx::query_scalar(sql).fetch_one(&mut meet.database().await).await.unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["logout_url"].clone()
}
