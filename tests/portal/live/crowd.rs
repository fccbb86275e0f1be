//! Two hundred rooms, and five guests before each.
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use tokio::time::sleep;

use super::{Guest, Stream, begin, client, code, enter, meeting_room_id};
use crate::app::{Browser, TestApp};
use crate::broken_server::{BrokenServer, put_on};

const ROOMS: usize = 200;
const GUESTS: usize = 5;
/// How long the requests of those who wait are counted.
const COUNTED: Duration = Duration::from_secs(12);

/// The rooms, with the streams of those who wait before each.
async fn crowd(app: &TestApp, teacher: &Browser, server: &BrokenServer) -> Vec<(String, Vec<(Guest, Stream)>)> {
    let id = server.add_to(app, "Meet").await;
    let client = client();
    let mut rooms = Vec::new();
    for number in 0..ROOMS {
        let room = teacher.new_room(&format!("Room {number}")).await;
        put_on(app, &room, &id).await;
        let code = code(teacher, &room).await;
        let mut coming = JoinSet::new();
        for name in 0..GUESTS {
            let guest = Guest::new(app, &client, &code);
            coming.spawn(async move {
                guest.waits(&format!("Guest {name}")).await;
                let stream = guest.listens().await;
                (guest, stream)
            });
        }
        rooms.push((room, coming.join_all().await));
    }
    rooms
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_who_wait_ask_a_server_nothing_more_than_one_and_all_are_told() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    let teacher = app.administrator().await;
    let mut rooms = crowd(&app, &teacher, &server).await;
    let before = server.all_calls().len();
    sleep(COUNTED).await;
    let calls = server.all_calls().split_off(before);
    println!("{} calls in {COUNTED:?}", calls.len());
    assert!(calls.len() <= usize::try_from(COUNTED.as_secs()).unwrap(), "{calls:?}");
    assert!(calls.iter().all(|call| call == "room/getActiveRoomsInfo"), "{calls:?}");

    // One lesson begins elsewhere: a moderator is in.
    let (room, waiting) = rooms.pop().unwrap();
    let room_id = meeting_room_id(&app, &room).await;
    let began = Instant::now();
    begin(&server.behind, &room_id).await;
    enter(&server.behind, &room_id, true).await;
    for (_, mut stream) in waiting {
        assert_eq!(stream.next().await.as_deref(), Some("load"));
    }
    println!("told of a moderator elsewhere after {:?}", began.elapsed());

    // All the others are started here.
    let (began, mut telling) = (Instant::now(), JoinSet::new());
    for (room, waiting) in rooms {
        for (guest, mut stream) in waiting {
            telling.spawn(async move {
                let event = stream.next().await;
                let told = Instant::now();
                // Whoever finds the server busy waits on, and is told again.
                let mut link = guest.looks().await;
                while link.is_none() {
                    guest.listens().await.next().await;
                    link = guest.looks().await;
                }
                let link = link.unwrap_or_default();
                (event, told, Instant::now(), link.contains("access_token="))
            });
        }
        let teacher = teacher.clone();
        tokio::spawn(async move { teacher.start(&room).await });
    }
    let told = telling.join_all().await;
    assert_eq!(told.len(), (ROOMS - 1) * GUESTS);
    assert!(told.iter().all(|(event, _, _, is_in)| event.as_deref() == Some("load") && *is_in));
    let (all_told, all_in) = (told.iter().map(|told| told.1).max().unwrap(), told.iter().map(|told| told.2).max().unwrap());
    println!("all told after {:?}, all in after {:?}", all_told - began, all_in - began);
}
