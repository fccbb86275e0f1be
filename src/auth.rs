//! Passwords, and how guessing them is slowed down.
pub mod passwords;
pub mod throttle;
