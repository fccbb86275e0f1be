//! A class comes in at once.
use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::Request;
use axum::middleware::{self, Next};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::StatusCode;
use roomkey::http;
use roomkey::http::serve::HEAD_WITHIN;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::app::{Browser, TestApp, goes_to};

/// Another portal's sandbox at an address where `room/create` is counted.
async fn counted(meet: &TestApp) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let creates = Arc::new(AtomicUsize::new(0));
    let counter = creates.clone();
    let count = middleware::from_fn(move |request: Request, next: Next| {
        if request.uri().path().ends_with("/room/create") {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        next.run(request)
    });
    let router = http::router(meet.services.clone()).layer(count);
    tokio::spawn(http::serve::serve(listener, router, HEAD_WITHIN, std::future::pending()));
    (address, creates)
}

/// Asks for a link for each name at the same time, in the room that its place has; the page that shows each.
async fn rush(browser: &Browser, rooms: &[String], names: std::ops::Range<usize>) -> Vec<(String, String)> {
    let mut asking = JoinSet::new();
    for number in names {
        let (browser, room) = (browser.clone(), rooms[number % rooms.len()].clone());
        asking.spawn(async move {
            let (name, instance) = (format!("Student {number}"), format!("i{number}"));
            let form = [("slug", room.rsplit('/').next().unwrap()), ("instance", &instance), ("name", &name)];
            (room.clone(), browser.follow("/api/make-join-link", &form).await)
        });
    }
    asking.join_all().await
}

/// What the token on a page says.
fn claims(page: &str) -> Value {
    let token = page.split("access_token=").nth(1).unwrap_or_else(|| panic!("no link: {page}"));
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

/// The link on a page, below its server's origin.
fn link(page: &str) -> String {
    let start = page.find("/sandbox/?access_token=").unwrap();
    page[start..].split('"').next().unwrap().replace("&amp;", "&")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_links_for_one_room_begin_one_session_and_none_is_for_another_room() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    let (address, creates) = counted(&meet).await;
    app.add_server_at("Meet", &meet, address).await;
    let server = app.server_key("Meet").await;
    let room = goes_to(&browser.post("/api/create-room", &[("title", "Biology"), ("server", &server)]).await).to_owned();

    let pages = rush(&browser, std::slice::from_ref(&room), 0..100).await;
    assert_eq!(creates.load(Ordering::Relaxed), 1, "the server is asked for one session");
    let sessions = meet.sandbox().active_rooms().await.unwrap();
    assert_eq!(sessions.len(), 1);
    let people: HashSet<String> = pages.iter().map(|(_, page)| claims(page)["user_id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(people.len(), 100, "each has an id of his own");
    for (_, page) in &pages {
        assert_eq!(claims(page)["room_id"], sessions[0].room_id);
    }
    assert_eq!(meet.browser().get(&link(&pages[57].1)).await.status(), StatusCode::OK, "and it opens");

    // A second class, once the session is there, and a third, once it is over.
    rush(&browser, std::slice::from_ref(&room), 100..110).await;
    assert_eq!(creates.load(Ordering::Relaxed), 1);
    assert!(meet.sandbox().end_room(&sessions[0].room_id).await.unwrap());
    let again = rush(&browser, std::slice::from_ref(&room), 110..130).await;
    assert_eq!(creates.load(Ordering::Relaxed), 2);
    let now = meet.sandbox().active_rooms().await.unwrap();
    assert_ne!(now[0].sid, sessions[0].sid);
    assert_eq!(meet.browser().get(&link(&again[3].1)).await.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn links_for_several_rooms_at_once_do_not_mix() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    let (address, creates) = counted(&meet).await;
    app.add_server_at("Meet", &meet, address).await;
    let server = app.server_key("Meet").await;
    let mut rooms = vec![browser.new_room("On the sandbox").await];
    for title in ["One", "Two", "Three"] {
        let answer = browser.post("/api/create-room", &[("title", title), ("server", &server)]).await;
        rooms.push(goes_to(&answer).to_owned());
    }
    let mut ids = std::collections::HashMap::new();
    for room in &rooms {
        let slug = room.rsplit('/').next().unwrap();
        let id: String = sqlx::query_scalar("SELECT meeting_room_id FROM rooms WHERE slug = ?")
            .bind(slug)
            .fetch_one(&mut app.database().await)
            .await
            .unwrap();
        ids.insert(room.clone(), id);
    }
    for (room, page) in rush(&browser, &rooms, 0..60).await {
        assert_eq!(claims(&page)["room_id"], ids[&room]);
    }
    assert_eq!(creates.load(Ordering::Relaxed), 3);
    assert_eq!((meet.sandbox().active_rooms().await.unwrap().len(), app.sandbox().active_rooms().await.unwrap().len()), (3, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_at_a_closed_door_hears_so_at_once_and_gets_in_when_it_opens() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let browser = app.administrator().await;
    // Nothing listens here yet.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    app.add_server_at("Meet", &meet, address).await;
    let server = app.server_key("Meet").await;
    let room = goes_to(&browser.post("/api/create-room", &[("title", "Biology"), ("server", &server)]).await).to_owned();
    for (_, page) in rush(&browser, std::slice::from_ref(&room), 0..30).await {
        assert!(!page.contains("access_token="));
    }
    let listener = TcpListener::bind(address).await.unwrap();
    tokio::spawn(http::serve::serve(listener, http::router(meet.services.clone()), HEAD_WITHIN, std::future::pending()));
    app.pass(std::time::Duration::from_mins(5));
    meet.pass(std::time::Duration::from_mins(5));
    let pages = rush(&browser, &[room], 30..40).await;
    assert!(pages.iter().all(|(_, page)| page.contains("access_token=")));
}
