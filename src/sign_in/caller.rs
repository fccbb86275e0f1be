//! Who is asking.
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tower_sessions::{Session, session};

use crate::clock::UnixMillis;
use crate::internal::Internal;
use crate::services::{Caller, Services};
use crate::sign_in::{AT_MOST, IDLE};
use crate::storage::accounts::{self, Account, AccountId};

/// Where it stands in the session.
const KEY: &str = "sign_in";

/// A sign-in counts as used at most this often, so that a page view is no write.
const TOUCHED_EVERY: Duration = Duration::from_mins(5);

#[derive(Serialize, Deserialize)]
struct SignIn {
    account_id: AccountId,
    signed_in_at: i64,
    seen_at: i64,
}

impl SignIn {
    fn is_over(&self, now: UnixMillis) -> bool {
        UnixMillis(self.seen_at).plus(IDLE) <= now || UnixMillis(self.signed_in_at).plus(AT_MOST) <= now
    }
}

/// Signs this browser in. The session gets a new id, so that one planted before is worth nothing.
pub async fn sign_in(session: &Session, account: &Account, now: UnixMillis) -> Result<(), session::Error> {
    // What somebody else typed in this browser is not for the next one.
    session.clear().await;
    session.cycle_id().await?;
    session.insert(KEY, SignIn { account_id: account.id.clone(), signed_in_at: now.0, seen_at: now.0 }).await
}

/// Signs this browser out: nothing of its session is left, here or there.
pub async fn sign_out(session: &Session) -> Result<(), session::Error> {
    session.flush().await
}

/// Middleware, inside of the session layer: puts [`Caller`] into the request's extensions when somebody is signed in.
/// A browser without our cookie costs nothing.
pub async fn remember_caller(State(services): State<Services>, session: Session, mut request: Request, next: Next) -> Response {
    match who_is_asking(&services, &session).await {
        Ok(Some(caller)) => drop(request.extensions_mut().insert(caller)),
        Ok(None) => {}
        Err(Internal { .. }) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
    next.run(request).await
}

async fn who_is_asking(services: &Services, session: &Session) -> Result<Option<Caller>, Internal> {
    if session.id().is_none() {
        return Ok(None);
    }
    let Some(sign_in) = session.get::<SignIn>(KEY).await? else { return Ok(None) };
    let now = services.clock.now();
    let account = if sign_in.is_over(now) { None } else { accounts::enabled(&services.storage, &sign_in.account_id).await? };
    let Some(account) = account else {
        session.flush().await?;
        return Ok(None);
    };
    if UnixMillis(sign_in.seen_at).plus(TOUCHED_EVERY) <= now {
        session.insert(KEY, SignIn { seen_at: now.0, ..sign_in }).await?;
    }
    Ok(Some(account.into()))
}
