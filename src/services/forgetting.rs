//! What is known of guests is kept as long as it is of use.
use std::time::Duration;

use super::Services;
use super::guests::{HELD_FOR, WAITS_AT_MOST};
use crate::internal::Internal;
use crate::storage::forgetting;

/// How long the keyed hash of a guest's address is kept after the last visit.
pub const ADDRESSES: Duration = Duration::from_hours(30 * 24);
/// How long a browser is known that pressed Join and was never let in.
pub const NEVER_IN: Duration = Duration::from_hours(24);

/// What was forgotten: numbers of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// Guests of whom the address was.
    pub addresses: u64,
    /// Guests who never came in.
    pub never_in: u64,
    /// Guests who wait no more.
    pub waits: u64,
    /// Reservations that had lapsed.
    pub reservations: u64,
}

/// Forgets what is older than that. To be called now and then.
pub async fn forget(services: &Services) -> Result<Forgotten, Internal> {
    let now = services.clock.now();
    let mut tx = services.storage.begin().await?;
    let forgotten = Forgotten {
        addresses: forgetting::forget_addresses(&mut tx, now.minus(ADDRESSES)).await?,
        never_in: forgetting::forget_who_never_came_in(&mut tx, now.minus(NEVER_IN)).await?,
        waits: forgetting::stop_waiting(&mut tx, now.minus(WAITS_AT_MOST)).await?,
        reservations: forgetting::drop_reservations(&mut tx, now.minus(HELD_FOR)).await?,
    };
    tx.commit().await?;
    Ok(forgotten)
}
