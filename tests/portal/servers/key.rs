//! The key that opens the secrets in the database: where it stands, and how it is changed.
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::command_line::{MEET, SECRET, servers};
use crate::app::{database, keeps};
use crate::command_line::{folder, input, mode, refusal, roomkey, success};
use crate::serving::Served;

const OTHER: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn rotate(data_dir: &str) -> Command {
    roomkey(&["key", "rotate", "--data-dir", data_dir])
}

/// What the sandbox's own credentials are: they open only with the right key.
fn credentials(data_dir: &str) -> Command {
    roomkey(&["sandbox", "credentials", "--data-dir", data_dir])
}

/// A folder with the secrets of the sandbox and of a server, one in use and one that waits.
async fn portal() -> (tempfile::TempDir, String) {
    let (around, data_dir) = folder();
    success(servers("add", &data_dir, &MEET, SECRET));
    let mut database = database(Path::new(&data_dir)).await;
    // As if a new secret waited for its test.
    sqlx::query("UPDATE meeting_servers SET sealed_next_secret = sealed_secret").execute(&mut database).await.unwrap();
    (around, data_dir)
}

/// Everything sealed, as it stands in the database.
async fn sealed(data_dir: &str) -> Vec<Vec<u8>> {
    let all = "SELECT sealed_secret FROM sandbox_credentials UNION ALL SELECT sealed_secret FROM meeting_servers \
               UNION ALL SELECT sealed_next_secret FROM meeting_servers";
    sqlx::query_scalar(all).fetch_all(&mut database(Path::new(data_dir)).await).await.unwrap()
}

/// Whether everything sealed opens with the key file.
async fn opens(data_dir: &str) {
    let keyring = roomkey::keyring::Keyring::load_or_create(Path::new(data_dir)).unwrap();
    let mut database = database(Path::new(data_dir)).await;
    let (id, secret, next): (String, Vec<u8>, Vec<u8>) =
        sqlx::query_as("SELECT id, sealed_secret, sealed_next_secret FROM meeting_servers")
            .fetch_one(&mut database)
            .await
            .unwrap();
    for sealed in [secret, next] {
        let opened = keyring.open(&format!("meeting server {id}"), &sealed).unwrap();
        assert_eq!(secrecy::ExposeSecret::expose_secret(&opened), SECRET.as_bytes());
    }
}

#[tokio::test]
async fn everything_sealed_is_sealed_with_the_new_key_and_the_old_one_is_gone() {
    let (_around, data_dir) = portal().await;
    let (key_file, before) = (format!("{data_dir}/roomkey.key"), success(credentials(&data_dir)));
    let (key, old) = (fs::read_to_string(&key_file).unwrap(), sealed(&data_dir).await);
    assert!(success(rotate(&data_dir)).contains("roomkey.key holds a new key"));
    assert!(!keeps(Path::new(&data_dir), key.trim()) && mode(&key_file) == 0o600);
    let new = sealed(&data_dir).await;
    assert!(new.len() == 3 && new.iter().all(|sealed| !old.contains(sealed)));
    opens(&data_dir).await;
    assert_eq!(success(credentials(&data_dir)), before);
    assert!(!Path::new(&format!("{data_dir}/roomkey.key.next")).exists());
    fs::write(&key_file, key).unwrap();
    assert!(refusal(credentials(&data_dir)).contains("not the one"), "the old key opens nothing");
}

#[tokio::test]
async fn where_one_row_does_not_open_the_key_stays_and_nothing_is_left_behind() {
    let (_around, data_dir) = portal().await;
    let before = (success(credentials(&data_dir)), fs::read(format!("{data_dir}/roomkey.key")).unwrap());
    let mut database = database(Path::new(&data_dir)).await;
    sqlx::query("UPDATE meeting_servers SET sealed_secret = zeroblob(60)").execute(&mut database).await.unwrap();
    let said = refusal(rotate(&data_dir));
    assert!(said.contains("the key stays as it was") && said.contains("damaged") && !said.contains("not the one"), "{said}");
    assert!(!Path::new(&format!("{data_dir}/roomkey.key.next")).exists());
    assert_eq!((success(credentials(&data_dir)), fs::read(format!("{data_dir}/roomkey.key")).unwrap()), before);
}

#[tokio::test]
async fn the_key_is_not_changed_under_a_server() {
    let (_around, data_dir) = portal().await;
    let before = sealed(&data_dir).await;
    let served = Served::start(&data_dir);
    assert!(refusal(rotate(&data_dir)).contains("stop it first"));
    success(servers("list", &data_dir, &[], ""));
    assert_eq!(sealed(&data_dir).await, before);
    drop(served);
    success(rotate(&data_dir));
}

#[tokio::test]
async fn whatever_moment_it_is_killed_at_a_key_opens_the_database() {
    let (_around, data_dir) = portal().await;
    let before = success(credentials(&data_dir));
    let (key_file, next_file) = (format!("{data_dir}/roomkey.key"), format!("{data_dir}/roomkey.key.next"));

    // Killed before the write: the new key waits, and nothing is sealed with it. Even half of it may be there.
    for waiting in [OTHER, "0123"] {
        fs::write(&next_file, waiting).unwrap();
        fs::set_permissions(&next_file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        assert_eq!(success(credentials(&data_dir)), before);
        assert!(!Path::new(&next_file).exists());
        opens(&data_dir).await;
    }
    // Killed after the write: everything is sealed with the key that waits.
    for go_on in [credentials, rotate] {
        let key = fs::read(&key_file).unwrap();
        success(rotate(&data_dir));
        fs::rename(&key_file, &next_file).unwrap();
        fs::write(&key_file, key).unwrap();
        fs::set_permissions(&key_file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        success(go_on(&data_dir));
        assert!(!Path::new(&next_file).exists());
        opens(&data_dir).await;
    }
    // At any moment at all.
    for round in 0..60 {
        let mut child = rotate(&data_dir).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(round * 1500));
        child.kill().unwrap();
        child.wait().unwrap();
        if round % 3 == 0 {
            assert_eq!(success(credentials(&data_dir)), before, "round {round}");
            opens(&data_dir).await;
        }
    }
    assert_eq!(success(credentials(&data_dir)), before);
}

#[tokio::test]
async fn a_key_in_the_environment_needs_no_file_and_is_never_printed() {
    let (_around, data_dir) = folder();
    let with = |mut command: Command, key: &str| {
        command.env("ROOMKEY_KEY", key);
        command
    };
    success(with(servers("add", &data_dir, &MEET, SECRET), &format!("{OTHER}\n")));
    assert!(!Path::new(&format!("{data_dir}/roomkey.key")).exists());
    let before = success(with(credentials(&data_dir), OTHER));
    assert!(!keeps(Path::new(&data_dir), SECRET) && !keeps(Path::new(&data_dir), OTHER));
    let new = OTHER.chars().rev().collect::<String>();
    let said = refusal(with(credentials(&data_dir), &new));
    assert!(said.contains("ROOMKEY_KEY is not the key") && !said.contains(&new), "{said}");
    for wrong in ["0123", &OTHER.replace('0', "x"), &format!("{OTHER}00")] {
        let said = refusal(with(credentials(&data_dir), wrong));
        assert!(said.contains("ROOMKEY_KEY") && said.contains("64 hexadecimal digits") && !said.contains(wrong), "{said}");
    }

    let rotate = |typed: &str| with(input(&["key", "rotate", "--data-dir", &data_dir], typed), OTHER);
    let said = refusal(rotate("4567"));
    assert!(said.contains("64 hexadecimal digits") && !said.contains("4567"), "{said}");
    assert!(refusal(rotate(OTHER)).contains("this is the key in use"));
    // An interrupted change left it, before the key came into the environment.
    let next_file = format!("{data_dir}/roomkey.key.next");
    fs::write(&next_file, "left").unwrap();
    let said = success(rotate(&new));
    assert!(!Path::new(&next_file).exists());
    assert!(said.contains("set ROOMKEY_KEY to the new key") && !said.contains(&new), "{said}");
    assert_eq!(success(with(credentials(&data_dir), &new)), before);
    assert!(refusal(with(credentials(&data_dir), OTHER)).contains("ROOMKEY_KEY is not the key"));
    // A key file beside it is not read.
    fs::write(format!("{data_dir}/roomkey.key"), "nothing").unwrap();
    assert_eq!(success(with(credentials(&data_dir), &new)), before);
    assert!(!success(roomkey(&["--help"])).contains(&new));

    fs::write(format!("{data_dir}/roomkey.toml"), format!("key = '{OTHER}'")).unwrap();
    let said = refusal(credentials(&data_dir));
    assert!(said.contains("ROOMKEY_KEY") && !said.contains(OTHER), "{said}");
}

/// What is in a folder.
fn names(data_dir: &str) -> Vec<std::ffi::OsString> {
    let mut names: Vec<_> = fs::read_dir(data_dir).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_missing_key_file_is_said_to_be_missing_and_none_is_made() {
    let (_around, data_dir) = portal().await;
    let (_elsewhere, copy) = folder();
    fs::create_dir(&copy).unwrap();
    fs::copy(format!("{data_dir}/roomkey.db"), format!("{copy}/roomkey.db")).unwrap();
    let before = names(&copy);
    for command in [servers("list", &copy, &[], ""), credentials(&copy), rotate(&copy)] {
        let said = refusal(command);
        assert!(said.contains(&format!("{copy}/roomkey.key is missing")) && said.contains("or set ROOMKEY_KEY"), "{said}");
    }
    assert_eq!(names(&copy), before);
    // The key that an interrupted change left may be the one.
    fs::copy(format!("{data_dir}/roomkey.key"), format!("{copy}/roomkey.key.next")).unwrap();
    assert_eq!(success(credentials(&copy)), success(credentials(&data_dir)));
    assert!(Path::new(&format!("{copy}/roomkey.key")).exists());
}

#[test]
fn where_no_portal_is_nothing_is_asked_or_changed_and_nothing_made() {
    let (_around, data_dir) = folder();
    let remove = servers("remove", &data_dir, &["Meet"], "");
    for command in [rotate(&data_dir), servers("list", &data_dir, &[], ""), remove] {
        let said = refusal(command);
        assert!(said.contains(&format!("no portal in {data_dir}")) && said.contains("--data-dir"), "{said}");
    }
    assert!(!Path::new(&data_dir).exists());
}

#[test]
fn a_command_without_the_servers_key_waits_for_no_server() {
    let (_around, data_dir) = folder();
    let path = Path::new(&data_dir);
    fs::create_dir(path).unwrap();
    let port = crate::process::free_port();
    let _served = crate::process::Process::serve_with(path, port, &[], &[("ROOMKEY_KEY", OTHER)]);
    fs::write(path.join("roomkey.key.next"), "left").unwrap();
    let said = refusal(servers("list", &data_dir, &[], ""));
    assert!(said.contains("ROOMKEY_KEY") && said.contains("interrupted"), "{said}");
}
