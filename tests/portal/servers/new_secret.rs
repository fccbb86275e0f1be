//! Another secret for a server: the old one stays in use until the new one has passed the test.
use roomkey::services::sandbox_credentials::SandboxCredentials;
use secrecy::ExposeSecret;

use super::command_line::SECRET;
use super::pages::{id, page};
use crate::app::{Browser, TestApp, field, goes_to};
use crate::broken_server::{BrokenServer, Trouble};

const WRONG: &str = "hush but not the one that is right there";

/// A server with this secret, by its page.
async fn add(browser: &Browser, server: &BrokenServer, secret: &str) -> String {
    let SandboxCredentials { api_key, .. } = server.credentials().await;
    let form = [("name", "Meet"), ("url", &server.url), ("api_key", &api_key), ("secret", secret)];
    super::pages::add(browser, &form).await
}

/// Sends one of the forms; the page afterwards.
async fn send(browser: &Browser, verb: &str, server: &str, secret: &str) -> String {
    let version = field(&page(browser, server).await, "version");
    let form = [("server", id(server)), ("instance", "abc"), ("version", &version), ("secret", secret)];
    let shown = browser.follow(&format!("/api/{verb}"), &form).await;
    assert!(!shown.contains("hush") && field(&shown, "secret").is_empty(), "{shown}");
    shown
}

const WAITS: &str = "The old one is still in use";

#[tokio::test]
async fn a_secret_that_passes_takes_the_place_of_one_that_was_wrong() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let meet = BrokenServer::start(&app).await;
    let server = add(&ada, &meet, SECRET).await;
    ada.post("/api/set-default-server", &[("server", id(&server))]).await;
    let room = ada.new_room("Biology").await;
    let slug = room.rsplit('/').next().unwrap();
    assert!(goes_to(&ada.post("/api/join-room", &[("slug", slug), ("instance", "abc")]).await).starts_with("/rooms"));

    let right = meet.credentials().await.secret;
    let shown = send(&ada, "set-server-secret", &server, &format!(" {} \r\n", right.expose_secret())).await;
    assert!(shown.contains("It is in use now") && !shown.contains(WAITS), "{shown}");
    assert!(!app.keeps(right.expose_secret()) && !shown.contains(right.expose_secret()));
    assert!(ada.start(&room).await.contains("access_token="), "links are made with it");
    assert!(send(&ada, "try-server-secret", &server, "").await.contains("Test and use it"), "nothing waits any more");
}

#[tokio::test]
async fn one_that_does_not_pass_waits_and_the_old_one_stays_in_use() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let meet = BrokenServer::start(&app).await;
    let right = meet.credentials().await.secret;
    let server = add(&ada, &meet, right.expose_secret()).await;
    ada.post("/api/set-default-server", &[("server", id(&server))]).await;
    let room = ada.new_room("Biology").await;

    for (typed, said) in [("", "Type something here"), ("hush hush", "9 bytes; plugNmeet needs at least 32")] {
        let shown = send(&ada, "set-server-secret", &server, typed).await;
        assert!(shown.contains(said) && !shown.contains(WAITS), "{shown}");
    }
    let shown = send(&ada, "set-server-secret", &server, WRONG).await;
    assert!(shown.contains(WAITS) && shown.contains("has another secret"), "{shown}");
    assert!(page(&ada, "/servers").await.contains("New secret not in use yet"));
    assert!(page(&ada, &server).await.contains(WAITS), "the page says so whenever it is opened");
    assert!(ada.start(&room).await.contains("access_token="), "the old one works");
    assert!(send(&ada, "try-server-secret", &server, "").await.contains("has another secret"));
    assert!(!app.keeps("hush"), "what waits is sealed");

    let shown = send(&ada, "forget-server-secret", &server, "").await;
    assert!(shown.contains("The old secret stays in use") && !shown.contains(WAITS), "{shown}");

    // A right one waits as well while the server cannot be asked, and is taken as soon as it can.
    meet.suffers(Trouble::Refuses).await;
    let shown = send(&ada, "set-server-secret", &server, right.expose_secret()).await;
    assert!(shown.contains(WAITS) && shown.contains("nothing listens on port"), "{shown}");
    meet.is_well().await;
    assert!(send(&ada, "try-server-secret", &server, "").await.contains("It is in use now"));

    // One that waits was for the address that was: with another it is gone.
    send(&ada, "set-server-secret", &server, WRONG).await;
    let api_key = meet.credentials().await.api_key;
    let form = [
        ("server", id(&server)),
        ("name", "Meet"),
        ("url", "https://meet.school.example"),
        ("api_key", &api_key),
        ("secret", SECRET),
    ];
    let shown = ada.follow("/api/set-server", &form).await;
    assert!(shown.contains("Saved.") && !shown.contains(WAITS), "{shown}");
}

#[tokio::test]
async fn a_secret_for_a_server_that_was_changed_meanwhile_goes_nowhere() {
    let app = TestApp::start().await;
    let (ada, ben) = (app.administrator().await, app.administrator_again().await);
    let (meet, elsewhere) = (BrokenServer::start(&app).await, BrokenServer::start(&app).await);
    let made = meet.credentials().await;
    let (api_key, right) = (made.api_key.as_str(), made.secret.expose_secret());
    let server = add(&ada, &meet, right).await;
    send(&ada, "set-server-secret", &server, WRONG).await;
    let stale = field(&page(&ben, &server).await, "version");
    let there = elsewhere.credentials().await.secret;
    let form = [
        ("server", id(&server)),
        ("name", "Meet"),
        ("url", &elsewhere.url),
        ("api_key", api_key),
        ("secret", there.expose_secret()),
    ];
    ada.post("/api/set-server", &form).await;
    page(&ada, &format!("{server}/test?wait=1")).await;
    let before = elsewhere.all_calls().len();
    for verb in ["set-server-secret", "try-server-secret", "forget-server-secret"] {
        for version in [&*stale, "", "x"] {
            let form = [("server", id(&server)), ("instance", "abc"), ("version", version), ("secret", right)];
            let shown = ben.follow(&format!("/api/{verb}"), &form).await;
            assert!(shown.contains("Somebody else changed this server since") && !shown.contains(WAITS), "{verb}: {shown}");
            assert_eq!(field(&shown, "url"), elsewhere.url);
        }
    }
    assert_eq!(elsewhere.all_calls().len(), before, "nothing was signed with it");

    ada.post("/api/remove-server", &[("server", id(&server))]).await;
    let form = [("server", id(&server)), ("instance", "abc"), ("version", &stale), ("secret", right)];
    let shown = ben.follow("/api/set-server-secret", &form).await;
    assert!(shown.contains("This server is not there any more"), "{shown}");
}

#[tokio::test]
async fn another_secret_takes_the_place_of_one_that_waits() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let meet = BrokenServer::start(&app).await;
    let right = meet.credentials().await.secret;
    let server = add(&ada, &meet, right.expose_secret()).await;
    let shown = send(&ada, "set-server-secret", &server, WRONG).await;
    assert!(shown.contains(WAITS) && shown.contains("action=\"/api/set-server-secret\""), "{shown}");
    let version = field(&shown, "version");
    let form = [("server", id(&server)), ("instance", "abc"), ("version", &version), ("secret", right.expose_secret())];
    let answer = ada.post("/api/set-server-secret", &form).await;
    assert!(answer.headers()["location"].to_str().unwrap().ends_with("?done=secret#secret"), "the page opens where it says so");
    assert!(page(&ada, &server).await.contains(">The new secret<"));
}
