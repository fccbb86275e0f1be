//! One file a page.
pub mod account;
pub mod delete_room;
pub mod design;
pub mod join_link;
pub mod locks;
pub mod new_room;
pub mod new_server;
pub mod not_found;
pub mod rehearsal;
pub mod remove_server;
pub mod room;
pub mod rooms;
pub mod server;
pub mod servers;
pub mod set_up;
pub mod settings;
pub mod sign_in;
