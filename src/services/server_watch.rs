//! Asks every meeting server now and then how it is, so that pages know it before somebody waits for it.
use std::collections::HashMap;
use std::time::Duration;

use tokio::task::{AbortHandle, JoinSet};
use tokio::time::sleep;

use super::{Services, servers};
use crate::clock::UnixMillis;
use crate::internal::Internal;
use crate::meeting::MeetingServer;
use crate::meeting::plugnmeet::breaker::ServerState;
use crate::random;
use crate::storage::servers::{ServerId, all};

/// A server that is up is asked this long after it last answered, whoever asked.
const ASKED_EVERY: Duration = Duration::from_mins(1);
/// One that is down is asked more and more seldom: after half of the time it has been down, but within this.
const ASKED_WITHIN: Duration = Duration::from_mins(5);
/// How often it is looked whom to ask; up to twice as long, at random, so that portals that were started together do not
/// all ask together.
const LOOKS_EVERY: Duration = Duration::from_secs(5);

/// Asks the servers of one portal. Each is asked by a task of its own, so that one that hangs delays no other; all end with
/// this.
pub struct ServerWatch {
    services: Services,
    asking: JoinSet<()>,
    asked: HashMap<ServerId, AbortHandle>,
    /// Versions of rows whose secret does not open.
    unopened: HashMap<ServerId, i64>,
}

impl ServerWatch {
    /// A watch that has asked nobody yet.
    pub fn new(services: Services) -> Self {
        Self { services, asking: JoinSet::new(), asked: HashMap::new(), unopened: HashMap::new() }
    }

    /// Looks again and again. What goes wrong is logged, and tried again with the next look.
    pub async fn keep(mut self) {
        loop {
            let [chance] = random::bytes();
            sleep(LOOKS_EVERY + LOOKS_EVERY * u32::from(chance) / 255).await;
            let _ = self.look().await;
        }
    }

    /// Begins to ask each server whose turn it is, and does not wait for the answers.
    pub async fn look(&mut self) -> Result<(), Internal> {
        while self.asking.try_join_next().is_some() {}
        self.asked.retain(|_, asking| !asking.is_finished());
        // Read anew each time: servers come, change and go.
        let rows = all(self.services.storage.reads()).await?;
        self.unopened.retain(|id, _| rows.iter().any(|row| row.id == *id));
        for row in rows {
            if self.unopened.get(&row.id) == Some(&row.version) {
                continue;
            }
            // One that cannot be asked keeps no other from being asked. The log has said why, once.
            let Ok(server) = servers::client(&self.services, &row) else {
                self.unopened.insert(row.id, row.version);
                continue;
            };
            if self.asked.contains_key(&row.id) || !is_due(&server.state(), self.services.clock.now()) {
                continue;
            }
            self.asked.insert(row.id, self.asking.spawn(ask(server)));
        }
        Ok(())
    }

    /// Waits until everybody who was asked has answered, or will not.
    pub async fn settle(&mut self) {
        while self.asking.join_next().await.is_some() {}
    }
}

/// Asks what proves most: it takes the way, the certificate, the key and the signature that every other call takes. What
/// comes of it is kept with the server; it ends nobody's wait.
async fn ask(server: MeetingServer) {
    if let Err(error) = server.active_rooms().await {
        tracing::warn!(%error, "a meeting server does not answer as it should");
    }
}

/// Whether it is a server's turn. One that was asked in the future was so before the clock was set back.
fn is_due(state: &ServerState, now: UnixMillis) -> bool {
    let turn = turn(state);
    now >= turn || turn > now.plus(ASKED_WITHIN)
}

/// When a server is to be asked next.
fn turn(state: &ServerState) -> UnixMillis {
    match state {
        ServerState::Unknown => UnixMillis(0),
        ServerState::Up { checked_at } => checked_at.plus(ASKED_EVERY),
        ServerState::Down { outage, tried_at } => {
            let down = Duration::from_millis(u64::try_from(tried_at.0 - outage.since).unwrap_or_default());
            tried_at.plus((down / 2).clamp(ASKED_EVERY, ASKED_WITHIN))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fault::{Fault, Outage};

    #[test]
    fn who_is_down_for_long_is_asked_more_seldom() {
        let minute = 60_000;
        let down = |since, tried_at| {
            let outage = Outage { fault: Fault::ConnectionRefused, since };
            turn(&ServerState::Down { outage, tried_at: UnixMillis(tried_at) }).0
        };
        assert_eq!(turn(&ServerState::Unknown).0, 0);
        assert_eq!(turn(&ServerState::Up { checked_at: UnixMillis(7) }).0, minute + 7);
        assert_eq!(down(0, 0), minute);
        assert_eq!(down(0, minute), 2 * minute);
        assert_eq!(down(0, 4 * minute), 6 * minute);
        assert_eq!(down(0, 60 * minute), 65 * minute);
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_put_the_watch_to_sleep() {
        let up = ServerState::Up { checked_at: UnixMillis(3_600_000) };
        for (now, due) in [(3_660_000, true), (3_659_999, false), (3_360_000, false), (3_359_999, true), (0, true)] {
            assert_eq!(is_due(&up, UnixMillis(now)), due, "{now}");
        }
    }
}
