//! What the client of a meeting server does not do: wait too long, read too much, follow, or ask again what may have had an
//! effect.
use std::time::{Duration, Instant};

use roomkey::domain::fault::{Fault, Refusal};
use roomkey::meeting::plugnmeet::breaker::ServerState;
use roomkey::meeting::wire::{GetJoinToken, UserInfo, UserMetadata};
use roomkey::meeting::{MeetingError, MeetingServer};
use roomkey::services::servers;

use crate::app::TestApp;
use crate::broken_server::{BrokenServer, LOG_IN, Trouble};

async fn start() -> (TestApp, BrokenServer, MeetingServer) {
    let app = TestApp::start().await;
    let server = BrokenServer::start(&app).await;
    let id = server.add_to(&app, "Campus").await;
    let client = servers::get(&app.services, Some(&id)).await.unwrap();
    (app, server, client)
}

fn fault<T: std::fmt::Debug>(answer: Result<T, MeetingError>) -> Fault {
    answer.unwrap_err().outage().expect("an outage").fault
}

fn token() -> GetJoinToken {
    let user_metadata = UserMetadata::default();
    let user_info = UserInfo { name: "Ann".into(), user_id: "ann-1".into(), is_admin: false, is_hidden: false, user_metadata };
    GetJoinToken { room_id: "r1".into(), user_info }
}

#[tokio::test]
async fn what_may_have_had_an_effect_is_asked_once_and_a_read_three_times() {
    let (_app, server, client) = start().await;
    server.suffers(Trouble::ResetsBeforeHeaders).await;
    assert_eq!(fault(client.get_join_token(&token()).await), Fault::Broken);
    assert_eq!(fault(client.room_state("r1").await), Fault::Broken);
    assert_eq!((server.calls("room/getJoinToken"), server.calls("room/isRoomActive")), (1, 3));
    assert_eq!(fault(client.hasty().room_state("r1").await), Fault::Broken);
    assert_eq!(server.calls("room/isRoomActive"), 4, "a page asks once");
}

#[tokio::test]
async fn after_three_failures_nothing_reaches_a_server_until_it_is_probed() {
    let (app, server, client) = start().await;
    server.suffers(Trouble::ResetsBeforeHeaders).await;
    let page = client.hasty();
    for _ in 0..10 {
        assert_eq!(fault(page.room_state("r1").await), Fault::Broken);
    }
    assert_eq!(server.calls("room/isRoomActive"), 3);
    server.is_well().await;
    assert_eq!(fault(page.room_state("r1").await), Fault::Broken, "nobody has looked yet");
    app.pass(Duration::from_secs(2));
    assert!(page.room_state("r1").await.is_ok() && page.room_state("r1").await.is_ok());
    assert!(matches!(client.state(), ServerState::Up { .. }));
}

#[tokio::test]
async fn a_page_goes_on_after_a_few_seconds_however_much_it_asks() {
    let (app, server, client) = start().await;
    server.suffers(Trouble::HangsBeforeHeaders).await;
    let (began, page) = (Instant::now(), client.hasty());
    assert_eq!(fault(page.room_state("r1").await), Fault::ReplyTimeout);
    assert_eq!(fault(page.active_room("r1").await), Fault::ReplyTimeout);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    app.pass(Duration::from_secs(10));
    server.suffers(Trouble::Drips).await;
    let began = Instant::now();
    assert_eq!(fault(client.hasty().room_state("r1").await), Fault::ReplyTimeout);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_server_too_slow_for_pages_is_there_for_everybody_else() {
    let (app, server, client) = start().await;
    server.suffers(Trouble::HangsBeforeHeaders).await;
    let began = Instant::now();
    for _ in 0..10 {
        assert_eq!(fault(client.hasty().room_state("r1").await), Fault::ReplyTimeout);
    }
    assert!(began.elapsed() < Duration::from_secs(5), "one page waits for all: {:?}", began.elapsed());
    assert_eq!(server.calls("room/isRoomActive"), 1);
    app.pass(Duration::from_secs(10));
    let pages = futures::future::join_all((0..5).map(|_| async { fault(client.hasty().room_state("r1").await) }));
    assert_eq!(pages.await, [const { Fault::ReplyTimeout }; 5]);
    server.is_well().await;
    client.room_state("r1").await.unwrap();
    client.hasty().room_state("r1").await.unwrap();
}

#[tokio::test]
async fn many_who_wait_for_a_token_are_few_connections_and_leave_room_for_quick_calls() {
    let (_app, server, client) = start().await;
    server.suffers_at("room/getJoinToken", Trouble::HangsBeforeHeaders).await;
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..300 {
        let client = client.clone();
        waiting.spawn(async move { client.get_join_token(&token()).await.map(drop) });
    }
    let began = Instant::now();
    for _ in 0..12 {
        let refused = waiting.join_next().await.unwrap().unwrap();
        assert!(matches!(refused, Err(MeetingError::Refused(Refusal::Crowded))), "{refused:?}");
    }
    assert!(client.hasty().room_state("r1").await.is_ok());
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert_eq!(server.calls("room/getJoinToken"), 32);
    waiting.abort_all();
}

#[tokio::test]
async fn waiting_for_a_rooms_lock_is_no_sign_of_an_outage() {
    let (_app, server, client) = start().await;
    server.suffers_at("room/getActiveRoomInfo", Trouble::HangsBeforeHeaders).await;
    for _ in 0..3 {
        // A page's patience, so that the test need not have a server's.
        let page = client.hasty();
        assert!(page.room_state("r1").await.is_ok());
        assert_eq!(fault(page.active_room("r1").await), Fault::ReplyTimeout);
    }
    assert!(matches!(client.state(), ServerState::Up { .. }));
    assert!(client.room_state("r1").await.is_ok());
}

#[tokio::test]
async fn nobody_is_followed_and_nothing_huge_is_read() {
    let (_app, server, client) = start().await;
    server.suffers(Trouble::Redirects).await;
    assert_eq!(fault(client.room_state("r1").await), Fault::Redirects);
    assert_eq!(server.calls(LOG_IN), 0);
    server.suffers(Trouble::Huge).await;
    assert_eq!(fault(client.room_state("r1").await), Fault::TooLarge);
    assert!(server.bytes_sent() < 8 << 20, "{} bytes", server.bytes_sent());
}

#[tokio::test]
async fn a_newer_server_is_understood() {
    let (_app, server, client) = start().await;
    for trouble in [Trouble::ExtraFields, Trouble::UnknownNames] {
        server.suffers(trouble).await;
        assert!(client.room_state("r1").await.is_ok(), "{trouble:?}");
        client.active_room("r1").await.unwrap();
    }
}
