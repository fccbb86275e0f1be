//! No query reads a table from end to end that grows with use. Every query of the program is asked: they all stand in
//! `.sqlx/`.
use std::fs;
use std::path::Path;

use sqlx::{AssertSqlSafe, Row};

use crate::app::TestApp;

/// What may be read from end to end, and why.
const ALLOWED: [(&str, &str); 15] = [
    ("FROM sandbox_credentials", "holds one row"),
    ("UPDATE sandbox_credentials", "holds one row"),
    ("FROM guest_key", "holds one row"),
    ("UPDATE guest_key", "holds one row"),
    ("sealed_code AS code, sealed_passcode", "every invite is wanted, by a command"),
    ("FROM rooms WHERE NOT EXISTS", "every room is asked, at the start and not for a page"),
    ("FROM meeting_servers ORDER BY name", "a handful, and all of them are wanted"),
    ("FROM accounts WHERE role = 'administrator'", "stops at the first one, who set the portal up and so comes first"),
    ("FROM accounts WHERE role = ? AND disabled_at IS NULL", "for a command, not for a page"),
    ("AS \"is_disabled!: bool\"", "every account is wanted, by a command"),
    ("FROM rooms WHERE title_folded = ''", "an index of those alone, at the start and not for a page"),
    ("AS session WHERE ended_at IS NULL ORDER BY created_at", "an index of the running ones alone, and all of them are wanted"),
    ("WHERE session.ended_at IS NULL ORDER BY entered_at", "the same index, and everybody in them is wanted"),
    ("AS session ORDER BY rowid", "a page of all past sessions, read in their order and no further than the page"),
    (
        "SELECT count(*) FROM sandbox_sessions",
        "the total of past sessions, which a real server counts too; an index, not the table",
    ),
];

#[tokio::test]
async fn every_query_has_its_index() {
    let app = TestApp::start().await;
    let mut database = app.database().await;
    let mut queries = 0;
    let mut slow = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".sqlx")).unwrap() {
        let known: serde_json::Value = serde_json::from_slice(&fs::read(entry.unwrap().path()).unwrap()).unwrap();
        let query = known["query"].as_str().unwrap();
        let plan = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}"))).fetch_all(&mut database).await.unwrap();
        queries += 1;
        for step in plan {
            let step: String = step.get("detail");
            // A list in an argument is as long as its caller makes it.
            let scans = step.starts_with("SCAN ") && !step.starts_with("SCAN CONSTANT ROW") && !step.contains("json_each");
            if scans && !ALLOWED.iter().any(|(part, _)| query.contains(part)) {
                slow.push(format!("{step}: {query}"));
            }
        }
    }
    assert!(queries > 20, "only {queries} queries were found");
    assert!(slow.is_empty(), "{slow:#?}");
}

#[tokio::test]
async fn the_list_of_rooms_is_read_in_order_and_not_sorted_unless_by_title() {
    let app = TestApp::start().await;
    let mut database = app.database().await;
    let mut sorted = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".sqlx")).unwrap() {
        let known: serde_json::Value = serde_json::from_slice(&fs::read(entry.unwrap().path()).unwrap()).unwrap();
        let query = known["query"].as_str().unwrap();
        if !query.contains("m.favourite") {
            continue;
        }
        let plan = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}"))).fetch_all(&mut database).await.unwrap();
        let steps: Vec<String> = plan.iter().map(|step| step.get("detail")).collect();
        sorted.push((query.contains("r.title_folded, m.room_id)"), steps.iter().any(|step| step.contains("TEMP B-TREE"))));
    }
    sorted.sort_unstable();
    assert_eq!(sorted, [(false, false), (false, false), (true, true)]);
}
