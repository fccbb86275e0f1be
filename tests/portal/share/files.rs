//! What leaves the portal as a file, and the page for a projector: for members alone.
use reqwest::StatusCode;

use super::{invite_ids, page, slug, value};
use crate::app::{ADMINISTRATOR, TestApp, goes_to};
use crate::process::{Process, free_port};

const WHEN: &str = "date=2027-03-15&time=14:30&minutes=45&weekly=times&times=4&zone=Europe/Berlin";

#[tokio::test]
async fn pictures_dates_and_the_screen_are_for_members_and_of_links_that_open_something() {
    let app = TestApp::start().await;
    let (owner, other) = (app.administrator().await, app.teacher("other@school.example").await);
    let room = owner.new_room("Mine").await;
    let elsewhere = other.new_room("Theirs").await;
    let id = invite_ids(&page(&owner, &room).await).remove(0);
    let of = |room: &str| {
        ["qr.svg", "qr.png", "screen", "calendar", &format!("calendar.ics?{WHEN}")]
            .map(|name| format!("{room}/invites/{id}/{name}"))
    };
    for path in of(&room) {
        let answer = owner.get(&path).await;
        assert_eq!(
            (answer.status(), &answer.headers()["cache-control"]),
            (StatusCode::OK, &"no-store".parse().unwrap()),
            "{path}"
        );
        assert_eq!(other.get(&path).await.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(goes_to(&app.browser().get(&path).await), "/sign-in", "{path}");
    }
    for path in of(&elsewhere) {
        assert_eq!(other.get(&path).await.status(), StatusCode::NOT_FOUND, "of another room: {path}");
    }
    let nothing = other.get(&of(&elsewhere)[0]).await;
    assert!(nothing.headers()["content-type"].to_str().unwrap().starts_with("text/html"), "a page says so");
    assert!(!nothing.text().await.unwrap().contains("/j/"));
    goes_to(&owner.post("/api/replace-invite", &[("slug", slug(&room)), ("invite", &id)]).await);
    for path in of(&room) {
        assert_eq!(owner.get(&path).await.status(), StatusCode::NOT_FOUND, "nobody prints a dead link: {path}");
    }
}

#[tokio::test]
async fn a_picture_is_a_file_of_its_kind_named_after_the_room() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology 7b").await;
    let id = invite_ids(&page(&browser, &room).await).remove(0);
    for (ending, kind, begins) in [("svg", "image/svg+xml", &b"<svg xmlns="[..]), ("png", "image/png", &b"\x89PNG\r\n"[..])] {
        let answer = browser.get(&format!("{room}/invites/{id}/qr.{ending}")).await;
        assert_eq!(answer.headers()["content-type"], kind);
        assert_eq!(answer.headers()["content-disposition"], format!("attachment; filename=\"{}.{ending}\"", slug(&room)));
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        assert!(answer.bytes().await.unwrap().starts_with(begins));
    }
}

#[tokio::test]
async fn the_screen_shows_the_link_of_participants_and_no_other() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Projector").await;
    let make = [("slug", slug(&room)), ("share", "moderators"), ("days", "30"), ("passcode", "quiet otter")];
    let shown = browser.follow("/api/make-shared-invite", &make).await;
    let ids = invite_ids(&shown);
    assert_eq!(ids.len(), 2);
    let screen = page(&browser, &format!("{room}/invites/{}/screen", ids[0])).await;
    let code = value(&shown, "link-participants").rsplit('/').next().unwrap().to_owned();
    assert!(screen.contains(&format!("<strong>{code}")) && screen.contains("class=\"qr\"") && !screen.contains("class=\"top\""));
    let refused = page(&browser, &format!("{room}/invites/{}/screen", ids[1])).await;
    assert!(refused.contains("everybody in the room could photograph it"));
    let code = value(&shown, "link-moderators").rsplit('/').next().unwrap().to_owned();
    assert!(!refused.contains(&code) && !refused.contains("quiet otter"));
}

#[tokio::test]
async fn nothing_of_a_link_gets_into_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut portal = Process::serve(&folder.path().join("data"), free_port(), &["--log", "trace"]);
    let browser = portal.browser();
    goes_to(&browser.set_up(portal.code(), ADMINISTRATOR).await);
    let room = browser.new_room("Quiet").await;
    let make = [("slug", slug(&room)), ("share", "moderators"), ("days", "30"), ("passcode", "quiet otter")];
    let shown = browser.follow("/api/make-shared-invite", &make).await;
    for id in invite_ids(&shown) {
        for name in ["qr.svg", "qr.png", "screen", &format!("calendar?{WHEN}"), &format!("calendar.ics?{WHEN}")] {
            assert_eq!(browser.get(&format!("{room}/invites/{id}/{name}")).await.status(), StatusCode::OK);
        }
        goes_to(&browser.post("/api/replace-invite", &[("slug", slug(&room)), ("invite", &id)]).await);
    }
    portal.kill();
    let log = portal.log();
    assert!(log.contains("/rooms/{slug}/invites/{id}/qr.png"), "routes are logged: {log}");
    for key in ["link-participants", "link-moderators"] {
        let code = value(&shown, key).rsplit('/').next().unwrap().to_owned();
        assert!(!log.contains(&code) && !log.contains(&code.replace('-', "")), "{key}");
    }
    assert!(!log.contains("quiet otter") && !log.contains(slug(&room)));
}
