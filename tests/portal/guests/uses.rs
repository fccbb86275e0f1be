//! How many an invite lets in: exactly as many as it may.
use std::time::Duration;

use reqwest::header::LOCATION;
use roomkey::services::guests::State;
use tokio::task::JoinSet;

use super::invited::{Invited, another, claims, guest_cookie, portal};
use crate::app::{TestApp, leads_to};
use crate::broken_server::{BrokenServer, Trouble};

/// So many browsers that have never been here press Join at once: how many are let in.
async fn rush(app: &TestApp, invited: &Invited, people: usize) -> usize {
    let mut pressing = JoinSet::new();
    for number in 0..people {
        let (invited, browser) = (invited.clone(), app.browser());
        pressing.spawn(async move {
            let answer = invited.press(&browser, &format!("Guest {number}")).await;
            let next = answer.headers()[LOCATION].to_str().unwrap();
            assert!(next.contains("access_token=") || next == invited.page(), "{next}");
            next.contains("access_token=")
        });
    }
    pressing.join_all().await.into_iter().filter(|is_in| *is_in).count()
}

async fn held(app: &TestApp) -> i64 {
    let held = sqlx::query_scalar("SELECT count(*) FROM invite_guests WHERE reserved_at IS NOT NULL");
    held.fetch_one(&mut app.database().await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invite_for_thirty_lets_in_thirty_of_a_hundred() {
    let (app, teacher, room, _) = portal().await;
    teacher.start(&room).await;
    let invited = another(&app.services, &room, "max_uses = 30").await;
    let (ann, cookie) = {
        let ann = app.browser();
        let answer = invited.press(&ann, "Ann").await;
        (ann, guest_cookie(&answer))
    };
    assert_eq!(rush(&app, &invited, 100).await, 29);
    let arrival = invited.arrival(&app.services, None).await;
    assert_eq!((arrival.invite.uses, arrival.state, held(&app).await), (30, State::UsedUp, 0));
    // Who is one of them comes back as often as he likes.
    app.pass(Duration::from_secs(30));
    assert_eq!(invited.arrival(&app.services, Some(&cookie)).await.state, State::Ready);
    invited.join(&ann, "Ann").await;
    assert_eq!(invited.arrival(&app.services, None).await.invite.uses, 30);
}

#[tokio::test]
async fn who_waits_takes_no_use_before_he_is_let_in() {
    let (app, teacher, room, _) = portal().await;
    let invited = another(&app.services, &room, "max_uses = 1").await;
    let (ann, ben) = (app.browser(), app.browser());
    for browser in [&ann, &ben] {
        assert_eq!(leads_to(&invited.press(browser, "Guest").await), invited.wait_page());
    }
    teacher.start(&room).await;
    invited.join(&ben, "Ben").await;
    assert_eq!(leads_to(&invited.press(&ann, "Ann").await), invited.page());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_in_trouble_costs_nobody_his_use() {
    let (app, teacher, ..) = portal().await;
    let server = BrokenServer::start(&app).await;
    let room = server.room(&app, &teacher, "Chemistry").await;
    let invited = another(&app.services, &room, "max_uses = 1").await;
    teacher.start(&room).await;
    for trouble in [Trouble::SaysNo, Trouble::InternalError, Trouble::ForgedToken, Trouble::ResetsBeforeHeaders] {
        server.suffers_at("room/getJoinToken", trouble).await;
        let answer = invited.press_with(&app.browser(), "Ann", "").await;
        assert_eq!(leads_to(&answer), format!("{}?form=i1", invited.page()), "{trouble:?}");
        assert_eq!(held(&app).await, 0, "{trouble:?}");
        app.pass(Duration::from_mins(2));
    }
    server.is_well().await;
    let ann = app.browser();
    invited.join(&ann, "Ann").await;
    assert_eq!(invited.arrival(&app.services, None).await.state, State::UsedUp);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hangs_up_on_a_server_in_trouble_gives_his_use_back() {
    let (app, teacher, ..) = portal().await;
    let server = BrokenServer::start(&app).await;
    let room = server.room(&app, &teacher, "Chemistry").await;
    let invited = another(&app.services, &room, "max_uses = 1").await;
    teacher.start(&room).await;
    server.suffers_at("room/getJoinToken", Trouble::HangsBeforeHeaders).await;
    let asked_before = server.calls("room/getJoinToken");
    let (ann, pressed) = (app.browser(), invited.clone());
    let pressing = tokio::spawn(async move { pressed.press(&ann, "Ann").await });
    // The use is held before the server is asked: only then is there something to hang up on.
    while server.calls("room/getJoinToken") == asked_before {
        tokio::task::yield_now().await;
    }
    assert_eq!(held(&app).await, 1);
    // Her browser goes away; what it asked for comes to an end.
    pressing.abort();
    assert!(pressing.await.unwrap_err().is_cancelled());
    server.is_well().await;
    while held(&app).await > 0 {
        tokio::task::yield_now().await;
    }
    app.pass(Duration::from_secs(30));
    let link = invited.join(&app.browser(), "Ben").await;
    assert_eq!(claims(&link)["name"], "Ben");
    assert_eq!(invited.arrival(&app.services, None).await.invite.uses, 1);
}
