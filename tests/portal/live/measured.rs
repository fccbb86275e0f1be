//! How long a thousand guests before two hundred rooms take, and what they cost: real processes, one the portal and one its
//! meeting server. `ROOMKEY_BINARY` names the program.
use std::collections::HashMap;
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

/// Hundredths of a second that a process has kept a processor busy.
fn busy(process: &Process) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", process.id())).unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

/// Requests that a process has answered.
fn answered(process: &Process) -> usize {
    process.log().lines().filter(|line| line.contains("finished processing request")).count()
}

/// Half, 99 % and all of them.
fn of(mut times: Vec<Duration>) -> [Duration; 3] {
    times.sort();
    [times.len() / 2, times.len() * 99 / 100, times.len() - 1].map(|at| times[at])
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
    let mut listening: Vec<(usize, Guest, Stream)> = Vec::new();
    for (number, guest) in waiting.into_iter().enumerate() {
        let stream = guest.listens().await;
        listening.push((number / GUESTS, guest, stream));
    }
    sleep(Duration::from_secs(5)).await;
    println!("memory: {before} kB, with {} streams {} kB", listening.len(), memory(&portal));
    let asked = answered(&meet);
    sleep(Duration::from_secs(10)).await;
    println!("the meeting server was asked {} times in ten seconds", answered(&meet) - asked);

    let (asked, worked) = (answered(&meet), [busy(&portal), busy(&meet)]);
    let (began, mut coming) = (Instant::now(), JoinSet::new());
    for (room, guest, mut stream) in listening {
        coming.spawn(async move {
            assert_eq!(stream.next().await.as_deref(), Some("load"));
            let told = began.elapsed();
            while guest.looks().await.is_none() {
                guest.listens().await.next().await;
            }
            (room, told, began.elapsed())
        });
    }
    let mut starting = JoinSet::new();
    for (number, (room, _)) in rooms.into_iter().enumerate() {
        let teacher = teacher.clone();
        starting.spawn(async move {
            teacher.start(&room).await;
            (number, began.elapsed())
        });
    }
    let started: HashMap<_, _> = starting.join_all().await.into_iter().collect();
    let guests = coming.join_all().await;
    let worked = [busy(&portal) - worked[0], busy(&meet) - worked[1]];
    println!("half, 99 % and all of {ROOMS} starts answered after {:?}", of(started.values().copied().collect()));
    println!("guests told after {:?}", of(guests.iter().map(|(_, told, _)| *told).collect()));
    println!("guests in after {:?}", of(guests.iter().map(|(.., came)| *came).collect()));
    // Who was in before the teacher had an answer was in at once.
    let after = guests.iter().map(|(room, _, came)| came.saturating_sub(started[room]));
    println!("guests in after the start of their own room: {:?}", of(after.collect()));
    println!("processor time of portal and meeting server: {worked:?} hundredths; requests: {}", answered(&meet) - asked);
}
