//! What guests are shown: at every state of an invite a sentence and a next step, and to programs no more than the room allows.
use std::time::Duration;

use reqwest::header::{ACCEPT_ENCODING, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, StatusCode, redirect};
use roomkey::clock::UnixMillis;
use roomkey::domain::invite::MaxUses;
use roomkey::services::invite_commands as invites;
use roomkey::services::invites::{Invite, Terms};

use crate::app::{Browser, TestApp, goes_to, leads_to};
use crate::broken_server::{BrokenServer, Trouble};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

/// An invite into a room, open unless the terms say otherwise.
async fn invite(app: &TestApp, room: &str, terms: Terms) -> Invite {
    let room = invites::room(&app.services, slug(room)).await.unwrap().unwrap();
    invites::add(&app.services, &room, &terms).await.unwrap()
}

async fn read(browser: &Browser, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}: {answer:?}");
    answer.text().await.unwrap().replace("<!>", "")
}

/// Which state a guest's page is in.
fn state(page: &str) -> &str {
    page.split("data-guest=\"").nth(1).unwrap_or_else(|| panic!("no page of a guest: {page}")).split('"').next().unwrap()
}

async fn join(browser: &Browser, invite: &Invite, name: &str) -> reqwest::Response {
    browser.post("/api/join-by-invite", &[("code", &invite.code.shown()), ("name", name)]).await
}

async fn execute(app: &TestApp, sql: &str) {
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut app.database().await).await.unwrap();
}

#[tokio::test]
async fn each_state_of_an_invite_has_a_sentence_and_a_next_step() {
    let app = TestApp::start().await;
    let host = app.administrator().await;
    let room = host.new_room("Biology 7b").await;
    let open = invite(&app, &room, Terms::default()).await;
    let guest = app.browser();
    let shows = async |expected: &str, sentences: &[&str]| {
        let page = read(&guest, &open.path()).await;
        assert_eq!(state(&page), expected, "{page}");
        for sentence in sentences {
            assert!(page.contains(sentence), "{expected}: {sentence}: {page}");
        }
        let may_join = page.contains("/api/join-by-invite");
        assert_eq!(may_join, ["ready", "not-started", "over", "shut"].contains(&expected), "{expected}");
        assert!(page.contains("Biology 7b") && page.contains("Ada Byron invites you to"), "{page}");
    };
    shows("not-started", &["has not started yet", "as soon as Ada Byron starts", "Wait here", "rehearsal room"]).await;
    host.start(&room).await;
    shows("ready", &["Your name", "Join"]).await;
    assert!(leads_to(&join(&guest, &open, "Ann").await).contains("/sandbox/?access_token="));
    shows("ready", &["Rejoin", "value=\"Ann\""]).await;
    host.follow("/api/end-session", &[("slug", slug(&room))]).await;
    app.pass(Duration::from_mins(1));
    shows("over", &["The session that you were in is over", "Wait here"]).await;

    host.start(&room).await;
    execute(&app, "UPDATE rooms SET shut_sid = started_sid").await;
    shows("shut", &["Nobody else is let in right now", "tell Ada Byron"]).await;
    execute(&app, "UPDATE rooms SET shut_sid = NULL").await;

    let now = app.services.clock.now().0;
    for (set, expected, sentences) in [
        (format!("not_before = {}", now + DAY), "not-yet", ["This link opens on", "with the same link"]),
        (format!("expires_at = {}", now - DAY), "expired", ["This link stopped working on", "Ask Ada Byron for a new one"]),
        (format!("revoked_at = {}", now - DAY), "revoked", ["This link was revoked on", "Ask Ada Byron for a new one"]),
    ] {
        execute(&app, &format!("UPDATE invites SET {set}")).await;
        shows(expected, &sentences).await;
        execute(&app, "UPDATE invites SET not_before = NULL, expires_at = NULL, revoked_at = NULL").await;
    }
    let user_id: String =
        sqlx::query_scalar("SELECT user_id FROM invite_guests").fetch_one(&mut app.database().await).await.unwrap();
    execute(
        &app,
        &format!("INSERT INTO refused_guests (room_id, user_id, name, refused_at) SELECT id, '{user_id}', 'Ann', 1 FROM rooms"),
    )
    .await;
    shows("refused", &["not let into this room any more", "talk to Ada Byron"]).await;
    execute(&app, "DELETE FROM refused_guests").await;
    host.follow("/api/end-session", &[("slug", slug(&room))]).await;
    app.pass(Duration::from_mins(1));
    host.post("/api/archive-room", &[("slug", slug(&room))]).await;
    shows("archived", &["This room is out of use", "Ask Ada Byron where it goes on"]).await;
}

#[tokio::test]
async fn who_comes_too_late_for_a_use_reads_so_and_who_had_one_comes_back() {
    let app = TestApp::start().await;
    let host = app.administrator().await;
    let room = host.new_room("Biology").await;
    host.start(&room).await;
    let one = invite(&app, &room, Terms { max_uses: Some(MaxUses::known(1)), ..Terms::default() }).await;
    let (first, late) = (app.browser(), app.browser());
    assert!(leads_to(&join(&first, &one, "Ann").await).contains("access_token="));
    let page = read(&late, &one.path()).await;
    assert_eq!(state(&page), "used-up");
    assert!(page.contains("has let in as many people as it may") && page.contains("in the browser that you used then"), "{page}");
    assert_eq!(state(&read(&first, &one.path()).await), "ready");
}

#[tokio::test]
async fn a_server_that_is_down_is_said_with_its_time_and_the_page_tries_again_with_scripts_and_without() {
    let app = TestApp::start().await;
    let host = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let room = server.room(&app, &host, "Biology").await;
    let open = invite(&app, &room, Terms::default()).await;
    server.suffers(Trouble::Refuses).await;
    host.get(&room).await;
    let page = read(&app.browser(), &open.path()).await;
    assert_eq!(state(&page), "down", "{page}");
    assert!(page.contains("has not answered since") && page.contains("tries again by itself"), "{page}");
    assert!(page.contains("data-refresh=\"10000\""), "{page}");
    assert!(page.contains("<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>"), "{page}");
    assert!(!page.contains("127.0.0.1:") || !page.contains("connection"), "no guest reads of addresses and causes: {page}");
}

#[tokio::test]
async fn previews_read_the_rooms_title_only_if_the_room_allows_it() {
    let app = TestApp::start().await;
    let host = app.administrator().await;
    let room = host.new_room("Biology \"7b\" <i>").await;
    let open = invite(&app, &room, Terms::default()).await;
    let parts = async || {
        let page = read(&app.browser(), &open.path()).await;
        let (head, body) = page.split_once("</head>").unwrap();
        (head.to_owned(), body.to_owned())
    };
    let (head, body) = parts().await;
    assert!(!head.contains("Biology") && !head.contains("Ada"), "{head}");
    assert!(head.contains("<title>Invitation · Roomkey</title>"), "{head}");
    assert!(head.contains("<meta property=\"og:title\" content=\"Invitation\">"), "{head}");
    assert!(body.contains("Biology \"7b\" &lt;i&gt;"), "people read it: {body}");

    let form = [("slug", slug(&room)), ("title", "Biology \"7b\" <i>"), ("title_in_previews", "true")];
    assert!(host.follow("/api/set-room-settings", &form).await.contains("Saved."));
    let (head, _) = parts().await;
    assert!(head.contains("<title>Biology \"7b\" &lt;i> · Roomkey</title>"), "{head}");
    assert!(head.contains("<meta property=\"og:title\" content=\"Biology &quot;7b&quot; &lt;i&gt;\">"), "{head}");
    assert!(head.contains("content=\"Ada Byron invites you. Open the link to join.\""), "{head}");
    // A preview may be made, and nothing be found by searching.
    let answer = app.browser().get(&open.path()).await;
    assert_eq!(answer.headers()["x-robots-tag"], "noindex, nofollow");
    assert!(app.browser().get("/robots.txt").await.text().await.unwrap().contains("Allow: /j/"));
}

#[tokio::test]
async fn a_code_in_any_writing_opens_the_page_whose_links_are_written_as_they_should_be_and_wrong_ones_look_alike() {
    let app = TestApp::start().await;
    let host = app.administrator().await;
    let open = invite(&app, &host.new_room("Biology").await, Terms::default()).await;
    let code = open.code.shown();
    let odd = code.to_uppercase().replace('0', "o").replace('1', "L").replace('-', "%20");
    let page = read(&app.browser(), &format!("/j/{odd}")).await;
    assert!(page.contains(&format!("name=\"code\" value=\"{code}\"")), "{page}");
    let typed = app.browser().get(&format!("/j?code={odd}")).await;
    assert_eq!(goes_to(&typed), format!("/j/{code}"));

    let mut seen = Vec::new();
    for wrong in ["0000-0000-0000", "tea", "%F0%9F%94%91", &code[1..], &format!("{code}0")] {
        let answer = app.browser().get(&format!("/j/{wrong}")).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{wrong}");
        let page = answer.text().await.unwrap();
        // What differs is drawn anew for each page.
        let nonce = page.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let form = page.split("id=\"f-").nth(1).unwrap().split("-code").next().unwrap().to_owned();
        seen.push(page.replace(&nonce, "").replace(&form, ""));
    }
    assert!(seen.iter().all(|page| *page == seen[0]), "{seen:?}");
    assert!(seen[0].contains("ask whoever gave it to you for a new one"));
}

#[tokio::test]
async fn times_are_the_readers_or_else_the_hosts_and_named() {
    let app = TestApp::start().await;
    let host = app.administrator().await;
    let room = host.new_room("Biology").await;
    let expires = UnixMillis(1_761_814_595_000);
    let old = invite(&app, &room, Terms { expires: Some(expires), ..Terms::default() }).await;
    let guest = app.browser();
    assert!(read(&guest, &old.path()).await.contains("30 October 2025, 08:56 (UTC)"));
    // What the browser told with which the host signed in, unless the host chose another.
    let again = app.browser();
    let signing_in = [("email", crate::app::ADMINISTRATOR), ("password", crate::app::PASSWORD)];
    again.post_with("/api/sign-in", &signing_in, &[("cookie", "time_zone=America/New_York")]).await;
    assert!(read(&guest, &old.path()).await.contains("30 October 2025, 04:56 (America/New York)"));
    execute(&app, "UPDATE accounts SET time_zone = 'Europe/Berlin'").await;
    assert!(read(&guest, &old.path()).await.contains("30 October 2025, 09:56 (Europe/Berlin)"));
    let answer = guest.get_with(&old.path(), &[("cookie", "time_zone=Asia/Kolkata")]).await;
    assert!(answer.text().await.unwrap().contains("30 October 2025, 14:26."));
}

#[tokio::test]
async fn a_look_at_the_wait_by_a_program_lets_nobody_in_and_by_a_stranger_changes_nothing() {
    let app = TestApp::start().await;
    let host = app.administrator().await;
    let room = host.new_room("Biology").await;
    let open = invite(&app, &room, Terms::default()).await;
    let guest = app.browser();
    let pressed = join(&guest, &open, "Ann").await;
    let wait = format!("/wait/{}", open.code.shown());
    assert_eq!(goes_to(&pressed), wait);
    let cookie = pressed.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let page = read(&guest, &wait).await;
    assert!(page.contains("Ann, you are at the door.") && page.contains("as soon as Ada Byron starts"), "{page}");
    // Only without scripts does the page load again by itself.
    assert!(page.contains("<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>"), "{page}");
    assert!(guest.get(&wait).await.headers().get("refresh").is_none());
    assert_eq!(goes_to(&app.browser().get(&wait).await), open.path(), "a stranger");

    host.start(&room).await;
    let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
    let asked = client.head(app.url(&wait)).header(COOKIE, &cookie).send().await.unwrap();
    assert_eq!((asked.status(), asked.headers().get(LOCATION)), (StatusCode::OK, None));
    assert!(leads_to(&guest.get(&wait).await).contains("/sandbox/?access_token="));
}

#[tokio::test]
async fn the_leave_page_knows_who_was_in_and_tells_nobody_else_of_the_room() {
    let app = TestApp::start().await;
    let host = app.administrator().await;
    let room = host.new_room("Biology 7b").await;
    host.start(&room).await;
    let open = invite(&app, &room, Terms::default()).await;
    let left = app.live_metadata(&room).await["logout_url"].as_str().unwrap().replace(&app.url(""), "");
    let guest = app.browser();
    join(&guest, &open, "Ann").await;
    let page = read(&guest, &left).await;
    assert_eq!(state(&page), "left-guest");
    assert!(page.contains("Biology 7b") && page.contains("Rejoin") && page.contains("as Ann"), "{page}");
    let member = read(&host, &left).await;
    assert!(state(&member) == "left-member" && member.contains(&format!("href=\"{room}\"")), "{member}");
    let neutral = async |browser: &Browser, path: &str| {
        let page = read(browser, path).await;
        let nonce = page.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        page.replace(&nonce, "")
    };
    let nowhere = neutral(&app.browser(), "/left/room-nowhere").await;
    assert_eq!(neutral(&app.browser(), &left).await, nowhere);
    assert_eq!(neutral(&guest, "/left/room-nowhere").await, nowhere);
    assert_eq!(neutral(&app.browser(), "/left/no%20id%20at%20all").await, nowhere);
    assert!(state(&nowhere) == "left" && !nowhere.contains("Biology"));

    host.follow("/api/end-session", &[("slug", slug(&room))]).await;
    app.pass(Duration::from_mins(1));
    assert!(read(&guest, &left).await.contains("Nothing goes on in the room right now"));
    execute(&app, "UPDATE invites SET revoked_at = 1").await;
    assert_eq!(neutral(&guest, &left).await, nowhere, "the link's own page says why");
}

#[tokio::test]
async fn a_member_of_the_room_is_led_to_it() {
    let app = TestApp::start().await;
    let host = app.administrator().await;
    let room = host.new_room("Biology").await;
    let open = invite(&app, &room, Terms::default()).await;
    assert!(read(&host, &open.path()).await.contains(&format!("href=\"{room}\"")));
    let other = app.teacher("tea@school.example").await;
    assert!(!read(&other, &open.path()).await.contains("data-member"));
}

/// Everything that a phone fetches, as it travels.
#[tokio::test]
async fn the_first_view_of_a_guest_weighs_45_kilobytes_at_most_and_holds_no_webassembly() {
    let app = TestApp::start().await;
    let host = app.administrator().await;
    let room = host.new_room(&"Biology 7b ".repeat(8)).await;
    let open = invite(&app, &room, Terms::default()).await;
    let client = Client::builder().build().unwrap();
    let fetch = async |path: &str| {
        let answer = client.get(app.url(path)).header(ACCEPT_ENCODING, "gzip, br").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let headers: usize = answer.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
        headers + answer.bytes().await.unwrap().len()
    };
    let page = read(&app.browser(), &open.path()).await;
    assert!(!page.contains("wasm") && !page.contains("leptos-island"), "{page}");
    let linked = page.split(['"']).filter(|text| text.starts_with("/pkg/") || *text == "/favicon.svg").collect::<Vec<_>>();
    assert_eq!(linked.len(), 3, "style sheet, script and icon: {linked:?}");
    let mut bytes = fetch(&open.path()).await;
    for path in linked {
        bytes += fetch(path).await;
    }
    println!("first view of an invite: {bytes} bytes");
    assert!(bytes <= 45_000, "{bytes}");
}
