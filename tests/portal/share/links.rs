//! The two links of a room: there, made, replaced, revoked.
use std::time::Duration;

use reqwest::StatusCode;

use super::{invite_ids, lines, page, revoked_at, slug, value};
use crate::app::{TestApp, field, goes_to, leads_to};

const DAY: Duration = Duration::from_hours(24);

#[tokio::test]
async fn every_room_has_a_link_for_participants_which_its_card_copies_too() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let rooms = [browser.new_room("Biology 7b").await, browser.new_room("Chemistry").await];
    let cards = browser.get("/rooms").await;
    assert_eq!(cards.headers()["cache-control"], "no-store");
    let cards = cards.text().await.unwrap();
    let mut links = Vec::new();
    for room in &rooms {
        let answer = browser.get(room).await;
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let box_ = answer.text().await.unwrap();
        let link = value(&box_, "link-participants");
        assert!(link.starts_with(&app.url("/j/")), "{link}");
        assert_eq!(link.rsplit('/').next().unwrap().len(), 14);
        assert_eq!(value(&cards, &format!("invite-{}", slug(room))), link);
        assert!(cards.contains(&format!("href=\"{room}#share\"")), "a way without scripts");
        assert!(lines(&box_, "invitation-participants").contains(&format!("Link: {link}")));
        links.push(link);
    }
    assert_ne!(links[0], links[1]);
    assert!(!app.keeps(links[0].rsplit('/').next().unwrap()), "sealed, not readable");
}

#[tokio::test]
async fn a_replaced_link_is_dead_at_once_and_a_second_press_replaces_nothing() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Leaked").await;
    let before = page(&browser, &room).await;
    let id = invite_ids(&before).remove(0);
    let form = [("slug", slug(&room)), ("invite", id.as_str())];
    let next = leads_to(&browser.post("/api/replace-invite", &form).await).to_owned();
    let after = page(&browser, next.split('#').next().unwrap()).await;
    assert!(after.contains("No copy of the old one works any more."));
    let (old, new) = (value(&before, "link-participants"), value(&after, "link-participants"));
    assert_ne!(old, new);
    assert!(revoked_at(&app, &id).await.is_some());
    assert!(revoked_at(&app, &invite_ids(&after)[0]).await.is_none());
    goes_to(&browser.post("/api/replace-invite", &form).await);
    assert_eq!(value(&page(&browser, &room).await, "link-participants"), new, "pressed twice");
    let cards = page(&browser, "/rooms").await;
    assert_eq!(value(&cards, &format!("invite-{}", slug(&room))), new);
}

#[tokio::test]
async fn presses_at_once_leave_one_link() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Hasty").await;
    let id = invite_ids(&page(&browser, &room).await).remove(0);
    let form = [("slug", slug(&room)), ("invite", id.as_str())];
    let make = [("slug", slug(&room)), ("share", "moderators"), ("days", "30"), ("passcode", "123456")];
    tokio::join!(
        browser.post("/api/replace-invite", &form),
        browser.post("/api/replace-invite", &form),
        browser.post("/api/make-shared-invite", &make),
        browser.post("/api/make-shared-invite", &make),
    );
    let mut database = app.database().await;
    let counts: Vec<(String, i64, i64)> =
        sqlx::query_as("SELECT share, count(*), count(revoked_at) FROM invites WHERE room_id = (SELECT id FROM rooms WHERE slug = ?) GROUP BY share ORDER BY share")
            .bind(slug(&room))
            .fetch_all(&mut database)
            .await
            .unwrap();
    assert_eq!(counts, [("moderators".to_owned(), 1, 0), ("participants".to_owned(), 2, 1)]);
}

#[tokio::test]
async fn moderators_have_no_link_until_one_is_made_with_an_end_and_a_passcode() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Team").await;
    let none = page(&browser, &room).await;
    assert!(!none.contains("id=\"link-moderators\"") && none.contains("starts the lesson"));
    let proposed = field(&none, "passcode");
    assert!(proposed.len() == 6 && proposed.bytes().all(|byte| byte.is_ascii_digit()), "{proposed}");
    assert_ne!(proposed, field(&page(&browser, &room).await, "passcode"), "another one each time");
    assert!(none.contains("<option value=\"30\" selected"));

    let make = [("slug", slug(&room)), ("share", "moderators"), ("days", "30"), ("passcode", proposed.as_str())];
    let next = leads_to(&browser.post("/api/make-shared-invite", &make).await).to_owned();
    let shown = page(&browser, next.split('#').next().unwrap()).await;
    let link = value(&shown, "link-moderators");
    assert!(shown.contains("The link is made.") && shown.contains("Good until"));
    let text = lines(&shown, "invitation-moderators");
    assert!(text.contains(&link) && text.contains(&format!("Passcode: {proposed}")), "{text}");
    assert!(!lines(&shown, "invitation-participants").contains("Passcode"));
    assert!(!app.keeps(&proposed), "sealed, not readable");
    assert!(!page(&browser, "/rooms").await.contains(&link), "cards have the participants' link alone");

    // Replaced, it keeps passcode and end; once it has expired it says so, and its successor is good for as long again.
    let replace = async |page: &str| {
        let id = invite_ids(page).pop().unwrap();
        browser.follow("/api/replace-invite", &[("slug", slug(&room)), ("invite", &id)]).await
    };
    let replaced = replace(&shown).await;
    assert_ne!(value(&replaced, "link-moderators"), link);
    assert!(lines(&replaced, "invitation-moderators").contains(&proposed));
    app.pass(29 * DAY);
    let browser = app.administrator_again().await;
    assert!(!page(&browser, &room).await.contains("expired on"));
    app.pass(DAY);
    let browser = app.administrator_again().await;
    let expired = page(&browser, &room).await;
    assert!(expired.contains("This link expired on"));
    let id = invite_ids(&expired).pop().unwrap();
    let renewed = browser.follow("/api/replace-invite", &[("slug", slug(&room)), ("invite", &id)]).await;
    assert!(!renewed.contains("This link expired on"));
    let id = invite_ids(&renewed).pop().unwrap();
    let revoked = browser.follow("/api/revoke-shared-invite", &[("slug", slug(&room)), ("invite", &id)]).await;
    assert!(!revoked.contains("id=\"link-moderators\"") && revoked.contains("The link is revoked"));
    assert!(revoked_at(&app, &id).await.is_some());
}

#[tokio::test]
async fn a_passcode_that_is_none_comes_back_with_a_reason_and_is_kept_nowhere() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Short").await;
    let form = |days, passcode| {
        [("slug", slug(&room)), ("instance", "one"), ("share", "moderators"), ("days", days), ("passcode", passcode)]
    };
    let short = browser.follow("/api/make-shared-invite", &form("90", "x7y")).await;
    assert!(short.contains("A passcode needs 6 letters or digits at least."), "{short}");
    assert!(short.contains("<option value=\"90\" selected") && !short.contains("x7y"));
    let odd = browser.follow("/api/make-shared-invite", &form("31", "quiet otter")).await;
    assert!(odd.contains("Choose one of the offered values.") && !odd.contains("quiet otter"));
    assert!(!odd.contains("id=\"link-moderators\""));
    assert!(!app.keeps("quiet otter") && !app.keeps("x7y"));
    let without = browser.follow("/api/make-shared-invite", &form("", " ")).await;
    assert!(!without.contains("data-passcode") && !without.contains("Good until"));
    assert!(without.contains("id=\"link-moderators\""));
}

#[tokio::test]
async fn only_members_change_links_and_an_archived_room_has_none() {
    let app = TestApp::start().await;
    let (owner, other) = (app.administrator().await, app.teacher("other@school.example").await);
    let room = owner.new_room("Mine").await;
    let elsewhere = other.new_room("Theirs").await;
    let shown = page(&owner, &room).await;
    let id = invite_ids(&shown).remove(0);
    let make = [("slug", slug(&room)), ("share", "moderators"), ("days", "30"), ("passcode", "")];
    assert_eq!(other.post("/api/make-shared-invite", &make).await.status(), StatusCode::NOT_FOUND);
    for verb in ["replace-invite", "revoke-shared-invite"] {
        for name in [slug(&room), slug(&elsewhere)] {
            let answer = other.post(&format!("/api/{verb}"), &[("slug", name), ("invite", &id)]).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{verb} {name}");
        }
    }
    assert_eq!(
        page(&owner, &room).await.matches(&value(&shown, "link-participants")).count(),
        shown.matches(&value(&shown, "link-participants")).count()
    );
    goes_to(&owner.post("/api/archive-room", &[("slug", slug(&room))]).await);
    let archived = page(&owner, &room).await;
    assert!(!archived.contains("id=\"share\"") && !archived.contains("/j/"));
    assert_eq!(owner.post("/api/make-shared-invite", &make).await.status(), StatusCode::NOT_FOUND);
    assert!(!page(&owner, "/rooms?filter=archived").await.contains("/j/"));
}
