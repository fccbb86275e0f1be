//! How long a thousand guests before two hundred rooms take, and what they cost: real processes, one the portal and one its
//! meeting server. `ROOMKEY_BINARY` names the program.
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use roomkey::clock::Clock;
use roomkey::domain::server::Description;
use roomkey::services::sandbox_credentials::SandboxCredentials;
use roomkey::services::servers::{self, NewServer};
use roomkey::services::{self, Services};
use secrecy::ExposeSecret;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::{Guest, Stream, client, code};
use crate::app::{Browser, config, database};
use crate::process::{Process, free_port};

const ROOMS: usize = 200;
const GUESTS: usize = 5;

async fn beside(process: &Process, data_dir: &Path) -> Services {
    services::start(config(process.address(), data_dir), Clock::System).await.unwrap()
}

/// Has all rooms of the portal run on the other one's sandbox.
async fn join_up(portal: &Process, data_dir: &Path, meet: &Process, meets: &Path) {
    let other = beside(meet, meets).await;
    let made = SandboxCredentials::load_or_make(&other.storage, &other.keyring, &other.clock).await;
    let SandboxCredentials { api_key, secret } = made.unwrap();
    let url = format!("{}/sandbox", meet.url("")).parse().unwrap();
    let description = Description::new("Meet".parse().unwrap(), url, None, api_key.parse().unwrap());
    let new = NewServer { description, secret: secret.expose_secret().parse().unwrap() };
    let id = servers::add(&beside(portal, data_dir).await, &new).await.unwrap().unwrap();
    let put = sqlx::query("UPDATE rooms SET server_id = ?").bind(id.as_str().to_owned());
    put.execute(&mut database(data_dir).await).await.unwrap();
}

/// Kilobytes of memory that a process has in use.
fn memory(process: &Process) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

async fn rooms(teacher: &Browser) -> Vec<(String, String)> {
    let mut rooms = Vec::new();
    for number in 0..ROOMS {
        let room = teacher.new_room(&format!("Room {number}")).await;
        let code = code(teacher, &room).await;
        rooms.push((room, code));
    }
    rooms
}

/// `cargo test --release --test portal -- --ignored --nocapture live::measured`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn a_thousand_guests_before_two_hundred_rooms() {
    let folder = tempfile::tempdir().unwrap();
    let (data_dir, meets) = (folder.path().join("portal"), folder.path().join("meet"));
    let (portal, meet) = (Process::serve(&data_dir, free_port(), &[]), Process::serve(&meets, free_port(), &[]));
    let teacher = portal.browser();
    teacher.set_up(portal.code(), "ada@school.example").await;
    let (rooms, client) = (rooms(&teacher).await, client());
    join_up(&portal, &data_dir, &meet, &meets).await;

    let mut waiting = Vec::new();
    for (_, code) in &rooms {
        for number in 0..GUESTS {
            let guest = Guest::at(portal.url(""), &client, code);
            guest.waits(&format!("Guest {number}")).await;
            waiting.push(guest);
        }
    }
    let before = memory(&portal);
    let mut listening: Vec<(Guest, Stream)> = Vec::new();
    for guest in waiting {
        let stream = guest.listens().await;
        listening.push((guest, stream));
    }
    sleep(Duration::from_secs(5)).await;
    let after = memory(&portal);
    println!("memory: {before} kB, with {} streams {after} kB", listening.len());

    let (began, mut coming) = (Instant::now(), JoinSet::new());
    for (guest, mut stream) in listening {
        coming.spawn(async move {
            assert_eq!(stream.next().await.as_deref(), Some("load"));
            let told = began.elapsed();
            while guest.looks().await.is_none() {
                guest.listens().await.next().await;
            }
            (told, began.elapsed())
        });
    }
    let mut starting = JoinSet::new();
    for (room, _) in rooms {
        let teacher = teacher.clone();
        starting.spawn(async move {
            teacher.start(&room).await;
            began.elapsed()
        });
    }
    let started = starting.join_all().await.into_iter().max().unwrap();
    let (mut told, mut came): (Vec<_>, Vec<_>) = coming.join_all().await.into_iter().unzip();
    told.sort();
    came.sort();
    let at = |times: &[Duration]| [times.len() / 2, times.len() * 95 / 100, times.len() - 1].map(|at| times[at]);
    println!(
        "all {ROOMS} started after {started:?}; half, 95 % and all of {} guests told after {:?}, in after {:?}",
        told.len(),
        at(&told),
        at(&came)
    );
}
