//! The settings by name: those that a meeting server tells back of a session.
/// A setting whose value stands in a session's metadata (`plugnmeet-api.md` §6). What is not here is either told to nobody
/// (how many people, how long nobody) or is gone once it was used (the whiteboard's file).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are the fields of `RoomSettings`")]
pub enum Setting {
    WelcomeMessage,
    LogoutUrl,
    Duration,
    WaitingRoom,
    WaitingRoomMessage,
    MuteOnStart,
    AutoGenUserId,
    AdminOnlyWebcams,
    VirtualBackgrounds,
    RaiseHand,
    Reactions,
    BreakoutRooms,
    ChatFileTypes,
    AutoCloudRecording,
    OnlyRecordAdminWebcams,
    Broadcasting,
    Encryption,
    EncryptChat,
    EncryptWhiteboard,
    OwnKey,
    ExtraData,
}

impl Setting {
    /// All, in the order of the settings page.
    pub const ALL: [Self; 21] = [
        Self::WelcomeMessage,
        Self::LogoutUrl,
        Self::Duration,
        Self::WaitingRoom,
        Self::WaitingRoomMessage,
        Self::MuteOnStart,
        Self::AutoGenUserId,
        Self::AdminOnlyWebcams,
        Self::VirtualBackgrounds,
        Self::RaiseHand,
        Self::Reactions,
        Self::BreakoutRooms,
        Self::ChatFileTypes,
        Self::AutoCloudRecording,
        Self::OnlyRecordAdminWebcams,
        Self::Broadcasting,
        Self::Encryption,
        Self::EncryptChat,
        Self::EncryptWhiteboard,
        Self::OwnKey,
        Self::ExtraData,
    ];

    /// The field of `SettingsForm` that sets it.
    pub fn field(self) -> &'static str {
        match self {
            Self::WelcomeMessage => "welcome_message",
            Self::LogoutUrl => "logout_url",
            Self::Duration => "duration",
            Self::WaitingRoom => "waiting_room",
            Self::WaitingRoomMessage => "waiting_room_message",
            Self::MuteOnStart => "mute_on_start",
            Self::AutoGenUserId => "auto_gen_user_id",
            Self::AdminOnlyWebcams => "admin_only_webcams",
            Self::VirtualBackgrounds => "virtual_backgrounds",
            Self::RaiseHand => "raise_hand",
            Self::Reactions => "reactions",
            Self::BreakoutRooms => "breakout_rooms",
            Self::ChatFileTypes => "chat_file_types",
            Self::AutoCloudRecording => "auto_cloud_recording",
            Self::OnlyRecordAdminWebcams => "only_record_admin_webcams",
            Self::Broadcasting => "broadcasting",
            Self::Encryption => "encryption",
            Self::EncryptChat => "encrypt_chat",
            Self::EncryptWhiteboard => "encrypt_whiteboard",
            Self::OwnKey => "encryption_own_key",
            Self::ExtraData => "extra_data",
        }
    }
}
