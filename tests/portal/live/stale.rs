//! A row that a server left behind when it was stopped: listed as running, and nothing runs (`plugnmeet-api.md` §2.3).
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Json;
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use reqwest::StatusCode;
use roomkey::http;
use roomkey::http::serve::HEAD_WITHIN;
use serde_json::json;
use tokio::net::TcpListener;

use super::{Guest, client, code};
use crate::app::{TestApp, goes_to};
use crate::share;

/// Longer than a server is left alone.
const SOME_LOOKS: Duration = Duration::from_secs(6);

#[derive(Clone, Default)]
struct Behind {
    is_stale: Arc<AtomicBool>,
    lists: Arc<AtomicUsize>,
    checks: Arc<AtomicUsize>,
    others: Arc<AtomicUsize>,
}

impl Behind {
    async fn answer(self, request: Request, next: Next) -> axum::response::Response {
        let path = request.uri().path();
        let count = if path.ends_with("/room/getActiveRoomsInfo") {
            &self.lists
        } else if path.ends_with("/room/isRoomActive") {
            &self.checks
        } else {
            &self.others
        };
        count.fetch_add(1, Ordering::Relaxed);
        if self.is_stale.load(Ordering::Relaxed) && path.ends_with("/room/isRoomActive") {
            let answer =
                json!({ "status": true, "msg": "room is not active", "status_code": "ROOM_NOT_ACTIVE", "is_active": false });
            return Json(answer).into_response();
        }
        next.run(request).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_was_left_behind_opens_no_door_and_begins_nothing() {
    let (app, meet) = (TestApp::start().await, TestApp::start().await);
    let behind = Behind::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let layer = {
        let behind = behind.clone();
        middleware::from_fn(move |request: Request, next: Next| behind.clone().answer(request, next))
    };
    let router = http::router(meet.services.clone()).layer(layer);
    tokio::spawn(http::serve::serve(listener, router, HEAD_WITHIN, std::future::pending()));
    let teacher = app.administrator().await;
    app.add_server_at("Meet", &meet, address).await;
    let server = app.server_key("Meet").await;
    let room = goes_to(&teacher.post("/api/create-room", &[("title", "Biology"), ("server", &server)]).await).to_owned();
    let code = code(&teacher, &room).await;

    // It was started, and what is listed from now on is the session of then.
    teacher.start(&room).await;
    behind.is_stale.store(true, Ordering::Relaxed);
    // What was seen a moment ago is seen no more.
    let guest = Guest::new(&app, &client(), &code);
    tokio::time::sleep(SOME_LOOKS).await;
    let before = behind.others.load(Ordering::Relaxed);
    guest.waits("Ann").await;
    let mut stream = guest.listens().await;
    assert!(stream.is_silent(SOME_LOOKS).await);
    assert_eq!(guest.looks().await, None);
    assert!(behind.lists.load(Ordering::Relaxed) > 0 && behind.checks.load(Ordering::Relaxed) > 0);
    assert_eq!(behind.others.load(Ordering::Relaxed), before, "nothing is begun, and no token asked for");
    let page = share::page(&teacher, &room).await;
    assert!(!page.contains("Stop letting people in"), "{page}");

    // The row is right again.
    behind.is_stale.store(false, Ordering::Relaxed);
    assert_eq!(stream.next().await.as_deref(), Some("load"));
    assert!(guest.looks().await.unwrap().contains("access_token="));
    assert_eq!(guest.get(&format!("/wait/{code}/events")).await.status(), StatusCode::NO_CONTENT, "nobody waits any more");
}
