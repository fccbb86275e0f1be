//! Passwords, and how guessing them is slowed down.
pub mod guesses;
pub mod newcomers;
pub mod passwords;
pub mod throttle;
