//! Whom the room's moderators do not want to see again, and links that open nothing.
use std::time::Duration;

use roomkey::services::forgetting;
use roomkey::services::guests::State;

use super::invited::{another, guest_cookie, portal, slug, user_id};
use crate::app::{Browser, TestApp, leads_to};

async fn refuse(teacher: &Browser, room: &str, user_id: &str) {
    let answer = teacher.post("/api/refuse-guest", &[("slug", slug(room)), ("user_id", user_id)]).await;
    assert!(answer.status().is_redirection(), "{answer:?}");
}

#[tokio::test]
async fn who_was_refused_under_the_open_invite_comes_in_by_no_personal_one_even_when_all_else_is_forgotten() {
    let (app, teacher, room, invited) = portal().await;
    let personal = another(&app.services, &room, "name = 'Eve', user_id = 'eve-x7k2p'").await;
    let eve = app.browser();
    let answer = invited.press(&eve, "Eve").await;
    assert_eq!(leads_to(&answer), invited.wait_page());
    let cookie = guest_cookie(&answer);
    let arrival = invited.arrival(&app.services, Some(&cookie)).await;
    refuse(&teacher, &room, arrival.user_id.unwrap().as_str()).await;
    assert!(!invited.arrival(&app.services, Some(&cookie)).await.known.unwrap().waits);
    app.pass(Duration::from_hours(25));
    assert_eq!(forgetting::forget(&app.services).await.unwrap().never_in, 1);
    let teacher = app.administrator_again().await;
    teacher.start(&room).await;
    for invite in [&invited, &personal, &another(&app.services, &room, "").await] {
        assert_eq!(invite.arrival(&app.services, Some(&cookie)).await.state, State::Refused);
        assert_eq!(leads_to(&invite.press(&eve, "Eve").await), invite.page());
    }
    personal.join(&app.browser(), "").await;
    let refused = refused_id(&app).await;
    teacher.post("/api/readmit-guest", &[("slug", slug(&room)), ("user_id", &refused)]).await;
    assert_eq!(invited.arrival(&app.services, Some(&cookie)).await.state, State::Ready);
}

/// The only one who is refused.
async fn refused_id(app: &TestApp) -> String {
    sqlx::query_scalar("SELECT user_id FROM refused_guests").fetch_one(&mut app.database().await).await.unwrap()
}

#[tokio::test]
async fn a_room_that_nobody_runs_lets_nobody_in() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let moderators = another(&app.services, &room, "role = 'moderator'").await;
    app.add("ben@school.example").await;
    let mut database = app.database().await;
    let owner = "UPDATE accounts SET disabled_at = 1 WHERE email = 'ada@school.example'";
    assert_eq!(sqlx::query(owner).execute(&mut database).await.unwrap().rows_affected(), 1);
    for invite in [&invited, &moderators] {
        assert_eq!(invite.arrival(&app.services, None).await.state, State::Abandoned);
        assert_eq!(leads_to(&invite.press(&app.browser(), "Ann").await), invite.page());
    }
    let page = app.browser().get(&invited.page()).await.text().await.unwrap();
    assert!(page.contains("data-guest=\"abandoned\"") && page.contains("Nobody runs this room any more"), "{page}");
    let co_owner = "INSERT INTO room_members (room_id, account_id, \"right\", used_at) \
                    SELECT r.id, a.id, 'co_owner', 0 FROM rooms r, accounts a WHERE a.email = 'ben@school.example'";
    sqlx::query(co_owner).execute(&mut database).await.unwrap();
    invited.join(&app.browser(), "Ann").await;
}

#[tokio::test]
async fn who_was_refused_stays_refused_in_the_next_session_and_through_every_open_invite() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let (eve, ann) = (app.browser(), app.browser());
    let answer = invited.press(&eve, "Eve").await;
    let (cookie, link) = (guest_cookie(&answer), leads_to(&answer).to_owned());
    invited.join(&ann, "Ann").await;
    refuse(&teacher, &room, &user_id(&link)).await;
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
    refuse(&teacher, &room, "eve-x7k2p").await;
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
