//! Asks each meeting server which rooms run, once for everybody who listens, waits or looks; tells them what changed, and
//! finds out when a moderator has started a lesson there.
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout};

use super::rooms::Room;
use super::{Services, door, servers};
use crate::domain::fault::Outage;
use crate::internal::Internal;
use crate::live::{Change, Listener, Polling, Purpose, Question, Seen, Server};
use crate::meeting::plugnmeet::breaker::ServerState;
use crate::meeting::wire::RoomInfo;
use crate::meeting::{MeetingServer, RoomState};
use crate::storage::rooms::{RoomId, find_started};
use crate::storage::servers::ServerId;

/// How often a server is asked while somebody listens.
const EVERY: Duration = Duration::from_secs(2);
/// An answer is good for this long. The sandbox is here, and is asked anew.
const GOOD_FOR: Duration = Duration::from_secs(3);
/// A room that somebody asked about is kept an eye on for this long: a page without scripts asks every ten seconds.
const ASKED_FOR: Duration = Duration::from_secs(15);

/// Somebody listens to a room, and its meeting server is asked how it is, until this is dropped.
#[derive(Debug)]
pub struct Listening {
    listener: Listener,
    server: Server,
    server_id: Option<ServerId>,
    room_id: String,
}

impl Listening {
    /// What wakes whoever listens.
    pub fn listener(&mut self) -> &mut Listener {
        &mut self.listener
    }

    /// Where the room was when it began: one that has moved is listened to anew.
    pub fn is_at(&self, room: &Room) -> bool {
        self.server_id.as_ref() == room.server_id()
    }

    /// What is known of the room's session, without asking.
    pub fn seen(&self) -> Seen {
        self.server.with(|known| known.seen(&self.room_id))
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.server.with(|known| known.unlisten(&self.room_id));
    }
}

/// Listens to a room from now on.
pub fn listen(services: &Services, room: &Room) -> Listening {
    let server = at(services, room);
    let room_id = room.meeting_room_id.to_string();
    server.with(|known| known.listen(&room.id, &room_id, Instant::now()));
    let listening = Listening { listener: services.live.listen(&room.id), server, server_id: room.server_id().cloned(), room_id };
    begin(services, &listening.server, room.server_id());
    listening
}

/// Which session of the room runs: what was seen of it within three seconds, else what its server says, as soon as it does.
/// Nobody waits longer than `patience`; then it is what was seen last. Everybody who looks shares one question, and a row
/// that is listed counts once the server has said that it runs (`plugnmeet-api.md` §2.3).
pub async fn running(services: &Services, room: &Room, patience: Duration) -> Seen {
    let (server, room_id, now) = (at(services, room), room.meeting_room_id.as_str(), Instant::now());
    server.with(|known| known.ask(&room.id, room_id, now + ASKED_FOR, now));
    begin(services, &server, room.server_id());
    let since = if room.server_id().is_some() { now.checked_sub(GOOD_FOR).unwrap_or(now) } else { now };
    match timeout(patience, server.seen_since(room_id, since)).await {
        Ok(seen) => seen,
        Err(_) => match server.with(|known| known.seen(room_id)) {
            Seen::Unknown => {
                servers::get(services, room.server_id()).await.map_or(Seen::Unknown, |server| of_state(server.state()))
            }
            seen => seen,
        },
    }
}

/// What the last calls of a server say, whoever made them, where none of ours has come back yet.
fn of_state(state: ServerState) -> Seen {
    match state {
        ServerState::Down { outage, .. } => Seen::Down(outage),
        ServerState::Up { .. } | ServerState::Unknown => Seen::Unknown,
    }
}

/// This session of the room runs: whoever looks knows it from now on, without asking.
pub(super) fn note_running(services: &Services, room: &Room, sid: &str) {
    at(services, room).note(|known| known.note_running(room.meeting_room_id.as_str(), sid, Instant::now()));
}

/// This session of the room was ended.
pub(super) fn note_ended(services: &Services, room: &Room, sid: &str) {
    at(services, room).note(|known| known.note_ended(room.meeting_room_id.as_str(), sid));
    services.live.changed(&room.id);
}

fn at(services: &Services, room: &Room) -> Server {
    services.live.server(servers::key(room.server_id()))
}

/// Has somebody ask the server, if nobody does.
fn begin(services: &Services, server: &Server, id: Option<&ServerId>) {
    match server.poll() {
        Some(polling) => drop(tokio::spawn(until_stopped(services.clone(), polling, id.cloned()))),
        None => server.wake(),
    }
}

async fn until_stopped(services: Services, polling: Polling, id: Option<ServerId>) {
    tokio::select! { () = poll(&services, polling, id.as_ref()) => {}, () = services.live.stopped() => {} }
}

/// Asks again and again, as long as somebody wants to know.
async fn poll(services: &Services, mut polling: Polling, id: Option<&ServerId>) {
    while let Some(rooms) = polling.rooms() {
        let asked_at = look(services, &polling, id, &rooms).await;
        let has_listeners = polling.server().with(|known| known.has_listeners());
        // Whoever asked without listening asks again, or lets go.
        let next = asked_at + if has_listeners { EVERY } else { ASKED_FOR };
        loop {
            // What is under way to a server that hangs ends by itself, after some seconds.
            let due = match polling.server().with(|known| known.question(Instant::now())) {
                Some(question) => {
                    let due = free_at(&polling, id, Purpose::Room);
                    if due <= Instant::now() {
                        ask(services, &polling, id, question).await;
                        continue;
                    }
                    due
                }
                None => next,
            };
            if is_due(&polling, id, next, has_listeners).await {
                break;
            }
            tokio::select! { () = sleep_until(due.min(next)) => {}, () = polling.wanted() => {} }
        }
    }
}

/// Whether the list is to be asked for.
async fn is_due(polling: &Polling, id: Option<&ServerId>, next: Instant, had_listeners: bool) -> bool {
    let has_first = !had_listeners && polling.server().with(|known| known.has_listeners());
    let is_due = has_first || polling.wants_list() || next <= Instant::now();
    if is_due {
        sleep_until(free_at(polling, id, Purpose::List)).await;
    }
    is_due
}

/// The sandbox is here: it may be asked as often as anybody wants.
fn free_at(polling: &Polling, id: Option<&ServerId>, purpose: Purpose) -> Instant {
    if id.is_some() { polling.free_at(purpose) } else { Instant::now() }
}

/// Asks for the list. When that was.
async fn look(services: &Services, polling: &Polling, id: Option<&ServerId>, wanted: &[String]) -> Instant {
    let asked_at = polling.spend();
    let answer = match servers::get(services, id).await {
        Ok(server) => listed(&server.hasty(), wanted).await,
        Err(Internal { .. }) => Err(None),
    };
    let changes = polling.learn(|known| match answer {
        Ok((rooms, confirmed)) => known.listed(asked_at, &rooms, &confirmed),
        Err(outage) => known.failed(asked_at, outage),
    });
    tell(services, changes);
    asked_at
}

/// What is listed, and the rooms of which the server has said besides that they run.
type Listed = (Vec<RoomInfo>, Vec<String>);

async fn listed(server: &MeetingServer, wanted: &[String]) -> Result<Listed, Option<Outage>> {
    let mut rooms = server.active_rooms().await.map_err(|error| {
        tracing::debug!(%error, "a meeting server did not say which rooms run");
        error.outage()
    })?;
    let mut confirmed = Vec::new();
    if server.is_sandbox() {
        // Its answers cost nothing, so that what is being torn down is told from what runs each time.
        for room_id in wanted.iter().filter(|id| rooms.iter().any(|room| room.room_id == **id)) {
            if let Ok(RoomState::Running) = server.room_state(room_id).await {
                confirmed.push(room_id.clone());
            }
        }
        rooms.retain(|room| confirmed.contains(&room.room_id) || !wanted.contains(&room.room_id));
    }
    Ok((rooms, confirmed))
}

/// Asks about one room.
async fn ask(services: &Services, polling: &Polling, id: Option<&ServerId>, question: Question) {
    let Ok(server) = servers::get(services, id).await else { return };
    let server = server.hasty();
    match question {
        Question::Runs { room_id, sid } => {
            let now = polling.spend();
            let state = server.room_state(&room_id).await;
            tell(
                services,
                polling.learn(|known| match state {
                    Ok(state) => known.checked(&room_id, &sid, state, now),
                    Err(error) => known.failed(now, error.outage()),
                }),
            );
        }
        Question::Moderator { room, room_id, sid } => {
            let is_in = if let Ok(true) = has_started(services, &room, &sid).await {
                true
            } else {
                polling.spend();
                let session = server.active_room(&room_id).await.ok().flatten();
                let is_in = session.is_some_and(|session| {
                    session.room_info.sid == sid && session.participants_info.iter().any(|person| person.metadata.is_admin)
                });
                is_in && door::start_room(services, &room, &sid).await.is_ok()
            };
            tell(services, polling.learn(|known| known.looked(&room_id, &sid, is_in, Instant::now())));
        }
    }
}

async fn has_started(services: &Services, room: &RoomId, sid: &str) -> Result<bool, Internal> {
    Ok(find_started(services.storage.reads(), room).await?.as_deref() == Some(sid))
}

fn tell(services: &Services, changes: Vec<Change>) {
    for change in changes {
        if change.only_people {
            services.live.crowd_changed(&change.room);
        } else {
            services.live.changed(&change.room);
        }
    }
}
