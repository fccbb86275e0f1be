//! The code that lets the first person in.
use aws_lc_rs::constant_time::verify_slices_are_equal;
use secrecy::{ExposeSecret, SecretString};

use crate::random;

/// 260 unguessable bits, drawn at every start and kept in memory only. Opens `/setup` while there is no administrator.
#[derive(Clone, Debug)]
pub struct SetUpCode(SecretString);

impl SetUpCode {
    /// A new one.
    pub(super) fn new() -> Self {
        Self(random::letters(52).into())
    }

    /// Whether this is the code; takes the same time for every wrong one of its length.
    pub fn matches(&self, typed: &str) -> bool {
        verify_slices_are_equal(self.0.expose_secret().as_bytes(), typed.as_bytes()).is_ok()
    }

    /// The code, for the terminal.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}
