//! What many want at the same time is done once.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

/// What is under way, in this process's memory. Nothing of it is kept: whoever asks once it is over has it done anew.
#[derive(Clone, Debug)]
pub struct Flights<T>(Arc<Mutex<HashMap<String, Arc<OnceCell<T>>>>>);

impl<T> Default for Flights<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Clone> Flights<T> {
    /// Does it, or waits for and shares what comes of it where it is under way, a failure too: a server that hangs makes
    /// nobody wait twice. If whoever does it goes away, the next one does it instead.
    pub async fn share(&self, key: &str, doing: impl Future<Output = T>) -> T {
        let flight = self.under_way().entry(key.to_owned()).or_default().clone();
        let landed = flight.get_or_init(|| doing).await.clone();
        let mut under_way = self.under_way();
        if under_way.get(key).is_some_and(|other| Arc::ptr_eq(other, &flight)) {
            under_way.remove(key);
        }
        landed
    }

    fn under_way(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<OnceCell<T>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use tokio::sync::Notify;

    use super::*;

    #[tokio::test]
    async fn what_is_wanted_at_once_is_done_once_and_what_is_wanted_later_again() {
        let (flights, done) = (Flights::default(), AtomicU32::new(0));
        let want = || {
            flights.share("a", async {
                tokio::task::yield_now().await;
                done.fetch_add(1, Ordering::Relaxed)
            })
        };
        assert_eq!(tokio::join!(want(), want(), want()), (0, 0, 0));
        assert_eq!(want().await, 1);
        let other = flights.share("b", async { 7 });
        assert_eq!(tokio::join!(want(), other), (2, 7), "another is no concern of it");
    }

    #[tokio::test]
    async fn whoever_goes_away_takes_nothing_with_him() {
        let (flights, stuck) = (Flights::default(), Notify::new());
        let first = flights.share("a", async {
            stuck.notified().await;
            1
        });
        tokio::select! {
            biased;
            _ = first => panic!("nothing has happened yet"),
            () = tokio::task::yield_now() => {}
        }
        assert_eq!(flights.share("a", async { 2 }).await, 2);
        assert!(flights.under_way().is_empty());
    }
}
