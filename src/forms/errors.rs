//! What is wrong with a form, field by field.
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::account::{EmailAddressError, NewPasswordError};
use crate::domain::address::HttpsUrlError;
use crate::domain::design::{DesignValueError, HexColorError, ImportError};
use crate::domain::fault::{Outage, Refusal};
use crate::domain::invitation::InvitationError;
use crate::domain::invite::PasscodeError;
use crate::domain::join_link::TooLong;
use crate::domain::line::LineError;
use crate::domain::locks::Lock;
use crate::domain::logo::LogoError;
use crate::domain::moment::MomentError;
use crate::domain::person::DisplayNameError;
use crate::domain::reading::UnknownZone;
use crate::domain::server::{ApiKeyError, ServerNameError, ServerSecretError, ServerUrlError};
use crate::domain::settings::{FileTypesError, NotesError, NumberError, ParagraphsError};
use crate::domain::user_id::UserIdError;

/// What is wrong with one field. `text/` turns it into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FieldError {
    /// Nothing was typed where something must be.
    #[error("required")]
    Required,
    /// None of the choices there are: no browser sends that by itself.
    #[error("no such choice")]
    NoSuchChoice,
    /// A title or a person's name.
    #[error(transparent)]
    Line(LineError),
    /// The name somebody has in a meeting is the recorder's.
    #[error("reserved for the recorder")]
    RecordersName,
    /// An e-mail address.
    #[error(transparent)]
    Email(EmailAddressError),
    /// A password somebody wants to have.
    #[error(transparent)]
    NewPassword(NewPasswordError),
    /// The id of a person.
    #[error(transparent)]
    UserId(UserIdError),
    /// An address on the web.
    #[error(transparent)]
    Address(HttpsUrlError),
    /// An address of a meeting server.
    #[error(transparent)]
    ServerAddress(ServerUrlError),
    /// The API key of a meeting server.
    #[error(transparent)]
    ApiKey(ApiKeyError),
    /// The secret of a meeting server.
    #[error(transparent)]
    ServerSecret(ServerSecretError),
    /// A colour.
    #[error(transparent)]
    Color(HexColorError),
    /// A picture to take colours from.
    #[error(transparent)]
    Logo(LogoError),
    /// A number.
    #[error(transparent)]
    Number(NumberError),
    /// A text of several lines.
    #[error(transparent)]
    Paragraphs(ParagraphsError),
    /// Endings of file names.
    #[error(transparent)]
    FileTypes(FileTypesError),
    /// Names and texts for programs.
    #[error(transparent)]
    Notes(NotesError),
    /// None of the saved designs that the sender may use.
    #[error("no such design")]
    NoSuchDesign,
    /// What was pasted holds no design.
    #[error(transparent)]
    Import(ImportError),
    /// The design makes every link too long. (The form cannot know: it has no join address. `services` says so.)
    #[error(transparent)]
    TooLong(TooLong),
    /// A passcode of an invite.
    #[error(transparent)]
    Passcode(PasscodeError),
    /// A template of an invitation.
    #[error(transparent)]
    Invitation(InvitationError),
    /// It has to be typed again: it does not wait with a form that was refused for another reason.
    #[error("to be typed again")]
    PasscodeAgain,
    /// Somebody else has changed the passcode; theirs stands there now.
    #[error("another passcode meanwhile")]
    PasscodeChanged,
    /// A moment that somebody typed.
    #[error(transparent)]
    Moment(MomentError),
    /// Somebody else in this room has this id.
    #[error("the id of somebody else")]
    UserIdTaken,
    /// An id that has been used stays.
    #[error("used already")]
    UserIdUsed,
    /// What is settled when an invite is made.
    #[error("it stays")]
    Settled,
    /// An invite that was revoked.
    #[error("revoked")]
    Revoked,
    /// No day of the calendar.
    #[error("no such day")]
    Day,
    /// No time of day.
    #[error("no such time of day")]
    TimeOfDay,
    /// The last day of a series is before its first.
    #[error("the last day is before the first")]
    LastDayBefore,
    /// The last day of a series is more than ten years after its first.
    #[error("the last day is too far away")]
    LastDayTooFar,
    /// The password that is typed a second time is another.
    #[error("not the same")]
    NotTheSame,
    /// A time zone.
    #[error(transparent)]
    Zone(UnknownZone),
    /// Somebody has this e-mail address. (From here on, only the server knows.)
    #[error("e-mail address taken")]
    EmailTaken,
    /// The built-in meeting server has this name.
    #[error("the name of the sandbox")]
    SandboxName,
    /// Another meeting server has this name.
    #[error("name taken")]
    ServerNameTaken,
    /// The address of a meeting server is another one: the secret has to be typed again.
    #[error("secret needed")]
    SecretNeeded,
    /// The join address of a meeting server is on another machine: the secret in use has to be typed.
    #[error("secret in use needed")]
    SecretConfirms,
    /// A secret for a meeting server came where the address stays.
    #[error("secret alone")]
    SecretAlone,
    /// The test with a new secret was not passed.
    #[error("the test was not passed")]
    SecretNotPassed {
        /// What was seen and what to do, in the sender's language.
        words: String,
    },
    /// A secret, which does not come back with a form that was refused for another reason.
    #[error("type it again")]
    TypeAgain,
    /// Rooms use the meeting server.
    #[error("{rooms} rooms use it")]
    ServerInUse {
        /// So many.
        rooms: i64,
    },
    /// An invite's own design makes its links longer than the meeting server takes that the room was to go to.
    #[error("links of “{who}”: {too_long}")]
    InviteTooLong {
        /// Whose links, in the reader's language.
        who: String,
        /// By how much.
        too_long: TooLong,
    },
    /// The design of a room, or of one of its invites, makes links longer than the server takes that its room was to go to.
    #[error("links into “{room}”: {too_long}")]
    RoomTooLong {
        /// The title of the room.
        room: String,
        /// By how much.
        too_long: TooLong,
    },
    /// Not the caller's current password.
    #[error("wrong password")]
    WrongPassword,
    /// Not the passcode of the invite.
    #[error("wrong passcode")]
    WrongPasscode,
    /// E-mail or password is wrong: never said which.
    #[error("wrong e-mail or password")]
    WrongSignIn,
    /// Too many failures.
    #[error("too many failures")]
    SlowDown {
        /// Whole seconds until the next attempt is heard.
        seconds: u64,
    },
    /// Too many passwords are being checked.
    #[error("busy")]
    Busy,
    /// Somebody else changed the same thing since the form was shown; the fields say what.
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    /// Somebody else changed the meeting server since the page with the form was shown, which shows it as it is now.
    #[error("server changed meanwhile")]
    ServerChangedMeanwhile,
    /// The other changed this field, and so did one's own form, which stays in it.
    #[error("changed by both")]
    Conflict {
        /// What the other made of it; a ticked box is `true`.
        theirs: String,
    },
    /// The other changed this field alone: theirs stands in it now.
    #[error("changed by another")]
    TakenOver {
        /// What stood in it before.
        before: String,
    },
    /// The other set this lock too, and otherwise; one's own choice stays in the field.
    #[error("lock set by both")]
    LockConflict {
        /// What the other chose.
        theirs: Lock,
    },
    /// Something was to be done with people who are ticked, and nobody is.
    #[error("nobody is ticked")]
    NobodyTicked,
    /// An invite that something was to be changed of is revoked.
    #[error("revoked meanwhile")]
    RevokedMeanwhile,
    /// The room is out of use.
    #[error("room is archived")]
    RoomArchived,
    /// A session of the room runs.
    #[error("room is live")]
    RoomLive,
    /// A session of the room runs, so it is not moved to another server.
    #[error("room is live where it is")]
    RoomBusy,
    /// The meeting server said no.
    #[error("refused by the meeting server")]
    ServerRefused(Refusal),
    /// The meeting server does not answer.
    #[error("the meeting server is not to be had")]
    ServerUnavailable(Outage),
    /// The meeting server contradicts itself: a session that it has just made is not there.
    #[error("unreadable answer of the meeting server")]
    ServerUnreadable,
}

impl From<LineError> for FieldError {
    fn from(error: LineError) -> Self {
        if error == LineError::Empty { Self::Required } else { Self::Line(error) }
    }
}

impl From<DisplayNameError> for FieldError {
    fn from(error: DisplayNameError) -> Self {
        match error {
            DisplayNameError::Line(error) => error.into(),
            DisplayNameError::Reserved => Self::RecordersName,
        }
    }
}

impl From<PasscodeError> for FieldError {
    fn from(error: PasscodeError) -> Self {
        match error {
            PasscodeError::Line(error) => error.into(),
            PasscodeError::TooShort { .. } => Self::Passcode(error),
        }
    }
}

impl From<InvitationError> for FieldError {
    fn from(error: InvitationError) -> Self {
        match error {
            InvitationError::Text(error) => error.into(),
            error => Self::Invitation(error),
        }
    }
}

impl From<MomentError> for FieldError {
    fn from(error: MomentError) -> Self {
        Self::Moment(error)
    }
}

impl From<EmailAddressError> for FieldError {
    fn from(error: EmailAddressError) -> Self {
        if error == EmailAddressError::Empty { Self::Required } else { Self::Email(error) }
    }
}

impl From<NewPasswordError> for FieldError {
    fn from(error: NewPasswordError) -> Self {
        if error == NewPasswordError::Empty { Self::Required } else { Self::NewPassword(error) }
    }
}

impl From<UserIdError> for FieldError {
    fn from(error: UserIdError) -> Self {
        if error == UserIdError::Empty { Self::Required } else { Self::UserId(error) }
    }
}

impl From<HttpsUrlError> for FieldError {
    fn from(error: HttpsUrlError) -> Self {
        if error == HttpsUrlError::Empty { Self::Required } else { Self::Address(error) }
    }
}

impl From<ServerNameError> for FieldError {
    fn from(error: ServerNameError) -> Self {
        match error {
            ServerNameError::Line(error) => error.into(),
            ServerNameError::Sandbox => Self::SandboxName,
        }
    }
}

impl From<ServerUrlError> for FieldError {
    fn from(error: ServerUrlError) -> Self {
        match error {
            // Here, it does not come back with the form.
            ServerUrlError::Address(HttpsUrlError::UserInfo) => Self::ServerAddress(error),
            ServerUrlError::Address(error) => error.into(),
            error => Self::ServerAddress(error),
        }
    }
}

impl From<ApiKeyError> for FieldError {
    fn from(error: ApiKeyError) -> Self {
        if error == ApiKeyError::Empty { Self::Required } else { Self::ApiKey(error) }
    }
}

impl From<ServerSecretError> for FieldError {
    fn from(error: ServerSecretError) -> Self {
        if error == ServerSecretError::Empty { Self::Required } else { Self::ServerSecret(error) }
    }
}

impl From<NumberError> for FieldError {
    fn from(error: NumberError) -> Self {
        if error == NumberError::Empty { Self::Required } else { Self::Number(error) }
    }
}

impl From<ParagraphsError> for FieldError {
    fn from(error: ParagraphsError) -> Self {
        if error == ParagraphsError::Empty { Self::Required } else { Self::Paragraphs(error) }
    }
}

impl From<FileTypesError> for FieldError {
    fn from(error: FileTypesError) -> Self {
        Self::FileTypes(error)
    }
}

impl From<NotesError> for FieldError {
    fn from(error: NotesError) -> Self {
        Self::Notes(error)
    }
}

impl From<UnknownZone> for FieldError {
    fn from(error: UnknownZone) -> Self {
        Self::Zone(error)
    }
}

impl From<ImportError> for FieldError {
    fn from(error: ImportError) -> Self {
        if error == ImportError::Empty { Self::Required } else { Self::Import(error) }
    }
}

impl From<DesignValueError> for FieldError {
    fn from(error: DesignValueError) -> Self {
        match error {
            DesignValueError::Color(error) => Self::Color(error),
            DesignValueError::Address(error) => error.into(),
        }
    }
}

/// What is wrong with a form: every wrong field by its name, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(Vec<(Cow<'static, str>, FieldError)>);

impl FieldErrors {
    /// One wrong field.
    pub fn one(field: &'static str, error: impl Into<FieldError>) -> Self {
        let mut errors = Self::default();
        errors.add(field, error);
        errors
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with this field.
    pub fn get(&self, field: &str) -> Option<&FieldError> {
        self.iter().find(|(name, _)| *name == field).map(|(_, error)| error)
    }

    /// Every wrong field and what is wrong with it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FieldError)> {
        self.0.iter().map(|(field, error)| (field.as_ref(), error))
    }

    /// Says that a field is wrong.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, error: impl Into<FieldError>) {
        self.0.push((field.into(), error.into()));
    }

    /// The value if there is one; else remembers what is wrong with the field.
    pub fn check<T>(&mut self, field: &'static str, value: Result<T, impl Into<FieldError>>) -> Option<T> {
        value.map_err(|error| self.add(field, error)).ok()
    }

    /// What was parsed, if every part of it is there and nothing was wrong.
    pub fn finish<T>(self, parsed: Option<T>) -> Result<T, Self> {
        match parsed {
            Some(parsed) if self.is_empty() => Ok(parsed),
            _ => Err(self),
        }
    }
}
