//! What administrators do with meeting servers. Who may is decided at the door: by the page and the form, or by whoever can
//! run a command.
use secrecy::ExposeSecret;

use super::{get, open, seal};
use crate::domain::design::Design;
use crate::domain::join_link::{JoinLink, TooLong};
use crate::domain::server::{Description, JoinUrl, ServerName, ServerSecret};
use crate::internal::Internal;
use crate::meeting::MeetingServer;
use crate::services::Services;
use crate::storage::WriteTx;
use crate::storage::invite_list;
use crate::storage::servers::{self, Edit, ServerId, ServerRow};

/// A meeting server that is to be added.
#[derive(Clone, Debug)]
pub struct NewServer {
    /// What is said of it.
    pub description: Description,
    /// Signs what we ask.
    pub secret: ServerSecret,
}

/// A meeting server as administrators see it: its secret stays where it is.
#[derive(Clone, Debug)]
pub struct Server {
    /// Never changes.
    pub id: ServerId,
    /// What is said of it.
    pub description: Description,
    /// Whether new rooms begin there.
    pub is_default: bool,
    /// Whether another secret waits for a test that it passes.
    pub has_next_secret: bool,
    /// How many rooms run their sessions there, archived ones too.
    pub rooms: i64,
    /// Counts the changes: a form says with it which state its page showed.
    pub version: i64,
}

impl Server {
    async fn read(services: &Services, row: ServerRow) -> Result<Self, Internal> {
        let rooms = servers::count_rooms(&mut *services.storage.read().await?, Some(&row.id)).await?;
        Ok(Self {
            id: row.id,
            description: Description {
                name: row.name.parse()?,
                url: row.url.parse()?,
                join_url: row.join_url.map(|url| url.parse()).transpose()?,
                api_key: row.api_key.parse()?,
            },
            is_default: row.is_default,
            has_next_secret: row.sealed_next_secret.is_some(),
            rooms,
            version: row.version,
        })
    }
}

/// Every server, by name.
pub async fn list(services: &Services) -> Result<Vec<Server>, Internal> {
    let mut list = Vec::new();
    for row in servers::all(services.storage.reads()).await? {
        list.push(Server::read(services, row).await?);
    }
    Ok(list)
}

/// How many rooms run their sessions on the sandbox, archived ones too.
pub async fn rooms_on_sandbox(services: &Services) -> Result<i64, Internal> {
    Ok(servers::count_rooms(&mut *services.storage.read().await?, None).await?)
}

/// The server with this id, if there is one.
pub async fn find(services: &Services, id: &ServerId) -> Result<Option<Server>, Internal> {
    match servers::find(services.storage.reads(), id).await? {
        Some(row) => Ok(Some(Server::read(services, row).await?)),
        None => Ok(None),
    }
}

/// The server with this name, whatever the case of its letters, if there is one.
pub async fn by_name(services: &Services, name: &ServerName) -> Result<Option<Server>, Internal> {
    let id = servers::by_name(&mut *services.storage.read().await?, name.as_str()).await?;
    match id {
        Some(id) => find(services, &id).await,
        None => Ok(None),
    }
}

/// Adds a server; `None`: there is one of this name.
pub async fn add(services: &Services, new: &NewServer) -> Result<Option<ServerId>, Internal> {
    let now = services.clock.now();
    let id = ServerId::new(now);
    let sealed_secret = seal(&services.keyring, &id, &new.secret)?;
    let Description { name, url, join_url, api_key } = &new.description;
    let row = servers::NewServer {
        id: &id,
        name: name.as_str(),
        url: url.as_str(),
        join_url: join_url.as_ref().map(JoinUrl::as_str),
        api_key: api_key.as_str(),
        sealed_secret: &sealed_secret,
    };
    let mut tx = services.storage.begin().await?;
    let is_added = servers::insert(&mut tx, &row, now).await?;
    tx.commit().await?;
    Ok(is_added.then_some(id))
}

/// Why a server was not changed.
#[derive(Debug)]
pub enum ChangeError {
    /// Somebody else changed it since it was read, or removed it: look again.
    Changed,
    /// Another server has this name.
    NameTaken,
    /// The address is another one, and nobody has said the secret again.
    SecretNeeded,
    /// The join address is on another machine, and nobody has said the secret that is in use.
    SecretConfirms,
    /// A secret came with the address that is stored: a new one has to pass a test first.
    SecretAlone,
    /// Something went wrong.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for ChangeError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

/// Changes a server as it was read.
///
/// Another address needs the secret again: a signed request can be replayed for ever (`plugnmeet-api.md` §1.1), so that a
/// machine at an address of somebody's choice would harvest what opens the real server. A join address on another machine
/// needs the secret in use: everybody's tokens go there. Another key needs none: what is signed goes where it went. A new
/// secret is taken only with another address, where nothing works yet; otherwise it would be put in the place of one that
/// works without having been tried.
pub async fn change(
    services: &Services,
    server: &Server,
    wanted: &Description,
    secret: Option<&ServerSecret>,
) -> Result<(), ChangeError> {
    let is_elsewhere = wanted.url != server.description.url;
    let leads_elsewhere = !is_elsewhere && wanted.join_origin() != server.description.join_origin();
    let new_secret = match secret {
        None if is_elsewhere => return Err(ChangeError::SecretNeeded),
        Some(typed) if leads_elsewhere && is_in_use(services, server, typed).await? => None,
        _ if leads_elsewhere => return Err(ChangeError::SecretConfirms),
        Some(_) if !is_elsewhere => return Err(ChangeError::SecretAlone),
        new => new,
    };
    let sealed_secret = new_secret.map(|secret| seal(&services.keyring, &server.id, secret)).transpose()?;
    let edit = Edit {
        id: &server.id,
        version: server.version,
        name: wanted.name.as_str(),
        url: wanted.url.as_str(),
        join_url: wanted.join_url.as_ref().map(JoinUrl::as_str),
        api_key: wanted.api_key.as_str(),
        sealed_secret: sealed_secret.as_deref(),
    };
    let mut tx = services.storage.begin().await?;
    if servers::by_name(&mut tx, edit.name).await?.is_some_and(|other| other != server.id) {
        return Err(ChangeError::NameTaken);
    }
    if !servers::update(&mut tx, &edit, services.clock.now()).await? {
        return Err(ChangeError::Changed);
    }
    Ok(tx.commit().await?)
}

/// Whether a server's requests are signed with this secret. One that does not open is nobody's.
async fn is_in_use(services: &Services, server: &Server, typed: &ServerSecret) -> Result<bool, Internal> {
    let row = servers::find(services.storage.reads(), &server.id).await?;
    let stored = row.and_then(|row| open(&services.keyring, &row.id, &row.sealed_secret).ok());
    Ok(stored.is_some_and(|stored| stored.expose_secret() == typed.expose()))
}

/// Lets new rooms begin on a server; `None`: on the sandbox. `false`: the server is gone.
pub async fn make_default(services: &Services, id: Option<&ServerId>) -> Result<bool, Internal> {
    let mut tx = services.storage.begin().await?;
    let is_there = servers::set_default(&mut tx, id, services.clock.now()).await?;
    if is_there {
        tx.commit().await?;
    }
    Ok(is_there)
}

/// What becomes of the rooms of a server that goes.
#[derive(Clone, Debug)]
pub enum Rooms {
    /// There are none.
    None,
    /// Their next sessions run on another server; `None`: on the sandbox. What runs now goes on where it is, and so do links
    /// that were made for it.
    MoveTo(Option<ServerId>),
}

/// Why a server was not removed.
#[derive(Debug)]
pub enum RemoveError {
    /// There is no such server.
    NotFound,
    /// Rooms run their sessions there: so many.
    InUse(i64),
    /// The rooms cannot go to a server that is not there, or is the one that goes.
    NoSuchTarget,
    /// Links into the room with this title could get longer than that server takes, with its design or an invite's own.
    TooLong(String, TooLong),
    /// Something went wrong.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for RemoveError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

/// Removes a server, and its secret with it, after its rooms have been moved; says how many these were.
pub async fn remove(services: &Services, id: &ServerId, rooms: &Rooms) -> Result<u64, RemoveError> {
    let target = match rooms {
        Rooms::MoveTo(target) => target.as_ref(),
        Rooms::None => None,
    };
    let mut tx = services.storage.begin().await?;
    if target == Some(id) || !servers::is_there(&mut tx, target).await? {
        return Err(RemoveError::NoSuchTarget);
    }
    let moved = match (rooms, servers::count_rooms(&mut tx, Some(id)).await?) {
        (_, 0) => 0,
        (Rooms::None, count) => return Err(RemoveError::InUse(count)),
        (Rooms::MoveTo(_), _) => {
            check_designs(&mut tx, id, &get(services, target).await?).await?;
            servers::move_rooms(&mut tx, id, target, services.clock.now()).await?
        }
    };
    if !servers::delete(&mut tx, id).await? {
        return Err(RemoveError::NotFound);
    }
    tx.commit().await?;
    services.server_clients.forget(id);
    services.live.all_changed();
    Ok(moved)
}

/// Whether everybody's token fits beside the designs of a server's rooms and their invites on another one.
async fn check_designs(tx: &mut WriteTx, from: &ServerId, to: &MeetingServer) -> Result<(), RemoveError> {
    for (title, design) in invite_list::designs_on(tx, from).await? {
        JoinLink::check_design(to.join_address(), to.api_key(), &Design::from_json(&design)?)
            .map_err(|too_long| RemoveError::TooLong(title, too_long))?;
    }
    Ok(())
}
