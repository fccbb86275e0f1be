//! Another secret for a meeting server: it waits beside the one in use until the server has been tested with it.
use super::{address, get, seal};
use crate::domain::server::ServerSecret;
use crate::internal::Internal;
use crate::meeting::MeetingServer;
use crate::meeting::plugnmeet::connection_test::{self, Patience, Step, passed};
use crate::services::Services;
use crate::storage::servers::{self, ServerId};

/// Lets a secret wait for its test; the one in use stays so. `false`: the server is not the one it was typed for any more, or
/// gone.
pub async fn propose(services: &Services, id: &ServerId, version: i64, secret: &ServerSecret) -> Result<bool, Internal> {
    let sealed = seal(&services.keyring, id, secret)?;
    set(services, id, version, Some(&sealed)).await
}

/// Forgets the secret that waits; the one in use stays so. `false`: the server is not what it was, or gone.
pub async fn forget(services: &Services, id: &ServerId, version: i64) -> Result<bool, Internal> {
    set(services, id, version, None).await
}

async fn set(services: &Services, id: &ServerId, version: i64, sealed: Option<&[u8]>) -> Result<bool, Internal> {
    let mut tx = services.storage.begin().await?;
    let is_there = servers::set_next_secret(&mut tx, id, version, sealed, services.clock.now()).await?;
    tx.commit().await?;
    Ok(is_there)
}

/// What came of trying the secret that waits.
#[derive(Debug)]
pub enum Tried {
    /// The server has passed the test with it: it is the one in use.
    Taken,
    /// It has not: the one in use stays so, and the other waits.
    Waits(Vec<Step>),
    /// None waits, or the server has changed: before it was tested, or meanwhile.
    Nothing,
}

/// Tests the server, if it is still in this version, with the secret that waits, which takes up to 20 seconds; if it
/// passes, that secret takes the place of the other.
pub async fn try_proposed(services: &Services, id: &ServerId, version: i64) -> Result<Tried, Internal> {
    let Some(row) = servers::find(services.storage.reads(), id).await?.filter(|row| row.version == version) else {
        return Ok(Tried::Nothing);
    };
    let Some(sealed) = &row.sealed_next_secret else { return Ok(Tried::Nothing) };
    let address = address(services, &row, sealed)?;
    let steps = connection_test::run(&address, &services.clock, Patience::default(), |_| {}).await?;
    if !passed(&steps) {
        return Ok(Tried::Waits(steps));
    }
    let mut tx = services.storage.begin().await?;
    let is_taken = servers::take_next_secret(&mut tx, &row, services.clock.now()).await?;
    tx.commit().await?;
    if !is_taken {
        return Ok(Tried::Nothing);
    }
    // Its client is a new one, and has not heard of the test.
    if let MeetingServer::Plugnmeet(server) = get(services, Some(id)).await? {
        server.has_answered();
    }
    Ok(Tried::Taken)
}
