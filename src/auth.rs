//! Passwords, and how guessing them is slowed down.
pub mod guesses;
pub mod passwords;
pub mod throttle;
