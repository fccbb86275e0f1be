//! When a call is made again, and after how long.
use std::time::Duration;

use crate::domain::fault::Fault;
use crate::random;

/// So often a call is made again, at most.
pub const MOST: u32 = 2;

/// Whether another try may help, and does no harm: a call may be made again when nothing of it has left, whatever it is,
/// and one that is idempotent also when nobody knows what became of it. What would only be said again is not asked again.
pub fn is_worth_it(fault: &Fault, is_idempotent: bool) -> bool {
    match fault {
        Fault::ConnectionRefused | Fault::Unreachable | Fault::ConnectTimeout => true,
        Fault::Broken => is_idempotent,
        Fault::Status { status, .. } | Fault::WebPage { status } => is_idempotent && *status >= 500,
        _ => false,
    }
}

/// How long to wait before try number `count` of the repeats, which begins at 0: 100 to 200 ms, then 200 to 400. Chance
/// keeps those apart who failed together.
pub fn pause(count: u32) -> Duration {
    let [chance] = random::bytes();
    let least = Duration::from_millis(100) * 2_u32.pow(count);
    least + least * u32::from(chance) / 255
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fault::Words;

    #[test]
    fn what_nobody_heard_is_said_again_and_what_may_have_been_heard_only_if_it_does_no_harm() {
        let status = |status| Fault::Status { status, words: Words::default() };
        for (fault, token, read) in [
            (Fault::ConnectionRefused, true, true),
            (Fault::ConnectTimeout, true, true),
            (Fault::Unreachable, true, true),
            (Fault::Broken, false, true),
            (status(500), false, true),
            (Fault::WebPage { status: 502 }, false, true),
            (Fault::WebPage { status: 200 }, false, false),
            (status(400), false, false),
            (Fault::KeyRefused, false, false),
            (Fault::NotPlugnmeet, false, false),
            (Fault::ReplyTimeout, false, false),
            (Fault::NameUnknown, false, false),
            (Fault::CertificateExpired, false, false),
            (Fault::TooLarge, false, false),
        ] {
            assert_eq!((is_worth_it(&fault, false), is_worth_it(&fault, true)), (token, read), "{fault}");
        }
    }

    #[test]
    fn pauses_grow_and_differ() {
        let millis = |count| pause(count).as_millis();
        assert!((0..50).all(|_| (100..=200).contains(&millis(0)) && (200..=400).contains(&millis(1))));
        assert!((0..50).map(|_| millis(0)).collect::<std::collections::HashSet<_>>().len() > 5);
    }
}
