//! What forms are sent to: one server function a file. Each says who asks, lets a service do it, and sends the browser
//! on; a rejected form goes back to its page with what was typed.
pub mod admit_person;
pub mod archive_room;
pub mod change_password;
pub mod complete_set_up;
pub mod create_room;
pub mod delete_room;
pub mod duplicate_room;
pub mod end_other_sign_ins;
pub mod end_session;
pub mod end_sign_in;
pub mod enter_session;
pub mod join_room;
pub mod leave_session;
pub mod make_join_link;
pub mod remove_person;
pub mod restore_room;
pub mod set_favourite;
pub mod set_profile;
pub mod set_room_design;
pub mod set_room_locks;
pub mod set_room_server;
pub mod set_room_settings;
pub mod sign_in;
pub mod sign_out;
