//! Recordings, artifacts and analytics (plugnmeet-api.md §2.9): an archive that is always empty. Requests are read and
//! checked like all others, and then nothing is found.
use serde_json::{Map, Value};

use super::schema::Message;
use super::{Refusal, Reply, Sandbox, common, messages, request, take_message, take_text};
use crate::storage::sandbox as records;

/// Answers a call about something that does not exist, with the words its kind of thing has for that.
pub(super) fn nothing(message: &Message, body: &[u8], not_found: &str) -> Result<Reply, Refusal> {
    request(message, body)?;
    Ok(common(false, not_found, "NOT_FOUND"))
}

impl Sandbox {
    /// `recording/mergeRecordings`: sessions are known, even those that are over; recordings are not.
    pub(super) async fn merge_recordings(&self, body: &[u8]) -> Result<Reply, Refusal> {
        let mut request: Map<String, Value> = request(&messages::archive::MERGE_RECORDINGS, body)?;
        if request.contains_key("by_ids") {
            let msg = "one or more of the requested recordings were not found or did not match the room_id";
            return Ok(common(false, msg, "NOT_FOUND"));
        }
        let sid = take_text(&mut take_message(&mut request, "by_session"), "room_sid");
        Ok(if records::was_session(&self.storage, &sid).await? {
            common(false, "recording not found", "NOT_FOUND")
        } else {
            common(false, "room not found", "ROOM_NOT_FOUND")
        })
    }
}
