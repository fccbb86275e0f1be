//! Who listens for news of which room, and what wakes them.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::storage::rooms::RoomId;

/// Rooms that somebody listens to, in this process's memory.
#[derive(Clone, Debug, Default)]
pub struct Live(Arc<Mutex<HashMap<RoomId, watch::Sender<u64>>>>);

/// Somebody who listens to a room, until it is dropped.
#[derive(Debug)]
pub struct Listener {
    live: Live,
    room_id: RoomId,
    news: watch::Receiver<u64>,
}

impl Live {
    /// Listens to a room from now on.
    pub fn listen(&self, room_id: &RoomId) -> Listener {
        let news = self.rooms().entry(room_id.clone()).or_default().subscribe();
        Listener { live: self.clone(), room_id: room_id.clone(), news }
    }

    /// Wakes whoever listens to this room: something of it may have changed.
    pub fn changed(&self, room_id: &RoomId) {
        if let Some(room) = self.rooms().get(room_id) {
            room.send_modify(|count| *count += 1);
        }
    }

    /// How many listen to this room.
    pub fn listeners(&self, room_id: &RoomId) -> usize {
        self.rooms().get(room_id).map_or(0, watch::Sender::receiver_count)
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<RoomId, watch::Sender<u64>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    /// Returns once something may have changed since it was last asked.
    pub async fn changed(&mut self) {
        // It ends with an error only when nobody can tell any more, which its own part of the room prevents.
        let _ = self.news.changed().await;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut rooms = self.live.rooms();
        // Its own receiver is still counted.
        if rooms.get(&self.room_id).is_some_and(|room| room.receiver_count() <= 1) {
            rooms.remove(&self.room_id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_listens_is_woken_and_forgotten_afterwards() {
        let (live, room, other) = (Live::default(), RoomId::from("a".to_owned()), RoomId::from("b".to_owned()));
        let (mut one, mut two) = (live.listen(&room), live.listen(&room));
        assert_eq!((live.listeners(&room), live.listeners(&other)), (2, 0));
        live.changed(&other);
        live.changed(&room);
        tokio::join!(one.changed(), two.changed());
        drop((one, two));
        assert_eq!(live.listeners(&room), 0);
        assert!(live.rooms().is_empty());
        live.changed(&room);
    }
}
