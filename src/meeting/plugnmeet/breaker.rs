//! Fails fast while a server is down, and lets one call through now and then to see whether it still is.
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::PAGE_WAITS;
use crate::clock::{Clock, UnixMillis};
use crate::domain::fault::{Fault, Outage};

/// So many calls in a row that do not get through open it.
const FAILURES: u32 = 3;
/// How long it is open at first.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
/// How long it is open at most: a server that is back is seen within this.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);
/// How long pages do not wait for a server that was too slow for one.
const SLOW_FOR: Duration = Duration::from_secs(10);

/// What is known of a server from the calls it got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerState {
    /// Nobody has asked it anything yet.
    Unknown,
    /// It answers.
    Up {
        /// When it last did.
        checked_at: UnixMillis,
    },
    /// It does not, or not as a meeting server.
    Down {
        /// What is wrong, and since when.
        outage: Outage,
        /// When it was last tried.
        tried_at: UnixMillis,
    },
}

/// What a call says of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It answered as a meeting server does; a refusal is an answer.
    Answer,
    /// It did not.
    Fault(Fault),
    /// A page went on without its answer: too slow for pages, and maybe for nobody else.
    Slow,
    /// A call that may have to wait for a lock took too long (§2.1, §2.3, §2.4): that says nothing of the server, but where
    /// several do so in a row and nobody has an answer.
    Held,
    /// Nobody knows.
    Nothing,
}

/// Counts what happened to the calls of one server. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Breaker {
    clock: Clock,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    checked_at: Option<UnixMillis>,
    outage: Option<(Outage, UnixMillis)>,
    failures: u32,
    /// Calls in a row that were held for too long, without an answer in between.
    held: u32,
    open: Option<Open>,
    slow: Option<Slow>,
}

/// Too slow for pages.
#[derive(Debug)]
struct Slow {
    since: UnixMillis,
    seen_at: UnixMillis,
}

#[derive(Debug)]
struct Open {
    pause: Duration,
    probe_at: UnixMillis,
    is_probing: bool,
}

/// Leave to make one call. Dropped without [`Pass::settle`] (whoever asked has gone away), it says nothing.
#[derive(Debug)]
pub struct Pass {
    breaker: Breaker,
    began: Instant,
    is_probe: bool,
    is_settled: bool,
}

impl Breaker {
    /// Of a server that nobody has asked anything yet.
    pub fn new(clock: Clock) -> Self {
        Self { clock, seen: Arc::default() }
    }

    /// Leave to call, or what is wrong with the server: while it is down, one call at a time goes through, after a pause
    /// that doubles from 2 to 15 seconds.
    pub fn admit(&self) -> Result<Pass, Outage> {
        let now = self.clock.now();
        self.with(|seen| {
            seen.refusal(now).map_or(Ok(()), Err)?;
            let probed = seen.open.as_mut().map(|open| open.is_probing = true);
            Ok(probed.is_some())
        })
        .map(|is_probe| Pass { breaker: self.clone(), began: Instant::now(), is_probe, is_settled: false })
    }

    /// Why nobody would get leave to call now. Takes no leave.
    pub fn refusal(&self) -> Option<Outage> {
        let now = self.clock.now();
        self.with(|seen| seen.refusal(now))
    }

    /// Why a page need not call: it was too slow for one a moment ago.
    pub fn slowness(&self) -> Option<Outage> {
        let now = self.clock.now();
        self.with(|seen| {
            let slow = seen.slow.as_ref().filter(|slow| now >= slow.seen_at && now < slow.seen_at.plus(SLOW_FOR))?;
            let known = seen.outage.as_ref().map(|(outage, _)| outage.clone());
            Some(known.unwrap_or(Outage { fault: Fault::ReplyTimeout, since: slow.since.0 }))
        })
    }

    /// A call that nobody asked leave for was answered.
    pub fn has_answered(&self) {
        let now = self.clock.now();
        self.with(|seen| {
            seen.note(now, true, Sign::Answer);
            seen.slow = None;
        });
    }

    /// What is known.
    pub fn state(&self) -> ServerState {
        self.with(|seen| match (&seen.outage, seen.checked_at) {
            (Some((outage, tried_at)), _) => ServerState::Down { outage: outage.clone(), tried_at: *tried_at },
            (None, Some(checked_at)) => ServerState::Up { checked_at },
            (None, None) => ServerState::Unknown,
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Seen) -> T) -> T {
        act(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Pass {
    /// Says what came of the call. For a fault: since when there is one, for whoever asked.
    pub fn settle(mut self, sign: Sign) -> Option<Outage> {
        self.is_settled = true;
        let (now, is_probe) = (self.breaker.clock.now(), self.is_probe);
        // Fast enough for a page.
        let is_fast = sign == Sign::Answer && self.began.elapsed() < PAGE_WAITS;
        self.breaker.with(|seen| {
            if is_fast {
                seen.slow = None;
            }
            seen.note(now, is_probe, sign)
        })
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        if !self.is_settled && self.is_probe {
            let now = self.breaker.clock.now();
            self.breaker.with(|seen| seen.note(now, true, Sign::Nothing));
        }
    }
}

impl Seen {
    fn refusal(&self, now: UnixMillis) -> Option<Outage> {
        let (open, (outage, _)) = (self.open.as_ref()?, self.outage.as_ref()?);
        // A clock that was set back must not make the pause longer.
        let is_due = now >= open.probe_at || open.probe_at > now.plus(LONGEST_PAUSE);
        (open.is_probing || !is_due).then(|| outage.clone())
    }

    fn note(&mut self, now: UnixMillis, is_probe: bool, sign: Sign) -> Option<Outage> {
        match sign {
            Sign::Answer => {
                *self = Self { checked_at: Some(now), slow: self.slow.take(), ..Self::default() };
                None
            }
            Sign::Slow => {
                let since = self.slow.as_ref().map_or(now, |slow| slow.since);
                self.slow = Some(Slow { since, seen_at: now });
                self.note(now, is_probe, Sign::Nothing);
                let known = self.outage.as_ref().map(|(outage, _)| outage.clone());
                Some(known.unwrap_or(Outage { fault: Fault::ReplyTimeout, since: since.0 }))
            }
            Sign::Held => {
                self.held += 1;
                if self.held < FAILURES {
                    return self.note(now, is_probe, Sign::Nothing);
                }
                self.failures = self.failures.max(FAILURES - 1);
                self.note(now, is_probe, Sign::Fault(Fault::ReplyTimeout))
            }
            Sign::Nothing => {
                if let Some(open) = self.open.as_mut().filter(|_| is_probe) {
                    *open = Open { pause: open.pause, probe_at: now.plus(open.pause), is_probing: false };
                }
                None
            }
            Sign::Fault(fault) => {
                let since = self.outage.as_ref().map_or(now.0, |(outage, _)| outage.since);
                let outage = Outage { fault, since };
                // What answers, if only nonsense, answers fast: no need to spare anybody the wait.
                if outage.fault.is_silence() {
                    self.failures += 1;
                } else {
                    (self.failures, self.held) = (0, 0);
                }
                self.outage = Some((outage.clone(), now));
                self.reopen(now, is_probe);
                Some(outage)
            }
        }
    }

    fn reopen(&mut self, now: UnixMillis, is_probe: bool) {
        match &mut self.open {
            _ if self.failures == 0 => self.open = None,
            Some(open) if is_probe => {
                let pause = (open.pause * 2).min(LONGEST_PAUSE);
                *open = Open { pause, probe_at: now.plus(pause), is_probing: false };
            }
            None if self.failures >= FAILURES => {
                self.open = Some(Open { pause: FIRST_PAUSE, probe_at: now.plus(FIRST_PAUSE), is_probing: false });
            }
            // Too few yet; or a call that had begun before: the probe knows better.
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    struct Server {
        breaker: Breaker,
        time: Arc<AtomicI64>,
    }

    impl Server {
        fn at(start: i64) -> Self {
            let time = Arc::new(AtomicI64::new(start));
            Self { breaker: Breaker::new(Clock::Set(time.clone())), time }
        }

        fn pass(&self, seconds: i64) {
            self.time.fetch_add(seconds * 1000, Ordering::Relaxed);
        }

        /// Whether a call is let through, and settles it.
        fn call(&self, sign: Sign) -> bool {
            self.breaker.admit().map(|pass| pass.settle(sign)).is_ok()
        }

        fn is_let_through(&self) -> bool {
            self.call(Sign::Fault(Fault::ConnectionRefused))
        }
    }

    fn refused() -> Sign {
        Sign::Fault(Fault::ConnectionRefused)
    }

    #[test]
    fn after_three_failures_everybody_hears_at_once_since_when() {
        let server = Server::at(60_000);
        for _ in 0..3 {
            assert!(server.call(refused()));
            server.pass(1);
        }
        let outage = server.breaker.admit().unwrap_err();
        assert_eq!(outage, Outage { fault: Fault::ConnectionRefused, since: 60_000 });
        let ServerState::Down { tried_at, .. } = server.breaker.state() else { panic!() };
        assert_eq!(tried_at.0, 62_000);
    }

    #[test]
    fn one_call_probes_after_a_pause_that_grows_to_a_limit() {
        let server = Server::at(0);
        for _ in 0..3 {
            server.call(refused());
        }
        for pause in [2, 4, 8, 15, 15, 15] {
            server.pass(pause - 1);
            assert!(!server.is_let_through(), "before {pause} s");
            server.pass(1);
            assert!(server.is_let_through(), "after {pause} s");
        }
    }

    #[test]
    fn while_one_call_probes_the_others_do_not_wait_and_its_answer_lets_everybody_through() {
        let server = Server::at(0);
        for _ in 0..3 {
            server.call(refused());
        }
        server.pass(2);
        let probe = server.breaker.admit().unwrap();
        assert!(server.breaker.admit().is_err() && server.breaker.admit().is_err());
        assert_eq!(probe.settle(Sign::Answer), None);
        assert!(server.call(refused()) && server.call(refused()));
        assert_eq!(server.breaker.admit().unwrap().settle(Sign::Answer), None);
        assert_eq!(server.breaker.state(), ServerState::Up { checked_at: UnixMillis(2000) });
    }

    #[test]
    fn a_probe_whose_asker_has_gone_away_is_no_end_of_probing() {
        let server = Server::at(0);
        for _ in 0..3 {
            server.call(refused());
        }
        server.pass(2);
        drop(server.breaker.admit().unwrap());
        assert!(server.breaker.admit().is_err());
        server.pass(2);
        assert!(server.is_let_through());
    }

    #[test]
    fn what_answers_nonsense_is_asked_every_time_and_waiting_for_a_lock_says_nothing() {
        let server = Server::at(0);
        for _ in 0..20 {
            assert!(server.call(Sign::Fault(Fault::KeyRefused)) && server.call(Sign::Nothing));
        }
        server.pass(5);
        let outage = server.breaker.admit().unwrap().settle(Sign::Fault(Fault::NotPlugnmeet));
        assert_eq!(outage, Some(Outage { fault: Fault::NotPlugnmeet, since: 0 }), "of the first failure in a row");
    }

    #[test]
    fn calls_that_are_held_too_long_count_where_several_are_and_nobody_has_an_answer() {
        let server = Server::at(0);
        for _ in 0..20 {
            assert!(server.call(Sign::Held) && server.call(Sign::Held) && server.call(Sign::Answer));
        }
        assert!(server.call(Sign::Held) && server.call(Sign::Held) && server.call(Sign::Held));
        assert_eq!(server.breaker.admit().unwrap_err(), Outage { fault: Fault::ReplyTimeout, since: 0 });
        server.pass(2);
        assert!(server.call(Sign::Answer) && server.call(Sign::Held));
    }

    #[test]
    fn what_is_too_slow_for_a_page_is_spared_the_next_ones_and_nobody_else() {
        let server = Server::at(1000);
        for _ in 0..20 {
            assert!(server.call(Sign::Slow));
        }
        assert_eq!(server.breaker.slowness(), Some(Outage { fault: Fault::ReplyTimeout, since: 1000 }));
        assert_eq!(server.breaker.state(), ServerState::Unknown);
        server.pass(10);
        assert_eq!(server.breaker.slowness(), None, "a page may try again");
        server.call(Sign::Slow);
        assert!(server.breaker.slowness().is_some());
        server.call(Sign::Answer);
        assert_eq!(server.breaker.slowness(), None, "it was fast");
    }

    #[test]
    fn a_clock_that_is_set_back_keeps_nobody_from_trying() {
        let server = Server::at(3_600_000);
        for _ in 0..3 {
            server.call(refused());
        }
        assert!(!server.is_let_through());
        server.pass(-1800);
        assert!(server.is_let_through());
        assert!(!server.is_let_through(), "the pause begins anew");
    }

    #[test]
    fn a_server_nobody_has_asked_is_neither_up_nor_down() {
        assert_eq!(Server::at(0).breaker.state(), ServerState::Unknown);
    }
}
