//! Bounds how many new browsers come with one invite from one network: each is a row that stays.
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::throttle::{FORGOTTEN_AFTER, Failures, SlowDown, count, site};
use crate::clock::UnixMillis;

/// Well above a school that comes in by one invite.
const MOST: u32 = 1500;

/// Counts new browsers, in memory: per invite and network address (IPv6: per /48), until none came for 15 minutes. Who came
/// too many is not counted, so that it is over 15 minutes after the last one that was let in.
#[derive(Clone, Debug, Default)]
pub struct Newcomers(Arc<Mutex<HashMap<Site, Failures>>>);

/// An invite, by the hash of its id, and where its newcomers come from.
type Site = ([u8; 32], IpAddr);

impl Newcomers {
    /// Whether this invite takes no other new browser from there, and for how long. `invite` is a hash of the invite's id.
    pub fn full(&self, now: UnixMillis, invite: [u8; 32], address: IpAddr) -> Option<SlowDown> {
        let came = self.table().get(&(invite, site(address))).copied()?;
        if came.count < MOST || came.forgotten(now) {
            return None;
        }
        let millis = u64::try_from(came.last.plus(FORGOTTEN_AFTER).0.saturating_sub(now.0)).unwrap_or(0);
        Some(SlowDown { seconds: millis.div_ceil(1000).max(1) })
    }

    /// One more came.
    pub fn came(&self, now: UnixMillis, invite: [u8; 32], address: IpAddr) {
        count(&mut self.table(), (invite, site(address)), now);
    }

    fn table(&self) -> MutexGuard<'_, HashMap<Site, Failures>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_comes_in_and_a_flood_does_not() {
        let (newcomers, now) = (Newcomers::default(), UnixMillis(1_700_000_000_000));
        let flood = |n: u32| format!("2001:db8:1:{n:x}::1").parse::<IpAddr>().unwrap();
        for n in 0..1500 {
            assert_eq!(newcomers.full(now, [7; 32], flood(n)), None, "{n}");
            newcomers.came(now, [7; 32], flood(n));
        }
        assert_eq!(newcomers.full(now, [7; 32], flood(2000)), Some(SlowDown { seconds: 900 }));
        assert_eq!(newcomers.full(now, [8; 32], flood(2000)), None, "another invite");
        assert_eq!(newcomers.full(now, [7; 32], "2001:db8:2::1".parse().unwrap()), None, "another network");
        assert_eq!(newcomers.full(now.plus(FORGOTTEN_AFTER), [7; 32], flood(1)), None, "it is over");
    }
}
