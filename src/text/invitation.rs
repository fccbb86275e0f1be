//! The invitation that goes out with a link.
use super::Text;
use crate::domain::invitation::{Filling, InvitationTemplate};
use crate::services::Services;
use crate::services::invites::Invite;
use crate::services::rooms::Room;

/// The template: the writer's own, else the usual one in this language.
pub fn template(t: Text, own: Option<&InvitationTemplate>) -> String {
    own.map_or_else(|| t.get("invitation-usual"), |own| own.as_str().to_owned())
}

/// What fills it for an invite; `when` is empty where nobody has said.
pub fn filling(services: &Services, room: &Room, invite: &Invite, when: String) -> Filling {
    Filling {
        title: room.title.to_string(),
        link: invite.link(services),
        when,
        passcode: invite.terms.passcode.as_ref().map(ToString::to_string).unwrap_or_default(),
        name: invite.terms.person.as_ref().map(|person| person.name.to_string()).unwrap_or_default(),
    }
}
