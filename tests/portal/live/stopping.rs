//! A portal that is stopped while hundreds wait, and the one that comes after it.
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;

use super::{Guest, LONG, client, code};
use crate::process::{Process, free_port};

const GUESTS: usize = 200;

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_is_stopped_lets_go_of_everybody_at_once_and_the_next_one_takes_them() {
    let folder = tempfile::tempdir().unwrap();
    let (data_dir, port) = (folder.path().join("data"), free_port());
    let mut portal = Process::serve(&data_dir, port, &[]);
    let teacher = portal.browser();
    teacher.set_up(portal.code(), "ada@school.example").await;
    let room = teacher.new_room("Biology").await;
    let (code, client) = (code(&teacher, &room).await, client());
    let mut coming = JoinSet::new();
    for number in 0..GUESTS {
        let guest = Guest::at(portal.url(""), &client, &code);
        coming.spawn(async move {
            guest.waits(&format!("Guest {number}")).await;
            let stream = guest.listens().await;
            (guest, stream)
        });
    }
    let mut streams = coming.join_all().await;
    assert!(streams[0].1.is_silent(Duration::from_secs(1)).await, "they wait");

    // Streams last for ten minutes, and connections may be idle for one: neither is waited for.
    let stopping = tokio::task::spawn_blocking(move || portal.stop());
    assert!(timeout(LONG, stopping).await.expect("it stops, with everybody there").unwrap());
    let mut guests = Vec::new();
    for (guest, mut stream) in streams {
        assert_eq!(stream.next().await, None);
        guests.push(guest);
    }

    // Browsers come back by themselves, and say what they heard last.
    let portal = Process::serve(&data_dir, port, &[]);
    let mut again = JoinSet::new();
    for guest in guests {
        again.spawn(async move {
            let mut stream = guest.listens().await;
            assert_eq!(stream.next().await.as_deref(), Some("load"));
            guest.looks().await.is_some_and(|link| link.contains("access_token="))
        });
    }
    teacher.start(&room).await;
    assert_eq!(again.join_all().await, [true; GUESTS]);
    drop(portal);
}
