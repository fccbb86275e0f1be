//! Moments in the reader's zone.
use super::*;
use crate::app::field;
use crate::rooms_list::follow;

/// The moment that stands in a column of an invite, as RFC 3339.
async fn stored(app: &TestApp, id: &str) -> String {
    let sql = "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', expires_at / 1000, 'unixepoch') FROM invites WHERE id = ?";
    sqlx::query_scalar(sql).bind(id).fetch_one(&mut app.database().await).await.unwrap()
}

async fn live_in(browser: &Browser, zone: &str) {
    let form = [("name", "Tea Cher"), ("language", "en"), ("theme", ""), ("time_zone", zone), ("instance", "one")];
    assert!(leads_to(&browser.post("/api/set-profile", &form).await).contains("saved"));
}

#[tokio::test]
async fn an_end_is_in_the_zone_that_the_page_names() {
    let (app, teacher, slug) = teacher_with_room().await;
    live_in(&teacher, "America/New_York").await;
    let new = page(&teacher, &format!("/rooms/{slug}/invites/new")).await;
    assert!(new.contains("In the time zone America/New York."), "{new}");
    let zone = field(&new, "zone");
    let fields = [("kind", "open"), ("ends", "at"), ("expires", "2040-06-30T18:00"), ("zone", zone.as_str())];
    let id = make(&teacher, &slug, &fields).await;
    assert_eq!(stored(&app, &id).await, "2040-06-30T22:00:00Z");
    let page = shown(&teacher, &slug, &id).await;
    assert_eq!(field(&page, "expires"), "2040-06-30T18:00");
    assert!(page.contains("Until 30 June 2040, 18:00 (America/New York)"), "{page}");
    // The page of New York is sent after its reader has moved to Berlin: it says what it said.
    live_in(&teacher, "Europe/Berlin").await;
    assert!(is_saved(&save(&teacher, &page, &[("expires", "2040-12-24T18:00")]).await));
    assert_eq!(stored(&app, &id).await, "2040-12-24T23:00:00Z");
    assert_eq!(field(&shown(&teacher, &slug, &id).await, "expires"), "2040-12-25T00:00");
}

#[tokio::test]
async fn without_a_zone_of_the_account_the_browser_says_it() {
    let (app, teacher, slug) = teacher_with_room().await;
    let path = format!("/rooms/{slug}/invites/new");
    let zone = field(&page(&teacher, &path).await, "zone");
    assert_eq!(zone, "UTC");
    let fields = [("kind", "open"), ("ends", "at"), ("expires", "2040-06-30T18:00"), ("zone", zone.as_str())];
    // The first page came before the browser told its zone: what was typed is still of the zone that it named.
    let id = make(&teacher, &slug, &fields).await;
    assert_eq!(stored(&app, &id).await, "2040-06-30T18:00:00Z");
    let answer = teacher.sign_in("tea@school.example", crate::app::PASSWORD).await;
    let (session, _) = crate::app::cookie(&answer);
    let cookies = format!("roomkey={session}; time_zone=Asia/Kolkata");
    let told = teacher.get_with(&format!("/rooms/{slug}/invites/{id}"), &[("cookie", &cookies)]).await.text().await.unwrap();
    assert_eq!((field(&told, "expires").as_str(), field(&told, "zone").as_str()), ("2040-06-30T23:30", "Asia/Kolkata"));
}

#[tokio::test]
async fn a_time_that_the_clocks_skip_is_refused_and_one_they_show_twice_is_not() {
    let (app, teacher, slug) = teacher_with_room().await;
    let at = |expires: &'static str| [("kind", "open"), ("ends", "at"), ("expires", expires), ("zone", "Europe/Berlin")];
    let answer = send(&teacher, &slug, &at("2040-03-25T02:30")).await;
    let page = follow(&teacher, answer).await;
    assert!(page.contains("The clocks skip this time on that day. Take 25 March 2040, 03:30."), "{page}");
    assert_eq!((field(&page, "expires").as_str(), field(&page, "zone").as_str()), ("2040-03-25T02:30", "Europe/Berlin"));
    // The later of the two, so that nobody is shut out an hour early; and it stays the later when something else is saved.
    let id = make(&teacher, &slug, &at("2040-10-28T02:30")).await;
    assert_eq!(stored(&app, &id).await, "2040-10-28T01:30:00Z");
    live_in(&teacher, "Europe/Berlin").await;
    assert!(is_saved(&save(&teacher, &shown(&teacher, &slug, &id).await, &[("note", "x")]).await));
    assert_eq!(stored(&app, &id).await, "2040-10-28T01:30:00Z");
}

#[tokio::test]
async fn what_is_over_can_be_kept_but_not_chosen() {
    let (app, teacher, slug) = teacher_with_room().await;
    let id = make(&teacher, &slug, &[("kind", "open"), ("role", "moderator")]).await;
    let before = stored(&app, &id).await;
    app.pass(Duration::from_hours(31 * 24));
    assert_eq!(goes_to(&teacher.sign_in("tea@school.example", crate::app::PASSWORD).await), "/rooms");
    let page = shown(&teacher, &slug, &id).await;
    assert_eq!(standing(&page), "expired");
    assert!(is_saved(&save(&teacher, &page, &[("note", "x")]).await));
    assert_eq!(stored(&app, &id).await, before, "to the second");
    let page = shown(&teacher, &slug, &id).await;
    let answer = save(&teacher, &page, &[("expires", "2020-01-01T00:00")]).await;
    assert!(follow(&teacher, answer).await.contains("This is in the past."));
    let answer = save(&teacher, &page, &[("not_before", "2040-01-02T00:00"), ("expires", "2040-01-01T00:00")]).await;
    assert!(follow(&teacher, answer).await.contains("It has to end after it begins."));
}
