//! Behind a proxy: who may say where a request comes from, and what links are made of.
use reqwest::StatusCode;

use crate::app::{Browser, PASSWORD, TestApp, goes_to};

const EVIL: &str = "evil.example";

async fn behind(public_url: &str, trusted: &[&str]) -> TestApp {
    let trusted = trusted.iter().map(|network| network.parse().unwrap()).collect();
    TestApp::start_with(|config| {
        config.public_url = public_url.parse().unwrap();
        config.trusted_proxy = trusted;
    })
    .await
}

/// Six wrong passwords from this client, which must make the seventh attempt wait.
async fn guess(browser: &Browser, forwarded_for: &str) {
    for n in 0..6 {
        let form = [("email", "bea@school.example"), ("password", &format!("guess number {n}"))];
        browser.post_with("/api/sign-in", &form, &[("x-forwarded-for", forwarded_for)]).await;
    }
}

/// Whether the right password is heard from this client.
async fn is_heard(app: &TestApp, forwarded_for: &str) -> bool {
    let form = [("email", "bea@school.example"), ("password", PASSWORD)];
    let answer = app.browser().post_with("/api/sign-in", &form, &[("x-forwarded-for", forwarded_for)]).await;
    goes_to(&answer) == "/rooms"
}

#[tokio::test]
async fn a_trusted_proxy_says_who_guesses_and_ipv6_counts_by_the_network() {
    let app = behind("https://rooms.example", &["127.0.0.1/32"]).await;
    app.add("bea@school.example").await;
    guess(&app.browser(), "203.0.113.9, 2001:db8:0:1::7").await;
    assert!(!is_heard(&app, "2001:db8:0:1:ffff::8").await, "the same network");
    assert!(!is_heard(&app, "192.0.2.1, 2001:db8:0:1::7").await, "what stands further left is anybody's");
    assert!(is_heard(&app, "2001:db8:0:2::7").await, "another network");
}

#[tokio::test]
async fn from_anybody_else_the_headers_are_ignored() {
    for trusted in [&[] as &[&str], &["10.0.0.0/8"]] {
        let app = behind("https://rooms.example", trusted).await;
        app.add("bea@school.example").await;
        guess(&app.browser(), "192.0.2.1").await;
        assert!(!is_heard(&app, "192.0.2.2").await, "one and the same address");
        let answer = app.browser().get_with("/sign-in", &[("x-forwarded-proto", "http")]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let answer = app.browser().get_with("/sign-in", &[("x-forwarded-proto", "https")]).await;
        assert!(answer.headers().get("strict-transport-security").is_none());
    }
}

#[tokio::test]
async fn a_browser_that_came_over_https_stays_there_and_one_that_did_not_is_sent_there() {
    let app = behind("https://rooms.example", &["127.0.0.0/8"]).await;
    let https = app.browser().get_with("/sign-in", &[("x-forwarded-proto", "https")]).await;
    assert_eq!(https.headers()["strict-transport-security"], "max-age=31536000");
    let plain = [("x-forwarded-proto", "http"), ("host", EVIL)];
    let http = app.browser().get_with("/sign-in?next=%2Frooms", &plain).await;
    assert_eq!(http.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(http.headers()["location"], "https://rooms.example/sign-in?next=%2Frooms");
    let out = app.browser().get_with("//evil.example/x", &plain).await;
    assert_eq!(out.headers()["location"], "https://rooms.example//evil.example/x");
    // No loop where the proxy next to us does not know that one further out decrypts; no guess where nobody says.
    for headers in [&[("x-forwarded-proto", "http"), ("sec-fetch-site", "none")] as &[_], &[], &[("x-forwarded-proto", "?")]] {
        let answer = app.browser().get_with("/sign-in", headers).await;
        assert_eq!(answer.status(), StatusCode::OK, "{headers:?}");
        assert!(answer.headers().get("strict-transport-security").is_none());
    }
    assert_eq!(app.browser().get_with("/health", &plain).await.status(), StatusCode::OK);

    let app = behind("http://rooms.example", &["127.0.0.0/8"]).await;
    for scheme in ["http", "https"] {
        let answer = app.browser().get_with("/sign-in", &[("x-forwarded-proto", scheme)]).await;
        assert_eq!(answer.status(), StatusCode::OK, "without https in the public URL nobody is sent anywhere");
        assert!(answer.headers().get("strict-transport-security").is_none());
    }
}

#[tokio::test]
async fn malformed_headers_do_no_harm() {
    let app = behind("https://rooms.example", &["127.0.0.1/32"]).await;
    let comma = ",".repeat(5000);
    for value in ["", ",", ", ,", "unknown", "[::1", "1.2.3.4.5", "999.1.1.1", "::1%eth0", "\u{e9}", &comma] {
        let headers = [("x-forwarded-for", value), ("x-forwarded-proto", value), ("forwarded", value)];
        assert_eq!(app.browser().get_with("/sign-in", &headers).await.status(), StatusCode::OK, "{value}");
    }
}

#[tokio::test]
async fn no_link_and_no_redirect_follows_the_host() {
    for public_url in ["https://rooms.example", "http://127.0.0.1:8080"] {
        let app = behind(public_url, &["127.0.0.1/32"]).await;
        let headers = [
            ("host", EVIL),
            ("x-forwarded-host", EVIL),
            ("forwarded", "host=evil.example"),
            ("x-original-url", "//evil.example/"),
        ];
        app.add("bea@school.example").await;
        // The cookie of an https portal stays away from this plain connection by itself.
        let signed_in = app.browser().sign_in("bea@school.example", PASSWORD).await;
        let browser = app.browser().with_cookie(crate::app::cookie(&signed_in).0);
        let mut seen = 0;
        let mut look = async |answer: reqwest::Response| {
            assert!(!format!("{:?}", answer.headers()).contains(EVIL), "{answer:?}");
            let location = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
            assert!(!answer.text().await.unwrap().contains(EVIL));
            seen += 1;
            location
        };
        let room = look(browser.post_with("/api/create-room", &[("title", "Biology")], &headers).await).await;
        assert!(room.starts_with("/rooms/biology"), "{room}");
        let slug = room.strip_prefix("/rooms/").unwrap();
        let made = look(browser.post_with("/api/make-join-link", &[("slug", slug), ("name", "Ann")], &headers).await).await;
        let page = browser.get_with(&made, &headers).await.text().await.unwrap();
        assert!(page.contains(&format!("value=\"{public_url}/sandbox/?access_token=")) && !page.contains(EVIL), "{page}");
        let join = look(browser.post_with("/api/join-room", &[("slug", slug)], &headers).await).await;
        assert!(join.starts_with(&format!("{public_url}/sandbox/")), "{join}");
        for path in ["/", "/rooms", "/rooms/new", &room, "/account", "/nowhere", "/sandbox/?access_token=x"] {
            look(browser.get_with(path, &headers).await).await;
            look(app.browser().get_with(path, &headers).await).await;
        }
        look(browser.post_with("/api/create-room", &[("title", "")], &headers).await).await;
        look(app.browser().post_with("/api/create-room", &[("title", "")], &headers).await).await;
        assert_eq!(seen, 19);
    }
}

#[tokio::test]
async fn pages_that_share_a_link_say_when_it_works_on_this_machine_only() {
    for (public_url, expected) in [
        ("http://127.0.0.1:8080", true),
        ("http://0.0.0.0:8080", true),
        ("http://localhost", true),
        ("https://rooms.example", false),
    ] {
        let app = behind(public_url, &[]).await;
        app.add("bea@school.example").await;
        let signed_in = app.browser().sign_in("bea@school.example", PASSWORD).await;
        let browser = app.browser().with_cookie(crate::app::cookie(&signed_in).0);
        let room = goes_to(&browser.post("/api/create-room", &[("title", "Biology")]).await).to_owned();
        let slug = room.strip_prefix("/rooms/").unwrap();
        let made = browser.post("/api/make-join-link", &[("slug", slug), ("name", "Ann")]).await;
        let made = crate::app::leads_to(&made).to_owned();
        for path in ["/rooms", &room, &made] {
            let page = browser.get(path).await.text().await.unwrap();
            assert_eq!(page.contains("Links work on this machine only"), expected, "{public_url} {path}");
            assert_eq!(page.contains("--public-url"), expected, "{public_url} {path}");
        }
        assert!(!browser.get("/account").await.text().await.unwrap().contains("this machine only"));
    }
}
