//! "Test connection": one look at each thing that has to be right before a meeting server is of use, in the order in which
//! they depend on each other. Nothing is tried twice, nothing is changed on the server, and it ends in time.
mod answer;
mod probe;

use std::net::IpAddr;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

pub use self::answer::{Answer, AnswerKind, Meaning};
use self::probe::{Probe, Reply};
use super::Address;
use crate::clock::{Clock, UnixMillis};
use crate::domain::fault::{Fault, Words};
use crate::internal::Internal;

/// How long a test may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// All steps together; what is not reached by then is not tried.
    pub whole: Duration,
    /// One question and its answer.
    pub each: Duration,
}

impl Default for Patience {
    /// 20 seconds in all, 5 for an answer.
    fn default() -> Self {
        Self { whole: Duration::from_secs(20), each: Duration::from_secs(5) }
    }
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// The host's name leads to an address.
    Name,
    /// A connection comes about, and its certificate is in order.
    Connection,
    /// `/healthCheck` says that a plugNmeet server is there, and well (§1.1).
    Health,
    /// It takes key and signature, and the secret is long enough to make tokens (§1.3, §3.3).
    Key,
    /// Its clock and ours agree.
    Clock,
    /// The join address serves its web client (§2.6, §8).
    JoinAddress,
    /// How long a question and its answer take.
    RoundTrip,
}

impl StepKind {
    /// In the order in which they are done.
    pub const ALL: [Self; 7] =
        [Self::Name, Self::Connection, Self::Health, Self::Key, Self::Clock, Self::JoinAddress, Self::RoundTrip];
}

/// One step, done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was looked at.
    pub kind: StepKind,
    /// What was seen.
    pub finding: Finding,
}

/// What a step comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepResult {
    /// As it should be.
    Passed,
    /// It will do, but somebody should know something.
    Noted,
    /// It will not do.
    Failed,
    /// Nobody looked.
    NotReached,
}

/// What a step saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The name leads to these addresses.
    Resolved(Vec<IpAddr>),
    /// There is no name to look up.
    NoName(IpAddr),
    /// Encrypted, and the certificate is good for so many days.
    Certified {
        /// Whole days left.
        days: i64,
        /// Until when.
        until: UnixMillis,
    },
    /// A connection came about, encrypted if that was asked for; nothing more came of it that could be looked at.
    Connected,
    /// A connection came about, as the address says without encryption.
    NotEncrypted,
    /// The address says https, the server speaks plain http there.
    SpeaksHttp,
    /// The address says http, the server speaks https there.
    SpeaksHttps,
    /// It is a plugNmeet server, and well.
    Healthy,
    /// It is a plugNmeet server that misses something it needs (503).
    Unwell(Words),
    /// Something else answers, or on behalf of it.
    Answers(Answer),
    /// It knows us; so many sessions run.
    Accepted {
        /// How many.
        sessions: u64,
    },
    /// It knows us, but a secret this short makes no tokens (§3.3).
    SecretTooShort {
        /// How many bytes it has.
        bytes: usize,
    },
    /// It let us in, and then did not say which sessions run.
    Refused(Words),
    /// The clocks agree.
    ClocksAgree {
        /// How far its clock is before ours; behind if negative. Exact to a second or so.
        ahead: i64,
    },
    /// They do not.
    ClocksDiffer {
        /// Seconds that its clock is before ours; behind if negative.
        ahead: i64,
    },
    /// It does not say what time it is.
    NoTime,
    /// The page loads the very files that the server names.
    ServesClient,
    /// So it does, over plain http, where the plugNmeet client does not start (§8).
    ServesClientUnencrypted,
    /// It is a plugNmeet client, but of another version than the server's own.
    OtherVersion,
    /// It is a plugNmeet client, and the server has none of its own to compare it with.
    NothingToCompare,
    /// How long it took, and the median of it.
    Took {
        /// Milliseconds.
        millis: u64,
    },
    /// No answer, or none of a meeting server.
    Fault(Fault),
    /// This step needs another, which failed.
    Needs(StepKind),
    /// The time was up.
    OutOfTime,
}

/// Fewer days than this are worth a note.
const FEW_DAYS: i64 = 14;
/// More milliseconds than this are: making a join link takes two or three questions.
const SLOW: u64 = 1000;

impl Finding {
    /// What it comes to.
    pub fn result(&self) -> StepResult {
        match self {
            Self::Certified { days, .. } if *days < FEW_DAYS => StepResult::Noted,
            Self::Took { millis } if *millis > SLOW => StepResult::Noted,
            Self::Resolved(_)
            | Self::NoName(_)
            | Self::Certified { .. }
            | Self::Connected
            | Self::Healthy
            | Self::Accepted { .. }
            | Self::ClocksAgree { .. }
            | Self::ServesClient
            | Self::Took { .. } => StepResult::Passed,
            Self::NotEncrypted | Self::NoTime | Self::ServesClientUnencrypted | Self::OtherVersion | Self::NothingToCompare => {
                StepResult::Noted
            }
            Self::SpeaksHttp
            | Self::SpeaksHttps
            | Self::Unwell(_)
            | Self::Answers(_)
            | Self::SecretTooShort { .. }
            | Self::Refused(_)
            | Self::ClocksDiffer { .. }
            | Self::Fault(_) => StepResult::Failed,
            Self::Needs(_) | Self::OutOfTime => StepResult::NotReached,
        }
    }
}

impl Step {
    /// What it comes to.
    pub fn result(&self) -> StepResult {
        self.finding.result()
    }
}

/// Whether every step was passed, if only with a note: then the server is of use.
pub fn passed(steps: &[Step]) -> bool {
    steps.len() == StepKind::ALL.len() && steps.iter().all(|step| matches!(step.result(), StepResult::Passed | StepResult::Noted))
}

/// Takes every step, in order, and tells each as soon as it is done. An error is ours, and no fault of the server's.
pub async fn run(address: &Address, clock: &Clock, patience: Patience, report: impl FnMut(&Step)) -> Result<Vec<Step>, Internal> {
    let probe = Probe::new(address, clock.clone(), patience.each)?;
    let mut told = Told { steps: Vec::new(), report, deadline: Instant::now() + patience.whole };
    let named = told.step(StepKind::Name, Ok(()), |()| probe.name()).await;
    let connected = told.step(StepKind::Connection, named, |()| probe.connect()).await;
    let healthy = told.step(StepKind::Health, connected.clone(), |reply| async { (answer::health(reply), ()) }).await;
    // A signed request is good for ever (§1.1), so none is sent to what is no meeting server.
    let accepted = told.step(StepKind::Key, healthy, |()| async { (probe.key().await, ()) }).await;
    let first_reply = connected.and_then(|reply| reply.map_err(|_| StepKind::Health));
    let _ = told.step(StepKind::Clock, first_reply, |reply| async move { (reply.clocks(), ()) }).await;
    let _ = told.step(StepKind::JoinAddress, accepted, |()| async { (probe.join_address().await, ()) }).await;
    let _ = told.step(StepKind::RoundTrip, healthy, |()| async { (probe.round_trip().await, ()) }).await;
    Ok(told.steps)
}

/// The steps so far.
struct Told<R> {
    steps: Vec<Step>,
    report: R,
    deadline: Instant,
}

impl<R: FnMut(&Step)> Told<R> {
    /// Takes a step with what it `needs` of one before, and says what the next may build on: else, which step failed.
    async fn step<T, U, F>(
        &mut self,
        kind: StepKind,
        needs: Result<T, StepKind>,
        take: impl FnOnce(T) -> F,
    ) -> Result<U, StepKind>
    where
        F: Future<Output = (Finding, U)>,
    {
        let (finding, found) = match needs {
            Err(failed) => (Finding::Needs(failed), Err(failed)),
            Ok(_) if Instant::now() >= self.deadline => (Finding::OutOfTime, Err(kind)),
            Ok(needed) => match timeout_at(self.deadline, take(needed)).await {
                Ok((finding, found)) if finding.result() != StepResult::Failed => (finding, Ok(found)),
                Ok((finding, _)) => (finding, Err(kind)),
                Err(_) => (Finding::OutOfTime, Err(kind)),
            },
        };
        let step = Step { kind, finding };
        (self.report)(&step);
        self.steps.push(step);
        found
    }
}

/// An answer to the first question, or why none came over a connection that did.
type FirstReply = Result<Reply, Fault>;
