//! What somebody changes about his own account, and where he is signed in.
use std::time::Duration;

use reqwest::StatusCode;

use crate::app::{Browser, PASSWORD, TestApp, cookie, field, goes_to, leads_to};

const NEW: &str = "another password that is long";
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

async fn page(browser: &Browser, path: &str) -> String {
    browser.get(path).await.text().await.unwrap()
}

/// Saves the first form of the page with these values.
async fn save(browser: &Browser, name: &str, language: &str, theme: &str, time_zone: &str) -> String {
    let form = [("instance", "abc"), ("name", name), ("language", language), ("theme", theme), ("time_zone", time_zone)];
    leads_to(&browser.post("/api/set-profile", &form).await).to_owned()
}

async fn change_password(browser: &Browser, current: &str, new: &str, again: &str) -> reqwest::Response {
    let form = [("instance", "abc"), ("current", current), ("new", new), ("again", again)];
    browser.post("/api/change-password", &form).await
}

#[tokio::test]
async fn the_account_goes_before_the_browser_in_language_theme_and_zone() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    let before = browser.get_with("/account", &[("accept-language", "en")]).await.text().await.unwrap();
    assert!(before.contains("<html lang=\"en\"") && !before.contains("data-theme"), "{before}");
    assert_eq!(save(&browser, "Bea Beck", "de", "dark", "asia/tokyo").await, "/account?done=saved");
    let after = browser.get_with("/account", &[("accept-language", "en")]).await.text().await.unwrap();
    assert!(after.contains("<html lang=\"de\"") && after.contains("data-theme=\"dark\""), "{after}");
    assert!(after.contains("Ihr Konto") && after.contains("Bea Beck"));
    assert_eq!(field(&after, "time_zone"), "Asia/Tokyo", "as the tz database spells it");
    assert!(after.contains("(Asia/Tokyo)"), "a zone that nobody knows to be the browser's is named");
    let signed_in = app.browser().sign_in("bea@school.example", PASSWORD).await;
    let in_japan = format!("roomkey={}; time_zone=Asia/Tokyo", cookie(&signed_in).0);
    let at_home = app.browser().get_with("/account", &[("cookie", &in_japan)]).await.text().await.unwrap();
    assert!(at_home.contains("Bea Beck") && !at_home.contains("(Asia/Tokyo)"), "the clock on the wall says the same");

    // Pages that are made outside of the router follow too; a stranger's do not.
    let refused = browser.post("/api/set-room-locks", &[("slug", "nobodys")]).await;
    assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    let refused = refused.text().await.unwrap();
    assert!(refused.contains("Hier ist nichts") && refused.contains("data-theme=\"dark\""), "{refused}");
    assert!(page(&app.browser(), "/sign-in").await.contains("Sign in"));

    assert_eq!(save(&browser, "Bea Beck", "", "", "").await, "/account?done=saved");
    let again = browser.get_with("/account", &[("accept-language", "en")]).await.text().await.unwrap();
    assert!(again.contains("<html lang=\"en\"") && !again.contains("data-theme") && again.contains("(UTC)"));
}

#[tokio::test]
async fn nonsense_is_said_beside_its_field_and_changes_nothing() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    for (name, language, theme, zone, says) in [
        ("", "", "", "", "Type something here."),
        ("Bea", "xx", "", "", "Choose one of the offered values."),
        ("Bea", "", "red", "", "Choose one of the offered values."),
        ("Bea", "", "", "Mars/Olympus", "no such time zone. Its names"),
        ("Bea", "", "", "berlin", "no such time zone. Try Europe/Berlin"),
        ("Bea", "", "", "../../etc/passwd", "no such time zone. Its names"),
    ] {
        let back = save(&browser, name, language, theme, zone).await;
        assert_eq!(back, "/account?form=abc");
        let shown = page(&browser, &back).await;
        assert!(shown.contains(says), "{zone}: {shown}");
        assert_eq!(field(&shown, "time_zone"), zone, "what was typed is kept");
        assert!(page(&browser, "/account").await.contains("Tea Cher"));
    }
}

#[tokio::test]
async fn a_new_password_signs_everybody_else_out_and_this_browser_gets_a_new_cookie() {
    let app = TestApp::start().await;
    app.add("bea@school.example").await;
    let (here, there) = (app.browser(), app.browser());
    let before = here.sign_in("bea@school.example", PASSWORD).await;
    there.sign_in("bea@school.example", PASSWORD).await;
    let changed = change_password(&here, PASSWORD, NEW, NEW).await;
    assert_eq!(leads_to(&changed), "/account?done=password");
    assert_ne!(cookie(&changed).0, cookie(&before).0);
    assert!(here.is_signed_in().await);
    assert!(!there.is_signed_in().await);
    assert!(!app.browser().with_cookie(cookie(&before).0).is_signed_in().await);
    assert_eq!(goes_to(&app.browser().sign_in("bea@school.example", PASSWORD).await), "/sign-in");
    assert_eq!(goes_to(&app.browser().sign_in("bea@school.example", NEW).await), "/rooms");
    assert!(!app.keeps(NEW));
}

#[tokio::test]
async fn a_password_that_cannot_be_changed_says_why_and_is_never_kept() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    for (current, new, again, says) in [
        ("not the password", NEW, NEW, "This is not your current password."),
        ("", NEW, NEW, "Type something here."),
        (PASSWORD, "short", "short", "it needs 12 or more"),
        (PASSWORD, NEW, "another password that is lost", "not the same as above"),
        (PASSWORD, "Friend Of Joan", "Friend Of Joan", "list of common ones"),
    ] {
        let answer = change_password(&browser, current, new, again).await;
        let shown = page(&browser, leads_to(&answer)).await;
        assert!(shown.contains(says), "{says}: {shown}");
        assert!(!shown.contains("not the password") && !app.keeps("not the password") && !app.keeps(NEW));
    }
    assert!(browser.is_signed_in().await);
    assert_eq!(goes_to(&app.browser().sign_in("bea@school.example", PASSWORD).await), "/rooms");
}

#[tokio::test]
async fn guessing_the_current_password_is_slowed_down() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    for n in 0..5 {
        change_password(&browser, &format!("guess number {n}"), NEW, NEW).await;
    }
    let answer = change_password(&browser, PASSWORD, NEW, NEW).await;
    assert!(page(&browser, leads_to(&answer)).await.contains("Too many attempts"));
    app.pass(Duration::from_secs(1));
    assert_eq!(leads_to(&change_password(&browser, PASSWORD, NEW, NEW).await), "/account?done=password");
}

/// A browser that says it is this one, signed in.
async fn signed_in_with(app: &TestApp, user_agent: &str) -> Browser {
    let browser = app.browser();
    let form = [("email", "bea@school.example"), ("password", PASSWORD)];
    browser.post_with("/api/sign-in", &form, &[("user-agent", user_agent)]).await;
    browser
}

#[tokio::test]
async fn sign_ins_are_listed_with_the_family_of_the_browser_and_nothing_more() {
    let app = TestApp::start().await;
    app.add("bea@school.example").await;
    app.teacher("cid@school.example").await;
    let other = signed_in_with(&app, FIREFOX).await;
    let here = signed_in_with(&app, "curl/8.5.0").await;
    let shown = page(&here, "/account").await;
    assert!(shown.contains("Firefox on Windows") && shown.contains("Unknown browser"), "{shown}");
    assert_eq!(shown.matches("this browser").count(), 1);
    assert_eq!(shown.matches("last seen").count(), 2, "nobody else's");
    assert!(!app.keeps("Gecko") && !app.keeps("145.0"));

    // What names a sign-in on the page opens nothing.
    let id = field(&shown, "sign_in");
    assert!(id.len() >= 20);
    assert!(!app.browser().with_cookie(&id).is_signed_in().await);

    // Nobody ends what is not theirs.
    let cid = app.browser();
    cid.sign_in("cid@school.example", PASSWORD).await;
    cid.post("/api/end-sign-in", &[("sign_in", &id)]).await;
    assert!(other.is_signed_in().await);

    assert_eq!(leads_to(&here.post("/api/end-sign-in", &[("sign_in", &id)]).await), "/account?done=sign-out");
    assert!(!other.is_signed_in().await);
    assert!(here.is_signed_in().await);
    assert_eq!(page(&here, "/account").await.matches("last seen").count(), 1);
}

#[tokio::test]
async fn everywhere_else_is_one_press() {
    let app = TestApp::start().await;
    app.add("bea@school.example").await;
    let here = signed_in_with(&app, FIREFOX).await;
    let others = [signed_in_with(&app, FIREFOX).await, signed_in_with(&app, "").await];
    let stranger = app.teacher("cid@school.example").await;
    assert_eq!(leads_to(&here.post("/api/end-other-sign-ins", &[]).await), "/account?done=sign-out");
    for other in others {
        assert!(!other.is_signed_in().await);
    }
    assert!(here.is_signed_in().await && stranger.is_signed_in().await);
    assert!(!page(&here, "/account").await.contains("Sign out everywhere else"), "there is no other");
}

#[tokio::test]
async fn a_visit_is_noted_once_an_hour() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    let seen = async || -> i64 {
        sqlx::query_scalar("SELECT last_seen_at FROM sign_ins").fetch_one(&mut app.database().await).await.unwrap()
    };
    let first = seen().await;
    app.pass(Duration::from_mins(59));
    browser.get("/rooms").await;
    assert_eq!(seen().await, first);
    app.pass(Duration::from_mins(1));
    browser.get("/rooms").await;
    assert_eq!(seen().await, first + 3_600_000);
}

#[tokio::test]
async fn strangers_who_leave_forms_behind_are_forgotten_in_turn() {
    let app = TestApp::start().await;
    let bea = app.teacher("bea@school.example").await;
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
                INSERT INTO sign_ins (id_hash, data, expires_at) SELECT CAST(printf('%032d', i) AS BLOB), '{}', 9000000000000 + i FROM n";
    sqlx::query(many).execute(&mut app.database().await).await.unwrap();
    app.browser().sign_in("who@school.example", "").await;
    let strangers = sqlx::query_scalar("SELECT count(*) FROM sign_ins WHERE account_id IS NULL");
    let strangers: i64 = strangers.fetch_one(&mut app.database().await).await.unwrap();
    assert_eq!(strangers, 1000);
    assert!(bea.is_signed_in().await);
}
