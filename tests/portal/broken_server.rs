//! A meeting server to break things with.
//!
//! While it is well it *is* one: the sandbox of a second portal, over HTTP, on a port of its own – state, signatures, tokens and
//! rehearsal room are real. A test switches it into a [`Trouble`] and out again, at run time:
//!
//! ```ignore
//! let app = TestApp::start().await;
//! let server = BrokenServer::start(&app).await;
//! let room = server.room(&app, &browser, "Biology").await; // a room of `app` whose sessions run there
//! server.suffers(Trouble::HangsBeforeHeaders).await;       // all calls; `suffers_at("room/create", …)`: this one
//! server.is_well().await;                                  // what hung is hung up on
//! assert_eq!(server.calls("room/create"), 1);              // what reached it, whatever became of it
//! ```
//!
//! It shares the clock of the portal it was started for, unless its trouble is the clock. `app.pass(…)` is the way to get past
//! the pause of a breaker.
mod answers;
mod itself;
mod listening;
mod trouble;

use std::mem;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use roomkey::domain::server::Description;
use roomkey::services::sandbox_credentials::SandboxCredentials;
use roomkey::services::servers::{self, NewServer};
use roomkey::storage::servers::ServerId;
use secrecy::ExposeSecret;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use self::listening::{Certificates, Gate};
pub use self::trouble::{Cause, Trouble};
use crate::app::{Browser, TestApp};

/// What it says of itself where it says something: markup, and more of it than anybody is to be shown.
pub const WORDS: &str = "The database <script>alert(\"gone\")</script> has gone away. Ask Joan. ";
/// Where [`Trouble::Redirects`] leads: a request there is recorded as a call of this name.
pub const LOG_IN: &str = "log-in";

/// The server. Dropped, it is gone.
pub struct BrokenServer {
    /// The portal whose sandbox it is, to look behind: `server.behind.sandbox()` is never in trouble.
    pub behind: TestApp,
    /// Its address as an administrator types it: `http://127.0.0.1:PORT/sandbox`.
    pub url: String,
    shared: Arc<Shared>,
    gate: Gate,
    serving: JoinHandle<()>,
}

/// What the server's connections share.
struct Shared {
    router: axum::Router,
    now: watch::Sender<State>,
    /// Tells the connections of now that they are over.
    open: Mutex<watch::Sender<()>>,
    calls: Mutex<Vec<String>>,
    bytes_sent: AtomicUsize,
    /// The clock of the portal that asks, and the server's own.
    clock: Arc<AtomicI64>,
    clock_behind: Arc<AtomicI64>,
}

/// What is wrong, and with which call only.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    trouble: Option<Trouble>,
    only_at: Option<&'static str>,
}

impl BrokenServer {
    /// A server that is well, for rooms of this portal.
    pub async fn start(app: &TestApp) -> Self {
        Self::start_with(app, None).await
    }

    /// The same over TLS, for `localhost`, with a certificate that [`ca_pem`](Self::ca_pem) has signed.
    pub async fn start_encrypted(app: &TestApp) -> Self {
        Self::start_with(app, Some(Certificates::new())).await
    }

    async fn start_with(app: &TestApp, certificates: Option<Certificates>) -> Self {
        let listener = listening::listen(([127, 0, 0, 1], 0).into());
        let address: SocketAddr = listener.local_addr().unwrap();
        let origin = match &certificates {
            Some(_) => format!("https://localhost:{}", address.port()),
            None => format!("http://{address}"),
        };
        let behind = TestApp::start_with(|config| config.public_url = origin.parse().unwrap()).await;
        let shared = Arc::new(Shared {
            router: roomkey::http::router(behind.services.clone()),
            now: watch::Sender::default(),
            open: Mutex::default(),
            calls: Mutex::default(),
            bytes_sent: AtomicUsize::default(),
            clock: app.clock(),
            clock_behind: behind.clock(),
        });
        let (gate, serving) = listening::serve(shared.clone(), listener, certificates);
        Self { behind, url: format!("{origin}/sandbox"), shared, gate, serving }
    }

    /// From now on, whatever it is asked. Connections stay open, but for [`Trouble::Refuses`] and [`Trouble::NoConnection`].
    pub async fn suffers(&self, trouble: Trouble) {
        self.be(State { trouble: Some(trouble), only_at: None }).await;
    }

    /// The same in one call only, such as `room/getJoinToken`.
    pub async fn suffers_at(&self, call: &'static str, trouble: Trouble) {
        self.be(State { trouble: Some(trouble), only_at: Some(call) }).await;
    }

    /// It is a meeting server again. Whoever still waits for an answer is hung up on.
    pub async fn is_well(&self) {
        self.be(State::default()).await;
    }

    async fn be(&self, state: State) {
        let before = self.shared.now.send_replace(state);
        self.gate.follows(state.trouble).await;
        if !before.keeps_connections(state) {
            let old = mem::take(&mut *self.shared.open.lock().unwrap());
            old.send_replace(());
            old.closed().await;
        }
    }

    /// How often a call reached it, such as `room/create`, `healthCheck`, or [`LOG_IN`]; answered or not.
    pub fn calls(&self, call: &str) -> usize {
        self.all_calls().iter().filter(|seen| *seen == call).count()
    }

    /// Every call that reached it, in order.
    pub fn all_calls(&self) -> Vec<String> {
        self.shared.calls.lock().unwrap().clone()
    }

    /// How many bytes of a [`Trouble::Huge`] answer went out so far. The system's buffers take a few hundred kB that
    /// nobody reads.
    pub fn bytes_sent(&self) -> usize {
        self.shared.bytes_sent.load(Ordering::Relaxed)
    }

    /// What signs the certificate of an encrypted server, in PEM.
    pub fn ca_pem(&self) -> &str {
        self.gate.ca_pem.as_deref().expect("it is encrypted")
    }

    /// Its API key and secret.
    pub async fn credentials(&self) -> SandboxCredentials {
        let services = &self.behind.services;
        SandboxCredentials::load_or_make(&services.storage, &services.keyring, &services.clock).await.unwrap()
    }

    /// Adds it to a portal under this name, as its administrator would.
    pub async fn add_to(&self, app: &TestApp, name: &str) -> ServerId {
        let SandboxCredentials { api_key, secret } = self.credentials().await;
        let description = Description::new(name.parse().unwrap(), self.url.parse().unwrap(), None, api_key.parse().unwrap());
        let new = NewServer { description, secret: secret.expose_secret().parse().unwrap() };
        servers::add(&app.services, &new).await.unwrap().expect("the name is free")
    }

    /// Makes a room whose sessions run here; its path. The server is added under the title of the room.
    pub async fn room(&self, app: &TestApp, browser: &Browser, title: &str) -> String {
        let id = self.add_to(app, title).await;
        let room = browser.new_room(title).await;
        put_on(app, &room, &id).await;
        room
    }
}

impl Drop for BrokenServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Lets the sessions of a room run on another server.
pub async fn put_on(app: &TestApp, room: &str, server: &ServerId) {
    let slug = room.rsplit('/').next().unwrap();
    let put = sqlx::query("UPDATE rooms SET server_id = ? WHERE slug = ?").bind(server.as_str()).bind(slug);
    assert_eq!(put.execute(&mut app.database().await).await.unwrap().rows_affected(), 1);
}
