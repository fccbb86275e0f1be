//! Saved designs: their owner changes them, everybody uses what is shared. What uses one shows its changes.
mod choosing;
mod uses;

pub use choosing::{Choices, settle};
pub(super) use choosing::{in_use, settle_in};
pub use uses::{Candidates, UseError, UsedBy, Uses, candidates, use_for, uses};

use super::rooms::{self, RoomError};
use super::{Caller, Services, servers};
use crate::domain::design::{BuiltIn, Design, DesignId, DesignName, Import, SavedDesign};
use crate::domain::join_link::{JoinLink, TooLong};
use crate::domain::pasted::Pasted;
use crate::domain::room::RoomTitle;
use crate::domain::room_list::Search;
use crate::forms::WantedDesign;
use crate::internal::Internal;
use crate::random;
use crate::storage::WriteTx;
use crate::storage::designs::{self, DesignRow, Stored};
use crate::storage::servers::ServerId;

/// A saved design as somebody sees it who may use it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What it is.
    pub saved: SavedDesign,
    /// Whose it is, if it is somebody else's.
    pub owner: Option<String>,
    /// Whether everybody may use it.
    pub shared: bool,
    /// Counts the changes.
    pub version: i64,
}

impl Listed {
    fn read(caller: &Caller, row: DesignRow) -> Result<Self, Internal> {
        Ok(Self {
            saved: saved(&row.id, &row.name, &row.design)?,
            owner: (row.owner_id != caller.account_id).then_some(row.owner),
            shared: row.shared,
            version: row.version,
        })
    }

    /// Whether it is the asker's own.
    pub fn is_own(&self) -> bool {
        self.owner.is_none()
    }
}

/// Gives a stored design its types.
pub(super) fn saved(id: &str, name: &str, design: &str) -> Result<SavedDesign, Internal> {
    Ok(SavedDesign { id: id.parse()?, name: name.parse()?, design: Design::from_json(design)? })
}

/// What came of reading a pasted text, waiting for its page. It may be a link that lets somebody in: it touches no disk.
#[derive(Clone, Debug)]
pub enum Imported {
    /// It was read.
    Read(Import),
    /// It was not, or nobody has asked for it yet: to be put back into its field.
    Refused(String),
}

/// Puts what was pasted down for its page, so that it does not wait with the form: what the page's address ends with.
pub fn set_aside(services: &Services, caller: &Caller, pasted: &str) -> String {
    if pasted.is_empty() || pasted.len() > Pasted::LIMIT {
        return String::new();
    }
    format!("&imported={}", services.imports.put(&caller.account_id, Imported::Refused(pasted.to_owned())))
}

/// What a new design begins with.
#[derive(Clone, Debug)]
pub enum Beginning {
    /// Nothing.
    Nothing,
    /// A starting point.
    BuiltIn(BuiltIn),
    /// Another design that the caller may use.
    Saved(SavedDesign),
    /// What a room of the caller's looks like.
    Room(RoomTitle, Design),
}

/// What an address says that a new design begins with: the key of a starting point, the id of a design, a room's part of an
/// address, or nothing.
pub async fn beginning(services: &Services, caller: &Caller, from: &str) -> Result<Beginning, DesignError> {
    if from.is_empty() {
        return Ok(Beginning::Nothing);
    }
    if let Ok(built_in) = from.parse() {
        return Ok(Beginning::BuiltIn(built_in));
    }
    if let Ok(id) = from.parse() {
        return Ok(Beginning::Saved(find(services, caller, &id).await?.saved));
    }
    match rooms::for_caller(services, caller, from).await {
        Ok(room) => Ok(Beginning::Room(room.title, room.design)),
        Err(RoomError::NotFound) => Err(DesignError::NotFound),
        Err(RoomError::Internal(fault)) => Err(DesignError::Internal(fault)),
    }
}

/// Why a design is not to be had.
#[derive(Debug)]
pub enum DesignError {
    /// There is none of this id, or it is somebody else's and not shared: never said which.
    NotFound,
    /// Something went wrong.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for DesignError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

/// Most designs of a group that a list shows: more are found by their names.
pub const SHOWN: usize = 60;

/// The designs that somebody may use, by name.
#[derive(Clone, Debug)]
pub struct DesignList {
    /// Their own.
    pub own: Vec<Listed>,
    /// What others share.
    pub shared: Vec<Listed>,
    /// Whether there are more than [`SHOWN`] of either.
    pub is_cut: bool,
}

/// The designs that the caller may use and whose names hold what is searched for.
pub async fn list(services: &Services, caller: &Caller, search: &Search) -> Result<DesignList, Internal> {
    let (reads, pattern) = (services.storage.reads(), search.pattern());
    let limit = i64::try_from(SHOWN)? + 1;
    let own = designs::of_owner(reads, &caller.account_id, &pattern, limit).await?;
    let shared = designs::shared_by_others(reads, &caller.account_id, &pattern, limit).await?;
    let is_cut = own.len() > SHOWN || shared.len() > SHOWN;
    let read = |rows: Vec<DesignRow>| {
        rows.into_iter().take(SHOWN).map(|row| Listed::read(caller, row)).collect::<Result<Vec<_>, Internal>>()
    };
    Ok(DesignList { own: read(own)?, shared: read(shared)?, is_cut })
}

/// A design, if the caller may use it.
pub async fn find(services: &Services, caller: &Caller, id: &DesignId) -> Result<Listed, DesignError> {
    let row = designs::find(services.storage.reads(), &caller.account_id, id).await?;
    Ok(Listed::read(caller, row.ok_or(DesignError::NotFound)?)?)
}

/// The same for what stands in an address.
pub async fn named(services: &Services, caller: &Caller, id: &str) -> Result<Listed, DesignError> {
    let Ok(id) = id.parse() else { return Err(DesignError::NotFound) };
    find(services, caller, &id).await
}

/// The caller's own design: nobody else changes it.
pub async fn own(services: &Services, caller: &Caller, id: &str) -> Result<Listed, DesignError> {
    let found = named(services, caller, id).await?;
    if found.is_own() { Ok(found) } else { Err(DesignError::NotFound) }
}

/// Saves a new design; the same press again within seconds saves none: see `instance`, which names the showing of the form.
pub async fn create(services: &Services, caller: &Caller, instance: &str, wanted: &WantedDesign) -> Result<DesignId, Internal> {
    let make = async {
        let now = services.clock.now();
        let id = random::id(now);
        let design = wanted.design.to_json();
        let mut tx = services.storage.begin().await?;
        designs::insert(&mut tx, &id, stored(caller, wanted, &design), now).await?;
        tx.commit().await?;
        Ok(id.parse()?)
    };
    match rooms::press(caller, instance, &format!("{wanted:?}")) {
        Some(press) => services.recent_designs.once(press, make).await,
        None => make.await,
    }
}

fn stored<'a>(caller: &'a Caller, wanted: &'a WantedDesign, design: &'a str) -> Stored<'a> {
    Stored { owner_id: &caller.account_id, name: wanted.name.as_str(), shared: wanted.shared, design }
}

/// Why a design was not changed.
#[derive(Debug)]
pub enum ChangeError {
    /// It was changed since it was read, or deleted: look again.
    Changed,
    /// Links of something that uses it could get longer than a meeting server takes.
    TooLong(TooLong),
    /// Something went wrong.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for ChangeError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

/// Changes the caller's design as it was read, and with it how everything looks that uses it. Whatever uses one that is
/// shared no longer goes on with it; nobody chooses it anew.
pub async fn change(services: &Services, caller: &Caller, before: &Listed, wanted: &WantedDesign) -> Result<(), ChangeError> {
    let (id, now) = (&before.saved.id, services.clock.now());
    let design = wanted.design.to_json();
    let mut tx = services.storage.begin().await?;
    for server in designs::servers_using(&mut tx, id).await? {
        let server = servers::get(services, server.as_ref()).await?;
        JoinLink::check_design(server.join_address(), server.api_key(), &wanted.design).map_err(ChangeError::TooLong)?;
    }
    if !designs::update(&mut tx, id, before.version, stored(caller, wanted, &design), now).await? {
        return Err(ChangeError::Changed);
    }
    let rooms = if wanted.design == before.saved.design { Vec::new() } else { designs::touch_users(&mut tx, id, now).await? };
    tx.commit().await?;
    for room in rooms {
        services.live.changed(&room);
    }
    Ok(())
}

/// Deletes the caller's design. Whatever uses it keeps its colours as its own, so that nobody's meeting changes.
pub async fn delete(services: &Services, caller: &Caller, id: &str) -> Result<DesignName, DesignError> {
    let found = own(services, caller, id).await?;
    let mut tx = services.storage.begin().await?;
    if !designs::delete(&mut tx, &caller.account_id, &found.saved.id, services.clock.now()).await? {
        return Err(DesignError::NotFound);
    }
    tx.commit().await?;
    Ok(found.saved.name)
}

/// Whether everybody's token fits beside a design on the server that a room runs on.
pub(super) async fn check_fits(
    services: &Services,
    server: Option<&ServerId>,
    design: &Design,
) -> Result<Result<(), TooLong>, Internal> {
    let server = servers::get(services, server).await?;
    Ok(JoinLink::check_design(server.join_address(), server.api_key(), design))
}

/// A design that somebody may use, read where nobody can change it in between.
async fn usable(tx: &mut WriteTx, caller: &Caller, id: &DesignId) -> Result<Option<SavedDesign>, Internal> {
    let row = designs::find(&mut **tx, &caller.account_id, id).await?;
    row.map(|row| saved(&row.id, &row.name, &row.design)).transpose()
}
