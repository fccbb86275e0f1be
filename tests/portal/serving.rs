//! `roomkey serve` from its first line to its last request.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use reqwest::StatusCode;

use crate::app::{Browser, PASSWORD};
use crate::command_line::{add, folder, mode, refusal, roomkey, success};

/// A server of its own process, which ends with the test.
pub struct Served {
    process: Child,
    pub address: SocketAddr,
    /// The line it printed.
    line: String,
}

impl Served {
    /// Starts it and waits until it serves.
    pub fn start(data_dir: &str) -> Self {
        Self::start_as(data_dir, |command| command)
    }

    fn start_as(data_dir: &str, wrap: impl FnOnce(Command) -> Command) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let command = roomkey(&["serve", "--data-dir", data_dir, "--listen", &address.to_string()]);
        let mut process = wrap(command).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { process, address, line: line.trim_end().to_owned() }
    }

    fn signal(&self, name: &str) {
        let kill = Command::new("sh").args(["-c", &format!("kill -{name} {}", self.process.id())]).status();
        assert!(kill.unwrap().success());
    }

    /// How it ended, and how long that took.
    fn end(&mut self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        (self.process.wait().unwrap(), start.elapsed())
    }

    /// The beginning of a sign-in whose last byte is missing.
    fn begin_request(&self) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let head = "POST /api/sign-in HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n\
                    Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(b"emai").unwrap();
        // The server has it when it answers somebody who came later.
        let mut later = TcpStream::connect(self.address).unwrap();
        later.write_all(b"GET /health HTTP/1.0\r\n\r\n").unwrap();
        later.read_to_string(&mut String::new()).unwrap();
        stream
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test]
async fn the_first_line_is_where_to_set_it_up_and_then_where_it_is() {
    let (_around, data_dir) = folder();
    let served = Served::start(&data_dir);
    let (said, code) = served.line.split_once("code=").unwrap();
    assert_eq!(said, format!("Set up Roomkey: http://{}/setup?", served.address));
    assert!(code.len() >= 43, "256 bits at least: {code}");
    let browser = Browser::new(served.address);
    assert_eq!(browser.get("/health").await.status(), StatusCode::OK);
    assert_eq!(browser.get("/ready").await.status(), StatusCode::OK);

    // A command beside the running server.
    success(add(&data_dir, &["--email", "ada@school.example", "--name", "Ada", "--admin"], PASSWORD));
    assert!(crate::app::goes_to(&browser.sign_in("ada@school.example", PASSWORD).await).starts_with("/rooms"));
    drop(served);

    let again = Served::start(&data_dir);
    assert_eq!(again.line, format!("Roomkey is set up: http://{}/", again.address));
}

#[test]
fn every_start_has_a_code_of_its_own() {
    let (_around, data_dir) = folder();
    let [first, second] = [(); 2].map(|()| Served::start(&data_dir).line.split_once("code=").unwrap().1.to_owned());
    assert_ne!(first, second);
}

#[test]
fn only_the_owner_can_read_the_data_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let (_around, data_dir) = folder();
        let _served = Served::start_as(&data_dir, |command| {
            let mut shell = Command::new("sh");
            shell.env_clear().args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\"")]);
            shell.arg(command.get_program()).args(command.get_args());
            shell
        });
        assert_eq!(mode(&data_dir), 0o700, "umask {umask}");
        let mut files: Vec<_> = Path::new(&data_dir).read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let names: Vec<_> = files.iter().map(|file| file.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["roomkey.db", "roomkey.db-shm", "roomkey.db-wal", "roomkey.key", "roomkey.lock"]);
        for file in files {
            assert_eq!(mode(&file), 0o600, "umask {umask}: {file:?}");
        }
    }
}

#[test]
fn a_port_in_use_is_named() {
    let (_around, data_dir) = folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = refusal(roomkey(&["serve", "--data-dir", &data_dir, "--listen", &address]));
    assert!(said.contains(&address), "{said}");
}

#[test]
fn when_asked_to_stop_it_finishes_what_is_under_way_and_tidies_up() {
    for signal in ["TERM", "INT"] {
        let (_around, data_dir) = folder();
        let mut served = Served::start(&data_dir);
        let mut under_way = served.begin_request();
        served.signal(signal);
        // Nobody new is let in.
        let patience = Instant::now();
        while TcpStream::connect(served.address).is_ok() && patience.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(TcpStream::connect(served.address).is_err());
        under_way.write_all(b"l").unwrap();
        let mut answer = String::new();
        under_way.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        let (status, _) = served.end();
        assert!(status.success(), "{status}");
        assert!(!Path::new(&data_dir).join("roomkey.db-wal").exists(), "everything stands in the one file");
    }
}

#[test]
fn who_never_finishes_holds_it_up_for_less_than_ten_seconds() {
    let (_around, data_dir) = folder();
    let mut served = Served::start(&data_dir);
    let _under_way = served.begin_request();
    served.signal("TERM");
    let (status, time) = served.end();
    assert!(status.success(), "{status}");
    assert!(time < Duration::from_secs(10), "{time:?}");
}
