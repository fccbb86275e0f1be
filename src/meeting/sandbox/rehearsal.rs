//! What the rehearsal room shows: a token checked as a real server checks it when its page is opened, and what that
//! server would tell the page.
use serde::Deserialize;

use super::Sandbox;
use crate::domain::locks::StoredLocks;
use crate::meeting::token::{self, TokenProblem};
use crate::meeting::wire::RoomMetadata;
use crate::storage::sandbox as records;

/// A person in front of a meeting.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "these are four separate facts, to be shown")]
pub struct Rehearsal {
    /// As when the session began.
    pub room_title: String,
    /// The room.
    pub room_id: String,
    /// The session.
    pub sid: String,
    /// Display name.
    pub name: String,
    /// The person.
    pub user_id: String,
    /// Moderator.
    pub is_admin: bool,
    /// May draw on the whiteboard whatever its lock says.
    pub is_presenter: bool,
    /// Asked to be hidden, which current versions ignore.
    pub is_hidden: bool,
    /// Held back until a moderator lets them in.
    pub wait_for_approval: bool,
    /// Address of their picture, as sent: any scheme.
    pub profile_pic: Option<String>,
    /// As sent: perhaps none of the known codes.
    pub preferred_lang: Option<String>,
    /// Whether their camera goes into recordings.
    pub record_webcam: bool,
    /// The locks kept for this person.
    pub user_locks: StoredLocks,
    /// The room's.
    pub room_locks: StoredLocks,
}

/// The part of the stored metadata that is shown (§5).
#[derive(Deserialize)]
struct Kept {
    is_presenter: bool,
    wait_for_approval: bool,
    record_webcam: bool,
    profile_pic: Option<String>,
    preferred_lang: Option<String>,
    lock_settings: StoredLocks,
}

impl Sandbox {
    /// Checks a token and finds the person it is for. Changes nothing: a token may be tried as often as one likes.
    pub async fn rehearse(&self, token: &str) -> Result<Rehearsal, TokenProblem> {
        let claims = token::verify(&self.api_key, &self.secret, self.clock.now(), token)?;
        let session =
            records::running_session(self.storage.reads(), &claims.room_id, self.clock.now()).await.map_err(unchecked)?;
        let session = session.ok_or(TokenProblem::RoomEnded)?;
        let user = records::user(&self.storage, &session.sid, &claims.user_id).await.map_err(unchecked)?;
        let user = user.ok_or(TokenProblem::UnknownUser)?;
        let room: RoomMetadata = serde_json::from_str(&session.metadata).map_err(unchecked)?;
        let kept: Kept = serde_json::from_str(&user.metadata).map_err(unchecked)?;
        Ok(Rehearsal {
            room_title: session.title,
            room_id: session.room_id,
            sid: session.sid,
            name: user.name,
            user_id: user.user_id,
            is_admin: user.is_admin,
            is_presenter: kept.is_presenter,
            is_hidden: claims.is_hidden,
            wait_for_approval: kept.wait_for_approval,
            profile_pic: kept.profile_pic,
            preferred_lang: kept.preferred_lang,
            record_webcam: kept.record_webcam,
            user_locks: kept.lock_settings,
            room_locks: room.default_lock_settings,
        })
    }
}

fn unchecked(error: impl std::error::Error) -> TokenProblem {
    tracing::error!(%error, "a token could not be checked");
    TokenProblem::Unchecked
}
