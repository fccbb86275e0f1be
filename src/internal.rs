//! What went wrong without anybody being able to act on it.
use std::error::Error;
use std::panic::Location;

use crate::random;

/// Everything else that can go wrong: logged where it happened, once, under a reference that the person is shown.
///
/// Made by `?` from any error. A verb's own enum takes part by
/// `impl<E: Into<Internal>> From<E> for ItsError`, and for that implements no `std::error::Error` itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Internal {
    reference: String,
}

impl Internal {
    /// Eight letters and digits, by which the line in the log is found.
    pub fn reference(&self) -> &str {
        &self.reference
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for Internal {
    #[track_caller]
    fn from(error: E) -> Self {
        let reference = random::letters(8);
        let mut causes = error.to_string();
        let mut cause = error.source();
        while let Some(source) = cause {
            causes = format!("{causes}: {source}");
            cause = source.source();
        }
        tracing::error!(reference, at = %Location::caller(), "{causes}");
        Self { reference }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::tests::logged;

    #[derive(Debug, thiserror::Error)]
    #[error("the page was not made")]
    struct Outer(#[source] std::num::ParseIntError);

    #[test]
    fn what_went_wrong_is_logged_once_with_every_cause_under_its_reference() {
        let mut reference = String::new();
        let lines = logged("info", || {
            let failed = || -> Result<i32, Internal> { Ok("x".parse().map_err(Outer)?) };
            reference = failed().unwrap_err().reference().to_owned();
        });
        assert_eq!(reference.len(), 8);
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        assert_eq!(line["fields"]["reference"], reference);
        assert_eq!(line["fields"]["message"], "the page was not made: invalid digit found in string");
        assert!(line["fields"]["at"].as_str().unwrap().contains("internal.rs"), "{line}");
    }
}
