//! What is live: who listens for news of which room, who waits before it, and what is known of each meeting server.
mod budget;
mod known;
mod listeners;
mod server;

pub use budget::Purpose;
pub use known::{Change, Question, Seen};
pub use listeners::{Listener, Live, News, Waiting};
pub use server::{Polling, Server};
