//! One invite: made, shown, changed.
use reqwest::StatusCode;

use super::*;
use crate::app::field;
use crate::rooms_list::{follow, share};

#[tokio::test]
async fn an_open_and_a_personal_invite_are_made_and_their_links_shown() {
    let (_app, teacher, slug) = teacher_with_room().await;
    let open = make(&teacher, &slug, &[("kind", "open"), ("note", "Class 7b")]).await;
    let page = shown(&teacher, &slug, &open).await;
    assert!(page.contains("Open invite") && page.contains("Class 7b"), "{page}");
    assert_eq!((standing(&page).as_str(), code(&page).len()), ("valid", 14));

    let fields = [
        ("kind", "personal"),
        ("name", "Ann Lee"),
        ("role", "moderator"),
        ("lock_chat", "locked"),
        ("design", "custom"),
        ("primary_color", "#123456"),
        ("picture", "https://school.example/ann.png"),
        ("language", "de-DE"),
        ("passcode", "Blue Whale 7"),
        ("max_uses", "3"),
    ];
    let form = [&[("slug", slug.as_str())], fields.as_slice()].concat();
    let answer = teacher.post("/api/create-invite", &form).await;
    let page = follow(&teacher, answer).await;
    assert!(page.contains("The invite is made."), "{page}");
    for (name, value) in
        [("name", "Ann Lee"), ("picture", "https://school.example/ann.png"), ("passcode", "Blue Whale 7"), ("max_uses", "3")]
    {
        assert_eq!(field(&page, name), value);
    }
    let shown = super::form(&page, "/api/set-invite");
    let value = |name: &str| shown.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert!(value("user_id").unwrap().starts_with("ann-lee-"), "{shown:?}");
    for (name, wanted) in [
        ("role", "moderator"),
        ("lock_chat", "locked"),
        ("design", "custom"),
        ("primary_color", "#123456"),
        ("language", "de-DE"),
    ] {
        assert_eq!(value(name), Some(wanted), "{name}: {shown:?}");
    }
    assert_eq!(value("record_webcam"), None, "it was not ticked");
    // Nobody chose an end: for a moderator it is 30 days from now.
    assert_eq!(value("ends"), Some("at"));
    assert!(page.contains("0 of 3"), "{page}");
}

#[tokio::test]
async fn what_is_typed_wrong_is_said_beside_its_field_and_nothing_is_lost_but_the_passcode() {
    let (app, teacher, slug) = teacher_with_room().await;
    let wrong = [
        ("kind", "personal"),
        ("name", ""),
        ("user_id", "user_ann"),
        ("role", "boss"),
        ("picture", "http://school.example/ann.png"),
        ("language", "xx"),
        ("passcode", "abc"),
        ("ends", "at"),
        ("expires", "2001-01-01T10:00"),
        ("not_before", "some day"),
        ("max_uses", "0"),
        ("note", "a\nb"),
        ("lock_chat", "maybe"),
        ("design", "custom"),
        ("primary_color", "reddish"),
        ("slug", &slug),
        ("instance", "one"),
    ];
    let answer = teacher.post("/api/create-invite", &wrong).await;
    assert_eq!(goes_to(&answer), format!("/rooms/{slug}/invites/new"));
    let page = follow(&teacher, answer).await;
    for said in [
        "12 fields need another look",
        "Type something here.",
        "Ids that begin with user_ belong to plugNmeet.",
        "Choose one of the offered values.",
        "The address must begin with https://.",
        "A passcode needs 6 letters",
        "This is in the past.",
        "Choose a day and a time",
        "Type a number from 1 to 10000",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for (name, typed) in [
        ("user_id", "user_ann"),
        ("picture", "http://school.example/ann.png"),
        ("expires", "2001-01-01T10:00"),
        ("max_uses", "0"),
        ("primary_color", "reddish"),
    ] {
        assert_eq!(field(&page, name), typed);
    }
    assert_eq!(listed(&teacher, &slug, "").await.matches("data-invite").count(), 1, "nothing was made");

    // A passcode is in no form that waits.
    let answer = send(&teacher, &slug, &[("kind", "personal"), ("name", ""), ("passcode", "Blue Whale 7")]).await;
    let page = follow(&teacher, answer).await;
    assert!(page.contains("Type the passcode once more"), "{page}");
    assert_eq!(field(&page, "passcode"), "");
    assert!(!app.keeps("Blue Whale 7"));
}

#[tokio::test]
async fn a_person_is_one_in_a_room() {
    let (_app, teacher, slug) = teacher_with_room().await;
    let ann = make(&teacher, &slug, &[("kind", "personal"), ("name", "Ann"), ("user_id", "ann-1")]).await;
    let again = send(&teacher, &slug, &[("kind", "personal"), ("name", "Another Ann"), ("user_id", "ann-1")]).await;
    let page = follow(&teacher, again).await;
    assert!(page.contains("Somebody else in this room has this id."), "{page}");
    assert_eq!(field(&page, "name"), "Another Ann");
    // In another room she may be the same, and here too once the first invite is dead.
    let other = room(&teacher, "Physics").await;
    make(&teacher, &other, &[("kind", "personal"), ("name", "Ann"), ("user_id", "ann-1")]).await;
    let second = make(&teacher, &slug, &[("kind", "personal"), ("name", "Bo"), ("user_id", "bo-1")]).await;
    let answer = save(&teacher, &shown(&teacher, &slug, &second).await, &[("user_id", "ann-1")]).await;
    assert!(follow(&teacher, answer).await.contains("Somebody else in this room has this id."));
    teacher.post("/api/revoke-invites", &[("slug", &slug), ("ids[]", &ann), ("sure", "yes")]).await;
    let answer = save(&teacher, &shown(&teacher, &slug, &second).await, &[("user_id", "ann-1")]).await;
    assert!(is_saved(&answer));
}

#[tokio::test]
async fn who_somebody_is_stays_once_they_came() {
    let (app, teacher, slug) = teacher_with_room().await;
    let id = make(&teacher, &slug, &[("kind", "personal"), ("name", "Ann"), ("user_id", "ann-1")]).await;
    let before = shown(&teacher, &slug, &id).await;
    super::list::use_once(&app, &id, "ann-1", "Ann").await;
    let answer = save(&teacher, &before, &[("user_id", "ann-2")]).await;
    let refused = follow(&teacher, answer).await;
    assert!(refused.contains("This invite has been used, so its id stays."), "{refused}");
    let after = shown(&teacher, &slug, &id).await;
    assert!(after.contains("<code>ann-1<") && after.contains("so this stays: the person is known by it"), "{after}");
    // The name may be put right.
    assert!(is_saved(&save(&teacher, &after, &[("name", "Ann Lee")]).await));
    let after = shown(&teacher, &slug, &id).await;
    assert!(after.contains("<code>ann-1<") && field(&after, "name") == "Ann Lee", "{after}");
}

#[tokio::test]
async fn a_members_own_id_is_nobody_elses() {
    let (app, teacher, slug) = teacher_with_room().await;
    let sql = "SELECT meeting_user_id FROM accounts WHERE email = 'tea@school.example'";
    let own: String = sqlx::query_scalar(sql).fetch_one(&mut app.database().await).await.unwrap();
    let answer = send(&teacher, &slug, &[("kind", "personal"), ("name", "Ann"), ("user_id", &own)]).await;
    assert!(follow(&teacher, answer).await.contains("Somebody else in this room has this id."));
}

#[tokio::test]
async fn an_invite_is_changed_and_its_link_stays() {
    let (_app, teacher, slug) = teacher_with_room().await;
    let id = make(&teacher, &slug, &[("kind", "personal"), ("name", "Ann Lee"), ("passcode", "Blue Whale 7")]).await;
    let before = shown(&teacher, &slug, &id).await;
    let user_id = field(&before, "user_id");
    let answer = save(&teacher, &before, &[("name", "Ann Li"), ("note", "moved"), ("lock_chat", "locked")]).await;
    assert!(is_saved(&answer));
    let after = follow(&teacher, answer).await;
    assert!(after.contains("Saved."));
    assert_eq!(code(&after), code(&before));
    for (name, value) in [("name", "Ann Li"), ("note", "moved"), ("user_id", user_id.as_str()), ("passcode", "Blue Whale 7")] {
        assert_eq!(field(&after, name), value);
    }
    // What is wrong in the form of one leaves its passcode as it was.
    let answer = save(&teacher, &after, &[("name", "")]).await;
    let refused = follow(&teacher, answer).await;
    assert!(refused.contains("One field needs another look"), "{refused}");
    assert_eq!(field(&refused, "passcode"), "Blue Whale 7");
    let answer = save(&teacher, &after, &[("name", ""), ("passcode", "Red Fox 9")]).await;
    let refused = follow(&teacher, answer).await;
    assert!(refused.contains("Type the passcode once more"), "{refused}");
}

#[tokio::test]
async fn two_people_edit_one_invite_and_nothing_is_lost() {
    let (app, teacher, slug) = teacher_with_room().await;
    let other = app.teacher("co@school.example").await;
    share(&app, &slug, "co@school.example").await;
    let id = make(&teacher, &slug, &[("kind", "open"), ("note", "before"), ("passcode", "Blue Whale 7")]).await;
    let (mine, theirs) = (shown(&teacher, &slug, &id).await, shown(&other, &slug, &id).await);
    assert!(is_saved(&save(&other, &theirs, &[("note", "theirs"), ("max_uses", "9"), ("passcode", "Red Fox 9")]).await));
    let answer = save(&teacher, &mine, &[("note", "mine"), ("picture", "https://school.example/a.png")]).await;
    let page = follow(&teacher, answer).await;
    for said in ["Somebody else has made changes here", "theirs", "Somebody else has changed the passcode meanwhile."] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for (name, value) in
        [("note", "mine"), ("max_uses", "9"), ("picture", "https://school.example/a.png"), ("passcode", "Red Fox 9")]
    {
        assert_eq!(field(&page, name), value);
    }
    assert!(is_saved(&save(&teacher, &page, &[]).await));
    let page = shown(&other, &slug, &id).await;
    for (name, value) in [("note", "mine"), ("max_uses", "9"), ("passcode", "Red Fox 9")] {
        assert_eq!(field(&page, name), value);
    }
}

#[tokio::test]
async fn what_is_settled_stays() {
    let (_app, teacher, slug) = teacher_with_room().await;
    let id = make(&teacher, &slug, &[("kind", "open")]).await;
    let page = shown(&teacher, &slug, &id).await;
    let answer = save(&teacher, &page, &[("kind", "personal"), ("name", "Ann")]).await;
    assert!(follow(&teacher, answer).await.contains("This cannot be changed once the invite is made."));
    // The link of the share box is for participants, whatever a form says.
    let shared = ids(&listed(&teacher, &slug, "").await).pop().unwrap();
    let page = shown(&teacher, &slug, &shared).await;
    assert!(page.contains("In the share box") && page.contains("The links of the share box keep their role."), "{page}");
    let answer = save(&teacher, &page, &[("role", "moderator")]).await;
    assert!(follow(&teacher, answer).await.contains("This cannot be changed once the invite is made."));
}

#[tokio::test]
async fn a_design_that_makes_links_too_long_is_refused_where_it_is_set() {
    let (_app, teacher, slug) = teacher_with_room().await;
    let long = format!("https://school.example/{}", "/".repeat(480));
    let (logo, image, css) = (long.clone(), long.clone(), long);
    let fields = [
        ("kind", "open"),
        ("design", "custom"),
        ("custom_logo", logo.as_str()),
        ("background_image", &image),
        ("custom_css_url", &css),
    ];
    let page = follow(&teacher, send(&teacher, &slug, &fields).await).await;
    assert!(page.contains("With this design the link would have"), "{page}");
    assert_eq!(ids(&listed(&teacher, &slug, "").await).len(), 1);
}

#[tokio::test]
async fn a_second_press_makes_no_second_invite() {
    let (_app, teacher, slug) = teacher_with_room().await;
    let fields = [("kind", "personal"), ("name", "Ann Lee"), ("instance", "one")];
    let (one, two) = (make(&teacher, &slug, &fields).await, make(&teacher, &slug, &fields).await);
    assert_eq!(one, two);
    assert_eq!(ids(&listed(&teacher, &slug, "").await).len(), 2);
}

#[tokio::test]
async fn nobody_sees_or_touches_what_is_not_theirs() {
    let (app, teacher, slug) = teacher_with_room().await;
    let id = make(&teacher, &slug, &[("kind", "open")]).await;
    let page = shown(&teacher, &slug, &id).await;
    let stranger = app.teacher("else@school.example").await;
    let own = room(&stranger, "Own").await;
    for path in [
        format!("/rooms/{slug}/invites"),
        format!("/rooms/{slug}/invites/new"),
        format!("/rooms/{slug}/invites/{id}"),
        format!("/rooms/{own}/invites/{id}"),
    ] {
        assert_eq!(stranger.get(&path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(send(&stranger, &slug, &[("kind", "open")]).await.status(), StatusCode::NOT_FOUND);
    for room in [&slug, &own] {
        assert_eq!(save(&stranger, &page, &[("slug", room), ("note", "gotcha")]).await.status(), StatusCode::NOT_FOUND);
        for verb in ["revoke-invites", "renew-invites"] {
            let form = [("slug", room.as_str()), ("ids[]", &id), ("sure", "yes")];
            assert_eq!(stranger.post(&format!("/api/{verb}"), &form).await.status(), StatusCode::NOT_FOUND, "{verb}");
        }
    }
    let after = shown(&teacher, &slug, &id).await;
    assert_eq!((field(&after, "note").as_str(), standing(&after).as_str()), ("", "valid"));
    assert_eq!(goes_to(&app.browser().get(&format!("/rooms/{slug}/invites")).await), "/sign-in");
}

#[tokio::test]
async fn an_invites_page_has_its_text_and_offers_a_projector_only_what_is_for_everybody() {
    let (_app, teacher, slug) = teacher_with_room().await;
    let open = make(&teacher, &slug, &[("kind", "open")]).await;
    let personal = make(&teacher, &slug, &[("kind", "personal"), ("name", "Ann Lee")]).await;
    let moderators = make(&teacher, &slug, &[("kind", "open"), ("role", "moderator")]).await;
    for (id, is_for_all) in [(open, true), (personal, false), (moderators, false)] {
        let page = shown(&teacher, &slug, &id).await;
        assert_eq!(page.contains(&format!("/invites/{id}/screen")), is_for_all, "{page}");
        let text = page.split("id=\"invitation\"").nth(1).unwrap().split("</textarea>").next().unwrap();
        assert!(text.contains("Biology 7b") && text.contains(&code(&page)), "{text}");
    }
}
