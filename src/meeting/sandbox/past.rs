//! `room/fetchPastRooms` (plugnmeet-api.md §2.5). Those that run are listed too.
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::rooms::text_in;
use super::{Refusal, Reply, Sandbox, common, success};
use crate::storage::sandbox::{self as records, PastPage, Session};

const USUAL_LIMIT: u32 = 20;
const LARGEST_LIMIT: u32 = 100;

/// How a server writes a moment that has not come.
const NEVER: &str = "0001-01-01T00:00:00Z";

/// The request, checked. Plain form leaves out what holds zero.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Request {
    room_ids: Vec<String>,
    from: u32,
    limit: u32,
    order_by: String,
}

impl Sandbox {
    /// Sessions in the order they began, the newest first unless exactly `ASC` is asked for.
    pub(super) async fn fetch_past_rooms(&self, request: Map<String, Value>) -> Result<Reply, Refusal> {
        let Request { room_ids, from, limit, order_by } = serde_json::from_value(request.into())?;
        let limit = if limit == 0 { USUAL_LIMIT } else { limit.min(LARGEST_LIMIT) };
        let order_by = if order_by.is_empty() { "DESC".to_owned() } else { order_by };
        let page = PastPage {
            room_ids: if room_ids.is_empty() { None } else { Some(serde_json::to_string(&room_ids)?) },
            offset: from.into(),
            limit: limit.into(),
            oldest_first: order_by == "ASC",
        };
        let now = self.clock.now();
        self.settled(now).await?;
        let total = records::count_past(self.storage.reads(), &page).await?;
        if total == 0 {
            return Ok(common(false, "no room found", "NOT_FOUND"));
        }
        let sessions = records::past(self.storage.reads(), &page, now).await?;
        Ok(success(
            "result",
            json!({
                "total_rooms": total.to_string(),
                "from": from,
                "limit": limit,
                "order_by": order_by,
                "rooms_list": sessions.iter().map(past_room).collect::<Vec<_>>(),
            }),
        ))
    }
}

fn past_room(session: &Session) -> Value {
    let metadata: Map<String, Value> = serde_json::from_str(&session.metadata).unwrap_or_default();
    let joined = if session.ended_at.is_some() { session.joined_at_end } else { session.online };
    json!({
        "room_title": session.title,
        "room_id": session.room_id,
        "room_sid": session.sid,
        "joined_participants": joined.to_string(),
        "webhook_url": text_in(&metadata, "webhook_url"),
        "created": rfc3339(session.created_at),
        "ended": session.ended_at.map_or(NEVER.to_owned(), rfc3339),
    })
}

/// In whole seconds, as servers write it.
fn rfc3339(millis: i64) -> String {
    Timestamp::from_second(millis.div_euclid(1000)).map_or(NEVER.to_owned(), |moment| moment.to_string())
}
