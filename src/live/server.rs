//! One meeting server: what is known of it, and the one task that asks it.
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use super::budget::{Budget, Purpose};
use super::known::{Change, Known, Seen};

/// One meeting server. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Server(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    /// Something came of asking.
    answered: watch::Sender<()>,
    /// Somebody wants to know something now.
    wanted: Notify,
}

#[derive(Debug, Default)]
struct State {
    known: Known,
    budget: Budget,
    is_polled: bool,
    /// Somebody wants a list that was asked for at this moment or later.
    wants: Option<Instant>,
}

/// The one task that asks a server; when it ends, another may begin.
#[derive(Debug)]
pub struct Polling {
    server: Server,
    is_over: bool,
}

impl Default for Server {
    fn default() -> Self {
        Self(Arc::new(Shared { state: Mutex::default(), answered: watch::Sender::new(()), wanted: Notify::new() }))
    }
}

impl Server {
    /// Leave to ask it again and again, if nobody does. Whoever wants something says so first.
    pub fn poll(&self) -> Option<Polling> {
        let mut state = self.state();
        let is_first = !state.is_polled;
        state.is_polled = true;
        is_first.then(|| Polling { server: self.clone(), is_over: false })
    }

    /// Reads or changes what is known.
    pub fn with<T>(&self, act: impl FnOnce(&mut Known) -> T) -> T {
        act(&mut self.state().known)
    }

    /// Puts in what the portal has seen itself, where anybody watches: nobody else would correct it.
    pub fn note(&self, act: impl FnOnce(&mut Known)) {
        let mut state = self.state();
        if state.is_polled {
            act(&mut state.known);
        }
    }

    /// What is known of a room from an answer that was asked for at this moment or later, as soon as there is one.
    pub async fn seen_since(&self, room_id: &str, moment: Instant) -> Seen {
        let mut answered = self.0.answered.subscribe();
        loop {
            {
                let mut state = self.state();
                if state.known.asked_at().is_some_and(|asked_at| asked_at >= moment) {
                    match state.known.seen(room_id) {
                        Seen::Unknown => {}
                        seen => return seen,
                    }
                } else if state.wants.is_none_or(|wants| wants < moment) {
                    state.wants = Some(moment);
                }
            }
            self.0.wanted.notify_one();
            if answered.changed().await.is_err() {
                return Seen::Unknown;
            }
        }
    }

    /// Something new is wanted.
    pub fn wake(&self) {
        self.0.wanted.notify_one();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Polling {
    /// What is polled.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Returns once something is wanted of it.
    pub async fn wanted(&self) {
        self.server.0.wanted.notified().await;
    }

    /// Whether somebody waits for a newer list than there is.
    pub fn wants_list(&self) -> bool {
        let state = self.server.state();
        state.wants.is_some_and(|wants| state.known.asked_at().is_none_or(|asked_at| asked_at < wants))
    }

    /// When a request of this kind may be sent.
    pub fn free_at(&self, purpose: Purpose) -> Instant {
        self.server.state().budget.free_at(purpose, Instant::now())
    }

    /// One is sent now: when that is.
    pub fn spend(&self) -> Instant {
        let now = Instant::now();
        self.server.state().budget.spend(now);
        now
    }

    /// Something came of it: what that changes, for whom.
    pub fn learn(&self, act: impl FnOnce(&mut Known)) -> Vec<Change> {
        let changes = self.server.with(|known| {
            act(known);
            known.changes()
        });
        self.server.0.answered.send_replace(());
        changes
    }

    /// The rooms that somebody wants to know of; with none of them the task ends, and the next who wants something begins
    /// another.
    pub fn rooms(&mut self) -> Option<Vec<String>> {
        let mut state = self.server.state();
        let rooms = state.known.wanted(Instant::now());
        self.is_over = rooms.is_empty();
        if self.is_over {
            *state = State { budget: std::mem::take(&mut state.budget), ..State::default() };
        }
        (!self.is_over).then_some(rooms)
    }
}

impl Drop for Polling {
    fn drop(&mut self) {
        if !self.is_over {
            self.server.state().is_polled = false;
        }
    }
}
