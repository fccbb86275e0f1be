//! Working on a design without scripts: buttons among its fields, which change the form and store nothing.
mod forms;
mod logo;

use reqwest::StatusCode;

use crate::app::{Browser, TestApp, field, leads_to};

/// Sends a form and gives the page it comes back to, which is the one it was sent from, at the design's fields.
async fn worked(browser: &Browser, page: &str, form: &str, fields: &[(&str, &str)]) -> String {
    let answer = browser.post(&format!("/api/{form}"), fields).await;
    let next = leads_to(&answer);
    let (address, anchor) = next.split_once('#').unwrap();
    assert!(address.starts_with(&format!("{page}?form=")), "{next}");
    assert_eq!(anchor, "design-editor");
    let shown = browser.get(address).await.text().await.unwrap();
    assert!(shown.contains("id=\"design-editor\""));
    shown
}

/// The colour that the page paints an area in.
fn painted(page: &str, property: &str) -> String {
    let rule = page.split("#design-picture{").nth(1).unwrap().split('}').next().unwrap();
    rule.split(';').find_map(|declaration| declaration.strip_prefix(&format!("{property}:"))).unwrap().to_owned()
}

#[tokio::test]
async fn a_preview_stores_nothing_and_keeps_what_is_typed_in_every_form() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Preview").await;
    let slug = room.rsplit('/').next().unwrap();
    let typed =
        [("slug", slug), ("instance", "one"), ("intent", "preview"), ("header_bg_color", "#123456"), ("design", "custom")];
    let person = [("name", ""), ("role", "moderator"), ("lock_chat", "locked")];
    let invite = [("kind", "personal"), ("name", ""), ("note", "A note"), ("zone", "Europe/Berlin"), ("ends", "never")];
    for (tab, form, more) in [
        ("design", "set-room-design", &[][..]),
        ("join-link", "make-join-link", &person[..]),
        ("invites/new", "create-invite", &invite[..]),
    ] {
        let page = worked(&browser, &format!("{room}/{tab}"), form, &[&typed[..], more].concat()).await;
        assert_eq!(painted(&page, "--look-header"), "#123456", "{form}");
        assert_eq!(field(&page, "header_bg_color"), "#123456");
        assert!(!page.contains("role=\"alert\""), "an empty name is nothing to complain of yet: {form}");
        assert!(!page.contains("Saved."));
    }
    let stored = browser.get(&format!("{room}/design")).await.text().await.unwrap();
    assert_eq!(field(&stored, "header_bg_color"), "", "nothing was stored");
    assert_eq!(app.sandbox().active_rooms().await.unwrap().len(), 0, "no link was made");

    // A value that is none is told at its field, and the picture leaves it out.
    let form =
        [("slug", slug), ("instance", "two"), ("intent", "preview"), ("header_bg_color", "red"), ("footer_bg_color", "#abc")];
    let page = worked(&browser, &format!("{room}/design"), "set-room-design", &form).await;
    assert_eq!((field(&page, "header_bg_color").as_str(), painted(&page, "--look-footer").as_str()), ("red", "#abc"));
    assert!(page.contains("A colour is written #rgb"));
}

#[tokio::test]
async fn a_preview_of_another_persons_room_is_none() {
    let app = TestApp::start().await;
    let room = app.administrator().await.new_room("Mine").await;
    let slug = room.rsplit('/').next().unwrap();
    let other = app.teacher("other@school.example").await;
    for form in ["set-room-design", "make-join-link", "create-invite"] {
        let answer = other.post(&format!("/api/{form}"), &[("slug", slug), ("intent", "preview")]).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{form}");
    }
}
