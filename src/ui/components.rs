//! What pages are made of.
pub mod design_fields;
pub mod field;
pub mod icon;
pub mod key_card;
pub mod lock_rows;
pub mod only_here;
pub mod outage;
pub mod post_form;
pub mod qr;
pub mod room_actions;
pub mod room_bits;
pub mod room_finder;
pub mod room_server;
pub mod server_fields;
pub mod server_state;
pub mod took_effect;
pub mod window_title;
