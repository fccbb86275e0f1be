//! `roomkey servers …`, beside a server and without one.
use std::process::Command;

use serde_json::Value;

use crate::app::{Browser, PASSWORD};
use crate::command_line::{add, folder, input, refusal, success};
use crate::serving::Served;

pub const SECRET: &str = "hush hush hush hush hush hush hush";
pub const MEET: [&str; 6] = ["--name", "Meet", "--url", "https://meet.school.example/", "--api-key", "plugnmeet"];

/// `servers …` with this on standard input.
pub fn servers(what: &str, data_dir: &str, more: &[&str], input_text: &str) -> Command {
    let mut command = input(&["servers", what, "--data-dir", data_dir], input_text);
    command.args(more);
    command
}

fn list(data_dir: &str) -> Value {
    serde_json::from_str(&success(servers("list", data_dir, &["--json"], ""))).unwrap()
}

#[test]
fn a_server_is_added_listed_and_removed() {
    let (_around, data_dir) = folder();
    let said = success(servers("add", &data_dir, &MEET, &format!(" {SECRET}\r\nnot this line\n")));
    assert_eq!(said, "added: Meet at https://meet.school.example; roomkey servers test Meet tests the connection\n");
    let sandbox = |is_default: bool| serde_json::json!({ "name": "sandbox", "url": "http://127.0.0.1:8080/sandbox", "join_url": "http://127.0.0.1:8080/sandbox/", "api_key": "plugnmeet", "rooms": 0, "is_default": is_default });
    assert_eq!(list(&data_dir)[0], sandbox(true), "without another default, rooms begin on the sandbox");
    let more = ["--name", "Lab", "--url", "http://10.0.0.5:8080", "--join-url", "https://lab.school.example/client", "--default"];
    success(servers("add", &data_dir, &[&more[..], &["--api-key", "lab"]].concat(), SECRET));
    let expected = serde_json::json!([
        sandbox(false),
        { "name": "Lab", "url": "http://10.0.0.5:8080", "join_url": "https://lab.school.example/client/", "api_key": "lab", "rooms": 0, "is_default": true },
        { "name": "Meet", "url": "https://meet.school.example", "join_url": "https://meet.school.example/", "api_key": "plugnmeet", "rooms": 0, "is_default": false },
    ]);
    assert_eq!(list(&data_dir), expected);
    let table = success(servers("list", &data_dir, &[], ""));
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines.len() == 4 && lines[0].starts_with("NAME") && lines[2].ends_with("default"), "{table}");
    assert!(!crate::app::keeps(std::path::Path::new(&data_dir), SECRET), "it is sealed");
    assert!(crate::app::keeps(std::path::Path::new(&data_dir), "meet.school.example"), "the search finds what is there");

    assert_eq!(success(servers("remove", &data_dir, &["LAB"], "")), "removed: Lab\n");
    assert!(refusal(servers("remove", &data_dir, &["Lab"], "")).contains("no server called \"Lab\""));
    assert_eq!(list(&data_dir).as_array().unwrap().len(), 2);
}

#[test]
fn what_cannot_be_added_is_one_sentence_without_the_secret() {
    let (_around, data_dir) = folder();
    success(servers("add", &data_dir, &MEET, SECRET));
    let with = |place: usize, value: &'static str| {
        let mut arguments = MEET;
        arguments[1] = "Other";
        arguments[place] = value;
        arguments
    };
    for (arguments, secret, named) in [
        (MEET, SECRET, "there is a server called \"Meet\" already"),
        (with(1, "meet"), SECRET, "there is a server called \"meet\" already"),
        (with(1, " "), SECRET, "name"),
        (with(3, "meet.school.example"), SECRET, "--url \"meet.school.example\": The address must begin with https://"),
        (
            with(3, "https://meet.school.example/auth"),
            SECRET,
            "Leave off /auth: Roomkey adds it to every call. Try https://meet.school.example\n",
        ),
        (with(1, "SANDBOX"), SECRET, "--name \"SANDBOX\": The built-in sandbox has this name"),
        (with(3, "http://2852039166"), SECRET, "No meeting server can be at this address"),
        (with(5, "two words"), SECRET, "--api-key \"two words\": “ ” cannot stand in an API key"),
        (with(1, "Other"), "hush hush", "needs at least 32"),
        (with(1, "Other"), "", "empty"),
    ] {
        let said = refusal(servers("add", &data_dir, &arguments, secret));
        assert!(said.contains(named), "{arguments:?}: {said}");
        assert!(!said.contains("hush"), "{said}");
    }
    assert_eq!(list(&data_dir).as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_running_portal_follows_at_once() {
    let (_around, data_dir) = folder();
    success(add(&data_dir, &["--email", "ada@school.example", "--name", "Ada", "--admin"], PASSWORD));
    let served = Served::start(&data_dir);
    let ada = Browser::new(served.address);
    ada.sign_in("ada@school.example", PASSWORD).await;
    let on_sandbox = ada.new_room("Before").await;
    success(servers("add", &data_dir, &[&MEET[..], &["--default"]].concat(), SECRET));
    success(servers("add", &data_dir, &["--name", "Lab", "--url", "http://lab", "--api-key", "lab"], SECRET));

    let room = ada.new_room("Biology").await;
    let copy = ada.post("/api/duplicate-room", &[("slug", room.rsplit('/').next().unwrap())]).await;
    assert_eq!(copy.status(), 303);
    let rooms =
        |name: &str| list(&data_dir).as_array().unwrap().iter().find(|server| server["name"] == name).unwrap()["rooms"].clone();
    assert_eq!(rooms("Meet"), 2, "a new room begins on the default server, a copy on its own");

    let said = refusal(servers("remove", &data_dir, &["Meet"], ""));
    assert!(said.contains("rooms that run on Meet: 2") && said.contains("--move-rooms-to"), "{said}");
    let said = refusal(servers("remove", &data_dir, &["Meet", "--move-rooms-to", "Nowhere"], ""));
    assert!(said.contains("no server called \"Nowhere\""), "{said}");
    let said = refusal(servers("remove", &data_dir, &["Meet", "--move-rooms-to", "meet"], ""));
    assert!(said.contains("the server that is removed"), "{said}");
    assert_eq!(rooms("Meet"), 2);

    assert_eq!(success(servers("remove", &data_dir, &["Meet", "--move-rooms-to", "Lab"], "")), "removed: Meet, rooms moved: 2\n");
    assert_eq!(rooms("Lab"), 2);
    assert_eq!(
        success(servers("remove", &data_dir, &["Lab", "--move-rooms-to", "Sandbox"], "")),
        "removed: Lab, rooms moved: 2\n"
    );
    for room in [on_sandbox, room] {
        assert!(ada.start(&room).await.contains("/sandbox/?access_token="), "it runs on the sandbox again");
    }
    let last = ada.new_room("After").await;
    assert!(ada.start(&last).await.contains("/sandbox/?access_token="), "without a default server rooms begin there");
}
