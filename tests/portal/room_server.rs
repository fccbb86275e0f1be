//! Which meeting server a room runs on: chosen, moved, and named where it matters.
use reqwest::StatusCode;
use reqwest::header::CONTENT_SECURITY_POLICY;

use crate::app::{Browser, TestApp, goes_to, leads_to};

fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

/// Makes a room on this server.
async fn new_room(browser: &Browser, title: &str, server: &str) -> String {
    goes_to(&browser.post("/api/create-room", &[("title", title), ("server", server)]).await).to_owned()
}

/// Moves a room; the page that leads to.
async fn move_room(browser: &Browser, room: &str, from: &str, to: &str, then: &str) -> String {
    let form = [("slug", slug(room)), ("instance", "m"), ("from", from), ("server", to), ("then", then)];
    browser.follow("/api/set-room-server", &form).await.replace("<!>", "")
}

async fn page(browser: &Browser, path: &str) -> String {
    browser.get(path).await.text().await.unwrap().replace("<!>", "")
}

#[tokio::test]
async fn a_room_is_made_on_the_server_that_was_chosen_and_starts_there() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    assert!(!page(&browser, "/rooms/new").await.contains("name=\"server\""), "there is only the sandbox");
    app.add_server("Meet One", &meet).await;
    let form = page(&browser, "/rooms/new").await;
    assert!(form.contains("<option value=\"sandbox\" selected>Sandbox (built in)</option>"), "{form}");
    assert!(form.contains(">Meet One</option>"));
    assert!(!form.contains("/sandbox/") && !form.contains("http"), "a teacher sees no address");

    let one = app.server_key("Meet One").await;
    let room = new_room(&browser, "Biology", &one).await;
    let link = browser.start(&room).await;
    assert!(link.starts_with(&meet.url("/sandbox/?access_token=")), "{link}");
    assert_eq!(meet.sandbox().active_rooms().await.unwrap()[0].room_title, "Biology");
    assert_eq!(app.sandbox().active_rooms().await.unwrap().len(), 0);

    let overview = browser.get(&room).await;
    let policy = overview.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.ends_with(&format!("form-action 'self' {}", meet.url(""))), "{policy}");
    let overview = overview.text().await.unwrap().replace("<!>", "");
    assert!(overview.contains("<dd>Meet One</dd>") && !overview.contains("It is not a video call"));
    assert!(overview.contains("badge live"));
}

#[tokio::test]
async fn the_list_names_servers_once_there_are_several_in_use() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    app.add_server("Meet One", &meet).await;
    assert!(!page(&browser, "/rooms").await.contains("on Sandbox"), "nothing runs elsewhere");
    let one = app.server_key("Meet One").await;
    let room = new_room(&browser, "Biology", &one).await;
    browser.start(&room).await;
    let list = browser.get("/rooms").await;
    let policy = list.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.contains(&meet.url("")) && policy.contains(&app.url("")), "{policy}");
    let list = list.text().await.unwrap().replace("<!>", "");
    assert!(list.contains("on Meet One") && list.contains("on Sandbox (built in)"));
    assert_eq!(list.matches("badge live").count(), 1);
}

#[tokio::test]
async fn new_rooms_begin_on_the_default_server() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    app.add_server("Meet One", &meet).await;
    sqlx::query("UPDATE meeting_servers SET is_default = 1").execute(&mut app.database().await).await.unwrap();
    let one = app.server_key("Meet One").await;
    let form = page(&browser, "/rooms/new").await;
    assert!(form.contains(&format!("<option value=\"{one}\" selected>Meet One</option>")), "{form}");
    // A program that names no server gets the default one; whoever names the sandbox gets the sandbox.
    for (server, begins_at) in [("", &meet), ("sandbox", &app)] {
        let room = new_room(&browser, "Physics", server).await;
        let link = browser.start(&room).await;
        assert!(link.starts_with(&begins_at.url("/sandbox/?")), "{server}: {link}");
    }
    let answer = browser.post("/api/create-room", &[("title", "Chemistry"), ("server", "gone"), ("instance", "x")]).await;
    let again = page(&browser, leads_to(&answer)).await;
    assert!(again.contains("Choose one of the offered values.") && again.contains("value=\"Chemistry\""), "{again}");
}

#[tokio::test]
async fn a_moved_room_starts_on_the_other_server_and_a_copy_goes_with_it() {
    let (app, one, two) = (TestApp::start().await, TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    assert!(!page(&browser, &format!("{room}/settings")).await.contains("set-room-server"), "there is nowhere to go");
    app.add_server("Meet One", &one).await;
    app.add_server("Meet Two", &two).await;
    let (key_one, key_two) = (app.server_key("Meet One").await, app.server_key("Meet Two").await);
    let moved = move_room(&browser, &room, "sandbox", &key_one, "").await;
    assert!(moved.contains("Moved: the next session runs on Meet One."), "{moved}");
    assert!(browser.start(&room).await.starts_with(&one.url("/sandbox/")));

    let copy = goes_to(&browser.post("/api/duplicate-room", &[("slug", slug(&room))]).await).to_owned();
    assert!(browser.start(&copy).await.starts_with(&one.url("/sandbox/")));
    assert!(page(&browser, &copy).await.contains("<dd>Meet One</dd>"));

    // Somebody whose page still shows the room where it was.
    let stale = move_room(&browser, &room, "sandbox", &key_two, "").await;
    assert!(stale.contains("Somebody else made this “Meet One” meanwhile"), "{stale}");
    assert!(stale.contains(&format!("<option value=\"{key_two}\" selected>")), "the choice is kept");
    let nowhere = move_room(&browser, &room, &key_one, "gone", "").await;
    assert!(nowhere.contains("Choose one of the offered values."));
}

#[tokio::test]
async fn a_live_room_is_moved_only_with_the_end_of_its_session() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    app.add_server("Meet One", &meet).await;
    let one = app.server_key("Meet One").await;
    let room = browser.new_room("Biology").await;
    let first = browser.start(&room).await;
    let settings = page(&browser, &format!("{room}/settings")).await;
    assert!(settings.contains("The room is live on Sandbox (built in), and a session cannot be moved"), "{settings}");
    let refused = move_room(&browser, &room, "sandbox", &one, "").await;
    assert!(refused.contains("so it was not moved"), "{refused}");
    assert!(page(&browser, &room).await.contains("<dd>Sandbox (built in)</dd>"));

    let moved = move_room(&browser, &room, "sandbox", &one, "end-session").await;
    assert!(moved.contains("Moved: the next session runs on Meet One."));
    // At once, in the seconds in which a second press would get the link of before.
    let second = browser.start(&room).await;
    assert!(second != first && second.starts_with(&meet.url("/sandbox/")), "{second}");
    app.pass(std::time::Duration::from_secs(30));
    assert_eq!(app.sandbox().active_rooms().await.unwrap().len(), 0, "what ran was ended");
    let path = first.split_once("/sandbox/").map(|(_, rest)| format!("/sandbox/{rest}")).unwrap();
    assert_eq!(app.browser().get(&path).await.status(), StatusCode::UNAUTHORIZED, "the old link leads to the old server");
}

#[tokio::test]
async fn a_room_leaves_a_server_that_does_not_answer() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    app.add_server("Meet One", &meet).await;
    let one = app.server_key("Meet One").await;
    let room = new_room(&browser, "Biology", &one).await;
    browser.start(&room).await;
    drop(meet);
    let settings = page(&browser, &format!("{room}/settings")).await;
    assert!(settings.contains("Meet One does not answer, so nobody knows whether a session runs there."), "{settings}");
    let moved = move_room(&browser, &room, &one, "sandbox", "").await;
    assert!(moved.contains("Moved: the next session runs on Sandbox (built in)."), "{moved}");
    assert!(browser.start(&room).await.starts_with(&app.url("/sandbox/")));
}

#[tokio::test]
async fn a_design_has_to_fit_the_links_of_the_server_a_room_moves_to() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    app.add_server("Meet One", &meet).await;
    let far = format!("http://127.0.0.1/{}/", "x".repeat(1200));
    sqlx::query("UPDATE meeting_servers SET join_url = ?").bind(far).execute(&mut app.database().await).await.unwrap();
    let room = browser.new_room("Biology").await;
    let logo = format!("https://school.example/{}", "x".repeat(400));
    let saved = browser.follow("/api/set-room-design", &[("slug", slug(&room)), ("custom_logo", logo.as_str())]).await;
    assert!(saved.contains("Saved."));
    let refused = move_room(&browser, &room, "sandbox", &app.server_key("Meet One").await, "").await;
    assert!(refused.contains("With this design the link would have"), "{refused}");
    assert!(browser.start(&room).await.starts_with(&app.url("/sandbox/")), "it stayed where it was");
}

/// Makes an invite with a design of its own that is long.
async fn invite_with_design(browser: &Browser, room: &str) {
    let logo = format!("https://school.example/{}", "x".repeat(400));
    let form = [("slug", slug(room)), ("kind", "personal"), ("name", "Ann Lee"), ("role", "participant"), ("design", "custom")];
    let made = browser.follow("/api/create-invite", &[&form[..], &[("custom_logo", &logo)]].concat()).await;
    assert!(made.contains("The invite is made."), "{made}");
}

#[tokio::test]
async fn an_invites_own_design_has_to_fit_the_links_of_the_server_a_room_moves_to() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    app.add_server("Meet One", &meet).await;
    let far = format!("http://127.0.0.1/{}/", "x".repeat(1200));
    sqlx::query("UPDATE meeting_servers SET join_url = ?").bind(far).execute(&mut app.database().await).await.unwrap();
    let one = app.server_key("Meet One").await;
    let room = browser.new_room("Biology").await;
    invite_with_design(&browser, &room).await;
    let link = browser.start(&room).await;
    let refused = move_room(&browser, &room, "sandbox", &one, "end-session").await;
    assert!(refused.contains("the links of the invite “Ann Lee” would have"), "{refused}");
    assert_eq!(app.sandbox().active_rooms().await.unwrap().len(), 1, "nothing was ended for nothing");
    assert!(link.starts_with(&app.url("/sandbox/")));
    // One that is revoked opens nothing anyway.
    sqlx::query("UPDATE invites SET revoked_at = 1 WHERE name = 'Ann Lee'").execute(&mut app.database().await).await.unwrap();
    let moved = move_room(&browser, &room, "sandbox", &one, "end-session").await;
    assert!(moved.contains("Moved: the next session runs on Meet One."), "{moved}");
}

#[tokio::test]
async fn a_server_is_removed_only_if_the_links_of_its_rooms_fit_the_next_one() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    app.add_server("Meet One", &meet).await;
    app.add_server("Meet Two", &meet).await;
    let far = format!("http://127.0.0.1/{}/", "x".repeat(1200));
    sqlx::query("UPDATE meeting_servers SET join_url = ? WHERE name = 'Meet Two'")
        .bind(far)
        .execute(&mut app.database().await)
        .await
        .unwrap();
    let (one, two) = (app.server_key("Meet One").await, app.server_key("Meet Two").await);
    let room = new_room(&browser, "Biology", &one).await;
    invite_with_design(&browser, &room).await;
    let form = [("server", one.as_str()), ("instance", "m"), ("to", two.as_str())];
    let refused = browser.follow("/api/remove-server", &form).await.replace("<!>", "");
    assert!(refused.contains("the links into “Biology” would have"), "{refused}");
    sqlx::query("UPDATE invites SET revoked_at = 1 WHERE name = 'Ann Lee'").execute(&mut app.database().await).await.unwrap();
    let logo = format!("https://school.example/{}", "x".repeat(400));
    let saved = browser.follow("/api/set-room-design", &[("slug", slug(&room)), ("custom_logo", logo.as_str())]).await;
    assert!(saved.contains("Saved."));
    let refused = browser.follow("/api/remove-server", &form).await.replace("<!>", "");
    assert!(refused.contains("the links into “Biology” would have"), "{refused}");
    let form = [("server", one.as_str()), ("instance", "m"), ("to", "sandbox")];
    assert_eq!(crate::app::leads_to(&browser.post("/api/remove-server", &form).await), "/servers?done=removed");
}

#[tokio::test]
async fn nobody_moves_somebody_elses_room() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let room = app.administrator().await.new_room("Mine").await;
    app.add_server("Meet One", &meet).await;
    let one = app.server_key("Meet One").await;
    let other = app.teacher("other@school.example").await;
    for slug in [slug(&room), "nothing-0000"] {
        let form = [("slug", slug), ("from", "sandbox"), ("server", one.as_str())];
        assert_eq!(other.post("/api/set-room-server", &form).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(goes_to(&app.browser().post("/api/set-room-server", &form).await), "/sign-in");
    }
}
