//! Invites outlive what happens to a portal: another key, a restored backup, a stolen database, a year.
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use reqwest::header::LOCATION;
use secrecy::ExposeSecret;
use tempfile::TempDir;

use crate::app::{Browser, database, goes_to};
use crate::command_line::{refusal, roomkey, success};
use crate::process::{Process, free_port};

/// A portal with a lesson, an invite with a passcode, a guest who came in, and one who was refused.
struct School {
    around: TempDir,
    portal: Process,
    teacher: Browser,
    room: String,
    path: String,
    guest: Browser,
    user_id: String,
    refused: Browser,
}

/// Presses Join; who they are on the meeting server, if they are let in.
async fn join(guest: &Browser, path: &str, passcode: &str) -> Option<String> {
    let form = [("code", &path["/j/".len()..]), ("name", "Ann"), ("passcode", passcode)];
    let answer = guest.post("/api/join-by-invite", &form).await;
    let link = answer.headers()[LOCATION].to_str().unwrap();
    let token = link.split_once("access_token=")?.1.split('&').next().unwrap();
    let claims = token.split('.').nth(1).unwrap();
    let claims = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, claims).unwrap();
    let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
    Some(claims["sub"].as_str().unwrap().to_owned())
}

impl School {
    async fn open() -> Self {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("data");
        let portal = Process::serve(&folder, free_port(), &[]);
        let teacher = portal.browser();
        goes_to(&teacher.set_up(portal.code(), "ada@school.example").await);
        let room = teacher.new_room("Biology").await;
        teacher.start(&room).await;
        let page = teacher.get(&room).await.text().await.unwrap();
        let path = format!("/j/{}", &page.split("/j/").nth(1).unwrap()[..14]);
        let keyring = roomkey::keyring::Keyring::load_or_create(&folder).unwrap();
        let mut data = database(&folder).await;
        let of_room = "share IS NOT NULL AND room_id = (SELECT id FROM rooms WHERE slug = ?)";
        let id: String = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT id FROM invites WHERE {of_room}")))
            .bind(room.rsplit('/').next().unwrap())
            .fetch_one(&mut data)
            .await
            .unwrap();
        let sealed = keyring.seal(&format!("invite passcode {id}"), b"blue whale").unwrap();
        sqlx::query("UPDATE invites SET sealed_passcode = ? WHERE id = ?")
            .bind(sealed)
            .bind(&id)
            .execute(&mut data)
            .await
            .unwrap();
        let (guest, refused) = (portal.browser(), portal.browser());
        let mut ids = Vec::new();
        for browser in [&guest, &refused] {
            browser.get(&path).await;
            assert_eq!(join(browser, &path, "").await, None, "the passcode is asked for");
            ids.push(join(browser, &path, "blue whale").await.unwrap());
        }
        sqlx::query("INSERT INTO refused_guests SELECT room_id, ?, 'Ann', 0 FROM invites WHERE id = ?")
            .bind(&ids[1])
            .bind(&id)
            .execute(&mut data)
            .await
            .unwrap();
        let user_id = ids.swap_remove(0);
        Self { around, portal, teacher, room, path, guest, user_id, refused }
    }

    fn folder(&self) -> String {
        self.around.path().join("data").to_str().unwrap().to_owned()
    }

    fn serve(&mut self, folder: &str) {
        self.portal = Process::serve(Path::new(folder), free_port(), &[]);
        for browser in [&mut self.teacher, &mut self.guest, &mut self.refused] {
            *browser = browser.at(self.portal.address());
        }
    }

    /// The same link, the same person, no passcode again; who was refused is so still.
    async fn goes_on(&self) {
        assert_eq!(self.guest.get(&self.path).await.status(), 200);
        assert_eq!(join(&self.guest, &self.path, "").await.as_ref(), Some(&self.user_id));
        assert_eq!(join(&self.refused, &self.path, "blue whale").await, None);
        assert!(self.refused.get(&self.path).await.text().await.unwrap().contains("data-guest=\"refused\""));
        let newcomer = self.portal.browser();
        assert_eq!(join(&newcomer, &self.path, "red whale").await, None);
        assert!(join(&newcomer, &self.path, "Blue Whale").await.is_some());
        assert!(self.teacher.get(&self.room).await.text().await.unwrap().contains(&self.path), "the link is shown still");
    }
}

#[tokio::test]
async fn another_key_changes_nothing_for_guests_even_if_the_change_was_interrupted() {
    let mut school = School::open().await;
    let folder = school.folder();
    let (key, next) = (format!("{folder}/roomkey.key"), format!("{folder}/roomkey.key.next"));
    school.goes_on().await;
    school.portal.kill();
    let old = fs::read(&key).unwrap();
    success(roomkey(&["key", "rotate", "--data-dir", &folder]));
    assert_ne!(fs::read(&key).unwrap(), old);
    school.serve(&folder);
    school.goes_on().await;
    // Killed after everything was sealed, and before the new key took the place of the old.
    school.portal.kill();
    fs::rename(&key, &next).unwrap();
    fs::write(&key, old).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    school.serve(&folder);
    assert!(!Path::new(&next).exists());
    school.goes_on().await;
}

#[tokio::test]
async fn a_restored_copy_with_its_key_opens_every_link_and_one_without_it_opens_nothing() {
    let mut school = School::open().await;
    school.portal.kill();
    let copy = |name: &str, with_key: bool| {
        let to = school.around.path().join(name);
        fs::create_dir(&to).unwrap();
        for entry in fs::read_dir(school.folder()).unwrap() {
            let file = entry.unwrap().file_name();
            if with_key || file != "roomkey.key" {
                fs::copy(Path::new(&school.folder()).join(&file), to.join(&file)).unwrap();
            }
        }
        to.to_str().unwrap().to_owned()
    };
    let (restored, stolen) = (copy("restored", true), copy("stolen", false));
    let list = ["invites", "list", "--room", school.room.rsplit('/').next().unwrap(), "--data-dir", &stolen];
    assert!(refusal(roomkey(&list)).contains("roomkey.key is missing"));
    let mut with_another = roomkey(&list);
    with_another.env("ROOMKEY_KEY", "ab".repeat(32));
    assert!(refusal(with_another).contains("ROOMKEY_KEY is not the key"));
    // What is sealed opens with the key only.
    let mut data = database(Path::new(&stolen)).await;
    let (id, sealed): (String, Vec<u8>) = sqlx::query_as("SELECT id, sealed_code FROM invites WHERE sealed_passcode IS NOT NULL")
        .fetch_one(&mut data)
        .await
        .unwrap();
    let opens = |folder: &str| {
        let keyring = roomkey::keyring::Keyring::load_or_create(Path::new(folder)).unwrap();
        keyring.open(&format!("invite code {id}"), &sealed).map(|code| code.expose_secret().to_vec()).ok()
    };
    assert_eq!(opens(&restored), Some(school.path["/j/".len()..].replace('-', "").into_bytes()));
    assert_eq!(opens(&stolen), None, "a key of the thief's own");

    school.serve(&restored);
    school.goes_on().await;
}
