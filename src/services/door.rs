//! When a lesson begins, and when nobody else is let in.
use std::time::Duration;

use super::rooms::{self, Room, RoomError};
use super::{Caller, Services, live_watch};
use crate::internal::Internal;
use crate::live::Seen;
use crate::storage;
use crate::storage::rooms::RoomId;

/// How long a form waits to hear which session runs.
const PATIENCE: Duration = Duration::from_secs(3);

/// A moderator is in this session of the room, or on the way: from now on guests are let in. Making a link for somebody else
/// never gets here.
pub(super) async fn start(services: &Services, room: &Room, sid: &str) -> Result<(), Internal> {
    if room.started_sid.as_deref() == Some(sid) { Ok(()) } else { start_room(services, &room.id, sid).await }
}

/// The same where nobody in the portal asked for it: its meeting server shows a moderator in.
pub(super) async fn start_room(services: &Services, room_id: &RoomId, sid: &str) -> Result<(), Internal> {
    let mut tx = services.storage.begin().await?;
    let is_new = storage::rooms::set_started(&mut tx, room_id, sid, services.clock.now()).await?;
    tx.commit().await?;
    if is_new {
        services.live.changed(room_id);
    }
    Ok(())
}

/// Lets nobody else into this session, or lets them in again. Whoever has been in it comes back in. A page that is older
/// than the session that runs changes nothing.
pub async fn shut(services: &Services, caller: &Caller, slug: &str, sid: &str, shut: bool) -> Result<(), RoomError> {
    let room = rooms::for_caller(services, caller, slug).await?;
    let is_meant = match live_watch::running(services, &room, PATIENCE).await {
        Seen::Running { sid: now, .. } => now == sid,
        Seen::NotRunning => false,
        // Nobody knows: then at least no other session's door is touched.
        Seen::Unknown | Seen::Down(_) => room.shut_sid.as_deref().is_none_or(|shut| shut == sid),
    };
    if !is_meant {
        return Ok(());
    }
    let mut tx = services.storage.begin().await?;
    storage::rooms::set_shut(&mut tx, &room.id, shut.then_some(sid)).await?;
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(())
}
