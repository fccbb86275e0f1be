//! What the components show: people and rooms that there are not.
use std::sync::Arc;

use secrecy::SecretString;

use crate::clock::UnixMillis;
use crate::domain::design::{Design, DesignKey};
use crate::domain::fault::{Fault, Outage};
use crate::domain::locks::{LockKind, RoomLocks, RoomRules, StoredLocks};
use crate::domain::person::MeetingRole;
use crate::domain::room::MemberRight;
use crate::domain::settings::RoomSettings;
use crate::internal::Internal;
use crate::meeting::wire::{RoomFeatures, RoomMetadata};
use crate::services::invites::{Invite, InvitedPerson, LastUse, Terms};
use crate::services::join_links::{ApiCall, MadeLink};
use crate::services::liveness::{Liveness, Running};
use crate::services::rooms::Room;
use crate::storage::invites::InviteId;
use crate::storage::rooms::RoomId;

const HOUR: i64 = 3_600_000;

/// One of each.
pub(super) struct Samples {
    pub(super) now: UnixMillis,
    pub(super) room: Room,
    pub(super) archived: Room,
    pub(super) personal: Invite,
    pub(super) open: Invite,
    pub(super) made: MadeLink,
    pub(super) outage: Outage,
    pub(super) design: Design,
}

impl Samples {
    pub(super) fn new(now: UnixMillis) -> Result<Self, Internal> {
        let room = room()?;
        let (personal, open) = (personal(&room, now)?, invite(&room, now, "open", "4F7K-2M9P-XW3D")?);
        let mut design = Design::default();
        design.set(DesignKey::PrimaryColor, "#2f6f4f")?;
        design.set(DesignKey::HeaderBgColor, "#dcefe4")?;
        Ok(Self {
            now,
            archived: Room { archived: true, ..room.clone() },
            room,
            personal,
            open,
            made: made(now)?,
            outage: Outage { fault: Fault::ConnectionRefused, since: now.0 - HOUR },
            design,
        })
    }

    /// What can be known of a session.
    pub(super) fn livenesses(&self) -> [(&'static str, Liveness); 5] {
        [
            ("live", self.live()),
            ("ending", Liveness::Ending),
            ("not running", Liveness::NotRunning),
            ("the server is down", Liveness::Unknown(Some(self.outage.clone()))),
            ("not known", Liveness::Unknown(None)),
        ]
    }

    pub(super) fn live(&self) -> Liveness {
        let since = UnixMillis(self.now.0 - HOUR);
        Liveness::Live(Running { sid: "RM_sample".to_owned(), people: 14, since, metadata: Arc::new(RoomMetadata::default()) })
    }
}

fn room() -> Result<Room, Internal> {
    Ok(Room {
        id: RoomId::from("sample".to_owned()),
        slug: "biology-7b".parse()?,
        title: "Biology 7b".parse()?,
        meeting_room_id: "sample-room".parse()?,
        locks: RoomLocks::default(),
        design: Design::default(),
        saved_design: None,
        own_design: Design::default(),
        settings: RoomSettings::default(),
        version: 1,
        right: MemberRight::Owner,
        archived: false,
        server: None,
        asked: None,
        started_sid: None,
        shut_sid: None,
        leave_page: "/left/sample".to_owned(),
    })
}

fn invite(room: &Room, now: UnixMillis, id: &str, code: &str) -> Result<Invite, Internal> {
    Ok(Invite {
        id: InviteId::from(id.to_owned()),
        room_id: room.id.clone(),
        code: code.parse()?,
        share: None,
        terms: Terms::default(),
        revoked: None,
        uses: 0,
        last_use: None,
        created: now,
        version: 1,
    })
}

fn personal(room: &Room, now: UnixMillis) -> Result<Invite, Internal> {
    let person = InvitedPerson { name: "Ann Lee".parse()?, user_id: "ann-lee-7q2x".parse()? };
    let terms = Terms {
        person: Some(person),
        passcode: Some("482913".parse()?),
        not_before: Some(UnixMillis(now.0 - HOUR)),
        expires: Some(UnixMillis(now.0 + 24 * HOUR)),
        note: "Sits in the front row".to_owned(),
        ..Terms::default()
    };
    let last_use = LastUse { at: now, name: "Ann Lee".to_owned(), browser: "firefox-linux".to_owned() };
    Ok(Invite { terms, uses: 3, last_use: Some(last_use), ..invite(room, now, "personal", "9K3M-7PXW-2D4F")? })
}

fn made(now: UnixMillis) -> Result<MadeLink, Internal> {
    let call = |path: &str| ApiCall {
        path: path.to_owned(),
        pretty: "{\n  \"room_id\": \"sample\"\n}".to_owned(),
        body: "{}".to_owned(),
    };
    Ok(MadeLink {
        design: Design::default(),
        sid: "RM_sample".to_owned(),
        link: SecretString::from("https://meet.example/?access_token=sample"),
        valid_until: Some(UnixMillis(now.0 + 600_000)),
        name: "Ann Lee".parse()?,
        user_id: "ann-lee-7q2x".parse()?,
        user_id_was_typed: true,
        features: RoomFeatures::default(),
        role: MeetingRole::Participant,
        locks: [(LockKind::Webcam, Some(true))].into_iter().collect(),
        rules: RoomRules { locks: StoredLocks::from(RoomLocks::default()), reactions: true },
        calls: [call("/auth/room/create"), call("/auth/room/getJoinToken")],
    })
}
