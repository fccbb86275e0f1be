//! "Test connection" as administrators start it: it runs by itself, and pages look how far it is. Nothing of it is stored.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::{Caller, Services, servers};
use crate::clock::UnixMillis;
use crate::internal::Internal;
use crate::meeting::MeetingServer;
use crate::meeting::plugnmeet::Plugnmeet;
use crate::meeting::plugnmeet::connection_test::{self, Patience, Step, passed};
use crate::storage::accounts::AccountId;
use crate::storage::servers::{ServerId, find};

/// How long what came of a test can be looked at.
const KEPT: Duration = Duration::from_mins(2);

/// The tests of the last minutes, one for each server and administrator.
#[derive(Clone, Default)]
pub struct ServerTests(Arc<Mutex<HashMap<(AccountId, ServerId), Run>>>);

/// A test that was started.
#[derive(Clone)]
struct Run {
    /// Of the row that it is about: a change of the server makes it worthless.
    version: i64,
    until: UnixMillis,
    progress: watch::Receiver<Progress>,
}

/// How far a test is.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// The steps that are done.
    pub steps: Vec<Step>,
    /// Whether there are no more to come. Then fewer than all means that something of ours failed, which is logged.
    pub is_done: bool,
}

impl Run {
    fn look(&self) -> Progress {
        // Whoever reported has gone away: it is done, one way or the other.
        let is_over = self.progress.has_changed().is_err();
        let seen = self.progress.borrow().clone();
        Progress { is_done: seen.is_done || is_over, ..seen }
    }
}

/// Starts a test of a server, unless one is under way for the same administrator; `false`: there is no such server.
pub async fn start(services: &Services, caller: &Caller, id: &ServerId) -> Result<bool, Internal> {
    let Some(row) = find(services.storage.reads(), id).await? else { return Ok(false) };
    let MeetingServer::Plugnmeet(server) = servers::get(services, Some(id)).await? else { return Ok(false) };
    let now = services.clock.now();
    let key = (caller.account_id.clone(), id.clone());
    let mut tests = services.server_tests.0.lock().unwrap_or_else(PoisonError::into_inner);
    tests.retain(|_, run| run.until > now);
    if tests.get(&key).is_none_or(|run| run.version != row.version || run.look().is_done) {
        let (tell, progress) = watch::channel(Progress::default());
        tests.insert(key, Run { version: row.version, until: now.plus(KEPT), progress });
        let clock = services.clock.clone();
        tokio::spawn(async move {
            // What went wrong is logged; that steps are missing says so on the page.
            let _ = run(&server, &clock, |step| tell.send_modify(|progress| progress.steps.push(step.clone()))).await;
            tell.send_modify(|progress| progress.is_done = true);
        });
    }
    Ok(true)
}

/// Tests a server, and tells each step as soon as it is done. One that passes is up from now on.
pub async fn run(server: &Plugnmeet, clock: &crate::clock::Clock, report: impl FnMut(&Step)) -> Result<Vec<Step>, Internal> {
    let steps = connection_test::run(server.address(), clock, Patience::default(), report).await?;
    if passed(&steps) {
        server.has_answered();
    }
    Ok(steps)
}

/// How far the caller's test of a server is; `None`: there is none of the last minutes, or the server has changed since. With
/// `wait`, it is done.
pub async fn look(services: &Services, caller: &Caller, id: &ServerId, wait: bool) -> Result<Option<Progress>, Internal> {
    let Some(row) = find(services.storage.reads(), id).await? else { return Ok(None) };
    let now = services.clock.now();
    let key = (caller.account_id.clone(), id.clone());
    let run = {
        let tests = services.server_tests.0.lock().unwrap_or_else(PoisonError::into_inner);
        tests.get(&key).filter(|run| run.until > now && run.version == row.version).cloned()
    };
    let Some(mut run) = run else { return Ok(None) };
    if wait {
        // It ends within 20 seconds; an error is its end too.
        let _ = run.progress.wait_for(|progress| progress.is_done).await;
    }
    Ok(Some(run.look()))
}
