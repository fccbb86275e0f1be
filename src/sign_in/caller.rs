//! Who is asking.
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tower_sessions::{Session, session};

use super::flash::Rejected;
use crate::clock::UnixMillis;
use crate::domain::browser::Browser;
use crate::internal::Internal;
use crate::random;
use crate::services::{Caller, Services};
use crate::sign_in::{AT_MOST, IDLE};
use crate::storage::accounts::{self, Account, AccountId};

/// Where it stands in the session. The columns of `sign_ins` read it there.
const KEY: &str = "sign_in";

/// A sign-in counts as used at most this often, so that a page view is no write.
const TOUCHED_EVERY: Duration = Duration::from_hours(1);

/// What the session of somebody who is signed in says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignIn {
    /// Names this sign-in on the account's page. Random, and no use as a cookie.
    #[serde(default)]
    pub id: String,
    account_id: AccountId,
    /// It is over once the account is in another round.
    #[serde(default = "first")]
    round: i64,
    signed_in_at: i64,
    seen_at: i64,
    /// See [`Browser`].
    #[serde(default)]
    browser: String,
}

fn first() -> i64 {
    1
}

impl SignIn {
    fn is_over(&self, now: UnixMillis) -> bool {
        UnixMillis(self.seen_at).plus(IDLE) <= now || UnixMillis(self.signed_in_at).plus(AT_MOST) <= now
    }
}

/// Signs this browser in. The session gets a new id, so that one planted before is worth nothing.
pub async fn sign_in(session: &Session, account: &Account, browser: &Browser, now: UnixMillis) -> Result<(), Internal> {
    let interrupted = Rejected::all_of(session, &account.id).await?;
    // What somebody else typed in this browser is not for the next one.
    session.clear().await;
    session.cycle_id().await?;
    Rejected::put_back(session, interrupted).await?;
    let sign_in = SignIn {
        id: random::letters(20),
        account_id: account.id.clone(),
        round: account.sign_in_round,
        signed_in_at: now.0,
        seen_at: now.0,
        browser: browser.to_string(),
    };
    Ok(session.insert(KEY, sign_in).await?)
}

/// Keeps this browser signed in, with a new cookie, in a new round of its account.
pub async fn renew(session: &Session, round: i64) -> Result<(), Internal> {
    if let Some(sign_in) = current(session).await? {
        session.cycle_id().await?;
        session.insert(KEY, SignIn { id: random::letters(20), round, ..sign_in }).await?;
    }
    Ok(())
}

/// This browser's own sign-in, if there is one.
pub async fn current(session: &Session) -> Result<Option<SignIn>, Internal> {
    Ok(session.get(KEY).await?)
}

/// Signs this browser out: nothing of its session is left, here or there.
pub async fn sign_out(session: &Session) -> Result<(), session::Error> {
    session.flush().await
}

/// Middleware, inside of the session layer: puts [`Caller`] into the request's extensions when somebody is signed in, and
/// how he reads into the answer's, for pages made further out.
/// A browser without our cookie costs nothing.
pub async fn remember_caller(State(services): State<Services>, session: Session, mut request: Request, next: Next) -> Response {
    let preferences = match who_is_asking(&services, &session, true).await {
        Ok(caller) => caller.map(|caller| {
            let preferences = caller.preferences.clone();
            request.extensions_mut().insert(caller);
            preferences
        }),
        Err(Internal { .. }) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let mut response = next.run(request).await;
    if let Some(preferences) = preferences {
        response.extensions_mut().insert(preferences);
    }
    response
}

/// The same for what a page asks by itself: it is no use of the sign-in, and nothing is noted.
pub async fn know_caller(State(services): State<Services>, session: Session, mut request: Request, next: Next) -> Response {
    match who_is_asking(&services, &session, false).await {
        Ok(caller) => {
            if let Some(caller) = caller {
                request.extensions_mut().insert(caller);
            }
            next.run(request).await
        }
        Err(Internal { .. }) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn who_is_asking(services: &Services, session: &Session, is_use: bool) -> Result<Option<Caller>, Internal> {
    if session.id().is_none() {
        return Ok(None);
    }
    let Some(sign_in) = current(session).await? else { return Ok(None) };
    let now = services.clock.now();
    let account = if sign_in.is_over(now) { None } else { accounts::enabled(&services.storage, &sign_in.account_id).await? };
    let Some(account) = account.filter(|account| account.sign_in_round == sign_in.round) else {
        if !is_use {
            return Ok(None);
        }
        // Under another id: what this browser sends next (a form that waits) is nothing to whoever holds the old cookie.
        session.clear().await;
        session.cycle_id().await?;
        return Ok(None);
    };
    if is_use && UnixMillis(sign_in.seen_at).plus(TOUCHED_EVERY) <= now {
        session.insert(KEY, SignIn { seen_at: now.0, ..sign_in }).await?;
    }
    Ok(Some(account.into()))
}
