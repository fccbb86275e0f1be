//! Setting up, signing in, staying signed in.
use std::net::IpAddr;
use std::time::Duration;

use futures::future::join_all;
use roomkey::domain::account::TypedSecret;
use roomkey::services::accounts::{self, SignInError};

use crate::app::{ADMINISTRATOR, PASSWORD, TestApp, cookie, goes_to};

const HOUR: Duration = Duration::from_hours(1);

#[tokio::test]
async fn whoever_has_the_code_becomes_administrator_and_is_signed_in() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let wrong = "0".repeat(app.services.setup.expose().len());
    assert_eq!(goes_to(&browser.set_up(&wrong, ADMINISTRATOR).await), "/setup");
    assert!(!browser.is_signed_in().await);
    assert!(goes_to(&browser.set_up(app.services.setup.expose(), ADMINISTRATOR).await).starts_with("/rooms/"));
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn the_code_is_void_once_there_is_an_administrator() {
    let app = TestApp::start().await;
    app.administrator().await;
    let late = app.browser();
    assert_eq!(goes_to(&late.set_up(app.services.setup.expose(), "eve@school.example").await), "/setup");
    assert!(!late.is_signed_in().await);
    assert_eq!(administrators(&app).await, [ADMINISTRATOR]);
}

#[tokio::test]
async fn of_many_who_set_up_at_once_one_gets_through() {
    let app = TestApp::start().await;
    let racers = (0..8).map(|n| {
        let browser = app.browser();
        let code = app.services.setup.expose();
        async move { goes_to(&browser.set_up(code, &format!("racer{n}@school.example")).await).starts_with("/rooms/") }
    });
    let through = join_all(racers).await;
    assert_eq!(through.iter().filter(|through| **through).count(), 1);
    assert_eq!(administrators(&app).await.len(), 1);
}

async fn administrators(app: &TestApp) -> Vec<String> {
    let rows = sqlx::query_scalar("SELECT email FROM accounts WHERE role = 'administrator'");
    rows.fetch_all(&mut app.database().await).await.unwrap()
}

#[tokio::test]
async fn the_password_opens_whatever_the_case_of_the_address() {
    let app = TestApp::start().await;
    app.administrator().await;
    let browser = app.browser();
    assert_eq!(goes_to(&browser.sign_in("Ada@School.Example", PASSWORD).await), "/rooms");
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn a_wrong_password_an_unknown_address_and_a_disabled_account_are_the_same() {
    let app = TestApp::start().await;
    app.add("bea@school.example").await;
    app.add("old@school.example").await;
    disable(&app, "old@school.example").await;
    for (email, password) in [
        ("bea@school.example", "not the password"),
        ("who@school.example", PASSWORD),
        ("old@school.example", PASSWORD),
        ("old@school.example", "not the password"),
    ] {
        let typed = TypedSecret::new(password).unwrap();
        let here = IpAddr::from([192, 0, 2, 1]);
        let outcome = accounts::sign_in(&app.services, &email.parse().unwrap(), &typed, here).await;
        assert!(matches!(outcome, Err(SignInError::Wrong)), "{email}: {outcome:?}");
        let browser = app.browser();
        assert_eq!(goes_to(&browser.sign_in(email, password).await), "/sign-in");
        assert!(!browser.is_signed_in().await);
    }
}

async fn disable(app: &TestApp, email: &str) {
    let disabled = sqlx::query("UPDATE accounts SET disabled_at = 1 WHERE email = ?").bind(email);
    assert_eq!(disabled.execute(&mut app.database().await).await.unwrap().rows_affected(), 1);
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_owner_still_gets_in() {
    let app = TestApp::start().await;
    app.add("bea@school.example").await;
    let browser = app.browser();
    for n in 0..5 {
        browser.sign_in("bea@school.example", &format!("guess number {n}")).await;
    }
    assert_eq!(goes_to(&browser.sign_in("bea@school.example", PASSWORD).await), "/sign-in", "not even looked at");
    app.pass(Duration::from_secs(1));
    assert_eq!(goes_to(&browser.sign_in("bea@school.example", PASSWORD).await), "/rooms");
}

#[tokio::test]
async fn mistakes_before_a_success_are_forgiven() {
    let app = TestApp::start().await;
    app.add("bea@school.example").await;
    let browser = app.browser();
    for round in 0..2 {
        for n in 0..2 {
            browser.sign_in("bea@school.example", &format!("guess {round} {n}")).await;
        }
        assert_eq!(goes_to(&browser.sign_in("bea@school.example", PASSWORD).await), "/rooms");
    }
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let app = TestApp::start().await;
    app.add("bea@school.example").await;
    let answer = app.browser().sign_in("bea@school.example", PASSWORD).await;
    let (_, rules) = cookie(&answer);
    for rule in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"] {
        assert!(rules.split("; ").any(|part| part == rule), "{rule}: {rules}");
    }
    assert!(!rules.contains("Secure"), "plain http would never send it back: {rules}");

    let app = TestApp::start_with(|config| config.public_url = "https://rooms.example".parse().unwrap()).await;
    app.add("bea@school.example").await;
    let answer = app.browser().sign_in("bea@school.example", PASSWORD).await;
    assert!(cookie(&answer).1.split("; ").any(|part| part == "Secure"));
}

#[tokio::test]
async fn a_browser_without_a_cookie_gets_none() {
    let app = TestApp::start().await;
    let answer = app.browser().get("/health").await;
    assert!(answer.headers().get("set-cookie").is_none());
    let answer = app.browser().get("/rooms").await;
    assert!(answer.headers().get("set-cookie").is_none());
}

#[tokio::test]
async fn every_sign_in_has_a_new_cookie_and_the_one_before_opens_nothing() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    let first = browser.sign_in("bea@school.example", PASSWORD).await;
    let second = browser.sign_in("bea@school.example", PASSWORD).await;
    assert_ne!(cookie(&first).0, cookie(&second).0);
    assert!(opens(&app, cookie(&second).0).await);
    assert!(!opens(&app, cookie(&first).0).await);
}

/// Whether somebody who holds this cookie is signed in.
async fn opens(app: &TestApp, cookie: &str) -> bool {
    app.browser().with_cookie(cookie).is_signed_in().await
}

#[tokio::test]
async fn after_signing_out_the_cookie_opens_nothing() {
    let app = TestApp::start().await;
    app.add("bea@school.example").await;
    let browser = app.browser();
    let answer = browser.sign_in("bea@school.example", PASSWORD).await;
    assert_eq!(goes_to(&browser.sign_out().await), "/sign-in");
    assert!(!browser.is_signed_in().await);
    assert!(!opens(&app, cookie(&answer).0).await);
    assert_eq!(sign_ins(&app).await, 0);
}

async fn sign_ins(app: &TestApp) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM sign_ins").fetch_one(&mut app.database().await).await.unwrap()
}

#[tokio::test]
async fn neither_cookie_nor_password_nor_code_stand_in_the_data_folder() {
    let app = TestApp::start().await;
    app.administrator().await;
    let answer = app.browser().sign_in(ADMINISTRATOR, PASSWORD).await;
    let (value, _) = cookie(&answer);
    assert!(app.keeps(ADMINISTRATOR), "the search finds what is there");
    assert!(opens(&app, value).await);
    assert!(!app.keeps(value));
    assert!(!app.keeps(PASSWORD));
    assert!(!app.keeps(app.services.setup.expose()));
}

#[tokio::test]
async fn twelve_hours_away_sign_a_browser_out() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    app.pass(11 * HOUR);
    assert!(browser.is_signed_in().await);
    app.pass(11 * HOUR);
    assert!(browser.is_signed_in().await, "the visit counted");
    app.pass(12 * HOUR);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn thirty_days_sign_everybody_out() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    for _ in 0..71 {
        app.pass(10 * HOUR);
        assert!(browser.is_signed_in().await);
    }
    app.pass(10 * HOUR);
    assert!(!browser.is_signed_in().await);
    assert_eq!(sign_ins(&app).await, 0);
}

#[tokio::test]
async fn a_disabled_account_is_signed_out_at_once() {
    let app = TestApp::start().await;
    let browser = app.teacher("bea@school.example").await;
    disable(&app, "bea@school.example").await;
    assert!(!browser.is_signed_in().await);
}
