//! Each trouble is what it says, seen by a client that knows nothing of ours: else a table over them proves nothing.
use std::error::Error as _;
use std::time::Duration;

use reqwest::{Client, Response, StatusCode, redirect};
use roomkey::meeting::signing;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{BrokenServer, Cause, LOG_IN, Trouble, WORDS};
use crate::app::TestApp;

/// How long this client waits where nothing is to come.
const SHORT: Duration = Duration::from_millis(1500);
const ROOM: &str = "broken-1";

struct Seen {
    server: BrokenServer,
    app: TestApp,
    client: Client,
}

impl Seen {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let server = BrokenServer::start(&app).await;
        Self { server, app, client: client() }
    }

    async fn ask(&self, call: &str, body: Value) -> reqwest::Result<Response> {
        let made = self.server.credentials().await;
        let body = body.to_string();
        let request = self.client.post(format!("{}/auth/{call}", self.server.url));
        let request = request.header("HASH-SIGNATURE", signing::sign(&made.secret, body.as_bytes()));
        request.header("API-KEY", made.api_key).body(body).send().await
    }

    async fn create(&self) -> reqwest::Result<Response> {
        self.ask("room/create", json!({ "room_id": ROOM, "metadata": { "room_title": "T", "room_features": {} } })).await
    }

    async fn token(&self) -> reqwest::Result<Response> {
        self.ask("room/getJoinToken", json!({ "room_id": ROOM, "user_info": { "name": "Ann", "user_id": "ann" } })).await
    }

    async fn text(&self) -> (StatusCode, String) {
        let answer = self.create().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }

    async fn json(&self) -> Value {
        serde_json::from_str(&self.text().await.1).unwrap()
    }
}

fn client() -> Client {
    Client::builder().redirect(redirect::Policy::none()).no_proxy().build().unwrap()
}

/// All that an error says, down to its cause.
fn chain(error: &reqwest::Error) -> String {
    let causes = std::iter::successors(error.source(), |error| (*error).source());
    causes.fold(error.to_string(), |said, cause| format!("{said}: {cause}"))
}

#[tokio::test]
async fn it_is_a_meeting_server_again_as_soon_as_the_trouble_ends() {
    let seen = Seen::start().await;
    for trouble in [None, Some(Trouble::Refuses), Some(Trouble::NoConnection), Some(Trouble::HangsBeforeHeaders)] {
        if let Some(trouble) = trouble {
            seen.server.suffers(trouble).await;
            seen.server.is_well().await;
        }
        let (status, text) = seen.text().await;
        assert_eq!(status, StatusCode::OK);
        assert!(text.contains("SUCCESS"), "{text}");
    }
    let rooms = seen.server.behind.sandbox().active_rooms().await.unwrap();
    assert_eq!((rooms.len(), seen.server.calls("room/create")), (1, 4));
    let health = seen.client.get(format!("{}/healthCheck", seen.server.url)).send().await.unwrap();
    assert_eq!(health.text().await.unwrap(), "Healthy");
}

#[tokio::test]
async fn connections_are_refused_ignored_reset_or_left_hanging() {
    let seen = Seen::start().await;
    seen.create().await.unwrap();

    seen.server.suffers(Trouble::Refuses).await;
    let error = seen.create().await.unwrap_err();
    assert!(error.is_connect() && chain(&error).contains("refused"), "{}", chain(&error));

    seen.server.suffers(Trouble::NoConnection).await;
    assert!(timeout(SHORT, seen.create()).await.is_err(), "nobody takes the connection");

    seen.server.suffers(Trouble::HangsBeforeHeaders).await;
    assert!(timeout(SHORT, seen.create()).await.is_err());

    seen.server.suffers(Trouble::HangsAfterHeaders).await;
    let answer = timeout(SHORT, seen.create()).await.expect("the head comes").unwrap();
    let length = answer.content_length().unwrap();
    assert!(timeout(SHORT, answer.text()).await.is_err());

    seen.server.suffers(Trouble::Drips).await;
    let mut answer = seen.create().await.unwrap();
    assert_eq!(answer.content_length().unwrap(), length);
    assert_eq!(answer.chunk().await.unwrap().unwrap().as_ref(), b"{");
    drop(answer);

    seen.server.suffers(Trouble::ResetsBeforeHeaders).await;
    let error = seen.create().await.unwrap_err();
    assert!(chain(&error).contains("reset"), "{}", chain(&error));

    seen.server.suffers(Trouble::ResetsInBody).await;
    let error = seen.create().await.unwrap().text().await.unwrap_err();
    assert!(chain(&error).contains("reset"), "{}", chain(&error));
}

#[tokio::test]
async fn others_answer_in_its_place() {
    let seen = Seen::start().await;
    for (trouble, status, words) in [
        (Trouble::InternalError, StatusCode::INTERNAL_SERVER_ERROR, WORDS),
        (Trouble::BadGateway, StatusCode::BAD_GATEWAY, "<h1>502 Bad Gateway</h1>"),
        (Trouble::ServiceUnavailable, StatusCode::SERVICE_UNAVAILABLE, "<h1>Maintenance</h1>"),
        (Trouble::WebPage, StatusCode::OK, WORDS),
        (Trouble::Redirects, StatusCode::FOUND, "<h1>"),
        (Trouble::NotFound, StatusCode::NOT_FOUND, "not found"),
        (Trouble::SaysNo, StatusCode::OK, "INTERNAL_SERVER_ERROR"),
    ] {
        seen.server.suffers(trouble).await;
        let answered = seen.text().await;
        assert_eq!(answered.0, status);
        assert!(answered.1.contains(words), "{trouble:?}: {}", answered.1);
    }
    assert!(seen.server.behind.sandbox().active_rooms().await.unwrap().is_empty(), "no call got through");

    seen.server.suffers(Trouble::Redirects).await;
    let to = seen.create().await.unwrap().headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(seen.server.calls(LOG_IN), 0);
    seen.client.get(seen.server.url.replace("/sandbox", &to)).send().await.unwrap();
    assert_eq!(seen.server.calls(LOG_IN), 1);
}

#[tokio::test]
async fn the_sandbox_itself_refuses_for_each_cause() {
    let seen = Seen::start().await;
    for (cause, msg) in [
        (Cause::KeyMissing, "Missing API-KEY header."),
        (Cause::KeyWrong, "Invalid API key provided."),
        (Cause::SignatureMissing, "Missing HASH-SIGNATURE header."),
        (Cause::SignatureWrong, "Failed to verify provided authentication details."),
    ] {
        seen.server.suffers(Trouble::Unauthorised(cause)).await;
        let (status, text) = seen.text().await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(text.contains(msg), "{text}");
    }
}

#[tokio::test]
async fn answers_are_distorted_in_one_way_each() {
    let seen = Seen::start().await;
    let well = seen.json().await;
    assert_eq!(well["status"], true);

    seen.server.suffers(Trouble::Truncated).await;
    let (_, text) = seen.text().await;
    assert!(text.starts_with('{') && serde_json::from_str::<Value>(&text).is_err());

    seen.server.suffers(Trouble::WrongTypes).await;
    assert_eq!(seen.json().await["status"], "yes");

    seen.server.suffers(Trouble::NoStatus).await;
    let answer = seen.json().await;
    assert_eq!((&answer["status"], &answer["msg"]), (&Value::Null, &well["msg"]));

    seen.server.suffers(Trouble::UnknownNames).await;
    let answer = seen.json().await;
    assert_eq!((&answer["status"], &answer["status_code"]), (&json!(true), &json!("SUCCESS_WITH_BELLS")));

    seen.server.suffers(Trouble::ExtraFields).await;
    let answer = seen.json().await;
    let metadata: Value = serde_json::from_str(answer["room_info"]["metadata"].as_str().unwrap()).unwrap();
    for place in [&answer, &answer["room_info"], &metadata, &metadata["room_features"]["chat_features"]] {
        assert!(place["added_in_3_0"].is_object(), "{place}");
    }

    seen.server.suffers(Trouble::Huge).await;
    let body = seen.create().await.unwrap().bytes().await.unwrap();
    assert!(body.len() > 49_000_000 && seen.server.bytes_sent() == body.len());
}

#[tokio::test]
async fn locks_hold_calls_back_and_a_clock_may_be_off() {
    let seen = Seen::start().await;
    seen.create().await.unwrap();
    seen.server.suffers(Trouble::LockHeld(2 * SHORT)).await;
    seen.ask("room/isRoomActive", json!({ "room_id": ROOM })).await.unwrap();
    assert!(timeout(SHORT, seen.token()).await.is_err(), "held back");
    assert_eq!(seen.token().await.unwrap().status(), StatusCode::OK, "and answered in the end");

    // One call only: everything else is well.
    seen.server.suffers_at("room/getJoinToken", Trouble::NotFound).await;
    assert_eq!(seen.token().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(seen.text().await.0, StatusCode::OK);

    seen.app.pass(Duration::from_secs(5));
    let now = seen.app.services.clock.now().seconds();
    for off in [0, 3600, -3600] {
        seen.server.suffers(Trouble::ClockOff(off)).await;
        // By its clock the last session is over, or has not begun.
        seen.create().await.unwrap();
        let answer = seen.token().await.unwrap();
        let date = answer.headers()["date"].to_str().unwrap().to_owned();
        let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(&date).unwrap();
        assert_eq!(date.as_second() - now, off);
        let answer: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        assert!(answer["token"].is_string(), "{answer}");
    }
}

#[tokio::test]
async fn over_tls_it_shows_the_certificate_it_is_told_to() {
    let app = TestApp::start().await;
    let server = BrokenServer::start_encrypted(&app).await;
    let ca = reqwest::Certificate::from_pem(server.ca_pem().as_bytes()).unwrap();
    let trusting = Client::builder().no_proxy().tls_certs_only([ca]).build().unwrap();
    let address = format!("{}/healthCheck", server.url);
    for (trouble, words) in [
        (Trouble::SelfSigned, "UnknownIssuer"),
        (Trouble::CertificateExpired, "expired"),
        (Trouble::CertificateName, "another.example"),
    ] {
        assert_eq!(trusting.get(&address).send().await.unwrap().text().await.unwrap(), "Healthy");
        server.suffers(trouble).await;
        let error = trusting.get(&address).send().await.unwrap_err();
        assert!(chain(&error).contains(words), "{}", chain(&error));
        server.is_well().await;
    }
    assert!(client().get(&address).send().await.is_err(), "nobody else trusts it");
}
