//! The text of an invitation: the usual one in the writer's language, or his own words.
use super::{lines, page, slug, value};
use crate::app::TestApp;

#[tokio::test]
async fn the_text_is_the_writers_own_and_its_line_without_a_value_is_left_out() {
    let app = TestApp::start().await;
    let (browser, other) = (app.administrator().await, app.teacher("other@school.example").await);
    let room = browser.new_room("Tom & </textarea><b>Jerry").await;
    let usual = lines(&page(&browser, &room).await, "invitation-participants");
    assert!(usual.starts_with("You are invited to “Tom &amp; &lt;/textarea>&lt;b>Jerry”."), "{usual}");
    assert!(!usual.contains("When") && !usual.contains("Passcode") && !usual.contains("Hello"));

    let text = "Come to {title}!\r\n{link}\r\nOn: {when}\r\nSecret: {passcode}";
    let saved = browser.follow("/api/set-invitation", &[("instance", "one"), ("text", text)]).await;
    assert!(saved.contains("Saved") && saved.contains("Secret: 482913"));
    let shown = page(&browser, &room).await;
    let link = value(&shown, "link-participants");
    assert_eq!(lines(&shown, "invitation-participants"), format!("Come to Tom &amp; &lt;/textarea>&lt;b>Jerry!\n{link}"));
    let make = [("slug", slug(&room)), ("share", "moderators"), ("days", ""), ("passcode", "quiet otter")];
    let shown = browser.follow("/api/make-shared-invite", &make).await;
    assert!(lines(&shown, "invitation-moderators").ends_with("\nSecret: quiet otter"));
    let theirs = other.new_room("Theirs").await;
    assert!(lines(&page(&other, &theirs).await, "invitation-participants").starts_with("You are invited"), "each has their own");

    let german = [("name", "Ada Byron"), ("language", "de")];
    browser.post("/api/set-profile", &german).await;
    let back = browser.follow("/api/set-invitation", &[("then", "usual"), ("text", "half-typed")]).await;
    assert!(back.contains("Der übliche Text ist wieder da."));
    assert!(lines(&page(&browser, &room).await, "invitation-participants").starts_with("Sie sind eingeladen"));
}

#[tokio::test]
async fn a_text_without_the_link_or_with_a_gap_that_nothing_fills_comes_back() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    for (text, why) in [
        ("Come to {title}!", "Without {link} nobody can come."),
        ("{link} {code}", "Nothing fills {code}."),
        (" ", "Type something here."),
    ] {
        let back = browser.follow("/api/set-invitation", &[("instance", "one"), ("text", text)]).await;
        assert!(back.contains(why), "{why}: {back}");
        assert!(back.contains(&format!(">{text}</textarea>")), "{text}: {back}");
    }
    assert!(browser.get("/account").await.text().await.unwrap().contains("href=\"/account/invitation\""));
}
