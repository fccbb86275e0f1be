//! A plugNmeet server, over HTTP: how long it may take, how much it may say, what is asked twice, and what its silence means.
pub mod breaker;
pub mod connection_test;
pub mod faults;
mod queue;
mod repeats;
pub mod resolver;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use reqwest::{Client, ClientBuilder, Response, StatusCode, Url, redirect, retry};
use secrecy::SecretString;
use tokio::time::Instant;

use self::breaker::{Breaker, ServerState, Sign};
use self::queue::Queue;
use self::resolver::GuardedResolver;
use super::wire::Endpoint;
use super::{MeetingError, signing};
use crate::clock::Clock;
use crate::domain::fault::{Fault, Outage, Refusal};
use crate::domain::server::Reach;

/// How long a connection may take to come about, its name and encryption included.
pub const CONNECT_WITHIN: Duration = Duration::from_secs(3);
/// How long a page waits for a server, all its questions together: longer than for a connection, so that a server that is
/// not there is told from one that is slow.
pub const PAGE_WAITS: Duration = Duration::from_millis(3500);
/// With less time left nothing is sent: no answer would come within it.
const LEAST_LEFT: Duration = Duration::from_millis(200);
/// The largest answer that is read, in bytes.
pub const LARGEST_REPLY: usize = 1 << 20;

/// A plugNmeet server: where it is and how it knows us. Clones are the same one, and share its connections and what is
/// known of it.
#[derive(Clone, Debug)]
pub struct Plugnmeet {
    shared: Arc<Shared>,
    /// When whoever asks wants to go on without an answer.
    until: Option<Instant>,
}

#[derive(Debug)]
struct Shared {
    address: Address,
    http: Client,
    clock: Clock,
    breaker: Breaker,
    /// Calls that may have to wait for a room's lock, and, apart from them, those that never do.
    held: Queue,
    quick: Queue,
}

/// Where a server is and how it knows us.
#[derive(Clone)]
pub struct Address {
    /// Without a slash at the end; `/auth/…` follows.
    pub url: String,
    /// Address of the page that takes `?access_token=…`, with its slash at the end (§8).
    pub join_address: String,
    /// What is sent as `API-KEY`.
    pub api_key: String,
    /// What signs requests.
    pub secret: SecretString,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address").field("url", &self.url).field("join_address", &self.join_address).finish_non_exhaustive()
    }
}

/// The manner in which a server is spoken to, whatever is asked: no redirects and no proxies (a signed request can be
/// replayed for ever, §1.1, so it goes nowhere else), no forbidden addresses, nothing compressed.
pub fn http_client() -> ClientBuilder {
    Client::builder()
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .no_proxy()
        .connect_timeout(CONNECT_WITHIN)
        .dns_resolver(GuardedResolver)
        .referer(false)
}

/// Whether an address names a machine by a number that the portal does not connect to: no resolver is asked there.
pub fn is_forbidden_literal(url: &str) -> bool {
    let host = url.parse::<Url>().ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| Reach::of(address) == Reach::Forbidden)
}

/// A request that is ready to be sent.
pub(super) struct Call {
    path: &'static str,
    content_type: String,
    body: Vec<u8>,
    /// Signed in place of the body (§1.2).
    room_id: Option<String>,
    is_idempotent: bool,
    /// Whether the server may take its time: then one time-out says nothing of the server.
    is_held: bool,
    patience: Duration,
}

impl Call {
    /// One with a body of JSON.
    pub(super) fn json(endpoint: Endpoint, body: Vec<u8>) -> Self {
        Self {
            path: endpoint.path(),
            content_type: "application/json".to_owned(),
            body,
            room_id: None,
            is_idempotent: endpoint.is_idempotent(),
            is_held: endpoint.waits_for_room(),
            patience: endpoint.patience(),
        }
    }

    /// A file for a whiteboard (§2.8), which the server turns into pictures before it answers.
    pub(super) fn upload(room_id: &str, content_type: String, body: Vec<u8>) -> Self {
        Self {
            path: "room/uploadWhiteboardFile",
            content_type,
            body,
            room_id: Some(room_id.to_owned()),
            is_idempotent: false,
            is_held: true,
            patience: Duration::from_mins(1),
        }
    }
}

impl Plugnmeet {
    /// A server that nobody has asked anything yet.
    pub fn new(address: Address, clock: Clock) -> Result<Self, reqwest::Error> {
        let (http, breaker) = (http_client().build()?, Breaker::new(clock.clone()));
        let (held, quick) = (Queue::default(), Queue::default());
        Ok(Self { shared: Arc::new(Shared { address, http, clock, breaker, held, quick }), until: None })
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.shared.address
    }

    /// What its last answers say of it.
    pub fn state(&self) -> ServerState {
        self.shared.breaker.state()
    }

    /// Somebody who asks past this, as a connection test does, had an answer: it is up.
    pub fn has_answered(&self) {
        self.shared.breaker.has_answered();
    }

    /// The same for a page, which goes on without an answer after [`PAGE_WAITS`]. Nothing is asked twice.
    #[must_use]
    pub fn hasty(&self) -> Self {
        Self { until: Some(Instant::now() + PAGE_WAITS), ..self.clone() }
    }

    /// Makes a call and reads the reply.
    pub(super) async fn ask<T>(&self, call: Call, read: impl FnOnce(&[u8]) -> Result<T, Fault>) -> Result<T, MeetingError> {
        let Shared { breaker, held, quick, .. } = &*self.shared;
        let patient = Instant::now() + call.patience;
        let until = self.until.map_or(patient, |until| until.min(patient));
        let spared = if self.until.is_some() { breaker.slowness() } else { None };
        if let Some(outage) = breaker.refusal().or(spared) {
            return Err(MeetingError::Unavailable(outage));
        }
        let queue = if call.is_held { held } else { quick };
        let Some(_turn) = queue.turn(until).await else {
            return Err(MeetingError::Refused(Refusal::Crowded));
        };
        let left = until.saturating_duration_since(Instant::now());
        if left < LEAST_LEFT {
            return Err(MeetingError::Unavailable(self.began_now(Fault::ReplyTimeout)));
        }
        // Only now: what came of the calls before this one counts.
        let pass = breaker.admit().map_err(MeetingError::Unavailable)?;
        let fault = match self.carry(&call, until).await.and_then(|reply| read(&reply)) {
            Ok(read) => {
                pass.settle(Sign::Answer);
                return Ok(read);
            }
            // The server is well, and so is every other request.
            Err(Fault::Status { status: 413, .. }) => {
                pass.settle(Sign::Answer);
                return Err(MeetingError::Refused(Refusal::TooLarge));
            }
            Err(fault) => fault,
        };
        // Less than the call's own patience proves nothing.
        let is_cut = left + LEAST_LEFT < call.patience;
        let sign = match (&fault, call.is_held) {
            (Fault::ReplyTimeout, true) if is_cut => Sign::Nothing,
            (Fault::ReplyTimeout, false) if is_cut => Sign::Slow,
            (Fault::ReplyTimeout, true) => Sign::Held,
            _ => Sign::Fault(fault.clone()),
        };
        Err(MeetingError::Unavailable(pass.settle(sign).unwrap_or_else(|| self.began_now(fault))))
    }

    fn began_now(&self, fault: Fault) -> Outage {
        Outage { fault, since: self.shared.clock.now().0 }
    }

    /// Carries a call there and the reply back, if need be more than once.
    async fn carry(&self, call: &Call, until: Instant) -> Result<Vec<u8>, Fault> {
        let most = if self.until.is_some() { 0 } else { repeats::MOST };
        let mut count = 0;
        loop {
            let fault = match self.send(call, until).await {
                Ok(reply) => return Ok(reply),
                Err(fault) => fault,
            };
            let again = Instant::now() + repeats::pause(count);
            if count == most || again + LEAST_LEFT > until || !repeats::is_worth_it(&fault, call.is_idempotent) {
                return Err(fault);
            }
            count += 1;
            tokio::time::sleep_until(again).await;
        }
    }

    async fn send(&self, call: &Call, until: Instant) -> Result<Vec<u8>, Fault> {
        let Shared { address, http, .. } = &*self.shared;
        if is_forbidden_literal(&address.url) {
            return Err(Fault::AddressForbidden);
        }
        let signed = call.room_id.as_ref().map_or(call.body.as_slice(), String::as_bytes);
        let mut request = http
            .post(format!("{}/auth/{}", address.url, call.path))
            .timeout(until.saturating_duration_since(Instant::now()))
            .header("API-KEY", &address.api_key)
            .header("HASH-SIGNATURE", signing::sign(&address.secret, signed))
            .header(CONTENT_TYPE, &call.content_type);
        if let Some(room_id) = &call.room_id {
            request = request.header("Room-Id", room_id);
        }
        let reply = request.body(call.body.clone()).send().await.map_err(|error| faults::of_error(&error))?;
        let content_type = reply.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let (status, content_type) = (reply.status(), content_type.unwrap_or_default().to_owned());
        let body = read_at_most(reply, LARGEST_REPLY).await.or_else(|fault| ignore_rest(status, fault))?;
        faults::of_answer(status, &content_type, &body)?;
        Ok(body)
    }
}

/// Of an answer that is no success, its status says enough where the rest of it does not come.
fn ignore_rest(status: StatusCode, fault: Fault) -> Result<Vec<u8>, Fault> {
    if status.is_success() { Err(fault) } else { Ok(Vec::new()) }
}

/// Reads an answer, and hangs up where it gets too large, whatever it said of its size.
pub async fn read_at_most(mut reply: Response, limit: usize) -> Result<Vec<u8>, Fault> {
    let is_within = |length: usize| if length > limit { Err(Fault::TooLarge) } else { Ok(()) };
    let announced = reply.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    is_within(announced)?;
    let mut body = Vec::with_capacity(announced);
    while let Some(chunk) = reply.chunk().await.map_err(|error| faults::of_error(&error))? {
        is_within(body.len() + chunk.len())?;
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::http::header::CONTENT_TYPE;
    use tokio::net::TcpListener;

    use super::*;
    use crate::domain::locks::RoomLocks;
    use crate::domain::settings::RoomSettings;
    use crate::meeting::MeetingServer;
    use crate::meeting::wire::CreateRoom;
    use crate::telemetry::tests::logged;

    /// A server that says this to everything; a client of it.
    async fn says(http: u16, text: &'static str) -> MeetingServer {
        let router = axum::Router::new()
            .fallback(move || async move { (StatusCode::from_u16(http).unwrap(), [(CONTENT_TYPE, "application/json")], text) });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let secret = "hunter2-hunter2-hunter2-hunter2-x".into();
        let address = Address { join_address: format!("{url}/"), url, api_key: "the-key".to_owned(), secret };
        MeetingServer::Plugnmeet(Plugnmeet::new(address, Clock::Set(Arc::default())).unwrap())
    }

    #[test]
    fn nothing_that_is_said_gets_into_a_log_or_an_error() {
        let title = "a-private-title".parse().unwrap();
        let room = CreateRoom::new(&"r1-abcdefghijklmnop".parse().unwrap(), &title, RoomLocks::OPEN, &RoomSettings::default());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut said = Vec::new();
        let lines = logged("trace", || {
            for (http, text) in [
                (
                    200,
                    r#"{"status":true,"room_info":{"room_id":"r","sid":"s","metadata":"{\"room_title\":\"a-private-title\"}"}}"#,
                ),
                (200, r#"{"status":true,"room_info":"a-private-pin"}"#),
                (200, r#"{"status":false,"msg":"a-private-pin","status_code":"INTERNAL_SERVER_ERROR"}"#),
                (401, r#"{"status":false,"msg":"a-private-pin","status_code":"MISSING_REQUIRED_PARAMETER"}"#),
                (500, "a-private-pin"),
                (200, "a-private-pin"),
            ] {
                let server = runtime.block_on(says(http, text));
                let done = runtime.block_on(server.create_room(&room));
                match &done {
                    Ok(info) => said.push(format!("{info:?}")),
                    Err(error) => tracing::warn!(%error, "refused"),
                }
                said.push(format!("{server:?} {room:?}"));
            }
        });
        assert!(lines.len() >= 5, "{lines:?}");
        said.push(serde_json::Value::from(lines).to_string());
        let said = said.join(" ");
        for secret in ["a-private", "hunter2", "the-key"] {
            assert!(!said.contains(secret), "{secret} stands in {said}");
        }
    }

    #[tokio::test]
    async fn an_address_that_is_a_number_is_guarded_too() {
        for url in ["http://169.254.169.254", "http://[fe80::1]", "http://2852039166", "https://[::ffff:100.100.100.200]/x"] {
            assert!(is_forbidden_literal(url), "{url}");
        }
        for url in ["http://127.0.0.1:9", "http://[::1]", "https://meet.example", "http://10.0.0.1/x"] {
            assert!(!is_forbidden_literal(url), "{url}");
        }
        let address = Address {
            url: "http://169.254.169.254".to_owned(),
            join_address: "http://169.254.169.254/".to_owned(),
            api_key: "k".to_owned(),
            secret: SecretString::default(),
        };
        let server = MeetingServer::Plugnmeet(Plugnmeet::new(address, Clock::System).unwrap());
        let outage = server.room_state("r").await.unwrap_err().outage().unwrap();
        assert_eq!(outage.fault, Fault::AddressForbidden);
    }
}
