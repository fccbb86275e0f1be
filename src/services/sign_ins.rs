//! Where somebody is signed in, and ending it from elsewhere.
use std::time::Duration;

use super::Services;
use crate::clock::UnixMillis;
use crate::internal::Internal;
use crate::services::Caller;
use crate::storage::sign_ins;

pub use crate::storage::sign_ins::SignedIn;

/// Nobody stays signed in longer than this without the password.
pub const AT_MOST: Duration = Duration::from_hours(30 * 24);

/// The browsers that are signed in to the caller's account, the one seen last first.
pub async fn list(services: &Services, caller: &Caller) -> Result<Vec<SignedIn>, Internal> {
    let now = services.clock.now();
    let since = UnixMillis(now.0.saturating_sub(i64::try_from(AT_MOST.as_millis()).unwrap_or(i64::MAX)));
    Ok(sign_ins::of_account(&services.storage, &caller.account_id, since, now).await?)
}

/// Ends one of the caller's sign-ins; it is over at the next request of that browser. One that is over already, or is
/// somebody else's, changes nothing.
pub async fn end(services: &Services, caller: &Caller, public_id: &str) -> Result<(), Internal> {
    let mut tx = services.storage.begin().await?;
    sign_ins::end(&mut tx, &caller.account_id, public_id).await?;
    Ok(tx.commit().await?)
}

/// Ends all of the caller's sign-ins but this one.
pub async fn end_others(services: &Services, caller: &Caller, public_id: &str) -> Result<(), Internal> {
    let mut tx = services.storage.begin().await?;
    sign_ins::end_all_but(&mut tx, &caller.account_id, Some(public_id)).await?;
    Ok(tx.commit().await?)
}
