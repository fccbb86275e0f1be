//! What every answer carries.
use std::io::Read as _;

use reqwest::StatusCode;

use crate::app::{TestApp, goes_to};

#[tokio::test]
async fn every_page_says_what_may_run_in_it_and_stays_out_of_caches() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = goes_to(&browser.post("/api/create-room", &[("title", "Headers")]).await).to_owned();
    let join_link = format!("{room}/join-link");
    for path in [
        "/",
        "/sign-in",
        "/setup?code=x",
        "/rooms",
        "/account",
        "/inspect",
        "/rooms/new",
        &room,
        &join_link,
        "/nowhere",
        "/sandbox/?access_token=x",
    ] {
        let answer = browser.get(path).await;
        let header = |name: &str| answer.headers()[name].to_str().unwrap();
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        let form_action = policy.split("form-action ").nth(1).unwrap();
        let joins = format!("'self' {}", app.services.config.public_url);
        let has_join_button = ["/rooms", room.as_str(), &join_link].contains(&path);
        assert_eq!(form_action, if has_join_button { &joins } else { "'self'" }, "{path}");
        assert!(!policy.contains("unsafe-inline") && policy.contains("'nonce-"), "{path}: {policy}");
        assert_eq!(policy.contains("'wasm-unsafe-eval'"), path == join_link, "{path}");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cache-control"), "no-store");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let page = answer.text().await.unwrap();
        assert!(!page.contains(" style="), "{path} has a style attribute");
        let own = |element: &str| {
            page.split(element).skip(1).all(|rest| rest.split('>').next().unwrap().contains(&format!("nonce=\"{nonce}\"")))
        };
        assert!(own("<script") && own("<style"), "{path}");
    }
}

#[tokio::test]
async fn files_are_kept_for_ever_and_what_is_no_page_may_do_nothing() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = browser.get("/sign-in").await.text().await.unwrap();
    let start = page.find("/pkg/roomkey.").unwrap();
    let style = page[start..].split('"').next().unwrap();
    for (accepted, sent) in [("gzip, deflate, br", Some("br")), ("gzip", Some("gzip")), ("identity", None)] {
        let answer = browser.get_with(style, &[("accept-encoding", accepted)]).await;
        assert_eq!(answer.headers().get("content-encoding").map(|coding| coding.to_str().unwrap()), sent);
    }
    let answer = browser.get(style).await;
    assert_eq!(answer.status(), StatusCode::OK, "{style}: is the bundle built?");
    assert_eq!(answer.headers()["content-type"], "text/css; charset=utf-8");
    assert!(answer.headers()["cache-control"].to_str().unwrap().contains("immutable"));
    assert!(answer.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    assert_eq!(browser.get("/pkg/nothing.css").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/pkg/..%2fmanifest.json").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_page_goes_out_packed_unless_another_site_leads_to_it() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let whole = browser.get("/account").await.text().await.unwrap();
    let packed = browser.get_with("/account", &[("accept-encoding", "gzip, deflate, br"), ("sec-fetch-site", "none")]).await;
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    assert_eq!(packed.headers()["vary"], "accept-encoding");
    let bytes = packed.bytes().await.unwrap();
    let mut page = String::new();
    flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut page).unwrap();
    assert!(page.contains("</html>") && page.contains("ada@school.example") && bytes.len() * 2 < whole.len(), "{page}");
    for headers in
        [[("accept-encoding", "gzip"), ("sec-fetch-site", "cross-site")], [("accept-encoding", "br"), ("sec-fetch-site", "none")]]
    {
        let answer = browser.get_with("/account", &headers).await;
        assert_eq!(answer.headers().get("content-encoding"), None);
        assert!(answer.text().await.unwrap().contains("ada@school.example"));
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_with_a_page() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    for (name, value, passes) in [
        ("origin", "http://evil.example", false),
        ("origin", "null", false),
        ("sec-fetch-site", "cross-site", false),
        ("sec-fetch-site", "same-site", false),
        ("sec-fetch-site", "same-origin", true),
    ] {
        let answer = browser.post_with("/api/create-room", &[("title", "Forged")], &[(name, value)]).await;
        assert_eq!(answer.status() == StatusCode::SEE_OTHER, passes, "{name}: {value}");
        if !passes {
            assert_eq!(answer.status(), StatusCode::FORBIDDEN);
            assert!(answer.text().await.unwrap().contains("This form was not accepted"));
        }
    }
    assert_eq!(browser.get("/rooms").await.text().await.unwrap().matches("<article").count(), 2);
}

#[tokio::test]
async fn everybody_reads_in_a_language_of_theirs_if_there_is_one() {
    let app = TestApp::start().await;
    for (accepted, lang, words) in
        [("de-AT,de;q=0.9,en;q=0.8", "de", "Anmelden"), ("ja", "en", "Sign in"), ("en-GB", "en", "Sign in")]
    {
        let page = app.browser().get_with("/sign-in", &[("accept-language", accepted)]).await.text().await.unwrap();
        assert!(page.contains(&format!("<html lang=\"{lang}\"")) && page.contains(words), "{accepted}");
    }
}
