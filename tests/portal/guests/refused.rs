//! Whom the room's moderators do not want to see again, and links that open nothing.
use std::time::Duration;

use roomkey::services::guests::State;

use super::invited::{another, guest_cookie, portal, slug, user_id};
use crate::app::{TestApp, leads_to};

async fn refuse(app: &TestApp, room: &str, user_id: &str) {
    let refuse =
        "INSERT INTO refused_guests (room_id, user_id, name, refused_at) SELECT id, ?, 'Eve', 0 FROM rooms WHERE slug = ?";
    sqlx::query(refuse).bind(user_id).bind(slug(room)).execute(&mut app.database().await).await.unwrap();
}

#[tokio::test]
async fn who_was_refused_stays_refused_in_the_next_session_and_through_every_open_invite() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let (eve, ann) = (app.browser(), app.browser());
    let answer = invited.press(&eve, "Eve").await;
    let (cookie, link) = (guest_cookie(&answer), leads_to(&answer).to_owned());
    invited.join(&ann, "Ann").await;
    refuse(&app, &room, &user_id(&link)).await;
    assert_eq!(leads_to(&invited.press(&eve, "Eve").await), invited.page(), "not even the link of a moment ago");
    assert_eq!(invited.arrival(&app.services, Some(&cookie)).await.state, State::Refused);
    let second = another(&app.services, &room, "").await;
    assert_eq!(leads_to(&second.press(&eve, "Somebody Else").await), second.page());
    app.pass(Duration::from_secs(40));
    let room_id = super::invited::claims(&link)["room_id"].as_str().unwrap().to_owned();
    assert!(app.sandbox().end_room(&room_id).await.unwrap());
    app.pass(Duration::from_secs(40));
    teacher.start(&room).await;
    assert_eq!(leads_to(&invited.press(&eve, "Eve").await), invited.page());
    invited.join(&ann, "Ann").await;
}

#[tokio::test]
async fn who_was_refused_under_a_personal_invite_does_not_come_in_by_the_open_one() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let personal = another(&app.services, &room, "name = 'Eve', user_id = 'eve-x7k2p'").await;
    let eve = app.browser();
    personal.join(&eve, "").await;
    refuse(&app, &room, "eve-x7k2p").await;
    assert_eq!(leads_to(&personal.press(&eve, "").await), personal.page());
    assert_eq!(leads_to(&personal.press(&app.browser(), "").await), personal.page(), "whatever the browser");
    assert_eq!(leads_to(&invited.press(&eve, "Ann").await), invited.page());
    invited.join(&app.browser(), "Ann").await;
}

#[tokio::test]
async fn an_invite_opens_within_its_bounds_only() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let (ann, mut database) = (app.browser(), app.database().await);
    let cookie = guest_cookie(&invited.press(&ann, "Ann").await);
    let now = app.services.clock.now().0;
    let state = async || invited.arrival(&app.services, Some(&cookie)).await.state;
    let refused = async || assert_eq!(leads_to(&invited.press(&ann, "Ann").await), invited.page());

    invited.set(&mut database, &format!("not_before = {}", now + 60_000)).await;
    assert!(matches!(state().await, State::NotYet(at) if at.0 == now + 60_000));
    refused().await;
    app.pass(Duration::from_mins(1));
    assert_eq!(state().await, State::Ready);
    invited.join(&ann, "Ann").await;

    invited.set(&mut database, &format!("expires_at = {}", now + 120_000)).await;
    app.pass(Duration::from_secs(59));
    invited.join(&ann, "Ann").await;
    app.pass(Duration::from_secs(1));
    assert!(matches!(state().await, State::Expired(at) if at.0 == now + 120_000));
    refused().await;

    invited.set(&mut database, &format!("expires_at = NULL, revoked_at = {now}")).await;
    assert!(matches!(state().await, State::Revoked(at) if at.0 == now));
    refused().await;
    invited.set(&mut database, "revoked_at = NULL").await;

    for (archived, expected) in [("1", State::Archived), ("NULL", State::Ready)] {
        let sql = sqlx::AssertSqlSafe(format!("UPDATE rooms SET archived_at = {archived}"));
        sqlx::query(sql).execute(&mut database).await.unwrap();
        assert_eq!(state().await, expected);
        if expected == State::Archived {
            refused().await;
        }
    }
    invited.join(&ann, "Ann").await;
}
