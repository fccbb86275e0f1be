//! What is wrong with a field, in words that say how to put it right.
use super::faults::{self, Told};
use super::reader::Reader;
use super::{Text, Value, names, times};
use crate::domain::account::{EmailAddressError, NewPasswordError};
use crate::domain::address::HttpsUrlError;
use crate::domain::design::{HexColorError, IgnoredReason, ImportError};
use crate::domain::invitation::InvitationError;
use crate::domain::invite::PasscodeError;
use crate::domain::join_link::TooLong;
use crate::domain::line::LineError;
use crate::domain::logo::LogoError;
use crate::domain::moment::MomentError;
use crate::domain::reading::UnknownZone;
use crate::domain::server::{ApiKeyError, ServerSecretError, ServerUrlError};
use crate::domain::settings::{FileTypesError, NotesError, NumberError, ParagraphsError};
use crate::domain::user_id::UserIdError;
use crate::forms::FieldError;

/// The sentence beside the field.
pub fn field(reader: &Reader, error: &FieldError) -> String {
    let t = reader.text;
    if let Some(Told { what, advice, .. }) = of_server(reader, error) {
        return format!("{what} {advice}");
    }
    match error {
        FieldError::Required => t.get("error-required"),
        FieldError::NoSuchChoice => t.get("error-choice"),
        FieldError::RecordersName => t.get("error-name-reserved"),
        FieldError::Passcode(PasscodeError::TooShort { least, .. }) => {
            t.with("error-passcode-short", [("least", (*least).into())])
        }
        FieldError::Invitation(InvitationError::NoLink) => t.get("error-invitation-link"),
        FieldError::Invitation(InvitationError::UnknownGap { name }) => {
            t.with("error-invitation-gap", [("name", super::name(name))])
        }
        FieldError::PasscodeAgain => t.get("error-passcode-again"),
        FieldError::PasscodeChanged => t.get("error-passcode-changed"),
        FieldError::Moment(error) => moment(reader, error),
        FieldError::UserIdTaken => t.get("error-user-id-taken"),
        FieldError::UserIdUsed => t.get("error-user-id-used"),
        FieldError::Settled => t.get("error-invite-settled"),
        FieldError::Revoked => t.get("error-invite-revoked"),
        FieldError::Day => t.get("error-day"),
        FieldError::LastDayBefore => t.get("error-last-day-before"),
        FieldError::LastDayTooFar => t.get("error-last-day-far"),
        FieldError::TimeOfDay => t.get("error-time-of-day"),
        FieldError::NotTheSame => t.get("error-password-again"),
        FieldError::WrongPassword => t.get("error-password-wrong"),
        FieldError::WrongPasscode => t.get("error-passcode-wrong"),
        FieldError::Zone(UnknownZone { suggestion: Some(suggestion) }) => {
            t.with("error-zone-try", [("suggestion", suggestion.clone().into())])
        }
        FieldError::Zone(_) => t.get("error-zone"),
        FieldError::EmailTaken => t.get("error-email-taken"),
        FieldError::WrongSignIn => t.get("error-sign-in-wrong"),
        FieldError::SlowDown { seconds } => t.with("error-slow-down", [("seconds", (*seconds).into())]),
        FieldError::Busy => t.get("busy"),
        FieldError::ChangedMeanwhile => t.get("error-changed-meanwhile"),
        FieldError::ServerChangedMeanwhile => t.get("error-server-changed"),
        FieldError::Conflict { theirs } => edit(t, theirs, "error-conflict", "error-conflict-ticked", "error-conflict-empty"),
        FieldError::LockConflict { theirs } => {
            t.with("error-lock-conflict", [("choice", t.get(super::names::lock_choice(*theirs)).into())])
        }
        FieldError::NobodyTicked => t.get("error-nobody-ticked"),
        FieldError::RevokedMeanwhile => t.get("error-revoked-meanwhile"),
        FieldError::TakenOver { before } => {
            edit(t, before, "error-taken-over", "error-taken-over-ticked", "error-taken-over-empty")
        }
        FieldError::RoomArchived => t.get("error-room-archived"),
        FieldError::RoomLive => t.get("error-room-live"),
        FieldError::RoomBusy => t.get("error-room-busy"),
        // The first two are told above.
        FieldError::ServerRefused(_) | FieldError::ServerUnavailable(_) | FieldError::ServerUnreadable => {
            t.get("error-server-unreadable")
        }
        FieldError::Line(error) | FieldError::Passcode(PasscodeError::Line(error)) => line(t, error),
        FieldError::Email(error) => email(t, error),
        FieldError::NewPassword(error) => new_password(t, error),
        FieldError::UserId(error) => user_id(t, error),
        FieldError::Address(error) => address(t, error),
        FieldError::ServerAddress(error) => server_address(t, error),
        FieldError::ApiKey(error) => api_key(t, error),
        FieldError::ServerSecret(error) => server_secret(t, error),
        FieldError::SandboxName => t.get("error-server-name-sandbox"),
        FieldError::ServerNameTaken => t.get("error-server-name-taken"),
        FieldError::SecretNeeded => t.get("error-secret-needed"),
        FieldError::SecretConfirms => t.get("error-secret-confirms"),
        FieldError::SecretAlone => t.get("error-secret-alone"),
        FieldError::SecretNotPassed { words } => t.with("error-secret-not-passed", [("words", words.clone().into())]),
        FieldError::TypeAgain => t.get("error-secret-again"),
        FieldError::ServerInUse { rooms } => t.with("error-server-in-use", [("rooms", (*rooms).into())]),
        FieldError::Color(HexColorError::Malformed { suggestion: Some(suggestion) }) => {
            t.with("error-color-try", [("suggestion", suggestion.clone().into())])
        }
        FieldError::Color(_) => t.get("error-color"),
        FieldError::Logo(error) => t.get(logo(*error)),
        FieldError::Number(error) => number(t, error),
        FieldError::Paragraphs(error) | FieldError::Invitation(InvitationError::Text(error)) => paragraphs(t, error),
        FieldError::FileTypes(FileTypesError::NoEnding { ending }) => {
            t.with("error-file-ending", [("ending", super::name(ending))])
        }
        FieldError::FileTypes(FileTypesError::TooMany { limit }) => t.with("error-too-many", [("limit", (*limit).into())]),
        FieldError::NoSuchDesign => t.get("error-no-such-design"),
        FieldError::Import(error) => import(t, error),
        FieldError::Notes(error) => notes(t, error),
        FieldError::TooLong(too_long) => t.with("error-link-too-long", link_too_long(t, too_long)),
        FieldError::InviteTooLong { who, too_long } => {
            let [length, limit, keys] = link_too_long(t, too_long);
            t.with("error-invite-too-long", [("who", super::name(who)), length, limit, keys])
        }
        FieldError::RoomTooLong { room, too_long } => {
            let [length, limit, keys] = link_too_long(t, too_long);
            t.with("error-room-too-long", [("room", super::name(room)), length, limit, keys])
        }
    }
}

fn link_too_long(t: Text, too_long: &TooLong) -> [(&'static str, Value); 3] {
    let keys = t.list(too_long.longest.iter().map(|key| t.get(names::design_key(*key))), "list-and");
    [("length", too_long.length.into()), ("limit", too_long.limit.into()), ("keys", keys.into())]
}

fn moment(reader: &Reader, error: &MomentError) -> String {
    let t = reader.text;
    match error {
        MomentError::Unreadable => t.get("error-moment"),
        MomentError::Skipped { instead } => t.with("error-moment-skipped", [("instead", times::typed(t, instead).into())]),
        MomentError::Past => t.get("error-moment-past"),
        MomentError::NotAfterBeginning => t.get("error-moment-order"),
        MomentError::TooFar => t.get("error-moment-far"),
    }
}

/// What a meeting server has to do with it, if it has.
fn of_server(reader: &Reader, error: &FieldError) -> Option<Told> {
    match error {
        FieldError::ServerRefused(refusal) => Some(faults::refusal(reader, refusal)),
        FieldError::ServerUnavailable(outage) => Some(faults::outage(reader, outage)),
        _ => None,
    }
}

/// What an administrator reads besides.
pub fn details(reader: &Reader, error: &FieldError) -> Vec<String> {
    of_server(reader, error).map(|told| told.details).unwrap_or_default()
}

/// Why something in a link's design is not applied.
pub fn ignored(reader: &Reader, reason: &IgnoredReason) -> String {
    let t = reader.text;
    match reason {
        IgnoredReason::Malformed => t.get("ignored-not-json"),
        IgnoredReason::Null => t.get("ignored-null"),
        IgnoredReason::NoObject => t.get("ignored-no-object"),
        IgnoredReason::UnknownKey => t.get("ignored-unknown-key"),
        IgnoredReason::OtherName { instead: None } => t.get("ignored-no-such-thing"),
        IgnoredReason::OtherName { instead: Some(key) } => t.with("ignored-other-name", [("key", key.key().into())]),
        IgnoredReason::NoText => t.get("ignored-no-text"),
        IgnoredReason::Dangerous => t.get("ignored-dangerous"),
        IgnoredReason::Value(error) => field(reader, &error.clone().into()),
    }
}

fn too_long(t: Text, key: &str, length: usize, limit: usize) -> String {
    t.with(key, [("length", length.into()), ("limit", limit.into())])
}

/// What somebody else did, or undid: a box is ticked or not, a text is there or not.
fn edit(t: Text, value: &str, text: &str, ticked: &str, empty: &str) -> String {
    match value {
        "" => t.get(empty),
        "true" => t.get(ticked),
        value => t.with(text, [("value", super::name(value))]),
    }
}

fn number(t: Text, error: &NumberError) -> String {
    match error {
        NumberError::Empty => t.get("error-required"),
        NumberError::NotWhole => t.get("error-number"),
        NumberError::OutOfRange { least, most } => {
            t.with("error-number-range", [("least", (*least).into()), ("most", (*most).into())])
        }
    }
}

fn paragraphs(t: Text, error: &ParagraphsError) -> String {
    match error {
        ParagraphsError::Empty => t.get("error-required"),
        ParagraphsError::TooLong { length, limit } => too_long(t, "error-line-too-long", *length, *limit),
        ParagraphsError::ControlCharacter => t.get("error-paragraphs-control"),
    }
}

fn notes(t: Text, error: &NotesError) -> String {
    let at = |key: &str, line: usize| t.with(key, [("line", line.into())]);
    match error {
        NotesError::NoPair { line } => at("error-notes-pair", *line),
        NotesError::Twice { line } => at("error-notes-twice", *line),
        NotesError::Line { line } => at("error-notes-line", *line),
        NotesError::TooMany { limit } => t.with("error-too-many", [("limit", (*limit).into())]),
    }
}

fn line(t: Text, error: &LineError) -> String {
    match error {
        LineError::Empty => t.get("error-required"),
        LineError::TooLong { length, limit } => too_long(t, "error-line-too-long", *length, *limit),
        LineError::ControlCharacter => t.get("error-line-control"),
    }
}

fn email(t: Text, error: &EmailAddressError) -> String {
    match error {
        EmailAddressError::Empty => t.get("error-required"),
        EmailAddressError::TooLong { length, limit } => too_long(t, "error-address-too-long", *length, *limit),
        EmailAddressError::NoAt => t.get("error-email-no-at"),
        EmailAddressError::LocalPart => t.get("error-email-local-part"),
        EmailAddressError::Domain => t.get("error-email-domain"),
    }
}

fn new_password(t: Text, error: &NewPasswordError) -> String {
    match error {
        NewPasswordError::Empty => t.get("error-required"),
        NewPasswordError::TooShort { length, limit } => too_long(t, "error-password-short", *length, *limit),
        NewPasswordError::TooLong { limit, .. } => t.with("error-password-long", [("limit", (*limit).into())]),
        NewPasswordError::Common => t.get("error-password-common"),
    }
}

fn import(t: Text, error: &ImportError) -> String {
    match error {
        ImportError::Empty => t.get("error-required"),
        ImportError::TooLong { limit } => t.with("error-import-too-long", [("limit", (*limit / 1024).into())]),
        ImportError::NoDesignInLink => t.get("error-import-link"),
        ImportError::NoDesign => t.get("error-import-nothing"),
        ImportError::Malformed => t.get("error-import-broken"),
    }
}

fn user_id(t: Text, error: &UserIdError) -> String {
    let reserved = |key: &str, pattern: &str, suggestion: &str| {
        t.with(key, [("pattern", pattern.to_owned().into()), ("suggestion", suggestion.to_owned().into())])
    };
    match error {
        UserIdError::Empty => t.get("error-required"),
        UserIdError::TooLong { length, limit, suggestion } => t.with(
            "error-id-too-long",
            [("length", (*length).into()), ("limit", (*limit).into()), ("suggestion", suggestion.clone().into())],
        ),
        UserIdError::Character { character, suggestion } => {
            t.with("error-id-character", [("character", character.to_string().into()), ("suggestion", suggestion.clone().into())])
        }
        UserIdError::ReservedStart { pattern, suggestion } => reserved("error-id-reserved-start", pattern, suggestion),
        UserIdError::ReservedEnd { pattern, suggestion } => reserved("error-id-reserved-end", pattern, suggestion),
        UserIdError::Robot { suggestion } => t.with("error-id-robot", [("suggestion", suggestion.clone().into())]),
        UserIdError::ReservedInside { pattern, suggestion } => reserved("error-id-reserved-inside", pattern, suggestion),
    }
}

fn address(t: Text, error: &HttpsUrlError) -> String {
    match error {
        HttpsUrlError::Empty => t.get("error-required"),
        HttpsUrlError::TooLong { length, limit } => too_long(t, "error-address-too-long", *length, *limit),
        HttpsUrlError::NotHttps { suggestion: Some(suggestion) } => {
            t.with("error-address-not-https-try", [("suggestion", suggestion.clone().into())])
        }
        HttpsUrlError::NotHttps { suggestion: None } => t.get("error-address-not-https"),
        HttpsUrlError::Character { character } => {
            t.with("error-address-character", [("character", character.to_string().into())])
        }
        HttpsUrlError::HostCharacter { character } => {
            let key = if character.is_ascii() { "error-address-host-character" } else { "error-address-host-letter" };
            t.with(key, [("character", character.to_string().into())])
        }
        HttpsUrlError::UserInfo => t.get("error-address-user-info"),
        HttpsUrlError::Host => t.get("error-address-host"),
        HttpsUrlError::Port => t.get("error-address-port"),
    }
}

fn server_address(t: Text, error: &ServerUrlError) -> String {
    let suggest = |key: &str, suggestion: &str| t.with(key, [("suggestion", suggestion.to_owned().into())]);
    match error {
        ServerUrlError::Address(HttpsUrlError::UserInfo) => t.get("error-server-user-info"),
        ServerUrlError::Address(error) => address(t, error),
        ServerUrlError::Scheme { suggestion: Some(suggestion) } => suggest("error-server-scheme-try", suggestion),
        ServerUrlError::Scheme { suggestion: None } => t.get("error-server-scheme"),
        ServerUrlError::Auth { suggestion: Some(suggestion) } => suggest("error-server-auth-try", suggestion),
        ServerUrlError::Auth { suggestion: None } => t.get("error-server-auth"),
        ServerUrlError::HealthCheck { suggestion: Some(suggestion) } => suggest("error-server-health-try", suggestion),
        ServerUrlError::HealthCheck { suggestion: None } => t.get("error-server-health"),
        ServerUrlError::Query { suggestion: Some(suggestion) } => suggest("error-server-query-try", suggestion),
        ServerUrlError::Query { suggestion: None } => t.get("error-server-query"),
        ServerUrlError::Forbidden => t.get("error-server-forbidden"),
    }
}

fn api_key(t: Text, error: &ApiKeyError) -> String {
    match error {
        ApiKeyError::Empty => t.get("error-required"),
        ApiKeyError::TooLong { length, limit } => too_long(t, "error-line-too-long", *length, *limit),
        ApiKeyError::Character { character } => {
            let shown = if character.is_control() { character.escape_default().to_string() } else { character.to_string() };
            t.with("error-api-key-character", [("character", shown.into())])
        }
    }
}

fn server_secret(t: Text, error: &ServerSecretError) -> String {
    match error {
        ServerSecretError::Empty => t.get("error-required"),
        ServerSecretError::TooShort { length, limit } => too_long(t, "error-secret-too-short", *length, *limit),
        ServerSecretError::TooLong { length, limit } => too_long(t, "error-secret-too-long", *length, *limit),
        ServerSecretError::ControlCharacter => t.get("error-secret-control"),
        ServerSecretError::Quoted => t.get("error-secret-quoted"),
    }
}

/// Why no colours came of a file.
fn logo(error: LogoError) -> &'static str {
    match error {
        LogoError::Missing => "error-logo-missing",
        LogoError::TooLong => "error-logo-too-long",
        LogoError::NoPicture => "error-logo-no-picture",
        LogoError::Animated => "error-logo-animated",
        LogoError::TooLarge => "error-logo-too-large",
        LogoError::Transparent => "error-logo-transparent",
    }
}
