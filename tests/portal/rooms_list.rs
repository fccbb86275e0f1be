//! The list of rooms, and what a new one begins with: as forms and pages.
use reqwest::{Response, StatusCode};
use roomkey::domain::locks::LockKind;
use roomkey::domain::template::Template;

use crate::app::{Browser, TestApp, goes_to};

/// Makes a room; its slug.
pub async fn room(browser: &Browser, title: &str) -> String {
    let answer = browser.post("/api/create-room", &[("title", title)]).await;
    goes_to(&answer).rsplit('/').next().unwrap().to_owned()
}

/// The body of a page.
pub async fn page(browser: &Browser, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.unwrap()
}

/// The titles on a list, from top to bottom.
pub fn titles(page: &str) -> Vec<String> {
    let text = |rest: &str| rest.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
    page.split("<h2><a ").skip(1).map(text).collect()
}

pub async fn listed(browser: &Browser, query: &str) -> Vec<String> {
    titles(&page(browser, &format!("/rooms{query}")).await)
}

/// Where a link with this label leads.
fn link(page: &str, label: &str) -> Option<String> {
    let before = page.split(&format!(">{label}<")).next().filter(|before| before.len() < page.len())?;
    let address = before.rsplit("href=\"").next()?.split('"').next()?;
    Some(address.replace("&amp;", "&"))
}

pub async fn post(browser: &Browser, verb: &str, slug: &str) -> Response {
    browser.post(&format!("/api/{verb}"), &[("slug", slug), ("instance", "one")]).await
}

/// Where the answer leads, and the page there.
pub async fn follow(browser: &Browser, answer: Response) -> String {
    page(browser, answer.headers()["location"].to_str().unwrap().split('#').next().unwrap()).await
}

/// Gives an account a room as its co-owner.
pub async fn share(app: &TestApp, slug: &str, email: &str) {
    let sql = "INSERT INTO room_members (room_id, account_id, \"right\") \
               SELECT r.id, a.id, 'co_owner' FROM rooms r, accounts a WHERE r.slug = ? AND a.email = ?";
    let shared = sqlx::query(sql).bind(slug).bind(email).execute(&mut app.database().await).await.unwrap();
    assert_eq!(shared.rows_affected(), 1);
}

pub async fn favourite(browser: &Browser, slug: &str, yes: bool) -> Response {
    browser.post("/api/set-favourite", &[("slug", slug), ("favourite", if yes { "true" } else { "" })]).await
}

#[tokio::test]
async fn a_room_is_found_by_words_of_its_title_in_any_script() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    for title in ["New", "🎓", "فصل أحمد", "Größenlehre 7b", "100 % Mathe", "a_b", "Biology 7b", "Biology 7b"] {
        room(&teacher, title).await;
    }
    for (typed, found) in [
        ("new", vec!["New"]),
        ("🎓", vec!["🎓"]),
        ("احمد", vec!["فصل أحمد"]),
        ("GROSSEN 7B", vec!["Größenlehre 7b"]),
        ("%", vec!["100 % Mathe"]),
        ("_", vec!["a_b"]),
        ("\\", vec![]),
        ("7b", vec!["Biology 7b", "Biology 7b", "Größenlehre 7b"]),
        ("7b bio", vec![]),
    ] {
        let list = page(&teacher, &format!("/rooms?sort=title&q={}", encoded(typed))).await;
        assert_eq!(titles(&list), found, "{typed}");
        // What was typed stands in its field again.
        assert!(list.contains(&format!("value=\"{typed}\"")), "{typed}");
        assert_eq!(list.contains("No room found"), found.is_empty(), "{typed}");
    }
    assert_eq!(listed(&teacher, "").await.len(), 8);
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| format!("{encoded}%{byte:02x}"))
}

#[tokio::test]
async fn titles_stored_before_they_could_be_searched_are_found_after_the_next_start() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    room(&teacher, "Übung").await;
    sqlx::query("UPDATE rooms SET title_folded = ''").execute(&mut app.database().await).await.unwrap();
    assert_eq!(listed(&teacher, "?q=ubung").await, Vec::<String>::new());
    roomkey::services::start((*app.services.config).clone(), app.services.clock.clone()).await.unwrap();
    assert_eq!(listed(&teacher, "?q=ubung").await, ["Übung"]);
}

#[tokio::test]
async fn rooms_are_sorted_by_use_by_title_or_by_age_and_favourites_come_first() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    let mut slugs = Vec::new();
    for title in ["Zeichnen", "ärzte", "Bio", "فصل", "Über uns"] {
        slugs.push(room(&teacher, title).await);
        app.pass(std::time::Duration::from_secs(1));
    }
    assert_eq!(listed(&teacher, "?sort=title").await, ["ärzte", "Bio", "Über uns", "Zeichnen", "فصل"]);
    assert_eq!(listed(&teacher, "?sort=newest").await, ["Über uns", "فصل", "Bio", "ärzte", "Zeichnen"]);
    assert_eq!(listed(&teacher, "?sort=used").await, ["Über uns", "فصل", "Bio", "ärzte", "Zeichnen"]);

    // Used: started for oneself, and a link for somebody.
    assert!(goes_to(&post(&teacher, "join-room", &slugs[0]).await).contains("/sandbox/"));
    app.pass(std::time::Duration::from_secs(1));
    teacher.post("/api/make-join-link", &[("slug", &slugs[2]), ("name", "Ann")]).await;
    assert_eq!(listed(&teacher, "?sort=used").await, ["Bio", "Zeichnen", "Über uns", "فصل", "ärzte"]);

    assert_eq!(goes_to(&favourite(&teacher, &slugs[3], true).await), "/rooms#room-".to_owned() + &slugs[3]);
    favourite(&teacher, &slugs[1], true).await;
    assert_eq!(listed(&teacher, "?sort=used").await, ["فصل", "ärzte", "Bio", "Zeichnen", "Über uns"]);
    assert_eq!(listed(&teacher, "?sort=title").await, ["ärzte", "فصل", "Bio", "Über uns", "Zeichnen"]);
    assert_eq!(listed(&teacher, "?sort=newest").await, ["فصل", "ärzte", "Über uns", "Bio", "Zeichnen"]);
    assert_eq!(page(&teacher, "/rooms").await.matches("aria-pressed=\"true\"").count(), 2);
    favourite(&teacher, &slugs[1], false).await;
    assert_eq!(listed(&teacher, "?sort=title").await, ["فصل", "ärzte", "Bio", "Über uns", "Zeichnen"]);
}

#[tokio::test]
async fn a_favourite_leads_back_to_the_list_it_stood_in_and_nowhere_else() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    let slug = room(&teacher, "Bio").await;
    for (back, to) in [
        ("/rooms?filter=mine&sort=title&q=bio", "/rooms?filter=mine&sort=title&q=bio"),
        ("", "/rooms"),
        ("https://evil.example/", "/rooms"),
        ("//evil.example/rooms?", "/rooms"),
        ("/sign-in", "/rooms"),
    ] {
        let answer = teacher.post("/api/set-favourite", &[("slug", &slug), ("favourite", "true"), ("back", back)]).await;
        assert_eq!(answer.headers()["location"], format!("{to}#room-{slug}"));
    }
}

#[tokio::test]
async fn two_people_see_their_own_rooms_shared_ones_and_their_own_favourites() {
    let app = TestApp::start().await;
    let (ada, ben) = (app.teacher("ada@school.example").await, app.teacher("ben@school.example").await);
    let shared = room(&ada, "Shared").await;
    let private = room(&ada, "Private").await;
    room(&ben, "Ben's").await;
    share(&app, &shared, "ben@school.example").await;

    assert_eq!(listed(&ada, "?sort=title").await, ["Private", "Shared"]);
    assert_eq!(listed(&ben, "?sort=title").await, ["Ben's", "Shared"]);
    assert_eq!(listed(&ben, "?filter=mine").await, ["Ben's"]);
    let list = page(&ben, "/rooms?filter=shared").await;
    assert_eq!(titles(&list), ["Shared"]);
    assert!(list.contains("Shared by Tea Cher"));
    assert!(!page(&ada, "/rooms?filter=all").await.contains("Shared by"));
    let none = page(&ada, "/rooms?filter=shared").await;
    assert!(titles(&none).is_empty() && none.contains("Nobody shares a room with you yet"));

    favourite(&ben, &shared, true).await;
    assert_eq!(listed(&ben, "?filter=all&sort=title").await, ["Shared", "Ben's"]);
    assert_eq!(listed(&ada, "?filter=all&sort=title").await, ["Private", "Shared"]);
    assert_eq!(favourite(&ben, &private, true).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn filter_and_order_are_remembered_for_the_account_and_an_address_with_its_own_wins() {
    let app = TestApp::start().await;
    let (ada, ben) = (app.teacher("ada@school.example").await, app.teacher("ben@school.example").await);
    for browser in [&ada, &ben] {
        room(browser, "A").await;
        app.pass(std::time::Duration::from_secs(1));
        room(browser, "B").await;
    }
    assert_eq!(listed(&ada, "").await, ["B", "A"]);
    assert_eq!(listed(&ada, "?sort=title").await, ["A", "B"]);
    assert_eq!(listed(&ada, "").await, ["A", "B"]);
    assert_eq!(listed(&ada, "?filter=archived").await, Vec::<String>::new());
    // A look into the archive is no choice for the next time; the order is.
    assert_eq!(listed(&ada, "?sort=newest").await, ["B", "A"]);
    assert_eq!(listed(&ada, "?filter=shared").await, Vec::<String>::new());
    assert_eq!(listed(&ada, "").await, Vec::<String>::new());
    assert_eq!(listed(&ada, "?filter=mine").await, ["B", "A"]);
    // Nonsense asks for nothing, and forgets nothing.
    assert_eq!(listed(&ada, "?filter=x&sort=y&after=z").await, ["B", "A"]);
    assert_eq!(listed(&ada, "?sort=title").await, ["A", "B"]);
    // Another browser of the same account; another account.
    let again = app.browser();
    again.sign_in("ada@school.example", crate::app::PASSWORD).await;
    assert_eq!(listed(&again, "").await, ["A", "B"]);
    assert_eq!(listed(&ben, "").await, ["B", "A"]);
}

#[tokio::test]
async fn a_thousand_rooms_come_page_by_page_each_once_in_every_order() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    let first = room(&teacher, "Room 0").await;
    // The same title, time of use and mark many times: only the id tells them apart.
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999) \
               INSERT INTO rooms (id, slug, meeting_room_id, title, title_folded, locks, design, created_at, updated_at) \
               SELECT printf('01890000-0000-7000-8000-%012d', i), 'room-' || i, 'room-' || i, 'Title ' || (i % 7), \
               'title ' || (i % 7), 0, '{}', 1, 1 FROM n";
    let mut database = app.database().await;
    sqlx::query(sql).execute(&mut database).await.unwrap();
    let sql = "INSERT INTO room_members (room_id, account_id, \"right\", favourite, used_at) \
               SELECT r.id, m.account_id, 'owner', length(r.slug) = 6, length(r.slug) FROM rooms r, room_members m \
               WHERE r.slug <> ?1 AND m.room_id = (SELECT id FROM rooms WHERE slug = ?1)";
    sqlx::query(sql).bind(&first).execute(&mut database).await.unwrap();
    for sort in ["used", "title", "newest"] {
        let mut seen = Vec::new();
        let mut next = Some(format!("/rooms?filter=all&sort={sort}"));
        let mut pages = 0;
        while let Some(address) = next {
            let list = page(&teacher, &address).await;
            seen.extend(list.split("<li id=\"room-").skip(1).map(|card| card.split('"').next().unwrap().to_owned()));
            assert_eq!(list.contains(">Back to the first<"), pages > 0);
            pages += 1;
            next = link(&list, "Show more");
        }
        assert_eq!((pages, seen.len()), (17, 1000), "{sort}");
        assert!(seen[..9].iter().all(|slug| slug.len() == 6), "favourites come first: {:?}", &seen[..9]);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 1000, "{sort}");
    }
    assert_eq!(listed(&teacher, "?q=title+3").await.len(), 60);
}

#[tokio::test]
async fn an_empty_list_says_why_and_what_to_do() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    let none = page(&teacher, "/rooms").await;
    assert!(none.contains("Your rooms will appear here") && none.contains("href=\"/rooms/new\""));
    assert!(!none.contains("role=\"search\""), "nothing to search");
    room(&teacher, "One").await;
    let archive = page(&teacher, "/rooms?filter=archived").await;
    assert!(archive.contains("No archived rooms"));
    let all = link(&archive, "Show all rooms").unwrap();
    assert_eq!(listed(&teacher, &all["/rooms".len()..]).await, ["One"]);
    let missed = page(&teacher, "/rooms?q=two").await;
    assert!(missed.contains("has “two” in its title"));
    let all = link(&missed, "Show all of them").unwrap();
    assert_eq!(listed(&teacher, &all["/rooms".len()..]).await, ["One"]);
}

#[tokio::test]
async fn a_template_sets_the_locks_of_a_new_room_and_is_offered_again() {
    let app = TestApp::start().await;
    let teacher = app.teacher("tea@school.example").await;
    let checked = |page: &str| {
        let inputs = page.split("<input type=\"radio\"").skip(1).filter_map(|rest| rest.split('>').next());
        let chosen = inputs.filter(|input| input.contains("checked")).map(|input| input.split("value=\"").nth(1).unwrap());
        chosen.map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(checked(&page(&teacher, "/rooms/new").await), ["lesson"]);
    for template in Template::ALL {
        let answer = teacher.post("/api/create-room", &[("title", template.key()), ("template", template.key())]).await;
        let slug = goes_to(&answer).rsplit('/').next().unwrap().to_owned();
        assert_eq!(checked(&page(&teacher, "/rooms/new").await), [template.key()]);
        // What a session begins with, as the meeting server has it.
        post(&teacher, "join-room", &slug).await;
        let sessions = app.sandbox().active_rooms().await.unwrap();
        let session = sessions.into_iter().find(|session| session.metadata.room_title == template.key()).unwrap();
        for kind in LockKind::ALL {
            let locked = Some(template.locks().is_locked(kind));
            assert_eq!(session.metadata.default_lock_settings.get(kind), locked, "{template:?} {kind:?}");
        }
        let features = session.metadata.room_features;
        let (mute, webcams, waiting) = match template {
            Template::Lesson => (true, false, false),
            Template::Meeting => (false, false, false),
            Template::Webinar => (true, true, false),
            Template::Exam => (false, false, true),
        };
        assert_eq!((features.mute_on_start, features.admin_only_webcams), (mute, webcams), "{template:?}");
        assert_eq!(features.waiting_room_features.is_active, waiting, "{template:?}");
    }
    // A wrong title keeps the choice; a choice there is not makes no room.
    let refused = teacher.post("/api/create-room", &[("title", ""), ("template", "webinar"), ("instance", "one")]).await;
    assert_eq!(checked(&follow(&teacher, refused).await), ["webinar"]);
    let refused = teacher.post("/api/create-room", &[("title", "x"), ("template", "party"), ("instance", "two")]).await;
    assert!(follow(&teacher, refused).await.contains("Choose one"));
    assert_eq!(listed(&teacher, "").await.len(), 4);
}
