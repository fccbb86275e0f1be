//! Rooms and join links, as forms and pages.
use reqwest::StatusCode;

use crate::app::{Browser, TestApp, goes_to};

/// Makes a join link with this form; the page that shows it.
async fn join_link(browser: &Browser, room: &str, form: &[(&str, &str)]) -> String {
    let slug = room.rsplit('/').next().unwrap();
    let form: Vec<_> = [("slug", slug), ("instance", "one")].into_iter().chain(form.iter().copied()).collect();
    let answer = browser.post("/api/make-join-link", &form).await;
    let address = answer.headers()["location"].to_str().unwrap();
    browser.get(address.split('#').next().unwrap()).await.text().await.unwrap()
}

/// The link on a page, if there is one.
fn link(page: &str) -> Option<String> {
    let start = page.find("/sandbox/?access_token=")?;
    Some(page[start..].split('"').next().unwrap().replace("&amp;", "&"))
}

fn user_id(page: &str) -> &str {
    page.split("<code data-user-id").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap()
}

#[tokio::test]
async fn any_script_makes_a_title_and_reserved_words_make_no_address() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    for title in ["Biology 7b", "New", "🎓", "فصل اللغة العربية", "Biology 7b", "ƒ ½ ﷽"] {
        let path = browser.new_room(title).await;
        assert_ne!(path, "/rooms/new");
        let page = browser.get(&path).await;
        assert_eq!(page.status(), StatusCode::OK, "{path}");
        assert!(page.text().await.unwrap().contains(title));
    }
    assert_eq!(
        browser.get("/rooms").await.text().await.unwrap().matches("<h2><a dir=\"auto\" href=\"/rooms/biology-7b-").count(),
        2
    );
}

#[tokio::test]
async fn somebody_elses_room_looks_like_none_to_page_form_and_call_alike() {
    let app = TestApp::start().await;
    let owner = app.administrator().await;
    let path = owner.new_room("Mine").await;
    let slug = path.rsplit('/').next().unwrap();
    let other = app.teacher("other@school.example").await;
    for page in ["", "/join-link", "/locks", "/design", "/settings"] {
        let theirs = other.get(&format!("{path}{page}")).await;
        let none = other.get(&format!("/rooms/nothing-0000{page}")).await;
        assert_eq!((theirs.status(), none.status()), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        let words = |page: String| page.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_owned();
        assert_eq!(words(theirs.text().await.unwrap()), words(none.text().await.unwrap()));
    }
    for form in ["join-room", "make-join-link", "set-room-locks", "set-room-design", "set-room-settings", "end-session"] {
        for slug in [slug, "nothing-0000"] {
            let answer = other.post(&format!("/api/{form}"), &[("slug", slug), ("name", ""), ("header_bg_color", "red")]).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{form}");
        }
    }
    assert!(!other.get("/rooms").await.text().await.unwrap().contains("Mine"));
    assert!(owner.get("/rooms").await.text().await.unwrap().contains("Mine"));
    assert_eq!(app.sandbox().active_rooms().await.unwrap().len(), 0);
}

#[tokio::test]
async fn nobody_gets_anywhere_without_signing_in() {
    let app = TestApp::start().await;
    let path = app.administrator().await.new_room("Mine").await;
    let stranger = app.browser();
    for page in ["/rooms", "/rooms/new", &path, &format!("{path}/join-link"), &format!("{path}/locks"), &format!("{path}/design")]
    {
        assert_eq!(goes_to(&stranger.get(page).await), "/sign-in");
    }
    for form in
        ["create-room", "join-room", "make-join-link", "set-room-locks", "set-room-design", "set-room-settings", "end-session"]
    {
        assert_eq!(goes_to(&stranger.post(&format!("/api/{form}"), &[("slug", "x"), ("title", "x")]).await), "/sign-in");
    }
}

#[tokio::test]
async fn a_second_press_gets_the_same_link_and_a_later_one_another() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Presses").await;
    let first = join_link(&browser, &room, &[("name", "Ann Lee")]).await;
    let second = join_link(&browser, &room, &[("name", "Ann Lee")]).await;
    assert_eq!(link(&first).unwrap(), link(&second).unwrap());
    app.pass(std::time::Duration::from_secs(11));
    let third = join_link(&browser, &room, &[("name", "Ann Lee")]).await;
    assert_ne!(user_id(&first), user_id(&third));
}

#[tokio::test]
async fn a_typed_id_is_taken_literally_and_comes_with_a_warning() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Ids").await;
    let page = join_link(&browser, &room, &[("name", "Ann Lee"), ("user_id", "ann-lee")]).await;
    assert_eq!(user_id(&page), "ann-lee");
    assert!(page.contains("You typed this id."));
    let page = join_link(&browser, &room, &[("name", "!")]).await;
    assert!(user_id(&page).starts_with("guest-"), "{}", user_id(&page));
    assert!(!page.contains("You typed this id."));
}

#[tokio::test]
async fn a_link_is_shown_once_and_only_to_whom_it_was_made_for() {
    let app = TestApp::start().await;
    let (browser, other) = (app.administrator().await, app.teacher("other@school.example").await);
    let room = browser.new_room("Once").await;
    let form = [("slug", room.rsplit('/').next().unwrap()), ("instance", "one"), ("name", "Ann Lee")];
    let answer = browser.post("/api/make-join-link", &form).await;
    let address = answer.headers()["location"].to_str().unwrap().split('#').next().unwrap().to_owned();
    assert!(!address.contains("token"));
    assert_eq!(other.get(&address).await.status(), StatusCode::NOT_FOUND);
    let shown = browser.get(&address).await;
    assert_eq!(shown.headers()["cache-control"], "no-store");
    let token = link(&shown.text().await.unwrap()).unwrap();
    assert!(link(&browser.get(&address).await.text().await.unwrap()).is_none());
    assert!(!app.keeps(token.split("access_token=").nth(1).unwrap()));
    assert!(!app.keeps("eyJ"));
}

#[tokio::test]
async fn a_link_of_a_session_that_ended_opens_nothing_and_a_new_one_starts_a_new_session() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Ends").await;
    let first = link(&join_link(&browser, &room, &[("name", "Ann Lee")]).await).unwrap();
    assert_eq!(app.browser().get(&first).await.status(), StatusCode::OK);
    let live = app.sandbox().active_rooms().await.unwrap();
    assert!(app.sandbox().end_room(&live[0].room_id).await.unwrap());
    let page = app.browser().get(&first).await;
    assert_eq!(page.status(), StatusCode::UNAUTHORIZED);
    assert!(page.text().await.unwrap().contains("The session has ended"));
    let second = link(&join_link(&browser, &room, &[("name", "Ben")]).await).unwrap();
    assert_eq!(app.browser().get(&second).await.status(), StatusCode::OK);
    assert!(app.browser().get(&first).await.text().await.unwrap().contains("from an earlier session"));
    app.pass(std::time::Duration::from_secs(661));
    assert!(app.browser().get(&second).await.text().await.unwrap().contains("This link has expired"));
}

#[tokio::test]
async fn a_design_in_an_address_is_read_with_care() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Care").await;
    let link = link(&join_link(&browser, &room, &[("name", "Ann <b>Lee</b>")]).await).unwrap();
    let design = |json: &str| format!("{link}&custom_design={}", roomkey::domain::percent::encoded(json));
    let page = app.browser().get(&design(r##"{"header_bg_color":"red}body{display:none","footer_bg_color":"#123456","custom_logo":"https://school.example/logo.png","nothing":"x"}"##)).await;
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    let html = page.text().await.unwrap();
    let style = html.split("<style").nth(1).unwrap().split("</style>").next().unwrap();
    assert!(style.contains("#123456") && !style.contains("display") && !style.contains("school.example"), "{style}");
    assert!(html.contains("data-ignored=\"header_bg_color\"") && html.contains("data-ignored=\"nothing\""));
    assert!(!html.contains("<img") && !policy.contains("school.example"));
    assert!(html.contains("Ann &lt;b&gt;Lee"));
    let asked = app.browser().post(&design(r#"{"custom_logo":"https://school.example/logo.png"}"#), &[]).await;
    assert!(
        asked.headers()["content-security-policy"].to_str().unwrap().contains("img-src 'self' https://school.example/logo.png;")
    );
    assert!(asked.text().await.unwrap().contains("<img"));
    for broken in ["null", "[]", "{", "5"] {
        assert_eq!(app.browser().get(&design(broken)).await.status(), StatusCode::OK, "{broken}");
    }
}

#[tokio::test]
async fn a_form_that_is_damaged_or_too_long_changes_nothing_and_gets_a_page() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let long = "x".repeat(300 * 1024);
    for form in [vec![("title", long.as_str())], vec![("title", "a"), ("title", "b")]] {
        let answer = browser.post("/api/create-room", &form).await;
        assert!(answer.status().is_client_error(), "{answer:?}");
    }
    assert_eq!(browser.get("/rooms").await.text().await.unwrap().matches("<article").count(), 1);
}

#[tokio::test]
async fn a_title_cannot_break_out_of_the_page() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("</title><meta http-equiv=refresh content=\"0;url=http://evil.example\">").await;
    let link = link(&join_link(&browser, &room, &[("name", "</title><b>")]).await).unwrap();
    for page in [browser.get(&room).await, browser.get(&format!("{room}/locks")).await, app.browser().get(&link).await] {
        let page = page.text().await.unwrap();
        assert!(page.contains("evil.example") && !page.contains("<meta http-equiv"), "{page}");
        assert_eq!(page.matches("</title>").count(), 1);
    }
}

#[tokio::test]
async fn a_short_form_records_the_webcam_and_the_whole_one_shown_with_it_says_so() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Short").await;
    for name in ["Ann Lee", ""] {
        let page = join_link(&browser, &room, &[("name", name)]).await;
        let tick = page.split("name=\"record_webcam\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(tick.contains("checked"), "{name}: {tick}");
        assert_eq!(page.contains("\"record_webcam\": true"), name == "Ann Lee");
    }
    let page = join_link(&browser, &room, &[("name", "Ben"), ("role", "participant")]).await;
    assert!(page.contains("\"record_webcam\": false"), "an unticked box is said");
}

#[tokio::test]
async fn the_key_card_says_what_the_running_session_does() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Locks").await;
    let slug = room.rsplit('/').next().unwrap();
    join_link(&browser, &room, &[("name", "One")]).await;
    let changed = [("slug", slug), ("lock_microphone", "true"), ("lock_chat", "true")];
    assert_eq!(goes_to(&browser.post("/api/set-room-locks", &changed).await), format!("{room}/locks"));
    let page = join_link(&browser, &room, &[("name", "Two")]).await;
    assert!(page.contains("may speak, show a webcam, use the chat"), "the session began without these locks");
    assert!(page.contains("The room is live with the locks it had"));
    let rehearsal = app.browser().get(&link(&page).unwrap()).await.text().await.unwrap();
    assert!(rehearsal.contains("data-lock=\"lock_microphone\" data-effective=\"allowed\""));

    // Nobody came: it is over after half an hour, and the next one begins with the changed locks.
    app.pass(std::time::Duration::from_secs(1801));
    assert!(browser.get(&room).await.text().await.unwrap().contains("Not running"));
    let page = join_link(&browser, &room, &[("name", "Three")]).await;
    assert!(!page.contains("may speak"));
    let rehearsal = app.browser().get(&link(&page).unwrap()).await.text().await.unwrap();
    assert!(rehearsal.contains("data-lock=\"lock_microphone\" data-effective=\"locked\""));
}

#[tokio::test]
async fn a_link_may_have_three_thousand_characters_and_no_more() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Long").await;
    // A tilde stays one character in the link; a slash becomes three.
    let make = async |tildes: usize, slashes: usize| {
        let address = |slashes: usize, tildes: usize| format!("https://a.example/{}{}", "/".repeat(slashes), "~".repeat(tildes));
        let (logo, image, style) = (address(slashes, tildes), address(250, 0), address(250, 0));
        app.pass(std::time::Duration::from_secs(11));
        let design = [("custom_logo", logo.as_str()), ("background_image", &image), ("custom_css_url", &style)];
        let person = [("name", "Ann Lee"), ("user_id", "ann-lee"), ("role", "participant"), ("design", "custom")];
        let page = join_link(&browser, &room, &[&person[..], &design[..]].concat()).await;
        let length = link(&page).map(|link| link.len() + app.services.config.public_url.as_str().len());
        (length, page)
    };
    let (short, _) = make(0, 0).await;
    let missing = 3000 - short.unwrap();
    assert!(missing / 3 < 450, "the addresses are too short for this test: {missing}");
    let (longest, _) = make(missing % 3, missing / 3).await;
    assert_eq!(longest, Some(3000));
    let (none, page) = make(missing % 3 + 1, missing / 3).await;
    assert_eq!(none, None);
    assert!(page.contains("the link would have 3001 characters; 3000 are possible"), "{page}");
}

#[tokio::test]
async fn a_start_that_fails_says_why() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Refused").await;
    let slug = room.rsplit('/').next().unwrap();
    let long = format!("https://school.example/{}", "/".repeat(480));
    let design = [("slug", slug), ("instance", "one"), ("custom_logo", &long), ("background_image", &long)];
    let answer = browser.post("/api/set-room-design", &design).await;
    let page = browser.get(answer.headers()["location"].to_str().unwrap()).await.text().await.unwrap();
    assert!(page.contains("the link would have"), "a design that would make links fail later is refused where it is set");
    // A design that was stored all the same, by an older version say: the button still answers in words.
    let stored = format!("{{\"background_image\":\"{long}\",\"custom_css_url\":\"{long}\",\"custom_logo\":\"{long}\"}}");
    let mut database = app.database().await;
    sqlx::query("UPDATE rooms SET design = ? WHERE slug = ?").bind(stored).bind(slug).execute(&mut database).await.unwrap();
    let page = browser.get(&room).await.text().await.unwrap();
    let form = page.split("/api/join-room").nth(1).unwrap();
    let instance = form.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
    let answer = browser.post("/api/join-room", &[("slug", slug), ("instance", instance)]).await;
    let page = browser.get(answer.headers()["location"].to_str().unwrap()).await.text().await.unwrap();
    assert!(page.contains("the link would have"), "{page}");
}

#[tokio::test]
async fn a_double_press_makes_one_room_and_one_copy() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let new = [("title", "Biology"), ("instance", "one")];
    let press = async |path: &str, form: &[(&str, &str)]| goes_to(&browser.post(path, form).await).to_owned();
    let (first, second) = tokio::join!(press("/api/create-room", &new), press("/api/create-room", &new));
    assert_eq!(first, second);
    let copy = [("slug", first.rsplit('/').next().unwrap()), ("instance", "two")];
    let (one, two) = tokio::join!(press("/api/duplicate-room", &copy), press("/api/duplicate-room", &copy));
    assert!(one == two && one != first);
    assert_ne!(press("/api/create-room", &[("title", "Biology"), ("instance", "three")]).await, first, "another form");
}

#[tokio::test]
async fn a_link_of_a_session_that_ended_elsewhere_is_not_given_again() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Ended").await;
    let (first, for_ann) = (browser.start(&room).await, join_link(&browser, &room, &[("name", "Ann")]).await);
    assert_eq!(browser.start(&room).await, first, "a double press");
    let live = app.sandbox().active_rooms().await.unwrap();
    app.sandbox().end_room(&live[0].room_id).await.unwrap();
    // Less than the ten seconds of a double press; within one second tokens for one person are the same.
    app.pass(std::time::Duration::from_secs(3));
    let second = browser.start(&room).await;
    assert_ne!(second, first);
    assert_ne!(link(&join_link(&browser, &room, &[("name", "Ann")]).await), link(&for_ann));
    let path = second.split_once("/sandbox/").map(|(_, rest)| format!("/sandbox/{rest}")).unwrap();
    assert_eq!(app.browser().get(&path).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn archiving_and_starting_at_once_never_leave_an_archived_room_live() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    for number in 0..12 {
        let room = browser.new_room(&format!("Race {number}")).await;
        let form = [("slug", room.rsplit('/').next().unwrap())];
        tokio::join!(browser.post("/api/archive-room", &form), browser.post("/api/join-room", &form));
        let page = browser.get(&room).await.text().await.unwrap();
        assert!(!(page.contains("badge archived") && page.contains("badge live")), "{room}: archived and live");
    }
}
