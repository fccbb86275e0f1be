//! What guests are told by: the account that invites them.
use jiff::tz::TimeZone;

use super::Services;
use super::rooms::Room;
use crate::domain::reading::ZoneName;
use crate::internal::Internal;
use crate::storage::accounts::AccountId;
use crate::storage::{accounts, rooms};

/// The time zone of a room's owner, chosen or told by the browser they signed in with: for guests whose browser does not
/// tell theirs.
pub async fn time_zone(services: &Services, room: &Room) -> Result<Option<TimeZone>, Internal> {
    let reads = services.storage.reads();
    let Some((_, owner, _)) = rooms::find_owner(reads, &room.id).await? else { return Ok(None) };
    let zone = accounts::zone_of(reads, &owner).await?;
    Ok(zone.and_then(|zone| TimeZone::get(&zone).ok()))
}

/// Remembers the zone that a browser told when somebody signed in with it.
pub async fn remember_zone(services: &Services, account_id: &AccountId, zone: Option<&ZoneName>) -> Result<(), Internal> {
    let Some(zone) = zone else { return Ok(()) };
    let mut tx = services.storage.begin().await?;
    accounts::set_browsers_zone(&mut tx, account_id, zone.as_str()).await?;
    Ok(tx.commit().await?)
}
