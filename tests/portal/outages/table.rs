//! Every trouble a meeting server can have × the pages that need one.
//!
//! A row is a server of its own with a room of a teacher's and one of the administrator's. Both look at the list of rooms, at the
//! room and at the join-link form, all at once; both send the form, filled to the last field; then the server is well, and
//! the next press makes the link.
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::slug;
use crate::app::{Browser, TestApp};
use crate::broken_server::{BrokenServer, Cause, LOG_IN, Trouble, WORDS, put_on};

/// A page is there within this, whatever its servers do: they get 3.5 s of it.
const PAGE: Duration = Duration::from_secs(10);
/// A join link is made or refused within this: a call that may have to wait for a lock gets 20 s of it (§2.1).
const LINK: Duration = Duration::from_secs(30);
/// No pause of a breaker is longer.
const PAUSE: Duration = Duration::from_secs(16);
/// Rows at the same time.
const AT_ONCE: usize = 10;

/// Who waits reads this.
const SILENT: &str = "The meeting server does not answer (since ";
const UNSAFE: &str = "No secure connection to the meeting server comes about (since ";
const LOCKED_OUT: &str = "The meeting server does not let the portal in (since ";
const ELSEWHERE: &str = "There is no meeting server where one should be (since ";
const NONSENSE: &str = "The meeting server gives answers that make no sense (since ";
const OUTAGES: [&str; 5] = [SILENT, UNSAFE, LOCKED_OUT, ELSEWHERE, NONSENSE];

/// What people see of a trouble.
#[derive(Clone, Copy)]
enum Seen {
    /// The server is down: everybody reads the first, an administrator the second too.
    Down(&'static str, &'static str),
    /// It refuses to make a link: the same, in the form.
    Refused(&'static str, &'static str),
    /// Nothing.
    Works,
}
use Seen::{Down, Refused, Works};

struct Row {
    trouble: Trouble,
    /// In this call only.
    only_at: Option<&'static str>,
    seen: Seen,
}

fn row(trouble: Trouble, seen: Seen) -> Row {
    Row { trouble, only_at: None, seen }
}

/// The slow ones first: they wait for each other.
fn rows() -> Vec<Row> {
    let at = |call, trouble, seen| Row { trouble, only_at: Some(call), seen };
    vec![
        at("room/create", Trouble::LockHeld(Duration::from_secs(15)), Works),
        at("room/getJoinToken", Trouble::HangsBeforeHeaders, Refused(SILENT, "did not answer in time")),
        row(Trouble::HangsBeforeHeaders, Down(SILENT, "did not answer in time")),
        row(Trouble::HangsAfterHeaders, Down(SILENT, "did not answer in time")),
        row(Trouble::Drips, Down(SILENT, "did not answer in time")),
        row(Trouble::NoConnection, Down(SILENT, "No connection came about within 3 seconds")),
        row(Trouble::Refuses, Down(SILENT, "nothing listens at this address")),
        row(Trouble::ResetsBeforeHeaders, Down(SILENT, "The connection broke")),
        row(Trouble::ResetsInBody, Down(SILENT, "The connection broke")),
        row(Trouble::SelfSigned, Down(UNSAFE, "Nobody this machine trusts has signed its certificate")),
        row(Trouble::InternalError, Down(NONSENSE, "HTTP 500")),
        row(Trouble::BadGateway, Down(NONSENSE, "HTTP 502")),
        row(Trouble::ServiceUnavailable, Down(NONSENSE, "HTTP 503")),
        row(Trouble::WebPage, Down(NONSENSE, "A web page came instead of an answer (HTTP 200)")),
        row(Trouble::Redirects, Down(ELSEWHERE, "It sends the portal elsewhere")),
        row(Trouble::NotFound, Down(ELSEWHERE, "There is no plugNmeet at this address")),
        row(Trouble::Truncated, Down(NONSENSE, "no JSON, or was cut off")),
        row(Trouble::Huge, Down(NONSENSE, "more than 1 MiB")),
        row(Trouble::WrongTypes, Down(NONSENSE, "not what plugNmeet answers")),
        row(Trouble::NoStatus, Down(NONSENSE, "not what plugNmeet answers")),
        row(Trouble::Unauthorised(Cause::KeyMissing), Down(LOCKED_OUT, "Missing API-KEY header.")),
        row(Trouble::Unauthorised(Cause::KeyWrong), Down(LOCKED_OUT, "client.api_key")),
        row(Trouble::Unauthorised(Cause::SignatureMissing), Down(LOCKED_OUT, "Missing HASH-SIGNATURE header.")),
        row(Trouble::Unauthorised(Cause::SignatureWrong), Down(LOCKED_OUT, "client.secret")),
        row(Trouble::SaysNo, Refused("The meeting server said no.", "INTERNAL_SERVER_ERROR")),
        row(Trouble::Extreme, Refused(NONSENSE, "not what plugNmeet answers")),
        row(Trouble::ForgedToken, Refused(NONSENSE, "not what plugNmeet answers")),
        row(Trouble::AnotherRoom, Refused(NONSENSE, "not what plugNmeet answers")),
        row(Trouble::UnknownNames, Works),
        row(Trouble::ExtraFields, Works),
        row(Trouble::ClockOff(3600), Works),
        row(Trouble::ClockOff(-3600), Works),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_server_suffers_from_every_page_comes_says_so_keeps_what_was_typed_and_recovers() {
    let at_once = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    for row in rows() {
        let at_once = at_once.clone();
        running.spawn(async move {
            let _turn = at_once.acquire_owned().await.unwrap();
            let stage = Stage::set(row).await;
            stage.pages().await;
            stage.form().await;
            stage.recovers().await;
        });
    }
    // All of them, so that one look shows which rows fail.
    let mut failed = 0;
    while let Some(ended) = running.join_next().await {
        failed += usize::from(ended.is_err());
    }
    assert_eq!(failed, 0, "rows that fail: see above");
}

struct Stage {
    row: Row,
    app: TestApp,
    server: BrokenServer,
    people: Vec<Person>,
}

struct Person {
    browser: Browser,
    room: String,
    administers: bool,
}

impl Stage {
    async fn set(row: Row) -> Self {
        let app = TestApp::start().await;
        let server = match row.trouble {
            Trouble::SelfSigned => BrokenServer::start_encrypted(&app).await,
            _ => BrokenServer::start(&app).await,
        };
        let id = server.add_to(&app, "Campus").await;
        let people = [(app.administrator().await, true), (app.teacher("tea@school.example").await, false)];
        let mut ready = Vec::new();
        for (browser, administers) in people {
            let room = browser.new_room("Biology").await;
            put_on(&app, &room, &id).await;
            ready.push(Person { browser, room, administers });
        }
        match row.only_at {
            Some(call) => server.suffers_at(call, row.trouble).await,
            None => server.suffers(row.trouble).await,
        }
        Self { row, app, server, people: ready }
    }

    /// Everything everybody sees of rooms and of the form.
    async fn pages(&self) {
        join_all(self.people.iter().map(|person| async {
            let paths = ["/rooms".to_owned(), person.room.clone(), format!("{}/join-link", person.room)];
            join_all(paths.iter().map(|path| async {
                let page = self.page(person, path).await;
                match self.row.seen {
                    Down(what, why) => self.says(person, path, &page, what, why),
                    Refused(..) | Works => self.says_nothing(path, &page),
                }
            }))
            .await;
        }))
        .await;
    }

    async fn page(&self, person: &Person, path: &str) -> String {
        let page = async {
            let answer = person.browser.get(path).await;
            assert_eq!(answer.status(), 200, "{}: {path}", self.name());
            answer.text().await.unwrap().replace("<!>", "")
        };
        timeout(PAGE, page).await.unwrap_or_else(|_| panic!("{}: {path} hangs", self.name()))
    }

    fn says(&self, person: &Person, path: &str, page: &str, what: &str, why: &str) {
        let (name, page) = (self.name(), main(page));
        assert!(page.contains(what), "{name}: {path} does not say {what:?}: {page}");
        assert_eq!(page.contains(why), person.administers, "{name}: {path}: {why:?} is for administrators: {page}");
        // Text, never markup; 200 characters, no more.
        let shown = WORDS.replace('<', "&lt;").replace('>', "&gt;");
        assert!(!page.contains("<script") && !page.contains(&shown.repeat(3)), "{name}: {path}: {page}");
        if matches!(self.row.trouble, Trouble::InternalError | Trouble::SaysNo) {
            assert_eq!(page.contains(&shown), person.administers, "{name}: {path}: the server's own words: {page}");
        }
    }

    fn says_nothing(&self, path: &str, page: &str) {
        let said = OUTAGES.iter().find(|outage| page.contains(**outage));
        assert_eq!(said, None, "{}: {path}", self.name());
    }

    /// Everybody sends the form.
    async fn form(&self) {
        // Past the pause: one of the two meets the trouble itself.
        self.app.pass(PAUSE);
        join_all(self.people.iter().map(|person| async {
            let page = self.send(person).await;
            let (what, why) = match self.row.seen {
                Down(what, why) | Refused(what, why) => (what, why),
                Works => return self.shows_link(&page),
            };
            self.says(person, "the form", &page, what, why);
            let (sent, back) = (filled_in(slug(&person.room)), as_typed(&page));
            for (name, value) in &sent {
                assert_eq!(back.get(name), Some(value), "{}: {name} comes back", self.name());
            }
            for name in back.keys().filter(|name| *name != "instance") {
                assert!(sent.contains_key(name), "{}: {name} was never typed", self.name());
            }
        }))
        .await;
    }

    /// Sends the form, filled to the last field; the page that leads to.
    async fn send(&self, person: &Person) -> String {
        let form = filled_in(slug(&person.room));
        let form: Vec<_> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain([("instance", "one")]).collect();
        let page = timeout(LINK, person.browser.follow("/api/make-join-link", &form)).await;
        page.unwrap_or_else(|_| panic!("{}: the form hangs", self.name())).replace("<!>", "")
    }

    fn shows_link(&self, page: &str) {
        assert!(
            page.contains(&format!("value=\"{}/?access_token=", self.server.url)),
            "{}: no link: {}",
            self.name(),
            main(page)
        );
    }

    /// The trouble goes, nothing else happens.
    async fn recovers(&self) {
        if self.row.trouble == Trouble::Redirects {
            assert_eq!(self.server.calls(LOG_IN), 0, "nobody follows");
        }
        if self.row.trouble == Trouble::Huge {
            let calls = self.server.all_calls().len();
            let taken = self.server.bytes_sent();
            assert!(taken < calls * 8_000_000, "{taken} bytes of {calls} answers");
        }
        self.server.is_well().await;
        // Encrypted, it is still one that nobody trusts: see `certificates`.
        if self.row.trouble == Trouble::SelfSigned {
            return;
        }
        self.app.pass(PAUSE);
        for person in &self.people {
            self.shows_link(&self.send(person).await);
            for path in ["/rooms", &person.room] {
                let page = self.page(person, path).await;
                self.says_nothing(path, &page);
                assert!(page.contains("badge live"), "{}: {path}: {}", self.name(), main(&page));
            }
        }
    }

    fn name(&self) -> String {
        format!("{:?} {}", self.row.trouble, self.row.only_at.unwrap_or_default())
    }
}

/// What a page says between its head and its foot, so that failures can be read.
fn main(page: &str) -> &str {
    page.split("<main").nth(1).and_then(|page| page.split("</main>").next()).unwrap_or(page)
}

/// The join-link form with something of its own in every field.
fn filled_in(slug: &str) -> BTreeMap<String, String> {
    let locks = ["microphone", "webcam", "screen_sharing", "whiteboard", "shared_notepad"].map(|lock| (lock, "locked"));
    let more = ["chat", "chat_send_message", "chat_file_share", "private_chat", "reactions"].map(|lock| (lock, "allowed"));
    let colours = [
        "brand_color",
        "primary_color",
        "primary_btn_bg_color",
        "primary_btn_text_color",
        "secondary_color",
        "secondary_btn_bg_color",
        "secondary_btn_text_color",
        "background_color",
        "header_bg_color",
        "footer_bg_color",
        "footer_icon_bg_color",
        "footer_icon_color",
        "side_panel_bg_color",
        "right_side_bg_color",
    ];
    let addresses = ["background_image", "custom_css_url", "custom_logo"];
    let colours = colours.iter().enumerate().map(|(n, key)| ((*key).to_owned(), format!("#1234{:02x}", 16 + n)));
    let addresses = addresses.map(|key| (key.to_owned(), format!("https://school.example/{key}?a=1")));
    let locks = locks.into_iter().chain(more).map(|(lock, value)| (format!("lock_{lock}"), value.to_owned()));
    let plain = [
        ("slug", slug),
        ("name", "Ann \u{201e}Q\u{201c} O\u{2019}Lee"),
        ("user_id", "ann-7"),
        ("role", "participant"),
        ("hidden", "true"),
        ("profile_pic", "https://school.example/ann.png"),
        ("language", "de-DE"),
        ("design", "custom"),
        ("saved_design", "lagoon"),
    ];
    plain
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into_iter()
        .chain(colours)
        .chain(addresses)
        .chain(locks)
        .collect()
}

/// What a browser would send of the join-link form on a page, as it stands there.
fn as_typed(page: &str) -> BTreeMap<String, String> {
    let form = page.split("<form").find(|form| form.contains("/api/make-join-link")).unwrap_or_else(|| panic!("{page}"));
    let form = form.split("</form>").next().unwrap();
    let attribute =
        |element: &str, name: &str| Some(element.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.replace("&amp;", "&"));
    let (mut sent, mut list) = (BTreeMap::new(), None);
    for element in form.split('<').map(|rest| rest.split('>').next().unwrap()) {
        let kind = element.split(' ').next().unwrap();
        let ticked = [" checked", " selected"].iter().any(|word| element.contains(word));
        let name = if kind == "option" { list.clone() } else { attribute(element, "name") };
        match (kind, attribute(element, "type").as_deref()) {
            ("select", _) => list = name,
            ("option", _) | ("input", Some("radio" | "checkbox")) if !ticked => {}
            ("option" | "input", _) => {
                sent.extend(name.zip(attribute(element, "value")));
            }
            _ => {}
        }
    }
    sent
}
