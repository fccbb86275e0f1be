//! The sandbox answers as a real plugNmeet server did: every recorded case of the calls it has, in order, over HTTP.
//!
//! `recorded.json` says how to read it. Where the sandbox means to differ stands in `known_differences.toml`, with the
//! reason; a difference listed there that is none any more fails too.
mod compare;
pub mod wire;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write as _;
use std::time::Duration;

use roomkey::clock::Clock;
use roomkey::http::sandbox_api;
use roomkey::meeting::sandbox::{Remove, Sandbox};
use roomkey::meeting::token::TokenProblem;
use roomkey::storage::Storage;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};

use self::compare::{differences, in_matcher_form, replied};
use self::wire::{Server, request_of};

/// The recordings were made with this key, and tokens name it.
const API_KEY: &str = "plugnmeet";
const SECRET: &str = "conformance-0123456789-abcdefghijklm";

#[derive(Deserialize)]
struct KnownDifferences {
    difference: Vec<KnownDifference>,
    unrecorded: Vec<Unrecorded>,
}

#[derive(Deserialize)]
struct Unrecorded {
    what: String,
    reason: String,
}

#[derive(Deserialize)]
struct KnownDifference {
    case: String,
    reason: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_answers_as_a_real_server_did() {
    let known: KnownDifferences = toml::from_str(include_str!("known_differences.toml")).unwrap();
    assert!(known.difference.len() <= 15, "too many known differences");
    assert!(known.difference.iter().all(|known| !known.reason.is_empty()), "a known difference without a reason");
    assert!(known.unrecorded.iter().all(|known| !known.what.is_empty() && !known.reason.is_empty()), "the same");
    let mut known: HashSet<String> = known.difference.into_iter().map(|known| known.case).collect();

    let mut run = Run::start().await;
    for case in recorded_cases() {
        run.case(&case).await;
    }
    let unexpected: Vec<_> = run.differing.iter().filter(|(case, _)| !known.remove(*case)).collect();
    // Past the test runner's capture: the figures are to be seen in every run.
    let mut out = std::io::stderr().lock();
    writeln!(
        out,
        "conformance: {} cases run, {} compared, {} people compared, {} differ as known",
        run.ran,
        run.compared,
        run.people,
        run.differing.len() - unexpected.len()
    )
    .unwrap();
    for (reason, count) in &run.skipped {
        writeln!(out, "conformance: {count} skipped: {reason}").unwrap();
    }
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    assert!(known.is_empty(), "no longer differ, so strike them off the list: {known:?}");
    assert_eq!((run.ran, run.compared, run.people), (302, 271, 32), "a case is run no more, or one more is: say so here");
}

/// The cases, renamed so that they look like a run of our own.
fn recorded_cases() -> Vec<Value> {
    let recorded: Value = serde_json::from_str(include_str!("recorded.json")).unwrap();
    let tag = recorded["run_tag"].as_str().unwrap();
    let cases: Value = serde_json::from_str(&recorded["cases"].to_string().replace(tag, "cf0a1b2c")).unwrap();
    cases.as_array().unwrap().clone()
}

/// A run through the cases.
struct Run {
    sandbox: Sandbox,
    server: Server,
    /// Cases that did not run, and why: those which need them do not either.
    left_out: HashMap<String, &'static str>,
    /// What earlier replies gave for later requests.
    captured: HashMap<String, String>,
    /// Who is connected, by the name that the cases give a connection.
    connected: HashMap<String, SecretString>,
    skipped: BTreeMap<&'static str, usize>,
    differing: BTreeMap<String, Vec<String>>,
    ran: usize,
    compared: usize,
    people: usize,
    _folder: tempfile::TempDir,
}

impl Run {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(&folder.path().join("roomkey.db")).await.unwrap();
        let sandbox = Sandbox::open(storage, API_KEY, SecretString::from(SECRET), Clock::System, "http://127.0.0.1/sandbox/");
        let server = Server::start(axum::Router::new().nest("/sandbox", sandbox_api::router(sandbox.clone()))).await;
        Self {
            sandbox,
            server,
            left_out: HashMap::new(),
            captured: HashMap::new(),
            connected: HashMap::new(),
            skipped: BTreeMap::new(),
            differing: BTreeMap::new(),
            ran: 0,
            compared: 0,
            people: 0,
            _folder: folder,
        }
    }

    async fn case(&mut self, case: &Value) {
        let id = case["id"].as_str().unwrap().to_owned();
        if let Some(reason) = self.reason_to_skip(case) {
            *self.skipped.entry(reason).or_default() += 1;
            self.left_out.insert(id, reason);
            return;
        }
        self.ran += 1;
        let differences = match (case["action"].as_str(), case["parallel"].as_u64()) {
            (Some(action), _) => self.action(action, case).await,
            (None, Some(copies)) => self.at_once(case, copies).await,
            (None, None) => self.one(case).await,
        };
        let says_nothing = case["expect"].is_null() && case["observed"].is_null();
        if says_nothing || case.get("tidy").is_some() || case.get("racy").is_some() {
            return;
        }
        self.compared += 1;
        if !differences.is_empty() {
            self.differing.insert(id, differences);
        }
    }

    fn reason_to_skip(&self, case: &Value) -> Option<&'static str> {
        let needs = case["needs"].as_array().unwrap();
        if let Some(reason) = needs.iter().find_map(|need| self.left_out.get(need.as_str().unwrap())) {
            return Some(reason);
        }
        if case["action"] == "seed_recordings" || case["id"] == "art-wait" {
            return Some("needs recordings or analytics, of which the sandbox makes none");
        }
        None
    }

    /// What people do, whom the recordings connect over NATS: here they come and go through the sandbox's own door.
    async fn action(&mut self, action: &str, case: &Value) -> Vec<String> {
        let text = |name: &str| case["args"][name].as_str().unwrap_or_default();
        let name = text("as").to_owned();
        let token = self.captured.get(&format!("tok:{}", text("token_of"))).cloned().unwrap_or_default();
        let observed = match (action, text("path")) {
            ("wait", _) => {
                // A teardown with nobody online takes a second, and every wait is for one.
                tokio::time::sleep(Duration::from_millis(1100)).await;
                return Vec::new();
            }
            ("nats_connect", _) => {
                let entered = self.sandbox.connect(&token).await;
                let connected = entered.map(|secret| self.connected.insert(name, secret)).is_ok();
                json!({ "connected": connected })
            }
            ("nats_close", _) => {
                self.sandbox.leave(&self.connected.remove(&name).unwrap()).await.unwrap();
                return Vec::new();
            }
            ("api", "/api/verifyToken") => {
                let verified = self.sandbox.rehearse(&token).await;
                let msg = verified.map_or_else(TokenProblem::client_key, |_| "token is valid");
                json!({ "http_status": 200, "msg": msg })
            }
            ("api", "/api/removeParticipant") => {
                let how = if case["args"]["block"] == true { Remove::ForGood } else { Remove::ForNow };
                let removed = self.sandbox.remove(&self.connected[text("token_of")], text("user_id"), how).await;
                json!({ "http_status": 200, "msg": removed.map_or_else(|error| error.to_string(), |()| "success".into()) })
            }
            other => panic!("no such action: {other:?}"),
        };
        differences(&case["observed"], &observed, "$observed")
    }

    async fn one(&mut self, case: &Value) -> Vec<String> {
        let reply = self.server.send(&request_of(case, &self.captured, API_KEY, SECRET)).await;
        if let Some(name) = case["capture_token"].as_str()
            && let Some(token) = reply.json().and_then(|body| body["token"].as_str().map(str::to_owned))
        {
            self.captured.insert(format!("tok:{name}"), token);
        }
        let mut found = differences(&case["expect"], &replied(&reply, SECRET), "$");
        if let Some(stored) = case.get("stored_user") {
            self.people += 1;
            found.extend(differences(stored, &self.stored_user(&case["observe"]).await, "$stored_user"));
        }
        found
    }

    /// The record of a person, as a real server keeps it.
    async fn stored_user(&self, observe: &Value) -> Value {
        let room_id = format!("cf0a1b2c-{}", observe[0].as_str().unwrap());
        let Some(user) = self.sandbox.stored_user(&room_id, observe[1].as_str().unwrap()).await.unwrap() else {
            return Value::Null;
        };
        let metadata: Value = serde_json::from_str(&user.metadata).unwrap();
        in_matcher_form(
            &json!({
                "status": "added",
                "is_admin": user.is_admin.to_string(),
                "is_presenter": metadata["is_presenter"].to_string(),
                "name": user.name,
                "metadata": user.metadata,
                "is_blacklisted": user.is_blocked.to_string(),
            }),
            "",
        )
    }

    /// The same request several times at once: as many replies, which may differ in nothing that matters.
    async fn at_once(&self, case: &Value, copies: u64) -> Vec<String> {
        let requests = (0..copies).map(|copy| {
            let case: Value = serde_json::from_str(&case.to_string().replace("{i}", &copy.to_string())).unwrap();
            request_of(&case, &self.captured, API_KEY, SECRET)
        });
        let sent = requests.map(|request| {
            let server = self.server.clone();
            tokio::spawn(async move { server.send(&request).await })
        });
        let (mut distinct, mut sids) = (Vec::new(), HashSet::new());
        for reply in sent.collect::<Vec<_>>() {
            let reply = reply.await.unwrap();
            sids.extend(reply.json().and_then(|body| body["room_info"]["sid"].as_str().map(str::to_owned)));
            let replied = replied(&reply, SECRET);
            if !distinct.contains(&replied) {
                distinct.push(replied);
            }
        }
        let mut found = differences(&case["expect"], &distinct[0], "$");
        found.extend(differences(&case["distinct_replies_after_matching"], &distinct.len().into(), "$distinct"));
        found.extend(differences(&case["distinct_sids"], &sids.len().into(), "$sids"));
        found
    }
}
