//! Locks as teachers see and set them: presets, for a room; for people; and how they fall out.
mod matrix;
mod presets;
mod recorded;
mod seen;

use roomkey::domain::locks::{LockGroup, LockKind, PersonLocks, RoomRules, Viewer, foreseen};

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

fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

/// The keys of the locks that are ticked on the page of a room's locks, as a browser would send them back.
async fn ticked(teacher: &Browser, page: &str) -> Vec<String> {
    let fields = shown(teacher, page).await;
    fields.into_iter().map(|(name, _)| name).filter(|name| name.starts_with("lock_")).collect()
}

/// How the ten fall out on a page: `lock_chat locked room`, in the order of the page.
fn falls(page: &str) -> Vec<String> {
    let value = |row: &str, name: &str| {
        row.split(&format!("data-{name}=\"")).nth(1).unwrap_or_else(|| panic!("{row}")).split('"').next().unwrap().to_owned()
    };
    let rows = page.split("data-lock=\"").skip(1);
    rows.map(|row| format!("{} {} {}", row.split('"').next().unwrap(), value(row, "effective"), value(row, "reason"))).collect()
}

/// The same of what the rule says.
fn foretold(viewer: Viewer, person: &PersonLocks, rules: &RoomRules) -> Vec<String> {
    let outcome = foreseen(viewer, person, rules);
    let line = |kind: LockKind| {
        let (_, falls) = outcome.iter().find(|(other, _)| *other == kind).unwrap();
        let state = if falls.locked { "locked" } else { "allowed" };
        format!("{} {state} {}", kind.key(), falls.reason.key())
    };
    LockGroup::ALL.into_iter().flat_map(LockGroup::locks).map(line).collect()
}
