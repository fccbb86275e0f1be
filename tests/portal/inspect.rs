//! The link doctor: what people see of a link they paste, and what they do not.
use std::io::{Seek, Write};
use std::process::Command;
use std::time::Duration;

use reqwest::StatusCode;
use roomkey::domain::percent;

use crate::app::{Browser, TestApp, goes_to, leads_to};
use crate::broken_server::{BrokenServer, Trouble};
use crate::command_line::{folder, refusal, roomkey, success};

fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

fn token(link: &str) -> &str {
    link.split("access_token=").nth(1).unwrap().split('&').next().unwrap()
}

/// Makes a join link with this form.
async fn join_link(browser: &Browser, room: &str, form: &[(&str, &str)]) -> String {
    let form: Vec<_> = [("slug", slug(room)), ("instance", "one")].into_iter().chain(form.iter().copied()).collect();
    let page = browser.follow("/api/make-join-link", &form).await;
    let link = &page[page.find("id=\"join-link\"").unwrap()..];
    link.split("value=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&")
}

/// Pastes something; what the page says.
async fn inspect(browser: &Browser, text: &str) -> Found {
    let answer = browser.post("/api/inspect-link", &[("link", text), ("instance", "i")]).await;
    assert_eq!(goes_to(&answer), "/inspect");
    let page = browser.get(leads_to(&answer)).await.text().await.unwrap();
    Found(page.split("<main").nth(1).unwrap().replace("<!>", ""))
}

/// The page that shows what was found.
#[derive(Debug, PartialEq)]
struct Found(String);

impl Found {
    fn outcome(&self) -> &str {
        self.0.split("data-outcome=\"").nth(1).unwrap_or_else(|| panic!("{self:?}")).split('"').next().unwrap()
    }

    fn sentence(&self) -> &str {
        self.0.split("data-sentence>").nth(1).unwrap().split('<').next().unwrap()
    }

    /// One fact, without the markup in it.
    fn fact(&self, key: &str) -> Option<String> {
        let value = self.0.split(&format!("data-fact=\"{key}\">")).nth(1)?.split("</dd>").next()?;
        Some(value.split('<').filter_map(|part| part.split('>').nth(1)).collect())
    }

    /// The outcome, and whether the sentence says so.
    fn says(&self, outcome: &str, words: &str) {
        assert_eq!(self.outcome(), outcome, "{self:?}");
        assert!(self.sentence().contains(words), "{}", self.sentence());
    }
}

#[tokio::test]
async fn a_fresh_link_works_and_says_whose_it_is() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let link = join_link(&browser, &room, &[("name", "Ann <b>Lee"), ("user_id", "ann-1"), ("role", "participant")]).await;
    let found = inspect(&browser, &link).await;
    found.says("works", "This link works.");
    let fact = |key| found.fact(key).unwrap_or_default();
    assert_eq!((fact("name").as_str(), fact("id").as_str(), fact("role").as_str()), ("Ann &lt;b&gt;Lee", "ann-1", "Participant"));
    assert_eq!((fact("server").as_str(), fact("issuer").as_str()), ("Sandbox (built in)", "plugnmeet"));
    assert_eq!((fact("signature").as_str(), fact("room").as_str()), ("right", "Biology"));
    assert_eq!(fact("place"), app.url("/sandbox/"));
    assert!(fact("live").starts_with("Live · nobody in, since "), "{}", fact("live"));
    assert!(fact("until").ends_with("(UTC) · 10 minutes left"), "{}", fact("until"));
    assert!(found.0.contains(&format!("href=\"{room}\"")));

    let reader = [("accept-language", "de")];
    let german = browser.post_with("/api/inspect-link", &[("link", token(&link))], &reader).await;
    let german = browser.get_with(leads_to(&german), &reader).await.text().await.unwrap();
    assert!(
        german.contains("Dieser Link funktioniert.") && german.contains("noch 10 Minuten") && german.contains("ein Token allein")
    );

    app.pass(Duration::from_mins(4));
    let mail = format!("Dear Ann,\r\njoin <{}>\r\nYours, Ada", link.replace('.', ".\r\n"));
    let found = inspect(&browser, &mail).await;
    found.says("works", "only in one piece");
    assert!(found.fact("until").unwrap().ends_with("6 minutes left"));
}

#[tokio::test]
async fn a_link_that_will_not_open_says_why_and_what_to_do() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let link = join_link(&browser, &room, &[("name", "Ann")]).await;
    let new_link = format!("href=\"{room}/join-link\"");
    for (pasted, words) in [
        (link[..link.len() - 5].to_owned(), "its end is missing"),
        (link.replace("eyJ", "eyJ!"), "token is damaged"),
        (link.replace(token(&link), "eyJhbGciOiJub25lIn0.eyJpc3MiOiJwbHVnbm1lZXQifQ."), "not signed as plugNmeet does"),
        (format!("{}AAAA{}", &link[..link.len() - 20], &link[link.len() - 16..]), "signature is wrong"),
        (link.replace(&app.url(""), "https://meet.example"), "leads to another place than http://127.0.0.1"),
        (link.replace(&app.url(""), "http://meet.example"), "begins with http://"),
        (app.url("/sandbox/?access_token="), "access token is missing"),
        ("https://meet.example/".to_owned(), "access token is missing"),
        (app.url("/j/abcdef"), "looks like an invite"),
        (app.url(&room), "a page of Roomkey"),
        ("what is this?".to_owned(), "There is no link in this"),
    ] {
        inspect(&browser, &pasted).await.says("will-not-open", words);
    }

    app.pass(Duration::from_mins(14));
    let found = inspect(&browser, &link).await;
    found.says("will-not-open", "because it expired 4 minutes ago. Make a new one");
    assert!(found.fact("until").unwrap().ends_with("expired 4 minutes ago") && found.0.contains(&new_link));

    let link = join_link(&browser, &room, &[("name", "Ben")]).await;
    browser.post("/api/end-session", &[("slug", slug(&room))]).await;
    app.pass(Duration::from_secs(15));
    let found = inspect(&browser, &link).await;
    found.says("will-not-open", "because no session of its room is running");
    assert_eq!(found.fact("live").as_deref(), Some("Not running"));
    assert!(found.0.contains(&new_link));

    let newer = join_link(&browser, &room, &[("name", "Cem")]).await;
    inspect(&browser, &newer).await.says("works", "works");
    inspect(&browser, &link).await.says("will-not-open", "from an earlier session; the one that runs began at");
}

#[tokio::test]
async fn whoever_is_no_member_sees_neither_title_nor_live_state() {
    let app = TestApp::start().await;
    let owner = app.administrator().await;
    let room = owner.new_room("Secret biology").await;
    let link = join_link(&owner, &room, &[("name", "Ann")]).await;
    let stranger = app.teacher("other@school.example").await;
    let live = inspect(&stranger, &link).await;
    live.says("unknown", "only members of its room see here");
    assert!(!live.0.contains("Secret") && !live.0.contains(slug(&room)) && live.fact("live").is_none());
    assert!(live.fact("room").unwrap().starts_with("room-"));
    owner.post("/api/end-session", &[("slug", slug(&room))]).await;
    app.pass(Duration::from_secs(15));
    let over = inspect(&stranger, &link).await;
    let same = |found: &Found| found.0.split("<form").next().unwrap().to_owned();
    assert_eq!(same(&live), same(&over), "the page does not tell whether it runs");
    assert_eq!(inspect(&owner, &link).await.fact("room").as_deref(), Some("Secret biology"));
}

#[tokio::test]
async fn a_link_of_another_server_is_asked_of_that_server() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let server = BrokenServer::start(&app).await;
    let room = server.room(&app, &browser, "Biology").await;
    let link = browser.start(&room).await;
    // Two servers with the same API key: the secret tells.
    let found = inspect(&browser, token(&link)).await;
    found.says("works", "works");
    assert_ne!(found.fact("server").as_deref(), Some("Sandbox (built in)"));
    assert_eq!(found.fact("signature").as_deref(), Some("right"));
    // Or two servers that are one: the room's own is meant, for strangers the first.
    for name in ["Astronomy", "Zoology"] {
        server.add_to(&app, name).await;
    }
    let found = inspect(&browser, token(&link)).await;
    found.says("works", "works");
    assert_eq!(found.fact("server").as_deref(), Some("Biology"));
    let stranger = app.teacher("other@school.example").await;
    assert_eq!(inspect(&stranger, token(&link)).await.fact("server").as_deref(), Some("Astronomy"));
    assert_eq!(inspect(&browser, &link).await.outcome(), "will-not-open", "it leads to plain http, which is no sandbox of ours");

    server.suffers(Trouble::Refuses).await;
    app.pass(Duration::from_secs(11));
    let found = inspect(&browser, token(&link)).await;
    found.says("unknown", "does not answer");
    assert!(found.fact("live").unwrap().contains("since"), "{found:?}");

    let mut database = app.database().await;
    sqlx::query("UPDATE rooms SET server_id = NULL").execute(&mut database).await.unwrap();
    inspect(&browser, token(&link)).await.says("will-not-open", "has moved to another meeting server");
    sqlx::query("DELETE FROM meeting_servers").execute(&mut database).await.unwrap();
    let found = inspect(&browser, token(&link)).await;
    assert_eq!((found.outcome(), found.fact("signature").as_deref()), ("will-not-open", Some("wrong")));
}

#[tokio::test]
async fn a_token_of_a_stranger_is_shown_for_what_it_is() {
    let (app, other) = (TestApp::start().await, TestApp::start().await);
    let (browser, elsewhere) = (app.administrator().await, other.administrator().await);
    let link = join_link(&elsewhere, &elsewhere.new_room("Biology").await, &[("name", "Ann\u{202e}")]).await;
    // Another key: the sandboxes have the same.
    sqlx::query("UPDATE sandbox_credentials SET api_key = 'OTHER'").execute(&mut other.database().await).await.unwrap();
    let found = inspect(&browser, &link).await;
    found.says("will-not-open", "begins with http://");
    assert_eq!(found.fact("signature").as_deref(), Some("wrong"));
    assert_eq!(found.fact("name").as_deref(), Some("Ann\u{fffd}"));

    let claims = r#"{"iss":"FOREIGN","sub":"u1","user_id":"u1","room_id":"r1","name":"Ann","exp":99999999999}"#;
    let unsigned = format!("{}.{}.{}", base64("{\"alg\":\"HS256\"}"), base64(claims), "x".repeat(43));
    let found = inspect(&browser, &format!("https://meet.example/?access_token={unsigned}&lng=de")).await;
    found.says("unknown", "a meeting server that this portal does not know");
    assert_eq!(found.fact("server").as_deref(), Some("none of this portal's"));
    assert_eq!(found.fact("others").as_deref(), Some("lng"));
    assert!(found.fact("signature").unwrap().starts_with("not checked"));
}

fn base64(text: &str) -> String {
    use std::fmt::Write as _;
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits = text.bytes().fold(String::new(), |mut bits, byte| {
        write!(bits, "{byte:08b}").unwrap();
        bits
    });
    let places = bits.as_bytes().chunks(6).map(|chunk| format!("{:0<6}", str::from_utf8(chunk).unwrap()));
    places.map(|place| char::from(LETTERS[usize::from_str_radix(&place, 2).unwrap()])).collect()
}

#[tokio::test]
async fn a_design_is_looked_through() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let link = join_link(&browser, &room, &[("name", "Ann")]).await;
    let with = |design: &str| format!("{link}&custom_design={}", percent::encoded(design));
    let json = r##"{"header_bg_color":"#ffe0b2","footer_bg_color":"red}body{display:none","logo":"https://a.example/l.png",
        "primary_color":"blue","right_side_bg_color":"#fff","colour":"#fff"}"##;
    let found = inspect(&browser, &with(json)).await;
    found.says("works", "works");
    assert_eq!(found.fact("header_bg_color").as_deref(), Some("#ffe0b2"));
    let faults: Vec<&str> = found.0.split("<li data-fault").skip(1).map(|rest| rest.split("</li>").next().unwrap()).collect();
    assert_eq!(faults.len(), 5, "{faults:?}");
    for (key, why) in [
        ("footer_bg_color", "Dangerous"),
        ("logo", "it reads custom_logo"),
        ("primary_color", "A colour is written"),
        ("colour", "knows no such key"),
        ("right_side_bg_color", "An old name"),
    ] {
        assert!(faults.iter().any(|fault| fault.contains(key) && fault.contains(why)), "{key}: {faults:?}");
    }
    // The rehearsal room survives what the real page does not.
    let found = inspect(&browser, &with("null")).await;
    assert!(found.outcome() == "works" && found.0.contains("plugNmeet would show an empty page"));
    assert!(inspect(&browser, &with("{")).await.0.contains("plugNmeet ignores it too"));
}

#[tokio::test]
async fn what_was_pasted_is_kept_nowhere_and_comes_back_nowhere() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let link = join_link(&browser, &room, &[("name", "Ann")]).await;
    let signature = token(&link).rsplit('.').next().unwrap();
    let answer = browser.post("/api/inspect-link", &[("link", &link), ("instance", "i")]).await;
    let seen = leads_to(&answer).to_owned();
    assert!(!seen.contains(signature) && answer.headers()["cache-control"] == "no-store");
    assert!(!answer.text().await.unwrap().contains(signature));
    let stranger = app.teacher("other@school.example").await;
    let theirs = stranger.get(&seen).await.text().await.unwrap();
    assert!(theirs.contains("shown once") && !theirs.contains("data-outcome"));
    let page = browser.get(&seen).await;
    assert_eq!(page.headers()["cache-control"], "no-store");
    let page = page.text().await.unwrap();
    assert!(page.contains("data-outcome") && !page.contains(signature));
    let again = browser.get(&seen).await.text().await.unwrap();
    assert!(again.contains("shown once") && !again.contains("data-outcome"));

    // Neither does what was not taken.
    let long = format!("{link} {}", "x".repeat(33 * 1024));
    for (pasted, why) in [("  ", "Type something here."), (&long, "32768 are possible")] {
        let page = browser.follow("/api/inspect-link", &[("link", pasted), ("instance", "i")]).await;
        assert!(page.contains(why) && !page.contains(signature), "{page}");
    }
    assert_eq!(
        browser.post("/api/inspect-link", &[("link", &"x".repeat(300_000))]).await.status(),
        StatusCode::PAYLOAD_TOO_LARGE
    );

    // Nor what nobody was signed in for.
    let nobody = app.browser();
    assert_eq!(goes_to(&nobody.post("/api/inspect-link", &[("link", &link)]).await), "/sign-in");
    assert_eq!(goes_to(&nobody.get("/inspect").await), "/sign-in");
    assert!(app.keeps(slug(&room)), "the search finds what is there");
    assert!(!app.keeps(signature));
}

/// `inspect -` with this on standard input.
fn from_input(data_dir: &str, input: &str) -> Command {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(input.as_bytes()).unwrap();
    file.rewind().unwrap();
    let mut command = roomkey(&["inspect", "-", "--data-dir", data_dir]);
    command.stdin(file).env("ROOMKEY_LOG", "trace").env("TZ", "Europe/Berlin");
    command
}

#[tokio::test]
async fn the_command_says_the_same_and_answers_with_its_exit_code() {
    let app = TestApp::start_with(|config| config.public_url = "https://rooms.example".parse().unwrap()).await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    // The portal's clock stands still, the command's does not: the link has to be a fresh one.
    let link = join_link(&browser, &room, &[("name", "Ann")]).await;
    let data_dir = app.services.config.data_dir.to_str().unwrap();
    let public = ["--public-url", "https://rooms.example"];
    let mut command = from_input(data_dir, &format!("{link}\n"));
    let output = command.args(public).output().unwrap();
    let (said, logged) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{said} {logged}");
    for line in ["This link works.", "Leads to: https://rooms.example/sandbox/", "Name: Ann", "Room: Biology", "Signature: right"]
    {
        assert!(said.lines().any(|said| said == line), "{line}: {said}");
    }
    assert!(
        said.lines().next() == Some("This link works.") && said.contains("Session: Live") && said.contains("(Europe/Berlin)")
    );
    let signature = token(&link).rsplit('.').next().unwrap();
    assert!(!said.contains(signature) && !logged.contains(signature));

    let cut_off = &link[..link.len() - 5];
    let output = roomkey(&["inspect", cut_off, "--data-dir", data_dir]).args(public).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("This link will not open, because its end is missing."));
    assert!(refusal(from_input(data_dir, " \n")).contains("nothing to inspect"));
    assert!(refusal(from_input(data_dir, &"x".repeat(40_000))).contains("32768 bytes"));
}

#[test]
fn the_command_tells_how_to_keep_a_link_out_of_the_history() {
    let help = success(roomkey(&["inspect", "--help"]));
    assert!(help.contains("standard input") && help.contains("history"), "{help}");
    let (_around, data_dir) = folder();
    success(roomkey(&["sandbox", "credentials", "--data-dir", &data_dir]));
    let output = roomkey(&["inspect", "nothing", "--data-dir", &data_dir]).output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stdout).unwrap().lines().count()), (Some(1), 1));
}

/// Makes an invite for somebody; its link.
fn invite(app: &TestApp, room: &str, more: &[&str]) -> String {
    let data_dir = app.services.config.data_dir.to_str().unwrap();
    let url = app.url("");
    let add = ["invites", "add", "--data-dir", data_dir, "--public-url", &url, "--room", slug(room)];
    success(roomkey(&[&add, more].concat())).trim().to_owned()
}

#[tokio::test]
async fn an_invite_says_what_became_of_it_and_what_to_do() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let passcode = ["--name", "Ann Lee", "--passcode", "blue whale", "--expires", "2099-07-31"];
    let link = invite(&app, &room, &passcode);
    let code = link.rsplit('/').next().unwrap();
    // As a link, as an address in a mail, as a code alone, as a code in a sentence.
    let spelled = code.to_uppercase().replace('-', " ");
    for pasted in [&link, &format!("See https://a.example/ and <{link}?x=1>."), &spelled, &format!("The code is {code}.")] {
        let found = inspect(&browser, pasted).await;
        found.says("works", "This invite works.");
        assert!(found.0.contains("No moderator has started yet"), "{found:?}");
        let fact = |key| found.fact(key).unwrap_or_default();
        assert_eq!(
            (fact("room").as_str(), fact("kind").as_str(), fact("name").as_str()),
            ("Biology", "personal invite", "Ann Lee")
        );
        assert_eq!((fact("role").as_str(), fact("passcode").as_str(), fact("uses").as_str()), ("Participant", "asked for", "0"));
        assert_eq!((fact("live").as_str(), fact("until").starts_with("1 August 2099, 00:00")), ("Not running", true));
        assert!(found.0.contains(&format!("href=\"{room}/invites\"")) && !found.0.contains(&format!("{room}/join-link")));
        assert!(!found.0.contains(code) && !found.0.contains("whale"), "{found:?}");
    }
    browser.start(&room).await;
    let found = inspect(&browser, &link).await;
    assert!(found.fact("live").unwrap().starts_with("Live") && !found.0.contains("No moderator has started"), "{found:?}");
    let mut database = app.database().await;
    let started = sqlx::query_scalar("SELECT started_sid FROM rooms WHERE slug = ?").bind(slug(&room));
    let sid: String = started.fetch_one(&mut database).await.unwrap();
    let shut = async |shut: &str| {
        browser.post("/api/shut-door", &[("slug", slug(&room)), ("sid", &sid), ("shut", shut)]).await;
        inspect(&browser, &link).await.0.contains("A moderator lets nobody else into the session that runs")
    };
    assert_eq!((shut("1").await, shut("").await), (true, false));

    let now = app.services.clock.now().0;
    for (change, outcome, words) in [
        (format!("not_before = {}", now + 7_200_000), "will-not-open", "does not open yet: it is valid from"),
        (format!("expires_at = {}", now - 7_200_000), "will-not-open", "because it expired 2 hours ago. Renew it"),
        (
            format!("expires_at = NULL, revoked_at = {}", now - 7_200_000),
            "will-not-open",
            "revoked 2 hours ago. Send another one",
        ),
    ] {
        let update = format!("UPDATE invites SET not_before = NULL, {change} WHERE name = 'Ann Lee'");
        sqlx::query(sqlx::AssertSqlSafe(update)).execute(&mut database).await.unwrap();
        inspect(&browser, &link).await.says(outcome, words);
    }
    let open = invite(&app, &room, &["--name", "Bea", "--role", "moderator"]);
    let found = inspect(&browser, &open).await;
    assert!(found.outcome() == "works" && found.0.contains("makes whoever opens it a moderator"), "{found:?}");
    sqlx::query(
        "INSERT INTO invite_guests (invite_id, browser_hash, user_id, name, browser, first_used_at, last_used_at, seen_at)
         SELECT id, x'00', user_id, name, 'Firefox · Linux', ?1, ?1, ?1 FROM invites WHERE name = 'Bea'",
    )
    .bind(now)
    .execute(&mut database)
    .await
    .unwrap();
    sqlx::query("UPDATE invites SET max_uses = 1 WHERE name = 'Bea'").execute(&mut database).await.unwrap();
    let found = inspect(&browser, &open).await;
    found.says("will-not-open", "as often as it may");
    assert_eq!(found.fact("uses").as_deref(), Some("1 of 1"));
    assert!(found.fact("last").unwrap().ends_with("Bea · Firefox · Linux"), "{found:?}");

    let stranger = app.teacher("other@school.example").await;
    let theirs = inspect(&stranger, &open).await;
    theirs.says("unknown", "This is an invite of this portal.");
    assert!(!theirs.0.contains("Biology") && !theirs.0.contains("Bea") && !theirs.0.contains("data-fact"), "{theirs:?}");
    browser.post("/api/end-session", &[("slug", slug(&room))]).await;
    app.pass(Duration::from_secs(15));
    browser.post("/api/archive-room", &[("slug", slug(&room))]).await;
    inspect(&browser, &open).await.says("will-not-open", "its room is archived. Restore the room");
    for wrong in [app.url("/j/7k2m-x9pq-4rtv"), app.url("/j/"), "7k2m-x9pq-4rtv".to_owned()] {
        inspect(&browser, &wrong).await.says("will-not-open", "this portal has none of that code");
    }
}

#[tokio::test]
async fn the_command_says_the_same_of_an_invite() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let link = invite(&app, &room, &["--name", "Ann Lee", "--passcode", "blue whale"]);
    let data_dir = app.services.config.data_dir.to_str().unwrap();
    let output = from_input(data_dir, &link).args(["--public-url", &app.url("")]).output().unwrap();
    let (said, logged) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(
        output.status.success() && said.starts_with("This invite works.\nRoom: Biology\nKind: personal invite\nName: Ann Lee\n")
    );
    let code = link.rsplit('/').next().unwrap();
    assert!(!said.contains("whale") && !said.contains(code) && !logged.contains(code), "{said}");
    let output = roomkey(&["inspect", "7k2m-x9pq-4rtv", "--data-dir", data_dir]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains("this portal has none of that code"));
}
