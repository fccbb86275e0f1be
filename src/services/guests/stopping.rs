//! A guest who does not want to wait any more.
use super::{Before, GuestCookie, changed};
use crate::domain::invite::InviteCode;
use crate::internal::Internal;
use crate::services::Services;
use crate::storage::guests::{self, At};

/// Whoever waits at this invite with this browser waits no more. Of somebody who does not wait, nothing changes. `Ok(false)`:
/// there is no such invite.
pub async fn stop_waiting(services: &Services, code: &InviteCode, cookie: Option<&GuestCookie>) -> Result<bool, Internal> {
    let Some(before) = Before::look(services, &mut *services.storage.read().await?, &code.shown(), cookie).await? else {
        return Ok(false);
    };
    let Some(cookie) = cookie.filter(|_| before.waits(services)) else { return Ok(true) };
    let mut tx = services.storage.begin().await?;
    guests::stop_waiting(&mut tx, At { invite_id: &before.invite.id, browser_hash: &cookie.browser_hash(services) }).await?;
    tx.commit().await?;
    changed(services, &before.room.id);
    Ok(true)
}
