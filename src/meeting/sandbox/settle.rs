//! Puts down what the clock has done to sessions, waits for teardowns (plugnmeet-api.md §2.4), and forgets.
use std::time::Duration;

use super::life::Phase;
use super::{Refusal, Sandbox};
use crate::clock::UnixMillis;
use crate::storage::WriteTx;
use crate::storage::sandbox::{self as records, Session};

/// How long a teardown is waited for at a time: it may get shorter while people go.
const LONGEST_NAP: Duration = Duration::from_secs(1);

/// How long people are known after the end of their session, in milliseconds. A real server forgets them with it (§9 row 6);
/// here their page, which may look late, is told why it ended.
const REMEMBERED: i64 = 60 * 60 * 1000;

/// The session of a room, running or ending. An end that has come is put down, so that what this write goes on to do
/// cannot undo it.
pub(super) async fn settle(tx: &mut WriteTx, room_id: &str, now: UnixMillis) -> Result<Option<(Session, Phase)>, sqlx::Error> {
    let Some(session) = records::unended(&mut **tx, room_id, now).await? else {
        return Ok(None);
    };
    let phase = Phase::of(&session, now);
    match (phase, phase.end()) {
        (Phase::Ended { at, .. }, Some(end)) => {
            records::put_end(tx, &session.sid, end, at).await?;
            return Ok(None);
        }
        (_, Some(end)) if session.ending_at.is_none() => records::begin_end(tx, &session.sid, end).await?,
        _ => {}
    }
    Ok(Some((session, phase)))
}

impl Sandbox {
    /// Every session that is not over, oldest first. Ends that have come are put down, so that nobody looks at them again.
    pub(super) async fn settled(&self, now: UnixMillis) -> Result<Vec<Session>, sqlx::Error> {
        let is_over = |session: &Session| matches!(Phase::of(session, now), Phase::Ended { .. });
        let (over, rest): (Vec<_>, Vec<_>) =
            records::all_unended(self.storage.reads(), now).await?.into_iter().partition(is_over);
        if !over.is_empty() {
            let mut tx = self.storage.begin().await?;
            for session in over {
                settle(&mut tx, &session.room_id, now).await?;
            }
            tx.commit().await?;
        }
        Ok(rest)
    }

    /// Forgets who was in sessions that have been over for an hour, and what was said there. The list of past sessions
    /// stays as it is.
    pub async fn forget(&self) -> Result<(), sqlx::Error> {
        let now = self.clock.now();
        self.settled(now).await?;
        let mut tx = self.storage.begin().await?;
        records::forget_people(&mut tx, UnixMillis(now.0 - REMEMBERED)).await?;
        tx.commit().await
    }

    /// Waits until no session of the room is being torn down: at most ten seconds, since nothing is waited for longer.
    /// Returns the moment when it was over, which a clock that tests set has not reached.
    pub(super) async fn after_teardown(&self, room_id: &str) -> Result<UnixMillis, Refusal> {
        let mut now = self.clock.now();
        while let Some(session) = records::unended(self.storage.reads(), room_id, now).await? {
            let Phase::Ending { until, .. } = Phase::of(&session, now) else { break };
            let left = Duration::from_millis(until.saturating_sub(now.0).unsigned_abs());
            let nap = left.min(LONGEST_NAP);
            tokio::time::sleep(nap).await;
            now = now.plus(nap).max(self.clock.now());
        }
        Ok(now)
    }
}
