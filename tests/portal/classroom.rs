//! Locks as teachers see and set them: presets, for a room; for people; and how they fall out.
mod presets;

use crate::app::{Browser, TestApp};
use crate::rooms_list::{page, room};
use crate::settings::{send, shown};

/// A portal, a teacher signed in, and the address of her room.
async fn teacher_with_room() -> (TestApp, Browser, String) {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    let slug = room(&teacher, "Biology 7b").await;
    (app, teacher, format!("/rooms/{slug}"))
}

/// The keys of the locks that are ticked on the page of a room's locks, as a browser would send them back.
async fn ticked(teacher: &Browser, page: &str) -> Vec<String> {
    let fields = shown(teacher, page).await;
    fields.into_iter().map(|(name, _)| name).filter(|name| name.starts_with("lock_")).collect()
}
