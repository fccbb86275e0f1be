//! Invites are made, changed, renewed and revoked: by members of their room, one or many at once.
use std::time::Duration;

use super::{Invite, InvitedPerson, Maker, Terms};
use crate::clock::UnixMillis;
use crate::domain::design::{DesignId, SavedDesign};
use crate::domain::invite::Share;
use crate::domain::invite_list::Renewal;
use crate::domain::join_link::TooLong;
use crate::domain::person::MeetingRole;
use crate::domain::user_id::UserId;
use crate::forms::{DesignChoice, Ends, InviteRequest};
use crate::random;
use crate::services::designs::{self, DesignError};
use crate::services::rooms::{self, Room, RoomError};
use crate::services::{Caller, Services};
use crate::storage::invites::{self, InviteId};
use crate::storage::{WriteTx, invite_list};

/// Why an invite was not stored.
#[derive(Debug)]
pub enum WriteError {
    /// The room is out of use.
    Archived,
    /// Somebody else in the room has this user id.
    UserIdTaken,
    /// It has been used: who it is on the meeting server stays.
    UserIdUsed,
    /// Whether it is open or for one person stays.
    KindStays,
    /// What the holders of a link of the share box are stays.
    RoleStays,
    /// It is revoked.
    Revoked,
    /// The saved design is not theirs to choose, or has been deleted.
    NoSuchDesign,
    /// Links with this design could get longer than a meeting server takes.
    TooLong(TooLong),
    /// Somebody else changed it since it was read: look again.
    Changed,
    /// No such room or invite for the caller, or something went wrong.
    Room(RoomError),
}

impl<E: Into<RoomError>> From<E> for WriteError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Room(error.into())
    }
}

/// Makes an invite. The same press again within seconds makes none: see `instance`, which names the showing of the form.
pub async fn create(
    services: &Services,
    caller: &Caller,
    slug: &str,
    instance: &str,
    wanted: &InviteRequest,
) -> Result<InviteId, WriteError> {
    let room = rooms::for_caller(services, caller, slug).await?;
    if room.archived {
        return Err(WriteError::Archived);
    }
    match rooms::press(caller, instance, &format!("{slug} {wanted:?}")) {
        Some(press) => services.recent_invites.once(press, Box::pin(insert(services, caller, &room, wanted))).await,
        None => insert(services, caller, &room, wanted).await,
    }
}

async fn insert(services: &Services, caller: &Caller, room: &Room, wanted: &InviteRequest) -> Result<InviteId, WriteError> {
    let maker = Maker::of(services);
    let person = wanted.person.as_ref().map(|(name, user_id)| InvitedPerson {
        name: name.clone(),
        user_id: user_id.clone().unwrap_or_else(|| UserId::propose(name, &random::letters(5))),
    });
    let expires = match wanted.ends {
        Ends::Usual if wanted.role == MeetingRole::Moderator => Some(maker.now.plus(days(Ends::MODERATORS_DAYS))),
        Ends::Usual | Ends::Never => None,
        Ends::At(end) => Some(UnixMillis(end)),
    };
    let mut tx = services.storage.begin().await?;
    let design = settle_design(services, &mut tx, caller, room, &wanted.design, None).await?;
    let terms = terms(wanted, person, expires, design);
    check_user_id(&mut tx, room, &terms, None).await?;
    let id = maker.make(&mut tx, &room.id, None, &terms).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes an invite as it was read. A link that is out there gives from now on what it says now.
pub async fn change(
    services: &Services,
    caller: &Caller,
    room: &Room,
    invite: &Invite,
    wanted: &InviteRequest,
) -> Result<(), WriteError> {
    if invite.revoked.is_some() {
        return Err(WriteError::Revoked);
    }
    if invite.share.is_some() && wanted.role != invite.terms.role {
        return Err(WriteError::RoleStays);
    }
    let person = match (&invite.terms.person, &wanted.person) {
        (None, None) => None,
        (Some(before), Some((name, user_id))) => {
            let user_id = user_id.clone().unwrap_or_else(|| before.user_id.clone());
            Some(InvitedPerson { name: name.clone(), user_id })
        }
        _ => return Err(WriteError::KindStays),
    };
    let expires = match wanted.ends {
        Ends::Usual => invite.terms.expires,
        Ends::Never => None,
        Ends::At(end) => Some(UnixMillis(end)),
    };
    let is_somebody_else = person.as_ref().map(|person| &person.user_id) != invite.user_id();
    let mut tx = services.storage.begin().await?;
    let kept = invite.terms.design.saved().map(|saved| &saved.id);
    let design = settle_design(services, &mut tx, caller, room, &wanted.design, kept).await?;
    let terms = terms(wanted, person, expires, design);
    let stored = Maker::of(services).stored(&invite.id, &terms)?;
    if is_somebody_else {
        // Whoever came in is known under the first one: refusals and what the meeting server keeps hang on it.
        if invite_list::is_used(&mut *tx, &invite.id).await? {
            return Err(WriteError::UserIdUsed);
        }
        check_user_id(&mut tx, room, &terms, Some(&invite.id)).await?;
    }
    if !invites::update(&mut tx, &room.id, &invite.id, invite.version, &stored, services.clock.now()).await? {
        return Err(WriteError::Changed);
    }
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(())
}

/// What came of a renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// So many end later now.
    pub renewed: u64,
    /// So many were left alone: they are revoked, or end later anyway.
    pub left: u64,
}

/// Moves the end of these invites away from now, all of them or none. None ends sooner than before.
pub async fn renew(services: &Services, room: &Room, ids: &[InviteId], renewal: Renewal) -> Result<Renewed, RoomError> {
    let now = services.clock.now();
    let until = match renewal {
        Renewal::Days(count) => Some(now.plus(days(count))),
        Renewal::Endless => None,
    };
    let mut tx = services.storage.begin().await?;
    let (ids, count) = all_of(&mut tx, room, ids).await?;
    let renewed = invite_list::renew(&mut tx, &room.id, &ids, until, now).await?;
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(Renewed { renewed, left: count.saturating_sub(renewed) })
}

/// Takes these invites back, all of them or none: their links open nothing from now on. A room has one for participants
/// always, so that one is followed by another, which gives the same. Says how many were revoked.
pub async fn revoke(services: &Services, room: &Room, ids: &[InviteId]) -> Result<usize, RoomError> {
    let maker = Maker::of(services);
    let mut tx = services.storage.begin().await?;
    let (ids, _) = all_of(&mut tx, room, ids).await?;
    let first = invites::find_shared(&mut *tx, &room.id, Share::Participants.key()).await?;
    let revoked = invite_list::revoke(&mut tx, &room.id, &ids, maker.now).await?;
    if let Some(first) = first
        && revoked.iter().flatten().any(|share| share == Share::Participants.key())
    {
        let terms = Invite::read(&services.keyring, first)?.terms;
        // Nobody makes a link that is dead.
        let expires = terms.expires.filter(|expires| *expires > maker.now);
        maker.make(&mut tx, &room.id, Some(Share::Participants), &Terms { expires, ..terms }).await?;
    }
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(revoked.len())
}

/// These invites as a JSON array and how many they are, if all of them are the room's: of another one's nothing is said.
async fn all_of(tx: &mut WriteTx, room: &Room, ids: &[InviteId]) -> Result<(String, u64), RoomError> {
    let mut ids = ids.iter().map(InviteId::as_str).collect::<Vec<_>>();
    ids.sort_unstable();
    ids.dedup();
    let json = serde_json::to_string(&ids)?;
    let count = u64::try_from(invite_list::count(tx, &room.id, &json).await?)?;
    if count == u64::try_from(ids.len())? { Ok((json, count)) } else { Err(RoomError::NotFound) }
}

/// The design that is meant; `kept` is the saved one in use so far. A design of its own leaves room for everybody's token,
/// so that no link fails later.
async fn settle_design(
    services: &Services,
    tx: &mut WriteTx,
    caller: &Caller,
    room: &Room,
    wanted: &DesignChoice,
    kept: Option<&DesignId>,
) -> Result<DesignChoice<SavedDesign>, WriteError> {
    let settled = designs::settle_in(tx, caller, wanted, kept).await.map_err(|error| match error {
        DesignError::NotFound => WriteError::NoSuchDesign,
        DesignError::Internal(fault) => fault.into(),
    })?;
    if let DesignChoice::Custom(design) | DesignChoice::Saved(SavedDesign { design, .. }) = &settled {
        designs::check_fits(services, room.server_id(), design).await?.map_err(WriteError::TooLong)?;
    }
    Ok(settled)
}

async fn check_user_id(tx: &mut WriteTx, room: &Room, terms: &Terms, besides: Option<&InviteId>) -> Result<(), WriteError> {
    let Some(person) = &terms.person else { return Ok(()) };
    let is_taken = invite_list::is_taken(tx, &room.id, person.user_id.as_str(), besides).await?;
    if is_taken { Err(WriteError::UserIdTaken) } else { Ok(()) }
}

fn terms(
    wanted: &InviteRequest,
    person: Option<InvitedPerson>,
    expires: Option<UnixMillis>,
    design: DesignChoice<SavedDesign>,
) -> Terms {
    Terms {
        person,
        role: wanted.role,
        locks: wanted.locks,
        design,
        picture: wanted.picture.clone(),
        language: wanted.language,
        not_recorded: !wanted.record_webcam,
        passcode: wanted.passcode.clone(),
        not_before: wanted.not_before.map(UnixMillis),
        expires,
        max_uses: wanted.max_uses,
        note: wanted.note.clone(),
    }
}

fn days(count: u16) -> Duration {
    Duration::from_secs(u64::from(count) * 24 * 3600)
}
