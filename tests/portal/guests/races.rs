//! What happens between a press of Join and its token: a server can take seconds, and meanwhile nobody stands still.
use std::time::Duration;

use reqwest::Response;
use roomkey::services::guests::{Entered, GuestCookie, State};
use sqlx::AssertSqlSafe;
use tokio::task::{JoinHandle, yield_now};
use tokio::time::sleep;

use super::invited::{Invited, another, guest_cookie, portal, user_id};
use crate::app::{Browser, TestApp, leads_to};
use crate::broken_server::{BrokenServer, Trouble};

/// A room that a teacher has started, on a server that can be slow.
async fn started() -> (TestApp, BrokenServer, String) {
    let (app, teacher, ..) = portal().await;
    let server = BrokenServer::start(&app).await;
    let room = server.room(&app, &teacher, "Chemistry").await;
    teacher.start(&room).await;
    (app, server, room)
}

/// Presses Join, and returns as soon as the server was asked for a token, which it gives once it is well again.
async fn press_slowly(server: &BrokenServer, invited: &Invited, browser: &Browser, name: &str) -> JoinHandle<Response> {
    server.suffers_at("room/getJoinToken", Trouble::LockHeld(Duration::from_secs(10))).await;
    let asked = server.calls("room/getJoinToken");
    let (invited, browser, name) = (invited.clone(), browser.clone(), name.to_owned());
    let pressing = tokio::spawn(async move { invited.press(&browser, &name).await });
    while server.calls("room/getJoinToken") == asked {
        yield_now().await;
    }
    pressing
}

async fn execute(app: &TestApp, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut app.database().await).await.unwrap();
}

async fn held(app: &TestApp) -> i64 {
    let held = sqlx::query_scalar("SELECT count(*) FROM invite_guests WHERE reserved_at IS NOT NULL");
    held.fetch_one(&mut app.database().await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_kept_out_while_a_server_takes_its_time_is_not_let_in() {
    let (app, server, room) = started().await;
    let invited = another(&app.services, &room, "max_uses = 1").await;
    let started: String = sqlx::query_scalar("SELECT started_sid FROM rooms WHERE started_sid IS NOT NULL")
        .fetch_one(&mut app.database().await)
        .await
        .unwrap();
    for (change, next) in [
        ("UPDATE invites SET revoked_at = 1", invited.page()),
        ("UPDATE invites SET expires_at = 1", invited.page()),
        ("UPDATE invites SET role = 'moderator', version = version + 1", invited.page()),
        (
            "INSERT INTO refused_guests SELECT i.room_id, g.user_id, g.name, 1 FROM invite_guests g \
             JOIN invites i ON i.id = g.invite_id WHERE g.reserved_at IS NOT NULL",
            invited.page(),
        ),
        ("UPDATE rooms SET archived_at = 1", invited.page()),
        ("UPDATE accounts SET disabled_at = 1", invited.page()),
        ("UPDATE rooms SET shut_sid = started_sid", invited.wait_page()),
        ("UPDATE rooms SET started_sid = NULL", invited.wait_page()),
    ] {
        let pressing = press_slowly(&server, &invited, &app.browser(), "Ann").await;
        execute(&app, change.to_owned()).await;
        server.is_well().await;
        assert_eq!(leads_to(&pressing.await.unwrap()), next, "{change}");
        assert_eq!(held(&app).await, 0, "{change}");
        execute(
            &app,
            format!(
                "UPDATE invites SET revoked_at = NULL, expires_at = NULL, role = 'participant'; DELETE FROM refused_guests; \
                 UPDATE accounts SET disabled_at = NULL; UPDATE rooms SET archived_at = NULL, shut_sid = NULL; \
                 UPDATE rooms SET started_sid = '{started}' WHERE started_sid IS NULL AND server_id IS NOT NULL"
            ),
        )
        .await;
    }
    assert_eq!(invited.arrival(&app.services, None).await.invite.uses, 0);
    invited.join(&app.browser(), "Ann").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_use_that_was_lost_on_the_way_is_nobodys_if_somebody_else_has_it() {
    let (app, server, room) = started().await;
    let invited = another(&app.services, &room, "max_uses = 1").await;
    let pressing = press_slowly(&server, &invited, &app.browser(), "Ann").await;
    // Another press of hers has failed and given it back, and Ben has taken it.
    let ben = format!(
        "UPDATE invite_guests SET reserved_at = NULL; \
         INSERT INTO invite_guests (invite_id, browser_hash, user_id, name, browser, first_used_at, seen_at) \
         VALUES ('{}', x'00', 'guest-ben', 'Ben', '', 1, 1)",
        invited.id
    );
    execute(&app, ben).await;
    server.is_well().await;
    assert_eq!(leads_to(&pressing.await.unwrap()), invited.page());
    let arrival = invited.arrival(&app.services, None).await;
    assert_eq!((arrival.invite.uses, arrival.state), (1, State::UsedUp));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_browser_that_presses_twice_under_two_names_asks_once() {
    let (app, server, room) = started().await;
    let invited = another(&app.services, &room, "max_uses = 1").await;
    let (ann, asked) = (GuestCookie::random(), server.calls("room/getJoinToken"));
    let press = |name: &'static str| {
        let (invited, services, ann) = (invited.clone(), app.services.clone(), ann.clone());
        tokio::spawn(async move { invited.join_as(&services, &ann, name).await })
    };
    server.suffers_at("room/getJoinToken", Trouble::LockHeld(Duration::from_secs(10))).await;
    let first = press("Ann");
    while server.calls("room/getJoinToken") == asked {
        yield_now().await;
    }
    let looked = server.calls("room/getActiveRoomInfo");
    let second = press("Anna");
    while server.calls("room/getActiveRoomInfo") == looked {
        yield_now().await;
    }
    // Until it has read the answer.
    sleep(Duration::from_millis(300)).await;
    server.is_well().await;
    for pressed in [first, second] {
        assert!(matches!(pressed.await.unwrap(), Ok(Entered::Link(_))));
    }
    assert_eq!((server.calls("room/getJoinToken") - asked, held(&app).await), (1, 0));
    let arrival = invited.arrival(&app.services, None).await;
    assert_eq!((arrival.invite.uses, arrival.state), (1, State::UsedUp));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_browsers_with_one_personal_invite_share_a_link_and_each_is_a_use() {
    let (app, server, room) = started().await;
    let both = another(&app.services, &room, "name = 'Eve', user_id = 'eve-x7k2p', max_uses = 2").await;
    let asked = server.calls("room/getJoinToken");
    let (first, second) = (both.join(&app.browser(), "").await, both.join(&app.browser(), "").await);
    assert_eq!(first, second, "a second token would throw out who has the first");
    assert_eq!(user_id(&first), "eve-x7k2p");
    assert_eq!(server.calls("room/getJoinToken") - asked, 1);
    assert_eq!(both.arrival(&app.services, None).await.invite.uses, 2);

    let one = another(&app.services, &room, "name = 'Mia', user_id = 'mia-x7k2p', max_uses = 1").await;
    let pressing = press_slowly(&server, &one, &app.browser(), "").await;
    let late = {
        let (one, browser) = (one.clone(), app.browser());
        tokio::spawn(async move { one.press(&browser, "").await })
    };
    server.is_well().await;
    assert!(leads_to(&pressing.await.unwrap()).contains("access_token="));
    assert_eq!(leads_to(&late.await.unwrap()), one.page());
    assert_eq!(one.arrival(&app.services, None).await.invite.uses, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hangs_up_is_let_in_all_the_same_and_comes_back_to_it() {
    let (app, server, room) = started().await;
    let invited = another(&app.services, &room, "max_uses = 1").await;
    let ann = app.browser();
    let cookie = guest_cookie(&ann.get(&invited.page()).await);
    let pressing = press_slowly(&server, &invited, &ann, "Ann").await;
    pressing.abort();
    assert!(pressing.await.unwrap_err().is_cancelled());
    server.is_well().await;
    while invited.arrival(&app.services, None).await.invite.uses == 0 {
        yield_now().await;
    }
    assert_eq!(held(&app).await, 0);
    assert_eq!(invited.arrival(&app.services, Some(&cookie)).await.state, State::Ready);
    invited.join(&ann, "Ann").await;
    assert_eq!(invited.arrival(&app.services, None).await.invite.uses, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_come_in_any_more_is_told_so_and_those_who_come_at_the_same_moment_are_in() {
    let (app, server, room) = started().await;
    let (good, bad) = (another(&app.services, &room, "").await, another(&app.services, &room, "").await);
    server.suffers_at("room/getJoinToken", Trouble::LockHeld(Duration::from_secs(10))).await;
    let asked = server.calls("room/getJoinToken");
    let pressing: Vec<_> = [&good, &good, &bad, &good, &good]
        .into_iter()
        .map(|invited| {
            let (invited, browser) = (invited.clone(), app.browser());
            tokio::spawn(async move { leads_to(&invited.press(&browser, "Ann").await).to_owned() })
        })
        .collect();
    while server.calls("room/getJoinToken") < asked + 5 {
        yield_now().await;
    }
    // Until this write is done they gather behind it, with their tokens.
    let mut tx = app.services.storage.begin().await.unwrap();
    sqlx::query("UPDATE invites SET revoked_at = 1 WHERE id = ?").bind(bad.id.clone()).execute(&mut *tx).await.unwrap();
    server.is_well().await;
    sleep(Duration::from_secs(1)).await;
    tx.commit().await.unwrap();
    let mut led = Vec::new();
    for pressed in pressing {
        led.push(pressed.await.unwrap());
    }
    let (refused, links): (Vec<_>, Vec<_>) = led.into_iter().partition(|led| *led == bad.page());
    assert_eq!((refused.len(), links.len()), (1, 4));
    assert!(links.iter().all(|link| link.contains("access_token=")), "{links:?}");
    assert_eq!(good.arrival(&app.services, None).await.invite.uses, 4);
    assert_eq!(bad.arrival(&app.services, None).await.invite.uses, 0);
}
