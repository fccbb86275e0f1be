//! Whatever changes a room's door wakes those before it at once.
use roomkey::live::Listener;
use roomkey::storage::rooms::RoomId;
use tokio::time::timeout;

use super::{LONG, code};
use crate::app::TestApp;
use crate::{settings, share};

/// Somebody who listens, and what has happened meanwhile.
struct Ear(Listener);

impl Ear {
    async fn at(app: &TestApp, room: &str) -> Self {
        let id: String = sqlx::query_scalar("SELECT id FROM rooms WHERE slug = ?")
            .bind(share::slug(room))
            .fetch_one(&mut app.database().await)
            .await
            .unwrap();
        Self(app.services.live.listen(&RoomId::from(id)))
    }

    /// Nobody asks a meeting server here: what is heard was said by whoever wrote.
    async fn hears(&mut self, what: &str) {
        timeout(LONG, self.0.changed()).await.unwrap_or_else(|_| panic!("nobody said: {what}"));
    }
}

#[tokio::test]
async fn every_change_of_a_room_and_its_invites_is_told_at_once() {
    let app = TestApp::start().await;
    let teacher = app.administrator().await;
    let room = teacher.new_room("Biology").await;
    let slug = share::slug(&room).to_owned();
    let here = [("slug", slug.as_str())];
    let mut ear = Ear::at(&app, &room).await;

    let form = settings::shown(&teacher, &format!("{room}/settings")).await;
    let changes = [("title", Some("Botany")), ("anyone_may_start", Some("true"))];
    assert!(settings::send(&teacher, "set-room-settings", &form, &changes).await.contains("Saved."));
    ear.hears("settings").await;
    let first = code(&teacher, &room).await;
    let page = share::page(&teacher, &room).await;
    let form = [here[0], ("invite", &*crate::app::field(page.split("/api/replace-invite").nth(1).unwrap(), "invite"))];
    teacher.post("/api/replace-invite", &form).await;
    assert_ne!(code(&teacher, &room).await, first);
    ear.hears("another link").await;
    teacher.start(&room).await;
    ear.hears("start").await;
    teacher.post("/api/end-session", &here).await;
    ear.hears("end").await;
    teacher.post("/api/archive-room", &here).await;
    ear.hears("archive").await;
    teacher.post("/api/restore-room", &here).await;
    ear.hears("restore").await;
    teacher.post("/api/archive-room", &here).await;
    ear.hears("archive").await;
    teacher.post("/api/delete-room", &here).await;
    ear.hears("delete").await;
}

#[tokio::test]
async fn a_room_that_goes_to_another_server_is_told_of() {
    let app = TestApp::start().await;
    let meet = TestApp::start().await;
    let teacher = app.administrator().await;
    app.add_server("Meet", &meet).await;
    let key = app.server_key("Meet").await;
    let room = teacher.new_room("Biology").await;
    let mut ear = Ear::at(&app, &room).await;
    let before = server_of(&app, &room).await;
    let from = before.as_deref().unwrap_or("sandbox");
    let to = if from == key { "sandbox" } else { &key };
    teacher.post("/api/set-room-server", &[("slug", share::slug(&room)), ("from", from), ("server", to)]).await;
    assert_ne!(server_of(&app, &room).await, before);
    ear.hears("move").await;
}

async fn server_of(app: &TestApp, room: &str) -> Option<String> {
    sqlx::query_scalar("SELECT server_id FROM rooms WHERE slug = ?")
        .bind(share::slug(room))
        .fetch_one(&mut app.database().await)
        .await
        .unwrap()
}
