//! `roomkey people …`, beside a server and without one.
use roomkey::clock::Clock;
use roomkey::services;
use serde_json::Value;

use crate::app::{Browser, PASSWORD, goes_to};
use crate::command_line::{add, folder, people, refusal, success};
use crate::serving::Served;

const ADA: [&str; 2] = ["--email", "ada@school.example"];
const TEA: [&str; 2] = ["--email", "tea@school.example"];
const NEW: &str = "another password that is long";

/// A data folder with an administrator and a teacher.
fn portal() -> (tempfile::TempDir, String) {
    let (around, data_dir) = folder();
    success(add(&data_dir, &[&ADA[..], &["--name", "Ada Byron", "--admin"]].concat(), PASSWORD));
    success(add(&data_dir, &[&TEA[..], &["--name", "Teá Cher"]].concat(), PASSWORD));
    (around, data_dir)
}

fn table(data_dir: &str) -> Vec<Vec<String>> {
    let printed = success(people("list", data_dir, &[], ""));
    printed
        .lines()
        .map(|line| line.split("  ").map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect())
        .collect()
}

#[tokio::test]
async fn people_are_listed_for_readers_and_for_programs() {
    let (_around, data_dir) = portal();
    let printed = success(people("list", &data_dir, &[], ""));
    let column = printed.lines().next().unwrap().find("ROLE").unwrap();
    for line in printed.lines().skip(1) {
        let start = line.char_indices().nth(column).unwrap().0;
        assert!(line[start..].starts_with("administrator") || line[start..].starts_with("teacher"), "{printed}");
    }
    assert_eq!(table(&data_dir)[1], ["ada@school.example", "Ada Byron", "administrator", "enabled", "never"]);

    let served = Served::start(&data_dir);
    Browser::new(served.address).sign_in(ADA[1], PASSWORD).await;
    success(people("disable", &data_dir, &TEA, ""));
    let rows = table(&data_dir);
    assert!(rows[1][4].ends_with(" UTC") && rows[1][4].len() == 20, "{rows:?}");
    assert_eq!(rows[2], ["tea@school.example", "Teá Cher", "teacher", "disabled", "never"]);

    let json: Value = serde_json::from_str(&success(people("list", &data_dir, &["--json"], ""))).unwrap();
    assert_eq!(json[1]["state"], "disabled");
    assert_eq!(json[1]["last_sign_in"], Value::Null);
    assert_eq!(
        (&json[0]["email"], &json[0]["name"], &json[0]["role"]),
        (&"ada@school.example".into(), &"Ada Byron".into(), &"administrator".into())
    );
    let time = json[0]["last_sign_in"].as_str().unwrap();
    assert!(time.starts_with("20") && time.ends_with('Z') && time.contains('T'), "{time}");
}

#[tokio::test]
async fn a_reset_ends_every_sign_in_of_a_running_server_and_the_new_password_opens() {
    let (_around, data_dir) = portal();
    let served = Served::start(&data_dir);
    let (browser, other) = (Browser::new(served.address), Browser::new(served.address));
    browser.sign_in(TEA[1], PASSWORD).await;
    other.sign_in(ADA[1], PASSWORD).await;
    assert!(browser.is_signed_in().await);
    success(people("reset", &data_dir, &TEA, &format!("{NEW}\n")));
    assert!(!browser.is_signed_in().await);
    assert!(other.is_signed_in().await);
    assert_eq!(goes_to(&browser.sign_in(TEA[1], PASSWORD).await), "/sign-in");
    assert_eq!(goes_to(&browser.sign_in(TEA[1], NEW).await), "/rooms");
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_in_again_once_it_is_enabled() {
    let (_around, data_dir) = portal();
    let served = Served::start(&data_dir);
    let browser = Browser::new(served.address);
    browser.sign_in(TEA[1], PASSWORD).await;
    assert!(browser.is_signed_in().await);
    for _ in 0..2 {
        success(people("disable", &data_dir, &TEA, ""));
        assert!(!browser.is_signed_in().await);
    }
    assert_eq!(goes_to(&browser.sign_in(TEA[1], PASSWORD).await), "/sign-in");
    success(people("enable", &data_dir, &TEA, ""));
    assert!(!browser.is_signed_in().await, "what was ended stays so");
    assert_eq!(goes_to(&browser.sign_in(TEA[1], PASSWORD).await), "/rooms");
}

#[test]
fn the_last_administrator_who_can_sign_in_stays() {
    let (_around, data_dir) = portal();
    let said = refusal(people("disable", &data_dir, &ADA, ""));
    assert!(said.contains("ada@school.example") && said.contains("last administrator"), "{said}");
    assert_eq!(table(&data_dir)[1][3], "enabled");
    let bob = ["--email", "bob@school.example"];
    success(add(&data_dir, &[&bob[..], &["--name", "Bob", "--admin"]].concat(), PASSWORD));
    success(people("disable", &data_dir, &ADA, ""));
    assert!(refusal(people("disable", &data_dir, &bob, "")).contains("last administrator"));
    success(people("enable", &data_dir, &ADA, ""));
    success(people("disable", &data_dir, &bob, ""));
}

#[test]
fn without_an_administrator_a_teacher_can_still_be_shut_out() {
    let (_around, data_dir) = folder();
    success(add(&data_dir, &[&TEA[..], &["--name", "Tea"]].concat(), PASSWORD));
    success(people("disable", &data_dir, &TEA, ""));
}

#[test]
fn who_is_not_there_is_named() {
    let (_around, data_dir) = portal();
    for what in ["reset", "disable", "enable"] {
        let said = refusal(people(what, &data_dir, &["--email", "who@school.example"], NEW));
        assert!(said.contains("nobody has an account") && said.contains("who@school.example"), "{said}");
        assert!(refusal(people(what, &data_dir, &["--email", "no address"], NEW)).contains("no address"));
        assert!(refusal(people(what, &data_dir, &[], NEW)).contains("--email"));
    }
    for (password, named) in [("short", "12"), ("", "empty"), ("Friend Of Joan", "common")] {
        let said = refusal(people("reset", &data_dir, &TEA, password));
        assert!(said.contains(named) && (password.is_empty() || !said.contains(password)), "{said}");
    }
}

#[tokio::test]
async fn a_sign_in_that_was_under_way_during_a_reset_opens_nothing() {
    let (_around, data_dir) = portal();
    let config = crate::app::config(([127, 0, 0, 1], 1).into(), std::path::Path::new(&data_dir));
    let portal = services::start(config, Clock::System).await.unwrap();
    let before = roomkey::storage::accounts::by_email(&portal.storage, &TEA[1].parse().unwrap()).await.unwrap().unwrap();
    services::people::reset(&portal, &TEA[1].parse().unwrap(), &NEW.parse().unwrap()).await.unwrap();
    let after = roomkey::storage::accounts::by_email(&portal.storage, &TEA[1].parse().unwrap()).await.unwrap().unwrap();
    assert!(after.sign_in_round > before.sign_in_round, "whoever was let in with the old one is of an earlier round");
}
