//! Rooms: find, create, set what they give everyone in them.
use super::invites::Maker;
use super::took_effect::Asked;
use super::{Services, designs, servers};
use crate::domain::design::{Design, DesignId, SavedDesign};
use crate::domain::invite::Share;
use crate::domain::join_link::{JoinLink, TooLong};
use crate::domain::locks::{RoomLocks, RoomRules};
use crate::domain::room::{MeetingRoomId, MemberRight, RoomTitle, Slug};
use crate::domain::settings::RoomSettings;
use crate::domain::template::Template;
use crate::forms::RoomDesign;
use crate::internal::Internal;
use crate::meeting::wire::CreateRoom;
use crate::random;
use crate::services::Caller;
use crate::storage::accounts::AccountId;
use crate::storage::invite_list::{self, DesignRow};
use crate::storage::room_list;
use crate::storage::rooms::{self, Edit, NewRoom, RoomId, RoomRow};
use crate::storage::servers::{self as server_storage, ServerId};
use crate::storage::{Connection, WriteTx};

/// A room that the caller has a right in.
#[derive(Clone, Debug)]
pub struct Room {
    /// Never changes, and is nobody's business outside.
    pub id: RoomId,
    /// The room's part of an address; stays when the title changes.
    pub slug: Slug,
    /// What people call it.
    pub title: RoomTitle,
    /// What the meeting server calls it; made once (`plugnmeet-api.md` §2.1).
    pub meeting_room_id: MeetingRoomId,
    /// What is locked for everyone who is no moderator.
    pub locks: RoomLocks,
    /// How its meetings look.
    pub design: Design,
    /// The saved design that says so; `None`: colours of its own.
    pub saved_design: Option<SavedDesign>,
    /// Its own colours, also while a saved design is used.
    pub own_design: Design,
    /// What else its sessions are like.
    pub settings: RoomSettings,
    /// Counts the changes.
    pub version: i64,
    /// What the caller may do in it.
    pub right: MemberRight,
    /// Whether it is out of use: nobody starts it or gets a link to it.
    pub archived: bool,
    /// Where its sessions run; `None`: on the sandbox.
    pub server: Option<RoomServer>,
    /// What its latest session was begun with, if it was begun here.
    pub asked: Option<Asked>,
    /// The session that a moderator started last.
    pub started_sid: Option<String>,
    /// The session that no more guests are let into.
    pub shut_sid: Option<String>,
    /// Where browsers go after its sessions, unless its settings name another address: the leave page.
    pub leave_page: String,
}

/// The meeting server of a room, as far as its members see it.
#[derive(Clone, Debug)]
pub struct RoomServer {
    /// Which.
    pub id: ServerId,
    /// What administrators call it.
    pub name: String,
    /// Address of the page that takes `?access_token=…`, with its slash at the end.
    pub join_address: String,
}

impl Room {
    /// Which server its sessions run on; `None`: the sandbox.
    pub fn server_id(&self) -> Option<&ServerId> {
        self.server.as_ref().map(|server| &server.id)
    }

    /// What a session of it is begun with.
    pub(super) fn create_request(&self) -> CreateRoom {
        let create = CreateRoom::new(&self.meeting_room_id, &self.title, self.locks, &self.settings);
        CreateRoom { metadata: create.metadata.leaving_to(&self.leave_page), ..create }
    }

    /// What it says of its locks, to whoever joins its next session.
    pub fn lock_rules(&self) -> RoomRules {
        RoomRules { locks: self.locks.into(), reactions: self.settings.reactions }
    }

    /// What that server is called; the sandbox has no name of its own.
    pub fn server_name(&self) -> Option<&str> {
        self.server.as_ref().map(|server| server.name.as_str())
    }
}

/// Why a room is not to be had.
#[derive(Debug)]
pub enum RoomError {
    /// There is none of this name, or it is somebody else's: never said which.
    NotFound,
    /// Something went wrong.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for RoomError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

/// The room, if the caller has a right in it.
pub async fn for_caller(services: &Services, caller: &Caller, slug: &str) -> Result<Room, RoomError> {
    let row = rooms::find_for(services.storage.reads(), &caller.account_id, slug).await?;
    Ok(Room::read(services, row.ok_or(RoomError::NotFound)?)?)
}

/// The room that a meeting server calls so, if the account has a right in it; for nobody in particular (`None`), as its owner
/// sees it.
pub(super) async fn by_meeting_id(
    services: &Services,
    account_id: Option<&AccountId>,
    meeting_room_id: &str,
) -> Result<Option<Room>, Internal> {
    let reads = services.storage.reads();
    let Some((slug, member)) = rooms::find_member(reads, meeting_room_id, account_id).await? else {
        return Ok(None);
    };
    rooms::find_for(reads, &member, &slug).await?.map(|row| Room::read(services, row)).transpose()
}

/// The room at this address, as its owner sees it: for whoever is at the machine.
pub(super) async fn at_machine(services: &Services, slug: &str) -> Result<Option<Room>, Internal> {
    let reads = services.storage.reads();
    let Some(owner) = rooms::find_owner_at(reads, slug).await? else {
        return Ok(None);
    };
    rooms::find_for(reads, &owner, slug).await?.map(|row| Room::read(services, row)).transpose()
}

/// The room that an invite leads to, as its owner sees it, and the owner's name; `None`: it is gone.
pub(super) async fn of_invite(
    services: &Services,
    connection: &mut Connection,
    id: &RoomId,
) -> Result<Option<(Room, String)>, Internal> {
    let Some((slug, owner, name)) = rooms::find_owner(&mut *connection, id).await? else {
        return Ok(None);
    };
    let room = rooms::find_for(connection, &owner, &slug).await?.map(|row| Room::read(services, row)).transpose()?;
    Ok(room.map(|room| (room, name)))
}

/// Why a room was not made.
#[derive(Debug)]
pub enum CreateError {
    /// The server that it was to run on has been removed.
    NoSuchServer,
    /// Something went wrong.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for CreateError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

/// Makes a room that begins as the template says, which is the caller's usual one from now on.
pub async fn create(
    services: &Services,
    caller: &Caller,
    title: &RoomTitle,
    template: Template,
    server_id: Option<ServerId>,
) -> Result<Slug, CreateError> {
    let mut tx = services.storage.begin().await?;
    if !server_storage::is_there(&mut tx, server_id.as_ref()).await? {
        return Err(CreateError::NoSuchServer);
    }
    let slug = create_in(&mut tx, &Maker::of(services), &caller.account_id, title, template, server_id).await?;
    room_list::remember_template(&mut tx, &caller.account_id, template.key()).await?;
    tx.commit().await?;
    Ok(slug)
}

/// One showing of a form that makes a room, and what it was sent with; `None` for a program, which has no form.
pub fn press(caller: &Caller, instance: &str, with: &str) -> Option<String> {
    (!instance.is_empty()).then(|| format!("{:?} {instance} {with}", caller.account_id))
}

/// Makes a room once: a second press of the same button within seconds leads to the same one.
pub async fn once<E>(services: &Services, press: Option<String>, make: impl Future<Output = Result<Slug, E>>) -> Result<Slug, E> {
    match press {
        Some(press) => services.recent_rooms.once(press, make).await,
        None => make.await,
    }
}

/// Makes a room inside a write that does more: set-up makes an account and its first room, or neither.
pub(super) async fn create_in(
    tx: &mut WriteTx,
    maker: &Maker<'_>,
    owner: &AccountId,
    title: &RoomTitle,
    template: Template,
    server_id: Option<ServerId>,
) -> Result<Slug, Internal> {
    let beginning = Beginning {
        title: title.clone(),
        server_id,
        locks: template.locks(),
        design: Design::default(),
        design_id: None,
        settings: template.settings(),
    };
    insert(tx, maker, owner, &beginning).await
}

/// What a new room begins with.
pub(super) struct Beginning {
    /// What people call it.
    pub title: RoomTitle,
    /// Where its sessions will run; `None`: on the sandbox.
    pub server_id: Option<ServerId>,
    /// What is locked for everyone who is no moderator.
    pub locks: RoomLocks,
    /// Its own colours.
    pub design: Design,
    /// The saved design that it uses instead.
    pub design_id: Option<DesignId>,
    /// What else its sessions are like.
    pub settings: RoomSettings,
}

/// Stores a new room under an address and a meeting server's id of its own, with its invite for participants.
pub(super) async fn insert(tx: &mut WriteTx, maker: &Maker<'_>, owner: &AccountId, new: &Beginning) -> Result<Slug, Internal> {
    loop {
        let slug = Slug::propose(&new.title, &random::letters(4));
        let row = NewRoom {
            id: RoomId::new(maker.now),
            slug: slug.to_string(),
            meeting_room_id: MeetingRoomId::from_random(&random::letters(16)).to_string(),
            title: new.title.to_string(),
            locks: i64::from(new.locks.bits()),
            design: new.design.to_json(),
            design_id: new.design_id.as_ref().map(ToString::to_string),
            settings: new.settings.to_json()?,
            server_id: new.server_id.clone(),
        };
        // Four random characters: a second try is rare, a third was never seen.
        if rooms::insert(tx, &row, owner, maker.now).await? {
            maker.make_first(tx, &row.id).await?;
            return Ok(slug);
        }
    }
}

/// Why a room was not changed.
#[derive(Debug)]
pub enum EditError {
    /// Somebody else changed it since it was read: look again.
    Changed,
    /// The saved design is not theirs to choose, or has been deleted.
    NoSuchDesign,
    /// Links with this design could get longer than a meeting server takes.
    TooLong(TooLong),
    /// Links of an invite with a design of its own could get longer than the server takes that the room was to go to.
    InviteTooLong(InviteTooLong),
    /// The server that it was to go to has been removed.
    NoSuchServer,
    /// Something went wrong.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for EditError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

/// What of a room is to be changed.
#[derive(Clone, Debug)]
pub enum Change {
    /// What is locked by default.
    Locks(RoomLocks),
    /// How its meetings look.
    Design(RoomDesign),
    /// What it is called, and what its sessions are like.
    Settings(RoomTitle, Box<RoomSettings>),
    /// Where its sessions run; `None`: on the sandbox.
    Server(Option<ServerId>),
}

/// Whose links would be too long elsewhere.
#[derive(Clone, Debug)]
pub struct InviteTooLong {
    /// Personal: who the invite is for.
    pub name: Option<String>,
    /// Which one of the share box it is, if it is one.
    pub share: Option<Share>,
    /// By how much.
    pub too_long: TooLong,
}

/// Changes a room as it was read. A session that runs keeps what it began with (`plugnmeet-api.md` §2.1), the room its
/// address. A design that leaves no place for everybody's token is refused, and so is a server whose address leaves none
/// beside the design, or beside one of its invites' own, so that none of the room's links fails later.
pub async fn change(services: &Services, caller: &Caller, room: &Room, change: &Change) -> Result<(), EditError> {
    let in_links = match change {
        Change::Design(RoomDesign::Own(design)) => Some((room.server_id(), design)),
        Change::Server(server_id) => Some((server_id.as_ref(), &room.design)),
        Change::Design(RoomDesign::Saved(_)) | Change::Locks(_) | Change::Settings(..) => None,
    };
    if let Some((server_id, design)) = in_links {
        check_design(services, server_id, design).await?;
    }
    let now = services.clock.now();
    let edit = Edit { account_id: &caller.account_id, slug: room.slug.as_str(), version: room.version };
    let mut tx = services.storage.begin().await?;
    if let Change::Server(server_id) = change {
        // Once more, where nobody can make one in between.
        check_invites(services, invite_list::designs(&mut *tx, &room.id).await?, server_id.as_ref()).await?;
    }
    let is_changed = match change {
        Change::Locks(locks) => rooms::set_locks(&mut tx, edit, i64::from(locks.bits()), now).await?,
        Change::Design(RoomDesign::Own(design)) => rooms::set_design(&mut tx, edit, &design.to_json(), now).await?,
        Change::Design(RoomDesign::Saved(id)) => {
            let kept = room.saved_design.as_ref().map(|saved| &saved.id);
            let saved = designs::in_use(&mut tx, caller, id, kept).await?.ok_or(EditError::NoSuchDesign)?;
            designs::check_fits(services, room.server_id(), &saved.design).await?.map_err(EditError::TooLong)?;
            rooms::set_saved_design(&mut tx, edit, id, now).await?
        }
        Change::Settings(title, settings) => {
            rooms::set_settings(&mut tx, edit, title.as_str(), &settings.to_json()?, now).await?
        }
        Change::Server(server_id) if !server_storage::is_there(&mut tx, server_id.as_ref()).await? => {
            return Err(EditError::NoSuchServer);
        }
        Change::Server(server_id) => rooms::set_server(&mut tx, edit, server_id.as_ref(), now).await?,
    };
    if !is_changed {
        return Err(EditError::Changed);
    }
    tx.commit().await?;
    services.live.changed(&room.id);
    Ok(())
}

/// Whether a room's links, those of its invites among them, are short enough for a server.
pub(super) async fn check_fits(services: &Services, room: &Room, server_id: Option<&ServerId>) -> Result<(), EditError> {
    check_design(services, server_id, &room.design).await?;
    check_invites(services, invite_list::designs(services.storage.reads(), &room.id).await?, server_id).await
}

async fn check_design(services: &Services, server_id: Option<&ServerId>, design: &Design) -> Result<(), EditError> {
    if !server_storage::is_there(&mut *services.storage.read().await?, server_id).await? {
        return Err(EditError::NoSuchServer);
    }
    let server = servers::get(services, server_id).await.map_err(EditError::Internal)?;
    JoinLink::check_design(server.join_address(), server.api_key(), design).map_err(EditError::TooLong)
}

/// Whether everybody's token fits beside these designs of invites.
async fn check_invites(services: &Services, designs: Vec<DesignRow>, server_id: Option<&ServerId>) -> Result<(), EditError> {
    let server = servers::get(services, server_id).await.map_err(EditError::Internal)?;
    for DesignRow { name, share, design } in designs {
        if let Err(too_long) = JoinLink::check_design(server.join_address(), server.api_key(), &Design::from_json(&design)?) {
            let share = share.map(|share| share.parse()).transpose()?;
            return Err(EditError::InviteTooLong(InviteTooLong { name, share, too_long }));
        }
    }
    Ok(())
}

impl Room {
    fn read(services: &Services, row: RoomRow) -> Result<Self, Internal> {
        let own_design = Design::from_json(&row.design)?;
        let saved_design = match (row.design_id, row.saved_name, row.saved_design) {
            (Some(id), Some(name), Some(design)) => Some(designs::saved(&id, &name, &design)?),
            _ => None,
        };
        Ok(Self {
            leave_page: format!("{}/left/{}", services.config.public_url, row.meeting_room_id),
            id: row.id,
            slug: row.slug.parse()?,
            title: row.title.parse()?,
            meeting_room_id: row.meeting_room_id.parse()?,
            locks: u16::try_from(row.locks).ok().and_then(RoomLocks::from_bits).ok_or(OutOfRange)?,
            design: saved_design.as_ref().map_or_else(|| own_design.clone(), |saved| saved.design.clone()),
            saved_design,
            own_design,
            settings: RoomSettings::from_json(&row.settings)?,
            version: row.version,
            right: row.right.parse()?,
            archived: row.archived_at.is_some(),
            server: match (row.server_id, row.server_name, row.join_address) {
                (Some(id), Some(name), Some(join_address)) => Some(RoomServer { id, name, join_address }),
                _ => None,
            },
            // What an earlier version wrote and cannot be read says nothing.
            asked: row.asked.and_then(|asked| serde_json::from_str(&asked).ok()),
            started_sid: row.started_sid,
            shut_sid: row.shut_sid,
        })
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a room's locks are out of range")]
struct OutOfRange;
