use super::*;
use crate::domain::fault::Fault;

fn info(room_id: &str, sid: &str, people: u32) -> RoomInfo {
    let json = serde_json::json!({ "room_id": room_id, "sid": sid, "joined_participants": people.to_string() });
    serde_json::from_value(json).unwrap()
}

/// A server of which somebody listens to the room `r`.
fn known(now: Instant) -> (Known, RoomId) {
    let (mut known, room) = (Known::default(), RoomId::from("room".to_owned()));
    known.listen(&room, "r", now);
    (known, room)
}

fn running(sid: &str, people: u64) -> Seen {
    Seen::Running { sid: sid.to_owned(), people }
}

fn second(count: u64) -> Duration {
    Duration::from_secs(count)
}

#[test]
fn a_row_is_a_session_once_the_server_has_said_so() {
    let now = Instant::now();
    let (mut known, room) = known(now);
    assert_eq!((known.seen("r"), known.question(now)), (Seen::Unknown, None));
    known.listed(now, &[info("r", "s", 0), info("other", "t", 3)], &[]);
    assert_eq!(known.seen("r"), Seen::Unknown);
    let question = Question::Runs { room_id: "r".to_owned(), sid: "s".to_owned() };
    assert_eq!(known.question(now), Some(question.clone()), "nobody cares for the other");
    // Left behind by a server that was stopped.
    known.checked("r", "s", RoomState::Ending, now);
    assert_eq!((known.seen("r"), known.question(now)), (Seen::NotRunning, None));
    assert_eq!(known.changes(), [Change { room: room.clone(), only_people: false }]);
    known.listed(now + second(2), &[info("r", "s", 0)], &[]);
    assert_eq!(known.question(now + second(2)), None, "the same row is not asked about at once");
    assert_eq!(known.question(now + second(4)), Some(question), "it may just have been on its way");
    known.checked("r", "s", RoomState::Running, now + second(4));
    assert_eq!(known.seen("r"), running("s", 0));
    assert_eq!(known.changes(), [Change { room, only_people: false }]);
    assert_eq!(known.changes(), []);
    known.listed(now + second(6), &[], &[]);
    assert_eq!(known.seen("r"), Seen::NotRunning);
    known.unlisten("r");
    assert!(known.wanted(now + second(6)).is_empty());
}

#[test]
fn a_moderator_is_looked_for_while_people_are_in_and_none_is_seen() {
    let now = Instant::now();
    let (mut known, room) = known(now);
    let question = Question::Moderator { room: room.clone(), room_id: "r".to_owned(), sid: "s".to_owned() };
    known.listed(now, &[info("r", "s", 0)], &["r".to_owned()]);
    assert_eq!(known.question(now), None, "nobody is in");
    known.changes();
    known.listed(now + second(2), &[info("r", "s", 1)], &[]);
    assert_eq!(known.changes(), [Change { room, only_people: true }]);
    assert_eq!(known.question(now + second(2)), Some(question.clone()));
    known.looked("r", "s", false, now + second(2));
    assert_eq!(known.question(now + second(5)), None);
    // Who is at the door counts, and is not named: the count stays when they come in.
    assert_eq!(known.question(now + second(6)), Some(question.clone()));
    known.looked("r", "s", false, now + second(6));
    assert_eq!(known.question(now + second(8)), None);
    known.listed(now + second(8), &[info("r", "s", 2)], &[]);
    assert_eq!(known.question(now + second(8)), Some(question), "somebody came");
    known.looked("r", "s", true, now + second(8));
    known.listed(now + second(10), &[info("r", "s", 3)], &[]);
    assert_eq!(known.question(now + second(90)), None);
}

#[test]
fn what_the_portal_did_itself_is_newer_than_a_list_that_was_asked_for_before() {
    let now = Instant::now();
    let (mut known, _) = known(now);
    known.listed(now, &[], &[]);
    known.note_running("r", "s", now + second(2));
    assert_eq!(known.seen("r"), running("s", 0));
    known.listed(now + second(1), &[], &[]);
    assert_eq!(known.seen("r"), running("s", 0));
    known.listed(now + second(3), &[info("r", "s", 1)], &[]);
    assert_eq!(known.seen("r"), running("s", 1));
    // A session that is being torn down is listed.
    known.note_ended("r", "s");
    known.listed(now + second(4), &[info("r", "s", 1)], &[]);
    assert_eq!((known.seen("r"), known.question(now + second(4))), (Seen::NotRunning, None));
    known.listed(now + second(5), &[info("r", "next", 0)], &["r".to_owned()]);
    assert_eq!(known.seen("r"), running("next", 0));
}

#[test]
fn a_server_that_is_down_asks_for_nothing_and_comes_back() {
    let now = Instant::now();
    let (mut known, room) = known(now);
    known.listed(now, &[info("r", "s", 1)], &["r".to_owned()]);
    known.changes();
    let outage = Outage { fault: Fault::ConnectionRefused, since: 7 };
    known.failed(now + second(2), Some(outage.clone()));
    assert_eq!((known.seen("r"), known.question(now + second(2))), (Seen::Down(outage), None));
    assert_eq!(known.changes(), [Change { room: room.clone(), only_people: false }]);
    known.listed(now + second(4), &[info("r", "s", 1)], &[]);
    assert_eq!(known.seen("r"), running("s", 1));
    assert_eq!(known.changes(), [Change { room, only_people: false }]);
}
