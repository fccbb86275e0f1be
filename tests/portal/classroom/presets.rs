//! Presets: what each would change is said before it does.
use roomkey::domain::locks::{LockGroup, LockKind, Preset};

use super::*;

/// What a preset locks, in the order of the page.
fn locked_by(preset: Preset) -> Vec<&'static str> {
    let kinds = LockGroup::ALL.into_iter().flat_map(LockGroup::locks);
    kinds.filter(|kind| preset.locks().is_locked(*kind)).map(LockKind::key).collect()
}

#[tokio::test]
async fn a_preset_fills_in_the_form_and_changes_nothing_before_it_is_saved() {
    let (_app, teacher, room) = teacher_with_room().await;
    let locks = format!("{room}/locks");
    // A new room is made from the template Lesson, whose locks are those of Discussion.
    for preset in [Preset::Exam, Preset::OpenFloor, Preset::Lecture, Preset::Discussion] {
        let before = ticked(&teacher, &locks).await;
        let filled = format!("{locks}?preset={}", preset.key());
        assert_eq!(ticked(&teacher, &filled).await, locked_by(preset));
        assert_eq!(ticked(&teacher, &locks).await, before, "{preset:?}: only looked at");

        let text = page(&teacher, &filled).await;
        let said: Vec<_> = text.split("data-changes=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let wanted = locked_by(preset);
        let differs = |kind: &LockKind| before.iter().any(|key| key == kind.key()) != wanted.contains(&kind.key());
        let expected: Vec<_> = LockGroup::ALL.into_iter().flat_map(LockGroup::locks).filter(differs).map(LockKind::key).collect();
        assert_eq!(said, expected, "{preset:?}");
        assert!(text.contains("not saved yet"));

        let form = shown(&teacher, &filled).await;
        assert!(send(&teacher, "set-room-locks", &form, &[]).await.contains("Saved."));
        assert_eq!(ticked(&teacher, &locks).await, wanted);
        let same = page(&teacher, &filled).await;
        assert!(same.contains("nothing would change") && !same.contains("data-changes"), "{same}");
    }
}

#[tokio::test]
async fn each_preset_says_on_its_card_what_it_would_change() {
    let (_app, teacher, room) = teacher_with_room().await;
    let text = page(&teacher, &format!("{room}/locks")).await;
    let card = |preset: Preset| {
        let card = text.split(&format!("data-preset=\"{}\"", preset.key())).nth(1).unwrap();
        card.split("</a>").next().unwrap().to_owned()
    };
    assert!(card(Preset::Discussion).contains("As it is now"));
    assert!(card(Preset::Lecture).contains("Locks: Microphone and Webcam<"), "{}", card(Preset::Lecture));
    assert!(card(Preset::Exam).contains("Locks: Microphone, Webcam, Chat, Sending messages and Reactions<"));
    let open = card(Preset::OpenFloor);
    assert!(open.contains("Allows: Screen sharing, Whiteboard, Shared notepad, Sharing files and Private chat<"), "{open}");
    assert_eq!(ticked(&teacher, &format!("{room}/locks?preset=party")).await, locked_by(Preset::Discussion));
}

#[tokio::test]
async fn what_somebody_else_saved_meanwhile_is_not_overwritten_by_a_preset() {
    let app = TestApp::start().await;
    let (one, two) = (app.administrator().await, app.administrator_again().await);
    let room = one.new_room("Biology").await;
    let locks = format!("{room}/locks");
    let mine = shown(&one, &format!("{locks}?preset=exam")).await;
    let theirs = shown(&two, &locks).await;
    assert!(send(&two, "set-room-locks", &theirs, &[("lock_whiteboard", None)]).await.contains("Saved."));
    let told = send(&one, "set-room-locks", &mine, &[]).await;
    assert!(told.contains("Somebody else unticked this meanwhile"), "{told}");
    assert!(!ticked(&one, &locks).await.contains(&"lock_chat".to_owned()), "nothing is stored yet");
}

#[tokio::test]
async fn a_preset_counts_from_the_next_session_on() {
    let (_app, teacher, room) = teacher_with_room().await;
    teacher.start(&room).await;
    let text = page(&teacher, &format!("{room}/locks?preset=exam")).await;
    assert!(text.contains("takes effect from the next session") && text.contains("not saved yet"));
}
