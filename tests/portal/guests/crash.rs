//! Pulling the plug while guests are on their way in.
use std::time::Duration;

use reqwest::header::LOCATION;
use roomkey::clock::Clock;
use roomkey::domain::server::Description;
use roomkey::services::{self, servers};
use secrecy::ExposeSecret;
use tokio::task::JoinSet;

use super::invited::{Invited, another};
use crate::app::{Browser, TestApp, config, database};
use crate::broken_server::{BrokenServer, Trouble};
use crate::process::{Process, free_port};

/// Whether a press led in; `None`: there was no answer.
async fn press(invited: Invited, browser: Browser, number: usize) -> Option<bool> {
    let name = format!("Guest {number}");
    let answer = browser.try_post("/api/join-by-invite", &[("code", &invited.code), ("name", &name)]).await.ok()?;
    Some(answer.headers().get(LOCATION)?.to_str().ok()?.contains("access_token="))
}

async fn rush(portal: &Process, invited: &Invited, people: usize) -> usize {
    let pressing: JoinSet<_> = (0..people).map(|number| press(invited.clone(), portal.browser(), number)).collect();
    pressing.join_all().await.into_iter().filter(|answer| *answer == Some(true)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_between_holding_a_use_and_confirming_it_costs_no_use_and_gives_none_away() {
    let beside = TestApp::start().await;
    let server = BrokenServer::start(&beside).await;
    let folder = tempfile::tempdir().unwrap();
    let (data_dir, port) = (folder.path().join("data"), free_port());
    let mut portal = Process::serve(&data_dir, port, &[]);
    let teacher = portal.browser();
    teacher.set_up(portal.code(), "ada@school.example").await;
    let room = teacher.new_room("Biology").await;
    let invited = {
        let services = services::start(config(portal.address(), &data_dir), Clock::System).await.unwrap();
        let credentials = server.credentials().await;
        let (url, api_key) = (server.url.parse().unwrap(), credentials.api_key.parse().unwrap());
        let description = Description::new("Meet".parse().unwrap(), url, None, api_key);
        let new = servers::NewServer { description, secret: credentials.secret.expose_secret().parse().unwrap() };
        let id = servers::add(&services, &new).await.unwrap().unwrap();
        let put = sqlx::query("UPDATE rooms SET server_id = ?").bind(id.as_str().to_owned());
        put.execute(&mut database(&data_dir).await).await.unwrap();
        another(&services, &room, "role = 'moderator', max_uses = 30").await
    };
    assert_eq!(rush(&portal, &invited, 20).await, 20);

    server.suffers_at("room/getJoinToken", Trouble::HangsBeforeHeaders).await;
    let mut pressing: JoinSet<_> = (0..40).map(|number| press(invited.clone(), portal.browser(), number)).collect();
    let mut looking = database(&data_dir).await;
    let count = "SELECT count(*) FROM invite_guests WHERE reserved_at IS NOT NULL";
    while sqlx::query_scalar::<_, i64>(count).fetch_one(&mut looking).await.unwrap() < 10 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // The other thirty are told at once that there is nothing left.
    for _ in 0..30 {
        assert_eq!(pressing.join_next().await.unwrap().unwrap(), Some(false));
    }
    portal.kill();
    assert!(pressing.join_all().await.into_iter().all(|answer| answer != Some(true)));
    drop(looking);

    server.is_well().await;
    let portal = Process::serve(&data_dir, port, &[]);
    assert_eq!(rush(&portal, &invited, 40).await, 10, "the ten that were held are to be had again, and no more");
    let used = "SELECT count(*) FROM invite_guests WHERE first_used_at IS NOT NULL";
    assert_eq!(sqlx::query_scalar::<_, i64>(used).fetch_one(&mut database(&data_dir).await).await.unwrap(), 30);
}
