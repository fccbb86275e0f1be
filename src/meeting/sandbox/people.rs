//! People in a meeting, as the media server behind a real one lists them (plugnmeet-api.md §2.3).
use serde_json::{Value, json};

use crate::storage::sandbox::entries::Present;

/// Those of the people who are in the meeting; whoever is on the landing page or waits is none of them.
pub(super) fn participants<'a>(present: impl Iterator<Item = &'a Present>) -> Vec<Value> {
    present.filter_map(|person| Some(participant(person, person.in_meeting_at?))).collect()
}

fn participant(person: &Present, joined_at: i64) -> Value {
    json!({
        "sid": person.participant_id,
        "identity": person.user_id,
        "name": person.name,
        "state": "ACTIVE",
        "metadata": person.metadata,
        "joined_at": joined_at.div_euclid(1000).to_string(),
        "joined_at_ms": joined_at.to_string(),
        // There is no media, so nothing to change since.
        "version": 1,
        "tracks": [],
        "is_publisher": false,
        "permission": {
            "can_subscribe": true,
            "can_publish": true,
            "can_publish_data": true,
            "can_publish_sources": [],
            "hidden": false,
            "recorder": false,
            "can_update_metadata": false,
            "agent": false,
            "can_subscribe_metrics": false,
        },
        "region": "",
        "kind": "STANDARD",
        "kind_details": [],
        "attributes": {},
        "disconnect_reason": "UNKNOWN_REASON",
        "data_tracks": [],
        "client_protocol": 0,
        "capabilities": [],
    })
}
