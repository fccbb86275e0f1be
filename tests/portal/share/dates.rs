//! Dates for calendars: asked for in an address, in the reader's zone, and nothing typed is lost.
use reqwest::header::LOCATION;

use super::{invite_ids, lines, page, slug, value};
use crate::app::{TestApp, field, goes_to};

#[tokio::test]
async fn the_form_begins_in_the_readers_zone_and_the_file_keeps_it() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology; 7b, \"lab\"").await;
    let shown = page(&browser, &room).await;
    let path = format!("{room}/invites/{}/calendar", invite_ids(&shown)[0]);
    assert_eq!(field(&page(&browser, &path).await, "zone"), "UTC", "nothing is known of the reader");
    let profile = [("name", "Ada Byron"), ("time_zone", "America/New_York")];
    goes_to(&browser.post("/api/set-profile", &profile).await);
    let fresh = page(&browser, &path).await;
    assert_eq!(field(&fresh, "zone"), "America/New_York");
    assert_eq!(field(&fresh, "minutes"), "60");

    let query = "date=2027-03-08&time=09:00&minutes=90&weekly=times&times=3&until=&zone=america/new_york";
    let file = browser.get(&format!("{path}.ics?{query}")).await;
    assert_eq!(file.headers()["content-type"], "text/calendar; charset=utf-8");
    assert_eq!(file.headers()["content-disposition"], format!("attachment; filename=\"{}.ics\"", slug(&room)));
    let file = file.text().await.unwrap().replace("\r\n ", "");
    let link = value(&shown, "link-participants");
    for line in [
        "DTSTART;TZID=America/New_York:20270308T090000",
        "DTEND;TZID=America/New_York:20270308T103000",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "SUMMARY:Biology\\; 7b\\, \"lab\"",
        &format!("URL:{link}"),
        &format!("UID:{}@roomkey", invite_ids(&shown)[0]),
    ] {
        assert!(file.contains(&format!("\r\n{line}\r\n")), "{line}: {file}");
    }
    assert!(file.split("DESCRIPTION:").nth(1).unwrap().split("\r\n").next().unwrap().contains(&link));

    let said = page(&browser, &format!("{path}?{query}")).await;
    let when = "Monday, 8 March 2027, 09:00–10:30 (America/New York), every week, 3 times";
    assert!(lines(&said, "invitation").contains(&format!("When: {when}")), "{said}");
}

#[tokio::test]
async fn dates_that_the_link_does_not_open_for_are_said_so() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Bounds").await;
    let path = format!("{room}/invites/{}/calendar", invite_ids(&page(&browser, &room).await)[0]);
    let said = async |query: &str| page(&browser, &format!("{path}?{query}")).await;
    let dates = |first: &str, times: u32| {
        format!("date={first}&time=09:00&minutes=60&weekly=times&times={times}&until=&zone=Europe/Berlin")
    };
    assert!(!said("").await.contains("data-bounds"), "this one opens for ever");
    // From the second of May until the evening of the last of June 2099.
    let mut database = app.database().await;
    let bounds = "UPDATE invites SET not_before = 4081363200000, expires_at = 4086536399000";
    sqlx::query(bounds).execute(&mut database).await.unwrap();
    let before = said("").await;
    assert!(before.contains("This link opens from 2 May 2099") && before.contains("This link opens until 30 June 2099"));
    let fits = said(&dates("2099-05-04", 9)).await;
    assert!(!fits.contains("of these dates") && fits.contains("This link opens until"), "{fits}");
    let late = said(&dates("2099-05-04", 10)).await;
    let why = "until 30 June 2099, 22:59 (Europe/Berlin), which is before the last of these dates is over";
    assert!(late.contains(why), "by the clock of the dates: {late}");
    assert!(!late.contains("after the first"), "{late}");
    let early = said(&dates("2099-05-01", 2)).await;
    assert!(early.contains("which is after the first of these dates begins") && !early.contains("before the last"), "{early}");
}

#[tokio::test]
async fn what_is_wrong_comes_back_beside_its_field_with_all_that_was_typed() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Wrong").await;
    let path = format!("{room}/invites/{}/calendar", invite_ids(&page(&browser, &room).await)[0]);
    let query = "date=31.12.2027&time=25:00&minutes=soon&weekly=until&times=5&until=2026-01-01&zone=new+york&zone=new%20york";
    let answer = browser.get(&format!("{path}.ics?{query}")).await;
    assert_eq!(goes_to(&answer), path);
    let back = page(&browser, answer.headers()[LOCATION].to_str().unwrap()).await;
    for (name, typed) in [
        ("date", "31.12.2027"),
        ("time", "25:00"),
        ("minutes", "soon"),
        ("times", "5"),
        ("until", "2026-01-01"),
        ("zone", "new york"),
    ] {
        assert_eq!(field(&back, name), typed);
    }
    for why in ["There is no such day.", "There is no such time of day.", "Try America/New_York"] {
        assert!(back.contains(why), "{why}: {back}");
    }
    assert!(back.contains("type=\"text\""), "a browser's own field would drop what is no date");
    let early = format!("{path}.ics?date=2027-01-02&time=10:00&minutes=45&weekly=until&until=2027-01-01&zone=UTC");
    let back = page(&browser, browser.get(&early).await.headers()[LOCATION].to_str().unwrap()).await;
    assert!(back.contains("This is before the first day."));
    for strange in ["", "x", "date=%ff", "date=2027-01-02&time=10:00&minutes=45&weekly=daily&zone=UTC", "zone=../../etc/passwd"] {
        assert_eq!(goes_to(&browser.get(&format!("{path}.ics?{strange}")).await), path, "{strange}");
    }
}
