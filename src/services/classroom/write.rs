//! What is locked for many people is changed at once.
use crate::domain::locks::{Lock, LockKind, PersonLocks, StoredLocks};
use crate::forms::PersonChanges;
use crate::services::Services;
use crate::services::rooms::{Room, RoomError};
use crate::storage::classroom;
use crate::storage::invites::InviteId;

/// Why nothing was changed.
#[derive(Debug)]
pub enum SetError {
    /// Somebody else set some of these locks since the page was shown, and otherwise: invite, lock, what they chose.
    Changed(Vec<(String, LockKind, Lock)>),
    /// One of the invites is revoked.
    Revoked,
    /// One of the invites is none of the room's, or something went wrong.
    Room(RoomError),
}

impl<E: Into<RoomError>> From<E> for SetError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Room(error.into())
    }
}

/// Changes what is locked for whoever has these invites: all of it or nothing. What somebody else set meanwhile stays, unless
/// it is the same lock of the same person. Says for how many people something is different now.
pub async fn set(services: &Services, room: &Room, wanted: &[PersonChanges]) -> Result<usize, SetError> {
    let ids = wanted.iter().map(|person| person.id.as_str()).collect::<Vec<_>>();
    let mut tx = services.storage.begin().await?;
    let rows = classroom::locks(&mut tx, &room.id, &serde_json::to_string(&ids)?).await?;
    let (mut conflicts, mut changed) = (Vec::new(), Vec::new());
    for person in wanted {
        let row = rows.iter().find(|row| row.id == person.id).ok_or(RoomError::NotFound)?;
        if row.revoked {
            return Err(SetError::Revoked);
        }
        let before = PersonLocks::from(&serde_json::from_str::<StoredLocks>(&row.locks)?);
        let mut locks = before;
        for change in &person.changes {
            let now = before.get(change.kind);
            if change.from.is_none_or(|from| from == now) {
                locks.set(change.kind, change.to);
            } else if now != change.to {
                conflicts.push((person.id.clone(), change.kind, now));
            }
        }
        if locks != before {
            changed.push((InviteId::from(person.id.clone()), serde_json::to_string(&StoredLocks::from(&locks))?));
        }
    }
    if !conflicts.is_empty() {
        return Err(SetError::Changed(conflicts));
    }
    for (id, locks) in &changed {
        classroom::set_locks(&mut tx, &room.id, id, locks, services.clock.now()).await?;
    }
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(changed.len())
}
