//! A guest who does not want to wait any more.
use super::{Before, GuestCookie, changed};
use crate::domain::invite::InviteCode;
use crate::internal::Internal;
use crate::services::Services;
use crate::storage::guests::{self, At};

/// Whoever waits at this invite with this browser waits no more. Of somebody who does not wait, nothing changes.
pub async fn stop_waiting(services: &Services, code: &InviteCode, cookie: &GuestCookie) -> Result<(), Internal> {
    let Some(before) = Before::look(services, &code.shown(), Some(cookie)).await? else { return Ok(()) };
    if !before.waits() {
        return Ok(());
    }
    let mut tx = services.storage.begin().await?;
    guests::stop_waiting(&mut tx, At { invite_id: &before.invite.id, browser_hash: &cookie.browser_hash(services) }).await?;
    tx.commit().await?;
    changed(services, &before.room.id);
    Ok(())
}
