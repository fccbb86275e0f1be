//! One room, from its first guest to a shut door.
use std::time::Duration;

use reqwest::StatusCode;
use roomkey::storage::rooms::RoomId;

use super::{Guest, Stream, begin, client, code, enter, meeting_room_id};
use crate::app::TestApp;
use crate::broken_server::{BrokenServer, Trouble};
use crate::share;

/// Longer than a server is left alone.
const SOME_LOOKS: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_is_let_in_when_the_teacher_starts_and_not_when_somebody_gets_a_link() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    let teacher = app.administrator().await;
    let room = server.room(&app, &teacher, "Biology").await;
    let guest = Guest::new(&app, &client(), &code(&teacher, &room).await);
    assert_eq!(guest.get(&format!("/wait/{}/events", guest.code)).await.status(), StatusCode::NO_CONTENT, "nobody waits yet");
    guest.waits("Ann").await;
    let mut stream = guest.listens().await;
    let mut teachers = Stream { answer: teacher.get(&format!("{room}/events")).await, read: String::new() };
    assert_eq!(teachers.next().await.as_deref(), Some("look"));

    // A link for a student begins a session.
    teacher.post("/api/make-join-link", &[("slug", share::slug(&room)), ("name", "Bob")]).await;
    assert_eq!(teachers.next().await.as_deref(), Some("look"));
    assert!(stream.is_silent(SOME_LOOKS).await);
    assert_eq!(guest.looks().await, None);
    let page = share::page(&teacher, &room).await;
    assert!(page.contains("The lesson has not started: guests wait.") && page.contains("<bdi>Ann<"), "{page}");

    teacher.start(&room).await;
    assert_eq!(stream.next().await.as_deref(), Some("load"));
    let link = guest.looks().await.unwrap();
    assert!(link.contains("access_token="));
    assert_eq!(guest.looks().await, Some(link), "a browser that gave up the answer looks again, and throws nobody out");
    let page = share::page(&teacher, &room).await;
    assert!(!page.contains("The lesson has not started") && !page.contains("<bdi>Ann<"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_who_came_another_way_starts_the_lesson_and_a_participant_does_not() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    let teacher = app.administrator().await;
    let room = server.room(&app, &teacher, "Biology").await;
    let guest = Guest::new(&app, &client(), &code(&teacher, &room).await);
    guest.waits("Ann").await;
    let mut stream = guest.listens().await;
    let room_id = meeting_room_id(&app, &room).await;
    begin(&server.behind, &room_id).await;
    enter(&server.behind, &room_id, false).await;
    assert!(stream.is_silent(2 * SOME_LOOKS).await);
    enter(&server.behind, &room_id, true).await;
    assert_eq!(stream.next().await.as_deref(), Some("load"));
    assert!(guest.looks().await.unwrap().contains("access_token="));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_sign_in_any_more_hears_no_more() {
    let app = TestApp::start().await;
    let teacher = app.administrator().await;
    let room = teacher.new_room("Biology").await;
    let mut stream = Stream { answer: teacher.get(&format!("{room}/events")).await, read: String::new() };
    assert_eq!(stream.next().await.as_deref(), Some("look"), "what the page showed is not known");
    let mut database = app.database().await;
    sqlx::query("UPDATE accounts SET disabled_at = 1").execute(&mut database).await.unwrap();
    let id = sqlx::query_scalar("SELECT id FROM rooms WHERE slug = ?").bind(share::slug(&room));
    let id: String = id.fetch_one(&mut database).await.unwrap();
    app.services.live.changed(&RoomId::from(id));
    assert_eq!(stream.next().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn through_a_shut_door_comes_back_who_was_in_and_nobody_else() {
    let app = TestApp::start().await;
    let teacher = app.administrator().await;
    let room = teacher.new_room("Biology").await;
    teacher.start(&room).await;
    let code = code(&teacher, &room).await;
    let (early, late) = (Guest::new(&app, &client(), &code), Guest::new(&app, &client(), &code));
    assert!(early.joins("Early").await.contains("access_token="));
    let page = share::page(&teacher, &room).await;
    let sid = crate::app::field(&page, "sid");
    let shut = |shut: &'static str, sid: &str| {
        let (teacher, slug, sid) = (teacher.clone(), share::slug(&room).to_owned(), sid.to_owned());
        async move { teacher.post("/api/shut-door", &[("slug", &slug), ("sid", &sid), ("shut", shut)]).await }
    };
    // A page that is older than the session.
    shut("1", "another").await;
    assert!(share::page(&teacher, &room).await.contains("Stop letting people in"));
    shut("1", &sid).await;
    assert!(share::page(&teacher, &room).await.contains("Let people in again"));
    late.waits("Late").await;
    let mut stream = late.listens().await;
    assert!(early.joins("Early").await.contains("access_token="));
    shut("", "another").await;
    assert_eq!(late.looks().await, None);
    shut("", &sid).await;
    assert_eq!(stream.next().await.as_deref(), Some("load"));
    assert!(late.looks().await.unwrap().contains("access_token="));
    // Nobody else's door.
    let stranger = app.teacher("stranger@school.example").await;
    let form = [("slug", share::slug(&room)), ("sid", sid.as_str()), ("shut", "1")];
    assert_eq!(stranger.post("/api/shut-door", &form).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(stranger.get(&format!("{room}/events")).await.status(), StatusCode::NO_CONTENT);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_while_the_server_is_down_is_told_when_it_is_back() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    let teacher = app.administrator().await;
    let room = server.room(&app, &teacher, "Biology").await;
    let guest = Guest::new(&app, &client(), &code(&teacher, &room).await);
    guest.waits("Ann").await;
    let mut stream = guest.listens().await;
    server.suffers(Trouble::ServiceUnavailable).await;
    assert_eq!(stream.next().await.as_deref(), Some("load"));
    assert_eq!(guest.looks().await, None);
    server.is_well().await;
    app.pass(Duration::from_mins(1));
    assert_eq!(stream.next().await.as_deref(), Some("load"));
    teacher.start(&room).await;
    assert_eq!(stream.next().await.as_deref(), Some("load"));
    assert!(guest.looks().await.unwrap().contains("access_token="));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_when_the_portal_stops_and_writes_nothing() {
    let app = TestApp::start().await;
    let teacher = app.administrator().await;
    let room = teacher.new_room("Biology").await;
    let guest = Guest::new(&app, &client(), &code(&teacher, &room).await);
    guest.waits("Ann").await;
    let version = |mut database: sqlx::SqliteConnection| async move {
        sqlx::query_scalar::<_, i64>("PRAGMA data_version").fetch_one(&mut database).await.map(|now| (now, database)).unwrap()
    };
    let (before, database) = version(app.database().await).await;
    let mut streams = vec![guest.listens().await, guest.listens().await];
    streams.push(Stream { answer: teacher.get(&format!("{room}/events")).await, read: String::new() });
    assert!(streams[0].is_silent(Duration::from_secs(1)).await);
    assert_eq!(version(database).await.0, before);
    app.services.live.stop();
    for mut stream in streams {
        while stream.next().await.is_some() {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rooms_card_says_how_many_wait_at_its_door() {
    let app = TestApp::start().await;
    let teacher = app.administrator().await;
    let (room, other) = (teacher.new_room("Biology").await, teacher.new_room("Chemistry").await);
    let (code, client) = (code(&teacher, &room).await, client());
    let list = async || teacher.get("/rooms").await.text().await.unwrap();
    assert!(!list().await.contains("data-waiting"));
    let [ann, ben] = [Guest::new(&app, &client, &code), Guest::new(&app, &client, &code)];
    ann.waits("Ann").await;
    assert!(list().await.contains("One person waits at the door"));
    ben.waits("Ben").await;
    let page = list().await;
    assert!(page.contains("2 people wait at the door"), "{page}");
    assert_eq!(page.matches("data-waiting").count(), 1, "and none before {other}");
    teacher.start(&room).await;
    for guest in [ann, ben] {
        assert!(guest.looks().await.unwrap().contains("access_token="));
    }
    assert!(!list().await.contains("data-waiting"), "they are in");
}
