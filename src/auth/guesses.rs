//! Slows down whoever guesses invites and their passcodes. Only failures count: 500 guests behind the one address of their
//! school come in as fast as one.
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::throttle::{FORGOTTEN_AFTER, Failures, SlowDown, count, network, site};
use crate::clock::UnixMillis;

/// So many wrong codes of one network address are answered like any address that leads nowhere.
const CODES_OF_AN_ADDRESS: u32 = 20;
/// The same for all addresses together, within [`MINUTE`].
const CODES_OF_ALL: u32 = 600;
const MINUTE: Duration = Duration::from_mins(1);
/// Wrong passcodes of one invite from one network address that cost nothing: a class mistypes what stands on the board.
const PASSCODES_OF_AN_ADDRESS: u32 = 50;
/// The same of the addresses of one IPv6 /48, which is what a school or a rented server gets.
const PASSCODES_OF_A_SITE: u32 = 100;
/// The same from all addresses together; of those beyond their own limit none is counted here.
const PASSCODES_OF_AN_INVITE: u32 = 500;
/// Beyond its limit an address or a /48 has one wrong passcode looked at in this time.
const PACE_OF_AN_ADDRESS: Duration = Duration::from_millis(500);
/// The same of everybody who has an invite and has not given its passcode yet.
const PACE_OF_AN_INVITE: Duration = Duration::from_secs(1);

/// Counts wrong codes and passcodes, in memory: per network address (IPv6: per /64), and over all.
///
/// A right code is never asked about here, so it is never slowed down, whatever else comes from its address: nobody finds one
/// of 60 random bits by guessing. A passcode may be short, so beyond the limit they are looked at in a steady pace: six digits
/// last for days. A right one neither counts nor takes a turn, but has to meet a free one: it competes with whoever guesses at
/// its address, or at its invite once ten addresses guess, and only while they do. One guesser alone never reaches the limit of
/// the invite, so he is in nobody's way elsewhere.
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
    Address([u8; 32], IpAddr),
    /// The /48 of an IPv6 address.
    Site([u8; 32], IpAddr),
}

impl Who {
    /// Wrong passcodes that cost nothing, and the time of a turn beyond them.
    fn limit(self) -> (u32, Duration) {
        match self {
            Self::Invite(_) => (PASSCODES_OF_AN_INVITE, PACE_OF_AN_INVITE),
            Self::Address(..) => (PASSCODES_OF_AN_ADDRESS, PACE_OF_AN_ADDRESS),
            Self::Site(..) => (PASSCODES_OF_A_SITE, PACE_OF_AN_ADDRESS),
        }
    }
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

    /// Looks whether a passcode is the invite's, if it is its turn. In one step, so that guesses made side by side cannot slip
    /// through. One that is not looked at is not counted, and makes nobody wait longer. `invite` is a hash of the invite's id.
    pub fn passcode(
        &self,
        now: UnixMillis,
        invite: [u8; 32],
        address: IpAddr,
        is_right: impl FnOnce() -> bool,
    ) -> Result<Guess, SlowDown> {
        let mut guessed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let table = &mut guessed.passcodes;
        let all = Who::Invite(invite);
        let of_site = Some(site(address)).filter(IpAddr::is_ipv6).map(|site| Who::Site(invite, site));
        let networks = [Some(Who::Address(invite, network(address))), of_site];
        // When the next is looked at, of whoever is beyond the limit.
        let turn = |who: Who| {
            let (free, pace) = who.limit();
            let failures = table.get(&who).filter(|failures| !failures.forgotten(now) && failures.count >= free)?;
            Some(failures.last.plus(pace))
        };
        let of_networks = networks.into_iter().flatten().filter_map(turn).max();
        let of_all = turn(all);
        if let Some(turn) = of_networks.max(of_all).filter(|turn| now < *turn) {
            return Err(until(turn, now));
        }
        if is_right() {
            return Ok(Guess::Right);
        }
        let mut reached = |who: Who| count(table, who, now).map_or(0, |failures| failures.count) + 1 == who.limit().0;
        let mut of_network = false;
        // Each is counted, whatever the one before it says.
        for who in networks.into_iter().flatten() {
            of_network |= reached(who);
        }
        if of_networks.is_some() && of_all.is_none() {
            // Not forgotten as long as one of its guessers is not.
            if let Some(failures) = table.get_mut(&all) {
                failures.last = now;
            }
            return Ok(if of_network { Guess::TheLastOf(Limit::Address) } else { Guess::Wrong });
        }
        Ok(match (of_network, reached(all)) {
            (true, _) => Guess::TheLastOf(Limit::Address),
            (_, true) => Guess::TheLastOf(Limit::All),
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

    /// What looks come to, every 50 ms for so many seconds; how many wrong ones were looked at.
    fn guess_hard(guesses: &Guesses, seconds: u32, address: impl Fn(u32) -> IpAddr) -> u32 {
        let mut looked = 0;
        for n in 0..seconds * 20 {
            let now = UnixMillis(at(0).0 + i64::from(n) * 50);
            looked += u32::from(guesses.passcode(now, INVITE, address(n), || false).is_ok());
        }
        looked
    }

    #[test]
    fn beyond_fifty_wrong_passcodes_two_a_second_are_looked_at() {
        let guesses = Guesses::default();
        for _ in 0..49 {
            assert_eq!(guesses.passcode(at(0), INVITE, ADDRESS, || false), Ok(Guess::Wrong));
        }
        assert_eq!(guesses.passcode(at(0), INVITE, ADDRESS, || false), Ok(Guess::TheLastOf(Limit::Address)));
        let slowed = guesses.passcode(at(0), INVITE, ADDRESS, || panic!("it is not looked at"));
        assert_eq!(slowed, Err(SlowDown { seconds: 1 }));
        for second in 1..100 {
            assert_eq!(guesses.passcode(at(second), INVITE, ADDRESS, || false), Ok(Guess::Wrong), "no wait grows");
        }
        assert_eq!(guesses.passcode(at(99), INVITE, ADDRESS, || true), Err(SlowDown { seconds: 1 }));
        for _ in 0..500 {
            assert_eq!(guesses.passcode(at(100), INVITE, ADDRESS, || true), Ok(Guess::Right), "a right one takes no turn");
        }
        assert_eq!(guesses.passcode(at(99), [8; 32], ADDRESS, || true), Ok(Guess::Right), "another invite");
        assert_eq!(guesses.passcode(at(99), INVITE, someone(1), || true), Ok(Guess::Right), "another address");
    }

    #[test]
    fn refused_looks_renew_nothing_and_one_guesser_is_in_nobodys_way_elsewhere() {
        let guesses = Guesses::default();
        let looked = guess_hard(&guesses, 3600, |_| ADDRESS);
        assert!((7200..7260).contains(&looked), "{looked}");
        assert_eq!(guesses.passcode(at(3600), INVITE, someone(1), || true), Ok(Guess::Right));
        assert_eq!(guesses.passcode(at(3601), INVITE, ADDRESS, || true), Ok(Guess::Right), "he has stopped");
    }

    #[test]
    fn addresses_of_one_48_guess_as_one() {
        let guesses = Guesses::default();
        let looked = guess_hard(&guesses, 600, |n| format!("2001:db8:1:{n:x}::1").parse().unwrap());
        assert!((1200..1310).contains(&looked), "{looked}");
        let elsewhere = "2001:db8:2::1".parse().unwrap();
        assert_eq!(guesses.passcode(at(600), INVITE, elsewhere, || true), Ok(Guess::Right));
    }

    #[test]
    fn an_invite_is_guarded_whatever_the_address() {
        let guesses = Guesses::default();
        for n in 0..499 {
            assert_eq!(guesses.passcode(at(0), INVITE, someone(n), || false), Ok(Guess::Wrong));
        }
        assert_eq!(guesses.passcode(at(0), INVITE, someone(499), || false), Ok(Guess::TheLastOf(Limit::All)));
        assert_eq!(guesses.passcode(at(0), INVITE, someone(900), || true), Err(SlowDown { seconds: 1 }));
        assert_eq!(guesses.passcode(at(1), INVITE, someone(900), || true), Ok(Guess::Right));
        let looked = guess_hard(&guesses, 600, |n| someone(1000 + n));
        assert!((590..=601).contains(&looked), "{looked}");
    }

    #[test]
    fn addresses_that_are_slowed_are_not_gathered_behind_the_limit_of_the_invite() {
        let guesses = Guesses::default();
        // Nine at a time, then a quarter of an hour in which they go on: the invite does not forget them.
        for n in 0..9 {
            for _ in 0..50 {
                let _ = guesses.passcode(at(0), INVITE, someone(n), || false);
            }
        }
        for minute in 1..20 {
            for n in 0..9 {
                assert!(guesses.passcode(at(minute * 60), INVITE, someone(n), || false).is_ok());
            }
        }
        let more = (0..9).flat_map(|n| [someone(100 + n); 50]);
        let looked = more.filter(|address| guesses.passcode(at(1200), INVITE, *address, || false).is_ok()).count();
        assert_eq!(looked, 50);
    }

    #[test]
    fn a_flood_does_not_grow_the_tables() {
        let guesses = Guesses::default();
        for n in 0..12_000 {
            let minute = at(i64::from(n / 100) * 60);
            guesses.wrong_code(minute, someone(n));
            let mut invite = INVITE;
            invite[..4].copy_from_slice(&n.to_be_bytes());
            let _ = guesses.passcode(at(0), invite, someone(n), || false);
        }
        let remembered = guesses.0.lock().unwrap();
        assert!(remembered.codes.len() <= REMEMBERED && remembered.passcodes.len() == REMEMBERED);
    }
}
