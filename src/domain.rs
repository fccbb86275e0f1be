//! Values that cannot be wrong, and the rules that need no I/O. Compiled for browser and server alike.
//!
//! Every value here is made by parsing and exists only if it is valid, also when it is read back from storage or from
//! a session. Errors carry facts (limits, a suggestion); `text/` turns them into words.
pub mod account;
pub mod address;
pub mod ascii;
pub mod browser;
pub mod color;
pub mod contrast;
pub mod design;
pub mod door;
pub mod fault;
pub mod fold;
pub mod invitation;
pub mod invite;
pub mod invite_list;
pub mod join_link;
pub mod language;
pub mod line;
pub mod locks;
pub mod logo;
pub mod look;
pub mod moment;
pub mod palette;
pub mod pasted;
pub mod percent;
pub mod person;
pub mod reading;
pub mod room;
pub mod room_list;
pub mod server;
pub mod settings;
pub mod template;
pub mod user_id;

/// Gives a type that wraps checked text what all such types share: the text itself, and a way in and out of serde
/// that checks again (the type adds `#[serde(try_from = "String", into = "String")]` and its own `FromStr`).
macro_rules! checked_text {
    ($type:ident, $error:ty) => {
        impl $type {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $type {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.0
            }
        }
    };
}
use checked_text;
