//! Invites: links that do not die. Made for a room, found by their code, shown to the room's members.
mod list;
mod write;

use secrecy::ExposeSecret;

pub use list::{AfterGuest, Asked, Guest, InviteList, get, guests, is_used, list};
pub use write::{Renewed, WriteError, change, create, renew, revoke};

use super::sandbox_credentials::CredentialsError;
use super::{Services, designs};
use crate::clock::UnixMillis;
use crate::domain::address::HttpsUrl;
use crate::domain::design::{Design, SavedDesign};
use crate::domain::fold::folded;
use crate::domain::invite::{Bounds, InviteCode, MaxUses, Passcode, Share, Standing};
use crate::domain::language::PreferredLanguage;
use crate::domain::locks::{PersonLocks, StoredLocks};
use crate::domain::person::{DisplayName, MeetingRole};
use crate::domain::user_id::UserId;
use crate::forms::DesignChoice;
use crate::internal::Internal;
use crate::keyring::{HashKey, Keyring, SealBroken};
use crate::random;
use crate::services::rooms::Room;
use crate::storage::invites::{self, InviteId, InviteRow, NewInvite, Sealed, StoredTerms};
use crate::storage::rooms::RoomId;
use crate::storage::{Connection, Storage, WriteTx};

/// A durable link into a room.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Never changes.
    pub id: InviteId,
    /// Where it leads.
    pub room_id: RoomId,
    /// The part of its link that opens the room.
    pub code: InviteCode,
    /// Which one of the room's share box it is, if it is one.
    pub share: Option<Share>,
    /// What it gives, within which bounds.
    pub terms: Terms,
    /// Since when it is revoked.
    pub revoked: Option<UnixMillis>,
    /// How many browsers have used it.
    pub uses: u32,
    /// Its last use.
    pub last_use: Option<LastUse>,
    /// When it was made.
    pub created: UnixMillis,
    /// Counts the changes.
    pub version: i64,
}

/// What an invite gives, within which bounds: everything that can be chosen and changed.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Whom it is for; `None`: whoever has it (open).
    pub person: Option<InvitedPerson>,
    /// What they are in the meeting.
    pub role: MeetingRole,
    /// What differs from the room's locks.
    pub locks: PersonLocks,
    /// How the meeting looks to them.
    pub design: DesignChoice<SavedDesign>,
    /// A picture beside the name.
    pub picture: Option<HttpsUrl>,
    /// The client's language.
    pub language: Option<PreferredLanguage>,
    /// Whether their cameras stay out of recordings.
    pub not_recorded: bool,
    /// What they have to know besides.
    pub passcode: Option<Passcode>,
    /// Opens nothing before.
    pub not_before: Option<UnixMillis>,
    /// Opens nothing from then on.
    pub expires: Option<UnixMillis>,
    /// How many browsers may use it.
    pub max_uses: Option<MaxUses>,
    /// For the members of the room; empty: none.
    pub note: String,
}

/// Whom a personal invite is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitedPerson {
    /// The name others see.
    pub name: DisplayName,
    /// Who that is on the meeting server, every time.
    pub user_id: UserId,
}

/// The last use of an invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastUse {
    /// When.
    pub at: UnixMillis,
    /// By whom: the name as joined.
    pub name: String,
    /// With which families of browser and system: see `domain::browser`.
    pub browser: String,
}

impl Invite {
    /// Whether it opens its room now, as far as the invite itself goes.
    pub fn standing(&self, now: UnixMillis) -> Standing {
        self.bounds().standing(now.0, self.uses)
    }

    /// Personal: who this is on the meeting server.
    pub fn user_id(&self) -> Option<&UserId> {
        self.terms.person.as_ref().map(|person| &person.user_id)
    }

    fn bounds(&self) -> Bounds {
        Bounds {
            not_before: self.terms.not_before.map(|at| at.0),
            expires: self.terms.expires.map(|at| at.0),
            max_uses: self.terms.max_uses,
            revoked: self.revoked.map(|at| at.0),
        }
    }

    /// The path of its link: `/j/7k2m-x9pq-4rtv`.
    pub fn path(&self) -> String {
        format!("/j/{}", self.code.shown())
    }

    /// Its link, from the portal's public address.
    pub fn link(&self, services: &Services) -> String {
        format!("{}{}", services.config.public_url, self.path())
    }

    /// Gives a stored invite its types, and opens what is sealed of it.
    pub(super) fn read(keyring: &Keyring, row: InviteRow) -> Result<Self, Internal> {
        let person = match (row.name, row.user_id) {
            (Some(name), Some(user_id)) => Some(InvitedPerson { name: name.parse()?, user_id: user_id.parse()? }),
            _ => None,
        };
        let id = InviteId::from(row.id);
        let code = opened(keyring, &code_purpose(&id), &row.sealed_code)?.parse()?;
        let passcode = row.sealed_passcode.map(|sealed| opened(keyring, &passcode_purpose(&id), &sealed)).transpose()?;
        let locks = serde_json::from_str::<StoredLocks>(&row.locks)?;
        let design = match (row.design_id, row.saved_name, row.saved_design, row.design) {
            (Some(id), Some(name), Some(design), _) => DesignChoice::Saved(designs::saved(&id, &name, &design)?),
            (.., None) => DesignChoice::Room,
            (.., Some(json)) => match Design::from_json(&json)? {
                design if design.is_empty() => DesignChoice::None,
                design => DesignChoice::Custom(design),
            },
        };
        let last_use = match (row.last_used_at, row.last_name, row.last_browser) {
            (Some(at), Some(name), Some(browser)) => Some(LastUse { at: UnixMillis(at), name, browser }),
            _ => None,
        };
        Ok(Self {
            room_id: RoomId::from(row.room_id),
            code,
            share: row.share.map(|share| share.parse()).transpose()?,
            terms: Terms {
                person,
                role: row.role.parse()?,
                locks: PersonLocks::from(&locks),
                design,
                picture: row.picture.map(|address| address.parse()).transpose()?,
                language: row.language.map(|code| code.parse()).transpose()?,
                not_recorded: row.record_webcam == 0,
                passcode: passcode.map(|passcode| passcode.parse()).transpose()?,
                not_before: row.not_before.map(UnixMillis),
                expires: row.expires_at.map(UnixMillis),
                max_uses: row.max_uses.map(|most| u32::try_from(most).map(MaxUses::try_from)).transpose()?.transpose()?,
                note: row.note,
            },
            revoked: row.revoked_at.map(UnixMillis),
            uses: u32::try_from(row.uses).unwrap_or(u32::MAX),
            last_use,
            created: UnixMillis(row.created_at),
            version: row.version,
            id,
        })
    }
}

/// The invite with this code, whatever became of it; `None`: there never was one, or its room is gone.
pub(super) async fn by_code(
    services: &Services,
    connection: &mut Connection,
    code: &InviteCode,
) -> Result<Option<Invite>, Internal> {
    let hash = hash_of(&services.guest_key, code);
    let row = invites::find_by_code(connection, &hash).await?;
    row.map(|row| Invite::read(&services.keyring, row)).transpose()
}

/// Whether there is an invite with this code, whatever became of it.
pub async fn is_there(services: &Services, code: &str) -> Result<bool, Internal> {
    let Ok(code) = code.parse::<InviteCode>() else { return Ok(false) };
    Ok(by_code(services, &mut *services.storage.read().await?, &code).await?.is_some())
}

/// One invite of a room.
pub(super) async fn of_room(services: &Services, room_id: &RoomId, id: &InviteId) -> Result<Option<Invite>, Internal> {
    let row = invites::find(services.storage.reads(), room_id, id).await?;
    row.map(|row| Invite::read(&services.keyring, row)).transpose()
}

/// The invite that a room's share box shows, if there is one.
pub async fn shared(services: &Services, room: &Room, share: Share) -> Result<Option<Invite>, Internal> {
    let row = invites::find_shared(services.storage.reads(), &room.id, share.key()).await?;
    row.map(|row| Invite::read(&services.keyring, row)).transpose()
}

/// The link of an invite of which no more is known than its sealed code.
pub(super) fn link_of(services: &Services, id: &InviteId, sealed_code: &[u8]) -> Result<String, Internal> {
    let code: InviteCode = opened(&services.keyring, &code_purpose(id), sealed_code)?.parse()?;
    Ok(format!("{}/j/{}", services.config.public_url, code.shown()))
}

/// What making an invite takes besides the database.
pub(super) struct Maker<'a> {
    /// Seals codes and passcodes.
    pub keyring: &'a Keyring,
    /// Hashes codes.
    pub guest_key: &'a HashKey,
    /// Now.
    pub now: UnixMillis,
}

impl<'a> Maker<'a> {
    /// What it takes in a portal that runs.
    pub(super) fn of(services: &'a Services) -> Self {
        Self { keyring: &services.keyring, guest_key: &services.guest_key, now: services.clock.now() }
    }

    /// Makes an invite under a code that nobody has had before.
    pub(super) async fn make(
        &self,
        tx: &mut WriteTx,
        room_id: &RoomId,
        share: Option<Share>,
        terms: &Terms,
    ) -> Result<InviteId, CredentialsError> {
        let id = InviteId::new(self.now);
        // 60 bits: that two are the same was never seen, and the column is unique.
        let code = random::letters(InviteCode::SYMBOLS).parse::<InviteCode>().map_err(|_| SealBroken)?;
        let new = NewInvite {
            room_id: room_id.clone(),
            share: share.map(Share::key),
            code_hash: hash_of(self.guest_key, &code).to_vec(),
            sealed_code: self.keyring.seal(&code_purpose(&id), code.symbols())?,
            terms: self.stored(&id, terms)?,
            id,
        };
        invites::insert(tx, &new, self.now).await?;
        Ok(new.id)
    }

    /// What an invite gives, as it is stored.
    fn stored(&self, id: &InviteId, terms: &Terms) -> Result<StoredTerms, CredentialsError> {
        let seal = |passcode: &Passcode| self.keyring.seal(&passcode_purpose(id), passcode.as_str().as_bytes());
        let design = match &terms.design {
            DesignChoice::Room | DesignChoice::Saved(_) => None,
            DesignChoice::None => Some(Design::default().to_json()),
            DesignChoice::Custom(design) => Some(design.to_json()),
        };
        let name = terms.person.as_ref().map(|person| person.name.to_string());
        Ok(StoredTerms {
            role: terms.role.key(),
            search_folded: folded(&format!("{} {}", name.as_deref().unwrap_or_default(), terms.note)),
            name,
            user_id: terms.person.as_ref().map(|person| person.user_id.to_string()),
            locks: serde_json::to_string(&StoredLocks::from(&terms.locks)).unwrap_or_else(|_| "{}".to_owned()),
            design,
            design_id: terms.design.saved().map(|saved| saved.id.to_string()),
            picture: terms.picture.as_ref().map(ToString::to_string),
            language: terms.language.map(|language| language.code().to_owned()),
            record_webcam: !terms.not_recorded,
            sealed_passcode: terms.passcode.as_ref().map(seal).transpose()?,
            not_before: terms.not_before.map(|at| at.0),
            expires_at: terms.expires.map(|at| at.0),
            max_uses: terms.max_uses.map(|most| most.get().into()),
            note: terms.note.clone(),
        })
    }

    /// Makes the invite for participants that a room has from the start.
    pub(super) async fn make_first(&self, tx: &mut WriteTx, room_id: &RoomId) -> Result<(), CredentialsError> {
        self.make(tx, room_id, Some(Share::Participants), &Terms::default()).await.map(drop)
    }
}

/// Gives rooms that were made before there were invites their first one.
pub(super) async fn complete(storage: &Storage, maker: &Maker<'_>) -> Result<(), CredentialsError> {
    let without = invites::rooms_without_one(storage.reads()).await?;
    if without.is_empty() {
        return Ok(());
    }
    let mut tx = storage.begin().await?;
    for room_id in without {
        maker.make_first(&mut tx, &room_id).await?;
    }
    Ok(tx.commit().await?)
}

/// Seals codes and passcodes with another key. Their hashes stay: they are of the guest key.
pub(super) async fn seal_again(tx: &mut WriteTx, old: &Keyring, next: &Keyring) -> Result<(), CredentialsError> {
    for Sealed { id, code, passcode } in invites::all_sealed(tx).await? {
        let again = |purpose: &str, sealed: &[u8]| next.seal(purpose, old.open(purpose, sealed)?.expose_secret());
        let code = again(&code_purpose(&id), &code)?;
        let passcode = passcode.map(|passcode| again(&passcode_purpose(&id), &passcode)).transpose()?;
        invites::set_sealed(tx, &Sealed { id, code, passcode }).await?;
    }
    Ok(())
}

/// Tells whether two passcodes of an invite are the same without saying them; of none: nothing.
pub fn passcode_mark(services: &Services, passcode: &str) -> String {
    if passcode.is_empty() {
        return String::new();
    }
    let hash = services.guest_key.hash("passcode mark", passcode.as_bytes());
    hex::encode(&hash[..8])
}

fn hash_of(guest_key: &HashKey, code: &InviteCode) -> [u8; 32] {
    guest_key.hash("invite code", code.symbols())
}

/// What is sealed opens for its own invite only.
fn code_purpose(id: &InviteId) -> String {
    format!("invite code {}", id.as_str())
}

fn passcode_purpose(id: &InviteId) -> String {
    format!("invite passcode {}", id.as_str())
}

fn opened(keyring: &Keyring, purpose: &str, sealed: &[u8]) -> Result<String, Internal> {
    let text = keyring.open(purpose, sealed)?;
    Ok(str::from_utf8(text.expose_secret())?.to_owned())
}
