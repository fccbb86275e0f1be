//! *See it as*: the locks as one person meets them.
use roomkey::domain::locks::{Lock, Preset};
use roomkey::domain::person::MeetingRole;

use super::*;
use crate::app::goes_to;
use crate::invites::make;
use crate::rooms_list::share;

fn rules(preset: Preset) -> RoomRules {
    RoomRules { locks: preset.locks().into(), reactions: true }
}

const PARTICIPANT: Viewer = Viewer { role: MeetingRole::Participant, is_presenter: false };
const MODERATOR: Viewer = Viewer { role: MeetingRole::Moderator, is_presenter: false };
const PRESENTER: Viewer = Viewer { role: MeetingRole::Moderator, is_presenter: true };

#[tokio::test]
async fn every_role_has_its_view() {
    let (_app, teacher, room) = teacher_with_room().await;
    let nobody = PersonLocks::default();
    for (query, viewer) in [
        ("", PARTICIPANT),
        ("?role=participant", PARTICIPANT),
        ("?role=king", PARTICIPANT),
        ("?role=moderator", MODERATOR),
        ("?role=presenter", PRESENTER),
    ] {
        let shown = page(&teacher, &format!("{room}/locks/as{query}")).await;
        assert_eq!(falls(&shown), foretold(viewer, &nobody, &rules(Preset::Discussion)), "{query}");
    }
}

#[tokio::test]
async fn a_person_is_seen_as_their_invite_has_it_and_the_same_in_the_meeting() {
    let (app, teacher, room) = teacher_with_room().await;
    let form = [
        ("kind", "personal"),
        ("name", "Ann Lee"),
        ("lock_chat", "locked"),
        ("lock_private_chat", "allowed"),
        ("lock_whiteboard", "allowed"),
    ];
    let id = make(&teacher, slug(&room), &form).await;
    let shown = page(&teacher, &format!("{room}/locks/as?invite={id}")).await;
    let mut person = PersonLocks::default();
    person.set(LockKind::Chat, Lock::Locked);
    person.set(LockKind::PrivateChat, Lock::Allowed);
    person.set(LockKind::Whiteboard, Lock::Allowed);
    let expected = foretold(PARTICIPANT, &person, &rules(Preset::Discussion));
    assert_eq!(falls(&shown), expected);
    assert!(expected.contains(&"lock_private_chat locked chat".to_owned()), "allowed without effect");
    assert!(
        shown.contains("Ann Lee")
            && shown.contains("may not share the screen, use the chat, chat in private or edit the notepad."),
        "{shown}"
    );

    teacher.start(&room).await;
    let code = crate::invites::code(&page(&teacher, &format!("{room}/invites/{id}")).await);
    let joined = app.browser().post("/api/join-by-invite", &[("code", code.as_str())]).await;
    let link = crate::app::leads_to(&joined).split_once("/sandbox/").map(|(_, rest)| format!("/sandbox/{rest}")).unwrap();
    assert_eq!(falls(&page(&app.browser(), &link).await), expected, "the rehearsal room shows the same");
}

#[tokio::test]
async fn moderators_are_exempt_but_for_the_whiteboard() {
    let (app, teacher, room) = teacher_with_room().await;
    app.add("ben@school.example").await;
    share(&app, slug(&room), "ben@school.example").await;
    let id =
        make(&teacher, slug(&room), &[("kind", "personal"), ("name", "Dr Mo"), ("role", "moderator"), ("lock_chat", "locked")])
            .await;
    let ben: String = sqlx::query_scalar("SELECT meeting_user_id FROM accounts WHERE email = 'ben@school.example'")
        .fetch_one(&mut app.database().await)
        .await
        .unwrap();
    for who in [format!("invite={id}"), format!("member={ben}")] {
        for (query, viewer) in [("", MODERATOR), ("&presents=1", PRESENTER)] {
            let shown = page(&teacher, &format!("{room}/locks/as?{who}{query}")).await;
            assert_eq!(falls(&shown), foretold(viewer, &PersonLocks::default(), &rules(Preset::Discussion)), "{who}{query}");
        }
    }
}

#[tokio::test]
async fn what_runs_with_other_locks_is_told_apart_from_what_comes_next() {
    let (_app, teacher, room) = teacher_with_room().await;
    teacher.start(&room).await;
    let view = format!("{room}/locks/as");
    assert!(!page(&teacher, &view).await.contains("began with other locks"));
    let form = shown(&teacher, &format!("{room}/locks?preset=exam")).await;
    send(&teacher, "set-room-locks", &form, &[]).await;
    let now = page(&teacher, &view).await;
    assert!(now.contains("began with other locks"), "{now}");
    assert_eq!(falls(&now), foretold(PARTICIPANT, &PersonLocks::default(), &rules(Preset::Discussion)));
    let next = page(&teacher, &format!("{view}?role=participant&in=next")).await;
    assert_eq!(falls(&next), foretold(PARTICIPANT, &PersonLocks::default(), &rules(Preset::Exam)));
}

#[tokio::test]
async fn nobody_sees_as_somebody_of_another_room() {
    let (app, teacher, room) = teacher_with_room().await;
    let other = teacher.new_room("Other").await;
    let id = make(&teacher, slug(&other), &[("kind", "personal"), ("name", "Ann")]).await;
    let stranger = app.teacher("eve@school.example").await;
    let eve: String = sqlx::query_scalar("SELECT meeting_user_id FROM accounts WHERE email = 'eve@school.example'")
        .fetch_one(&mut app.database().await)
        .await
        .unwrap();
    for query in [format!("?invite={id}"), "?invite=nowhere".to_owned(), format!("?member={eve}"), "?member=x".to_owned()] {
        assert_eq!(teacher.get(&format!("{room}/locks/as{query}")).await.status(), 404, "{query}");
    }
    assert_eq!(stranger.get(&format!("{room}/locks/as")).await.status(), 404);
    assert_eq!(stranger.get(&format!("{room}/locks/people")).await.status(), 404);
    assert_eq!(goes_to(&app.browser().get(&format!("{room}/locks/as")).await), "/sign-in");
}

#[tokio::test]
async fn the_card_of_a_link_that_was_made_says_every_lock_and_why() {
    let (_app, teacher, room) = teacher_with_room().await;
    let form = [("slug", slug(&room)), ("instance", "one"), ("name", "Ann"), ("role", "participant"), ("lock_chat", "locked")];
    let made = teacher.follow("/api/make-join-link", &form).await;
    let mut person = PersonLocks::default();
    person.set(LockKind::Chat, Lock::Locked);
    assert_eq!(falls(&made), foretold(PARTICIPANT, &person, &rules(Preset::Discussion)));
}
