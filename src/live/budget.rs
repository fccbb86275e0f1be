//! How much a meeting server is asked by what watches it.
use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

/// At most so many requests within [`WINDOW`]: one a second, and a few together where something changes.
const MOST: usize = 10;
/// See [`MOST`].
const WINDOW: Duration = Duration::from_secs(10);
/// So many of them are kept for the list, which tells whether anything changes at all.
const FOR_LISTS: usize = 3;

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Every session of the server.
    List,
    /// One room.
    Room,
}

/// The requests of the last ten seconds.
#[derive(Debug, Default)]
pub struct Budget(VecDeque<Instant>);

impl Budget {
    /// When the next request of this kind may be sent: now, or later.
    pub fn free_at(&mut self, purpose: Purpose, now: Instant) -> Instant {
        while self.0.front().is_some_and(|sent| *sent + WINDOW <= now) {
            self.0.pop_front();
        }
        let most = match purpose {
            Purpose::List => MOST,
            Purpose::Room => MOST - FOR_LISTS,
        };
        match self.0.len().checked_sub(most) {
            None => now,
            // Once this one is ten seconds old, fewer than the most are left.
            Some(over) => self.0.get(over).map_or(now, |sent| *sent + WINDOW),
        }
    }

    /// One is sent now.
    pub fn spend(&mut self, now: Instant) {
        self.0.push_back(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_asked_once_a_second_at_most() {
        let begin = Instant::now();
        let mut budget = Budget::default();
        let mut sent: Vec<Instant> = Vec::new();
        let mut now = begin;
        // Whoever always has something to ask.
        while now < begin + Duration::from_mins(2) {
            let purpose = if sent.len().is_multiple_of(2) { Purpose::List } else { Purpose::Room };
            let free_at = budget.free_at(purpose, now);
            if free_at <= now {
                budget.spend(now);
                sent.push(now);
                now += Duration::from_millis(10);
            } else {
                now = free_at;
            }
        }
        assert!(sent.len() > 80, "{}", sent.len());
        for (n, from) in sent.iter().enumerate() {
            let within = sent[n..].iter().take_while(|later| **later < *from + WINDOW).count();
            assert!(within <= MOST, "{within} from the {n}th on");
        }
    }

    #[test]
    fn rooms_leave_something_for_the_list() {
        let (mut budget, now) = (Budget::default(), Instant::now());
        let mut count = 0;
        while budget.free_at(Purpose::Room, now) == now {
            budget.spend(now);
            count += 1;
        }
        assert_eq!(count, MOST - FOR_LISTS);
        assert_eq!(budget.free_at(Purpose::List, now), now);
        assert_eq!(budget.free_at(Purpose::Room, now), now + WINDOW);
    }
}
