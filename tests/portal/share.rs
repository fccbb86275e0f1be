//! The share box and what carries an invite out of the portal.
mod dates;
mod files;
mod links;
mod texts;

use crate::app::{Browser, TestApp};

/// The value of the field with this id on a page.
pub fn value(page: &str, id: &str) -> String {
    let start = page.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no field {id}: {page}"));
    let element = page[start..].split('>').next().unwrap();
    element.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// What stands in the text field with this id.
pub fn lines(page: &str, id: &str) -> String {
    let start = page.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no text {id}: {page}"));
    page[start..].split_once('>').unwrap().1.split("</textarea>").next().unwrap().to_owned()
}

/// The id of the invite that the page's share box shows first, or of the last one.
pub fn invite_ids(page: &str) -> Vec<String> {
    let ids = page.split("name=\"invite\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    let mut ids: Vec<String> = ids.collect();
    ids.dedup();
    ids
}

/// The room's page.
pub async fn page(browser: &Browser, room: &str) -> String {
    browser.get(room).await.text().await.unwrap()
}

/// The part of the path that names the room.
pub fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

/// When an invite was revoked, by its id.
pub async fn revoked_at(app: &TestApp, id: &str) -> Option<i64> {
    let mut database = app.database().await;
    sqlx::query_scalar("SELECT revoked_at FROM invites WHERE id = ?").bind(id).fetch_one(&mut database).await.unwrap()
}
