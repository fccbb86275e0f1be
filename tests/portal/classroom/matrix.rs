//! What is locked for whom: many people at once, all of it or nothing.
use std::time::{Duration, Instant};

use reqwest::Response;
use roomkey::domain::locks::Lock;

use super::*;
use crate::app::{goes_to, leads_to};
use crate::invites::{form, make};
use crate::rooms_list::{post, share};

const FORM: &str = "/api/set-people-locks";

/// Makes a personal invite; its id.
async fn person(teacher: &Browser, room: &str, name: &str) -> String {
    make(teacher, slug(room), &[("kind", "personal"), ("name", name)]).await
}

fn people(room: &str) -> String {
    format!("{room}/locks/people")
}

/// Sends the form of a page with some fields changed or added.
async fn save(browser: &Browser, page: &str, changes: &[(&str, &str)]) -> Response {
    let mut fields = form(page, FORM);
    fields.retain(|(name, _)| !matches!(name.as_str(), "lock" | "choice") && changes.iter().all(|(changed, _)| changed != name));
    let mut fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
    fields.extend(changes);
    browser.post(FORM, &fields).await
}

/// What stands in the field for a lock of an invite.
fn chosen(page: &str, kind: LockKind, id: &str) -> String {
    let name = cell(kind, id);
    form(page, FORM).into_iter().find(|(field, _)| *field == name).unwrap_or_else(|| panic!("no field {name}")).1
}

fn cell(kind: LockKind, id: &str) -> String {
    format!("{}.{id}", kind.key())
}

/// The invites on a page, by id: two that are made within a millisecond have no order.
fn listed(page: &str) -> Vec<String> {
    sorted(crate::invites::ids(page))
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn one_lock_of_one_person_is_changed_and_nothing_else() {
    let (_app, teacher, room) = teacher_with_room().await;
    let (ann, ben) = (person(&teacher, &room, "Ann Lee").await, person(&teacher, &room, "Ben").await);
    let shown = page(&teacher, &people(&room)).await;
    assert_eq!(listed(&shown), sorted(vec![ben.clone(), ann.clone()]));
    let saved = save(&teacher, &shown, &[(&cell(LockKind::Chat, &ann), "locked")]).await;
    assert!(leads_to(&saved).ends_with("&saved=1"), "{saved:?}");
    let after = page(&teacher, leads_to(&saved)).await;
    assert!(after.contains("one person’s locks changed"));
    assert_eq!(
        (chosen(&after, LockKind::Chat, &ann).as_str(), chosen(&after, LockKind::Chat, &ben).as_str()),
        ("locked", "inherit")
    );
    assert_eq!(chosen(&after, LockKind::Webcam, &ann), "inherit");
    let mut locks = PersonLocks::default();
    locks.set(LockKind::Chat, Lock::Locked);
    let viewer = Viewer::joining(roomkey::domain::person::MeetingRole::Participant);
    let rules = RoomRules { locks: roomkey::domain::locks::Preset::Discussion.locks().into(), reactions: true };
    assert_eq!(falls(&page(&teacher, &format!("{room}/locks/as?invite={ann}")).await), foretold(viewer, &locks, &rules));
    // Sent once more it changes nothing.
    assert!(leads_to(&save(&teacher, &after, &[]).await).ends_with("&saved=0"));
}

#[tokio::test]
async fn everybody_who_is_ticked_gets_the_same() {
    let (_app, teacher, room) = teacher_with_room().await;
    let mut all = Vec::new();
    for name in ["Ann", "Ben", "Cy"] {
        all.push(person(&teacher, &room, name).await);
    }
    let shown = page(&teacher, &format!("{}?ticked=all", people(&room))).await;
    assert_eq!(form(&shown, FORM).iter().filter(|(name, _)| name == "ids[]").count(), 3, "ticked without scripts");
    let typed = cell(LockKind::Webcam, &all[2]);
    let none = page(&teacher, &people(&room)).await;
    let two = [("ids[]", all[0].as_str()), ("ids[]", all[1].as_str()), ("bulk", "1"), ("choice", "locked")];
    let saved = save(&teacher, &none, &[&two[..], &[("lock", "lock_chat"), (&typed, "allowed")]].concat()).await;
    assert!(leads_to(&saved).ends_with("&saved=3"), "two by the bulk change, one by its own field: {saved:?}");
    let after = page(&teacher, leads_to(&saved)).await;
    assert_eq!([0, 1, 2].map(|i| chosen(&after, LockKind::Chat, &all[i])), ["locked", "locked", "inherit"]);
    assert_eq!(chosen(&after, LockKind::Webcam, &all[2]), "allowed");

    let everything = save(&teacher, &after, &[&two[..3], &[("choice", "inherit"), ("lock", "all")]].concat()).await;
    let after = page(&teacher, leads_to(&everything)).await;
    assert_eq!([0, 1].map(|i| chosen(&after, LockKind::Chat, &all[i])), ["inherit", "inherit"]);
    assert_eq!(chosen(&after, LockKind::Webcam, &all[2]), "allowed", "who was not ticked stays");

    let nobody = save(&teacher, &after, &[("bulk", "1"), ("choice", "locked"), ("lock", "all"), (&typed, "locked")]).await;
    let told = page(&teacher, leads_to(&nobody)).await;
    assert!(told.contains("Nobody is ticked") && chosen(&told, LockKind::Webcam, &all[2]) == "locked", "nothing typed is lost");
    assert_eq!(chosen(&page(&teacher, &people(&room)).await, LockKind::Webcam, &all[2]), "allowed", "and nothing is stored");
}

#[tokio::test]
async fn two_people_choose_for_the_same_person_and_neither_overwrites_the_other() {
    let (app, teacher, room) = teacher_with_room().await;
    let other = app.teacher("ben@school.example").await;
    share(&app, slug(&room), "ben@school.example").await;
    let (ann, cy) = (person(&teacher, &room, "Ann").await, person(&teacher, &room, "Cy").await);
    let (mine, theirs) = (page(&teacher, &people(&room)).await, page(&other, &people(&room)).await);
    let [chat, webcam, of_cy] = [cell(LockKind::Chat, &ann), cell(LockKind::Webcam, &ann), cell(LockKind::Chat, &cy)];
    assert!(leads_to(&save(&other, &theirs, &[(&chat, "allowed"), (&webcam, "locked")]).await).ends_with("saved=1"));

    let told = save(&teacher, &mine, &[(&chat, "locked"), (&of_cy, "locked")]).await;
    let told = page(&teacher, leads_to(&told)).await;
    assert!(
        told.contains("Somebody else has made changes here") && told.contains("Somebody else chose “Allowed” meanwhile"),
        "{told}"
    );
    assert_eq!(chosen(&told, LockKind::Chat, &ann), "locked", "one's own stands there");
    assert_eq!(chosen(&told, LockKind::Chat, &cy), "locked");
    assert_eq!(chosen(&told, LockKind::Webcam, &ann), "locked", "the other's stands where one chose nothing");
    let stored = page(&teacher, &people(&room)).await;
    assert_eq!(
        (chosen(&stored, LockKind::Chat, &ann).as_str(), chosen(&stored, LockKind::Chat, &cy).as_str()),
        ("allowed", "inherit"),
        "nothing is half stored"
    );

    assert!(leads_to(&save(&teacher, &told, &[]).await).ends_with("saved=2"));
    let after = page(&other, &people(&room)).await;
    assert_eq!(
        (chosen(&after, LockKind::Chat, &ann).as_str(), chosen(&after, LockKind::Webcam, &ann).as_str()),
        ("locked", "locked")
    );
}

#[tokio::test]
async fn other_locks_of_the_same_person_and_the_same_choice_do_not_meet() {
    let (_app, teacher, room) = teacher_with_room().await;
    let ann = person(&teacher, &room, "Ann").await;
    let old = page(&teacher, &people(&room)).await;
    let [chat, webcam] = [LockKind::Chat, LockKind::Webcam].map(|kind| cell(kind, &ann));
    save(&teacher, &old, &[(&chat, "locked")]).await;
    assert!(leads_to(&save(&teacher, &old, &[(&webcam, "locked"), (&chat, "locked")]).await).ends_with("saved=1"));
    let after = page(&teacher, &people(&room)).await;
    assert_eq!([LockKind::Chat, LockKind::Webcam].map(|kind| chosen(&after, kind, &ann)), ["locked", "locked"]);
    // The page of the invite has seen the same change.
    let invite = page(&teacher, &format!("{room}/invites/{ann}")).await;
    assert!(form(&invite, "/api/set-invite").contains(&("lock_chat".to_owned(), "locked".to_owned())));
}

#[tokio::test]
async fn invites_of_another_room_are_nobodys() {
    let (app, teacher, room) = teacher_with_room().await;
    let stranger = app.teacher("eve@school.example").await;
    let hers = stranger.new_room("Eve's").await;
    let (own, foreign) = (person(&teacher, &room, "Ann").await, person(&stranger, &hers, "Zoe").await);
    let shown = page(&teacher, &people(&room)).await;
    for id in [foreign.as_str(), "nowhere"] {
        let both = [(cell(LockKind::Chat, &own), "locked"), (cell(LockKind::Chat, id), "locked")];
        let answer = save(&teacher, &shown, &both.each_ref().map(|(name, value)| (name.as_str(), *value))).await;
        assert_eq!(answer.status(), 404, "{id}");
        let bulk = [("ids[]", own.as_str()), ("ids[]", id), ("bulk", "1"), ("lock", "all"), ("choice", "locked")];
        assert_eq!(save(&teacher, &shown, &bulk).await.status(), 404, "{id}");
    }
    assert_eq!(chosen(&page(&teacher, &people(&room)).await, LockKind::Chat, &own), "inherit", "nothing is half stored");
    assert_eq!(chosen(&page(&stranger, &people(&hers)).await, LockKind::Chat, &foreign), "inherit");
    let cell = cell(LockKind::Chat, &own);
    assert_eq!(stranger.post(FORM, &[("slug", slug(&room)), (&cell, "locked")]).await.status(), 404);
}

#[tokio::test]
async fn what_cannot_be_is_told_and_nothing_is_lost() {
    let (app, teacher, room) = teacher_with_room().await;
    let (ann, ben) = (person(&teacher, &room, "Ann").await, person(&teacher, &room, "Ben").await);
    let shown = page(&teacher, &people(&room)).await;
    let [of_ann, of_ben] = [cell(LockKind::Chat, &ann), cell(LockKind::Chat, &ben)];
    let wrong = save(&teacher, &shown, &[(&of_ann, "maybe"), (&of_ben, "locked")]).await;
    let told = page(&teacher, leads_to(&wrong)).await;
    assert!(told.contains("aria-invalid") && chosen(&told, LockKind::Chat, &ben) == "locked");

    teacher.post("/api/revoke-invites", &[("slug", slug(&room)), ("ids[]", &ann), ("sure", "yes")]).await;
    let gone = save(&teacher, &shown, &[(&of_ann, "locked"), (&of_ben, "locked")]).await;
    let told = page(&teacher, leads_to(&gone)).await;
    assert!(told.contains("has been revoked meanwhile"), "{told}");
    assert_eq!(listed(&told), [ben.as_str()]);
    assert_eq!(chosen(&told, LockKind::Chat, &ben), "locked", "it still stands there");
    assert!(leads_to(&save(&teacher, &told, &[]).await).ends_with("saved=1"));

    // Signed out meanwhile: the form waits.
    let shown = page(&teacher, &people(&room)).await;
    teacher.sign_out().await;
    let asked = save(&teacher, &shown, &[(&cell(LockKind::Webcam, &ben), "allowed")]).await;
    assert_eq!(goes_to(&asked), "/sign-in");
    let next = leads_to(&asked).to_owned();
    let next =
        next.split_once("next=").unwrap().1.replace("%2F", "/").replace("%3F", "?").replace("%3D", "=").replace("%26", "&");
    teacher.sign_in("tea@school.example", crate::app::PASSWORD).await;
    let back = page(&teacher, &next).await;
    assert_eq!(chosen(&back, LockKind::Webcam, &ben), "allowed");
    drop(app);
}

#[tokio::test]
async fn who_is_listed_and_who_is_exempt() {
    let (app, teacher, room) = teacher_with_room().await;
    let ann = person(&teacher, &room, "Ann").await;
    let mo = make(&teacher, slug(&room), &[("kind", "personal"), ("name", "Dr Mo"), ("role", "moderator")]).await;
    let once = make(&teacher, slug(&room), &[("kind", "personal"), ("name", "Once"), ("max_uses", "1")]).await;
    let shown = page(&teacher, &people(&room)).await;
    assert_eq!(listed(&shown), sorted(vec![once.clone(), ann.clone()]), "a moderator's row has nothing to choose");
    assert!(shown.contains("Tea Cher") && shown.contains("Moderator, member of the room") && shown.contains("Dr Mo"));
    assert!(shown.contains("As in the room, unless presenting: Locked") && !shown.contains(&cell(LockKind::Chat, &mo)));
    // Whoever used up an invite comes in still; one that has expired opens nothing.
    teacher.start(&room).await;
    let code = crate::invites::code(&page(&teacher, &format!("{room}/invites/{once}")).await);
    assert!(leads_to(&app.browser().post("/api/join-by-invite", &[("code", &code)]).await).contains("access_token"));
    assert_eq!(listed(&page(&teacher, &people(&room)).await), sorted(vec![once.clone(), ann.clone()]));
    app.pass(Duration::from_hours(31 * 24));
    teacher.sign_in("tea@school.example", crate::app::PASSWORD).await;
    assert!(!page(&teacher, &people(&room)).await.contains("Dr Mo"));

    let open = page(&teacher, &format!("{}?show=open", people(&room))).await;
    assert_eq!(listed(&open).len(), 1, "the link for participants");
    assert!(!open.contains("member of the room") && open.contains("Link for participants"));
    for (query, found, member) in [("tea", vec![], true), ("ann", vec![ann], false)] {
        let shown = page(&teacher, &format!("{}?q={query}", people(&room))).await;
        assert_eq!((listed(&shown), shown.contains("member of the room")), (found, member), "{query}");
    }
    assert!(page(&teacher, &format!("{}?q=nobody+at+all", people(&room))).await.contains("Nobody is found"));
}

#[tokio::test]
async fn in_vain_is_said_where_it_is_chosen() {
    let (_app, teacher, room) = teacher_with_room().await;
    person(&teacher, &room, "Ann").await;
    let shown = page(&teacher, &people(&room)).await;
    // Once in the legend, and once for private chat, which the room locks.
    assert_eq!(shown.matches("Allowed, without effect").count(), 2);
    let locks = crate::settings::shown(&teacher, &format!("{room}/locks?preset=open-floor")).await;
    send(&teacher, "set-room-locks", &locks, &[]).await;
    assert_eq!(page(&teacher, &people(&room)).await.matches("Allowed, without effect").count(), 1);
}

#[tokio::test]
async fn an_archived_room_keeps_its_people() {
    let (_app, teacher, room) = teacher_with_room().await;
    let ann = person(&teacher, &room, "Ann").await;
    post(&teacher, "archive-room", slug(&room)).await;
    let shown = page(&teacher, &people(&room)).await;
    assert!(shown.contains("This room is archived"));
    assert!(leads_to(&save(&teacher, &shown, &[(&cell(LockKind::Chat, &ann), "locked")]).await).ends_with("saved=1"));
    let seen = page(&teacher, &format!("{room}/locks/as?invite={ann}")).await;
    assert!(seen.contains("This room is archived") && falls(&seen).contains(&"lock_chat locked person".to_owned()));
}

#[tokio::test]
async fn two_hundred_people_stay_quick_and_light() {
    let (_app, teacher, room) = teacher_with_room().await;
    for number in 0..200 {
        person(&teacher, &room, &format!("Student {number:03}")).await;
    }
    let (mut address, mut all) = (people(&room), Vec::new());
    loop {
        let begun = Instant::now();
        let shown = page(&teacher, &address).await;
        // A debug build on a busy machine: what is meant is no seconds.
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
        assert!(shown.len() < 300_000, "{} bytes", shown.len());
        all.extend(listed(&shown));
        let Some(more) = shown.split(">More people<").next().filter(|before| before.len() < shown.len()) else { break };
        address = more.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&amp;", "&");
    }
    assert_eq!(all.len(), 200);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 200, "each once");
    let whole = page(&teacher, &format!("{}?ticked=all", people(&room))).await;
    let begun = Instant::now();
    let saved = save(&teacher, &whole, &[("bulk", "1"), ("lock", "all"), ("choice", "locked")]).await;
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert!(leads_to(&saved).ends_with("saved=50"), "{saved:?}");
}
