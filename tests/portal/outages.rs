//! Meeting servers that are slow, down, wrong or newer: what people see of it, and that it passes.
use std::time::Duration;

use crate::app::{TestApp, leads_to};
use crate::broken_server::{BrokenServer, Trouble};

#[tokio::test]
async fn a_room_on_another_server_gets_its_links_from_there() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let room = server.room(&app, &browser, "Biology").await;
    let link = browser.start(&room).await;
    assert!(link.starts_with(&format!("{}/?access_token=", server.url)), "{link}");
    let page = server.behind.browser().get(&link[link.find("/sandbox/").unwrap()..]).await.text().await.unwrap();
    assert!(page.contains("Biology"), "{page}");
    assert!(app.sandbox().active_rooms().await.unwrap().is_empty());

    server.suffers(Trouble::Refuses).await;
    app.pass(Duration::from_secs(11));
    let slug = room.rsplit('/').next().unwrap();
    let answer = browser.post("/api/join-room", &[("slug", slug)]).await;
    assert!(leads_to(&answer).starts_with(&room), "{answer:?}");
}
