//! What of guests is not kept for ever.
use sqlx::Error;

use super::WriteTx;
use crate::clock::UnixMillis;

/// Forgets the addresses of guests who were not seen since; of how many.
pub async fn forget_addresses(tx: &mut WriteTx, since: UnixMillis) -> Result<u64, Error> {
    let forgotten =
        sqlx::query!("UPDATE invite_guests SET address_hash = NULL WHERE address_hash IS NOT NULL AND seen_at < ?", since.0);
    Ok(forgotten.execute(&mut **tx).await?.rows_affected())
}

/// Forgets browsers that pressed Join, were never let in, and were not seen since; how many.
pub async fn forget_who_never_came_in(tx: &mut WriteTx, since: UnixMillis) -> Result<u64, Error> {
    let forgotten = sqlx::query!("DELETE FROM invite_guests WHERE first_used_at IS NULL AND seen_at < ?", since.0);
    Ok(forgotten.execute(&mut **tx).await?.rows_affected())
}

/// Has nobody wait who pressed Join before then; how many.
pub async fn stop_waiting(tx: &mut WriteTx, before: UnixMillis) -> Result<u64, Error> {
    let stopped =
        sqlx::query!("UPDATE invite_guests SET waits_since = NULL WHERE waits_since IS NOT NULL AND waits_since <= ?", before.0);
    Ok(stopped.execute(&mut **tx).await?.rows_affected())
}

/// Takes away reservations from before then: they count no more. How many.
pub async fn drop_reservations(tx: &mut WriteTx, before: UnixMillis) -> Result<u64, Error> {
    let dropped =
        sqlx::query!("UPDATE invite_guests SET reserved_at = NULL WHERE reserved_at IS NOT NULL AND reserved_at < ?", before.0);
    Ok(dropped.execute(&mut **tx).await?.rows_affected())
}
