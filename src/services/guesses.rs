//! Wrong codes and passcodes of invites, and browsers that are new to one: counted, and noted in the log once a limit is
//! reached.
use std::net::IpAddr;

use super::Services;
use crate::auth::guesses::{Guess, Limit, WrongCode};
use crate::auth::throttle::{SlowDown, network};
use crate::storage::invites::InviteId;

/// Somebody at this address asked for an invite that there is not: how long other wrong ones have to wait, if too many came.
/// A right code is never slowed down and never gets here.
pub fn wrong_code(services: &Services, address: IpAddr) -> Result<(), SlowDown> {
    match services.guesses.wrong_code(services.clock.now(), address) {
        WrongCode::Answered => Ok(()),
        WrongCode::TheLastOf(Limit::Address) => {
            tracing::warn!(
                address = pseudonym(services, address),
                "many wrong invite codes came from one network address: its next ones are answered 429 for 15 minutes, right ones as ever"
            );
            Ok(())
        }
        WrongCode::TheLastOf(Limit::All) => {
            tracing::warn!(
                "very many wrong invite codes came within a minute: the next ones are answered 429, right ones as ever"
            );
            Ok(())
        }
        WrongCode::Slowed(slow_down) => Err(slow_down),
    }
}

/// Whether what somebody typed at this address is the passcode of an invite; how long to wait where too many wrong ones came.
pub(super) fn passcode(
    services: &Services,
    invite_id: &InviteId,
    address: IpAddr,
    is_right: impl FnOnce() -> bool,
) -> Result<bool, SlowDown> {
    let guess = services.guesses.passcode(services.clock.now(), hash(services, invite_id), address, is_right)?;
    if guess == Guess::TheLastOf(Limit::Address) || guess == Guess::TheLastOf(Limit::All) {
        let (invite, address) = (invite_id.as_str(), pseudonym(services, address));
        tracing::warn!(invite, address, "many wrong passcodes of an invite came: for a while only some are looked at");
    }
    Ok(guess == Guess::Right)
}

/// Whether an invite takes no other new browser from this address, and for how long.
pub(super) fn is_crowded(services: &Services, invite_id: &InviteId, address: IpAddr) -> Option<SlowDown> {
    services.newcomers.full(services.clock.now(), hash(services, invite_id), address)
}

/// A browser came with this invite for the first time.
pub(super) fn came(services: &Services, invite_id: &InviteId, address: IpAddr) {
    services.newcomers.came(services.clock.now(), hash(services, invite_id), address);
}

fn hash(services: &Services, invite_id: &InviteId) -> [u8; 32] {
    services.guest_key.hash("guessed invite", invite_id.as_str().as_bytes())
}

/// Tells one address from another in the log, and says no more of it.
fn pseudonym(services: &Services, address: IpAddr) -> String {
    hex::encode(&services.guest_key.hash("address in the log", network(address).to_string().as_bytes())[..4])
}
