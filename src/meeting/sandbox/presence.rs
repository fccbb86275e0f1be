//! Coming and going (plugnmeet-api.md §8, §9): who is let in, who waits, who has left, who was removed.
//!
//! Who enters gets a secret; whoever has it is that stay. So a second page with the same link is somebody else, who is told
//! that this user is in already, and who can neither leave nor let people in on the first one's behalf.
use aws_lc_rs::digest;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::life::Phase;
use super::settle::settle;
use super::{Sandbox, rehearsal};
use crate::clock::UnixMillis;
use crate::meeting::token::{self, Claims, TokenProblem};
use crate::random;
use crate::storage::sandbox::entries::{self, Entry, NewEntry, SecretHash};
use crate::storage::sandbox::{self as records, Session, User};
use crate::storage::{Connection, WriteTx};

/// Why something was not done to the people of a session.
#[derive(Debug, thiserror::Error)]
pub enum PresenceError {
    /// Whoever asks is no moderator who is online, or no longer.
    #[error("only a moderator who is online may do this")]
    NotModerator,
    /// Nobody of this user id is there.
    #[error("this person is not there")]
    NotThere,
    /// Whoever asks would remove themself.
    #[error("nobody removes themself")]
    Oneself,
    /// The tables did not answer.
    #[error("the sandbox's tables did not answer")]
    Database(#[from] sqlx::Error),
    /// What is kept cannot be read.
    #[error("the sandbox's records cannot be read")]
    Record(#[from] serde_json::Error),
}

/// Whom a moderator lets in.
#[derive(Clone, Copy, Debug)]
pub enum Admit<'a> {
    /// One, by user id.
    One(&'a str),
    /// All who wait.
    Everyone,
}

/// Whether somebody who is removed may come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remove {
    /// With a new link, or the old one while it works.
    ForNow,
    /// Not into this session.
    ForGood,
}

/// The part of a person's record that decides where an entry leads.
#[derive(Deserialize)]
struct Kept {
    wait_for_approval: bool,
}

impl Sandbox {
    /// Enters: into the meeting, or into its waiting room. Returns the secret of this stay. Of several who want the last
    /// place one gets it: all are checked before the write, so that a bad token costs none, and again inside of it.
    pub async fn enter(&self, token: &str) -> Result<SecretString, TokenProblem> {
        self.rehearse(token).await?;
        let mut tx = self.storage.begin().await.map_err(unchecked)?;
        let (secret, session, user) = self.come(&mut tx, token).await?;
        let kept: Kept = serde_json::from_str(&user.metadata).map_err(unchecked)?;
        if !kept.wait_for_approval {
            go_in(&mut tx, &session, &user.user_id, self.clock.now()).await.map_err(unchecked)?;
        }
        tx.commit().await.map_err(unchecked)?;
        Ok(secret)
    }

    /// Comes as far as the landing page, where the page of a real server has people choose their microphone: online, and
    /// not in the meeting. The rehearsal room has no such stop.
    pub async fn connect(&self, token: &str) -> Result<SecretString, TokenProblem> {
        self.rehearse(token).await?;
        let mut tx = self.storage.begin().await.map_err(unchecked)?;
        let (secret, ..) = self.come(&mut tx, token).await?;
        tx.commit().await.map_err(unchecked)?;
        Ok(secret)
    }

    async fn come(&self, tx: &mut WriteTx, token: &str) -> Result<(SecretString, Session, User), TokenProblem> {
        let now = self.clock.now();
        let (claims, session, user) = self.verified(tx, token, now).await?;
        entries::end_all_of(tx, &session.sid, &user.user_id, "silent", now).await.map_err(unchecked)?;
        let secret = SecretString::from(random::letters(32));
        let participant_id = format!("PA_{}", random::letters(12));
        let entry = NewEntry {
            sid: &session.sid,
            user_id: &user.user_id,
            is_moderator: claims.is_admin,
            secret_hash: &hash_of(&secret),
            participant_id: &participant_id,
        };
        entries::insert(tx, entry, now).await.map_err(unchecked)?;
        Ok((secret, session, user))
    }

    /// What a server checks before its page goes on, in its order (§8).
    pub(super) async fn verified(
        &self,
        connection: &mut Connection,
        token: &str,
        now: UnixMillis,
    ) -> Result<(Claims, Session, User), TokenProblem> {
        let claims = token::verify(&self.api_key, &self.secret, now, token)?;
        let session = records::unended(&mut *connection, &claims.room_id, now).await.map_err(unchecked)?;
        let session = session.filter(|session| Phase::of(session, now) == Phase::Running).ok_or(TokenProblem::RoomEnded)?;
        let user = records::user(&mut *connection, &session.sid, &claims.user_id).await.map_err(unchecked)?;
        let user = user.ok_or(TokenProblem::UnknownUser)?;
        if entries::is_online(&mut *connection, &session.sid, &user.user_id, now).await.map_err(unchecked)? {
            return Err(TokenProblem::Duplicate);
        }
        if user.is_blocked {
            return Err(TokenProblem::Blocked);
        }
        if is_full(&session) {
            return Err(TokenProblem::Full);
        }
        Ok((claims, session, user))
    }

    /// Leaves. Whoever is not in stays out.
    pub async fn leave(&self, secret: &SecretString) -> Result<(), PresenceError> {
        let hash = hash_of(secret);
        let Some(entry) = entries::find(self.storage.reads(), &hash).await? else {
            return Ok(());
        };
        let mut tx = self.storage.begin().await?;
        let now = self.clock.now();
        settle(&mut tx, &entry.room_id, now).await?;
        entries::end(&mut tx, &hash, "left", now).await?;
        Ok(tx.commit().await?)
    }

    /// Lets people into the meeting who wait for it. One who is approved while away does not wait when they come.
    pub async fn admit(&self, moderator: &SecretString, whom: Admit<'_>) -> Result<(), PresenceError> {
        let (mut tx, now) = (self.storage.begin().await?, self.clock.now());
        let (_, session) = moderating(&mut tx, moderator, now).await?;
        let user_ids = match whom {
            Admit::One(user_id) => vec![user_id.to_owned()],
            Admit::Everyone => {
                let present = entries::present(&mut *tx, &session.sid, now).await?;
                present.into_iter().filter(|person| person.in_meeting_at.is_none()).map(|person| person.user_id).collect()
            }
        };
        for user_id in user_ids {
            if !records::approve(&mut tx, &session.sid, &user_id).await? {
                return Err(PresenceError::NotThere);
            }
            go_in(&mut tx, &session, &user_id, now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Removes somebody who is online, from meeting or waiting room. For good it also keeps out who has gone already.
    pub async fn remove(&self, moderator: &SecretString, user_id: &str, how: Remove) -> Result<(), PresenceError> {
        let mut tx = self.storage.begin().await?;
        let now = self.clock.now();
        let (entry, session) = moderating(&mut tx, moderator, now).await?;
        if entry.user_id == user_id {
            return Err(PresenceError::Oneself);
        }
        let was_there = entries::end_all_of(&mut tx, &session.sid, user_id, "removed", now).await?;
        let is_done = match how {
            Remove::ForNow => was_there,
            Remove::ForGood => records::block(&mut tx, &session.sid, user_id).await?,
        };
        if !is_done {
            return Err(PresenceError::NotThere);
        }
        Ok(tx.commit().await?)
    }

    /// Notes that a page which entered is still there; whether it is in. One that was silent for too long is in again if
    /// its place is still free.
    pub(super) async fn note_life(&self, hash: &SecretHash, entry: &Entry) -> Result<bool, PresenceError> {
        let now = self.clock.now();
        if entry.gone_at > now.0 && now.0 - entry.seen_at < rehearsal::NOTED_EVERY {
            return Ok(true);
        }
        let mut tx = self.storage.begin().await?;
        let settled = settle(&mut tx, &entry.room_id, now).await?;
        let here = entries::find(&mut *tx, hash).await?;
        let (Some((session, Phase::Running)), Some(entry)) = (settled, here.filter(|entry| entry.left_how.is_none())) else {
            tx.commit().await?;
            return Ok(false);
        };
        let is_back = entry.gone_at > now.0 || !is_full(&session);
        if is_back {
            entries::touch(&mut tx, hash, now).await?;
            if !waits(&mut tx, &entry).await? {
                // Let in while silent.
                go_in(&mut tx, &session, &entry.user_id, now).await?;
            }
        } else {
            entries::end(&mut tx, hash, "silent", now).await?;
        }
        tx.commit().await?;
        Ok(is_back)
    }
}

async fn waits(tx: &mut WriteTx, entry: &Entry) -> Result<bool, PresenceError> {
    let user = records::user(&mut **tx, &entry.sid, &entry.user_id).await?;
    user.map_or(Ok(true), |user| Ok(serde_json::from_str::<Kept>(&user.metadata)?.wait_for_approval))
}

/// A moderator who is online in a running session. A real server goes by the token of the page, and its page by the record:
/// an older link of a participant does not become a moderator's, nor does an older one of a moderator stay one.
async fn moderating(tx: &mut WriteTx, secret: &SecretString, now: UnixMillis) -> Result<(Entry, Session), PresenceError> {
    let entry = entries::find(&mut **tx, &hash_of(secret)).await?;
    let entry = entry.filter(|entry| entry.is_moderator && entry.gone_at > now.0).ok_or(PresenceError::NotModerator)?;
    let session = records::by_sid(&mut **tx, &entry.sid, now).await?;
    let session = session.filter(|session| Phase::of(session, now) == Phase::Running).ok_or(PresenceError::NotModerator)?;
    let user = records::user(&mut **tx, &entry.sid, &entry.user_id).await?;
    if user.is_some_and(|user| user.is_admin) { Ok((entry, session)) } else { Err(PresenceError::NotModerator) }
}

/// From landing page or waiting room into the meeting. With the first one it starts (§6.1).
async fn go_in(tx: &mut WriteTx, session: &Session, user_id: &str, now: UnixMillis) -> Result<(), PresenceError> {
    if entries::put_in_meeting(tx, &session.sid, user_id, now).await? && session.started_at.is_none() {
        let mut metadata: Map<String, Value> = serde_json::from_str(&session.metadata)?;
        metadata.insert("started_at".into(), now.seconds().to_string().into());
        records::start_meeting(tx, &session.sid, &Value::Object(metadata).to_string(), now).await?;
    }
    Ok(())
}

fn is_full(session: &Session) -> bool {
    session.max_participants > 0 && session.online >= session.max_participants
}

/// What the tables know of a secret.
pub(super) fn hash_of(secret: &SecretString) -> SecretHash {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, secret.expose_secret().as_bytes()).as_ref());
    hash
}

/// A check that could not be made is no answer about the token.
pub(super) fn unchecked(error: impl std::error::Error) -> TokenProblem {
    tracing::error!(%error, "a token could not be checked");
    TokenProblem::Unchecked
}
