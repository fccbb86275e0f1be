//! What a guest has to know besides the link.
use std::time::Duration;

use roomkey::domain::browser::Browser as Families;
use roomkey::services::guests::{FromWait, enter_from_wait};

use super::invited::{another, guest_cookie, portal, protect};
use crate::app::leads_to;

const PASSCODE: &str = "Blue Whale 7";

#[tokio::test]
async fn a_passcode_is_asked_for_once_in_each_browser_and_again_when_it_changes() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    protect(&app.services, &invited, PASSCODE).await;
    let ann = app.browser();
    for wrong in ["", " ", "blue whale 8", "x", &"y".repeat(5000)] {
        let answer = invited.press_with(&ann, "Ann", wrong).await;
        assert_eq!(leads_to(&answer), format!("{}?form=i1", invited.page()), "{wrong}");
    }
    assert!(!app.keeps("blue whale 8"), "what was typed is kept nowhere");
    assert!(invited.arrival(&app.services, None).await.asks_passcode);
    let answer = invited.press_with(&ann, "Ann", " bluewhale 7").await;
    assert!(leads_to(&answer).contains("access_token="), "{answer:?}");
    let cookie = guest_cookie(&answer);
    assert!(!invited.arrival(&app.services, Some(&cookie)).await.asks_passcode, "this browser has given it");
    app.pass(Duration::from_secs(11));
    invited.join(&ann, "Ann").await;
    protect(&app.services, &invited, "another one").await;
    assert!(invited.arrival(&app.services, Some(&cookie)).await.asks_passcode);
    assert!(leads_to(&invited.press(&ann, "Ann").await).starts_with("/j/"));
    let in_again = invited.press_with(&ann, "Ann", "ANOTHER ONE").await;
    assert!(leads_to(&in_again).contains("access_token="));
}

#[tokio::test]
async fn who_waits_has_given_the_passcode_and_is_asked_again_when_it_changes() {
    let (app, teacher, room, invited) = portal().await;
    protect(&app.services, &invited, PASSCODE).await;
    let ann = app.browser();
    let answer = invited.press_with(&ann, "Ann", PASSCODE).await;
    assert_eq!(leads_to(&answer), invited.wait_page());
    let cookie = guest_cookie(&answer);
    protect(&app.services, &invited, "another one").await;
    teacher.start(&room).await;
    let enter = async || enter_from_wait(&app.services, &invited.code, Some(&cookie), &Families::default()).await.unwrap();
    assert!(matches!(enter().await, FromWait::Nobody));
    protect(&app.services, &invited, PASSCODE).await;
    assert!(matches!(enter().await, FromWait::Link(_)));
}

#[tokio::test]
async fn wrong_passcodes_are_slowed_and_right_ones_never_counted() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    protect(&app.services, &invited, PASSCODE).await;
    let guess = async |passcode: &str| invited.press_with(&app.browser(), "Eve", passcode).await;
    for number in 0..200 {
        let answer = guess(PASSCODE).await;
        assert!(leads_to(&answer).contains("access_token="), "{number}: {answer:?}");
    }
    for _ in 0..60 {
        guess("guessed").await;
    }
    assert!(leads_to(&guess(PASSCODE).await).starts_with("/j/"), "it is not even looked at");
    app.pass(Duration::from_secs(1));
    assert!(leads_to(&guess(PASSCODE).await).contains("access_token="));
}

#[tokio::test]
async fn what_is_kept_of_a_passcode_says_nothing_about_another_invites() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let second = another(&app.services, &room, "").await;
    for invited in [&invited, &second] {
        protect(&app.services, invited, PASSCODE).await;
        let answer = invited.press_with(&app.browser(), "Ann", PASSCODE).await;
        assert!(leads_to(&answer).contains("access_token="), "{answer:?}");
    }
    let hashes = sqlx::query_scalar("SELECT count(DISTINCT passcode_hash) FROM invite_guests");
    let hashes: i64 = hashes.fetch_one(&mut app.database().await).await.unwrap();
    assert_eq!(hashes, 2);
}
