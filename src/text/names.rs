//! The keys of what has one fixed name: locks, design keys, roles.
use crate::domain::design::DesignKey;
use crate::domain::locks::{LockGroup, LockKind, NoEffect, Reason};
use crate::domain::person::MeetingRole;
use crate::domain::settings::FixedFeature;

/// The heading of a group of locks.
pub fn lock_group(group: LockGroup) -> &'static str {
    match group {
        LockGroup::Speak => "lock-group-speak",
        LockGroup::Show => "lock-group-show",
        LockGroup::Write => "lock-group-write",
        LockGroup::React => "lock-group-react",
    }
}

/// What a lock is called.
pub fn lock(kind: LockKind) -> &'static str {
    match kind {
        LockKind::Microphone => "lock-microphone",
        LockKind::Webcam => "lock-webcam",
        LockKind::ScreenSharing => "lock-screen-sharing",
        LockKind::Whiteboard => "lock-whiteboard",
        LockKind::SharedNotepad => "lock-shared-notepad",
        LockKind::Chat => "lock-chat",
        LockKind::ChatSendMessage => "lock-chat-send-message",
        LockKind::ChatFileShare => "lock-chat-file-share",
        LockKind::PrivateChat => "lock-private-chat",
        LockKind::Reactions => "lock-reactions",
    }
}

/// What a lock does, in one sentence.
pub fn lock_effect(kind: LockKind) -> &'static str {
    match kind {
        LockKind::Microphone => "lock-effect-microphone",
        LockKind::Webcam => "lock-effect-webcam",
        LockKind::ScreenSharing => "lock-effect-screen-sharing",
        LockKind::Whiteboard => "lock-effect-whiteboard",
        LockKind::SharedNotepad => "lock-effect-shared-notepad",
        LockKind::Chat => "lock-effect-chat",
        LockKind::ChatSendMessage => "lock-effect-chat-send-message",
        LockKind::ChatFileShare => "lock-effect-chat-file-share",
        LockKind::PrivateChat => "lock-effect-private-chat",
        LockKind::Reactions => "lock-effect-reactions",
    }
}

/// What somebody does who is not locked: stands after "may" and "may not".
pub fn deed(kind: LockKind) -> &'static str {
    match kind {
        LockKind::Microphone => "deed-microphone",
        LockKind::Webcam => "deed-webcam",
        LockKind::ScreenSharing => "deed-screen-sharing",
        LockKind::Whiteboard => "deed-whiteboard",
        LockKind::SharedNotepad => "deed-shared-notepad",
        LockKind::Chat => "deed-chat",
        LockKind::ChatSendMessage => "deed-chat-send-message",
        LockKind::ChatFileShare => "deed-chat-file-share",
        LockKind::PrivateChat => "deed-private-chat",
        LockKind::Reactions => "deed-reactions",
    }
}

/// Why a lock falls out as it does.
pub fn reason(reason: Reason, locked: bool) -> &'static str {
    match (reason, locked) {
        (Reason::Room, true) => "reason-room-locked",
        (Reason::Room, false) => "reason-room-allowed",
        (Reason::Person, true) => "reason-person-locked",
        (Reason::Person, false) => "reason-person-allowed",
        (Reason::Moderator, _) => "reason-moderator",
        (Reason::Presenter, _) => "reason-presenter",
        (Reason::ServerDefault, _) => "reason-server-default",
        (Reason::Unset, _) => "reason-unset",
        (Reason::RoomPrivateChat, _) => "reason-room-private-chat",
        (Reason::RoomChat, _) => "reason-room-chat",
    }
}

/// Why a choice for one person changes nothing.
pub fn no_effect(why: NoEffect) -> &'static str {
    match why {
        NoEffect::RoomLocksPrivateChat => "no-effect-private-chat",
        NoEffect::RoomLocksChat => "no-effect-chat",
    }
}

/// What a person is in a meeting.
pub fn role(role: MeetingRole) -> &'static str {
    match role {
        MeetingRole::Moderator => "role-moderator",
        MeetingRole::Participant => "role-participant",
    }
}

/// What a design key is called.
pub fn design_key(key: DesignKey) -> &'static str {
    match key {
        DesignKey::PrimaryColor => "design-primary-color",
        DesignKey::PrimaryBtnBgColor => "design-primary-btn-bg-color",
        DesignKey::PrimaryBtnTextColor => "design-primary-btn-text-color",
        DesignKey::SecondaryColor => "design-secondary-color",
        DesignKey::SecondaryBtnBgColor => "design-secondary-btn-bg-color",
        DesignKey::SecondaryBtnTextColor => "design-secondary-btn-text-color",
        DesignKey::BackgroundColor => "design-background-color",
        DesignKey::BackgroundImage => "design-background-image",
        DesignKey::HeaderBgColor => "design-header-bg-color",
        DesignKey::FooterBgColor => "design-footer-bg-color",
        DesignKey::FooterIconBgColor => "design-footer-icon-bg-color",
        DesignKey::FooterIconColor => "design-footer-icon-color",
        DesignKey::SidePanelBgColor => "design-side-panel-bg-color",
        DesignKey::RightSideBgColor => "design-right-side-bg-color",
        DesignKey::CustomCssUrl => "design-custom-css-url",
        DesignKey::CustomLogo => "design-custom-logo",
    }
}

/// What is always on.
pub fn fixed_feature(feature: FixedFeature) -> &'static str {
    match feature {
        FixedFeature::Webcams => "fixed-webcams",
        FixedFeature::ScreenSharing => "fixed-screen-sharing",
        FixedFeature::Chat => "fixed-chat",
        FixedFeature::Whiteboard => "fixed-whiteboard",
        FixedFeature::SharedNotepad => "fixed-notepad",
        FixedFeature::ParticipantsList => "fixed-participants",
        FixedFeature::Recording => "fixed-recording",
        FixedFeature::Analytics => "fixed-analytics",
        FixedFeature::BreakoutRooms => "fixed-breakout",
        FixedFeature::Polls => "fixed-polls",
        FixedFeature::SharedMedia => "fixed-media",
        FixedFeature::Ingress => "fixed-ingress",
    }
}

/// What is to be said of something that is always on and has no lock.
pub fn fixed_feature_hint(feature: FixedFeature) -> &'static str {
    match feature {
        FixedFeature::ParticipantsList => "fixed-everybody",
        FixedFeature::Analytics => "fixed-by-server",
        FixedFeature::Ingress => "fixed-by-encryption",
        _ => "fixed-by-moderators",
    }
}
