//! Slows down whoever guesses invites and their passcodes. Only failures count: 500 guests behind the one address of their
//! school come in as fast as one.
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::throttle::{FORGOTTEN_AFTER, Failures, SlowDown, count, network};
use crate::clock::UnixMillis;

/// So many wrong codes of one network address are answered like any address that leads nowhere.
const CODES_OF_AN_ADDRESS: u32 = 20;
/// The same for all addresses together, within [`MINUTE`].
const CODES_OF_ALL: u32 = 600;
const MINUTE: Duration = Duration::from_mins(1);
/// Wrong passcodes of one invite from one network address that cost nothing: a class mistypes what stands on the board.
const PASSCODES_OF_AN_ADDRESS: u32 = 50;
/// The same from all addresses together. Beyond it, who has not failed is heard still.
const PASSCODES_OF_AN_INVITE: u32 = 500;

/// Counts wrong codes and passcodes, in memory: per network address (IPv6: per /64), and over all.
///
/// A right code is never asked about here, so it is never slowed down, whatever else comes from its address: nobody finds one
/// of 60 random bits by guessing. A passcode may be short, so beyond the limit none is looked at for a while.
#[derive(Clone, Debug, Default)]
pub struct Guesses(Arc<Mutex<Guessed>>);

#[derive(Debug, Default)]
struct Guessed {
    codes: HashMap<IpAddr, Failures>,
    /// Since when, and how many since then.
    all_codes: Option<(UnixMillis, u32)>,
    passcodes: HashMap<Who, Failures>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Who {
    /// A hash of the invite's id.
    Invite([u8; 32]),
    Both([u8; 32], IpAddr),
}

/// What a wrong code comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongCode {
    /// It is answered as any.
    Answered,
    /// It is answered still, the next ones are not: worth a line in the log.
    TheLastOf(Limit),
    /// There were too many.
    Slowed(SlowDown),
}

/// What a passcode comes to that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// It is the one.
    Right,
    /// It is not.
    Wrong,
    /// It is not, and for the next ones there is a wait: worth a line in the log.
    TheLastOf(Limit),
}

/// Whose limit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// One network address has guessed.
    Address,
    /// All together have.
    All,
}

impl Guesses {
    /// Somebody at this address asked for an invite that there is not. One that is slowed down is not counted.
    pub fn wrong_code(&self, now: UnixMillis, address: IpAddr) -> WrongCode {
        let mut guessed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Guessed { codes, all_codes, .. } = &mut *guessed;
        let address = network(address);
        let of_address = codes.get(&address).filter(|failures| !failures.forgotten(now));
        if let Some(failures) = of_address.filter(|failures| failures.count >= CODES_OF_AN_ADDRESS) {
            return WrongCode::Slowed(until(failures.last.plus(FORGOTTEN_AFTER), now));
        }
        let (since, of_all) = all_codes.filter(|(since, _)| now < since.plus(MINUTE)).unwrap_or((now, 0));
        if of_all >= CODES_OF_ALL {
            return WrongCode::Slowed(until(since.plus(MINUTE), now));
        }
        *all_codes = Some((since, of_all + 1));
        let before = count(codes, address, now).map_or(0, |failures| failures.count);
        match (before + 1, of_all + 1) {
            (CODES_OF_AN_ADDRESS, _) => WrongCode::TheLastOf(Limit::Address),
            (_, CODES_OF_ALL) => WrongCode::TheLastOf(Limit::All),
            _ => WrongCode::Answered,
        }
    }

    /// Looks whether a passcode is the invite's, unless too many wrong ones came. In one step, so that guesses made side by
    /// side cannot slip through. Who is slowed down waits 1, 2, 4 … 30 seconds after the last wrong one. `invite` is a hash
    /// of the invite's id.
    pub fn passcode(
        &self,
        now: UnixMillis,
        invite: [u8; 32],
        address: IpAddr,
        is_right: impl FnOnce() -> bool,
    ) -> Result<Guess, SlowDown> {
        let mut guessed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let table = &mut guessed.passcodes;
        let (one, both) = (Who::Invite(invite), Who::Both(invite, network(address)));
        let failures = |who: Who| table.get(&who).copied().filter(|failures| !failures.forgotten(now));
        let wait = |who: Who, free: u32| failures(who).map_or(0, |failures| failures.wait(free, now));
        let of_all = if failures(both).is_some() { wait(one, PASSCODES_OF_AN_INVITE) } else { 0 };
        match wait(both, PASSCODES_OF_AN_ADDRESS).max(of_all) {
            0 => {}
            millis => return Err(SlowDown { seconds: millis.div_ceil(1000) }),
        }
        if is_right() {
            return Ok(Guess::Right);
        }
        let mut counted = |who: Who| count(table, who, now).map_or(0, |failures| failures.count) + 1;
        Ok(match (counted(both), counted(one)) {
            (PASSCODES_OF_AN_ADDRESS, _) => Guess::TheLastOf(Limit::Address),
            (_, PASSCODES_OF_AN_INVITE) => Guess::TheLastOf(Limit::All),
            _ => Guess::Wrong,
        })
    }
}

fn until(moment: UnixMillis, now: UnixMillis) -> SlowDown {
    let millis = u64::try_from(moment.0.saturating_sub(now.0)).unwrap_or(0);
    SlowDown { seconds: millis.div_ceil(1000).max(1) }
}

#[cfg(test)]
mod tests {
    use super::super::throttle::REMEMBERED;
    use super::*;

    const ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const INVITE: [u8; 32] = [7; 32];

    fn at(seconds: i64) -> UnixMillis {
        UnixMillis(1_700_000_000_000 + seconds * 1000)
    }

    fn someone(n: u32) -> IpAddr {
        IpAddr::V4((0x0a00_0000 + n).into())
    }

    #[test]
    fn twenty_wrong_codes_of_an_address_are_answered_and_the_next_wait_a_quarter_of_an_hour() {
        let guesses = Guesses::default();
        for n in 0..19 {
            assert_eq!(guesses.wrong_code(at(n), ADDRESS), WrongCode::Answered);
        }
        assert_eq!(guesses.wrong_code(at(19), ADDRESS), WrongCode::TheLastOf(Limit::Address));
        for n in 20..60 {
            let seconds = u64::try_from(19 + 900 - n).unwrap();
            assert_eq!(guesses.wrong_code(at(n), ADDRESS), WrongCode::Slowed(SlowDown { seconds }));
        }
        assert_eq!(guesses.wrong_code(at(60), someone(1)), WrongCode::Answered, "another address");
        assert_eq!(guesses.wrong_code(at(19 + 900), ADDRESS), WrongCode::Answered, "it is forgotten");
    }

    #[test]
    fn of_ipv6_the_network_counts() {
        let guesses = Guesses::default();
        for n in 0..20 {
            guesses.wrong_code(at(0), format!("2001:db8:0:1::{n}").parse().unwrap());
        }
        let code = |address: &str| guesses.wrong_code(at(0), address.parse().unwrap());
        assert!(matches!(code("2001:db8:0:1:ffff::1"), WrongCode::Slowed(_)));
        assert_eq!(code("2001:db8:0:2::1"), WrongCode::Answered);
    }

    #[test]
    fn wrong_codes_of_many_addresses_are_slowed_together_until_the_minute_is_over() {
        let guesses = Guesses::default();
        for n in 0..599 {
            assert_eq!(guesses.wrong_code(at(0), someone(n)), WrongCode::Answered);
        }
        assert_eq!(guesses.wrong_code(at(1), someone(599)), WrongCode::TheLastOf(Limit::All));
        assert_eq!(guesses.wrong_code(at(10), someone(600)), WrongCode::Slowed(SlowDown { seconds: 50 }));
        assert_eq!(guesses.wrong_code(at(60), someone(600)), WrongCode::Answered);
    }

    #[test]
    fn a_right_passcode_costs_nothing_however_many_come() {
        let guesses = Guesses::default();
        for _ in 0..1000 {
            assert_eq!(guesses.passcode(at(0), INVITE, ADDRESS, || true), Ok(Guess::Right));
        }
        assert!(guesses.0.lock().unwrap().passcodes.is_empty());
    }

    #[test]
    fn beyond_fifty_wrong_passcodes_none_is_looked_at_for_a_while() {
        let guesses = Guesses::default();
        for _ in 0..49 {
            assert_eq!(guesses.passcode(at(0), INVITE, ADDRESS, || false), Ok(Guess::Wrong));
        }
        assert_eq!(guesses.passcode(at(0), INVITE, ADDRESS, || false), Ok(Guess::TheLastOf(Limit::Address)));
        let slowed = guesses.passcode(at(0), INVITE, ADDRESS, || panic!("it is not looked at"));
        assert_eq!(slowed, Err(SlowDown { seconds: 1 }));
        assert_eq!(guesses.passcode(at(1), INVITE, ADDRESS, || false), Ok(Guess::Wrong));
        assert_eq!(guesses.passcode(at(2), INVITE, ADDRESS, || true), Err(SlowDown { seconds: 1 }));
        assert_eq!(guesses.passcode(at(3), INVITE, ADDRESS, || true), Ok(Guess::Right));
        assert_eq!(guesses.passcode(at(2), [8; 32], ADDRESS, || true), Ok(Guess::Right), "another invite");
        assert_eq!(guesses.passcode(at(2), INVITE, someone(1), || true), Ok(Guess::Right), "another address");
    }

    #[test]
    fn an_invite_is_guarded_whatever_the_address_but_open_to_who_has_not_failed() {
        let guesses = Guesses::default();
        for n in 0..499 {
            assert_eq!(guesses.passcode(at(0), INVITE, someone(n), || false), Ok(Guess::Wrong));
        }
        assert_eq!(guesses.passcode(at(0), INVITE, someone(499), || false), Ok(Guess::TheLastOf(Limit::All)));
        assert!(guesses.passcode(at(0), INVITE, someone(1), || true).is_err());
        assert_eq!(guesses.passcode(at(0), INVITE, someone(900), || true), Ok(Guess::Right));
    }

    #[test]
    fn a_flood_does_not_grow_the_tables() {
        let guesses = Guesses::default();
        for n in 0..12_000 {
            let minute = at(i64::from(n / 100) * 60);
            guesses.wrong_code(minute, someone(n));
            let _ = guesses.passcode(at(0), INVITE, someone(n), || false);
        }
        let remembered = guesses.0.lock().unwrap();
        assert!(remembered.codes.len() <= REMEMBERED && remembered.passcodes.len() == REMEMBERED);
    }
}
