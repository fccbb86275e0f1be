//! An invite of this portal: what became of it. For those who have no right in its room it is an invite, and no more.
use super::{Asker, Inspection, Verdict};
use crate::clock::UnixMillis;
use crate::domain::invite::{InviteCode, Standing};
use crate::internal::Internal;
use crate::services::Services;
use crate::services::invites::{self, Invite};
use crate::services::liveness::{self, Liveness};
use crate::services::rooms::{self, Room};

/// What is known of an invite.
#[derive(Clone, Debug)]
pub struct FoundInvite {
    /// The invite; its code and its passcode stay here.
    pub invite: Invite,
    /// Where it leads.
    pub room: Room,
    /// Whether a session of that runs.
    pub live: Liveness,
}

/// Looks up a code.
pub(super) async fn look(
    services: &Services,
    asker: Asker<'_>,
    code: Option<InviteCode>,
    at: UnixMillis,
) -> Result<Inspection, Internal> {
    let mut connection = services.storage.read().await?;
    let found = match &code {
        Some(code) => invites::by_code(services, &mut connection, code).await?,
        None => None,
    };
    let Some(invite) = found else { return Ok(Inspection::new(Verdict::NoSuchInvite, at)) };
    let Some((room, _)) = rooms::of_invite(services, &mut connection, &invite.room_id).await? else {
        return Ok(Inspection::new(Verdict::NoSuchInvite, at));
    };
    drop(connection);
    let room = match asker {
        Asker::KeyHolder => Some(room),
        Asker::Caller(caller) => rooms::by_meeting_id(services, Some(&caller.account_id), room.meeting_room_id.as_str()).await?,
    };
    let Some(room) = room else { return Ok(Inspection::new(Verdict::InviteOfOthers, at)) };
    let live = liveness::of(services, &room).await;
    let verdict = verdict(invite.standing(at), room.archived, &live);
    Ok(Inspection { invite: Some(Box::new(FoundInvite { invite, room, live })), ..Inspection::new(verdict, at) })
}

/// What a guest meets first.
fn verdict(standing: Standing, is_archived: bool, live: &Liveness) -> Verdict {
    match standing {
        Standing::Revoked(since) => Verdict::InviteRevoked { since: UnixMillis(since) },
        _ if is_archived => Verdict::InviteArchived,
        Standing::Expired(since) => Verdict::InviteExpired { since: UnixMillis(since) },
        Standing::NotYet(from) => Verdict::InviteNotYet { from: UnixMillis(from) },
        Standing::UsedUp => Verdict::InviteUsedUp,
        Standing::Valid if matches!(live, Liveness::Unknown(_)) => Verdict::InviteServerSilent,
        Standing::Valid => Verdict::InviteWorks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_reasons_the_one_that_a_guest_meets_is_named() {
        let (down, ends) = (Liveness::Unknown(None), UnixMillis(5));
        assert_eq!(verdict(Standing::Valid, false, &Liveness::NotRunning), Verdict::InviteWorks);
        assert_eq!(verdict(Standing::Valid, false, &down), Verdict::InviteServerSilent);
        assert_eq!(verdict(Standing::Expired(5), false, &down), Verdict::InviteExpired { since: ends });
        assert_eq!(verdict(Standing::Expired(5), true, &down), Verdict::InviteArchived);
        assert_eq!(verdict(Standing::Revoked(5), true, &down), Verdict::InviteRevoked { since: ends });
    }
}
