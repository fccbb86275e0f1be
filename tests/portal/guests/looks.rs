//! Opening a link changes nothing.
use std::time::Duration;

use reqwest::StatusCode;
use roomkey::services::guests::{GuestCookie, State, arrive};
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::invited::{Invited, participants};
use crate::app::TestApp;
use crate::broken_server::{BrokenServer, Trouble};

/// Every row of every table.
async fn dump(database: &mut SqliteConnection) -> Vec<String> {
    let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .fetch_all(&mut *database)
        .await
        .unwrap();
    let mut rows = Vec::new();
    for table in tables {
        let columns: Vec<String> =
            sqlx::query_scalar("SELECT name FROM pragma_table_info(?)").bind(&table).fetch_all(&mut *database).await.unwrap();
        let quoted: Vec<_> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let sql = format!("SELECT {} FROM \"{table}\" ORDER BY 1", quoted.join(" || ',' || "));
        let found = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *database).await.unwrap();
        rows.extend(found.iter().map(|row| format!("{table}: {}", row.get::<String, _>(0))));
    }
    rows
}

/// What a scanner may ask a meeting server.
fn is_harmless(call: &str) -> bool {
    ["room/isRoomActive", "room/getActiveRoomsInfo", "healthCheck"].contains(&call)
}

async fn scan(app: &TestApp, invited: &Invited) {
    let mut scanning = JoinSet::new();
    for number in 0..1000 {
        let (services, invited, browser) = (app.services.clone(), invited.clone(), app.browser());
        scanning.spawn(async move {
            let answer = browser.get(&invited.page()).await;
            assert_eq!(answer.status(), StatusCode::OK);
            assert!(answer.text().await.unwrap().contains("Biology"));
            let cookie = GuestCookie::random();
            invited.arrival(&services, Some(&cookie).filter(|_| number % 3 == 0)).await
        });
    }
    while let Some(arrival) = scanning.join_next().await {
        arrival.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_looks_of_scanners_change_no_row_and_call_nothing_with_an_effect() {
    let app = TestApp::start().await;
    let teacher = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let room = server.room(&app, &teacher, "Biology").await;
    let invited = participants(&app.services, &room).await;
    for started in [false, true] {
        if started {
            teacher.start(&room).await;
        }
        let mut database = app.database().await;
        let mut behind = server.behind.database().await;
        let (before, behind_before, calls) = (dump(&mut database).await, dump(&mut behind).await, server.all_calls().len());
        scan(&app, &invited).await;
        assert_eq!(dump(&mut database).await, before);
        assert_eq!(dump(&mut behind).await, behind_before, "nor on the server");
        let calls = server.all_calls().split_off(calls);
        assert!(calls.iter().all(|call| is_harmless(call)), "{calls:?}");
        assert!(calls.len() < 100, "looks are shared: {}", calls.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_waits_for_no_meeting_server_and_says_since_when_it_is_down() {
    let app = TestApp::start().await;
    let teacher = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let room = server.room(&app, &teacher, "Biology").await;
    let invited = participants(&app.services, &room).await;
    server.suffers(Trouble::HangsBeforeHeaders).await;
    assert_eq!(invited.arrival(&app.services, None).await.state, State::Unsure, "nobody knows better");
    let page = app.browser().get(&format!("/j/{}", invited.code)).await.text().await.unwrap();
    assert!(page.contains("data-guest=\"unsure\"") && page.contains("Press Join: you come in, or wait"), "{page}");
    server.suffers(Trouble::Refuses).await;
    let mut state = invited.arrival(&app.services, None).await.state;
    // What hung is still on its way; it is hung up on.
    while !matches!(state, State::Down(_)) {
        app.pass(Duration::from_mins(1));
        sleep(Duration::from_millis(200)).await;
        state = invited.arrival(&app.services, None).await.state;
    }
    server.is_well().await;
}

#[tokio::test]
async fn what_is_no_code_finds_nothing() {
    let app = TestApp::start().await;
    for code in ["", "x", "0000-0000-0000", "7k2m-x9pq-4rt!", &"0".repeat(4000), "..", "%00"] {
        assert!(arrive(&app.services, code, None).await.unwrap().is_none(), "{code}");
    }
}
