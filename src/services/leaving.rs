//! After a meeting: who comes back to which room.
use super::rooms::{self, Room};
use super::{Caller, Services};
use crate::internal::Internal;

/// The room that a meeting server calls so, for a member of it. For everybody else there is none: never said which.
pub async fn room_of_member(services: &Services, caller: &Caller, meeting_room_id: &str) -> Result<Option<Room>, Internal> {
    rooms::by_meeting_id(services, Some(&caller.account_id), meeting_room_id).await
}
