//! A palette of a logo: the form comes back as it was sent, with the logo's colours, and nothing is kept of the file.
use std::io::Cursor;
use std::time::{Duration, Instant};

use image::{DynamicImage, ImageBuffer, ImageFormat, Rgba};
use reqwest::{Response, StatusCode};

use crate::app::{ADMINISTRATOR, Browser, PASSWORD, TestApp, field, goes_to, leads_to};

const MULTIPART: &str = "multipart/form-data; boundary=edge";
/// The most that a file may have.
const LONGEST: usize = 2 * 1024 * 1024;

fn picture(color: [u8; 4]) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::from(ImageBuffer::from_pixel(40, 20, Rgba(color))).write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

fn teal() -> Vec<u8> {
    picture([0, 0x69, 0x5c, 255])
}

/// A form with a file, as a browser sends it.
fn form(fields: &[(&str, &str)], file: Option<&[u8]>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    if let Some(file) = file {
        let head = "--edge\r\nContent-Disposition: form-data; name=\"logo_file\"; filename=\"logo.png\"\r\nContent-Type: image/png\r\n\r\n";
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--edge--\r\n");
    body
}

async fn send(browser: &Browser, page: &str, fields: &[(&str, &str)], file: Option<&[u8]>) -> Response {
    let fields = [&[("instance", "one")], fields].concat();
    browser.post_body(&format!("/palette-of-logo?page={page}"), MULTIPART, form(&fields, file), &[]).await
}

/// Sends a form with a file and gives the page that it comes back to.
async fn worked(browser: &Browser, page: &str, fields: &[(&str, &str)], file: &[u8]) -> String {
    let answer = send(browser, page, fields, Some(file)).await;
    assert_eq!(leads_to(&answer), format!("{page}?form=one#design-editor"));
    browser.get(&format!("{page}?form=one")).await.text().await.unwrap()
}

const OURS: [(&str, &str); 2] = [("design", "custom"), ("custom_logo", "https://school.example/logo.png")];

#[tokio::test]
async fn a_logos_colours_come_into_every_form_and_all_that_was_typed_stays() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let slug = room.rsplit('/').next().unwrap();
    let design = goes_to(&browser.post("/api/create-design", &[("name", "Before")]).await).to_owned();
    let invite = goes_to(&browser.post("/api/create-invite", &[("slug", slug), ("note", "Before")]).await).to_owned();
    let person = [("name", "Ann"), ("user_id", "ann-1"), ("role", "moderator"), ("hidden", "true")];
    let guest = [("kind", "open"), ("note", "For Tuesday"), ("ends", "never"), ("max_uses", "7"), ("zone", "Europe/Berlin")];
    let saved = [("name", "Our school"), ("brand_color", "#123456")];
    for (page, typed) in [
        (format!("{room}/design"), &[("brand_color", "#123456")][..]),
        (format!("{room}/join-link"), &person[..]),
        (format!("{room}/invites/new"), &guest[..]),
        (invite.clone(), &guest[..4]),
        ("/designs/new".to_owned(), &saved[..]),
        (design.clone(), &saved[..]),
    ] {
        let shown = worked(&browser, &page, &[&OURS, typed].concat(), &teal()).await;
        assert_eq!(field(&shown, "primary_color"), "#00695c", "{page}");
        let stays = typed.iter().chain(&OURS[1..]).filter(|(name, _)| !["role", "kind", "ends"].contains(name));
        for (name, value) in stays {
            assert_eq!(field(&shown, name), *value, "{page} {name}");
        }
        assert!(!shown.contains("role=\"alert\""), "{page}");
        // A second look finds what is stored: nothing of it.
        let stored = browser.get(&page).await.text().await.unwrap();
        assert_eq!(field(&stored, "primary_color"), "", "{page}");
    }
    assert_eq!(app.sandbox().active_rooms().await.unwrap().len(), 0);
}

#[tokio::test]
async fn what_is_no_logo_is_told_at_its_field_and_takes_nothing_away() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let padded = |length: usize| [teal(), vec![0; length - teal().len()]].concat();
    let page = worked(&browser, "/designs/new", &[("name", "Ours")], &padded(LONGEST)).await;
    assert_eq!(field(&page, "primary_color"), "#00695c", "2 MB are no byte too many");
    for (file, why) in [
        (padded(LONGEST + 1), "more than 2 MB"),
        (vec![0; 15_000_000], "more than 2 MB"),
        (Vec::new(), "Choose a file first"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "no PNG or JPEG"),
        (teal()[..60].to_vec(), "no PNG or JPEG"),
        (picture([1, 2, 3, 0]), "Nothing of this picture can be seen"),
    ] {
        let page = worked(&browser, "/designs/new", &[("name", "Ours"), ("primary_color", "#aa0000")], &file).await;
        assert!(page.contains(why), "{why}");
        assert_eq!((field(&page, "name").as_str(), field(&page, "primary_color").as_str()), ("Ours", "#aa0000"), "{why}");
    }
    leads_to(&send(&browser, "/designs/new", &[("name", "Ours")], None).await);
    let page = browser.get("/designs/new?form=one").await.text().await.unwrap();
    assert!(page.contains("Choose a file first") && field(&page, "name") == "Ours");
}

#[tokio::test]
async fn what_no_page_sends_is_refused_at_once() {
    let app = TestApp::start().await;
    let (browser, nobody) = (app.administrator().await, app.browser());
    let path = "/palette-of-logo?page=/designs/new";
    for (content_type, body) in [
        ("application/x-www-form-urlencoded", b"name=Ours".to_vec()),
        ("image/png", teal()),
        ("multipart/form-data", form(&[], Some(&teal()))),
        (MULTIPART, Vec::new()),
        (MULTIPART, form(&[("name", "Ours")], Some(&teal()))[..150].to_vec()),
    ] {
        let answer = browser.post_body(path, content_type, body, &[]).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{content_type}");
        assert!(answer.text().await.unwrap().contains("This form was not accepted"), "{content_type}");
    }
    // Sorting out what is kept of so many fields would take minutes.
    let names: Vec<String> = (0..100_000).map(|number| format!("f{number}")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    let long = "x".repeat(300_000);
    let begun = Instant::now();
    for fields in [&many[..], &[(long.as_str(), "x")]] {
        assert_eq!(nobody.post_body(path, MULTIPART, form(fields, None), &[]).await.status(), StatusCode::BAD_REQUEST);
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let german = [("accept-language", "de")];
    let answer = browser.post_body(path, MULTIPART, vec![0; 17 << 20], &german).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().await.unwrap().contains("lang=\"de\""), "said in the reader's language");
}

#[tokio::test]
async fn a_value_that_is_too_long_is_let_go_and_the_others_stay() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let long = "ä".repeat(140_000);
    let page = worked(&browser, "/designs/new", &[("custom_logo", &long), ("name", "Ours")], &teal()).await;
    assert_eq!((field(&page, "name").as_str(), field(&page, "custom_logo").as_str()), ("Ours", ""));
}

#[tokio::test]
async fn another_site_sends_none_and_whoever_was_signed_out_loses_nothing() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let body = || form(&[("instance", "one"), ("name", "Theirs")], Some(&teal()));
    for header in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        let answer = browser.post_body("/palette-of-logo?page=/designs/new", MULTIPART, body(), &[header]).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{header:?}");
    }
    let page = browser.get("/designs/new?form=one").await.text().await.unwrap();
    assert_eq!(field(&page, "name"), "", "nothing of it waits");

    browser.sign_out().await;
    let answer = send(&browser, "/designs/new", &[("name", "Ours"), ("pasted", "token-of-a-link")], Some(&teal())).await;
    assert_eq!(leads_to(&answer), "/sign-in?next=%2Fdesigns%2Fnew%3Fform%3Done");
    browser.sign_in(ADMINISTRATOR, PASSWORD).await;
    let page = browser.get("/designs/new?form=one").await.text().await.unwrap();
    assert_eq!((field(&page, "name").as_str(), field(&page, "primary_color").as_str()), ("Ours", ""));

    let answer = send(&browser, "/designs/new", &[("pasted", "token-of-a-link")], Some(&teal())).await;
    let page = browser.get(leads_to(&answer).split('#').next().unwrap()).await.text().await.unwrap();
    assert!(page.contains("token-of-a-link"), "what is not read yet comes back");
    assert!(!app.keeps("token-of-a-link"));
}

#[tokio::test]
async fn the_form_leads_to_a_page_of_the_portal_and_nowhere_else() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    for page in ["//evil.example", "https://evil.example", "/%5Cevil.example", "%5Cevil", "/%09/evil.example", "/%01", "/%7f", ""]
    {
        assert_eq!(goes_to(&send(&browser, page, &[], Some(&teal())).await), "/rooms", "{page}");
    }
    let answer = browser.post_body("/palette-of-logo", MULTIPART, form(&[], Some(&teal())), &[]).await;
    assert_eq!(goes_to(&answer), "/rooms");
    // What is no page there is none afterwards either, and an instance is letters and digits.
    let answer = send(&browser, "/designs/new%3Fa=b%23c", &[("instance", "a\"&b=<c>")], Some(&teal())).await;
    assert_eq!(leads_to(&answer), "/designs/new?form=abc#design-editor");
}

#[tokio::test]
async fn a_form_waits_for_the_browser_that_sent_it_alone() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    leads_to(&send(&browser, "/designs/new", &[("name", "Mine alone")], Some(&teal())).await);
    let other = app.teacher("other@school.example").await;
    for reader in [&other, &app.administrator_again().await] {
        assert!(!reader.get("/designs/new?form=one").await.text().await.unwrap().contains("Mine alone"));
    }
    assert!(browser.get("/designs/new?form=one").await.text().await.unwrap().contains("Mine alone"));
}

#[tokio::test]
async fn a_passcode_is_asked_for_again_if_it_is_another_one_and_never_kept() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let slug = room.rsplit('/').next().unwrap();
    let again = "Type the passcode once more";
    let new = format!("{room}/invites/new");
    let page = worked(&browser, &new, &[("passcode", "blue whale"), ("note", "N")], &teal()).await;
    assert!(page.contains(again) && !page.contains("blue whale") && field(&page, "note") == "N");
    assert!(!worked(&browser, &new, &[("passcode", "")], &teal()).await.contains(again));

    let made = browser.post("/api/create-invite", &[("slug", slug), ("passcode", "red panda")]).await;
    let invite = goes_to(&made).to_owned();
    let shown = browser.get(&invite).await.text().await.unwrap();
    let base = field(&shown, "base").replace("&quot;", "\"");
    for (passcode, is_asked) in [("red panda", false), (" red panda ", false), ("blue whale", true), ("", true)] {
        let page = worked(&browser, &invite, &[("base", &base), ("passcode", passcode)], &teal()).await;
        assert_eq!(page.contains(again), is_asked, "{passcode}");
        assert_eq!(field(&page, "passcode"), "red panda", "what is stored stands in its field");
        assert_eq!(field(&page, "base").replace("&quot;", "\""), base, "what the page showed first is kept");
    }
    assert!(!app.keeps("blue whale") && !app.keeps("red panda"));
}
