//! A portal to test, and a browser to test it with.
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use reqwest::header::{COOKIE, HeaderMap, HeaderValue, LOCATION, SET_COOKIE};
use reqwest::{Client, Response, StatusCode, redirect};
use roomkey::clock::Clock;
use roomkey::config::{Config, LogFormat, PublicUrl};
use roomkey::domain::account::AccountRole;
use roomkey::domain::server::Description;
use roomkey::http;
use roomkey::http::serve::HEAD_WITHIN;
use roomkey::meeting::{MeetingServer, signing};
use roomkey::services::accounts::{self, NewAccount};
use roomkey::services::sandbox_credentials::SandboxCredentials;
use roomkey::services::servers::{self, NewServer};
use roomkey::services::{self, Services};
use secrecy::ExposeSecret;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The password of every account here.
pub const PASSWORD: &str = "a password that is long";
/// Who sets the portal up.
pub const ADMINISTRATOR: &str = "ada@school.example";

/// The real router on a free port, with a database of its own and a clock that only the test moves.
pub struct TestApp {
    pub services: Services,
    address: SocketAddr,
    clock: Arc<AtomicI64>,
    data_dir: TempDir,
    server: JoinHandle<()>,
}

impl TestApp {
    /// A portal that nobody has set up.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// The same with other settings than the usual ones.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let data_dir = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut config = config(address, data_dir.path());
        change(&mut config);
        let clock = Arc::new(AtomicI64::new(Clock::System.now().0));
        let services = services::start(config, Clock::Set(clock.clone())).await.unwrap();
        let router = http::router(services.clone());
        let server = tokio::spawn(http::serve::serve(listener, router, HEAD_WITHIN, std::future::pending()));
        Self { services, address, clock, data_dir, server }
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        self.clock.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::Relaxed);
    }

    /// Its clock, for a server that is to have the same.
    pub fn clock(&self) -> Arc<AtomicI64> {
        self.clock.clone()
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// The address of a page, or with nothing the origin.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sets the portal up, and is signed in as its administrator.
    pub async fn administrator(&self) -> Browser {
        let browser = self.browser();
        let answer = browser.set_up(self.services.setup.expose(), ADMINISTRATOR).await;
        assert!(goes_to(&answer).starts_with("/rooms/"), "{answer:?}");
        browser
    }

    /// The administrator in a second browser.
    pub async fn administrator_again(&self) -> Browser {
        let browser = self.browser();
        assert_eq!(goes_to(&browser.sign_in(ADMINISTRATOR, PASSWORD).await), "/rooms");
        browser
    }

    /// Makes a teacher's account, and is signed in with it.
    pub async fn teacher(&self, email: &str) -> Browser {
        self.add(email).await;
        let browser = self.browser();
        assert_eq!(goes_to(&browser.sign_in(email, PASSWORD).await), "/rooms");
        browser
    }

    /// Makes a teacher's account.
    pub async fn add(&self, email: &str) {
        let account = NewAccount { name: "Tea Cher".parse().unwrap(), email: email.parse().unwrap(), role: AccountRole::Teacher };
        accounts::add(&self.services, account, &PASSWORD.parse().unwrap()).await.unwrap();
    }

    /// What the sandbox answers a program: signed, over HTTP.
    pub async fn call(&self, path: &str, request: serde_json::Value) -> serde_json::Value {
        let made = SandboxCredentials::load_or_make(&self.services.storage, &self.services.keyring, &self.services.clock).await;
        let SandboxCredentials { api_key, secret } = made.unwrap();
        let body = request.to_string();
        let signature = signing::sign(&secret, body.as_bytes());
        let request = Client::new().post(format!("http://{}/sandbox/auth/{path}", self.address)).body(body);
        let answer = request.header("API-KEY", api_key).header("HASH-SIGNATURE", signature).send().await.unwrap();
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
    }

    /// Adds another portal's sandbox as a meeting server of this one.
    pub async fn add_server(&self, name: &str, other: &Self) {
        self.add_server_at(name, other, other.address).await;
    }

    /// The same where its room API is asked at an address of the test's own.
    pub async fn add_server_at(&self, name: &str, other: &Self, at: SocketAddr) {
        let made =
            SandboxCredentials::load_or_make(&other.services.storage, &other.services.keyring, &other.services.clock).await;
        let SandboxCredentials { api_key, secret } = made.unwrap();
        let url = format!("http://{at}/sandbox").parse().unwrap();
        let join_url = format!("http://{}/sandbox/", other.address).parse().unwrap();
        let description = Description::new(name.parse().unwrap(), url, Some(join_url), api_key.parse().unwrap());
        let server = NewServer { description, secret: secret.expose_secret().parse().unwrap() };
        assert!(servers::add(&self.services, &server).await.unwrap().is_some());
    }

    /// The key of a meeting server in forms.
    pub async fn server_key(&self, name: &str) -> String {
        let choices = servers::choices(&self.services).await.unwrap();
        choices.iter().find(|choice| choice.name.as_deref() == Some(name)).unwrap().key().to_owned()
    }

    /// The metadata of the session that a room of the portal has: what really came of its settings.
    pub async fn live_metadata(&self, room: &str) -> serde_json::Value {
        let slug = room.rsplit('/').next().unwrap();
        let mut database = self.database().await;
        let room_id: String = sqlx::query_scalar("SELECT meeting_room_id FROM rooms WHERE slug = ?")
            .bind(slug)
            .fetch_one(&mut database)
            .await
            .unwrap();
        let answer = self.call("room/getActiveRoomInfo", serde_json::json!({ "room_id": room_id })).await;
        assert_eq!(answer["status"], true, "{answer}");
        serde_json::from_str(answer["room"]["room_info"]["metadata"].as_str().unwrap()).unwrap()
    }

    /// The embedded meeting server, past its HTTP.
    pub fn sandbox(&self) -> MeetingServer {
        MeetingServer::Sandbox(self.services.sandbox.clone())
    }

    /// The database, past the portal.
    pub async fn database(&self) -> SqliteConnection {
        database(self.data_dir.path()).await
    }

    /// Whether this text stands anywhere in the data folder.
    pub fn keeps(&self, text: &str) -> bool {
        keeps(self.data_dir.path(), text)
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The settings of a portal for tests.
pub fn config(listen: SocketAddr, data_dir: &Path) -> Config {
    Config {
        listen,
        data_dir: data_dir.to_owned(),
        key: None,
        public_url: PublicUrl::at(listen),
        trusted_proxy: Vec::new(),
        sandbox_api: true,
        log: "info".to_owned(),
        log_format: LogFormat::Text,
    }
}

/// A connection of our own to the database in this folder.
pub async fn database(data_dir: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(data_dir.join("roomkey.db")).connect().await.unwrap()
}

/// Whether this text stands in any file of the folder.
pub fn keeps(folder: &Path, text: &str) -> bool {
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|file| file.windows(text.len()).any(|part| part == text.as_bytes()))
}

/// Keeps cookies, follows no redirect.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    server: SocketAddr,
}

impl Browser {
    pub fn new(server: SocketAddr) -> Self {
        let client = Client::builder().cookie_store(true).redirect(redirect::Policy::none()).build().unwrap();
        Self { client, server }
    }

    /// The same browser at another port of the same machine, which is the same to its cookies.
    pub fn at(&self, server: SocketAddr) -> Self {
        Self { client: self.client.clone(), server }
    }

    /// The same browser, as it would be with this cookie and no other.
    pub fn with_cookie(self, value: &str) -> Self {
        let cookie = HeaderValue::from_str(&format!("roomkey={value}")).unwrap();
        let headers = HeaderMap::from_iter([(COOKIE, cookie)]);
        let client = Client::builder().default_headers(headers).redirect(redirect::Policy::none()).build().unwrap();
        Self { client, ..self }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.get_with(path, &[]).await
    }

    /// With headers of the test's choice.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        let request = self.client.get(self.url(path));
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        self.post_with(path, form, &[]).await
    }

    /// With headers of the test's choice.
    pub async fn post_with(&self, path: &str, form: &[(&str, &str)], headers: &[(&str, &str)]) -> Response {
        let request = self.client.post(self.url(path)).form(form);
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send().await.unwrap()
    }

    /// A body that is no usual form.
    pub async fn post_body(&self, path: &str, content_type: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Response {
        let request = self.client.post(self.url(path)).header("content-type", content_type).body(body);
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send().await.unwrap()
    }

    /// A form whose answer may never come.
    pub async fn try_post(&self, path: &str, form: &[(&str, &str)]) -> reqwest::Result<Response> {
        self.client.post(self.url(path)).form(form).send().await
    }

    pub async fn set_up(&self, code: &str, email: &str) -> Response {
        let form = [("code", code), ("name", "Ada Byron"), ("email", email), ("password", PASSWORD)];
        self.post("/api/complete-set-up", &form).await
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Response {
        self.post("/api/sign-in", &[("email", email), ("password", password)]).await
    }

    pub async fn sign_out(&self) -> Response {
        self.post("/sign-out", &[]).await
    }

    /// Makes a room; its path.
    pub async fn new_room(&self, title: &str) -> String {
        goes_to(&self.post("/api/create-room", &[("title", title)]).await).to_owned()
    }

    /// Starts a room, or joins it: the link that opened.
    pub async fn start(&self, room: &str) -> String {
        let slug = room.rsplit('/').next().unwrap();
        let answer = self.post("/api/join-room", &[("slug", slug)]).await;
        answer.headers()[LOCATION].to_str().unwrap().to_owned()
    }

    /// Sends a form and looks at the page it leads to.
    pub async fn follow(&self, path: &str, form: &[(&str, &str)]) -> String {
        let answer = self.post(path, form).await;
        let next = answer.headers()[LOCATION].to_str().unwrap();
        self.get(next.split('#').next().unwrap()).await.text().await.unwrap()
    }

    /// Whether the rooms open.
    pub async fn is_signed_in(&self) -> bool {
        self.get("/rooms").await.status() == StatusCode::OK
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server)
    }
}

/// Where a redirect leads, without the query.
pub fn goes_to(answer: &Response) -> &str {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{answer:?}");
    let address = answer.headers()[LOCATION].to_str().unwrap();
    address.split_once('?').map_or(address, |(path, _)| path)
}

/// The cookie that an answer sets: its value and everything after it.
pub fn cookie(answer: &Response) -> (&str, &str) {
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap().strip_prefix("roomkey=").unwrap();
    cookie.split_once("; ").unwrap()
}

/// The whole address that a redirect leads to.
pub fn leads_to(answer: &Response) -> &str {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{answer:?}");
    answer.headers()[LOCATION].to_str().unwrap()
}

/// The value of the first field of this name on a page.
pub fn field(page: &str, name: &str) -> String {
    let start = page.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}: {page}"));
    let element = page[start..].split('>').next().unwrap();
    element.split("value=\"").nth(1).map_or(String::new(), |rest| rest.split('"').next().unwrap().to_owned())
}
