//! What a room's sessions are like, beside locks and design: everything that current meeting servers really let a portal
//! choose (`plugnmeet-api.md` §6). What they only pretend to take stands in [`FixedFeature`].
mod file_types;
mod notes;
mod number;
mod paragraphs;
mod setting;

use serde::{Deserialize, Serialize};

pub use file_types::{FileTypes, FileTypesError};
pub use notes::{Notes, NotesError};
pub use number::{NumberError, Whole};
pub use paragraphs::{Paragraphs, ParagraphsError};
pub use setting::Setting;

use super::address::HttpsUrl;

/// How many people may be in at once.
pub type MaxParticipants = Whole<1, 10_000>;
/// How long a session may last, in minutes from the first person's entering. A server forgets sessions after a day (§9).
pub type Duration = Whole<1, 1440>;
/// How long nobody may be in a session, in minutes from its creation. A server takes less than two for thirty (§6.2).
pub type EmptyTimeout = Whole<2, 1440>;
/// How many breakout rooms a moderator may open; sixteen is a server's hard limit (§6.2).
pub type BreakoutRooms = Whole<1, 16>;
/// The first message in the chat; the client shows simple HTML in it.
pub type WelcomeMessage = Paragraphs<2000>;
/// What somebody reads who waits to be let in.
pub type WaitingRoomMessage = Paragraphs<500>;

/// The settings of a room. What is not set is a server's default; read back from storage, what is missing is so too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "these are the switches there are")]
pub struct RoomSettings {
    /// Shown as the first message in the chat.
    pub welcome_message: Option<WelcomeMessage>,
    /// Where the browser goes when the session has ended.
    pub logout_url: Option<HttpsUrl>,
    /// `None` is as many as the server takes.
    pub max_participants: Option<MaxParticipants>,
    /// `None` is as long as the server lets it.
    pub duration: Option<Duration>,
    /// When a session that nobody is in ends.
    pub empty_timeout: EmptyTimeout,
    /// Participants wait until a moderator lets them in.
    pub waiting_room: bool,
    /// What they read meanwhile.
    pub waiting_room_message: Option<WaitingRoomMessage>,
    /// Guests need not wait for a moderator: whoever comes first starts it. Only the portal knows of it.
    pub anyone_may_start: bool,
    /// Whoever has a link, and every program that looks at it, reads the room's title. Only the portal knows of it.
    pub title_in_previews: bool,
    /// Everybody enters muted.
    pub mute_on_start: bool,
    /// Participants see moderators' webcams only.
    pub admin_only_webcams: bool,
    /// The server hands out user ids of its own, a new one with every token (§3.1, step 11a).
    pub auto_gen_user_id: bool,
    /// Cloud recording begins by itself.
    pub auto_cloud_recording: bool,
    /// Cloud recordings show moderators' webcams only.
    pub only_record_admin_webcams: bool,
    /// Live streaming to other services.
    pub broadcasting: bool,
    /// Virtual backgrounds.
    pub virtual_backgrounds: bool,
    /// Raising a hand.
    pub raise_hand: bool,
    /// Emoji reactions.
    pub reactions: bool,
    /// What is encrypted from browser to browser.
    pub encryption: Encryption,
    /// At most so many.
    pub breakout_rooms: BreakoutRooms,
    /// On the whiteboard from the start. The meeting server fetches it; Roomkey never does.
    pub whiteboard_file: Option<HttpsUrl>,
    /// What may be sent in the chat; none named is the server's own list.
    pub chat_file_types: FileTypes,
    /// Passed on to programs; every participant's browser can read it.
    pub extra_data: Notes,
}

/// Encryption from browser to browser, which the server cannot open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "these are the switches there are")]
pub struct Encryption {
    /// Sound and pictures. Switches off telephone dial-in and ingress.
    pub enabled: bool,
    /// Chat messages too. Without effect unless enabled, like the next two.
    pub chat: bool,
    /// The whiteboard too.
    pub whiteboard: bool,
    /// People type the key themselves, so that the server never has it. Also switches off broadcasting, cloud recording,
    /// transcription and summaries.
    pub own_key: bool,
}

impl Default for RoomSettings {
    fn default() -> Self {
        Self {
            welcome_message: None,
            logout_url: None,
            max_participants: None,
            duration: None,
            empty_timeout: EmptyTimeout::known(30),
            waiting_room: false,
            waiting_room_message: None,
            anyone_may_start: false,
            title_in_previews: false,
            mute_on_start: false,
            admin_only_webcams: false,
            auto_gen_user_id: false,
            auto_cloud_recording: false,
            only_record_admin_webcams: false,
            broadcasting: true,
            virtual_backgrounds: true,
            raise_hand: true,
            reactions: true,
            encryption: Encryption::default(),
            breakout_rooms: BreakoutRooms::known(6),
            whiteboard_file: None,
            chat_file_types: FileTypes::default(),
            extra_data: Notes::default(),
        }
    }
}

/// What servers since v2.3.0 leave on whatever a portal asks (§6.2). Locks restrict people instead, where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FixedFeature {
    /// Cameras: locked one by one.
    Webcams,
    /// Screen sharing: locked one by one.
    ScreenSharing,
    /// Chat and files in it: locked one by one.
    Chat,
    /// Whiteboard: locked one by one.
    Whiteboard,
    /// Shared notepad: locked one by one.
    SharedNotepad,
    /// Seeing who is there.
    ParticipantsList,
    /// Recording, by the server and in one's own browser: a moderator's button.
    Recording,
    /// Figures about the session, kept by the server.
    Analytics,
    /// Breakout rooms: only how many.
    BreakoutRooms,
    /// Polls.
    Polls,
    /// Films and pages shown to everybody.
    SharedMedia,
    /// Cameras and programs that send into the meeting.
    Ingress,
}

impl FixedFeature {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::Webcams,
        Self::ScreenSharing,
        Self::Chat,
        Self::Whiteboard,
        Self::SharedNotepad,
        Self::ParticipantsList,
        Self::Recording,
        Self::Analytics,
        Self::BreakoutRooms,
        Self::Polls,
        Self::SharedMedia,
        Self::Ingress,
    ];

    /// Whether the ten locks hold participants back from it.
    pub fn has_lock(self) -> bool {
        matches!(self, Self::Webcams | Self::ScreenSharing | Self::Chat | Self::Whiteboard | Self::SharedNotepad)
    }
}

impl RoomSettings {
    /// As JSON, to be stored.
    ///
    /// # Errors
    /// None that these types can cause; serde does not know that.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// From what [`Self::to_json`] made, now or in an earlier version.
    ///
    /// # Errors
    /// When it is no JSON object, or holds a value that is not valid.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stored_is_the_default() {
        assert_eq!(RoomSettings::from_json("{}").unwrap(), RoomSettings::default());
    }

    #[test]
    fn what_is_stored_comes_back() {
        let settings = RoomSettings {
            welcome_message: Some("Hello,\nand <b>welcome</b>".parse().unwrap()),
            max_participants: Some("30".parse().unwrap()),
            empty_timeout: "2".parse().unwrap(),
            waiting_room: true,
            raise_hand: false,
            encryption: Encryption { enabled: true, own_key: true, ..Encryption::default() },
            chat_file_types: "pdf, PNG".parse().unwrap(),
            extra_data: "class = 7b".parse().unwrap(),
            ..RoomSettings::default()
        };
        assert_eq!(RoomSettings::from_json(&settings.to_json().unwrap()).unwrap(), settings);
    }

    #[test]
    fn a_wrong_value_is_not_read() {
        for text in ["", "null", r#"{"max_participants":0}"#, r#"{"empty_timeout":1}"#, r#"{"logout_url":"javascript:x"}"#] {
            assert!(RoomSettings::from_json(text).is_err(), "{text}");
        }
    }
}
