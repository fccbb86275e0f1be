//! Guests who have a token are confirmed together: a class that comes in at once is one write, and waits for the disk once.
use std::collections::VecDeque;
use std::sync::{Arc, Mutex as StdMutex, MutexGuard, PoisonError};

use tokio::sync::oneshot::error::TryRecvError;
use tokio::sync::{Mutex, oneshot};

use super::joining::{Comer, lapsed};
use super::{Before, JoinError, State, changed};
use crate::clock::UnixMillis;
use crate::services::Services;
use crate::storage::WriteTx;
use crate::storage::guests;

/// So many share a write at most: others who write are not kept waiting for a whole school.
const TOGETHER: usize = 50;

/// Guests who are to be confirmed, in this process's memory.
#[derive(Clone, Default)]
pub struct Confirmations {
    coming: Arc<StdMutex<VecDeque<Coming>>>,
    /// Whoever has it confirms those who have come by then.
    turn: Arc<Mutex<()>>,
}

/// Somebody with a token.
struct Coming {
    comer: Comer,
    /// For this session.
    sid: String,
    /// Since when a use is held for them, if uses are counted.
    held_since: Option<UnixMillis>,
    tell: oneshot::Sender<Result<(), JoinError>>,
}

impl Confirmations {
    /// The use counts from now on, if they may still come in: a server can take seconds, in which somebody revokes the invite
    /// or shuts the door.
    pub(super) async fn confirm(&self, comer: &Comer, sid: String, held_since: Option<UnixMillis>) -> Result<(), JoinError> {
        let (tell, mut told) = oneshot::channel();
        self.coming().push_back(Coming { comer: comer.clone(), sid, held_since, tell });
        // Either somebody before has confirmed this one too, or it is this one's turn to confirm whoever has come.
        let _turn = self.turn.lock().await;
        loop {
            match told.try_recv() {
                Err(TryRecvError::Empty) => self.confirm_some(&comer.services).await,
                Err(closed @ TryRecvError::Closed) => return Err(closed.into()),
                Ok(confirmed) => return confirmed,
            }
        }
    }

    /// Confirms those who came first, in one write. What goes wrong with it goes wrong for all of them; that one of them may not
    /// come in is told to that one, who has written nothing by then.
    async fn confirm_some(&self, services: &Services) {
        let begun = services.storage.begin().await;
        // Only now: others have come while it was waited for.
        let coming: Vec<_> = {
            let mut coming = self.coming();
            let some = coming.len().min(TOGETHER);
            coming.drain(..some).collect()
        };
        let mut told = Vec::with_capacity(coming.len());
        let written: Result<(), JoinError> = async {
            let mut tx = begun?;
            for one in &coming {
                told.push(match one.confirm(&mut tx).await {
                    Err(JoinError::Internal(fault)) => return Err(JoinError::Internal(fault)),
                    confirmed => confirmed,
                });
            }
            Ok(tx.commit().await?)
        }
        .await;
        if let Err(JoinError::Internal(fault)) = written {
            told = coming.iter().map(|_| Err(JoinError::Internal(fault.clone()))).collect();
        }
        for (Coming { comer, tell, .. }, confirmed) in coming.into_iter().zip(told) {
            if confirmed.is_ok() && comer.before.waits(services) {
                changed(services, &comer.before.room.id);
            }
            // Whoever went away meanwhile is in all the same.
            let _gone = tell.send(confirmed);
        }
    }

    fn coming(&self) -> MutexGuard<'_, VecDeque<Coming>> {
        self.coming.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Coming {
    async fn confirm(&self, tx: &mut WriteTx) -> Result<(), JoinError> {
        let Self { comer, held_since, .. } = self;
        let now = comer.services.clock.now();
        let address_hash = comer.address_hash();
        let pressed = comer.pressed(address_hash.as_ref());
        let current = self.look_again(tx).await?;
        if let Some(most) = current.invite.terms.max_uses.filter(|_| !current.was_in()) {
            // One that lapsed, or that another press gave back, may be somebody else's by now.
            let holds = match held_since.filter(|since| *since > lapsed(now)) {
                Some(since) => guests::holds(tx, comer.at(), since).await?,
                None => false,
            };
            if !holds && !guests::reserve(tx, &pressed, most.get().into(), lapsed(now), now).await? {
                return Err(JoinError::Barred(State::UsedUp));
            }
        }
        Ok(guests::let_in(tx, &pressed, &self.sid, now).await?)
    }

    /// How it stands by now with who was given a token for this session. While a write is under way nobody else writes, so
    /// what is read stays true until it ends.
    async fn look_again(&self, tx: &mut WriteTx) -> Result<Before, JoinError> {
        let Comer { before, cookie, services, .. } = &self.comer;
        let look = Before::look(services, tx, &before.invite.code.shown(), Some(cookie)).await?;
        let current = look.ok_or(JoinError::NoSuchInvite)?;
        if let Some(state) = current.barred(services) {
            return Err(JoinError::Barred(state));
        }
        // The token says what the invite said then, and leads where the room was.
        if current.invite.version != before.invite.version || current.room.server_id() != before.room.server_id() {
            return Err(JoinError::Changed);
        }
        match current.at_door(Some(&self.sid)) {
            State::Ready => Ok(current),
            state => Err(JoinError::Barred(state)),
        }
    }
}
