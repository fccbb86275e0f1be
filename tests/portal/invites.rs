//! Invites as moderators make, find, change, renew and revoke them.
mod edit;
mod list;
mod many;
mod refuse;
mod times;

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use reqwest::Response;

use crate::app::{Browser, TestApp, goes_to, leads_to};
use crate::rooms_list::{page, room};

/// A portal, a teacher signed in, and the slug of her room.
async fn teacher_with_room() -> (TestApp, Browser, String) {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    let slug = room(&teacher, "Biology 7b").await;
    // What is made later is newer than the room's first invite.
    app.pass(Duration::from_secs(1));
    (app, teacher, slug)
}

/// Sends the form of a new invite.
async fn send(browser: &Browser, slug: &str, fields: &[(&str, &str)]) -> Response {
    // Each showing of the form has a name of its own.
    static SHOWN: AtomicU32 = AtomicU32::new(0);
    let instance = format!("shown{}", SHOWN.fetch_add(1, Ordering::Relaxed));
    let mut form = vec![("slug", slug), ("role", "participant"), ("record_webcam", "true"), ("instance", &instance)];
    form.retain(|(name, _)| fields.iter().all(|(typed, _)| typed != name));
    form.extend(fields);
    browser.post("/api/create-invite", &form).await
}

/// Makes an invite; its id.
pub async fn make(browser: &Browser, slug: &str, fields: &[(&str, &str)]) -> String {
    let answer = send(browser, slug, fields).await;
    let (path, query) = leads_to(&answer).split_once('?').unwrap();
    assert_eq!(query, "made=1", "{fields:?}");
    path.strip_prefix(&format!("/rooms/{slug}/invites/")).unwrap().to_owned()
}

/// The page of one invite.
async fn shown(browser: &Browser, slug: &str, id: &str) -> String {
    page(browser, &format!("/rooms/{slug}/invites/{id}")).await
}

/// The list, with this in its address.
async fn listed(browser: &Browser, slug: &str, query: &str) -> String {
    page(browser, &format!("/rooms/{slug}/invites{query}")).await
}

/// Whom the invites on a list are for, from top to bottom.
fn names(page: &str) -> Vec<String> {
    let text = |rest: &str| rest.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
    page.split("<h3><a ").skip(1).map(text).collect()
}

/// The ids of the invites on a list, from top to bottom.
pub fn ids(page: &str) -> Vec<String> {
    page.split("data-invite=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// How an invite stands, as its page says.
fn standing(page: &str) -> String {
    page.split("data-standing=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// The code of an invite's link, from a page that shows it alone.
pub fn code(page: &str) -> String {
    let link = page.split("/j/").nth(1).unwrap();
    link.chars().take(14).collect()
}

/// What stands in the forms of a page, as a browser would send the one for this server function.
pub fn form(page: &str, action: &str) -> Vec<(String, String)> {
    let form = page.split(&format!("action=\"{action}\"")).nth(1).unwrap_or_else(|| panic!("no form {action}"));
    let form = form.split("</form>").next().unwrap();
    let mut fields = Vec::new();
    for element in form.split("<input ").skip(1) {
        let tag = element.split('>').next().unwrap();
        let attribute = |name: &str| {
            let rest = tag.split(&format!(" {name}=\"")).nth(1).or_else(|| tag.strip_prefix(&format!("{name}=\"")))?;
            Some(unescaped(rest.split('"').next().unwrap()))
        };
        let Some(name) = attribute("name") else { continue };
        let kind = attribute("type").unwrap_or_default();
        if matches!(kind.as_str(), "checkbox" | "radio") && !tag.contains(" checked") {
            continue;
        }
        fields.push((name, attribute("value").unwrap_or_default()));
    }
    for select in form.split("<select ").skip(1) {
        let name = select.split("name=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let options = select.split("</select>").next().unwrap();
        let chosen = options.split("<option").skip(1).find(|option| option.split('>').next().unwrap().contains(" selected"));
        let value = chosen.and_then(|option| option.split("value=\"").nth(1)).map_or("", |rest| rest.split('"').next().unwrap());
        fields.push((name, value.to_owned()));
    }
    fields
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&#x27;", "'").replace("&amp;", "&")
}

/// Sends the form that a page of an invite shows, with some fields changed.
async fn save(browser: &Browser, page: &str, changes: &[(&str, &str)]) -> Response {
    let mut fields = form(page, "/api/set-invite");
    for (name, value) in changes {
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some(field) => (*value).clone_into(&mut field.1),
            None => fields.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
    browser.post("/api/set-invite", &fields).await
}

/// Whether an answer leads to the page it came from, with "saved".
fn is_saved(answer: &Response) -> bool {
    goes_to(answer);
    leads_to(answer).ends_with("?saved=1")
}
