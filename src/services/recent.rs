//! A second press within seconds gets what the first one made.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OnceCell;

use crate::clock::{Clock, UnixMillis};

/// Presses this close together are one.
const TOGETHER: Duration = Duration::from_secs(10);

/// What was made lately, in this process's memory.
#[derive(Clone)]
pub struct Recent<T> {
    clock: Clock,
    presses: Arc<Mutex<HashMap<String, Press<T>>>>,
}

#[derive(Clone)]
struct Press<T> {
    until: UnixMillis,
    result: Arc<OnceCell<T>>,
}

impl<T: Clone> Recent<T> {
    /// Nothing yet.
    pub fn new(clock: Clock) -> Self {
        Self { clock, presses: Arc::default() }
    }

    /// Forgets a press: what came of it is worth nothing any more.
    pub fn forget(&self, press: &str) {
        self.presses.lock().unwrap_or_else(PoisonError::into_inner).remove(press);
    }

    /// What came of the same press just before, if anything did.
    pub fn repeat(&self, press: &str) -> Option<T> {
        let now = self.clock.now();
        let presses = self.presses.lock().unwrap_or_else(PoisonError::into_inner);
        presses.get(press).filter(|press| press.until > now)?.result.get().cloned()
    }

    /// Runs `make`, or waits for and repeats the result of the same press just before. A failure is not kept.
    pub async fn once<E>(&self, press: String, make: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        let result = {
            let now = self.clock.now();
            let mut presses = self.presses.lock().unwrap_or_else(PoisonError::into_inner);
            presses.retain(|_, press| press.until > now);
            let fresh = || Press { until: now.plus(TOGETHER), result: Arc::default() };
            presses.entry(press).or_insert_with(fresh).result.clone()
        };
        result.get_or_try_init(|| make).await.cloned()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_second_press_within_ten_seconds_gets_the_same() {
        let time = Arc::new(AtomicI64::new(0));
        let recent = Recent::new(Clock::Set(time.clone()));
        let made = AtomicI64::new(0);
        let press = |key: &str| {
            let (recent, made, key) = (recent.clone(), &made, key.to_owned());
            async move { recent.once(key, async { Ok::<_, ()>(made.fetch_add(1, Ordering::Relaxed)) }).await }
        };
        assert_eq!(press("a").await, Ok(0));
        assert_eq!(press("a").await, Ok(0));
        assert_eq!(press("b").await, Ok(1));
        time.store(10_000, Ordering::Relaxed);
        assert_eq!(press("a").await, Ok(2));
        assert_eq!((recent.repeat("a"), recent.repeat("b")), (Some(2), None));
        recent.forget("a");
        assert_eq!(press("a").await, Ok(3));
    }

    #[tokio::test]
    async fn a_failed_press_is_tried_again() {
        let recent = Recent::new(Clock::Set(Arc::default()));
        assert_eq!(recent.once("a".to_owned(), async { Err::<i32, _>("down") }).await, Err("down"));
        assert_eq!(recent.once("a".to_owned(), async { Ok::<_, &str>(1) }).await, Ok(1));
    }
}
