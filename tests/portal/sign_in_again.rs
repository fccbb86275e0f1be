//! A form that is sent after the sign-in ran out leads through the sign-in back to itself.
use std::time::Duration;

use reqwest::StatusCode;

use crate::app::{Browser, PASSWORD, TestApp, cookie, field, goes_to, leads_to};

const DAY: Duration = Duration::from_hours(24);
const NOTICE: &str = "You were signed out meanwhile. Nothing was saved yet";

/// Names and values.
type Fields<'a> = Vec<(&'a str, &'a str)>;

/// The page that a redirect to the sign-in comes back to.
fn next(answer: &str) -> String {
    let next = answer.strip_prefix("/sign-in?next=").unwrap_or_else(|| panic!("{answer}"));
    percent_decoded(next)
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next().unwrap()).to_digit(16).unwrap();
        bytes.push(if byte == b'%' { u8::try_from(digit() * 16 + digit()).unwrap() } else { byte });
    }
    String::from_utf8(bytes).unwrap()
}

/// Signs in as somebody who was sent to the sign-in page would; where that leads.
async fn sign_in_again(browser: &Browser, next: &str, email: &str) -> String {
    let form = [("email", email), ("password", PASSWORD), ("next", next)];
    leads_to(&browser.post("/api/sign-in", &form).await).to_owned()
}

/// The instance of the page's form, as the browser would send it.
async fn instance(browser: &Browser, path: &str, action: &str) -> String {
    let page = browser.get(path).await.text().await.unwrap();
    let form = page.split(&format!("action=\"{action}\"")).nth(1).unwrap_or_else(|| panic!("{path} has no {action}"));
    field(form, "instance")
}

async fn room(browser: &Browser, title: &str) -> String {
    goes_to(&browser.post("/api/create-room", &[("title", title)]).await).to_owned()
}

#[tokio::test]
async fn every_form_comes_back_filled_and_nothing_is_done_before_it_is_sent_again() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    let home = room(&browser, "Biology").await;
    let slug = home.strip_prefix("/rooms/").unwrap().to_owned();
    let page = |tab: &str| format!("{home}/{tab}");
    let settings = browser.get(&page("settings")).await.text().await.unwrap();
    let base = field(&settings, "base").replace("&quot;", "\"");
    let forms: [(String, &str, Fields, &str); 6] = [
        ("/rooms/new".to_owned(), "/api/create-room", vec![("title", "Typed for long")], "Typed for long"),
        (page("design"), "/api/set-room-design", vec![("slug", &slug), ("header_bg_color", "#123456")], "#123456"),
        (page("locks"), "/api/set-room-locks", vec![("slug", &slug), ("lock_webcam", "true")], "lock_webcam"),
        (page("join-link"), "/api/make-join-link", vec![("slug", &slug), ("name", "Ann Lee")], "Ann Lee"),
        (
            page("settings"),
            "/api/set-room-settings",
            vec![("slug", &slug), ("base", &base), ("title", "Botany"), ("welcome_message", "Hello there")],
            "Hello there",
        ),
        ("/account".to_owned(), "/api/set-profile", vec![("name", "Bea B."), ("time_zone", "Asia/Tokyo")], "Asia/Tokyo"),
    ];
    for (path, action, fields, kept) in forms {
        let instance = instance(&browser, &path, action).await;
        app.pass(DAY);
        let fields = [vec![("instance", instance.as_str())], fields].concat();
        let next = next(leads_to(&browser.post(action, &fields).await));
        assert_eq!(next, format!("{path}?form={instance}"));
        assert_eq!(browser.get(&next).await.status(), StatusCode::SEE_OTHER, "nobody is signed in");
        // A mistake on the way loses nothing.
        browser.post("/api/sign-in", &[("email", "bea@school.example"), ("password", "mistyped"), ("next", &next)]).await;
        assert_eq!(sign_in_again(&browser, &next, "bea@school.example").await, next);

        let shown = browser.get(&next).await.text().await.unwrap();
        assert!(shown.contains(NOTICE) && shown.contains(kept), "{action}: {shown}");
        assert!(!shown.contains("aria-invalid"), "no field is wrong");
        assert!(shown.contains(&instance));
        if action == "/api/set-room-locks" {
            let box_of =
                |lock: &str| shown.split(&format!("name=\"{lock}\"")).nth(1).unwrap().split('>').next().unwrap().to_owned();
            assert!(box_of("lock_webcam").contains("checked") && !box_of("lock_microphone").contains("checked"), "{shown}");
        }
        assert!(!browser.get(&next).await.text().await.unwrap().contains(NOTICE), "once");
        let rooms = browser.get("/rooms").await.text().await.unwrap();
        assert!(action != "/api/create-room" || !rooms.contains("Typed for long"), "nothing was done yet");

        let again = leads_to(&browser.post(action, &fields).await).to_owned();
        assert!(!again.contains("form=") && !again.contains("sign-in"), "now it is: {again}");
    }
    assert!(browser.get("/rooms").await.text().await.unwrap().contains("Typed for long"));
}

#[tokio::test]
async fn a_password_is_not_kept_while_its_sender_signs_in_again() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    let instance = instance(&browser, "/account", "/api/change-password").await;
    app.pass(DAY);
    let secret = "never to be kept";
    let form = [("instance", instance.as_str()), ("current", PASSWORD), ("new", secret), ("again", secret)];
    let next = next(leads_to(&browser.post("/api/change-password", &form).await));
    assert!(!app.keeps(secret) && !app.keeps(PASSWORD));
    sign_in_again(&browser, &next, "bea@school.example").await;
    let shown = browser.get(&next).await.text().await.unwrap();
    assert_eq!(shown.matches(NOTICE).count(), 1, "at the one form");
    assert!(shown.split("action=\"/api/change-password\"").nth(1).unwrap().contains(NOTICE));
    assert!(!shown.contains(secret));
}

#[tokio::test]
async fn a_form_reaches_no_other_account() {
    let app = TestApp::start().await;
    app.add("eve@school.example").await;
    let browser = app.teacher("bea@school.example").await;
    let home = room(&browser, "Biology").await;
    let slug = home.strip_prefix("/rooms/").unwrap();
    for (path, action, more) in [
        (format!("{home}/join-link"), "/api/make-join-link", ("name", "Ann Lee")),
        ("/rooms/new".to_owned(), "/api/create-room", ("title", "Ann Lee")),
    ] {
        browser.sign_in("bea@school.example", PASSWORD).await;
        let instance = instance(&browser, &path, action).await;
        app.pass(DAY);
        let next = next(leads_to(&browser.post(action, &[("instance", &instance), ("slug", slug), more]).await));
        sign_in_again(&browser, &next, "eve@school.example").await;
        let shown = browser.get(&next).await;
        assert_eq!(shown.status() == StatusCode::NOT_FOUND, path != "/rooms/new", "{path}");
        let shown = shown.text().await.unwrap();
        assert!(!shown.contains("Ann Lee") && !shown.contains(NOTICE), "{shown}");
        let kept = sqlx::query_scalar("SELECT count(*) FROM sign_ins WHERE data LIKE '%Ann Lee%'");
        let kept: i64 = kept.fetch_one(&mut app.database().await).await.unwrap();
        assert_eq!(kept, 0, "nor does it wait for anybody any more");
    }
}

#[tokio::test]
async fn a_form_is_shown_on_its_own_page_only() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    let home = room(&browser, "Biology").await;
    let slug = home.strip_prefix("/rooms/").unwrap();
    let link = [("instance", "abc"), ("slug", slug), ("name", "")];
    assert_eq!(leads_to(&browser.post("/api/make-join-link", &link).await), format!("{home}/join-link?form=abc"));
    for elsewhere in ["/rooms/new?form=abc", "/account?form=abc"] {
        assert!(!browser.get(elsewhere).await.text().await.unwrap().contains("Type something here."), "{elsewhere}");
    }
    let page = browser.get(&format!("{home}/join-link?form=abc")).await.text().await.unwrap();
    assert!(page.contains("Type something here."), "and there it still is");
}

#[tokio::test]
async fn buttons_lead_back_to_where_they_were_pressed_and_never_away() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    let home = room(&browser, "Biology").await;
    let slug = home.strip_prefix("/rooms/").unwrap();
    app.pass(DAY);
    for (referer, expected) in [
        (format!("{}{home}", app.services.config.public_url), home.as_str()),
        ("https://evil.example//evil.example/x".to_owned(), "/rooms"),
        ("https://evil.example/rooms".to_owned(), "/rooms"),
        ("nonsense".to_owned(), "/rooms"),
        (String::new(), "/rooms"),
    ] {
        let answer = browser.post_with("/api/join-room", &[("slug", slug)], &[("referer", &referer)]).await;
        assert_eq!(next(leads_to(&answer)), expected, "{referer}");
    }
    for away in ["https://evil.example/", "//evil.example", "/\\evil.example", "evil", "/\t/evil.example"] {
        assert_eq!(sign_in_again(&app.browser(), away, "bea@school.example").await, "/rooms", "{away}");
    }
}

#[tokio::test]
async fn whoever_is_disabled_or_reset_meanwhile_is_led_to_the_sign_in() {
    let app = TestApp::start().await;
    for statement in [
        "UPDATE accounts SET disabled_at = 1 WHERE email = ?",
        "UPDATE accounts SET sign_in_round = 2, disabled_at = NULL WHERE email = ?",
    ] {
        if statement.contains("disabled_at = 1") {
            app.add("bea@school.example").await;
        }
        sqlx::query("UPDATE accounts SET disabled_at = NULL").execute(&mut app.database().await).await.unwrap();
        let browser = app.browser();
        let before = browser.sign_in("bea@school.example", PASSWORD).await;
        assert!(browser.is_signed_in().await);
        sqlx::query(statement).bind("bea@school.example").execute(&mut app.database().await).await.unwrap();
        let answer = browser.post("/api/create-room", &[("instance", "abc"), ("title", "Kept")]).await;
        assert_eq!(next(leads_to(&answer)), "/rooms/new?form=abc");
        assert_ne!(cookie(&answer).0, cookie(&before).0, "who holds the old cookie does not hold the form");
        assert_eq!(goes_to(&browser.get("/rooms").await), "/sign-in");
        assert!(browser.get("/sign-in").await.text().await.unwrap().contains("What you typed is kept"));
        assert!(!app.browser().get("/sign-in").await.text().await.unwrap().contains("What you typed is kept"));
    }
}

#[tokio::test]
async fn a_form_that_is_far_too_long_is_not_kept() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let long = "Typed for long ".repeat(3000);
    let answer = browser.post("/api/create-room", &[("instance", "abc"), ("title", &long)]).await;
    assert_eq!(next(leads_to(&answer)), "/rooms/new?form=abc");
    assert!(!app.keeps("Typed for long"));
    // Nor do many together grow without end.
    for n in 0..6 {
        let title = format!("{n}{}", "Typed for long ".repeat(2000));
        browser.post("/api/create-room", &[("instance", &format!("abc{n}")), ("title", &title)]).await;
    }
    let longest = sqlx::query_scalar("SELECT max(length(data)) FROM sign_ins");
    let longest: i64 = longest.fetch_one(&mut app.database().await).await.unwrap();
    assert!((30_000..70_000).contains(&longest), "{longest}");
}
