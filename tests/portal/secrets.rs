//! What must stay inside, after a day's work with two processes that log everything they ever log: API secrets stand
//! nowhere, and a token only in the one answer that made it.
use std::fs;
use std::path::Path;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use reqwest::Response;
use reqwest::header::LOCATION;
use serde_json::Value;
use tempfile::TempDir;

use crate::app::{Browser, PASSWORD};
use crate::command_line::{input, roomkey, success};
use crate::process::{Process, free_port};

/// Everything that reached a browser.
struct Visit {
    browser: Browser,
    received: Vec<Received>,
}

struct Received {
    what: String,
    text: String,
}

impl Visit {
    async fn keep(&mut self, what: String, answer: Response) -> String {
        let text = format!("{:?}\n{}", answer.headers().clone(), answer.text().await.unwrap());
        self.received.push(Received { what, text: text.clone() });
        text.replace("<!>", "")
    }

    async fn get(&mut self, path: &str) -> String {
        let answer = self.browser.get(path.split('#').next().unwrap()).await;
        self.keep(format!("GET {path}"), answer).await
    }

    /// Sends a form; where it leads.
    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> String {
        let answer = self.browser.post(path, form).await;
        let next = answer.headers()[LOCATION].to_str().unwrap().to_owned();
        self.keep(format!("POST {path}"), answer).await;
        next
    }

    /// Sends a form and looks at the page it leads to.
    async fn follow(&mut self, path: &str, form: &[(&str, &str)]) -> String {
        let next = self.post(path, form).await;
        self.get(&next).await
    }
}

/// All the ways in which somebody might have written these bytes down.
fn disguises(secret: &[u8]) -> Vec<String> {
    let hex = hex::encode(secret);
    let list = secret.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut all = vec![hex.to_uppercase(), hex, list];
    for before in 0..3 {
        // As part of something longer, at each of the three places that a byte can have in base64.
        let shifted = [vec![0; before], secret.to_vec()].concat();
        let whole = shifted.len() / 3 * 4;
        all.extend(
            [STANDARD_NO_PAD, URL_SAFE_NO_PAD]
                .map(|base64| base64.encode(&shifted)[if before == 0 { 0 } else { 4 }..whole].to_owned()),
        );
    }
    all
}

/// The same for a secret that is itself written as hexadecimal digits.
fn disguises_of_text(secret: &str) -> Vec<String> {
    let bytes = hex::decode(secret).unwrap();
    [vec![secret.to_owned()], disguises(secret.as_bytes()), disguises(&bytes)].concat()
}

fn holds(text: &[u8], wanted: &str) -> bool {
    text.windows(wanted.len()).any(|part| part == wanted.as_bytes())
}

/// Every file around the data folders of a test: databases, key files, logs.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    found
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split(start).nth(1).unwrap_or_else(|| panic!("no {start}: {text}")).split(end).next().unwrap()
}

struct Day {
    around: TempDir,
    portal: Process,
    visit: Visit,
    secrets: Vec<(&'static str, String)>,
    tokens: Vec<String>,
    /// What guests bring and are given: pages may show it, no file holds it.
    kept_out_of_files: Vec<(&'static str, String)>,
}

const LOUD: [&str; 4] = ["--log", "trace", "--trusted-proxy", "127.0.0.1"];

impl Day {
    async fn begin() -> Self {
        let around = tempfile::tempdir().unwrap();
        let portal = Process::serve(&around.path().join("portal"), free_port(), &LOUD);
        let visit = Visit { browser: portal.browser(), received: Vec::new() };
        visit.browser.set_up(portal.code(), "ada@school.example").await;
        let mut day = Self { around, portal, visit, secrets: Vec::new(), tokens: Vec::new(), kept_out_of_files: Vec::new() };
        day.credentials("portal", "the sandbox's");
        day
    }

    fn folder(&self, name: &str) -> String {
        self.around.path().join(name).to_str().unwrap().to_owned()
    }

    /// The key of the sandbox in a folder; its secret is one to look for from now on.
    fn credentials(&mut self, name: &str, whose: &'static str) -> (String, String) {
        let printed = success(roomkey(&["sandbox", "credentials", "--data-dir", &self.folder(name)]));
        let printed: Value = serde_json::from_str(&printed).unwrap();
        let of = |field: &str| printed[field].as_str().unwrap().to_owned();
        self.secrets.push((whose, of("secret")));
        (of("api_key"), of("secret"))
    }

    /// Adds a server from the command line.
    fn add_server(&self, name: &str, url: &str, api_key: &str, secret: &str) {
        let folder = self.folder("portal");
        let arguments = ["servers", "add", "--data-dir", &folder, "--name", name, "--url", url, "--api-key", api_key];
        success(input(&arguments, secret));
    }

    /// Makes a room on a server; its slug.
    async fn room(&mut self, title: &str, server: &str) -> String {
        let form = self.visit.get("/rooms/new").await;
        let option = form.split("<option value=\"").find(|option| option.contains(&format!(">{server}<"))).unwrap();
        let key = option.split('"').next().unwrap().to_owned();
        let room = self.visit.post("/api/create-room", &[("title", title), ("server", &key)]).await;
        room.strip_prefix("/rooms/").unwrap().split(['?', '#']).next().unwrap().to_owned()
    }

    /// Makes a link for somebody, and looks for the token in the page that shows it.
    async fn make_link(&mut self, slug: &str, name: &str) -> Option<String> {
        let form = [("slug", slug), ("instance", name), ("name", name), ("lock_chat", "locked")];
        let shown_at = self.visit.post("/api/make-join-link", &form).await;
        let page = self.visit.get(&shown_at).await;
        // The same address a second time shows no token.
        self.visit.get(&shown_at).await;
        page.contains("access_token=").then(|| self.note_token(&page))
    }

    fn note_token(&mut self, text: &str) -> String {
        let token = between(text, "access_token=", "&").split(['"', '\\']).next().unwrap().to_owned();
        assert_eq!(token.split('.').count(), 3, "{token}");
        self.tokens.push(token.clone());
        token
    }

    /// What an administrator does on the Servers page: a form that comes back, a server that is added and tested, a new
    /// secret that is wrong and one that is right.
    async fn work_on_servers(&mut self, url: &str, api_key: &str, secret: &str) {
        let (refused, proposed) = (hex::encode([9; 32]), hex::encode([11; 32]));
        self.secrets.extend([("a refused form's", refused.clone()), ("a proposed", proposed.clone())]);
        let form =
            |address, secret| [("name", "Third"), ("url", address), ("api_key", api_key), ("secret", secret), ("instance", "s")];
        let back = self.visit.follow("/api/add-server", &form("no address", &refused)).await;
        assert!(back.contains("Third"), "{back}");
        let tested = self.visit.post("/api/add-server", &form(url, secret)).await;
        let wait = tested.replacen("/test", "/test?wait=1&", 1);
        let result = self.visit.get(wait.split("&?").next().unwrap()).await;
        assert!(result.contains("This server works"), "{result}");
        let server = between(&tested, "/servers/", "/test").to_owned();
        for (typed, says) in [(&*proposed, "still in use"), (secret, "data-server-state=\"up\"")] {
            let form = [("server", server.as_str()), ("version", "1"), ("secret", typed), ("instance", "n")];
            let page = self.visit.follow("/api/set-server-secret", &form).await;
            assert!(page.contains(says), "{page}");
        }
        self.visit.get("/servers").await;
    }

    /// A guest with a personal invite mistypes code and passcode, and is let in.
    async fn work_on_invites(&mut self, slug: &str) {
        let from = [("x-forwarded-for", "203.0.113.77")];
        let folder = self.folder("portal");
        let add = ["invites", "add", "--data-dir", &folder, "--room", slug, "--name", "Eve", "--passcode", "blue whale 77"];
        let link = success(roomkey(&add));
        let code = link.trim().rsplit('/').next().unwrap().to_owned();
        let guest = self.portal.browser();
        let page = guest.get_with(&format!("/j/{code}"), &from).await;
        let cookie = between(page.headers()["set-cookie"].to_str().unwrap(), "roomkey-guest=", ";").to_owned();
        assert!(page.text().await.unwrap().contains("Eve"));
        let wrong = "7k2m-x9pq-4rtv";
        for _ in 0..25 {
            guest.get_with(&format!("/j/{wrong}"), &from).await;
        }
        for passcode in ["red whale 78", "blue whale 77"] {
            let form = [("code", &*code), ("passcode", passcode), ("instance", "g")];
            let answer = guest.post_with("/api/join-by-invite", &form, &from).await;
            let answer = self.visit.keep(format!("POST {passcode}"), answer).await;
            if passcode.starts_with("blue") {
                self.note_token(&answer);
            }
        }
        let inspected = self.visit.follow("/api/inspect-link", &[("link", &code), ("instance", "c")]).await;
        assert!(inspected.contains("This invite works."), "{inspected}");
        let symbols = code.replace('-', "");
        self.kept_out_of_files.extend([
            ("a code", code),
            ("a code", symbols),
            ("a wrong code", wrong.to_owned()),
            ("a passcode", "blue whale 77".to_owned()),
            ("a passcode", "bluewhale77".to_owned()),
            ("a wrong passcode", "red whale 78".to_owned()),
            ("a guest's cookie", cookie),
            ("an address", "203.0.113.77".to_owned()),
        ]);
    }

    /// Fails where something of guests is in a file: as it is, disguised, or as a hash that anybody could make.
    fn look_for_what_guests_bring(&self) {
        let files = files(self.around.path());
        for (what, text) in &self.kept_out_of_files {
            let hashes = [&digest::SHA1_FOR_LEGACY_USE_ONLY, &digest::SHA256, &digest::SHA384, &digest::SHA512];
            let hashes = hashes.map(|algorithm| digest::digest(algorithm, text.as_bytes()).as_ref().to_vec());
            for (name, bytes) in &files {
                assert!(!holds(bytes, text), "{what} is in {name}");
                assert!(disguises(text.as_bytes()).iter().all(|wanted| !holds(bytes, wanted)), "{what} is disguised in {name}");
                for hash in &hashes {
                    let is_raw = bytes.windows(hash.len()).any(|part| part == hash.as_slice());
                    assert!(
                        !is_raw && disguises(hash).iter().all(|wanted| !holds(bytes, wanted)),
                        "a hash of {what} is in {name}"
                    );
                }
            }
        }
        let log = self.portal.log();
        assert_eq!(log.matches("many wrong invite codes came from one network address").count(), 1, "{log}");
    }

    /// Fails where a secret stands anywhere, or a token anywhere but in one answer.
    fn look_everywhere(&self) {
        let files = files(self.around.path());
        for (whose, secret) in &self.secrets {
            for wanted in disguises_of_text(secret) {
                for (name, bytes) in &files {
                    assert!(!holds(bytes, &wanted), "{whose} secret is in {name}");
                }
                for Received { what, text } in &self.visit.received {
                    assert!(!text.contains(&wanted), "{whose} secret is in the answer to {what}");
                }
            }
        }
        for token in &self.tokens {
            // Who knows the signature knows the token: the rest can be guessed.
            let signature = token.rsplit('.').next().unwrap();
            for (name, bytes) in &files {
                assert!(!holds(bytes, signature), "a token is in {name}");
            }
            let holding = self.visit.received.iter().filter(|received| received.text.contains(signature));
            let holding: Vec<_> = holding.map(|received| &received.what).collect();
            assert_eq!(holding.len(), 1, "{holding:?}");
        }
        for (name, bytes) in files.iter().filter(|(name, _)| name.contains(".log")) {
            assert!(!holds(bytes, PASSWORD) && !holds(bytes, self.portal.code()), "a password or code is in {name}");
        }
    }
}

#[tokio::test]
async fn after_a_days_work_no_secret_is_written_anywhere_and_a_token_only_in_the_answer_that_made_it() {
    let mut day = Day::begin().await;
    let mut meet = Process::serve(&day.around.path().join("meet"), free_port(), &LOUD);
    let (api_key, secret) = day.credentials("meet", "the meeting server's");
    let wrong = hex::encode([7; 32]);
    day.secrets.push(("a mistyped", wrong.clone()));
    day.add_server("Meet", &meet.url("/sandbox"), &api_key, &secret);
    day.add_server("Mistyped", &meet.url("/sandbox"), &api_key, &wrong);

    let (biology, locked_out) = (day.room("Biology", "Meet").await, day.room("Locked out", "Mistyped").await);
    let token = day.make_link(&biology, "Ann Lee").await.expect("a link is made");
    meet.browser().get(&format!("/sandbox/?access_token={token}")).await;
    let inspected = day.visit.follow("/api/inspect-link", &[("link", &token), ("instance", "i")]).await;
    assert!(inspected.contains("Ann Lee"), "the link doctor has read it: {inspected}");
    assert_eq!(day.make_link(&locked_out, "Bea").await, None, "the signature is refused");
    let joined = day.visit.post("/api/join-room", &[("slug", &biology)]).await;
    assert!(joined.starts_with(&meet.url("/sandbox/?access_token=")), "{joined}");
    day.note_token(&joined);
    for page in
        ["/rooms".to_owned(), format!("/rooms/{biology}"), format!("/rooms/{biology}/join-link"), format!("/rooms/{locked_out}")]
    {
        day.visit.get(&page).await;
    }
    day.work_on_invites(&biology).await;
    day.visit.follow("/api/end-session", &[("slug", &biology)]).await;
    day.work_on_servers(&meet.url("/sandbox"), &api_key, &secret).await;
    // A link of the portal's own sandbox, and servers that are down.
    let own = day.room("At home", "Sandbox (built in)").await;
    day.make_link(&own, "Cem").await.expect("a link is made");
    meet.kill();
    assert_eq!(day.make_link(&biology, "Dora").await, None, "the server is gone");
    day.visit.get(&format!("/rooms/{biology}")).await;

    let files = files(day.around.path());
    assert!(
        files.iter().any(|(name, bytes)| name.contains("roomkey.db") && holds(bytes, &api_key)),
        "the search finds what is there"
    );
    for log in [day.portal.log(), meet.log()] {
        assert!(log.contains("request"), "everything is logged: {log}");
    }
    assert_eq!(day.tokens.len(), 4);
    day.look_everywhere();
    day.look_for_what_guests_bring();
}

#[test]
fn a_secret_is_found_however_it_is_written_down() {
    let secret = hex::encode((0_u8..32).map(|n| n * 7 + 3).collect::<Vec<_>>());
    let bytes = hex::decode(&secret).unwrap();
    let found = |text: &str| disguises_of_text(&secret).iter().any(|wanted| text.contains(wanted));
    for before in ["", "k", "ke", "key"] {
        let text = format!("{before}:{secret}@server");
        let binary = [before.as_bytes(), &bytes, b"server"].concat();
        for written in [
            text.clone(),
            STANDARD_NO_PAD.encode(&text),
            URL_SAFE_NO_PAD.encode(&binary),
            hex::encode(&text),
            hex::encode_upper(&binary),
            format!("{:?}", text.as_bytes()),
            format!("{binary:?}"),
        ] {
            assert!(found(&written), "{written}");
        }
    }
    assert!(!found("nothing") && !found(&hex::encode([7; 64])));
}
