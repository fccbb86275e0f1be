//! The keys of what has one fixed name: locks, design keys, roles, templates.
use crate::domain::browser::Browser;
use crate::domain::contrast::Pair;
use crate::domain::design::{BuiltIn, DesignKey};
use crate::domain::fault::Fault;
use crate::domain::invite::{Share, Standing};
use crate::domain::invite_list::{Renewal, Shown};
use crate::domain::locks::{Lock, LockGroup, LockKind, NoEffect, Preset, Reason};
use crate::domain::look::Idle;
use crate::domain::person::MeetingRole;
use crate::domain::room::RoomTitle;
use crate::domain::room_list::{Filter, Sort};
use crate::domain::settings::{FixedFeature, Setting};
use crate::domain::template::Template;
use crate::services::classroom::Role;
use crate::services::invites::Invite;
use crate::text::Text;

/// A browser by its families: `Firefox on Windows`.
pub fn browser(t: Text, browser: &Browser) -> String {
    match (browser.family, browser.system) {
        ("", "") => t.get("browser-unknown"),
        ("", system) => t.with("browser-unknown-on", [("system", system.into())]),
        (family, "") => family.to_owned(),
        (family, system) => t.with("browser-on", [("browser", family.into()), ("system", system.into())]),
    }
}

/// Who an invite is for.
pub fn invite(t: Text, invite: &Invite) -> String {
    invited(t, invite.terms.person.as_ref().map(|person| person.name.as_str()), invite.share)
}

/// Who an invite is for: this person, or whoever has a link of the share box, or any other.
pub fn invited(t: Text, name: Option<&str>, share: Option<Share>) -> String {
    match (name, share) {
        (Some(name), _) => name.to_owned(),
        (None, Some(Share::Participants)) => t.get("invite-of-participants"),
        (None, Some(Share::Moderators)) => t.get("invite-of-moderators"),
        (None, None) => t.get("invite-open"),
    }
}

/// Whether an invite opens its room.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Valid => "invite-valid",
        Standing::NotYet(_) => "invite-not-yet",
        Standing::Expired(_) => "invite-expired",
        Standing::UsedUp => "invite-used-up",
        Standing::Revoked(_) => "invite-revoked",
    }
}

/// Which invites a list shows.
pub fn shown(shown: Shown) -> &'static str {
    match shown {
        Shown::All => "invites-all",
        Shown::Open => "invites-open",
        Shown::Personal => "invites-personal",
        Shown::Current => "invites-current",
        Shown::Ended => "invites-ended",
    }
}

/// For how long an invite is renewed.
pub fn renewal(t: Text, renewal: Renewal) -> String {
    match renewal {
        Renewal::Days(365) => t.get("renewal-year"),
        Renewal::Days(days) => t.with("renewal-days", [("count", days.into())]),
        Renewal::Endless => t.get("renewal-endless"),
    }
}

/// The cause of a fault of a meeting server, and what to check. Two take an HTTP status.
pub fn fault(fault: &Fault) -> &'static str {
    match fault {
        Fault::NameUnknown => "fault-name-unknown",
        Fault::AddressForbidden => "fault-address-forbidden",
        Fault::ConnectionRefused => "fault-connection-refused",
        Fault::Unreachable => "fault-unreachable",
        Fault::ConnectTimeout => "fault-connect-timeout",
        Fault::CertificateExpired => "fault-certificate-expired",
        Fault::CertificateName => "fault-certificate-name",
        Fault::CertificateUntrusted => "fault-certificate-untrusted",
        Fault::Tls => "fault-tls",
        Fault::ReplyTimeout => "fault-reply-timeout",
        Fault::Broken => "fault-broken",
        Fault::KeyRefused => "fault-key-refused",
        Fault::SignatureRefused => "fault-signature-refused",
        Fault::Unauthorised { .. } => "fault-unauthorised",
        Fault::NotPlugnmeet => "fault-not-plugnmeet",
        Fault::Redirects => "fault-redirects",
        Fault::WebPage { .. } => "fault-web-page",
        Fault::Status { .. } => "fault-status",
        Fault::TooLarge => "fault-too-large",
        Fault::Unreadable => "fault-unreadable",
        Fault::OtherShape => "fault-other-shape",
    }
}

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

/// What is chosen for one person.
pub fn lock_choice(lock: Lock) -> &'static str {
    match lock {
        Lock::Inherit => "lock-choice-inherit",
        Lock::Locked => "lock-choice-locked",
        Lock::Allowed => "lock-choice-allowed",
    }
}

/// In whose place a room's locks are seen, if it is nobody's in particular.
pub fn seen_role(role: Role) -> &'static str {
    match role {
        Role::Participant => "role-participant",
        Role::Moderator => "role-moderator",
        Role::Presenter => "role-presenter",
    }
}

/// What a preset is called.
pub fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::OpenFloor => "preset-open-floor",
        Preset::Discussion => "preset-discussion",
        Preset::Lecture => "preset-lecture",
        Preset::Exam => "preset-exam",
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
        (Reason::PersonPrivateChat, _) => "reason-person-private-chat",
        (Reason::RoomChat, _) => "reason-room-chat",
        (Reason::Chat, _) => "reason-chat",
        (Reason::Sending, _) => "reason-sending",
        (Reason::SwitchedOff, _) => "reason-switched-off",
    }
}

/// Why a choice for one person changes nothing.
pub fn no_effect(why: NoEffect) -> &'static str {
    match why {
        NoEffect::RoomLocksPrivateChat => "no-effect-private-chat",
        NoEffect::RoomLocksChat => "no-effect-chat",
    }
}

/// What a setting is called.
pub fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::WelcomeMessage => "settings-welcome",
        Setting::LogoutUrl => "settings-logout",
        Setting::Duration => "settings-duration",
        Setting::WaitingRoom => "settings-waiting-room",
        Setting::WaitingRoomMessage => "settings-waiting-message",
        Setting::MuteOnStart => "settings-mute",
        Setting::AutoGenUserId => "settings-auto-id",
        Setting::AdminOnlyWebcams => "settings-admin-webcams",
        Setting::VirtualBackgrounds => "settings-virtual-backgrounds",
        Setting::RaiseHand => "settings-raise-hand",
        Setting::Reactions => "settings-reactions",
        Setting::BreakoutRooms => "settings-breakout",
        Setting::ChatFileTypes => "settings-file-types",
        Setting::AutoCloudRecording => "settings-auto-recording",
        Setting::OnlyRecordAdminWebcams => "settings-record-admins",
        Setting::Broadcasting => "settings-broadcasting",
        Setting::Encryption => "settings-encryption",
        Setting::EncryptChat => "settings-encrypt-chat",
        Setting::EncryptWhiteboard => "settings-encrypt-whiteboard",
        Setting::OwnKey => "settings-own-key",
        Setting::ExtraData => "settings-extra-data",
    }
}

/// What a meeting server is called; `None`: the sandbox.
pub fn server(t: Text, name: Option<&str>) -> String {
    name.map_or_else(|| t.get("server-sandbox"), str::to_owned)
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

/// What a starting point is called.
pub fn built_in(built_in: BuiltIn) -> &'static str {
    match built_in {
        BuiltIn::Lagoon => "design-lagoon",
        BuiltIn::Meadow => "design-meadow",
        BuiltIn::Plum => "design-plum",
        BuiltIn::Sunrise => "design-sunrise",
        BuiltIn::Poppy => "design-poppy",
        BuiltIn::Midnight => "design-midnight",
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

/// What a template is called.
pub fn template(template: Template) -> &'static str {
    match template {
        Template::Lesson => "template-lesson",
        Template::Meeting => "template-meeting",
        Template::Webinar => "template-webinar",
        Template::Exam => "template-exam",
    }
}

/// What a room is like that begins with a template, in one sentence.
pub fn template_effect(template: Template) -> &'static str {
    match template {
        Template::Lesson => "template-effect-lesson",
        Template::Meeting => "template-effect-meeting",
        Template::Webinar => "template-effect-webinar",
        Template::Exam => "template-effect-exam",
    }
}

/// Which rooms are listed.
pub fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "rooms-filter-all",
        Filter::Mine => "rooms-filter-mine",
        Filter::Shared => "rooms-filter-shared",
        Filter::Archived => "rooms-filter-archived",
    }
}

/// In which order rooms are listed.
pub fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Used => "rooms-sort-used",
        Sort::Title => "rooms-sort-title",
        Sort::Newest => "rooms-sort-newest",
    }
}

/// What a copy of a room is called: as the room, with a word that says so, and cut where that would be too long.
pub fn copy_of(t: Text, title: &RoomTitle) -> RoomTitle {
    let named = |title: &str| t.with("room-copy-title", [("title", title.to_owned().into())]);
    let whole = named(title.as_str());
    let surplus = whole.chars().count().saturating_sub(RoomTitle::LIMIT);
    let copy = if surplus == 0 {
        whole
    } else {
        // One more makes room for the mark that something is missing.
        let kept = title.as_str().chars().count().saturating_sub(surplus + 1);
        let cut: String = title.as_str().chars().take(kept).collect();
        named(&format!("{}…", cut.trim_end()))
    };
    copy.parse().unwrap_or_else(|_| title.clone())
}

/// What a month (1 to 12) is called in a date.
pub fn month(month: i8) -> &'static str {
    match month {
        1 => "month-january",
        2 => "month-february",
        3 => "month-march",
        4 => "month-april",
        5 => "month-may",
        6 => "month-june",
        7 => "month-july",
        8 => "month-august",
        9 => "month-september",
        10 => "month-october",
        11 => "month-november",
        _ => "month-december",
    }
}

/// Why a key of a design has no effect.
pub fn idle(why: Idle) -> &'static str {
    match why {
        Idle::TextWithoutButton => "design-idle-text",
        Idle::UnderImage => "design-idle-image",
        Idle::OldName => "design-idle-old-name",
    }
}

/// What two colours that meet are called.
pub fn pair(pair: Pair) -> &'static str {
    match pair {
        Pair::PrimaryButton => "contrast-primary-button",
        Pair::SecondaryButton => "contrast-secondary-button",
        Pair::HeaderText => "contrast-header-text",
        Pair::HeaderIcons => "contrast-header-icons",
        Pair::FooterIcons => "contrast-footer-icons",
        Pair::FooterButtons => "contrast-footer-buttons",
        Pair::PanelText => "contrast-panel-text",
        Pair::PanelSmallText => "contrast-panel-small-text",
        Pair::PanelHint => "contrast-panel-hint",
        Pair::PanelIcons => "contrast-panel-icons",
        Pair::Avatar => "contrast-avatar",
        Pair::Badge => "contrast-badge",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn a_copy_says_so_in_at_most_120_characters() {
        let copy = |title: &str, language| copy_of(Text { language }, &title.parse().unwrap()).to_string();
        assert_eq!(copy("Biology 7b", Language::English), "Biology 7b (copy)");
        assert_eq!(copy("Biology 7b", Language::German), "Biology 7b (Kopie)");
        assert_eq!(copy("فصل", Language::English), "فصل (copy)");
        for language in [Language::English, Language::German] {
            for length in 100..=120 {
                let copy = copy(&"ü ".repeat(60).chars().take(length).collect::<String>(), language);
                assert!(copy.chars().count() <= 120 && copy.ends_with(')'), "{copy}");
            }
        }
        let long = copy(&"x".repeat(120), Language::English);
        assert_eq!(long.chars().count(), 120);
        assert!(long.ends_with("x… (copy)"), "{long}");
    }
}
