//! "Test connection" on the pages of administrators and on the command line, and how the portal knows how its servers are.
use std::process::Stdio;
use std::time::Duration;

use reqwest::StatusCode;
use roomkey::meeting::plugnmeet::breaker::ServerState;
use roomkey::services::server_watch::ServerWatch;
use roomkey::services::servers;
use roomkey::storage::servers::ServerId;
use secrecy::ExposeSecret;
use tempfile::NamedTempFile;
use tokio::time::{Instant, sleep};

use crate::app::{Browser, TestApp, goes_to, leads_to};
use crate::broken_server::{BrokenServer, Trouble};
use crate::command_line::{refusal, roomkey, success};

async fn text(browser: &Browser, path: &str) -> String {
    browser.get(path).await.text().await.unwrap()
}

/// Presses the button; the page with the whole result, as browsers without scripts are led to it.
async fn test(browser: &Browser, id: &ServerId) -> String {
    let answer = browser.post("/api/test-server", &[("server", id.as_str())]).await;
    let running = text(browser, goes_to(&answer)).await;
    if running.contains("data-state=\"tested\"") {
        return running;
    }
    assert!(running.contains("data-refresh=\"1000\"") && running.contains("of 7"), "{running}");
    let wait = format!("/servers/{}/test?wait=1", id.as_str());
    assert!(running.contains(&format!("0; url={wait}")), "{running}");
    text(browser, &wait).await
}

fn results(page: &str) -> Vec<&str> {
    page.split("data-result=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[tokio::test]
async fn an_administrator_presses_a_button_and_reads_what_to_change() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let id = server.add_to(&app, "Meet").await;
    let path = format!("/servers/{}", id.as_str());
    for page in ["/servers", &path] {
        assert!(text(&ada, page).await.contains("action=\"/api/test-server\""), "{page}");
    }
    let before = text(&ada, &format!("{path}/test")).await;
    assert!(before.contains("Nothing on the server is changed") && server.all_calls().is_empty(), "a look tests nothing");

    let works = test(&ada, &id).await;
    assert!(works.contains("This server works. Read the notes below."), "{works}");
    assert_eq!(results(&works), ["passed", "noted", "passed", "passed", "passed", "passed", "passed"]);
    assert!(!works.contains("http-equiv") && !works.contains("data-refresh"));
    let made = server.credentials().await;
    assert!(!works.contains(made.secret.expose_secret()));
    // Whoever looks later sees it too, for a while.
    assert!(text(&ada, &format!("{path}/test")).await.contains("This server works"));

    server.suffers(Trouble::WebPage).await;
    let fails = test(&ada, &id).await;
    assert!(fails.contains("First of all, mend “plugNmeet”"), "{fails}");
    assert_eq!(results(&fails), ["passed", "noted", "failed", "not-reached", "passed", "not-reached", "not-reached"]);
    assert!(!fails.contains("<script>alert"), "words of a server are text");
    assert!(fails.contains("&lt;script"), "{fails}");

    app.pass(Duration::from_mins(2));
    assert!(text(&ada, &format!("{path}/test")).await.contains("Nothing on the server is changed"));
}

#[tokio::test]
async fn a_test_is_the_administrators_who_started_it() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let id = server.add_to(&app, "Meet").await;
    let path = format!("/servers/{}/test", id.as_str());
    test(&ada, &id).await;
    let again = app.administrator_again().await;
    assert!(text(&again, &path).await.contains("This server works"), "in another browser too");

    let tea = app.teacher("tea@school.example").await;
    assert_eq!(tea.get(&path).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(tea.post("/api/test-server", &[("server", id.as_str())]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(goes_to(&app.browser().get(&path).await), "/sign-in");
    assert!(leads_to(&app.browser().post("/api/test-server", &[("server", id.as_str())]).await).starts_with("/sign-in"));
    assert_eq!(leads_to(&ada.post("/api/test-server", &[("server", "nowhere")]).await), "/servers?done=gone");
    assert_eq!(ada.get("/servers/nowhere/test").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_second_press_joins_the_first_and_a_changed_server_is_tested_anew() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let id = server.add_to(&app, "Meet").await;
    server.suffers(Trouble::HangsBeforeHeaders).await;
    let path = format!("/servers/{}/test", id.as_str());
    for _ in 0..3 {
        ada.post("/api/test-server", &[("server", id.as_str())]).await;
    }
    sleep(Duration::from_millis(300)).await;
    assert_eq!(server.calls("healthCheck"), 1);
    let running = text(&ada, &path).await;
    assert!(running.contains("Step 2 of 7: Connection") && results(&running).len() == 1, "{running}");

    let rename = sqlx::query("UPDATE meeting_servers SET name = 'Meeting', version = version + 1");
    rename.execute(&mut app.database().await).await.unwrap();
    assert!(text(&ada, &path).await.contains("Nothing on the server is changed"), "what was found is of the server before");
}

#[tokio::test]
async fn a_new_server_is_tested_at_once() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let made = server.credentials().await;
    let secret = made.secret.expose_secret();
    let form = [("name", "Meet"), ("url", &*server.url), ("join_url", ""), ("api_key", &made.api_key), ("secret", secret)];
    let added = ada.post("/api/add-server", &form).await;
    let page = text(&ada, &format!("{}&wait=1", leads_to(&added))).await;
    assert!(page.contains("The server is added") && page.contains("This server works"), "{page}");
}

/// What the portal knows of a server without asking it.
async fn state(app: &TestApp, id: &ServerId) -> ServerState {
    servers::get(&app.services, Some(id)).await.unwrap().state()
}

#[tokio::test]
async fn each_server_is_asked_now_and_then_and_pages_say_how_it_is() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let id = server.add_to(&app, "Meet").await;
    let path = format!("/servers/{}", id.as_str());
    assert!(text(&ada, &path).await.contains("Not asked yet"));

    let mut watch = ServerWatch::new(app.services.clone());
    let mut asked = async |app: &TestApp, pass| {
        app.pass(Duration::from_secs(pass));
        watch.look().await.unwrap();
        watch.settle().await;
        server.calls("room/getActiveRoomsInfo")
    };
    assert_eq!(asked(&app, 0).await, 1);
    assert_eq!(asked(&app, 40).await, 1, "once a minute is enough");
    for page in ["/servers", &path] {
        let shown = text(&ada, page).await;
        assert!(shown.contains("data-server-state=\"up\"") && shown.contains("checked less than a minute ago"), "{shown}");
    }
    // Any other call counts as well.
    servers::get(&app.services, Some(&id)).await.unwrap().room_state("nobody").await.unwrap();
    assert_eq!(asked(&app, 30).await, 1);
    assert_eq!(asked(&app, 30).await, 2);

    server.suffers(Trouble::NotFound).await;
    assert_eq!(asked(&app, 60).await, 3);
    for page in ["/servers", &path] {
        let shown = text(&ada, page).await;
        assert!(shown.contains("data-server-state=\"down\"") && shown.contains("Cannot be used since"), "{shown}");
        assert!(shown.contains("checked less than a minute ago"), "{shown}");
    }
    // More seldom while it stays so: a minute, a minute, then longer.
    let mut calls = Vec::new();
    for _ in 0..12 {
        calls.push(asked(&app, 60).await);
    }
    assert!(*calls.last().unwrap() < 11 && *calls.last().unwrap() > 5, "{calls:?}");

    // A test that passes is an answer like any other.
    server.is_well().await;
    test(&ada, &id).await;
    assert!(matches!(state(&app, &id).await, ServerState::Up { .. }));
}

#[tokio::test]
async fn a_server_whose_secret_does_not_open_keeps_no_other_from_being_asked() {
    let app = TestApp::start().await;
    let (shut, well) = (BrokenServer::start(&app).await, BrokenServer::start(&app).await);
    shut.add_to(&app, "A, asked first").await;
    let id = well.add_to(&app, "B").await;
    let damage = sqlx::query("UPDATE meeting_servers SET sealed_secret = x'00' WHERE name LIKE 'A,%'");
    damage.execute(&mut app.database().await).await.unwrap();
    let mut watch = ServerWatch::new(app.services.clone());
    watch.look().await.unwrap();
    watch.settle().await;
    assert!(matches!(state(&app, &id).await, ServerState::Up { .. }));
    assert_eq!(shut.all_calls(), Vec::<String>::new());
}

#[tokio::test]
async fn a_server_that_hangs_delays_no_other_and_who_is_new_is_asked_next() {
    let app = TestApp::start().await;
    let (hangs, well) = (BrokenServer::start(&app).await, BrokenServer::start(&app).await);
    hangs.add_to(&app, "Hangs").await;
    hangs.suffers(Trouble::HangsBeforeHeaders).await;
    let mut watch = ServerWatch::new(app.services.clone());
    watch.look().await.unwrap();
    let id = well.add_to(&app, "Well").await;
    let since = Instant::now();
    while !matches!(state(&app, &id).await, ServerState::Up { .. }) {
        watch.look().await.unwrap();
        sleep(Duration::from_millis(20)).await;
        assert!(since.elapsed() < Duration::from_secs(3), "the other one is waited for");
    }
    assert_eq!(hangs.calls("room/getActiveRoomsInfo"), 1, "nobody asks again before it has answered");
    let remove = sqlx::query("DELETE FROM meeting_servers");
    remove.execute(&mut app.database().await).await.unwrap();
    app.pass(Duration::from_mins(10));
    watch.look().await.unwrap();
    sleep(Duration::from_millis(100)).await;
    assert_eq!(well.calls("room/getActiveRoomsInfo"), 1, "who is gone is left in peace");
}

/// The name of the portal's data folder, for a command beside it.
fn data_dir(app: &TestApp) -> String {
    app.services.config.data_dir.to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_prints_each_step_and_its_exit_code_says_whether_all_passed() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    server.add_to(&app, "Meet").await;
    let data_dir = data_dir(&app);
    let command = || roomkey(&["servers", "test", "meet", "--data-dir", &data_dir]);
    let run = async |succeeds: bool| {
        let mut command = command();
        tokio::task::spawn_blocking(move || {
            let output = command.stdout(Stdio::piped()).output().unwrap();
            assert_eq!(output.status.success(), succeeds, "{output:?}");
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
        })
        .await
        .unwrap()
    };
    let (said, _) = run(true).await;
    assert_eq!(said.lines().count(), 7, "{said}");
    assert!(said.contains("Key and secret: passed. The server takes them."), "{said}");
    assert!(said.contains("Connection: passed, with a note."), "{said}");

    server.suffers(Trouble::NotFound).await;
    let (said, sentence) = run(false).await;
    assert!(said.contains("plugNmeet: failed.") && said.contains("Key and secret: not reached."), "{said}");
    assert_eq!(sentence, "roomkey: This server cannot be used yet. First of all, mend “plugNmeet”.\n");
    let nobody = roomkey(&["servers", "test", "Nobody", "--data-dir", &data_dir]);
    assert!(refusal(nobody).contains("no server called"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_told_with_the_days_it_has_left() {
    let app = TestApp::start().await;
    let server = BrokenServer::start_encrypted(&app).await;
    server.add_to(&app, "Meet").await;
    let authority = NamedTempFile::new().unwrap();
    std::fs::write(authority.path(), server.ca_pem()).unwrap();
    let mut command = roomkey(&["servers", "test", "Meet", "--data-dir", &data_dir(&app)]);
    command.env("SSL_CERT_FILE", authority.path());
    let said = tokio::task::spawn_blocking(move || success(command)).await.unwrap();
    assert!(said.contains("Connection: passed. The certificate is valid for"), "{said}");
    assert!(said.contains("Name: passed. localhost leads to 127.0.0.1"), "{said}");

    for (trouble, words) in [
        (Trouble::CertificateExpired, "The certificate is out of date"),
        (Trouble::CertificateName, "for another name than localhost"),
        (Trouble::SelfSigned, "self-signed"),
    ] {
        server.suffers(trouble).await;
        let mut command = roomkey(&["servers", "test", "Meet", "--data-dir", &data_dir(&app)]);
        command.env("SSL_CERT_FILE", authority.path());
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(!output.status.success() && said.contains("Connection: failed.") && said.contains(words), "{said}");
        server.is_well().await;
    }
}
