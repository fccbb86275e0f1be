//! What guests are told by: the account that invites them.
use jiff::tz::TimeZone;

use super::Services;
use super::rooms::Room;
use crate::internal::Internal;
use crate::storage::{accounts, rooms};

/// The time zone of a room's owner, if they have set one: for guests whose browser does not tell theirs.
pub async fn time_zone(services: &Services, room: &Room) -> Result<Option<TimeZone>, Internal> {
    let Some((_, owner, _)) = rooms::find_owner(services.storage.reads(), &room.id).await? else { return Ok(None) };
    let account = accounts::enabled(&services.storage, &owner).await?;
    let zone = account.and_then(|account| account.preferences.time_zone);
    Ok(zone.and_then(|zone| TimeZone::get(zone.as_str()).ok()))
}
