//! What people read when a meeting server does not do what it should: a teacher what happened and what to do, an
//! administrator the cause too; in the language of the page, and with nothing lost.
use std::time::Duration;

use crate::app::{Browser, TestApp};
use crate::broken_server::{BrokenServer, Cause, Trouble, WORDS, put_on};

async fn page(browser: &Browser, path: &str) -> String {
    let answer = browser.get_with(path, &[("accept-language", "en")]).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

/// What stands on a page as text.
fn says(page: &str, text: &str) -> bool {
    page.replace("<!>", "").contains(text)
}

struct School {
    app: TestApp,
    server: BrokenServer,
    administrator: Browser,
    teacher: Browser,
}

impl School {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let (administrator, server) = (app.administrator().await, BrokenServer::start(&app).await);
        let teacher = app.teacher("tea@school.example").await;
        Self { app, server, administrator, teacher }
    }

    /// A room of somebody's on the server, which is called "Campus".
    async fn rooms(&self) -> [String; 2] {
        let id = self.server.add_to(&self.app, "Campus").await;
        let rooms = [self.administrator.new_room("Physics").await, self.teacher.new_room("Biology").await];
        for room in &rooms {
            put_on(&self.app, room, &id).await;
        }
        rooms
    }
}

#[tokio::test]
async fn every_page_of_a_room_says_that_its_server_is_down_and_works() {
    let school = School::start().await;
    let [_, room] = school.rooms().await;
    school.server.suffers(Trouble::Refuses).await;
    for path in ["", "/join-link", "/locks", "/design", "/settings"] {
        let page = page(&school.teacher, &format!("{room}{path}")).await;
        assert!(says(&page, "Campus") && says(&page, "The meeting server does not answer (since "), "{path}: {page}");
        assert!(says(&page, "Not known") && says(&page, "data-refresh"), "{path}");
        assert!(!says(&page, "nothing listens"), "causes are for administrators");
    }
    school.server.is_well().await;
    school.app.pass(Duration::from_secs(15));
    let page = page(&school.teacher, &room).await;
    assert!(!says(&page, "does not answer") && says(&page, "Not running") && !says(&page, "data-refresh"), "{page}");
}

#[tokio::test]
async fn the_list_says_it_once_for_each_server_whatever_the_number_of_rooms() {
    let school = School::start().await;
    let [room, _] = school.rooms().await;
    let slug = room.rsplit('/').next().unwrap();
    school.administrator.post("/api/duplicate-room", &[("slug", slug)]).await;
    school.server.suffers(Trouble::Refuses).await;
    let page = page(&school.administrator, "/rooms").await;
    assert_eq!(page.matches("The meeting server does not answer").count(), 1, "{page}");
    assert!(says(&page, "nothing listens at this address"), "an administrator reads the cause");
    assert!(page.matches("Not known").count() >= 2, "{page}");
}

#[tokio::test]
async fn a_refused_form_comes_back_whole_with_what_happened_beside_it() {
    let school = School::start().await;
    let [mine, theirs] = school.rooms().await;
    for (trouble, teacher_reads, administrator_reads) in [
        (Trouble::Refuses, "The meeting server does not answer (since ", "nothing listens"),
        (Trouble::Unauthorised(Cause::KeyWrong), "does not let the portal in", "client.api_key"),
        (Trouble::Unauthorised(Cause::SignatureWrong), "does not let the portal in", "client.secret"),
        (Trouble::NotFound, "There is no meeting server where one should be", "no plugNmeet at this address"),
        (Trouble::InternalError, "gives answers that make no sense", "HTTP 500"),
        (Trouble::WebPage, "gives answers that make no sense", "HTTP 200"),
        (Trouble::NoStatus, "gives answers that make no sense", "not what plugNmeet answers"),
        (Trouble::SaysNo, "The meeting server said no.", "The server says: “The database &lt;script&gt;"),
    ] {
        school.server.suffers(trouble).await;
        school.app.pass(Duration::from_secs(15));
        for (browser, room, administers) in [(&school.teacher, &theirs, false), (&school.administrator, &mine, true)] {
            let slug = room.rsplit('/').next().unwrap();
            let form = [("slug", slug), ("instance", "i1"), ("name", "Ann Ex"), ("role", "participant"), ("design", "room")];
            let page = browser.follow("/api/make-join-link", &form).await;
            assert!(says(&page, "value=\"Ann Ex\""), "{trouble:?}: what was typed is lost: {page}");
            assert!(says(&page, teacher_reads), "{trouble:?}: {page}");
            assert_eq!(says(&page, administrator_reads), administers, "{trouble:?}: {page}");
            assert!(!page.contains(WORDS), "markup of a server's words");
        }
    }
}

#[tokio::test]
async fn the_words_are_in_the_language_of_the_page() {
    let school = School::start().await;
    let [room, _] = school.rooms().await;
    school.server.suffers(Trouble::Refuses).await;
    let page = school.administrator.get_with(&room, &[("accept-language", "de")]).await.text().await.unwrap();
    assert!(says(&page, "Der Konferenzserver antwortet nicht (seit "), "{page}");
    assert!(says(&page, "hört niemand zu"), "{page}");
}

#[tokio::test]
async fn a_room_can_be_archived_and_deleted_while_its_server_is_down() {
    let school = School::start().await;
    let [_, room] = school.rooms().await;
    let slug = room.rsplit('/').next().unwrap();
    school.server.suffers(Trouble::Refuses).await;
    school.teacher.post("/api/archive-room", &[("slug", slug)]).await;
    let asks = page(&school.teacher, &format!("{room}/delete")).await;
    assert!(says(&asks, "The meeting server does not answer (since "), "{asks}");
    let deleted = school.teacher.follow("/api/delete-room", &[("slug", slug)]).await;
    assert!(!deleted.contains("Biology"), "{deleted}");
}
