//! The pages of administrators about meeting servers.
use reqwest::StatusCode;
use roomkey::services::sandbox_credentials::SandboxCredentials;
use secrecy::ExposeSecret;

use super::command_line::SECRET;
use crate::app::{Browser, TestApp, field, goes_to, leads_to};

const MEET: [(&str, &str); 5] =
    [("name", "Meet"), ("url", "https://meet.school.example/"), ("join_url", ""), ("api_key", "plugnmeet"), ("secret", SECRET)];

/// The form with some other values.
fn with<'a>(base: &[(&'a str, &'a str)], other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = base.iter().filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
    kept.chain(other).copied().collect()
}

pub async fn page(browser: &Browser, path: &str) -> String {
    browser.get(path).await.text().await.unwrap()
}

/// Adds a server, which leads to a test of it; the path of its page.
pub async fn add(browser: &Browser, form: &[(&str, &str)]) -> String {
    goes_to(&browser.post("/api/add-server", form).await).strip_suffix("/test").unwrap().to_owned()
}

pub fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn an_administrator_adds_a_server_and_rooms_begin_there() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let empty = page(&ada, "/servers").await;
    for taught in ["No meeting server yet", "config.yaml", "api_key", "sandbox", "/servers/new", "aria-current=\"true\">Servers"]
    {
        assert!(empty.contains(taught), "{taught}: {empty}");
    }
    let form = page(&ada, "/servers/new").await;
    assert!(form.contains("type=\"password\"") && field(&form, "secret").is_empty());

    let server = add(&ada, &with(&MEET, &[("secret", &format!("  {SECRET}\n"))])).await;
    let tested = page(&ada, &format!("{server}/test?done=added")).await;
    assert!(tested.contains("The server is added") && tested.contains("data-step=\"health\""), "{tested}");
    let shown = page(&ada, &server).await;
    assert_eq!(field(&shown, "url"), "https://meet.school.example");
    assert!(!shown.contains("data-note"), "nothing is to be said of an address like that");
    let list = page(&ada, "/servers").await;
    assert!(list.contains(">Meet<") && list.contains("https://meet.school.example") && list.contains("No rooms"), "{list}");

    let done = ada.follow("/api/set-default-server", &[("server", id(&server))]).await;
    assert!(done.contains("From now on new rooms begin where it says so below"), "{done}");
    ada.new_room("Biology").await;
    assert!(page(&ada, &server).await.contains("One room"));
    ada.follow("/api/set-default-server", &[("server", "sandbox")]).await;
    ada.new_room("Physics").await;
    assert!(page(&ada, &server).await.contains("One room"));
    assert_eq!(ada.post("/api/set-default-server", &[("server", "nowhere")]).await.status(), StatusCode::NOT_FOUND);

    for path in ["/servers", "/servers/new", &server, &format!("{server}/remove")] {
        assert!(!page(&ada, path).await.contains("hush"), "{path}");
    }
    assert!(!app.keeps("hush") && app.keeps("meet.school.example"), "it is sealed");
}

#[tokio::test]
async fn nobody_else_finds_anything_there() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let server = add(&ada, &MEET).await;
    let tea = app.teacher("tea@school.example").await;
    assert!(!page(&tea, "/rooms").await.contains("/servers"));
    for path in ["/servers", "/servers/new", &server, &format!("{server}/remove")] {
        assert_eq!(tea.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(leads_to(&app.browser().get(path).await).starts_with("/sign-in?next="), "{path}");
    }
    for path in ["/servers/nowhere", "/servers/nowhere/remove"] {
        assert_eq!(ada.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let named = [("server", id(&server))];
    for verb in [
        "add-server",
        "set-server",
        "set-default-server",
        "set-server-secret",
        "try-server-secret",
        "forget-server-secret",
        "remove-server",
    ] {
        let form = with(&with(&MEET, &named), &[("name", "Mine"), ("secret", "hush hush hush hush hush hush hush")]);
        assert_eq!(tea.post(&format!("/api/{verb}"), &form).await.status(), StatusCode::NOT_FOUND, "{verb}");
        let crossed = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
        assert_eq!(ada.post_with(&format!("/api/{verb}"), &form, &crossed).await.status(), StatusCode::FORBIDDEN, "{verb}");
        assert!(leads_to(&app.browser().post(&format!("/api/{verb}"), &form).await).starts_with("/sign-in"), "{verb}");
    }
    let list = page(&ada, "/servers").await;
    assert!(list.contains(">Meet<") && !list.contains("Mine"), "{list}");
    assert!(!app.keeps("hush"), "not even of those who were not let in");
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost_but_the_secret() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let server = add(&ada, &MEET).await;
    let long = "x".repeat(81);
    for (name, value, said) in [
        ("name", "", "Type something here"),
        ("name", long.as_str(), "80"),
        ("name", "MEET", "Another server has this name"),
        ("url", "", "Type something here"),
        ("url", "meet.school.example", "Try https://meet.school.example"),
        ("url", "ftp://meet.school.example", "must begin with https://"),
        ("url", "https://meet.school.example/auth/", "Try https://meet.school.example"),
        ("url", "https://meet.school.example/?access_token=hush", "it has been taken out. Look at the address"),
        ("url", "https://ann:hush@meet.school.example", "it has been taken out. Look at the address"),
        ("url", "https://münchen.example", "“ü” cannot stand in a host name as it is. Write the name in its ASCII form"),
        ("url", "http://169.254.169.254/latest", "kept for the network itself"),
        ("url", "http://2852039166", "kept for the network itself"),
        ("url", "http://[::ffff:a9fe:a9fe]", "kept for the network itself"),
        ("url", "https://meet school", "“ ” cannot stand in a host name"),
        ("join_url", "meet.school.example/client", "Try https://meet.school.example/client/"),
        ("join_url", "http://0", "kept for the network itself"),
        ("api_key", "", "Type something here"),
        ("api_key", "two words", "cannot stand in an API key"),
        ("api_key", "schlüssel", "“ü” cannot stand in an API key"),
        ("secret", "", "Type something here"),
        ("secret", "hush hush", "9 bytes; plugNmeet needs at least 32"),
    ] {
        let form = with(&with(&MEET, &[("name", "Other"), ("instance", "abc")]), &[(name, value)]);
        let shown = ada.follow("/api/add-server", &form).await;
        assert!(shown.contains(said), "{name} {value}: {said}: {shown}");
        for (kept, typed) in form.iter().filter(|(kept, _)| !["secret", "instance"].contains(kept)) {
            let typed = typed.replace("?access_token=hush", "").replace("ann:hush@", "");
            assert_eq!(field(&shown, kept), typed, "{name} {value}");
        }
        assert!(field(&shown, "secret").is_empty() && !shown.contains("hush"), "{shown}");
        assert!(name == "secret" || shown.contains("type it again"), "{name} {value}: {shown}");
        assert!(!app.keeps("hush"), "{name} {value}");
        // The same on the page of a server that is there, where no secret is needed as long as the address stays.
        if (name, value) != ("name", "MEET") && (name, value) != ("secret", "") {
            let form = with(&form, &[("server", id(&server)), ("name", if name == "name" { value } else { "Meet" })]);
            let shown = ada.follow("/api/set-server", &form).await;
            assert!(shown.contains(said), "{name} {value}: {said}: {shown}");
        }
    }
    assert_eq!(page(&ada, "/servers").await.matches("class=\"card padded server\"").count(), 2, "nothing was added");
}

#[tokio::test]
async fn another_address_wants_the_secret_again() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let server = add(&ada, &MEET).await;
    let change = async |other: &[(&str, &str)]| {
        let named = [("server", id(&server)), ("instance", "abc"), ("secret", "")];
        ada.follow("/api/set-server", &with(&with(&MEET, &named), other)).await
    };
    let sealed = async || {
        let mut database = app.database().await;
        let secret: Vec<u8> =
            sqlx::query_scalar("SELECT sealed_secret FROM meeting_servers").fetch_one(&mut database).await.unwrap();
        secret
    };
    let before = sealed().await;
    for address in [
        "https://evil.example",
        "http://meet.school.example",
        "https://meet.school.example/x",
        "https://meet.school.example:8443",
    ] {
        let refused = change(&[("url", address)]).await;
        assert!(refused.contains("The address is another one") && field(&refused, "url") == address, "{refused}");
    }
    assert!(page(&ada, &server).await.contains("value=\"https://meet.school.example\""), "nothing was changed");

    // Name, key and the rest of the join address may change without; the address may be spelt otherwise.
    let others = [
        ("name", "Meet 2"),
        ("url", "HTTPS://Meet.school.example:443//"),
        ("join_url", "https://meet.school.example/c"),
        ("api_key", "k"),
    ];
    let saved = change(&others).await;
    assert!(saved.contains("Saved. This test shows") && saved.contains("data-step=\"health\""), "{saved}");
    assert_eq!(field(&page(&ada, &server).await, "join_url"), "https://meet.school.example/c/");
    // On another machine it wants the secret in use, since all tokens go there.
    for (secret, taken) in [("", false), ("hush hush hush hush hush hush hush hush", false), (SECRET, true)] {
        let shown = change(&[others[0], others[3], ("join_url", "https://c.example"), ("secret", secret)]).await;
        assert!(shown.contains("every link would lead there") != taken && shown.contains("Saved.") == taken, "{shown}");
    }
    let others = [others[0], others[1], ("join_url", "https://c.example"), others[3]];
    assert_eq!(sealed().await, before);
    let alone = change(&[others[0], others[2], ("api_key", "k2"), ("secret", "hush hush hush hush hush hush hush hush")]).await;
    assert!(alone.contains("where it is tried before it counts"), "{alone}");
    assert_eq!(sealed().await, before);

    let moved =
        change(&[others[0], ("url", "http://10.0.0.5:8080/pnm"), ("secret", "hush hush hush hush hush hush hush hush")]).await;
    assert!(moved.contains("Saved."), "{moved}");
    let moved = page(&ada, &server).await;
    assert_eq!(field(&moved, "url"), "http://10.0.0.5:8080/pnm");
    assert!(moved.contains("data-note=\"private\"") && moved.contains("data-note=\"http\""), "{moved}");
    assert_ne!(sealed().await, before);
}

#[tokio::test]
async fn two_administrators_change_one_server_and_both_see_it() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let again = app.administrator_again().await;
    let server = add(&ada, &MEET).await;
    let base = r#"{"name":"Meet","url":"https://meet.school.example","join_url":"","api_key":"plugnmeet"}"#;
    let shown = page(&ada, &server).await;
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(&text.replace("&quot;", "\"")).unwrap();
    assert_eq!(json(&field(&shown, "base")), json(base));
    let common = [("server", id(&server)), ("instance", "abc"), ("secret", ""), ("base", base)];
    again.follow("/api/set-server", &with(&with(&MEET, &common), &[("name", "Theirs")])).await;
    let both = ada.follow("/api/set-server", &with(&with(&MEET, &common), &[("name", "Mine"), ("api_key", "key")])).await;
    assert!(both.contains("Theirs") && field(&both, "name") == "Mine" && field(&both, "api_key") == "key", "{both}");
    assert!(page(&ada, "/servers").await.contains(">Theirs<"));
    let base = field(&both, "base").replace("&quot;", "\"");
    let form = with(&with(&MEET, &common), &[("name", "Mine"), ("api_key", "key"), ("base", &base)]);
    assert!(ada.follow("/api/set-server", &form).await.contains("Saved."));
    assert!(page(&ada, "/servers").await.contains(">Mine<"));
}

#[tokio::test]
async fn a_server_goes_when_its_rooms_have_gone_and_links_that_were_made_stay_good() {
    let (app, other) = (TestApp::start().await, TestApp::start().await);
    let ada = app.administrator().await;
    let made = SandboxCredentials::load_or_make(&other.services.storage, &other.services.keyring, &other.services.clock).await;
    let SandboxCredentials { api_key, secret } = made.unwrap();
    let url = format!("{}/sandbox", other.services.config.public_url);
    let form = [("name", "Other"), ("url", &url), ("api_key", &api_key), ("secret", secret.expose_secret())];
    let there = add(&ada, &form).await;
    let empty = add(&ada, &MEET).await;
    ada.follow("/api/set-default-server", &[("server", id(&there))]).await;
    let room = ada.new_room("Biology").await;
    ada.new_room("Physics").await;
    let link = ada.start(&room).await;
    assert!(link.starts_with(&url), "{link}");

    let asks = page(&ada, &format!("{there}/remove")).await;
    for said in [
        "Remove Other?",
        "2 rooms run there",
        "until they expire",
        "goes on",
        "New rooms then begin on the sandbox",
        "name=\"to\"",
    ] {
        assert!(asks.contains(said), "{said}: {asks}");
    }
    assert!(asks.contains(id(&empty)) && !asks.contains(&format!("value=\"{}\">Other", id(&there))));
    let named = [("server", id(&there)), ("instance", "abc")];
    let refused = ada.follow("/api/remove-server", &named).await;
    assert!(refused.contains("2 rooms run there meanwhile"), "{refused}");
    for nowhere in [id(&there), "nowhere"] {
        let refused = ada.follow("/api/remove-server", &with(&named, &[("to", nowhere)])).await;
        assert!(refused.contains("class=\"why\""), "{refused}");
    }
    assert!(page(&ada, "/servers").await.contains(">Other<"));

    let removed = ada.follow("/api/remove-server", &with(&named, &[("to", "sandbox")])).await;
    assert!(removed.contains("The meeting server is removed.") && !removed.contains(">Other<"), "{removed}");
    let opened = other.browser().get(link.split_once(&other.services.config.public_url.to_string()).unwrap().1).await;
    assert!(opened.text().await.unwrap().contains("Biology"), "the session there goes on");
    assert!(ada.start(&room).await.contains(&format!("{}/sandbox/", app.services.config.public_url)), "the next one is here");
    for verb in ["remove-server", "test-server", "set-server"] {
        let gone = ada.follow(&format!("/api/{verb}"), &with(&MEET, &named)).await;
        assert!(gone.contains("This server is not there any more"), "{verb}: {gone}");
    }

    let asks = page(&ada, &format!("{empty}/remove")).await;
    assert!(!asks.contains("name=\"to\""), "{asks}");
    assert!(ada.follow("/api/remove-server", &[("server", id(&empty))]).await.contains("The meeting server is removed."));
    assert!(!app.keeps(secret.expose_secret()));
}
