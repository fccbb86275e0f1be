//! The meeting servers: the sandbox, and those that administrators have added.
mod care;
mod new_secret;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::{ExposeSecret, SecretString};

use super::Services;
use super::sandbox_credentials::CredentialsError;
use crate::domain::server::ServerSecret;
use crate::internal::Internal;
use crate::keyring::{Keyring, SealBroken};
use crate::meeting::MeetingServer;
use crate::meeting::plugnmeet::breaker::ServerState;
use crate::meeting::plugnmeet::{Address, Plugnmeet};
use crate::storage::WriteTx;
use crate::storage::servers::{self, ServerId, ServerRow};

pub use care::{
    ChangeError, NewServer, RemoveError, Rooms, Server, add, by_name, change, find, list, make_default, remove, rooms_on_sandbox,
};
pub use new_secret::{Tried, forget, propose, try_proposed};

/// Clients of servers, kept for their connections and for what is known of each. A client belongs to one version of its
/// row, so that a change is seen at the next look, whoever made it.
#[derive(Clone, Debug, Default)]
pub struct Clients(Arc<Mutex<HashMap<ServerId, (i64, Plugnmeet)>>>);

impl Clients {
    /// Of a server that has been removed.
    fn forget(&self, id: &ServerId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }
}

/// Seals a secret for the database.
fn seal(keyring: &Keyring, id: &ServerId, secret: &ServerSecret) -> Result<Vec<u8>, SealBroken> {
    keyring.seal(&purpose(id), secret.expose().as_bytes())
}

/// Opens what [`seal`] made for the same server.
fn open(keyring: &Keyring, id: &ServerId, sealed: &[u8]) -> Result<SecretString, SealBroken> {
    let secret = keyring.open(&purpose(id), sealed)?;
    Ok(str::from_utf8(secret.expose_secret()).map_err(|_| SealBroken)?.into())
}

/// Seals the secrets of all servers with another key.
pub(super) async fn seal_again(tx: &mut WriteTx, old: &Keyring, next: &Keyring) -> Result<(), CredentialsError> {
    for row in servers::all(&mut **tx).await? {
        let purpose = purpose(&row.id);
        let again = |sealed: &[u8]| next.seal(&purpose, old.open(&purpose, sealed)?.expose_secret());
        let next_secret = row.sealed_next_secret.as_deref().map(again).transpose()?;
        servers::set_sealed(tx, &row.id, &again(&row.sealed_secret)?, next_secret.as_deref()).await?;
    }
    Ok(())
}

/// A sealed secret opens for its own server only.
fn purpose(id: &ServerId) -> String {
    format!("meeting server {}", id.as_str())
}

/// The server with this id; the sandbox for none.
pub async fn get(services: &Services, id: Option<&ServerId>) -> Result<MeetingServer, Internal> {
    let Some(id) = id else {
        return Ok(MeetingServer::Sandbox(services.sandbox.clone()));
    };
    // A room's server cannot be removed.
    let row = servers::find(services.storage.reads(), id).await?.ok_or(sqlx::Error::RowNotFound)?;
    client(services, &row)
}

/// How a server is; one whose secret does not open can still be looked at, to type the secret again.
pub async fn state(services: &Services, id: &ServerId) -> ServerState {
    get(services, Some(id)).await.map_or(ServerState::Unknown, |server| server.state())
}

/// Where a server is, and how it knows us with one of its sealed secrets.
fn address(services: &Services, row: &ServerRow, sealed_secret: &[u8]) -> Result<Address, SealBroken> {
    Ok(Address {
        url: row.url.clone(),
        join_address: row.join_url.clone().unwrap_or_else(|| format!("{}/", row.url)),
        api_key: row.api_key.clone(),
        secret: open(&services.keyring, &row.id, sealed_secret)?,
    })
}

/// A server, and what people call it.
#[derive(Clone, Debug)]
pub struct Named {
    /// Which; `None`: the sandbox.
    pub id: Option<ServerId>,
    /// What administrators call it; the sandbox has no name of its own.
    pub name: Option<String>,
    /// The server.
    pub server: MeetingServer,
}

/// Every server, the sandbox first. One whose secret does not open is left out: the log says so.
pub async fn every(services: &Services) -> Result<Vec<Named>, Internal> {
    let sandbox = Named { id: None, name: None, server: MeetingServer::Sandbox(services.sandbox.clone()) };
    let others = servers::all(services.storage.reads()).await?.into_iter().filter_map(|row| {
        let server = client(services, &row).ok()?;
        Some(Named { id: Some(row.id), name: Some(row.name), server })
    });
    Ok(std::iter::once(sandbox).chain(others).collect())
}

/// The client for a row.
pub(super) fn client(services: &Services, row: &ServerRow) -> Result<MeetingServer, Internal> {
    let mut clients = services.server_clients.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((version, client)) = clients.get(&row.id)
        && *version == row.version
    {
        return Ok(MeetingServer::Plugnmeet(client.clone()));
    }
    let address = address(services, row, &row.sealed_secret)?;
    let client = Plugnmeet::new(address, services.clock.clone())?;
    // Whoever has read an older row than the kept client's must not put it back.
    if clients.get(&row.id).is_none_or(|(version, _)| *version < row.version) {
        clients.insert(row.id.clone(), (row.version, client.clone()));
    }
    Ok(MeetingServer::Plugnmeet(client))
}

/// A server that a room can run on, as far as its teachers see it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Which; `None`: the sandbox.
    pub id: Option<ServerId>,
    /// What administrators call it; the sandbox has no name of its own.
    pub name: Option<String>,
    /// Whether new rooms begin there.
    pub is_default: bool,
}

impl Choice {
    /// What stands for it in a form.
    pub fn key(&self) -> &str {
        key(self.id.as_ref())
    }
}

/// What stands for a server in a form.
pub fn key(id: Option<&ServerId>) -> &str {
    id.map_or("sandbox", ServerId::as_str)
}

/// Every server that a room can run on: the sandbox, then the others by name.
pub async fn choices(services: &Services) -> Result<Vec<Choice>, Internal> {
    let others = servers::all(services.storage.reads()).await?;
    let sandbox = Choice { id: None, name: None, is_default: !others.iter().any(|row| row.is_default) };
    let others = others.into_iter().map(|row| Choice { id: Some(row.id), name: Some(row.name), is_default: row.is_default });
    Ok([sandbox].into_iter().chain(others).collect())
}

/// The server that a form names; `None`: there is no such server any more.
pub async fn named(services: &Services, named: &str) -> Result<Option<Choice>, Internal> {
    Ok(choices(services).await?.into_iter().find(|choice| choice.key() == named))
}

/// Where new rooms begin.
pub async fn usual(services: &Services) -> Result<Option<ServerId>, Internal> {
    Ok(choices(services).await?.into_iter().find(|choice| choice.is_default).and_then(|choice| choice.id))
}
