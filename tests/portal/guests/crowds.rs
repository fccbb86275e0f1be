//! How many rows strangers can make.
use std::time::Duration;

use reqwest::StatusCode;

use super::invited::portal;
use crate::app::leads_to;

#[tokio::test]
async fn beyond_a_school_new_browsers_of_an_address_are_turned_away_and_known_ones_are_not() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let known = app.browser();
    invited.press(&known, "Ann").await;
    // What 1,499 presses would count.
    let hash = app.services.guest_key.hash("guessed invite", invited.id.as_bytes());
    for _ in 0..1499 {
        app.services.newcomers.came(app.services.clock.now(), hash, [127, 0, 0, 1].into());
    }
    let answer = invited.press(&app.browser(), "Ben").await;
    assert_eq!((answer.status(), &answer.headers()["retry-after"]), (StatusCode::TOO_MANY_REQUESTS, &"900".parse().unwrap()));
    let page = answer.text().await.unwrap();
    assert!(page.contains("Go back in 15 minutes and press the button again"), "{page}");
    let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM invite_guests").fetch_one(&mut app.database().await).await.unwrap();
    assert_eq!(rows, 1);
    assert!(leads_to(&invited.press(&known, "Ann").await).contains("access_token="));
    app.pass(Duration::from_mins(15));
    assert!(leads_to(&invited.press(&app.browser(), "Ben").await).contains("access_token="));
}

#[tokio::test]
async fn two_thousand_wait_before_a_room_and_no_more() {
    let (app, _, _, invited) = portal().await;
    let mut database = app.database().await;
    sqlx::query(
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 1999)
         INSERT INTO invite_guests (invite_id, browser_hash, user_id, name, browser, waits_since, seen_at)
         SELECT ?1, randomblob(32), 'guest-' || n, 'Ann', '', ?2, ?2 FROM number",
    )
    .bind(&invited.id)
    .bind(app.services.clock.now().0)
    .execute(&mut database)
    .await
    .unwrap();
    let last = app.browser();
    assert_eq!(leads_to(&invited.press(&last, "Ben").await), invited.wait_page());
    let answer = invited.press(&app.browser(), "Cem").await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(leads_to(&invited.press(&last, "Benjamin").await), invited.wait_page(), "who waits already does");
    // Who came twelve hours ago waits no more, whether that was put down already or not.
    app.pass(Duration::from_hours(12) + Duration::from_secs(1));
    assert_eq!(leads_to(&invited.press(&app.browser(), "Cem").await), invited.wait_page());
}

#[tokio::test]
async fn what_a_guest_typed_comes_back_once_and_makes_no_row() {
    let (app, _, _, invited) = portal().await;
    let mut database = app.database().await;
    let mut rows =
        async || -> i64 { sqlx::query_scalar("SELECT count(*) FROM sign_ins").fetch_one(&mut database).await.unwrap() };
    let before = rows().await;
    let guest = app.browser();
    let long = "Ann ".repeat(60);
    let answer = invited.press_with(&guest, &long, "").await;
    let shown = guest.get(leads_to(&answer)).await.text().await.unwrap();
    assert!(shown.contains(long.trim_end()) && shown.contains("aria-invalid"), "{shown}");
    let again = guest.get(leads_to(&answer)).await.text().await.unwrap();
    assert!(!again.contains("Ann Ann") && !again.contains("aria-invalid"));
    assert_eq!(rows().await, before);
}
