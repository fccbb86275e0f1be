//! `roomkey invites`: links made, shown and revoked by whoever is at the machine, beside a server that runs.
use std::process::Command;

use serde_json::Value;

use crate::app::{Browser, TestApp};
use crate::command_line::{folder, input, refusal, roomkey, success};

const PUBLIC: &str = "https://rooms.example";

/// `invites …` at this portal.
fn invites(app: &TestApp, what: &str, room: &str, more: &[&str]) -> Command {
    let mut command = roomkey(&["invites", what, "--data-dir", data_dir(app), "--public-url", PUBLIC, "--room", slug(room)]);
    command.args(more).env("TZ", "Europe/Berlin");
    command
}

fn data_dir(app: &TestApp) -> &str {
    app.services.config.data_dir.to_str().unwrap()
}

fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

fn list(app: &TestApp, room: &str) -> Vec<Value> {
    serde_json::from_str(&success(invites(app, "list", room, &["--json"]))).unwrap()
}

/// The path of a link on the portal.
fn path(link: &str) -> &str {
    link.trim().strip_prefix(PUBLIC).unwrap()
}

async fn portal() -> (TestApp, Browser, String) {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    (app, browser, room)
}

#[tokio::test]
async fn adding_prints_the_link_and_nothing_else() {
    let (app, _, room) = portal().await;
    let printed = success(invites(&app, "add", &room, &["--name", "Ann Lee", "--role", "moderator", "--expires", "90d"]));
    let [link] = printed.lines().collect::<Vec<_>>()[..] else { panic!("{printed}") };
    let code = link.strip_prefix("https://rooms.example/j/").unwrap();
    assert!(code.len() == 14 && code.split('-').all(|group| group.len() == 4), "{link}");

    let listed = list(&app, &room);
    let [first, ann] = &listed[..] else { panic!("{listed:?}") };
    assert_eq!(
        (&first["for"], &first["share"], &first["kind"]),
        (&"participants".into(), &"participants".into(), &"open".into())
    );
    assert_eq!((&ann["link"], &ann["for"], &ann["kind"]), (&link.into(), &"Ann Lee".into(), &"personal".into()));
    assert_eq!((&ann["role"], &ann["state"], &ann["uses"]), (&"moderator".into(), &"valid".into(), &0.into()));
    assert!(ann["user_id"].as_str().unwrap().starts_with("ann-lee-") && ann["expires"].is_string(), "{ann}");
    let table = success(invites(&app, "list", &room, &[]));
    assert!(table.lines().nth(2).unwrap().contains("Ann Lee  ") && table.starts_with("LINK"), "{table}");
    assert!(table.contains(link) && table.contains("never"), "{table}");
}

#[tokio::test]
async fn links_that_open_on_this_machine_only_are_said_to() {
    let (app, _, room) = portal().await;
    for (url, is_said) in [("http://127.0.0.1:8080", true), ("http://0.0.0.0:8080", true), (PUBLIC, false)] {
        for (what, more) in [("add", &["--name", "Ann"][..]), ("list", &[]), ("list", &["--json"])] {
            let command = ["invites", what, "--data-dir", data_dir(&app), "--public-url", url, "--room", slug(&room)];
            let output = roomkey(&[&command, more].concat()).output().unwrap();
            let warning = String::from_utf8(output.stderr).unwrap();
            assert!(
                output.status.success() && warning.contains("open on this machine only") == is_said,
                "{url} {what}: {warning}"
            );
            assert!(!String::from_utf8(output.stdout).unwrap().contains("this machine only"));
        }
    }
}

#[tokio::test]
async fn a_day_ends_at_its_midnight_and_a_time_is_this_machines() {
    let (app, _, room) = portal().await;
    for (written, expected) in [
        ("2099-07-31", "2099-07-31T22:00:00Z"),
        ("2099-07-31T18:00", "2099-07-31T16:00:00Z"),
        ("2099-07-31 18:00", "2099-07-31T16:00:00Z"),
        ("2099-07-31T18:00Z", "2099-07-31T18:00:00Z"),
        ("2099-12-31", "2099-12-31T23:00:00Z"),
    ] {
        success(invites(&app, "add", &room, &["--name", "Ann", "--expires", written]));
        assert_eq!(list(&app, &room).last().unwrap()["expires"], expected, "{written}");
    }
    for wrong in ["tomorrow", "2099-02-30", "90", "d", "-3d", "90 days", "2020-01-01", "0h"] {
        let said = refusal(invites(&app, "add", &room, &["--name", "Ann", &format!("--expires={wrong}")]));
        assert!(said.contains("--expires") && said.contains(wrong), "{said}");
    }
    assert_eq!(list(&app, &room).len(), 6);
}

#[tokio::test]
async fn a_moderators_link_ends_after_30_days_unless_something_else_is_said() {
    let (app, _, room) = portal().await;
    let before = app.services.clock.now();
    success(invites(&app, "add", &room, &["--name", "Ann", "--role", "moderator"]));
    let ends = list(&app, &room).last().unwrap()["expires"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let days = (ends.as_millisecond() - before.0) / (24 * 60 * 60 * 1000);
    assert!((29..=30).contains(&days), "{ends}");
    success(invites(&app, "add", &room, &["--name", "Ben", "--role", "moderator", "--expires", "never"]));
    assert!(list(&app, &room).last().unwrap()["expires"].is_null());
    success(invites(&app, "add", &room, &["--name", "Cem"]));
    assert!(list(&app, &room).last().unwrap()["expires"].is_null());
}

#[tokio::test]
async fn a_passcode_comes_from_standard_input_too_and_is_printed_nowhere() {
    let (app, _, room) = portal().await;
    let add = ["invites", "add", "--data-dir", data_dir(&app), "--room", slug(&room), "--name", "Ann", "--passcode", "-"];
    let printed = success(input(&add, "blue whale 7\nnot this line\n"));
    success(invites(&app, "add", &room, &["--name", "Bea", "--passcode", "blue whale 8"]));
    let said = refusal(invites(&app, "add", &room, &["--name", "Cem", "--passcode", "b l"]));
    assert!(said.contains("the passcode") && !said.contains("b l"), "{said}");
    let all = success(invites(&app, "list", &room, &["--json"])) + &success(invites(&app, "list", &room, &[])) + &printed;
    assert!(!all.contains("whale"), "{all}");
    let with = list(&app, &room).iter().filter(|invite| invite["has_passcode"] == true).count();
    assert_eq!(with, 2);
    assert!(!app.keeps("whale"));
}

#[tokio::test]
async fn an_invite_is_taken_back_by_link_code_or_id() {
    let (app, _, room) = portal().await;
    let link = success(invites(&app, "add", &room, &["--name", "Ann"])).trim().to_owned();
    let code = link.rsplit('/').next().unwrap().to_owned();
    for (n, named) in
        [link.clone(), format!("{link}?utm=x"), code.to_uppercase().replace('-', " "), code.clone()].iter().enumerate()
    {
        let said = success(invites(&app, "revoke", &room, &[named]));
        assert_eq!(said, if n == 0 { "revoked: Ann\n" } else { "was revoked before: Ann\n" }, "{named}");
    }
    success(invites(&app, "add", &room, &["--name", "Bea"]));
    let bea = list(&app, &room).last().unwrap()["id"].as_str().unwrap().to_owned();
    assert_eq!(success(invites(&app, "revoke", &room, &[&bea])), "revoked: Bea\n");
    let states: Vec<Value> = list(&app, &room).iter().map(|invite| invite["state"].clone()).collect();
    assert_eq!(states, ["valid", "revoked", "revoked"]);
}

#[tokio::test]
async fn the_rooms_first_invite_is_replaced_so_that_there_is_always_one() {
    let (app, _, room) = portal().await;
    let first = list(&app, &room)[0]["link"].as_str().unwrap().to_owned();
    let said = success(invites(&app, "revoke", &room, &[&first]));
    assert!(said.starts_with("revoked: participants; the room has a new one"), "{said}");
    let after = list(&app, &room);
    assert_eq!((after.len(), &after[0]["state"], &after[1]["state"]), (2, &"revoked".into(), &"valid".into()));
    assert!(after[1]["share"] == "participants" && after[1]["link"] != first.as_str());
}

#[tokio::test]
async fn what_cannot_be_done_is_one_sentence_that_says_why() {
    let (app, browser, room) = portal().await;
    let other = browser.new_room("Chemistry").await;
    let link = success(invites(&app, "add", &other, &["--name", "Ann"])).trim().to_owned();
    for named in [&*link, "7k2m-x9pq-4rtv", "nothing", "0190"] {
        let said = refusal(invites(&app, "revoke", &room, &[named]));
        assert!(said.contains("no such invite") && said.contains("invites list") && !said.contains(named), "{said}");
    }
    for what in ["list", "add", "revoke"] {
        let more = match what {
            "add" => &["--name", "Ann"][..],
            "revoke" => &["x"],
            _ => &[],
        };
        let said = refusal(invites(&app, what, "/rooms/nowhere", more));
        assert!(said.contains("there is no room \"nowhere\""), "{said}");
    }
    let said = refusal(invites(&app, "add", &room, &["--name", " "]));
    assert!(said.contains("--name"), "{said}");
    assert!(refusal(invites(&app, "add", &room, &["--name", "Ann", "--role", "king"])).contains("moderator"));

    browser.post("/api/archive-room", &[("slug", slug(&room))]).await;
    let said = refusal(invites(&app, "add", &room, &["--name", "Ann"]));
    assert!(said.contains("archived") && said.contains("restore it first"), "{said}");
    assert_eq!(list(&app, &room)[0]["state"], "room archived");
    let (_around, nowhere) = folder();
    assert!(refusal(roomkey(&["invites", "list", "--room", "x", "--data-dir", &nowhere])).contains("no portal in"));
}

#[tokio::test]
async fn times_that_have_come_show_in_the_list() {
    let (app, _, room) = portal().await;
    let mut database = app.database().await;
    success(invites(&app, "add", &room, &["--name", "Ann", "--expires", "2099-07-31"]));
    let set = async |database: &mut sqlx::SqliteConnection, what: &'static str| {
        sqlx::query(what).execute(database).await.unwrap();
    };
    let state = || list(&app, &room).last().unwrap()["state"].as_str().unwrap().to_owned();
    set(&mut database, "UPDATE invites SET not_before = 4000000000000 WHERE name = 'Ann'").await;
    assert_eq!(state(), "not yet valid");
    set(&mut database, "UPDATE invites SET not_before = NULL, expires_at = 1 WHERE name = 'Ann'").await;
    assert_eq!(state(), "expired");
}

#[test]
fn help_says_how_times_and_roles_are_written() {
    let help = success(roomkey(&["invites", "add", "--help"]));
    for word in ["--room", "--role", "moderator", "2027-07-31", "90d", "never", "30 days", "--passcode"] {
        assert!(help.contains(word), "{word}: {help}");
    }
    assert!(success(roomkey(&["--help"])).contains("invites"));
}

#[tokio::test]
async fn the_server_beside_it_opens_what_was_made_and_not_what_was_taken_back() {
    let (app, _, room) = portal().await;
    let link = success(invites(&app, "add", &room, &["--name", "Ann Lee"])).trim().to_owned();
    let guest = app.browser();
    let page = guest.get(path(&link)).await;
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("Ann Lee"));
    success(invites(&app, "revoke", &room, &[&link]));
    let page = guest.get(path(&link)).await.text().await.unwrap();
    assert!(page.contains("data-guest=\"revoked\""), "{page}");
}
