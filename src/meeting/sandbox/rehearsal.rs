//! What the rehearsal room shows: a token checked as a real server checks it when its page is opened, what that server
//! would tell the page, and what has become of a page that entered.
use secrecy::SecretString;
use serde::Deserialize;

use super::Sandbox;
use super::life::{Cause, Phase};
use super::presence::{PresenceError, hash_of, unchecked};
use crate::clock::UnixMillis;
use crate::domain::locks::{RoomRules, StoredLocks};
use crate::meeting::token::{self, Claims, TokenProblem};
use crate::storage::sandbox::entries::{self, Entry, Present, SecretHash};
use crate::storage::sandbox::messages::{self, Message};
use crate::storage::sandbox::{self as records, Session, User};

/// A sign of life is written down at most this often, in milliseconds: a page that looks every few seconds is no write.
pub(super) const NOTED_EVERY: i64 = 30_000;

/// A person in front of a meeting.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "these are separate facts, to be shown")]
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
    /// Moderator, by the record and by the token itself.
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
    /// A real page would ask for the key of the end-to-end encryption.
    pub asks_for_key: bool,
    /// The locks kept for this person.
    pub user_locks: StoredLocks,
    /// What the session says of its own.
    pub rules: RoomRules,
}

/// What a page shows.
#[derive(Clone, Debug)]
pub enum Scene {
    /// The token opens the door.
    AtDoor(Rehearsal),
    /// Entered, and held back in the waiting room.
    Waiting(Rehearsal, Inside),
    /// In the meeting.
    In(Rehearsal, Inside),
    /// No longer in, of a session that goes on.
    Out {
        /// Who it was.
        rehearsal: Rehearsal,
        /// How that came.
        how: Left,
        /// Why this link does not open the door again, if so.
        shut: Option<TokenProblem>,
        /// Where the room sends people afterwards, as in [`Self::Over`]. Nobody is sent away for a connection that was lost.
        logout_url: Option<String>,
    },
    /// The session ended while this page was in.
    Over {
        /// Of the room.
        room_title: String,
        /// Why it ended.
        cause: Cause,
        /// Where the room sends people afterwards: http or https, else a real page does not go there.
        logout_url: Option<String>,
    },
}

/// What somebody sees who has entered.
#[derive(Clone, Debug)]
pub struct Inside {
    /// What the room says to those who wait.
    pub waiting_words: String,
    /// Who is in the meeting, oneself included, in the order they came.
    pub people: Vec<Someone>,
    /// Who waits; moderators only are told.
    pub waiting: Vec<Someone>,
    /// What was broadcast since one came, the newest first.
    pub messages: Vec<Message>,
}

/// Somebody in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Someone {
    /// Unique in the session.
    pub user_id: String,
    /// Display name.
    pub name: String,
    /// Moderator.
    pub is_admin: bool,
}

/// How a stay ended while its session goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// By pressing Leave.
    ByChoice,
    /// Somebody asked for a new token for this user id.
    Replaced,
    /// By a moderator.
    Removed,
    /// No sign of life for two minutes, and the place is taken.
    Silent,
}

impl Left {
    fn of(key: &str) -> Self {
        match key {
            "replaced" => Self::Replaced,
            "removed" => Self::Removed,
            "silent" => Self::Silent,
            _ => Self::ByChoice,
        }
    }
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

/// The part of a room's metadata that is shown (§6).
#[derive(Deserialize)]
struct OfRoom {
    default_lock_settings: StoredLocks,
    logout_url: Option<String>,
    room_features: Switches,
}

#[derive(Deserialize)]
struct Switches {
    #[serde(default)]
    allow_reactions: Option<bool>,
    waiting_room_features: WaitingRoom,
    end_to_end_encryption_features: Encryption,
}

#[derive(Deserialize)]
struct WaitingRoom {
    #[serde(rename = "waiting_room_msg")]
    words: String,
}

#[derive(Deserialize)]
struct Encryption {
    is_enabled: bool,
    enabled_self_insert_encryption_key: bool,
}

impl Sandbox {
    /// Checks a token and finds the person it is for. Changes nothing: a token may be tried as often as one likes.
    pub async fn rehearse(&self, token: &str) -> Result<Rehearsal, TokenProblem> {
        let mut connection = self.storage.read().await.map_err(unchecked)?;
        let (claims, session, user) = self.verified(&mut connection, token, self.clock.now()).await?;
        rehearsal(&claims, &session, user).map_err(unchecked)
    }

    /// What a page with this token shows. `secret` is what its browser got when it entered: the page is then known by
    /// that, whether the token has expired or not (§3.3, Renewal), and looking is its sign of life. It is the only change
    /// that looking makes; without a secret there is none.
    pub async fn look(&self, token: &str, secret: Option<&SecretString>) -> Result<Scene, TokenProblem> {
        if let Some(secret) = secret {
            let claims = token::verify_at_any_time(&self.api_key, &self.secret, token)?;
            if let Some(scene) = self.after_entering(token, &claims, secret).await.map_err(unchecked)? {
                return Ok(scene);
            }
        }
        self.rehearse(token).await.map(Scene::AtDoor)
    }

    /// What has become of an entry; `None` when the door is all there is to show.
    async fn after_entering(&self, token: &str, claims: &Claims, secret: &SecretString) -> Result<Option<Scene>, PresenceError> {
        let hash = hash_of(secret);
        let now = self.clock.now();
        let entry = entries::find(self.storage.reads(), &hash).await?;
        let is_its_own = |entry: &Entry| {
            (&entry.user_id, &entry.room_id, entry.is_moderator) == (&claims.user_id, &claims.room_id, claims.is_admin)
        };
        let Some(entry) = entry.filter(is_its_own) else {
            return Ok(None);
        };
        let session = records::by_sid(self.storage.reads(), &entry.sid, now).await?;
        let user = records::user(self.storage.reads(), &entry.sid, &entry.user_id).await?;
        let (Some(session), Some(user)) = (session, user) else {
            return Ok(None);
        };
        match Phase::of(&session, now) {
            Phase::Running => {
                let is_in = entry.left_how.is_none() && self.note_life(&hash, &entry).await?;
                let rehearsal = rehearsal(claims, &session, user)?;
                Ok(Some(if is_in {
                    self.inside(rehearsal, &session, &entry, now).await?
                } else {
                    // Without a word it was silence.
                    let how = entry.left_how.as_deref().map_or(Left::Silent, Left::of);
                    let logout_url = if how == Left::Silent { None } else { leads_to(&session)? };
                    Scene::Out { rehearsal, how, shut: self.rehearse(token).await.err(), logout_url }
                }))
            }
            Phase::Ending { cause, .. } if entry.left_how.is_none() => {
                self.hear_of_the_end(&hash).await?;
                Ok(Some(over(&session, cause)?))
            }
            Phase::Ending { cause, .. } | Phase::Ended { cause, .. } => {
                let was_in = entry.left_how.as_deref().is_none_or(|how| how == "ended");
                // The next session may have begun, and this link may open it.
                let shows_end = was_in && self.rehearse(token).await.is_err();
                Ok(if shows_end { Some(over(&session, cause)?) } else { None })
            }
        }
    }

    async fn inside(
        &self,
        rehearsal: Rehearsal,
        session: &Session,
        entry: &Entry,
        now: UnixMillis,
    ) -> Result<Scene, PresenceError> {
        let room: OfRoom = serde_json::from_str(&session.metadata)?;
        let present = entries::present(self.storage.reads(), &session.sid, now).await?;
        let is_in_meeting = present.iter().any(|person| person.user_id == entry.user_id && person.in_meeting_at.is_some());
        let (people, waiting): (Vec<_>, Vec<_>) = present.into_iter().partition(|person| person.in_meeting_at.is_some());
        let someones = |people: Vec<Present>| people.into_iter().map(Someone::from).collect();
        let inside = Inside {
            waiting_words: room.room_features.waiting_room_features.words,
            people: someones(people),
            waiting: if rehearsal.is_admin { someones(waiting) } else { Vec::new() },
            messages: messages::received(self.storage.reads(), &session.sid, &entry.user_id, entry.entered_at).await?,
        };
        Ok(if is_in_meeting { Scene::In(rehearsal, inside) } else { Scene::Waiting(rehearsal, inside) })
    }

    /// A page that has been told of the end goes, as a real one does.
    async fn hear_of_the_end(&self, hash: &SecretHash) -> Result<(), PresenceError> {
        let mut tx = self.storage.begin().await?;
        entries::end(&mut tx, hash, "ended", self.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}

fn rehearsal(claims: &Claims, session: &Session, user: User) -> Result<Rehearsal, serde_json::Error> {
    let room: OfRoom = serde_json::from_str(&session.metadata)?;
    let kept: Kept = serde_json::from_str(&user.metadata)?;
    let encryption = room.room_features.end_to_end_encryption_features;
    Ok(Rehearsal {
        room_title: session.title.clone(),
        room_id: session.room_id.clone(),
        sid: session.sid.clone(),
        name: user.name,
        user_id: user.user_id,
        is_admin: user.is_admin && claims.is_admin,
        is_presenter: kept.is_presenter,
        is_hidden: claims.is_hidden,
        wait_for_approval: kept.wait_for_approval,
        profile_pic: kept.profile_pic,
        preferred_lang: kept.preferred_lang,
        record_webcam: kept.record_webcam,
        asks_for_key: encryption.is_enabled && encryption.enabled_self_insert_encryption_key,
        user_locks: kept.lock_settings,
        rules: RoomRules { locks: room.default_lock_settings, reactions: room.room_features.allow_reactions == Some(true) },
    })
}

fn over(session: &Session, cause: Cause) -> Result<Scene, serde_json::Error> {
    Ok(Scene::Over { room_title: session.title.clone(), cause, logout_url: leads_to(session)? })
}

/// Where the room sends people afterwards, as far as a real page goes there.
fn leads_to(session: &Session) -> Result<Option<String>, serde_json::Error> {
    let room: OfRoom = serde_json::from_str(&session.metadata)?;
    let leads_to_the_web = |address: &String| {
        let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        matches!(scheme.as_deref(), Some("http" | "https"))
    };
    Ok(room.logout_url.filter(leads_to_the_web))
}

impl From<Present> for Someone {
    fn from(person: Present) -> Self {
        Self { user_id: person.user_id, name: person.name, is_admin: person.is_admin }
    }
}
