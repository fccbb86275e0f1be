//! A link printed in September opens the room in June.
use std::time::Duration;

use roomkey::clock::Clock;
use roomkey::services;
use roomkey::services::guests::{Entered, State};
use secrecy::ExposeSecret;

use super::invited::{claims, guest_cookie, portal, slug, user_id};
use crate::app::{TestApp, leads_to};

#[tokio::test]
async fn an_invite_outlives_a_year_another_name_another_server_the_archive_and_a_restart() {
    let (app, teacher, room, invited) = portal().await;
    let meet = TestApp::start().await;
    app.add_server("Meet", &meet).await;
    teacher.start(&room).await;
    let ann = app.browser();
    let answer = invited.press(&ann, "Ann").await;
    let (cookie, first) = (guest_cookie(&answer), leads_to(&answer).to_owned());
    app.pass(Duration::from_hours(365 * 24));
    meet.pass(Duration::from_hours(365 * 24));

    let mut database = app.database().await;
    let moved = "UPDATE rooms SET title = 'Botany', title_folded = 'botany', version = version + 1, archived_at = 1, \
                 server_id = (SELECT id FROM meeting_servers WHERE name = 'Meet') WHERE slug = ?";
    sqlx::query(moved).bind(slug(&room)).execute(&mut database).await.unwrap();
    let teacher = app.administrator_again().await;
    assert_eq!(invited.arrival(&app.services, Some(&cookie)).await.state, State::Archived);
    sqlx::query("UPDATE rooms SET archived_at = NULL").execute(&mut database).await.unwrap();
    teacher.start(&room).await;

    let arrival = invited.arrival(&app.services, Some(&cookie)).await;
    assert_eq!((arrival.room.title.as_str(), arrival.state), ("Botany", State::Ready));
    let again = invited.join(&ann, "Ann").await;
    assert_eq!(user_id(&again), user_id(&first));
    assert!(again.starts_with(&meet.url("/sandbox/")), "it leads to the other server");
    let page = meet.browser().get(&again[again.find("/sandbox/").unwrap()..]).await.text().await.unwrap();
    assert!(page.contains("data-user-id"), "and opens");

    // Restarted: everything in memory is gone.
    app.pass(Duration::from_secs(20));
    let config = (*app.services.config).clone();
    let restarted = services::start(config, Clock::Set(app.clock())).await.unwrap();
    let Ok(Entered::Link(link)) = invited.join_as(&restarted, &cookie, "Ann").await else { panic!("she is let in") };
    assert_eq!(claims(link.expose_secret())["user_id"], claims(&first)["user_id"]);
}
