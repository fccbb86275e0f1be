//! How many calls of one server are under way at once: each holds a connection, and whoever waits for it another.
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout_at};

/// So many are carried at once.
const CARRIED: usize = 32;
/// So many more may wait for one of these to end.
const WAITING: usize = 256;

/// Lets calls through in the order in which they came.
#[derive(Debug)]
pub struct Queue {
    places: Semaphore,
    slots: Semaphore,
}

/// Leave to carry one call; its place is free again when this is dropped.
#[derive(Debug)]
pub struct Turn<'a> {
    _place: SemaphorePermit<'a>,
    _slot: SemaphorePermit<'a>,
}

impl Default for Queue {
    fn default() -> Self {
        Self { places: Semaphore::new(CARRIED + WAITING), slots: Semaphore::new(CARRIED) }
    }
}

impl Queue {
    /// Waits for a turn; `None`: it does not come in time, or too many wait already.
    pub async fn turn(&self, until: Instant) -> Option<Turn<'_>> {
        let place = self.places.try_acquire().ok()?;
        let slot = timeout_at(until, self.slots.acquire()).await.ok()?.ok()?;
        Some(Turn { _place: place, _slot: slot })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures::future::join_all;

    use super::*;

    #[tokio::test]
    async fn who_finds_all_turns_taken_waits_for_one_and_who_finds_too_many_waiting_does_not() {
        let queue = Queue::default();
        let in_time = Instant::now() + Duration::from_mins(1);
        let taken = join_all((0..CARRIED).map(|_| queue.turn(in_time))).await;
        assert!(taken.iter().all(Option::is_some));
        let soon = Instant::now() + Duration::from_millis(50);
        assert!(queue.turn(soon).await.is_none() && Instant::now() >= soon, "it waits as long as it may");
        let waiting = join_all((0..WAITING).map(|_| async { queue.turn(in_time).await.is_some() }));
        let one_more = async {
            assert!(queue.turn(in_time).await.is_none(), "at once");
            drop(taken);
        };
        let (waited, ()) = tokio::join!(waiting, one_more);
        assert!(waited.into_iter().all(|turn| turn));
    }
}
