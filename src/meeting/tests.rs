use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use secrecy::ExposeSecret;

use super::token::TokenProblem;
use super::wire::{RoomFeatures, RoomMetadata, UserInfo, UserMetadata};
use super::*;
use crate::clock::Clock;
use crate::domain::locks::LockKind::{Chat, Microphone, Reactions, ScreenSharing, SharedNotepad, Whiteboard};
use crate::domain::locks::{LockKind, StoredLocks};
use crate::storage::Storage;

/// A sandbox on a database of its own, and a clock to move.
struct Bench {
    server: MeetingServer,
    sandbox: Sandbox,
    clock: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

impl Bench {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(&folder.path().join("roomkey.db")).await.unwrap();
        let clock = Arc::new(AtomicI64::new(1_761_814_595_000));
        let secret = SecretString::from("bench-0123456789-0123456789-0123456789");
        let sandbox = Sandbox::open(storage, "key", secret, Clock::Set(clock.clone()), "http://portal/sandbox/");
        Self { server: MeetingServer::Sandbox(sandbox.clone()), sandbox, clock, _folder: folder }
    }

    fn after_seconds(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }
}

fn room() -> CreateRoom {
    CreateRoom {
        room_id: "room-1".into(),
        empty_timeout: None,
        max_participants: None,
        metadata: RoomMetadata { room_title: "Physics 🧲".into(), ..RoomMetadata::default() },
    }
}

fn for_person(user_id: &str, is_admin: bool, lock_settings: StoredLocks) -> GetJoinToken {
    let user_metadata = UserMetadata { lock_settings, record_webcam: Some(false), ..UserMetadata::default() };
    let user_info = UserInfo { name: "Ann".into(), user_id: user_id.into(), is_admin, is_hidden: true, user_metadata };
    GetJoinToken { room_id: "room-1".into(), user_info }
}

fn locks(set: &[(LockKind, bool)]) -> StoredLocks {
    set.iter().map(|(kind, locked)| (*kind, Some(*locked))).collect()
}

#[tokio::test]
async fn a_room_runs_from_create_to_end() {
    let Bench { server, .. } = &Bench::new().await;
    assert_eq!(server.room_state("room-1").await.unwrap(), RoomState::NotRunning);
    assert_eq!(server.active_room("room-1").await.unwrap(), None);
    assert_eq!(server.active_rooms().await.unwrap(), []);
    assert!(!server.end_room("room-1").await.unwrap());

    let created = server.create_room(&room()).await.unwrap();
    assert_eq!((created.room_title.as_str(), created.creation_time), ("Physics 🧲", 1_761_814_595));
    let mut features = created.metadata.room_features.clone();
    assert!(!std::mem::take(&mut features.chat_features.allowed_file_types).is_empty(), "the server's own list");
    assert_eq!(features, RoomFeatures::default());
    assert_eq!(
        created.metadata.default_lock_settings,
        locks(&[(ScreenSharing, true), (Whiteboard, true), (SharedNotepad, true)])
    );
    assert_eq!(server.room_state("room-1").await.unwrap(), RoomState::Running);
    assert_eq!(server.active_room("room-1").await.unwrap().unwrap().room_info, created);
    assert_eq!(server.active_rooms().await.unwrap(), std::slice::from_ref(&created));

    assert!(server.end_room("room-1").await.unwrap());
    assert_ne!(server.room_state("room-1").await.unwrap(), RoomState::Running);
    assert_ne!(server.create_room(&room()).await.unwrap().sid, created.sid, "another session of the same room");
}

#[tokio::test]
async fn what_is_refused_can_be_told_apart() {
    let Bench { server, .. } = &Bench::new().await;
    let ann = for_person("ann", false, StoredLocks::default());
    assert!(matches!(server.get_join_token(&ann).await, Err(MeetingError::RoomNotFound)));
    server.create_room(&room()).await.unwrap();
    let reserved = for_person("sip_1", false, StoredLocks::default());
    let Err(error) = server.get_join_token(&reserved).await else { panic!("a reserved id") };
    assert!(matches!(&error, MeetingError::Refused(Refusal::Other { words, .. }) if words.as_str().contains("reserved")));
    assert_eq!(error.to_string(), "the meeting server refused: INTERNAL_SERVER_ERROR", "nothing of the request");
}

#[tokio::test]
async fn the_rehearsal_shows_what_a_token_was_asked_for() {
    let bench = Bench::new().await;
    let mut created = room();
    created.metadata.default_lock_settings = locks(&[(Microphone, true), (Chat, true), (Whiteboard, false)]);
    bench.server.create_room(&created).await.unwrap();

    let asked = for_person("ann", false, locks(&[(Chat, false), (Reactions, true)]));
    let token = bench.server.get_join_token(&asked).await.unwrap();
    let shown = bench.sandbox.rehearse(token.expose_secret()).await.unwrap();
    assert_eq!((shown.name.as_str(), shown.user_id.as_str(), shown.room_id.as_str()), ("Ann", "ann", "room-1"));
    assert!(!shown.is_admin && !shown.is_presenter && shown.is_hidden && !shown.record_webcam && !shown.wait_for_approval);
    assert_eq!(
        shown.rules.locks,
        locks(&[(Microphone, true), (ScreenSharing, true), (Whiteboard, false), (SharedNotepad, true), (Chat, true)])
    );
    assert_eq!(
        shown.user_locks,
        locks(&[
            (Microphone, true),
            (ScreenSharing, true),
            (Whiteboard, false),
            (SharedNotepad, true),
            (Chat, false),
            (Reactions, true)
        ])
    );

    let asked = for_person("bob", true, locks(&[(Chat, true)]));
    let token = bench.server.get_join_token(&asked).await.unwrap();
    let shown = bench.sandbox.rehearse(token.expose_secret()).await.unwrap();
    assert!(shown.is_admin && shown.is_presenter);
    assert_eq!(shown.user_locks, StoredLocks::default());
}

#[tokio::test]
async fn a_token_works_for_ten_minutes_and_only_in_its_session() {
    let bench = Bench::new().await;
    bench.server.create_room(&room()).await.unwrap();
    let ask = for_person("ann", false, StoredLocks::default());
    let token = bench.server.get_join_token(&ask).await.unwrap();
    let token = token.expose_secret();
    bench.after_seconds(660);
    assert!(bench.sandbox.rehearse(token).await.is_ok());
    bench.server.end_room("room-1").await.unwrap();
    assert_eq!(bench.sandbox.rehearse(token).await, Err(TokenProblem::RoomEnded));
    bench.server.create_room(&room()).await.unwrap();
    assert_eq!(bench.sandbox.rehearse(token).await, Err(TokenProblem::UnknownUser));
    bench.server.get_join_token(&ask).await.unwrap();
    assert!(bench.sandbox.rehearse(token).await.is_ok(), "the same id was issued again (§8)");
    bench.after_seconds(1);
    assert_eq!(bench.sandbox.rehearse(token).await, Err(TokenProblem::Expired));
}
