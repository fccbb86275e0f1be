//! `roomkey serve`
use std::io::{self, Write};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tower_sessions::ExpiredDeletion;

use super::{Sentence, open_or_make, went_wrong};
use crate::config::Config;
use crate::http;
use crate::http::serve::HEAD_WITHIN;
use crate::services::server_watch::ServerWatch;
use crate::services::{Services, accounts, forgetting, guests};
use crate::sign_in::SignInStore;

/// What is under way when we are asked to stop may take this long. With closing the database it stays under the ten
/// seconds that service managers commonly give.
const LAST_CALL: Duration = Duration::from_secs(8);
const CLOSING: Duration = Duration::from_secs(1);

const TIDIED_EVERY: Duration = Duration::from_hours(1);

/// Serves until SIGTERM or SIGINT, finishes what is under way, closes the database.
pub(super) async fn serve(config: Config) -> Result<(), Sentence> {
    // As many connections as the system lets us have: the usual limit is a careful one for programs of long ago. What cannot be
    // raised stays.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let stop = stop_asked()?;
    let listen = config.listen;
    let listener = TcpListener::bind(listen).await.map_err(|error| format!("cannot listen on {listen}: {error}"))?;
    let services = open_or_make(config).await?;
    guests::give_all_back(&services).await.map_err(|internal| went_wrong(&internal))?;
    say_where(&services).await?;
    tokio::spawn(tidy(services.clone()));
    tokio::spawn(watch_servers(services.clone(), stop.clone()));
    tokio::spawn(end_streams(services.clone(), stop.clone()));

    let serving = http::serve::serve(listener, http::router(services.clone()), HEAD_WITHIN, when(stop.clone()));
    let last_call = async {
        when(stop).await;
        sleep(LAST_CALL).await;
    };
    tokio::select! {
        () = serving => {}
        () = last_call => tracing::warn!("stopped before everything under way was finished"),
    }
    if timeout(CLOSING, services.storage.close()).await.is_err() {
        tracing::warn!("stopped while the database was at work");
    }
    Ok(())
}

/// The one line on standard output: what to open in the browser.
async fn say_where(services: &Services) -> Result<(), Sentence> {
    let url = &services.config.public_url;
    let line = match accounts::is_set_up(services).await {
        Ok(true) => format!("Roomkey is set up: {url}/"),
        Ok(false) => format!("Set up Roomkey: {url}/setup?code={}", services.setup.expose()),
        Err(internal) => return Err(went_wrong(&internal)),
    };
    Ok(writeln!(io::stdout(), "{line}")?)
}

/// Turns true once somebody asks the process to stop.
fn stop_asked() -> Result<watch::Receiver<bool>, Sentence> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (ask, asked) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        ask.send_replace(true);
        ask.closed().await;
    });
    Ok(asked)
}

async fn when(mut asked: watch::Receiver<bool>) {
    // It ends with an error only when nobody can ask any more.
    let _ = asked.wait_for(|asked| *asked).await;
}

/// Asks the meeting servers how they are, until we are asked to stop.
async fn watch_servers(services: Services, stop: watch::Receiver<bool>) {
    tokio::select! { () = ServerWatch::new(services).keep() => {}, () = when(stop) => {} }
}

/// Ends what would go on for as long as somebody listens, once we are asked to stop: browsers come back by themselves.
async fn end_streams(services: Services, stop: watch::Receiver<bool>) {
    when(stop).await;
    services.live.stop();
}

/// Removes expired sign-ins, the people of the sandbox's past sessions, and what is known of guests for too long, hourly. A failure is logged and tried again an
/// hour later.
async fn tidy(services: Services) {
    let sign_ins = SignInStore::new(services.storage.clone(), services.clock.clone());
    loop {
        if let Err(error) = services.sandbox.forget().await {
            tracing::warn!(%error, "the sandbox remembers for another hour");
        }
        if let Err(error) = sign_ins.delete_expired().await {
            tracing::warn!(%error, "expired sign-ins stay another hour");
        }
        if forgetting::forget(&services).await.is_err() {
            tracing::warn!("what is known of guests stays another hour");
        }
        sleep(TIDIED_EVERY).await;
    }
}
