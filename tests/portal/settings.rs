//! A room's settings: set through the page, read back from the meeting server.
use roomkey::domain::locks::LockKind;
use serde_json::{Value, json};

use crate::app::{Browser, TestApp, goes_to};

fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

/// What the settings page of a room shows: its form, as a browser would send it back untouched.
pub async fn shown(browser: &Browser, page: &str) -> Vec<(String, String)> {
    fields(&browser.get(page).await.text().await.unwrap(), "/api/set-room-")
}

/// The fields of the form with this action, as a browser reads them.
fn fields(page: &str, action: &str) -> Vec<(String, String)> {
    let form = page.split(action).nth(1).unwrap().split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| Some(unescaped(tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?));
    let mut fields = Vec::new();
    for tag in form.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let ticks = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
        if !ticks || tag.contains(" checked") {
            // A colour picker has no name: it is not sent.
            let Some(name) = attribute(tag, "name") else { continue };
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        }
    }
    for area in form.split("<textarea").skip(1) {
        let (tag, rest) = area.split_once('>').unwrap();
        fields.push((attribute(tag, "name").unwrap(), unescaped(rest.split("</textarea>").next().unwrap().trim())));
    }
    fields
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// A field and what it is set to; `None` unticks a box.
type Set<'a> = (&'a str, Option<&'a str>);

/// Sends a form with some fields changed. Gives the page it leads to.
pub async fn send(browser: &Browser, form: &str, fields: &[(String, String)], changes: &[Set<'_>]) -> String {
    let wanted = |name: &str| changes.iter().find(|(field, _)| *field == name);
    let mut sent: Vec<(&str, &str)> =
        fields.iter().filter(|(name, _)| wanted(name).is_none()).map(|(name, value)| (name.as_str(), value.as_str())).collect();
    sent.extend(changes.iter().filter_map(|(name, value)| Some((*name, (*value)?))));
    browser.follow(&format!("/api/{form}"), &sent).await
}

/// Every setting: what is set in the page, where it stands in the metadata, and what a server makes of it (§6).
#[tokio::test]
async fn every_setting_comes_out_at_the_server_as_the_contract_says() {
    let features = |path: &str| format!("/room_features/{path}");
    let encrypted = ("encryption", Some("true"));
    let table: Vec<(Vec<Set>, String, Value)> = vec![
        (vec![("title", Some("Physik \u{1f9f2}"))], "/room_title".into(), json!("Physik \u{1f9f2}")),
        (vec![("welcome_message", Some("Hello\r\n<b>all</b>"))], "/welcome_message".into(), json!("Hello\n<b>all</b>")),
        (vec![("welcome_message", Some(" "))], "/welcome_message".into(), Value::Null),
        (vec![("logout_url", Some("https://school.example/bye"))], "/logout_url".into(), json!("https://school.example/bye")),
        (vec![("duration", Some("45"))], features("room_duration"), json!("45")),
        (vec![("duration", Some(""))], features("room_duration"), Value::Null),
        (vec![("waiting_room", Some("true"))], features("waiting_room_features/is_active"), json!(true)),
        (vec![("waiting_room_message", Some("Soon"))], features("waiting_room_features/waiting_room_msg"), json!("Soon")),
        (vec![("mute_on_start", Some("true"))], features("mute_on_start"), json!(true)),
        (vec![("admin_only_webcams", Some("true"))], features("admin_only_webcams"), json!(true)),
        (vec![("auto_gen_user_id", Some("true"))], features("auto_gen_user_id"), json!(true)),
        (vec![("auto_cloud_recording", Some("true"))], features("recording_features/enable_auto_cloud_recording"), json!(true)),
        (
            vec![("only_record_admin_webcams", Some("true"))],
            features("recording_features/only_record_admin_webcams"),
            json!(true),
        ),
        (vec![], features("external_broadcasting_features/is_allow"), json!(true)),
        (vec![("broadcasting", None)], features("external_broadcasting_features/is_allow"), json!(false)),
        (vec![("broadcasting", None)], features("external_broadcasting_features/is_allow_rtmp"), json!(false)),
        (vec![("virtual_backgrounds", None)], features("allow_virtual_bg"), json!(false)),
        (vec![("raise_hand", None)], features("allow_raise_hand"), json!(false)),
        (vec![("reactions", None)], features("allow_reactions"), json!(false)),
        (vec![("breakout_rooms", Some("3"))], features("breakout_room_features/allowed_number_rooms"), json!(3)),
        // The sandbox, like a server with stock settings, takes six at most.
        (vec![("breakout_rooms", Some("16"))], features("breakout_room_features/allowed_number_rooms"), json!(6)),
        (vec![("chat_file_types", Some(".PNG, pdf"))], features("chat_features/allowed_file_types"), json!(["pdf", "png"])),
        (
            vec![("whiteboard_file", Some("https://a.example/x.pdf"))],
            features("whiteboard_features/preload_file"),
            json!("https://a.example/x.pdf"),
        ),
        (vec![("extra_data", Some("class = 7b\r\nyear=2026"))], "/extra_data".into(), json!({ "class": "7b", "year": "2026" })),
        (vec![encrypted], features("end_to_end_encryption_features/is_enabled"), json!(true)),
        (vec![encrypted], features("ingress_features/is_allow"), json!(false)),
        (
            vec![encrypted, ("encrypt_chat", Some("true"))],
            features("end_to_end_encryption_features/included_chat_messages"),
            json!(true),
        ),
        (
            vec![encrypted, ("encrypt_whiteboard", Some("true"))],
            features("end_to_end_encryption_features/included_whiteboard"),
            json!(true),
        ),
        // Parts mean nothing without the whole, and a typed key switches other things off.
        (vec![("encrypt_chat", Some("true"))], features("end_to_end_encryption_features/included_chat_messages"), json!(false)),
        (
            vec![encrypted, ("encryption_own_key", Some("true")), ("auto_cloud_recording", Some("true"))],
            features("recording_features/enable_auto_cloud_recording"),
            json!(false),
        ),
        (
            vec![encrypted, ("encryption_own_key", Some("true"))],
            features("external_broadcasting_features/is_allow"),
            json!(false),
        ),
    ];
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    for (changes, pointer, expected) in table {
        let room = browser.new_room("Settings").await;
        let form = shown(&browser, &format!("{room}/settings")).await;
        let page = send(&browser, "set-room-settings", &form, &changes).await;
        assert!(page.contains("Saved."), "{changes:?}: {page}");
        browser.start(&room).await;
        let metadata = app.live_metadata(&room).await;
        assert_eq!(metadata.pointer(&pointer).unwrap_or(&Value::Null), &expected, "{changes:?} at {pointer}");
        // And the page shows what was set.
        let again = shown(&browser, &format!("{room}/settings")).await;
        for (name, value) in &changes {
            let now = again.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
            let normal = value.map(|value| match *name {
                "chat_file_types" => "pdf, png".to_owned(),
                "extra_data" => "class = 7b\nyear = 2026".to_owned(),
                _ => value.trim().replace("\r\n", "\n"),
            });
            assert_eq!(now, normal.as_deref(), "{name}");
        }
    }
}

/// What is not in the metadata: how many, and how long nobody.
#[tokio::test]
async fn limits_hold_at_the_server() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Limits").await;
    let form = shown(&browser, &format!("{room}/settings")).await;
    send(&browser, "set-room-settings", &form, &[("max_participants", Some("12")), ("empty_timeout", Some("5"))]).await;
    browser.start(&room).await;
    let mut database = app.database().await;
    let kept: (i64, i64) =
        sqlx::query_as("SELECT max_participants, empty_timeout FROM sandbox_sessions").fetch_one(&mut database).await.unwrap();
    assert_eq!(kept, (12, 300));
    let form = shown(&browser, &format!("{room}/settings")).await;
    send(&browser, "set-room-settings", &form, &[("max_participants", Some(""))]).await;
    app.pass(std::time::Duration::from_secs(301));
    browser.start(&room).await;
    let unlimited: i64 = sqlx::query_scalar("SELECT max_participants FROM sandbox_sessions ORDER BY created_at DESC")
        .fetch_one(&mut database)
        .await
        .unwrap();
    assert_eq!(unlimited, 0, "absent, which a server takes for unlimited");
}

#[tokio::test]
async fn every_lock_set_in_the_page_comes_out_at_the_server() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    for only in LockKind::ALL.into_iter().map(Some).chain([None]) {
        let room = browser.new_room("Locks").await;
        let form = shown(&browser, &format!("{room}/locks")).await;
        let changes: Vec<_> =
            LockKind::ALL.into_iter().map(|kind| (kind.key(), (only == Some(kind)).then_some("true"))).collect();
        assert!(send(&browser, "set-room-locks", &form, &changes).await.contains("Saved."));
        browser.start(&room).await;
        let metadata = app.live_metadata(&room).await;
        for kind in LockKind::ALL {
            assert_eq!(metadata["default_lock_settings"][kind.key()], only == Some(kind), "{only:?}: {kind:?}");
        }
    }
}

#[tokio::test]
async fn wrong_settings_come_back_with_what_was_typed_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Wrong").await;
    let form = shown(&browser, &format!("{room}/settings")).await;
    let wrong = [
        ("title", Some("")),
        ("max_participants", Some("0")),
        ("duration", Some("an hour")),
        ("logout_url", Some("http://school.example")),
        ("chat_file_types", Some("pdf, ?")),
        ("extra_data", Some("class")),
        ("mute_on_start", Some("true")),
    ];
    let page = send(&browser, "set-room-settings", &form, &wrong).await;
    for words in ["6 fields need", "from 1 to 10", "whole number", "must begin with https", "is no file ending", "Line 1 is not"]
    {
        assert!(page.contains(words), "{words}");
    }
    let typed = fields(&page, "/api/set-room-settings");
    for (name, value) in wrong {
        assert_eq!(typed.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str()), value, "{name}");
    }
    let stored = shown(&browser, &format!("{room}/settings")).await;
    let without_instance =
        |fields: Vec<(String, String)>| fields.into_iter().filter(|(name, _)| name != "instance").collect::<Vec<_>>();
    assert_eq!(without_instance(stored), without_instance(form));
}

#[tokio::test]
async fn two_people_edit_one_room_and_neither_loses_anything() {
    let app = TestApp::start().await;
    let (one, two) = (app.administrator().await, app.administrator_again().await);
    let room = one.new_room("Biology").await;
    let page = format!("{room}/settings");
    let (mine, theirs) = (shown(&one, &page).await, shown(&two, &page).await);
    let saved = send(
        &two,
        "set-room-settings",
        &theirs,
        &[("title", Some("Chemistry")), ("welcome_message", Some("Hi")), ("reactions", None)],
    )
    .await;
    assert!(saved.contains("Saved."));

    let clash = send(&one, "set-room-settings", &mine, &[("title", Some("Physics")), ("mute_on_start", Some("true"))]).await;
    assert!(clash.contains("Somebody else has made changes here since you opened the page"));
    assert!(clash.contains("Somebody else made this “Chemistry” meanwhile"), "the other's title");
    assert!(
        clash.contains("Somebody else filled or ticked this meanwhile")
            && clash.contains("Somebody else unticked this meanwhile")
    );
    let again = fields(&clash, "/api/set-room-settings");
    let value = |name: &str| again.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    assert_eq!(
        (value("title"), value("mute_on_start"), value("welcome_message"), value("reactions")),
        (Some("Physics"), Some("true"), Some("Hi"), None)
    );
    assert!(one.get(&room).await.text().await.unwrap().contains("Chemistry"), "nothing is stored yet");

    assert!(send(&one, "set-room-settings", &again, &[]).await.contains("Saved."));
    let after = shown(&two, &page).await;
    let value = |name: &str| after.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    assert_eq!(
        (value("title"), value("mute_on_start"), value("welcome_message"), value("reactions")),
        (Some("Physics"), Some("true"), Some("Hi"), None)
    );
}

#[tokio::test]
async fn changes_of_different_things_do_not_meet() {
    let app = TestApp::start().await;
    let (one, two) = (app.administrator().await, app.administrator_again().await);
    let room = one.new_room("Biology").await;
    let locks = shown(&one, &format!("{room}/locks")).await;
    let settings = shown(&two, &format!("{room}/settings")).await;
    assert!(send(&two, "set-room-settings", &settings, &[("mute_on_start", Some("true"))]).await.contains("Saved."));
    assert!(send(&one, "set-room-locks", &locks, &[("lock_chat", Some("true"))]).await.contains("Saved."));
    let stale = send(&two, "set-room-locks", &locks, &[("lock_webcam", Some("true"))]).await;
    assert!(stale.contains("Somebody else filled or ticked this meanwhile"), "the first one's chat lock");
    let design = shown(&one, &format!("{room}/design")).await;
    assert!(send(&one, "set-room-design", &design, &[("header_bg_color", Some("#112233"))]).await.contains("Saved."));
    let stale = send(&two, "set-room-design", &design, &[("header_bg_color", Some("#445566"))]).await;
    assert!(stale.contains("#112233") && stale.contains("#445566"), "both colours are shown");
}

#[tokio::test]
async fn a_renamed_room_keeps_its_address() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let form = shown(&browser, &format!("{room}/settings")).await;
    let answer = browser.post("/api/set-room-settings", &[("slug", slug(&room)), ("title", "فصل")]).await;
    assert_eq!(goes_to(&answer), format!("{room}/settings"));
    assert!(browser.get(&room).await.text().await.unwrap().contains("فصل"));
    assert!(send(&browser, "set-room-settings", &form, &[("title", Some("New"))]).await.contains("Somebody else"));
}

#[tokio::test]
async fn a_lock_changed_while_live_holds_after_the_session_was_ended() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Live").await;
    browser.start(&room).await;
    let locks = browser.get(&format!("{room}/locks")).await.text().await.unwrap();
    assert!(locks.contains("takes effect from the next session") && locks.contains("Save and end for everybody"));
    let form = fields(&locks, "/api/set-room-locks");
    send(&browser, "set-room-locks", &form, &[("lock_microphone", Some("true"))]).await;
    assert_ne!(app.live_metadata(&room).await["default_lock_settings"]["lock_microphone"], true);

    let ended = browser.follow("/api/end-session", &[("slug", slug(&room)), ("instance", "x")]).await;
    assert!(ended.contains("The session is ending.") || ended.contains("The session has ended."), "{ended}");
    // At once, in the ten seconds in which a second press would get the link of before.
    let link = browser.start(&room).await;
    assert_eq!(app.live_metadata(&room).await["default_lock_settings"]["lock_microphone"], true);
    let rehearsal =
        app.browser().get(link.split_once("/sandbox/").map(|(_, rest)| format!("/sandbox/{rest}")).unwrap().as_str()).await;
    assert_eq!(rehearsal.status(), 200);
    let nothing = browser.new_room("Idle").await;
    assert_eq!(goes_to(&browser.post("/api/end-session", &[("slug", slug(&nothing))]).await), nothing, "nothing to end");
}

#[tokio::test]
async fn what_the_room_does_to_a_person_stands_on_the_key_card() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Ids").await;
    let form = shown(&browser, &format!("{room}/settings")).await;
    send(
        &browser,
        "set-room-settings",
        &form,
        &[("auto_gen_user_id", Some("true")), ("waiting_room", Some("true")), ("reactions", None)],
    )
    .await;
    assert!(
        browser
            .get(&format!("{room}/join-link"))
            .await
            .text()
            .await
            .unwrap()
            .contains("In this room the server gives everybody an id")
    );
    let wanted = [("slug", slug(&room)), ("instance", "one"), ("name", "Ann"), ("user_id", "ann-1")];
    let page = browser.follow("/api/make-join-link", &wanted).await;
    assert!(page.contains("The server replaces this id") && !page.contains("You typed this id."));
    assert!(page.contains("In the waiting room first"));
    assert!(page.contains("or react with emoji") && !page.contains("and react with emoji"), "switched off is not allowed");
}

#[tokio::test]
async fn ending_the_session_from_a_form_saves_the_form_or_does_nothing() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Typed").await;
    browser.start(&room).await;
    let form = shown(&browser, &format!("{room}/settings")).await;
    let wrong = [("welcome_message", Some("Hello")), ("duration", Some("x")), ("then", Some("end-session"))];
    let page = send(&browser, "set-room-settings", &form, &wrong).await;
    assert!(page.contains("whole number") && page.contains("Hello"));
    app.live_metadata(&room).await;
    let right = [("welcome_message", Some("Hello")), ("then", Some("end-session"))];
    let page = send(&browser, "set-room-settings", &form, &right).await;
    assert!(page.contains("The session is ending.") || page.contains("The session has ended."));
    browser.start(&room).await;
    assert_eq!(app.live_metadata(&room).await["welcome_message"], "Hello");
}

#[tokio::test]
async fn one_value_that_is_much_too_long_takes_no_other_with_it() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Long").await;
    let form = shown(&browser, &format!("{room}/settings")).await;
    let long = "x".repeat(40_000);
    let typed = [("welcome_message", Some(long.as_str())), ("max_participants", Some("12")), ("raise_hand", None)];
    let page = send(&browser, "set-room-settings", &form, &typed).await;
    assert!(page.contains("This has 40000 characters"), "what is wrong is said all the same");
    let again = fields(&page, "/api/set-room-settings");
    let value = |name: &str| again.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    assert_eq!((value("title"), value("max_participants"), value("raise_hand")), (Some("Long"), Some("12"), None));
    let saved = send(&browser, "set-room-settings", &again, &[("welcome_message", Some("Short"))]).await;
    assert!(saved.contains("Saved."), "and nobody is said to have changed anything");
}

#[tokio::test]
async fn what_was_typed_into_several_lines_does_not_end_them() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let page = format!("{}/settings", browser.new_room("Escape").await);
    let typed = "Tom & Jerry &amp; </textarea><h1>gone</h1>";
    let fields = shown(&browser, &page).await;
    let saved = send(&browser, "set-room-settings", &fields, &[("welcome_message", Some(typed))]).await;
    assert!(!saved.contains("<h1>gone"), "{saved}");
    let fields = shown(&browser, &page).await;
    assert_eq!(fields.iter().find(|(name, _)| name == "welcome_message").unwrap().1, typed);
}
