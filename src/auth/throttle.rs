//! Slows down whoever guesses passwords, and never locks anyone out for good.
use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_lc_rs::digest;

use crate::clock::UnixMillis;

/// Failures that cost nothing: people mistype.
const FREE: u32 = 5;
/// Failures of one network address over all accounts that cost nothing: a whole school has one address.
const FREE_OF_AN_ADDRESS: u32 = 100;
/// The longest wait, reached after 1, 2, 4, 8 and 16 seconds.
const LONGEST: u64 = 30;
/// After this long without a failure everything is forgotten.
pub(super) const FORGOTTEN_AFTER: Duration = Duration::from_mins(15);
/// Accounts and addresses remembered at most (1 MB): then the one with the fewest failures makes room.
pub(super) const REMEMBERED: usize = 10_000;

/// Counts failed sign-ins, in memory: per e-mail address as typed, per network address (IPv6: per /64, which is what one
/// household or server gets), and per both together.
///
/// The wait of an account does not hold for an address that has not failed with it: whoever guesses elsewhere cannot keep
/// its owner out.
#[derive(Clone, Debug, Default)]
pub struct Throttle(Arc<Mutex<HashMap<Who, Failures>>>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Who {
    /// SHA-256 of the e-mail address, so that its length does not matter.
    Account([u8; 32]),
    Address(IpAddr),
    Both([u8; 32], IpAddr),
}

/// What is remembered of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Failures {
    pub(super) count: u32,
    pub(super) last: UnixMillis,
}

/// Too many failures: whole seconds until the next attempt is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlowDown {
    /// At least 1; 30 at most for whoever signs in.
    pub seconds: u64,
}

/// One attempt under way. It counts as failed from the start, so that guesses made side by side cannot slip through;
/// say so if it was not.
#[derive(Debug)]
#[must_use]
pub struct Attempt {
    throttle: Throttle,
    account: Counted,
    address: Counted,
    both: Counted,
}

#[derive(Debug)]
struct Counted {
    who: Who,
    before: Option<Failures>,
}

impl Throttle {
    /// Begins an attempt, or says how long to wait. An attempt that has to wait is not counted.
    pub fn begin(&self, now: UnixMillis, email: &str, address: IpAddr) -> Result<Attempt, SlowDown> {
        let (account, address) = (hash(email), network(address));
        let (account, address, both) = (Who::Account(account), Who::Address(address), Who::Both(account, address));
        let mut table = self.table();
        let wait = |who: Who| table.get(&who).map_or(0, |failures| failures.wait(who.free(), now));
        let failed_before = table.get(&both).is_some_and(|failures| !failures.forgotten(now));
        let millis = wait(both).max(wait(address)).max(if failed_before { wait(account) } else { 0 });
        if millis > 0 {
            return Err(SlowDown { seconds: millis.div_ceil(1000) });
        }
        let [account, address, both] = [account, address, both].map(|who| Counted { who, before: count(&mut table, who, now) });
        drop(table);
        Ok(Attempt { throttle: self.clone(), account, address, both })
    }

    fn table(&self) -> MutexGuard<'_, HashMap<Who, Failures>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attempt {
    /// The password was right: the account starts afresh, the address gets its count back.
    pub fn succeeded(self) {
        let mut table = self.throttle.table();
        table.remove(&self.account.who);
        table.remove(&self.both.who);
        give_back(&mut table, self.address);
    }

    /// Nothing was tried after all: each count is as before.
    pub fn called_off(self) {
        let mut table = self.throttle.table();
        for counted in [self.account, self.address, self.both] {
            give_back(&mut table, counted);
        }
    }
}

impl Who {
    /// Failures that cost nothing.
    fn free(self) -> u32 {
        match self {
            Self::Account(_) | Self::Both(..) => FREE,
            Self::Address(_) => FREE_OF_AN_ADDRESS,
        }
    }
}

fn hash(email: &str) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, email.trim().to_lowercase().as_bytes()).as_ref());
    hash
}

/// What one household or server gets: the IPv4 address, or the /64 of an IPv6 address.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        four @ IpAddr::V4(_) => four,
    }
}

/// What a school or a rented server gets: the IPv4 address, or the /48 of an IPv6 address.
pub(super) fn site(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 80 << 80)),
        four @ IpAddr::V4(_) => four,
    }
}

impl Failures {
    /// Milliseconds from `now` until the next attempt is heard, if so many failures are free.
    pub(super) fn wait(self, free: u32, now: UnixMillis) -> u64 {
        let seconds = match self.count.checked_sub(free) {
            None => 0,
            Some(more) => 1_u64.checked_shl(more).map_or(LONGEST, |seconds| seconds.min(LONGEST)),
        };
        u64::try_from(self.last.plus(Duration::from_secs(seconds)).0.saturating_sub(now.0)).unwrap_or(0)
    }

    pub(super) fn forgotten(self, now: UnixMillis) -> bool {
        self.last.plus(FORGOTTEN_AFTER) <= now
    }
}

/// Counts one more failure; what was remembered before. What is remembered of others may have to make room.
pub(super) fn count<W: Copy + Eq + Hash>(table: &mut HashMap<W, Failures>, who: W, now: UnixMillis) -> Option<Failures> {
    if table.len() >= REMEMBERED && !table.contains_key(&who) {
        table.retain(|_, failures| !failures.forgotten(now));
        if table.len() >= REMEMBERED
            && let Some(least) = table.iter().min_by_key(|(_, failures)| (failures.count, failures.last)).map(|(who, _)| *who)
        {
            table.remove(&least);
        }
    }
    let before = table.get(&who).copied().filter(|failures| !failures.forgotten(now));
    let count = before.map_or(0, |failures| failures.count).saturating_add(1);
    table.insert(who, Failures { count, last: now });
    before
}

/// Puts things back as they were before, unless somebody else failed meanwhile: then one failure less.
fn give_back(table: &mut HashMap<Who, Failures>, Counted { who, before }: Counted) {
    let Some(now) = table.get_mut(&who) else { return };
    now.count = now.count.saturating_sub(1);
    match before {
        Some(before) if before.count == now.count => *now = before,
        _ if now.count == 0 => drop(table.remove(&who)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn at(seconds: i64) -> UnixMillis {
        UnixMillis(1_700_000_000_000 + seconds * 1000)
    }

    /// The `n`th address of a crowd.
    fn someone(n: u32) -> IpAddr {
        IpAddr::V4((0x0a00_0000 + n).into())
    }

    #[test]
    fn five_mistakes_are_free_then_the_wait_doubles_up_to_thirty_seconds() {
        let throttle = Throttle::default();
        let mut now = 0;
        for _ in 0..5 {
            let _ = throttle.begin(at(now), "ann@example.org", ADDRESS).unwrap();
        }
        for seconds in [1, 2, 4, 8, 16, 30, 30, 30] {
            let refused = throttle.begin(at(now), "ann@example.org", ADDRESS).unwrap_err();
            assert_eq!(refused, SlowDown { seconds });
            now += i64::try_from(seconds).unwrap();
            let _ = throttle.begin(at(now), "ann@example.org", ADDRESS).unwrap();
        }
    }

    #[test]
    fn guesses_side_by_side_do_not_slip_through() {
        let throttle = Throttle::default();
        let under_way: Vec<_> = (0..20).map(|_| throttle.begin(at(0), "ann@example.org", ADDRESS)).collect();
        assert_eq!(under_way.iter().filter(|attempt| attempt.is_ok()).count(), 5);
    }

    #[test]
    fn an_account_is_guarded_whatever_the_address_and_the_spelling_but_open_to_who_has_not_failed() {
        let throttle = Throttle::default();
        for n in 0..5 {
            let _ = throttle.begin(at(0), "ann@example.org", someone(n)).unwrap();
        }
        assert!(throttle.begin(at(0), " Ann@Example.org ", someone(1)).is_err());
        assert!(throttle.begin(at(0), "bea@example.org", someone(1)).is_ok());
        // Her own address has not failed: however long the others go on, she is heard.
        throttle.begin(at(0), "ann@example.org", someone(9)).unwrap().succeeded();
    }

    #[test]
    fn an_address_is_guarded_whatever_the_account() {
        let throttle = Throttle::default();
        let near = |n: u16| IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, n));
        for n in 0..100 {
            let _ = throttle.begin(at(0), &format!("{n}@example.org"), near(n)).unwrap();
        }
        assert!(throttle.begin(at(0), "ann@example.org", near(999)).is_err());
        assert!(throttle.begin(at(0), "ann@example.org", IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 2, 0, 0, 0, 1))).is_ok());
        let mapped = |n: u8| IpAddr::V6(std::net::Ipv4Addr::new(192, 0, 2, n).to_ipv6_mapped());
        for n in 0..100 {
            let _ = throttle.begin(at(0), &format!("m{n}@example.org"), mapped(7)).unwrap();
        }
        assert!(throttle.begin(at(0), "cid@example.org", "192.0.2.7".parse().unwrap()).is_err());
        assert!(throttle.begin(at(0), "cid@example.org", mapped(8)).is_ok());
    }

    #[test]
    fn success_clears_the_account_and_gives_the_address_its_count_back() {
        let throttle = Throttle::default();
        for _ in 0..4 {
            let _ = throttle.begin(at(0), "ann@example.org", ADDRESS).unwrap();
        }
        for _ in 0..10 {
            throttle.begin(at(0), "ann@example.org", ADDRESS).unwrap().succeeded();
        }
        for _ in 0..5 {
            let _ = throttle.begin(at(0), "ann@example.org", ADDRESS).unwrap();
        }
        assert!(throttle.begin(at(0), "ann@example.org", ADDRESS).is_err());
        let counted = throttle.table().get(&Who::Address(ADDRESS)).unwrap().count;
        assert_eq!(counted, 9, "four and five; the ten were no failures");
    }

    #[test]
    fn what_was_called_off_is_not_counted() {
        let throttle = Throttle::default();
        for _ in 0..50 {
            throttle.begin(at(0), "ann@example.org", ADDRESS).unwrap().called_off();
        }
        assert!(throttle.table().is_empty());
    }

    #[test]
    fn everything_is_forgotten_after_a_quarter_of_an_hour() {
        let throttle = Throttle::default();
        for n in 0..12 {
            let _ = throttle.begin(at(n * 30), "ann@example.org", ADDRESS).unwrap();
        }
        assert!(throttle.begin(at(11 * 30 + 29), "ann@example.org", ADDRESS).is_err());
        let later = 11 * 30 + 15 * 60;
        for _ in 0..5 {
            let _ = throttle.begin(at(later), "ann@example.org", ADDRESS).unwrap();
        }
        assert!(throttle.begin(at(later), "ann@example.org", ADDRESS).is_err());
    }

    #[test]
    fn a_flood_neither_grows_the_table_nor_washes_out_who_failed_most() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            let _ = throttle.begin(at(0), "ann@example.org", ADDRESS).unwrap();
        }
        for n in 0..12_000 {
            let _ = throttle.begin(at(0), &format!("{n}@example.org"), someone(n)).unwrap();
        }
        assert_eq!(throttle.table().len(), REMEMBERED);
        assert!(throttle.begin(at(0), "ann@example.org", ADDRESS).is_err());
        let _ = throttle.begin(at(3600), "late@example.org", ADDRESS).unwrap();
        assert_eq!(throttle.table().len(), 3);
    }
}
