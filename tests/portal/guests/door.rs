//! The moderator decides when it starts.
use std::time::Duration;

use roomkey::domain::browser::Browser as Families;
use roomkey::services::guests::{FromWait, GuestCookie, State, enter_from_wait, last_invite};
use roomkey::services::{Services, forgetting};
use secrecy::ExposeSecret;
use serde_json::json;

use super::invited::{Invited, another, claims, guest_cookie, portal, slug, user_id};
use crate::app::{TestApp, leads_to};

async fn from_wait(services: &Services, invited: &Invited, cookie: &GuestCookie) -> FromWait {
    enter_from_wait(services, &invited.code, Some(cookie), &Families::default()).await.unwrap()
}

async fn sessions(app: &TestApp) -> usize {
    app.sandbox().active_rooms().await.unwrap().len()
}

#[tokio::test]
async fn a_guest_waits_until_a_moderator_starts_and_then_comes_in_by_himself() {
    let (app, teacher, room, invited) = portal().await;
    let ann = app.browser();
    let answer = invited.press(&ann, "Ann").await;
    assert_eq!(leads_to(&answer), invited.wait_page());
    assert_eq!(sessions(&app).await, 0, "who waits begins nothing");
    let cookie = guest_cookie(&answer);
    let arrival = invited.arrival(&app.services, Some(&cookie)).await;
    let known = arrival.known.unwrap();
    assert_eq!((arrival.state, known.waits, known.was_in, known.name.as_str()), (State::NotStarted, true, false, "Ann"));
    assert!(matches!(from_wait(&app.services, &invited, &cookie).await, FromWait::Waits));

    // A link for one student begins a session, and no lesson.
    let form = [("slug", slug(&room)), ("instance", "i1"), ("name", "Ben")];
    assert!(teacher.follow("/api/make-join-link", &form).await.contains("access_token="));
    assert_eq!(sessions(&app).await, 1);
    assert!(matches!(from_wait(&app.services, &invited, &cookie).await, FromWait::Waits));
    assert_eq!(leads_to(&invited.press(&ann, "Ann").await), invited.wait_page());

    // Neither does another guest's arrival.
    assert_eq!(invited.arrival(&app.services, None).await.state, State::NotStarted);
    teacher.start(&room).await;
    assert_eq!(invited.arrival(&app.services, None).await.state, State::Ready);
    let FromWait::Link(link) = from_wait(&app.services, &invited, &cookie).await else { panic!("the door is open") };
    assert_eq!(claims(link.expose_secret())["name"], "Ann");
    let arrival = invited.arrival(&app.services, Some(&cookie)).await;
    let known = arrival.known.unwrap();
    assert_eq!((known.waits, known.was_in, arrival.invite.uses), (false, true, 1));
    // A browser that gave up the first answer looks again; later, nobody waits who is in.
    let FromWait::Link(same) = from_wait(&app.services, &invited, &cookie).await else { panic!("within ten seconds") };
    assert_eq!(same.expose_secret(), link.expose_secret());
    app.pass(Duration::from_secs(11));
    assert!(matches!(from_wait(&app.services, &invited, &cookie).await, FromWait::Nobody), "nobody waits twice");
    let stranger = GuestCookie::random();
    assert!(matches!(from_wait(&app.services, &invited, &stranger).await, FromWait::Nobody));
}

#[tokio::test]
async fn a_moderators_invite_starts_the_lesson() {
    let (app, _, room, participants) = portal().await;
    let moderators = another(&app.services, &room, "role = 'moderator'").await;
    assert_eq!(moderators.arrival(&app.services, None).await.state, State::Ready);
    assert_eq!(leads_to(&participants.press(&app.browser(), "Ann").await), participants.wait_page());
    let link = moderators.join(&app.browser(), "Mia").await;
    assert_eq!(claims(&link)["is_admin"], true);
    let link = participants.join(&app.browser(), "Ann").await;
    assert_ne!(claims(&link)["is_admin"], true);
}

#[tokio::test]
async fn where_anyone_may_start_the_first_guest_does() {
    let (app, _, room, invited) = portal().await;
    let set = sqlx::query("UPDATE rooms SET settings = json_set(settings, '$.anyone_may_start', json('true')) WHERE slug = ?");
    set.bind(slug(&room)).execute(&mut app.database().await).await.unwrap();
    assert_eq!(invited.arrival(&app.services, None).await.state, State::Ready);
    invited.join(&app.browser(), "Ann").await;
    assert_eq!(sessions(&app).await, 1);
}

#[tokio::test]
async fn a_shut_door_keeps_out_newcomers_and_nobody_who_was_in() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let (ann, ben) = (app.browser(), app.browser());
    let ann_in = invited.join(&ann, "Ann").await;
    let shut = "UPDATE rooms SET shut_sid = started_sid WHERE slug = ?";
    sqlx::query(shut).bind(slug(&room)).execute(&mut app.database().await).await.unwrap();
    assert_eq!(leads_to(&invited.press(&ben, "Ben").await), invited.wait_page());
    assert_eq!(invited.arrival(&app.services, None).await.state, State::Shut);
    app.pass(Duration::from_secs(11));
    assert_eq!(user_id(&invited.join(&ann, "Ann").await), user_id(&ann_in));
    // The next session begins with an open door.
    assert!(app.sandbox().end_room(claims(&ann_in)["room_id"].as_str().unwrap()).await.unwrap());
    app.pass(Duration::from_secs(30));
    teacher.start(&room).await;
    invited.join(&ben, "Ben").await;
}

#[tokio::test]
async fn who_was_in_hears_that_it_is_over_and_comes_back_to_the_next_one() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let ann = app.browser();
    let answer = invited.press(&ann, "Ann").await;
    let (cookie, first) = (guest_cookie(&answer), leads_to(&answer).to_owned());
    // A reload after a quarter of an hour: the token has died, the invite has not.
    app.pass(Duration::from_mins(15));
    let opened = app.browser().get(&first[first.find("/sandbox/").unwrap()..]).await.text().await.unwrap();
    assert!(!opened.contains("data-user-id"), "that link is dead");
    let again = invited.join(&ann, "Ann").await;
    assert_eq!(user_id(&again), user_id(&first));
    let opened = app.browser().get(&again[again.find("/sandbox/").unwrap()..]).await.text().await.unwrap();
    assert!(opened.contains("data-user-id"), "and this one opens");

    let room_id = claims(&first)["room_id"].as_str().unwrap().to_owned();
    let last = last_invite(&app.services, Some(&cookie), &room_id.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((last.code.symbols(), last.title.as_str()), (invited.code.as_bytes(), "Biology"));
    assert!(last_invite(&app.services, None, &room_id.parse().unwrap()).await.unwrap().is_none());
    app.call("room/endRoom", json!({ "room_id": room_id })).await;
    assert_eq!(invited.arrival(&app.services, Some(&cookie)).await.state, State::Over);
    assert_eq!(invited.arrival(&app.services, None).await.state, State::NotStarted);
    assert_eq!(leads_to(&invited.press(&ann, "Ann").await), invited.wait_page());
    app.pass(Duration::from_secs(30));
    teacher.start(&room).await;
    assert!(matches!(from_wait(&app.services, &invited, &cookie).await, FromWait::Link(_)));
    assert_eq!(invited.arrival(&app.services, Some(&cookie)).await.invite.uses, 1, "one browser is one use");
}

#[tokio::test]
async fn a_look_in_advance_or_from_elsewhere_lets_nobody_in() {
    let (app, teacher, room, invited) = portal().await;
    let ann = app.browser();
    assert_eq!(leads_to(&invited.press(&ann, "Ann").await), invited.wait_page());
    teacher.start(&room).await;
    for header in
        [("sec-purpose", "prefetch;prerender"), ("purpose", "prefetch"), ("x-moz", "prefetch"), ("sec-fetch-site", "cross-site")]
    {
        let answer = ann.get_with(&invited.wait_page(), &[header]).await;
        assert_eq!(answer.status(), 200, "{header:?}");
        assert!(answer.text().await.unwrap().contains(", you are at the door."), "{header:?}");
        let stranger = app.browser().get_with(&invited.wait_page(), &[header]).await;
        assert_eq!(leads_to(&stranger), invited.page(), "{header:?}");
    }
    assert_eq!(invited.arrival(&app.services, None).await.invite.uses, 0);
    let answer = ann.get_with(&invited.wait_page(), &[("sec-fetch-site", "same-origin")]).await;
    assert!(leads_to(&answer).contains("access_token="));
}

#[tokio::test]
async fn nobody_waits_for_longer_than_twelve_hours() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let ann = app.browser();
    let cookie = guest_cookie(&invited.press(&ann, "Ann").await);
    app.pass(Duration::from_mins(1));
    let mut database = app.database().await;
    sqlx::query("UPDATE rooms SET started_sid = NULL").execute(&mut database).await.unwrap();
    assert_eq!(leads_to(&invited.press(&ann, "Ann").await), invited.wait_page());
    let waits = async || invited.arrival(&app.services, Some(&cookie)).await.known.unwrap().waits;
    app.pass(Duration::from_secs(12 * 60 * 60 - 5));
    assert_eq!((forgetting::forget(&app.services).await.unwrap().waits, waits().await), (0, true));
    app.pass(Duration::from_secs(5));
    assert!(!waits().await);
    app.administrator_again().await.start(&room).await;
    assert_eq!(leads_to(&ann.get(&invited.wait_page()).await), invited.page());
    assert_eq!(forgetting::forget(&app.services).await.unwrap().waits, 1, "who was in once is known still, and waits no more");
}
