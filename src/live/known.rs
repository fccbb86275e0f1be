//! What is known of one meeting server's sessions, and what is to be asked next. No call is made here.
use std::collections::HashMap;
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::fault::Outage;
use crate::meeting::RoomState;
use crate::meeting::wire::RoomInfo;
use crate::storage::rooms::RoomId;

/// How soon a row that turned out to be stale is asked about again, and a session without a moderator; doubled each time.
const FIRST_PAUSE: Duration = Duration::from_secs(4);
/// How late at most.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// What is known of a room's session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// This session runs.
    Running {
        /// Which.
        sid: String,
        /// People in it, as the meeting server counts.
        people: u64,
    },
    /// None does.
    NotRunning,
    /// The meeting server has not said so yet.
    #[default]
    Unknown,
    /// The meeting server does not answer.
    Down(Outage),
}

impl Seen {
    /// The session that runs, if one does.
    pub fn sid(&self) -> Option<&str> {
        match self {
            Self::Running { sid, .. } => Some(sid),
            Self::NotRunning | Self::Unknown | Self::Down(_) => None,
        }
    }
}

/// What is to be asked next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether a room that is listed runs: rows are left behind (`plugnmeet-api.md` §2.3).
    Runs {
        /// What the server calls the room.
        room_id: String,
        /// The session that is listed.
        sid: String,
    },
    /// Whether a moderator is in a session that nobody has started.
    Moderator {
        /// Whose it is.
        room: RoomId,
        /// What the server calls the room.
        room_id: String,
        /// The session.
        sid: String,
    },
}

/// A room that somebody wants to know of.
#[derive(Debug)]
struct Interest {
    room: RoomId,
    listeners: usize,
    /// Somebody who does not listen asked, and may ask again until then.
    asked_until: Instant,
    /// What its listeners were told last.
    told: Seen,
}

#[derive(Debug)]
struct Session {
    sid: String,
    people: u64,
    check: Check,
    moderator: Moderator,
    /// Seen here, and not in a list: no list from before says otherwise.
    noted_at: Option<Instant>,
}

#[derive(Debug)]
enum Check {
    Listed,
    Confirmed,
    Stale { again: Instant, pause: Duration },
}

#[derive(Debug)]
enum Moderator {
    /// One is in, or was.
    In,
    /// None was seen.
    LookAt { again: Instant, pause: Duration },
}

/// The last list did not come; why, if that is known.
#[derive(Clone, Debug)]
struct Failure(Option<Outage>);

/// When a session is to be asked about: one that nobody has asked about yet comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    First,
    Since(Instant),
}

/// What is known of one meeting server's sessions.
#[derive(Debug, Default)]
pub struct Known {
    asked_at: Option<Instant>,
    failed: Option<Failure>,
    sessions: HashMap<String, Session>,
    /// Sessions that were ended here, by room: a server lists them for a while (§2.4).
    ended: HashMap<String, String>,
    interests: HashMap<String, Interest>,
}

/// What changed for whoever listens to a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which room.
    pub room: RoomId,
    /// Whether it is only the number of people.
    pub only_people: bool,
}

impl Known {
    /// Somebody listens to a room from now on.
    pub fn listen(&mut self, room: &RoomId, room_id: &str, now: Instant) {
        self.interest(room, room_id, now).listeners += 1;
    }

    /// One listener less.
    pub fn unlisten(&mut self, room_id: &str) {
        if let Some(interest) = self.interests.get_mut(room_id) {
            interest.listeners = interest.listeners.saturating_sub(1);
        }
    }

    /// Somebody wants to know of a room, and may again until then.
    pub fn ask(&mut self, room: &RoomId, room_id: &str, until: Instant, now: Instant) {
        self.interest(room, room_id, now).asked_until = until;
    }

    fn interest(&mut self, room: &RoomId, room_id: &str, now: Instant) -> &mut Interest {
        let told = self.seen(room_id);
        self.interests.entry(room_id.to_owned()).or_insert_with(|| Interest {
            room: room.clone(),
            listeners: 0,
            asked_until: now,
            told,
        })
    }

    /// Whether anybody listens.
    pub fn has_listeners(&self) -> bool {
        self.interests.values().any(|interest| interest.listeners > 0)
    }

    /// The rooms that somebody wants to know of; who has lost interest is forgotten.
    pub fn wanted(&mut self, now: Instant) -> Vec<String> {
        self.interests.retain(|_, interest| interest.listeners > 0 || interest.asked_until > now);
        self.interests.keys().cloned().collect()
    }

    /// When the last answer was asked for.
    pub fn asked_at(&self) -> Option<Instant> {
        self.asked_at
    }

    /// The server listed its sessions; `confirmed` are rooms of which it has just said that they run.
    pub fn listed(&mut self, asked_at: Instant, rooms: &[RoomInfo], confirmed: &[String]) {
        (self.asked_at, self.failed) = (Some(asked_at), None);
        let mut before = std::mem::take(&mut self.sessions);
        self.ended.retain(|room_id, sid| rooms.iter().any(|info| info.room_id == *room_id && info.sid == *sid));
        for info in rooms.iter().filter(|info| self.ended.get(&info.room_id) != Some(&info.sid)) {
            let people = info.joined_participants.unsigned_abs();
            let old = before.remove(&info.room_id);
            // What was seen here meanwhile is newer than this list.
            let (is_newer, is_same) = old.as_ref().map_or((false, false), |old| (old.noted_after(asked_at), old.sid == info.sid));
            let mut session = match old {
                Some(old) if is_newer || is_same => old,
                _ => Session::listed(&info.sid, asked_at),
            };
            if !is_newer && session.people != people {
                session.people = people;
                session.look_for_moderator(asked_at);
            }
            if confirmed.contains(&info.room_id) {
                session.check = Check::Confirmed;
            }
            self.sessions.insert(info.room_id.clone(), session);
        }
        before.retain(|_, session| session.noted_after(asked_at));
        self.sessions.extend(before);
    }

    /// It did not.
    pub fn failed(&mut self, asked_at: Instant, outage: Option<Outage>) {
        (self.asked_at, self.failed) = (Some(asked_at), Some(Failure(outage)));
    }

    /// The server said of a room how it is.
    pub fn checked(&mut self, room_id: &str, sid: &str, state: RoomState, now: Instant) {
        let Some(session) = self.sessions.get_mut(room_id).filter(|session| session.sid == sid) else { return };
        session.check = match (state, &session.check) {
            (RoomState::Running, _) => Check::Confirmed,
            (_, Check::Stale { pause, .. }) => Check::Stale { again: now + *pause, pause: longer(*pause) },
            _ => Check::Stale { again: now + FIRST_PAUSE, pause: longer(FIRST_PAUSE) },
        };
    }

    /// A moderator is in a session, or none is yet.
    pub fn looked(&mut self, room_id: &str, sid: &str, is_in: bool, now: Instant) {
        let Some(session) = self.sessions.get_mut(room_id).filter(|session| session.sid == sid) else { return };
        session.moderator = match session.moderator {
            _ if is_in => Moderator::In,
            Moderator::LookAt { pause, .. } => Moderator::LookAt { again: now + pause, pause: longer(pause) },
            Moderator::In => Moderator::In,
        };
    }

    /// The portal itself has seen that this session runs.
    pub fn note_running(&mut self, room_id: &str, sid: &str, now: Instant) {
        self.ended.remove(room_id);
        if let Some(session) = self.sessions.get_mut(room_id).filter(|session| session.sid == sid) {
            (session.check, session.noted_at) = (Check::Confirmed, Some(now));
        } else {
            let session = Session { check: Check::Confirmed, noted_at: Some(now), ..Session::listed(sid, now) };
            self.sessions.insert(room_id.to_owned(), session);
        }
    }

    /// The portal itself has ended this session.
    pub fn note_ended(&mut self, room_id: &str, sid: &str) {
        self.ended.insert(room_id.to_owned(), sid.to_owned());
        if self.sessions.get(room_id).is_some_and(|session| session.sid == sid) {
            self.sessions.remove(room_id);
        }
    }

    /// What is known of a room. A row that nobody has confirmed yet is no session.
    pub fn seen(&self, room_id: &str) -> Seen {
        match (self.sessions.get(room_id), &self.failed) {
            (_, Some(Failure(Some(outage)))) => Seen::Down(outage.clone()),
            (_, Some(Failure(None))) => Seen::Unknown,
            (None, None) if self.asked_at.is_none() => Seen::Unknown,
            (None, None) => Seen::NotRunning,
            (Some(session), None) => match session.check {
                Check::Confirmed => Seen::Running { sid: session.sid.clone(), people: session.people },
                Check::Stale { .. } => Seen::NotRunning,
                Check::Listed => Seen::Unknown,
            },
        }
    }

    /// What is to be asked, once it is due: what was listed first comes first, and rooms before moderators.
    pub fn question(&self, now: Instant) -> Option<Question> {
        if self.failed.is_some() {
            return None;
        }
        let wanted = || self.interests.iter().filter_map(|(id, interest)| Some((id, interest, self.sessions.get(id)?)));
        let unsure = wanted().filter(|(_, _, session)| session.unsure_since(now).is_some());
        if let Some((room_id, _, session)) = unsure.min_by_key(|(_, _, session)| session.unsure_since(now)) {
            return Some(Question::Runs { room_id: room_id.clone(), sid: session.sid.clone() });
        }
        let alone = wanted().filter(|(_, _, session)| session.is_alone_since(now).is_some());
        alone.min_by_key(|(_, _, session)| session.is_alone_since(now)).map(|(room_id, interest, session)| Question::Moderator {
            room: interest.room.clone(),
            room_id: room_id.clone(),
            sid: session.sid.clone(),
        })
    }

    /// Who is to be told, and what of. Each is told once.
    pub fn changes(&mut self) -> Vec<Change> {
        let now: Vec<_> = self.interests.keys().map(|room_id| (room_id.clone(), self.seen(room_id))).collect();
        let mut changes = Vec::new();
        for (room_id, seen) in now {
            let Some(interest) = self.interests.get_mut(&room_id) else { continue };
            // What is not known yet changes nothing.
            if interest.told == seen || seen == Seen::Unknown {
                continue;
            }
            let only_people = interest.told.sid().is_some() && interest.told.sid() == seen.sid();
            interest.told = seen;
            changes.push(Change { room: interest.room.clone(), only_people });
        }
        changes
    }
}

impl Session {
    fn listed(sid: &str, now: Instant) -> Self {
        let moderator = Moderator::LookAt { again: now, pause: FIRST_PAUSE };
        Self { sid: sid.to_owned(), people: 0, check: Check::Listed, moderator, noted_at: None }
    }

    fn noted_after(&self, moment: Instant) -> bool {
        self.noted_at.is_some_and(|noted| noted >= moment)
    }

    fn look_for_moderator(&mut self, now: Instant) {
        if let Moderator::LookAt { .. } = self.moderator {
            self.moderator = Moderator::LookAt { again: now, pause: FIRST_PAUSE };
        }
    }

    /// Since when it is to be asked whether it runs, if it is.
    fn unsure_since(&self, now: Instant) -> Option<Turn> {
        match self.check {
            Check::Listed => Some(Turn::First),
            Check::Stale { again, .. } => (again <= now).then_some(Turn::Since(again)),
            Check::Confirmed => None,
        }
    }

    /// Since when it is to be asked for its people, if it is: they may be on the way in (§2.3), and nothing else says so.
    fn is_alone_since(&self, now: Instant) -> Option<Instant> {
        match (&self.check, &self.moderator) {
            (Check::Confirmed, Moderator::LookAt { again, .. }) if self.people > 0 && *again <= now => Some(*again),
            _ => None,
        }
    }
}

fn longer(pause: Duration) -> Duration {
    (pause * 2).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests;
