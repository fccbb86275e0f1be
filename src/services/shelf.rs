//! Results that must never touch a disk wait here for the page that shows them: at most a minute, read once.
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::clock::{Clock, UnixMillis};
use crate::random;
use crate::storage::accounts::AccountId;

/// How long a result waits for its page.
const WAITS: Duration = Duration::from_mins(1);
/// So many results wait at once for one account (a class that comes in may be one teacher's work); its oldest gives way. (Nobody pushes out what others wait for.)
const MOST: usize = 200;

/// A shelf in this process's memory.
#[derive(Clone)]
pub struct Shelf<T> {
    clock: Clock,
    items: Arc<Mutex<VecDeque<Item<T>>>>,
}

struct Item<T> {
    ticket: String,
    account_id: AccountId,
    until: UnixMillis,
    content: T,
}

impl<T> Shelf<T> {
    /// An empty one.
    pub fn new(clock: Clock) -> Self {
        Self { clock, items: Arc::default() }
    }

    /// Puts something down for one account; the ticket fetches it.
    pub fn put(&self, account_id: &AccountId, content: T) -> String {
        let ticket = random::letters(26);
        let now = self.clock.now();
        let mut items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
        items.retain(|item| item.until > now);
        let own = |item: &Item<T>| item.account_id == *account_id;
        if items.iter().filter(|item| own(item)).count() >= MOST
            && let Some(oldest) = items.iter().position(own)
        {
            items.remove(oldest);
        }
        items.push_back(Item { ticket: ticket.clone(), account_id: account_id.clone(), until: now.plus(WAITS), content });
        ticket
    }

    /// Takes it away, once, for the same account.
    pub fn take(&self, account_id: &AccountId, ticket: &str) -> Option<T> {
        let now = self.clock.now();
        let mut items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
        items.retain(|item| item.until > now);
        let place = items.iter().position(|item| item.ticket == ticket && item.account_id == *account_id)?;
        items.remove(place).map(|item| item.content)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    #[test]
    fn a_result_is_read_once_by_its_own_account_within_a_minute() {
        let time = Arc::new(AtomicI64::new(0));
        let shelf = Shelf::new(Clock::Set(time.clone()));
        let (ann, ben) = (AccountId::new(UnixMillis(0)), AccountId::new(UnixMillis(0)));
        let ticket = shelf.put(&ann, 7);
        assert_eq!(shelf.take(&ben, &ticket), None);
        assert_eq!(shelf.take(&ann, &ticket), Some(7));
        assert_eq!(shelf.take(&ann, &ticket), None);
        let late = shelf.put(&ann, 8);
        time.store(60_000, Ordering::Relaxed);
        assert_eq!(shelf.take(&ann, &late), None);
    }

    #[test]
    fn nobody_pushes_out_what_others_wait_for() {
        let shelf = Shelf::new(Clock::Set(Arc::default()));
        let (ann, ben) = (AccountId::new(UnixMillis(0)), AccountId::new(UnixMillis(0)));
        let of_ann = shelf.put(&ann, 0);
        let of_ben: Vec<String> = (0..1100).map(|n| shelf.put(&ben, n)).collect();
        assert_eq!(shelf.take(&ann, &of_ann), Some(0));
        assert_eq!(
            of_ben.iter().filter_map(|ticket| shelf.take(&ben, ticket)).collect::<Vec<_>>(),
            (1100 - MOST..1100).collect::<Vec<_>>()
        );
    }
}
