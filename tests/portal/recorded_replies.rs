//! Every reply that was recorded from a real server goes through the client, and comes out as what the contract says it is.
//!
//! What is expected is read off the recorded HTTP status, `status` and `status_code` by the rules of plugnmeet-api.md §1.3
//! and §1.4, with nothing of the client's; how often each comes is written down below.
use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse as _;
use roomkey::clock::Clock;
use roomkey::domain::fault::{Fault, Outage, Refusal};
use roomkey::domain::locks::RoomLocks;
use roomkey::domain::settings::RoomSettings;
use roomkey::meeting::plugnmeet::{Address, Plugnmeet};
use roomkey::meeting::wire::{
    Broadcast, CreateRoom, Fetch, GetJoinToken, MergeRecordings, Message, Order, Piece, RecordingMetadata, UserInfo, UserMetadata,
};
use roomkey::meeting::{MeetingError, MeetingServer, RoomState, Upload};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use tokio::net::TcpListener;

#[tokio::test]
async fn every_recorded_reply_comes_out_as_what_it_is() {
    let server = Replies::start().await;
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut ran = 0;
    for case in recorded() {
        let reply = Reply::of(&case["expect"]);
        let call = Call::to(case["path"].as_str().unwrap());
        let expected = reply.expected(call);
        server.serves(&reply);
        let got = call.through(&server.client(), &reply.body).await;
        ran += 1;
        if got == expected {
            *outcomes.entry(expected).or_default() += 1;
        } else {
            wrong.push(format!("{}: {expected} expected, got {got}", case["id"]));
        }
    }
    // Past the test runner's capture: the figures are to be seen in every run.
    let mut out = std::io::stderr().lock();
    writeln!(out, "client: {ran} recorded replies run").unwrap();
    for (outcome, count) in &outcomes {
        writeln!(out, "client: {count:>4} {outcome}").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(server.asked(), ran, "each is asked once: none of them is a passing fault");
    let counted = outcomes.iter().map(|(outcome, count)| (outcome.as_str(), *count)).collect::<Vec<_>>();
    assert_eq!(counted, COUNTS, "a reply comes out as something else, or there is another one: say so here");
}

/// So many replies have each outcome.
const COUNTS: &[(&str, usize)] = &[
    ("fault: HTTP 204", 1),
    ("fault: HTTP 400", 1),
    ("fault: key refused", 1),
    ("fault: not let in", 11),
    ("fault: not plugNmeet", 7),
    ("fault: signature refused", 7),
    ("fault: unreadable", 1),
    ("not running", 18),
    ("nothing there", 20),
    ("refusal: INTERNAL_SERVER_ERROR", 18),
    ("refusal: INVALID_PARAMETERS", 84),
    ("refusal: NOT_FOUND", 1),
    ("refusal: USER_BLOCKED", 1),
    ("refusal: USER_NOT_FOUND", 1),
    ("refusal: no code", 1),
    ("room not found", 6),
    ("running", 2),
    ("success", 125),
];

/// The cases that have a reply.
fn recorded() -> Vec<Value> {
    let recorded: Value = serde_json::from_str(include_str!("recorded.json")).unwrap();
    let cases = recorded["cases"].as_array().unwrap();
    cases.iter().filter(|case| !case["expect"].is_null()).cloned().collect()
}

/// A reply as it went over the wire.
struct Reply {
    http: u16,
    content_type: String,
    /// Null for one that is no JSON.
    body: Value,
    text: String,
}

impl Reply {
    fn of(expect: &Value) -> Self {
        let body = without_matchers(&expect["body"], "");
        let text = if body.is_null() { expect["text"].as_str().unwrap().to_owned() } else { body.to_string() };
        let content_type = expect["content_type"].as_str().unwrap().to_owned();
        Self { http: expect["http_status"].as_u64().unwrap().try_into().unwrap(), content_type, body, text }
    }

    /// What it is, by the contract.
    fn expected(&self, call: Call) -> String {
        let code = self.body["status_code"].as_str().unwrap_or("no code");
        if self.http == 401 {
            // §1.3
            return match code {
                "INVALID_API_KEY" => "fault: key refused".to_owned(),
                "INVALID_TOKEN_OR_SIGNATURE" => "fault: signature refused".to_owned(),
                _ => "fault: not let in".to_owned(),
            };
        }
        if self.body.is_null() {
            return match self.http {
                404 => "fault: not plugNmeet".to_owned(),
                200 => "fault: unreadable".to_owned(),
                status => format!("fault: HTTP {status}"),
            };
        }
        // §1.4: from here on `status` alone decides.
        if self.body["status"] == true {
            return match (call, code) {
                (Call::RoomState, "SUCCESS") => "running".to_owned(),
                (Call::RoomState, "ROOM_NOT_FOUND") => "not running".to_owned(),
                _ => "success".to_owned(),
            };
        }
        match (code, call) {
            // §2.3, §2.4: an answer to these, and for the others a reason to create the room.
            ("ROOM_NOT_FOUND", Call::ActiveRoom | Call::EndRoom) => "nothing there".to_owned(),
            ("ROOM_NOT_FOUND", _) => "room not found".to_owned(),
            // §2.9
            ("NOT_FOUND", Call::MergeRecordings) => "refusal: NOT_FOUND".to_owned(),
            ("NOT_FOUND", _) => "nothing there".to_owned(),
            (code, _) => format!("refusal: {code}"),
        }
    }
}

/// Puts something that fits in the place of each matcher.
fn without_matchers(value: &Value, key: &str) -> Value {
    match value {
        Value::Object(entries) if entries.contains_key("<json-string>") => {
            without_matchers(&entries["<json-string>"], "").to_string().into()
        }
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), without_matchers(value, key))).collect(),
        Value::Array(items) => items.iter().map(|item| without_matchers(item, key)).collect(),
        Value::String(text) => match text.as_str() {
            "<jwt>" => "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln".into(),
            "<sid>" | "<uuid>" => "5bdcc146-bf60-754e-6a04-2426089575c7".into(),
            "<time>" => "1795341600".into(),
            "<int>" => 600.into(),
            "<rfc3339>" => "2026-11-22T10:00:00Z".into(),
            "<datetime>" => "2026-11-22 10:00:00".into(),
            "<any>" if ["css", "js", "css_files", "js_files"].contains(&key) => json!(["main-module.js", "main.css"]),
            "<any>" if key == "file_size" => json!(12.5),
            other => other.replace("<sp>", "\u{a0}").into(),
        },
        other => other.clone(),
    }
}

/// Serves one reply after the other, whatever is asked.
struct Replies {
    address: String,
    now: Arc<Mutex<(u16, String, String)>>,
    asked: Arc<AtomicUsize>,
}

impl Replies {
    async fn start() -> Self {
        let (now, asked) = (Arc::<Mutex<(u16, String, String)>>::default(), Arc::<AtomicUsize>::default());
        let (served, count) = (now.clone(), asked.clone());
        let router = axum::Router::new().fallback(move || {
            count.fetch_add(1, Ordering::Relaxed);
            let (http, content_type, text) = served.lock().unwrap().clone();
            async move { (StatusCode::from_u16(http).unwrap(), [(CONTENT_TYPE, content_type)], text).into_response() }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, now, asked }
    }

    fn serves(&self, reply: &Reply) {
        *self.now.lock().unwrap() = (reply.http, reply.content_type.clone(), reply.text.clone());
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    fn client(&self) -> MeetingServer {
        let address = Address {
            url: self.address.clone(),
            join_address: format!("{}/", self.address),
            api_key: "plugnmeet".to_owned(),
            secret: "conformance-0123456789-abcdefghijklm".into(),
        };
        MeetingServer::Plugnmeet(Plugnmeet::new(address, Clock::Set(Arc::default())).unwrap())
    }
}

/// A method of the client.
#[derive(Clone, Copy, Debug)]
enum Call {
    Create,
    Token,
    RoomState,
    ActiveRoom,
    ActiveRooms,
    EndRoom,
    PastRooms,
    ClientFiles,
    Broadcast,
    Upload,
    Recordings,
    Recording,
    UpdateRecording,
    MergeRecordings,
    DeleteRecording,
    RecordingAddress,
    Artifacts,
    Artifact,
    DeleteArtifact,
    ArtifactAddress,
}

impl Call {
    /// The method for a path. What has none of its own is read as by the call that reads least.
    fn to(path: &str) -> Self {
        match path.strip_prefix("/auth/").unwrap_or_default() {
            "room/create" => Self::Create,
            "room/getJoinToken" => Self::Token,
            "room/getActiveRoomInfo" => Self::ActiveRoom,
            "room/getActiveRoomsInfo" => Self::ActiveRooms,
            "room/endRoom" => Self::EndRoom,
            "room/fetchPastRooms" => Self::PastRooms,
            "room/broadcastToRoom" => Self::Broadcast,
            "room/uploadWhiteboardFile" => Self::Upload,
            "getClientFiles" => Self::ClientFiles,
            "recording/fetch" => Self::Recordings,
            "recording/info" | "recording/recordingInfo" => Self::Recording,
            "recording/updateMetadata" => Self::UpdateRecording,
            "recording/mergeRecordings" => Self::MergeRecordings,
            "recording/delete" => Self::DeleteRecording,
            "recording/getDownloadToken" => Self::RecordingAddress,
            "artifact/fetch" | "analytics/fetch" => Self::Artifacts,
            "artifact/info" => Self::Artifact,
            "artifact/delete" | "analytics/delete" => Self::DeleteArtifact,
            "artifact/getDownloadToken" | "analytics/getDownloadToken" => Self::ArtifactAddress,
            _ => Self::RoomState,
        }
    }

    /// The name of what comes out; what a success brings must be what the reply holds.
    async fn through(self, server: &MeetingServer, body: &Value) -> String {
        let fetch = Fetch { room_ids: &[], room_sid: None, kind: None, piece: piece() };
        let done = match self {
            Self::Create => server.create_room(&create()).await.map(|room| {
                let metadata: Value = serde_json::from_str(body["room_info"]["metadata"].as_str().unwrap()).unwrap();
                assert_eq!((&json!(room.room_id), &json!(room.sid)), (&body["room_info"]["room_id"], &body["room_info"]["sid"]));
                assert_eq!(json!(room.metadata.room_title), metadata["room_title"]);
                assert_eq!(json!(room.metadata.room_features.allow_reactions), metadata["room_features"]["allow_reactions"]);
                assert_eq!(room.creation_time, 1_795_341_600);
                true
            }),
            Self::Token => server.get_join_token(&token()).await.map(|token| {
                assert_eq!(json!(token.expose_secret()), body["token"]);
                true
            }),
            Self::RoomState => {
                return match server.room_state("r").await {
                    Ok(RoomState::Running) => "running".to_owned(),
                    Ok(RoomState::Ending) => "ending".to_owned(),
                    Ok(RoomState::NotRunning) => "not running".to_owned(),
                    Err(error) => name(error),
                };
            }
            Self::ActiveRoom => server.active_room("r").await.map(|room| {
                let people = room.as_ref().map(|room| json!(room.participants_info.len()));
                assert_eq!(people, body["room"]["participants_info"].as_array().map(|people| json!(people.len())));
                room.is_some()
            }),
            Self::ActiveRooms => server.active_rooms().await.map(|rooms| !rooms.is_empty()),
            Self::EndRoom => server.end_room("r").await,
            Self::PastRooms => server.past_rooms(&fetch).await.map(|rooms| {
                let listed = body["result"]["rooms_list"].as_array().cloned().unwrap_or_default();
                assert_eq!(rooms.list.len(), listed.len());
                for (room, listed) in rooms.list.iter().zip(listed) {
                    assert_eq!((json!(room.room_id), room.created.is_some()), (listed["room_id"].clone(), true));
                    assert_eq!(room.ended.is_none(), listed["ended"] == "0001-01-01T00:00:00Z", "it runs");
                }
                rooms.total > 0
            }),
            Self::ClientFiles => server.client_files().await.map(|files| files.css_files.len() == 2 && files.js_files.len() == 2),
            Self::Broadcast => server.broadcast(&broadcast()).await.map(|()| true),
            Self::Upload => server.upload_whiteboard_file("r", &Upload::Link("https://x.example/".into())).await.map(|()| true),
            Self::Recordings => server.recordings(&fetch).await.map(|recordings| {
                assert_eq!(Some(recordings.list.len()), body["result"]["recordings_list"].as_array().map(Vec::len));
                recordings.total == 2 && recordings.list[0].file_size > 12.0
            }),
            Self::Recording => server.recording("r").await.map(|recording| {
                recording.is_some_and(|recording| {
                    let extra = body["recording_info"]["metadata"]["extra_data"].as_object().map_or(0, serde_json::Map::len);
                    assert_eq!(recording.recording_info.metadata.extra_data.len(), extra);
                    assert!(recording.room_info.unwrap().ended.is_some());
                    json!(recording.recording_info.record_id) == body["recording_info"]["record_id"]
                })
            }),
            Self::UpdateRecording => server.update_recording("r", &RecordingMetadata::default()).await,
            Self::MergeRecordings => {
                let which = MergeRecordings::BySession { room_sid: "s".into(), exclude_recording_ids: Vec::new() };
                server.merge_recordings(&which).await.map(|()| true)
            }
            Self::DeleteRecording => server.delete_recording("r").await,
            Self::RecordingAddress => server.recording_address("r").await.map(|address| leads_to(address, body)),
            Self::Artifacts => server.artifacts(&fetch).await.map(|artifacts| {
                let listed = body["result"]["artifacts_list"].as_array().map_or(0, Vec::len);
                assert_eq!((artifacts.list.len(), artifacts.list.iter().all(|one| one.kind.is_downloadable())), (listed, true));
                body["status"] == true
            }),
            Self::Artifact => server.artifact("a").await.map(|artifact| {
                artifact.is_some_and(|artifact| {
                    assert_eq!(artifact.artifact_info.metadata.file_info.unwrap().mime_type, "application/json");
                    json!(artifact.artifact_info.artifact_id) == body["artifact_info"]["artifact_id"]
                })
            }),
            Self::DeleteArtifact => server.delete_artifact("a").await,
            Self::ArtifactAddress => server.artifact_address("a").await.map(|address| leads_to(address, body)),
        };
        match done {
            Ok(true) => "success".to_owned(),
            Ok(false) => "nothing there".to_owned(),
            Err(error) => name(error),
        }
    }
}

fn leads_to(address: Option<secrecy::SecretString>, body: &Value) -> bool {
    address.is_some_and(|address| {
        let (way, token) = address.expose_secret().rsplit_once('/').unwrap();
        assert!(way.ends_with("/download/recording") || way.ends_with("/download/artifact"), "{way}");
        json!(token) == body["token"]
    })
}

/// An error by its name.
fn name(error: MeetingError) -> String {
    match error {
        MeetingError::RoomNotFound => "room not found".to_owned(),
        MeetingError::Unavailable(Outage { fault, .. }) => match fault {
            Fault::KeyRefused => "fault: key refused".to_owned(),
            Fault::SignatureRefused => "fault: signature refused".to_owned(),
            Fault::Unauthorised { .. } => "fault: not let in".to_owned(),
            Fault::NotPlugnmeet => "fault: not plugNmeet".to_owned(),
            Fault::Unreadable => "fault: unreadable".to_owned(),
            Fault::Status { status, .. } => format!("fault: HTTP {status}"),
            other => format!("fault: {other:?}"),
        },
        MeetingError::Refused(refusal) => match refusal {
            Refusal::Invalid { .. } => "refusal: INVALID_PARAMETERS".to_owned(),
            Refusal::UserBlocked => "refusal: USER_BLOCKED".to_owned(),
            Refusal::NotFound { words } if words.as_str().contains("user found") => "refusal: USER_NOT_FOUND".to_owned(),
            Refusal::NotFound { .. } => "refusal: NOT_FOUND".to_owned(),
            Refusal::Other { code, .. } if code.as_str().is_empty() => "refusal: no code".to_owned(),
            Refusal::Other { code, .. } => format!("refusal: {code}"),
            other => format!("refusal: {other:?}"),
        },
        MeetingError::Internal(fault) => format!("ours: {fault:?}"),
    }
}

fn piece() -> Piece {
    Piece { from: 0, limit: 20, order_by: Order::NewestFirst }
}

fn create() -> CreateRoom {
    let (room_id, title) = ("r1-abcdefghijklmnop".parse().unwrap(), "T".parse().unwrap());
    CreateRoom::new(&room_id, &title, RoomLocks::OPEN, &RoomSettings::default())
}

fn token() -> GetJoinToken {
    let user_metadata = UserMetadata::default();
    let user_info = UserInfo { name: "Ann".into(), user_id: "ann-1".into(), is_admin: false, is_hidden: false, user_metadata };
    GetJoinToken { room_id: create().room_id, user_info }
}

fn broadcast() -> Broadcast {
    let message = Message::Chat { message: "hello".into() };
    Broadcast { room_id: create().room_id, only_to_admins: false, to_user_id: None, message }
}
