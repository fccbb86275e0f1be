use super::*;
use LockKind::*;
use MeetingRole::{Moderator, Participant};
use proptest::prelude::*;

#[test]
fn the_ten_have_their_names_bits_and_headings() {
    for (i, kind) in LockKind::ALL.into_iter().enumerate() {
        assert_eq!(kind.key().parse(), Ok(kind));
        assert_eq!(RoomLocks::OPEN.with(kind, true).bits(), 1 << i);
    }
    let shown: Vec<_> = LockGroup::ALL.into_iter().flat_map(LockGroup::locks).map(LockKind::key).collect();
    let expected = "lock_microphone lock_webcam lock_screen_sharing lock_whiteboard lock_shared_notepad lock_chat \
        lock_chat_send_message lock_chat_file_share lock_private_chat lock_reactions";
    assert_eq!(shown.join(" "), expected);
    assert_eq!("lock_nothing".parse::<LockKind>(), Err(UnknownLock));
}

#[test]
fn a_new_room_locks_what_plugnmeet_locks() {
    let locked: Vec<_> = LockKind::ALL.into_iter().filter(|kind| RoomLocks::default().is_locked(*kind)).collect();
    assert_eq!(locked, [ScreenSharing, Whiteboard, SharedNotepad]);
    let completed = StoredLocks::default().completed_for_room();
    assert_eq!(completed.iter().collect::<Vec<_>>(), locked.iter().map(|kind| (*kind, true)).collect::<Vec<_>>());
    let said = StoredLocks::from(RoomLocks::OPEN);
    assert_eq!((said.completed_for_room(), said.iter().count()), (said, 10));
}

#[test]
fn bits_of_no_lock_are_refused() {
    assert_eq!(RoomLocks::from_bits(0x3ff).map(RoomLocks::bits), Some(0x3ff));
    assert_eq!(RoomLocks::from_bits(0x400), None);
}

#[test]
fn what_a_server_keeps_is_an_object_of_the_set_ones() {
    let locks: StoredLocks = [(Chat, Some(false)), (Microphone, Some(true)), (Webcam, None)].into_iter().collect();
    let json = serde_json::to_string(&locks).unwrap();
    assert_eq!(json, r#"{"lock_microphone":true,"lock_chat":false}"#);
    assert_eq!(serde_json::from_str::<StoredLocks>(&json).unwrap(), locks);
    let read = serde_json::from_str::<StoredLocks>(r#"{"lock_chat":null,"lock_nothing":{"a":1},"lock_webcam":true}"#).unwrap();
    assert_eq!(read.iter().collect::<Vec<_>>(), [(Webcam, true)]);
    assert!(serde_json::from_str::<StoredLocks>(r#"{"lock_chat":"true"}"#).is_err());
}

#[test]
fn a_choice_is_read_as_it_is_written() {
    for lock in Lock::ALL {
        assert_eq!(lock.key().parse(), Ok(lock));
    }
    assert_eq!("true".parse::<Lock>(), Err(UnknownLockChoice));
}

/// What the server keeps, for room (unset, locked, allowed) by person (inherit, locked, allowed).
#[test]
fn a_record_is_merged_as_the_server_merges_it() {
    let (t, f, unset) = (Some(true), Some(false), None);
    let participant = [[unset, t, f], [t, t, f], [f, t, f]];
    for kind in LockKind::ALL {
        for (room_value, row) in [unset, t, f].into_iter().zip(participant) {
            for (choice, expected) in Lock::ALL.into_iter().zip(row) {
                let (person, room) = alone(kind, choice, room_value);
                let case = format!("{kind:?} {room_value:?} {choice:?}");
                assert_eq!(merge(Participant, false, &person, &room), only(kind, expected), "{case}");
                assert_eq!(merge(Moderator, true, &person, &room), StoredLocks::default(), "{case}");
                let kept = if kind == Whiteboard { room_value } else { unset };
                assert_eq!(merge(Moderator, false, &person, &room), only(kind, kept), "{case}");
            }
        }
    }
}

/// Upper case is locked, lower case allowed; the letter says why.
fn letter(effective: Effective) -> char {
    let letter = match effective.reason {
        Reason::Room => 'r',
        Reason::Person => 'p',
        Reason::Moderator => 'm',
        Reason::Presenter => 's',
        Reason::ServerDefault => 'd',
        Reason::Unset => 'u',
        Reason::RoomPrivateChat => 'o',
        Reason::PersonPrivateChat => 'q',
        Reason::RoomChat => 'c',
        Reason::Chat => 'b',
        Reason::Sending => 'w',
        Reason::SwitchedOff => 'x',
    };
    if effective.locked { letter.to_ascii_uppercase() } else { letter }
}

/// Three groups of letters for the room (unset, locked, allowed), in each one letter for the person (inherit, locked,
/// allowed).
fn table(kind: LockKind, role: MeetingRole, is_presenter: bool) -> String {
    let row = |room_value| {
        Lock::ALL.into_iter().map(move |choice| {
            let (person, room) = alone(kind, choice, room_value);
            let stored = merge(role, is_presenter, &person, &room);
            letter(effective(kind, Viewer { role, is_presenter }, &stored, &room))
        })
    };
    [None, Some(true), Some(false)].map(|value| row(value).collect::<String>()).join(" ")
}

#[test]
fn every_lock_falls_out_as_in_the_client() {
    for kind in LockKind::ALL {
        let (participant, moderator, presenter) = match kind {
            Microphone | Webcam | ScreenSharing | Chat | ChatSendMessage | ChatFileShare | Reactions => {
                ("uPp RRp rPr", "mmm mmm mmm", "mmm mmm mmm")
            }
            SharedNotepad => ("DPp RRp rPr", "mmm mmm mmm", "mmm mmm mmm"),
            Whiteboard => ("DPp RRp rPr", "DDD RRR rrr", "sss sss sss"),
            PrivateChat => ("uQp OOO rQr", "mmm mmm mmm", "mmm mmm mmm"),
        };
        assert_eq!(table(kind, Participant, false), participant, "{kind:?}, participant");
        assert_eq!(table(kind, Moderator, false), moderator, "{kind:?}, moderator");
        assert_eq!(table(kind, Moderator, true), presenter, "{kind:?}, presenter");
    }
}

/// Whoever presents draws, whatever else they are; and nothing else changes.
#[test]
fn a_participant_who_presents_draws() {
    let viewer = Viewer { role: Participant, is_presenter: true };
    let room = LockKind::ALL.into_iter().map(|kind| (kind, Some(true))).collect();
    for kind in LockKind::ALL {
        let expected = match kind {
            Whiteboard => 's',
            PrivateChat => 'C',
            _ => 'R',
        };
        assert_eq!(letter(effective(kind, viewer, &merge(Participant, true, &StoredLocks::default(), &room), &room)), expected);
    }
}

/// All ten at once, in the server's order: what the rules foretell is what comes of the record that the server makes.
#[test]
fn the_ten_are_foretold_together() {
    let said = |kinds: &[(LockKind, Lock)]| {
        let mut person = PersonLocks::default();
        for (kind, lock) in kinds {
            person.set(*kind, *lock);
        }
        person
    };
    let roles = [(Participant, false), (Moderator, false), (Moderator, true)];
    let lecture = RoomRules { locks: Preset::Lecture.locks().into(), reactions: true };
    let exam = RoomRules { locks: Preset::Exam.locks().into(), reactions: false };
    // Microphone, webcam, screen, chat, sending, files, private chat, whiteboard, notepad, reactions.
    for (rules, person, expected) in [
        (lecture, said(&[]), ["RRRrrRORRr", "mmmmmmmRmm", "mmmmmmmsmm"]),
        (lecture, said(&[(Microphone, Lock::Allowed), (Chat, Lock::Locked)]), ["pRRPBRBRRr", "mmmmmmmRmm", "mmmmmmmsmm"]),
        (exam, said(&[(PrivateChat, Lock::Allowed), (Reactions, Lock::Allowed)]), ["RRRRRRCRRX", "mmmmmmmRmX", "mmmmmmmsmX"]),
    ] {
        for ((role, is_presenter), expected) in roles.into_iter().zip(expected) {
            let viewer = Viewer { role, is_presenter };
            let letters = |outcome: Outcome| outcome.map(|(_, falls)| letter(falls)).into_iter().collect::<String>();
            assert_eq!(letters(foreseen(viewer, &person, &rules)), expected, "{role:?} {is_presenter}");
            let kept = merge(role, is_presenter, &StoredLocks::from(&person), &rules.locks);
            assert_eq!(letters(outcome(viewer, &kept, &rules)), expected);
        }
    }
    assert_eq!(Viewer::joining(Moderator), Viewer { role: Moderator, is_presenter: true });
    assert_eq!(Viewer::joining(Participant), Viewer { role: Participant, is_presenter: false });
}

/// A record without the room's values: made before the room had them, or by another hand.
#[test]
fn where_the_client_looks_at_the_room_too() {
    let viewer = Viewer { role: Participant, is_presenter: false };
    let room = LockKind::ALL.into_iter().map(|kind| (kind, Some(true))).collect();
    for kind in LockKind::ALL {
        let found = effective(kind, viewer, &StoredLocks::default(), &room);
        let user_only = matches!(kind, ScreenSharing | Reactions);
        let expected = match kind {
            PrivateChat => 'C',
            _ if user_only => 'u',
            _ => 'R',
        };
        assert_eq!(letter(found), expected, "{kind:?}");
    }
}

#[test]
fn private_chat_hangs_on_the_rooms_chat() {
    let viewer = Viewer { role: Participant, is_presenter: false };
    let room = only(Chat, Some(true));
    for (choice, expected) in Lock::ALL.into_iter().zip(['C', 'C', 'C']) {
        let (person, _) = alone(PrivateChat, choice, None);
        let stored = merge(Participant, false, &person, &room);
        assert_eq!(letter(effective(PrivateChat, viewer, &stored, &room)), expected, "{choice:?}");
    }
    let only_for_this_person = only(Chat, Some(true));
    assert_eq!(letter(effective(PrivateChat, viewer, &only_for_this_person, &StoredLocks::default())), 'u');
}

/// Chat, sending, files, private chat of a participant for whom this is chosen.
fn writing(room: StoredLocks, chosen: &[(LockKind, Lock)]) -> String {
    let mut person = PersonLocks::default();
    for (kind, lock) in chosen {
        person.set(*kind, *lock);
    }
    let rules = RoomRules { locks: room, reactions: true };
    let outcome = foreseen(Viewer { role: Participant, is_presenter: false }, &person, &rules);
    outcome[Chat as usize..=PrivateChat as usize].iter().map(|(_, falls)| letter(*falls)).collect()
}

#[test]
fn whoever_has_no_box_for_messages_writes_and_attaches_nothing() {
    let open = StoredLocks::from(RoomLocks::OPEN);
    assert_eq!(writing(open, &[]), "rrrr");
    assert_eq!(writing(open, &[(Chat, Lock::Locked)]), "PBBB");
    assert_eq!(writing(open, &[(ChatSendMessage, Lock::Locked)]), "rPWW");
    assert_eq!(writing(open, &[(Chat, Lock::Locked), (ChatFileShare, Lock::Locked)]), "PBPB");
    assert_eq!(writing(open, &[(Chat, Lock::Locked), (PrivateChat, Lock::Locked)]), "PBBQ");
    assert_eq!(writing(open, &[(ChatFileShare, Lock::Locked)]), "rrPr");
    // Nothing of the way to moderators is left by then.
    let private = only(PrivateChat, Some(true));
    assert_eq!(writing(private, &[]), "uuuO");
    assert_eq!(writing(private, &[(Chat, Lock::Locked)]), "PBBB");
    assert_eq!(writing(private, &[(ChatSendMessage, Lock::Locked), (PrivateChat, Lock::Allowed)]), "uPWW");
    // The room's lock of the chat takes away the way to one person even from those who have the box.
    let locked = only(Chat, Some(true));
    assert_eq!(writing(locked, &[]), "RBBC");
    assert_eq!(writing(locked, &[(Chat, Lock::Allowed)]), "puuC");
    assert_eq!(writing(locked, &[(ChatSendMessage, Lock::Allowed), (PrivateChat, Lock::Allowed)]), "RBBC");
}

#[test]
fn choices_that_change_nothing() {
    for kind in LockKind::ALL {
        for choice in Lock::ALL {
            let odd = (kind, choice) == (PrivateChat, Lock::Allowed);
            let (locked, chat) = (only(PrivateChat, Some(true)), only(Chat, Some(true)));
            assert_eq!(personal_choice_without_effect(kind, choice, &locked), odd.then_some(NoEffect::RoomLocksPrivateChat));
            assert_eq!(personal_choice_without_effect(kind, choice, &chat), odd.then_some(NoEffect::RoomLocksChat));
            assert_eq!(personal_choice_without_effect(kind, choice, &RoomLocks::OPEN.into()), None);
        }
    }
}

fn only(kind: LockKind, locked: Option<bool>) -> StoredLocks {
    [(kind, locked)].into_iter().collect()
}

fn alone(kind: LockKind, choice: Lock, room: Option<bool>) -> (StoredLocks, StoredLocks) {
    let mut person = PersonLocks::default();
    person.set(kind, choice);
    assert_eq!(person.get(kind), choice);
    (StoredLocks::from(&person), only(kind, room))
}

proptest! {
    #[test]
    fn bits_are_read_as_they_are_written(bits in 0_u16..0x400) {
        let locks = RoomLocks::from_bits(bits).unwrap();
        let locked: RoomLocks = LockKind::ALL.into_iter().filter(|kind| locks.is_locked(*kind)).collect();
        prop_assert_eq!((locks.bits(), locked), (bits, locks));
        let stored = StoredLocks::from(locks);
        prop_assert!(LockKind::ALL.into_iter().all(|kind| stored.get(kind) == Some(locks.is_locked(kind))));
    }

    #[test]
    fn a_participants_own_choice_wins_everywhere_but_in_private_chat(
        room in 0_u16..0x400, kind in prop::sample::select(&LockKind::ALL[..]), locked: bool,
    ) {
        let room = StoredLocks::from(RoomLocks::from_bits(room).unwrap());
        let stored = merge(Participant, false, &only(kind, Some(locked)), &room);
        let found = effective(kind, Viewer { role: Participant, is_presenter: false }, &stored, &room);
        prop_assert!(found.locked == locked || (kind == PrivateChat && !locked));
    }
}
