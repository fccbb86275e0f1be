//! `/rooms/{slug}/settings`
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::room::is_ticked;
use super::{FieldError, FieldErrors};
use crate::domain::room::RoomTitle;
use crate::domain::settings::{Encryption, RoomSettings};

/// A room's title and settings as posted. Texts that are empty are not set; a box that is not posted is not ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// The room's title.
    pub title: String,
    /// Several lines.
    pub welcome_message: String,
    /// An https address.
    pub logout_url: String,
    /// A number.
    pub max_participants: String,
    /// Minutes.
    pub duration: String,
    /// Minutes.
    pub empty_timeout: String,
    /// A box.
    pub waiting_room: String,
    /// Several lines.
    pub waiting_room_message: String,
    /// A box.
    pub anyone_may_start: String,
    /// A box.
    pub title_in_previews: String,
    /// A box.
    pub mute_on_start: String,
    /// A box.
    pub admin_only_webcams: String,
    /// A box.
    pub auto_gen_user_id: String,
    /// A box.
    pub auto_cloud_recording: String,
    /// A box.
    pub only_record_admin_webcams: String,
    /// A box.
    pub broadcasting: String,
    /// A box.
    pub virtual_backgrounds: String,
    /// A box.
    pub raise_hand: String,
    /// A box.
    pub reactions: String,
    /// A box.
    pub encryption: String,
    /// A box.
    pub encrypt_chat: String,
    /// A box.
    pub encrypt_whiteboard: String,
    /// A box.
    pub encryption_own_key: String,
    /// A number.
    pub breakout_rooms: String,
    /// An https address.
    pub whiteboard_file: String,
    /// Endings of file names.
    pub chat_file_types: String,
    /// One `name = text` a line.
    pub extra_data: String,
}

impl SettingsForm {
    /// Title and settings, or what is wrong with each field.
    pub fn parse(&self) -> Result<(RoomTitle, RoomSettings), FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.check("title", self.title.parse::<RoomTitle>());
        let defaults = RoomSettings::default();
        let settings = RoomSettings {
            welcome_message: optional(&mut errors, "welcome_message", &self.welcome_message),
            logout_url: optional(&mut errors, "logout_url", &self.logout_url),
            max_participants: optional(&mut errors, "max_participants", &self.max_participants),
            duration: optional(&mut errors, "duration", &self.duration),
            empty_timeout: optional(&mut errors, "empty_timeout", &self.empty_timeout).unwrap_or(defaults.empty_timeout),
            waiting_room: ticked(&mut errors, "waiting_room", &self.waiting_room),
            waiting_room_message: optional(&mut errors, "waiting_room_message", &self.waiting_room_message),
            anyone_may_start: ticked(&mut errors, "anyone_may_start", &self.anyone_may_start),
            title_in_previews: ticked(&mut errors, "title_in_previews", &self.title_in_previews),
            mute_on_start: ticked(&mut errors, "mute_on_start", &self.mute_on_start),
            admin_only_webcams: ticked(&mut errors, "admin_only_webcams", &self.admin_only_webcams),
            auto_gen_user_id: ticked(&mut errors, "auto_gen_user_id", &self.auto_gen_user_id),
            auto_cloud_recording: ticked(&mut errors, "auto_cloud_recording", &self.auto_cloud_recording),
            only_record_admin_webcams: ticked(&mut errors, "only_record_admin_webcams", &self.only_record_admin_webcams),
            broadcasting: ticked(&mut errors, "broadcasting", &self.broadcasting),
            virtual_backgrounds: ticked(&mut errors, "virtual_backgrounds", &self.virtual_backgrounds),
            raise_hand: ticked(&mut errors, "raise_hand", &self.raise_hand),
            reactions: ticked(&mut errors, "reactions", &self.reactions),
            encryption: Encryption {
                enabled: ticked(&mut errors, "encryption", &self.encryption),
                chat: ticked(&mut errors, "encrypt_chat", &self.encrypt_chat),
                whiteboard: ticked(&mut errors, "encrypt_whiteboard", &self.encrypt_whiteboard),
                own_key: ticked(&mut errors, "encryption_own_key", &self.encryption_own_key),
            },
            breakout_rooms: optional(&mut errors, "breakout_rooms", &self.breakout_rooms).unwrap_or(defaults.breakout_rooms),
            whiteboard_file: optional(&mut errors, "whiteboard_file", &self.whiteboard_file),
            chat_file_types: errors.check("chat_file_types", self.chat_file_types.parse()).unwrap_or_default(),
            extra_data: errors.check("extra_data", self.extra_data.parse()).unwrap_or_default(),
        };
        errors.finish(title.map(|title| (title, settings)))
    }

    /// The form as it shows what is stored.
    pub fn of(title: &RoomTitle, settings: &RoomSettings) -> Self {
        let tick = |is_set: bool| if is_set { "true".to_owned() } else { String::new() };
        Self {
            title: title.to_string(),
            welcome_message: shown(settings.welcome_message.as_ref()),
            logout_url: shown(settings.logout_url.as_ref()),
            max_participants: shown(settings.max_participants.as_ref()),
            duration: shown(settings.duration.as_ref()),
            empty_timeout: settings.empty_timeout.to_string(),
            waiting_room: tick(settings.waiting_room),
            waiting_room_message: shown(settings.waiting_room_message.as_ref()),
            anyone_may_start: tick(settings.anyone_may_start),
            title_in_previews: tick(settings.title_in_previews),
            mute_on_start: tick(settings.mute_on_start),
            admin_only_webcams: tick(settings.admin_only_webcams),
            auto_gen_user_id: tick(settings.auto_gen_user_id),
            auto_cloud_recording: tick(settings.auto_cloud_recording),
            only_record_admin_webcams: tick(settings.only_record_admin_webcams),
            broadcasting: tick(settings.broadcasting),
            virtual_backgrounds: tick(settings.virtual_backgrounds),
            raise_hand: tick(settings.raise_hand),
            reactions: tick(settings.reactions),
            encryption: tick(settings.encryption.enabled),
            encrypt_chat: tick(settings.encryption.chat),
            encrypt_whiteboard: tick(settings.encryption.whiteboard),
            encryption_own_key: tick(settings.encryption.own_key),
            breakout_rooms: settings.breakout_rooms.to_string(),
            whiteboard_file: shown(settings.whiteboard_file.as_ref()),
            chat_file_types: settings.chat_file_types.to_string(),
            extra_data: settings.extra_data.to_string(),
        }
    }
}

fn shown(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// What was typed, if anything was.
fn optional<T: FromStr<Err: Into<FieldError>>>(errors: &mut FieldErrors, field: &'static str, text: &str) -> Option<T> {
    if text.trim().is_empty() { None } else { errors.check(field, text.parse()) }
}

fn ticked(errors: &mut FieldErrors, field: &'static str, text: &str) -> bool {
    errors.check(field, is_ticked(text).ok_or(FieldError::NoSuchChoice)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::HttpsUrlError;
    use crate::domain::settings::{FileTypesError, NotesError, NumberError, ParagraphsError};

    #[test]
    fn what_is_shown_and_sent_back_is_the_same() {
        let title: RoomTitle = "Biology".parse().unwrap();
        let settings = RoomSettings::default();
        assert_eq!(SettingsForm::of(&title, &settings).parse(), Ok((title, settings)));
    }

    #[test]
    fn what_is_empty_is_not_set() {
        let (_, settings) = SettingsForm { title: "Biology".into(), ..SettingsForm::default() }.parse().unwrap();
        assert_eq!((settings.max_participants, settings.duration, settings.welcome_message), (None, None, None));
        assert_eq!((settings.empty_timeout.get(), settings.breakout_rooms.get()), (30, 6));
        assert!(!settings.broadcasting && !settings.raise_hand, "an unticked box is not sent");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let form = SettingsForm {
            welcome_message: "x".repeat(2001),
            logout_url: "http://school.example".into(),
            max_participants: "0".into(),
            duration: "an hour".into(),
            empty_timeout: "1".into(),
            mute_on_start: "maybe".into(),
            breakout_rooms: "17".into(),
            whiteboard_file: "slides.pdf".into(),
            chat_file_types: "pdf, ?".into(),
            extra_data: "class".into(),
            ..SettingsForm::default()
        };
        let errors = form.parse().unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        let expected = "title welcome_message logout_url max_participants duration empty_timeout mute_on_start breakout_rooms \
                        whiteboard_file chat_file_types extra_data";
        assert_eq!(fields.join(" "), expected);
        assert_eq!(errors.get("title"), Some(&FieldError::Required));
        assert!(matches!(errors.get("welcome_message"), Some(FieldError::Paragraphs(ParagraphsError::TooLong { .. }))));
        assert!(matches!(errors.get("logout_url"), Some(FieldError::Address(HttpsUrlError::NotHttps { .. }))));
        let range = NumberError::OutOfRange { least: 1, most: 10_000 };
        assert_eq!(errors.get("max_participants"), Some(&FieldError::Number(range)));
        assert_eq!(errors.get("duration"), Some(&FieldError::Number(NumberError::NotWhole)));
        assert!(matches!(errors.get("chat_file_types"), Some(FieldError::FileTypes(FileTypesError::NoEnding { .. }))));
        assert_eq!(errors.get("extra_data"), Some(&FieldError::Notes(NotesError::NoPair { line: 1 })));
    }
}
