//! Black box: a real server on a free port with a real database, and the real binary. One module per job.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]

mod account_page;
mod accounts;
mod app;
mod broken_server;
mod client_limits;
mod command_line;
mod conformance;
mod connection_test;
mod crash;
mod headers;
mod health;
mod inspect;
mod outage_words;
mod outages;
mod people;
mod presence;
mod process;
mod proxy;
mod query_plans;
mod recorded_replies;
mod room_life;
mod room_server;
mod rooms;
mod rooms_list;
mod rush;
mod sandbox_api;
mod secrets;
mod server_calls;
mod server_tests;
mod servers;
mod serving;
mod settings;
mod sign_in_again;
mod texts;
mod took_effect;
