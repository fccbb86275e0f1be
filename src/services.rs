//! What the product does: permission, rule, transaction. One enum of errors per verb; the rest is [`Internal`].
pub mod accounts;
pub mod calendar;
mod caller;
pub mod classroom;
pub mod designs;
pub mod door;
mod flights;
pub mod forgetting;
pub mod guesses;
mod guest_key;
pub mod guests;
pub mod hosts;
pub mod inspect;
pub mod invitation;
pub mod invite_commands;
pub mod invites;
pub mod join_links;
pub mod key_rotation;
pub mod leaving;
pub mod live_watch;
pub mod liveness;
pub mod logo;
pub mod people;
pub mod profile;
mod recent;
pub mod refusals;
pub mod room_life;
pub mod room_list;
pub mod room_move;
pub mod rooms;
pub mod sandbox_credentials;
pub mod server_test;
pub mod server_watch;
pub mod servers;
pub mod sessions;
mod set_up_code;
pub mod share;
mod shelf;
pub mod sign_ins;
mod start;
pub mod took_effect;
pub mod watching;

use std::sync::Arc;

pub use caller::Caller;
pub use set_up_code::SetUpCode;
pub use start::{StartError, must_be_there, start};

use self::designs::Imported;
use self::guests::{Confirmations, Let};
use self::inspect::Inspection;
use self::join_links::{Joined, MadeLink, Shown};
use self::recent::Recent;
use self::server_test::ServerTests;
use self::servers::Clients;
use self::sessions::{Beginnings, Searches};
use self::shelf::Shelf;
use crate::auth::guesses::Guesses;
use crate::auth::newcomers::Newcomers;
use crate::auth::passwords::Passwords;
use crate::auth::throttle::Throttle;
use crate::clock::Clock;
use crate::config::Config;
use crate::data_lock::DataLock;
use crate::domain::design::DesignId;
use crate::domain::room::Slug;
use crate::keyring::{HashKey, Keyring};
use crate::live::Live;
use crate::meeting::sandbox::Sandbox;
use crate::storage::Storage;
use crate::storage::invites::InviteId;

/// Everything that serving needs, opened once by [`start`]; cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The settings.
    pub config: Arc<Config>,
    /// The database.
    pub storage: Storage,
    /// The time.
    pub clock: Clock,
    /// What seals secrets.
    pub keyring: Keyring,
    /// What hashes codes, browsers and addresses of guests.
    pub guest_key: HashKey,
    /// What hashes passwords.
    pub passwords: Passwords,
    /// What slows down guessing.
    pub throttle: Throttle,
    /// What slows down guessing invites.
    pub guesses: Guesses,
    /// What bounds how many new browsers come at once.
    pub newcomers: Newcomers,
    /// The code that opens `/setup`.
    pub setup: SetUpCode,
    /// The embedded meeting server.
    pub sandbox: Sandbox,
    /// What is kept of the others.
    pub server_clients: Clients,
    /// Tests of others that were started a moment ago.
    pub server_tests: ServerTests,
    /// Sessions that are being begun.
    pub beginnings: Beginnings,
    /// Sessions that are being looked for.
    pub searches: Searches,
    /// Guests who are to be confirmed.
    pub confirmations: Confirmations,
    /// Guests who were let in a moment ago.
    pub recent_guests: Recent<Let>,
    /// Who listens for news of which room.
    pub live: Live,
    /// Links that were made and wait for their page.
    pub made_links: Shelf<Shown>,
    /// What the link doctor found, waiting for its page.
    pub inspections: Shelf<Inspection>,
    /// Links somebody made for others a moment ago.
    pub recent_links: Recent<MadeLink>,
    /// Links somebody made for himself a moment ago.
    pub recent_joins: Recent<Joined>,
    /// Invites somebody made a moment ago.
    pub recent_invites: Recent<InviteId>,
    /// Designs that were read out of something pasted, waiting for their page.
    pub imports: Shelf<Imported>,
    /// Designs somebody saved a moment ago.
    pub recent_designs: Recent<DesignId>,
    /// Rooms somebody made a moment ago.
    pub recent_rooms: Recent<Slug>,
    /// Keeps out whatever cannot run beside us.
    pub data_lock: DataLock,
}
