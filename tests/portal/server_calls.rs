//! Every call of the room API, asked of the sandbox in this process and of the same sandbox over HTTP: the answers are the
//! same, since a meeting server is one interface.
use roomkey::domain::fault::Refusal;
use roomkey::domain::locks::RoomLocks;
use roomkey::domain::settings::RoomSettings;
use roomkey::meeting::wire::{
    ArtifactKind, Broadcast, CreateRoom, Fetch, GetJoinToken, MergeRecordings, Message, Order, Piece, RecordingMetadata, Urgency,
    UserInfo, UserMetadata,
};
use roomkey::meeting::{MeetingError, MeetingServer, RoomState, Upload};
use roomkey::services::servers;

use crate::app::TestApp;
use crate::broken_server::BrokenServer;

#[tokio::test]
async fn every_call_gives_the_same_whichever_way_it_goes() {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    let id = server.add_to(&app, "Campus").await;
    let over_http = servers::get(&app.services, Some(&id)).await.unwrap();
    assert!(!over_http.is_sandbox() && app.sandbox().is_sandbox());
    for server in [app.sandbox(), over_http] {
        a_session(&server).await;
        Box::pin(what_is_kept(&server)).await;
    }
    assert_eq!(server.calls("room/create"), 2);
    assert_eq!(server.calls("room/uploadWhiteboardFile"), 3);
}

async fn a_session(server: &MeetingServer) {
    let room = CreateRoom::new(
        &"k1-abcdefghijklmnop".parse().unwrap(),
        &"Biology".parse().unwrap(),
        RoomLocks::OPEN,
        &RoomSettings::default(),
    );
    let room_id = room.room_id.clone();
    let user_info = UserInfo {
        name: "Ann".into(),
        user_id: "ann-1".into(),
        is_admin: true,
        is_hidden: false,
        user_metadata: UserMetadata::default(),
    };
    let ask = GetJoinToken { room_id: room_id.clone(), user_info };
    assert!(matches!(server.get_join_token(&ask).await, Err(MeetingError::RoomNotFound)));
    assert_eq!(server.room_state(&room_id).await.unwrap(), RoomState::NotRunning);
    assert!(server.active_room(&room_id).await.unwrap().is_none() && server.active_rooms().await.unwrap().is_empty());
    let session = server.create_room(&room).await.unwrap();
    assert_eq!((session.room_id.as_str(), session.metadata.room_title.as_str()), (room_id.as_str(), "Biology"));
    assert_eq!(server.create_room(&room).await.unwrap().sid, session.sid);
    assert_eq!(server.room_state(&room_id).await.unwrap(), RoomState::Running);
    assert_eq!(server.active_room(&room_id).await.unwrap().unwrap().room_info.sid, session.sid);
    assert_eq!(server.active_rooms().await.unwrap().len(), 1);
    assert!(server.get_join_token(&ask).await.is_ok());

    let chat = Message::Chat { message: "hello".into() };
    let notice = Message::Notification { text: "Soon over".into(), urgency: Urgency::Warning, with_sound: true };
    let broadcast =
        |message: Message, only_to_admins| Broadcast { room_id: room_id.clone(), only_to_admins, to_user_id: None, message };
    server.broadcast(&broadcast(chat.clone(), false)).await.unwrap();
    server.broadcast(&broadcast(notice, false)).await.unwrap();
    let nobody = server.broadcast(&broadcast(chat, true)).await.unwrap_err();
    assert!(matches!(&nobody, MeetingError::Refused(Refusal::NotFound { words }) if words.as_str() == "no online user found"));

    // The sandbox has no whiteboard: what it says to each shows what reached it.
    for (upload, said) in [
        (Upload::Link("nope".into()), "Invalid document_link provided"),
        (Upload::File { name: "a\"\r\n.pdf".into(), bytes: b"%PDF-1.7 \r\n--".to_vec() }, "failed to count PDF pages"),
        (Upload::File { name: "a.odp".into(), bytes: vec![0; 100_000] }, "failed to convert file to PDF"),
    ] {
        let refused = server.upload_whiteboard_file(&room_id, &upload).await.unwrap_err();
        let MeetingError::Refused(refusal) = refused else { panic!("{refused}") };
        assert_eq!(refusal.words().unwrap().as_str(), said);
    }

    assert!(server.end_room(&room_id).await.unwrap());
    server.client_files().await.unwrap();
}

async fn what_is_kept(server: &MeetingServer) {
    let rooms = ["k1-abcdefghijklmnop".to_owned()];
    let piece = Piece { from: 0, limit: 10, order_by: Order::OldestFirst };
    let fetch = |kind| Fetch { room_ids: &rooms, room_sid: None, kind, piece };
    let past = server.past_rooms(&fetch(None)).await.unwrap();
    assert_eq!((past.total, past.list.len(), past.list[0].room_title.as_str()), (1, 1, "Biology"));
    assert!(past.list[0].created.is_some());

    // It makes neither recordings nor artifacts, and says so as a server does that has none of an id.
    let about = RecordingMetadata { title: Some("Cells".into()), ..RecordingMetadata::default() };
    assert_eq!(server.recordings(&fetch(None)).await.unwrap().total, 0);
    assert!(server.recording("r").await.unwrap().is_none());
    assert!(!server.update_recording("r", &about).await.unwrap());
    assert!(!server.delete_recording("r").await.unwrap());
    assert!(server.recording_address("r").await.unwrap().is_none());
    let by_session = MergeRecordings::BySession { room_sid: past.list[0].room_sid.clone(), exclude_recording_ids: Vec::new() };
    let by_ids = MergeRecordings::ByIds { room_id: rooms[0].clone(), recording_ids: vec!["a".into(), "b".into()] };
    for which in [by_session, by_ids] {
        let refused = server.merge_recordings(&which).await.unwrap_err();
        assert!(matches!(refused, MeetingError::RoomNotFound | MeetingError::Refused(Refusal::NotFound { .. })), "{refused}");
    }
    for kind in [None, Some(ArtifactKind::Analytics)] {
        assert_eq!(server.artifacts(&fetch(kind)).await.unwrap().total, 0);
    }
    assert!(server.artifact("a").await.unwrap().is_none());
    assert!(!server.delete_artifact("a").await.unwrap());
    assert!(server.artifact_address("a").await.unwrap().is_none());
}
