//! Meeting servers that are slow, down, wrong or newer: what people see of it, and that it passes.
mod certificates;
mod table;

use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::app::{Browser, TestApp, goes_to, leads_to};
use crate::broken_server::{BrokenServer, Trouble};

/// Longer than anything here takes: what is still not done by then hangs.
const LONG: Duration = Duration::from_mins(1);

fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

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
    let answer = browser.post("/api/join-room", &[("slug", slug(&room))]).await;
    assert!(leads_to(&answer).starts_with(&room), "{answer:?}");
}

#[tokio::test]
async fn of_a_crowd_two_hundred_are_named_and_the_rest_is_counted() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let room = server.room(&app, &browser, "Assembly").await;
    browser.start(&room).await;
    server.suffers(Trouble::Crowd).await;
    let page = browser.get(&room).await.text().await.unwrap();
    assert_eq!(page.matches("data-in=\"person-").count(), 200);
    assert!(page.contains("And 50 more people."), "{page}");
}

/// How often a room was saved.
async fn version(app: &TestApp, room: &str) -> i64 {
    let version = sqlx::query_scalar("SELECT version FROM rooms WHERE slug = ?").bind(slug(room));
    version.fetch_one(&mut app.database().await).await.unwrap()
}

/// Saves the locks of a room twenty times; how long the slowest took.
async fn slowest_save(app: &TestApp, browser: &Browser, room: &str) -> Duration {
    let before = version(app, room).await;
    let mut slowest = Duration::ZERO;
    for number in 0..20 {
        let locked = if number % 2 == 0 { "true" } else { "" };
        let began = Instant::now();
        let saved = browser.post("/api/set-room-locks", &[("slug", slug(room)), ("lock_chat", locked)]).await;
        assert_eq!(goes_to(&saved), format!("{room}/locks"));
        slowest = slowest.max(began.elapsed());
    }
    assert_eq!(version(app, room).await, before + 20);
    slowest
}

#[tokio::test]
async fn while_a_server_hangs_rooms_on_another_are_saved_and_opened_as_fast_as_ever() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let (hanging, other) = (server.room(&app, &browser, "Hanging").await, browser.new_room("Other").await);
    let usual = slowest_save(&app, &browser, &other).await;

    server.suffers(Trouble::HangsBeforeHeaders).await;
    let mut waiting = JoinSet::new();
    for number in 0..50 {
        let (browser, slug) = (browser.clone(), slug(&hanging).to_owned());
        waiting.spawn(async move {
            let form = [("slug", slug.as_str()), ("instance", &number.to_string()), ("name", &format!("Person {number}"))];
            goes_to(&browser.post("/api/make-join-link", &form).await).to_owned()
        });
    }
    let begun = async {
        while server.all_calls().is_empty() {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(LONG, begun).await.expect("the server is asked");
    let meanwhile = slowest_save(&app, &browser, &other).await;
    let link = browser.start(&other).await;
    assert!(link.contains("access_token="), "{link}");
    // Whatever the machine: if a save had to wait for the network, somebody there would be done by now.
    assert!(waiting.try_join_next().is_none(), "all of them still wait");
    assert!(meanwhile < 10 * usual + Duration::from_secs(1), "{meanwhile:?} instead of {usual:?}");

    server.is_well().await;
    let led_to = timeout(LONG, waiting.join_all()).await.expect("nobody waits for ever");
    assert_eq!(led_to.len(), 50);
    assert!(led_to.iter().all(|page| page.starts_with(&hanging)), "{led_to:?}");
}
