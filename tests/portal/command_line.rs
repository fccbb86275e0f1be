//! The binary as somebody at a terminal meets it.
use std::env;
use std::fs;
use std::io::{Seek, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use roomkey::clock::Clock;
use roomkey::domain::account::{AccountRole, TypedSecret};
use roomkey::services::{self, accounts};
use serde_json::Value;
use tempfile::{NamedTempFile, TempDir};

use crate::app::{PASSWORD, config, database, keeps};

/// The binary with these arguments and an empty environment.
pub fn roomkey(arguments: &[&str]) -> Command {
    let binary = env::var_os("ROOMKEY_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_roomkey").into());
    let mut command = Command::new(binary);
    command.env_clear().args(arguments).stdin(Stdio::null());
    command
}

/// A folder that does not exist yet, inside of one that goes away with the test.
pub fn folder() -> (TempDir, String) {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("data").to_str().unwrap().to_owned();
    (around, folder)
}

/// What was said on standard error by a command that must fail: one line, exit code 1, nothing on standard output.
pub fn refusal(mut command: Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{command:?}: {said}");
    assert_eq!(said.lines().count(), 1, "{command:?}: {said}");
    assert!(output.stdout.is_empty(), "{command:?}");
    said
}

/// What a command that must succeed printed.
pub fn success(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// `people add` with this on standard input.
pub fn add(data_dir: &str, more: &[&str], input: &str) -> Command {
    people("add", data_dir, more, input)
}

/// `people …` with this on standard input.
pub fn people(what: &str, data_dir: &str, more: &[&str], input: &str) -> Command {
    let mut command = self::input(&["people", what, "--data-dir", data_dir], input);
    command.args(more);
    command
}

/// The binary with these arguments and this on standard input.
pub fn input(arguments: &[&str], input: &str) -> Command {
    let mut command = roomkey(arguments);
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(input.as_bytes()).unwrap();
    file.rewind().unwrap();
    command.stdin(file);
    command
}

/// A file that holds this.
fn file_with(content: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(content.as_bytes()).unwrap();
    file
}

/// Who may read and write.
pub fn mode(path: impl AsRef<Path>) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn help_and_version_are_there() {
    let help = success(roomkey(&["--help"]));
    for word in ["serve", "people", "sandbox", "--data-dir", "ROOMKEY_PUBLIC_URL"] {
        assert!(help.contains(word), "{word}: {help}");
    }
    assert!(success(roomkey(&["people", "add", "--help"])).contains("--data-dir"));
    assert_eq!(success(roomkey(&["--version"])), format!("roomkey {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_wrong_command_line_is_one_sentence() {
    for (arguments, named) in [
        (&[] as &[&str], "--help"),
        (&["dance"], "dance"),
        (&["people"], "roomkey people --help"),
        (&["servers", "add", "--nmae", "Meet"], "'--name' (roomkey servers add --help"),
        (&["peple"], "'people' (roomkey --help"),
        (&["--data-dir", "x", "servers", "test"], "(roomkey servers test --help"),
        (&["serve", "--colour", "red"], "--colour"),
        (&["serve", "--listen"], "--listen"),
        (&["people", "add", "--name", "Ann"], "--email"),
    ] {
        let said = refusal(roomkey(arguments));
        assert!(said.contains(named), "{arguments:?}: {said}");
    }
}

#[test]
fn a_wrong_setting_is_one_sentence_wherever_it_comes_from() {
    let (_around, data_dir) = folder();
    let serve = || roomkey(&["serve", "--data-dir", &data_dir]);
    let mut by_flag = serve();
    by_flag.args(["--listen", "everywhere"]);
    let mut by_environment = serve();
    by_environment.env("ROOMKEY_PUBLIC_URL", "school.example");
    let wrong = file_with("sandbox_api = 'perhaps'");
    let mut by_file = serve();
    by_file.arg("--config").arg(wrong.path());
    let unknown = file_with("listne = '127.0.0.1:1'");
    let mut by_file_from_environment = serve();
    by_file_from_environment.env("ROOMKEY_CONFIG", unknown.path());
    let mut by_repeated_flag = serve();
    by_repeated_flag.args(["--trusted-proxy", "127.0.0.1,10.0.0.0/8", "--trusted-proxy", "::1", "--trusted-proxy", "here"]);
    let mut by_list = serve();
    by_list.env("ROOMKEY_TRUSTED_PROXY", "127.0.0.1,10.0.0.0/8,there");
    for (command, name, value) in [
        (by_repeated_flag, "trusted_proxy", "\"here\""),
        (by_list, "trusted_proxy", "\"there\""),
        (by_flag, "listen", "everywhere"),
        (by_environment, "public_url", "school.example"),
        (by_file, "sandbox_api", "perhaps"),
        (by_file_from_environment, "listne", "127.0.0.1:1"),
    ] {
        let said = refusal(command);
        assert!(said.contains(name) && said.contains(value), "{said}");
    }
    assert!(!Path::new(&data_dir).exists(), "nothing is made before the settings are right");
}

#[test]
fn the_command_line_wins_over_the_environment_and_that_over_the_file() {
    let (_around, data_dir) = folder();
    fs::create_dir(&data_dir).unwrap();
    let base_url = |change: &dyn Fn(&mut Command)| {
        let mut command = roomkey(&["sandbox", "credentials"]);
        command.env("ROOMKEY_DATA_DIR", &data_dir);
        change(&mut command);
        let printed: Value = serde_json::from_str(&success(command)).unwrap();
        printed["base_url"].as_str().unwrap().to_owned()
    };
    assert_eq!(base_url(&|_| {}), "http://127.0.0.1:8080/sandbox");
    fs::write(format!("{data_dir}/roomkey.toml"), "public_url = 'https://file.example'").unwrap();
    assert_eq!(base_url(&|_| {}), "https://file.example/sandbox");
    let environment = |command: &mut Command| {
        command.env("ROOMKEY_PUBLIC_URL", "https://environment.example");
    };
    assert_eq!(base_url(&environment), "https://environment.example/sandbox");
    let both = |command: &mut Command| {
        environment(command);
        command.args(["--public-url", "https://flag.example"]);
    };
    assert_eq!(base_url(&both), "https://flag.example/sandbox");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let around = tempfile::tempdir().unwrap();
    let file = around.path().join("file");
    fs::write(&file, "").unwrap();
    let below = file.join("data");
    // Root may write anywhere but here.
    for folder in [file.to_str().unwrap(), below.to_str().unwrap(), "/proc/roomkey"] {
        let said = refusal(roomkey(&["sandbox", "credentials", "--data-dir", folder]));
        assert!(said.contains("data folder") && said.contains(folder), "{said}");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let (_around, data_dir) = folder();
    success(roomkey(&["sandbox", "credentials", "--data-dir", &data_dir]));
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (987654, 'later', TRUE, x'00', 0)";
    sqlx::query(newer).execute(&mut database(Path::new(&data_dir)).await).await.unwrap();
    let said = refusal(roomkey(&["sandbox", "credentials", "--data-dir", &data_dir]));
    assert!(said.contains("roomkey.db") && said.contains("987654") && said.contains("newer version"), "{said}");
}

#[test]
fn the_key_file_of_another_portal_is_refused() {
    let (_here, ours) = folder();
    let (_there, theirs) = folder();
    for data_dir in [&ours, &theirs] {
        success(roomkey(&["sandbox", "credentials", "--data-dir", data_dir]));
    }
    fs::copy(format!("{theirs}/roomkey.key"), format!("{ours}/roomkey.key")).unwrap();
    let said = refusal(roomkey(&["sandbox", "credentials", "--data-dir", &ours]));
    assert!(said.contains("roomkey.key") && said.contains(&ours), "{said}");
}

#[test]
fn the_sandbox_keeps_its_credentials_and_the_database_only_a_sealed_secret() {
    let (_around, data_dir) = folder();
    let command = || roomkey(&["sandbox", "credentials", "--data-dir", &data_dir, "--public-url", "https://rooms.example"]);
    let first = success(command());
    assert_eq!(first, success(command()));
    assert_eq!(first.lines().count(), 1);
    let printed: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(printed["base_url"], "https://rooms.example/sandbox");
    let (key, secret) = (printed["api_key"].as_str().unwrap(), printed["secret"].as_str().unwrap());
    assert_eq!(secret.len(), 64);
    assert!(keeps(Path::new(&data_dir), key), "the search finds what is there");
    assert!(!keeps(Path::new(&data_dir), secret));
}

#[tokio::test]
async fn people_are_added_with_a_password_from_standard_input() {
    let (_around, data_dir) = folder();
    let password = format!("{PASSWORD}\r\nnot this line\n");
    success(add(&data_dir, &["--email", "Ada@School.example", "--name", "Ada Byron", "--admin"], &password));
    success(add(&data_dir, &["--email", "tea@school.example", "--name", "Tea Cher"], PASSWORD));

    let portal = services::start(config(([127, 0, 0, 1], 1).into(), Path::new(&data_dir)), Clock::System).await.unwrap();
    let typed = TypedSecret::new(PASSWORD).unwrap();
    for (email, name, role) in [
        ("ada@school.example", "Ada Byron", AccountRole::Administrator),
        ("tea@school.example", "Tea Cher", AccountRole::Teacher),
    ] {
        let account = accounts::sign_in(&portal, &email.parse().unwrap(), &typed, [127, 0, 0, 1].into()).await.unwrap();
        assert_eq!((account.name.as_str(), account.role), (name, role));
    }
    assert!(accounts::is_set_up(&portal).await.unwrap());
}

#[test]
fn people_who_cannot_be_added_are_told_why() {
    let (_around, data_dir) = folder();
    let (ann, name) = (["--email", "ann@school.example"], ["--name", "Ann Lee"]);
    let someone = [ann, name].concat();
    success(add(&data_dir, &someone, PASSWORD));
    for (arguments, input, named) in [
        (someone.clone(), PASSWORD, "ann@school.example"),
        ([["--email", "no address"], name].concat(), PASSWORD, "no address"),
        ([["--email", "bea@school.example"], ["--name", " "]].concat(), PASSWORD, "name"),
        ([["--email", "bea@school.example"], name].concat(), "short", "12"),
        ([["--email", "bea@school.example"], name].concat(), "", "empty"),
        ([["--email", "bea@school.example"], name].concat(), "Friend Of Joan", "common"),
    ] {
        let said = refusal(add(&data_dir, &arguments, input));
        assert!(said.contains(named), "{said}");
        assert!(input.is_empty() || !said.contains(input), "{said}");
    }
}
