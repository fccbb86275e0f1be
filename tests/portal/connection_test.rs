//! "Test connection": which step finds what is wrong, and that it says what to do.
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{HeaderName, LOCATION};
use axum::response::Html;
use axum::routing::{any, get, post};
use jiff::tz::TimeZone;
use roomkey::clock::Clock;
use roomkey::domain::reading::Language;
use roomkey::meeting::plugnmeet::Address;
use roomkey::meeting::plugnmeet::connection_test::{Patience, Step, StepKind, StepResult, passed, run};
use roomkey::text::Text;
use roomkey::text::connection_test::{Tested, finding, summary};
use roomkey::text::times::Zone;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::Instant;

use crate::app::TestApp;
use crate::broken_server::{BrokenServer, Cause, Trouble};

/// So that a test of what hangs is over soon.
const HASTY: Patience = Patience { whole: Duration::from_secs(4), each: Duration::from_millis(800) };

/// A test and what it said.
struct Tried {
    steps: Vec<Step>,
    address: Address,
}

impl Tried {
    async fn run(address: Address, clock: &Clock, patience: Patience) -> Self {
        let mut told = Vec::new();
        let steps = run(&address, clock, patience, |step| told.push(step.clone())).await.unwrap();
        assert_eq!(told, steps, "every step is told when it is done");
        assert_eq!(steps.iter().map(|step| step.kind).collect::<Vec<_>>(), StepKind::ALL);
        Self { steps, address }
    }

    fn result(&self, kind: StepKind) -> StepResult {
        self.steps.iter().find(|step| step.kind == kind).unwrap().result()
    }

    /// What a step said and advised, in English.
    fn words(&self, kind: StepKind) -> String {
        let step = self.steps.iter().find(|step| step.kind == kind).unwrap();
        let said = |language| {
            let tested = Tested { url: self.address.url.clone(), join_address: self.address.join_address.clone() };
            let (said, advice) = finding(Text { language }, &Zone::new(Some(TimeZone::UTC), None), &tested, step);
            if step.result() != StepResult::Passed && step.result() != StepResult::NotReached {
                assert!(advice.is_some(), "{step:?} advises nothing");
            }
            format!("{said} {}", advice.unwrap_or_default())
        };
        assert_ne!(said(Language::German), said(Language::English));
        said(Language::English)
    }

    /// The one step that failed, and the words it and its advice must hold. Whatever needs it was not reached.
    #[track_caller]
    fn fails_at(&self, kind: StepKind, words: &[&str]) {
        let failed: Vec<_> = self.steps.iter().filter(|step| step.result() == StepResult::Failed).collect();
        assert_eq!(failed.iter().map(|step| step.kind).collect::<Vec<_>>(), [kind], "{:?}", self.steps);
        assert!(!passed(&self.steps));
        let said = self.words(kind);
        for words in words {
            assert!(said.contains(words), "no “{words}” in: {said}");
        }
    }
}

async fn address(server: &BrokenServer) -> Address {
    let made = server.credentials().await;
    let join_address = format!("{}/", server.url);
    Address { url: server.url.clone(), join_address, api_key: made.api_key, secret: made.secret }
}

/// Something on a port of its own that is no meeting server.
async fn somebody(router: Router) -> Address {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    known_at(url)
}

fn known_at(url: String) -> Address {
    Address { join_address: format!("{url}/"), url, api_key: "key".into(), secret: "x".repeat(32).into() }
}

#[tokio::test]
async fn another_roomkeys_sandbox_passes_every_step() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    let tried = Tried::run(address(&server).await, &app.services.clock, Patience::default()).await;
    assert!(passed(&tried.steps), "{:?}", tried.steps);
    assert_eq!(tried.result(StepKind::JoinAddress), StepResult::Passed, "{:?}", tried.steps);
    assert!(tried.words(StepKind::Connection).contains("without encryption"));
    assert!(tried.words(StepKind::Key).contains("No session is running"));
    assert!(summary(Text::default(), &tried.steps).contains("works"));
    // Nothing was changed there, nothing was asked twice.
    assert_eq!(server.calls("room/getActiveRoomsInfo"), 1);
    assert_eq!(server.all_calls().iter().filter(|call| call.starts_with("room/")).count(), 1);
}

#[tokio::test]
async fn each_trouble_is_found_by_its_step_and_named() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    for (trouble, kind, words) in [
        (Trouble::Refuses, StepKind::Connection, &["nothing listens on port", "Check the port"][..]),
        (Trouble::NoConnection, StepKind::Connection, &["No connection to port", "firewall"]),
        (Trouble::HangsBeforeHeaders, StepKind::Health, &["no answer came in time"]),
        (Trouble::HangsAfterHeaders, StepKind::Health, &["no answer came in time"]),
        (Trouble::Drips, StepKind::Health, &["no answer came in time"]),
        (Trouble::ResetsBeforeHeaders, StepKind::Health, &["ended before the answer"]),
        (Trouble::InternalError, StepKind::Health, &["status 500", "The database <script>", "This is not plugNmeet"]),
        (Trouble::BadGateway, StepKind::Health, &["“502 Bad Gateway” (status 502).", "Start plugNmeet"]),
        (Trouble::ServiceUnavailable, StepKind::Health, &["“Maintenance” (status 503)."]),
        (Trouble::WebPage, StepKind::Health, &["A web page answers", "status 200", "where only the web client is hosted"]),
        (Trouble::Redirects, StepKind::Health, &["leads on to /log-in?next=home", "enter that address"]),
        (Trouble::NotFound, StepKind::Health, &["not found", "status 404", "/sandbox/healthCheck should show", "path"]),
        (Trouble::Huge, StepKind::Health, &["status 200"]),
        (Trouble::ClockOff(3700), StepKind::Clock, &["1 hour ahead", "timedatectl"]),
        (Trouble::ClockOff(-90), StepKind::Clock, &["1 minute behind"]),
        (Trouble::Unauthorised(Cause::KeyWrong), StepKind::Key, &["does not know this API key", "client.api_key"]),
        (Trouble::Unauthorised(Cause::SignatureWrong), StepKind::Key, &["has another secret", "client.secret"]),
        (Trouble::Unauthorised(Cause::KeyMissing), StepKind::Key, &["Missing API-KEY header.", "must pass on the headers"]),
        (Trouble::SaysNo, StepKind::Health, &["Another program answers", "status 200"]),
    ] {
        server.suffers(trouble).await;
        let since = Instant::now();
        let patience = if trouble == Trouble::NoConnection { Patience::default() } else { HASTY };
        let tried = Tried::run(address(&server).await, &app.services.clock, patience).await;
        println!("{trouble:?}: {}", tried.words(kind));
        tried.fails_at(kind, words);
        assert!(since.elapsed() < patience.whole + Duration::from_secs(1), "{trouble:?}");
        server.is_well().await;
    }
}

#[tokio::test]
async fn what_is_wrong_with_one_call_only_is_found_too() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    for (call, trouble, kind, words) in [
        ("room/getActiveRoomsInfo", Trouble::NotFound, StepKind::Key, "must pass everything below /auth"),
        ("room/getActiveRoomsInfo", Trouble::WebPage, StepKind::Key, "must pass everything below /auth"),
        ("room/getActiveRoomsInfo", Trouble::SaysNo, StepKind::Key, "did not say which sessions run"),
        ("room/getActiveRoomsInfo", Trouble::HangsBeforeHeaders, StepKind::Key, "no answer came in time"),
        ("", Trouble::NotFound, StepKind::JoinAddress, "There is no web client"),
        ("", Trouble::WebPage, StepKind::JoinAddress, "This is not the plugNmeet client"),
        ("", Trouble::Redirects, StepKind::JoinAddress, "leads on to /log-in"),
        ("", Trouble::BadGateway, StepKind::JoinAddress, "finds nobody behind"),
        ("getClientFiles", Trouble::HangsBeforeHeaders, StepKind::JoinAddress, "no answer came in time"),
    ] {
        server.suffers_at(call, trouble).await;
        let tried = Tried::run(address(&server).await, &app.services.clock, HASTY).await;
        tried.fails_at(kind, &[words]);
        server.is_well().await;
    }
}

#[tokio::test]
async fn a_signed_request_goes_to_meeting_servers_only() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    for trouble in [Trouble::NotFound, Trouble::WebPage, Trouble::Redirects, Trouble::InternalError] {
        server.suffers_at("healthCheck", trouble).await;
        let tried = Tried::run(address(&server).await, &app.services.clock, HASTY).await;
        assert_eq!(tried.result(StepKind::Key), StepResult::NotReached);
        assert!(tried.words(StepKind::Key).contains("“plugNmeet” has to pass first"));
    }
    assert_eq!(server.all_calls().iter().filter(|call| *call != "healthCheck").count(), 0, "{:?}", server.all_calls());
}

#[tokio::test]
async fn a_mistyped_secret_or_key_is_told_apart() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    let right = address(&server).await;
    let wrong_secret = Address { secret: "another secret of forty characters, surely".into(), ..right.clone() };
    Tried::run(wrong_secret, &app.services.clock, HASTY).await.fails_at(StepKind::Key, &["has another secret"]);
    let wrong_key = Address { api_key: "another".into(), ..right };
    Tried::run(wrong_key, &app.services.clock, HASTY).await.fails_at(StepKind::Key, &["does not know this API key"]);
}

#[tokio::test]
async fn certificates_are_named_by_what_is_wrong_with_them() {
    let app = TestApp::start().await;
    let server = BrokenServer::start_encrypted(&app).await;
    for (trouble, words) in [
        (None, "self-signed, or a link of its chain is missing"),
        (Some(Trouble::SelfSigned), "self-signed, or a link of its chain is missing"),
    ] {
        if let Some(trouble) = trouble {
            server.suffers(trouble).await;
        }
        let tried = Tried::run(address(&server).await, &app.services.clock, HASTY).await;
        tried.fails_at(StepKind::Connection, &[words, "fullchain.pem"]);
        assert_eq!(tried.result(StepKind::Name), StepResult::Passed);
    }
}

#[tokio::test]
async fn http_for_https_and_the_other_way_round_are_recognised() {
    let app = TestApp::start().await;
    let plain = BrokenServer::start(&app).await;
    let url = plain.url.replace("http://", "https://");
    let tried = Tried::run(known_at(url), &app.services.clock, HASTY).await;
    tried.fails_at(StepKind::Connection, &["the server speaks without encryption"]);

    let encrypted = BrokenServer::start_encrypted(&app).await;
    let url = encrypted.url.replace("https://", "http://");
    let tried = Tried::run(known_at(url), &app.services.clock, HASTY).await;
    assert_eq!(tried.result(StepKind::Connection), StepResult::Failed, "{:?}", tried.steps);
    assert!(tried.words(StepKind::Connection).contains("begins with https://"), "{:?}", tried.steps);

    // As nginx says it.
    let nginx = "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>";
    let router = Router::new().fallback(any(move || async move { (StatusCode::BAD_REQUEST, Html(nginx)) }));
    let tried = Tried::run(somebody(router).await, &app.services.clock, HASTY).await;
    tried.fails_at(StepKind::Connection, &["begins with https://"]);

    // A redirect from http to https of the same address.
    let redirect = get(|headers: axum::http::HeaderMap| async move {
        let host = headers["host"].to_str().unwrap().to_owned();
        (StatusCode::MOVED_PERMANENTLY, [(LOCATION, format!("https://{host}/healthCheck"))])
    });
    let tried = Tried::run(somebody(Router::new().fallback(redirect)).await, &app.services.clock, HASTY).await;
    tried.fails_at(StepKind::Health, &["leads on to https://", "begins with https://"]);
}

#[tokio::test]
async fn names_and_addresses_that_lead_nowhere_are_told_apart() {
    for (url, words) in [
        ("https://meet.school.invalid", "No name server knows meet.school.invalid"),
        ("https://169.254.169.254", "at which Roomkey asks nobody"),
    ] {
        let tried = Tried::run(known_at(url.into()), &Clock::System, HASTY).await;
        tried.fails_at(StepKind::Name, &[words]);
        for step in &tried.steps[1..] {
            assert_eq!(step.result(), StepResult::NotReached);
        }
    }
}

#[tokio::test]
async fn what_is_no_web_server_at_all_is_recognised() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            stream.read_exact(&mut [0; 16]).await.unwrap();
            stream.write_all(b"-ERR unknown command 'GET'\r\n").await.unwrap();
            open.push(stream);
        }
    });
    let tried = Tried::run(known_at(url), &Clock::System, HASTY).await;
    tried.fails_at(StepKind::Health, &["is no web server", "Redis"]);
}

/// What a plugNmeet server answers, with a web client whose page holds this.
fn plugnmeet(page: &'static str, files: &'static str) -> Router {
    let json =
        |body: &'static str| post(move || async move { ([(HeaderName::from_static("content-type"), "application/json")], body) });
    Router::new()
        .route("/healthCheck", get(|| async { "Healthy" }))
        .route(
            "/auth/room/getActiveRoomsInfo",
            json(r#"{"status":false,"msg":"no active room found","status_code":"NOT_FOUND","rooms":[]}"#),
        )
        .route("/auth/getClientFiles", json(files))
        .route("/", get(move || async move { Html(page) }))
}

#[tokio::test]
async fn the_web_client_is_compared_with_the_servers_own() {
    const FILES: &str = r#"{"status":true,"msg":"success","status_code":"UNKNOWN_STATUS","css_files":["vendor.1a.css","main.2b.css","excalidraw.9c.css"],"js_files":["main-module.3d.js"]}"#;
    const NONE: &str = r#"{"status":true,"msg":"success","status_code":"UNKNOWN_STATUS","css_files":[],"js_files":null}"#;
    const SAME: &str = r#"<script type="module" src="./assets/js/main-module.3d.js"></script><link href="./assets/css/main.2b.css"><div id="plugNmeet-app">"#;
    const OTHER: &str = r#"<script type="module" src="./assets/js/main-module.77.js"></script><div id="plugNmeet-app">"#;
    for (page, files, result, words) in [
        // Over http, browsers that are not on localhost get no further.
        (SAME, FILES, StepResult::Noted, "Secure Connection Required"),
        (OTHER, FILES, StepResult::Noted, "another version"),
        (SAME, NONE, StepResult::Noted, "none of its own"),
        ("<title>My school</title>", FILES, StepResult::Failed, "“My school” (status 200)"),
    ] {
        let tried = Tried::run(somebody(plugnmeet(page, files)).await, &Clock::System, HASTY).await;
        assert_eq!(tried.result(StepKind::JoinAddress), result, "{:?}", tried.steps);
        let said = tried.words(StepKind::JoinAddress);
        assert!(said.contains(words), "{said}");
        assert_eq!(passed(&tried.steps), result != StepResult::Failed);
    }
    let local = somebody(plugnmeet(SAME, FILES)).await;
    let local = Address { join_address: local.join_address.replace("127.0.0.1", "localhost"), ..local };
    let tried = Tried::run(local, &Clock::System, HASTY).await;
    assert_eq!(tried.result(StepKind::JoinAddress), StepResult::Passed, "{:?}", tried.steps);
}

#[tokio::test]
async fn a_secret_that_signs_but_makes_no_tokens_is_refused() {
    let router = plugnmeet("<div id=plugNmeet-app>", "{}");
    let short = Address { secret: "short".into(), ..somebody(router).await };
    Tried::run(short, &Clock::System, HASTY).await.fails_at(StepKind::Key, &["only 5 bytes", "at least 32"]);
}

#[tokio::test]
async fn a_plugnmeet_server_that_is_not_well_says_what_it_misses() {
    let unwell = get(|| async { (StatusCode::SERVICE_UNAVAILABLE, "Redis connection error") });
    let tried = Tried::run(somebody(Router::new().fallback(unwell)).await, &Clock::System, HASTY).await;
    tried.fails_at(StepKind::Health, &["It says: Redis connection error", "NATS run"]);
}

#[tokio::test]
async fn a_server_that_answers_everything_too_late_takes_no_longer_than_the_time_there_is() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    server.suffers_at("room/getActiveRoomsInfo", Trouble::HangsBeforeHeaders).await;
    let late = Patience { whole: Duration::from_secs(1), each: Duration::from_mins(1) };
    let since = Instant::now();
    let tried = Tried::run(address(&server).await, &app.services.clock, late).await;
    assert!(since.elapsed() < Duration::from_secs(3));
    assert_eq!(tried.result(StepKind::Health), StepResult::Passed);
    assert_eq!(tried.result(StepKind::Key), StepResult::NotReached);
    assert!(tried.words(StepKind::Key).contains("time for a test was over"));
    assert!(summary(Text::default(), &tried.steps).contains("mend “Key and secret”"));
}
