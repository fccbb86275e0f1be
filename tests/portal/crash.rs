//! Pulling the plug.
use reqwest::StatusCode;
use tokio::task::JoinSet;

use crate::app::{PASSWORD, database, goes_to};
use crate::process::{Process, free_port};

#[tokio::test]
async fn every_room_that_was_answered_survives_a_kill_in_the_middle_twice() {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().join("data");
    let port = free_port();
    let mut answered = Vec::new();
    for (round, kill_after) in [(0, 70), (1, 120)] {
        let mut portal = Process::serve(&data_dir, port, &[]);
        let browser = portal.browser();
        if round == 0 {
            browser.set_up(portal.code(), "ada@school.example").await;
        } else {
            assert_eq!(goes_to(&browser.sign_in("ada@school.example", PASSWORD).await), "/rooms");
        }
        for number in 0..200 {
            if number == kill_after {
                // SIGKILL while ten creations are on their way; those that were answered count too.
                let mut on_their_way = JoinSet::new();
                for more in 0..10 {
                    let (browser, title) = (browser.clone(), format!("On its way {round}-{more}"));
                    on_their_way.spawn(async move {
                        let answer = browser.try_post("/api/create-room", &[("title", &title)]).await;
                        answer.is_ok_and(|answer| answer.status() == StatusCode::SEE_OTHER).then_some(title)
                    });
                }
                let first = on_their_way.join_next().await.unwrap().unwrap();
                portal.kill();
                answered.extend(first);
                answered.extend(on_their_way.join_all().await.into_iter().flatten());
                break;
            }
            let title = format!("Room {round}-{number}");
            goes_to(&browser.post("/api/create-room", &[("title", &title)]).await);
            answered.push(title);
        }
        let mut database = database(&data_dir).await;
        let intact: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut database).await.unwrap();
        assert_eq!(intact, "ok");
        let stored: Vec<String> = sqlx::query_scalar("SELECT title FROM rooms").fetch_all(&mut database).await.unwrap();
        assert!(answered.iter().all(|title| stored.contains(title)));
        let orphans: i64 = sqlx::query_scalar("SELECT count(*) FROM rooms WHERE id NOT IN (SELECT room_id FROM room_members)")
            .fetch_one(&mut database)
            .await
            .unwrap();
        assert_eq!(orphans, 0);
    }
    assert!(answered.len() > 190, "of those on their way one each was waited for");
}
