//! One file a page.
pub mod account;
pub mod delete_room;
pub mod design;
pub mod join_link;
pub mod locks;
pub mod new_room;
pub mod not_found;
pub mod rehearsal;
pub mod room;
pub mod rooms;
pub mod set_up;
pub mod settings;
pub mod sign_in;
