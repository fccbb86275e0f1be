//! When a lesson begins, and when nobody else is let in.
use super::rooms::{self, Room, RoomError};
use super::{Caller, Services};
use crate::internal::Internal;
use crate::storage;

/// A moderator is in this session of the room, or on the way: from now on guests are let in. Making a link for somebody else
/// never gets here.
pub(super) async fn start(services: &Services, room: &Room, sid: &str) -> Result<(), Internal> {
    if room.started_sid.as_deref() == Some(sid) {
        return Ok(());
    }
    let mut tx = services.storage.begin().await?;
    let is_new = storage::rooms::set_started(&mut tx, &room.id, sid, services.clock.now()).await?;
    tx.commit().await?;
    if is_new {
        services.live.changed(&room.id);
    }
    Ok(())
}

/// Lets nobody else into this session (`None`: lets them in again). Whoever has been in it comes back in.
pub async fn shut(services: &Services, caller: &Caller, slug: &str, sid: Option<&str>) -> Result<(), RoomError> {
    let room = rooms::for_caller(services, caller, slug).await?;
    let mut tx = services.storage.begin().await?;
    storage::rooms::set_shut(&mut tx, &room.id, sid).await?;
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(())
}
