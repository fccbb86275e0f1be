//! Setting the portal up, signing in, and what somebody changes about his own account.
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{FieldError, FieldErrors};
use crate::domain::account::{EmailAddress, NewPassword, PersonName, TypedSecret};
use crate::domain::reading::{Language, Preferences, Theme, ZoneName};

/// `/setup`: the first account.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetUpForm {
    /// The code that was printed at the start: a secret.
    pub code: String,
    /// The person's name.
    pub name: String,
    /// The e-mail address to sign in with.
    pub email: String,
    /// The password to sign in with: a secret.
    pub password: String,
}

/// The first account, ready to be made.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// The code as it was sent.
    pub code: TypedSecret,
    /// The person's name.
    pub name: PersonName,
    /// The e-mail address.
    pub email: EmailAddress,
    /// The password, not yet looked up in the list of common ones.
    pub password: NewPassword,
}

impl SetUpForm {
    /// What was meant, or what is wrong with each field.
    pub fn parse(&self) -> Result<SetUp, FieldErrors> {
        let mut errors = FieldErrors::default();
        let code = errors.check("code", TypedSecret::new(self.code.trim()).ok_or(FieldError::Required));
        let name = errors.check("name", self.name.parse::<PersonName>());
        let email = errors.check("email", self.email.parse::<EmailAddress>());
        let password = errors.check("password", self.password.parse::<NewPassword>());
        let (Some(code), Some(name), Some(email), Some(password)) = (code, name, email, password) else {
            return Err(errors);
        };
        Ok(SetUp { code, name, email, password })
    }

    /// The same without code and password: what may wait in a session and be shown again.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self { code: String::new(), password: String::new(), ..self.clone() }
    }
}

impl fmt::Debug for SetUpForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetUpForm").finish_non_exhaustive()
    }
}

/// `/sign-in`.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    /// The e-mail address.
    pub email: String,
    /// The password: a secret.
    pub password: String,
}

/// Somebody who wants to sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The e-mail address.
    pub email: EmailAddress,
    /// The password as it was typed.
    pub password: TypedSecret,
}

impl SignInForm {
    /// What was meant, or what is wrong with each field.
    pub fn parse(&self) -> Result<SignIn, FieldErrors> {
        let mut errors = FieldErrors::default();
        let email = errors.check("email", self.email.parse::<EmailAddress>());
        let password = errors.check("password", TypedSecret::new(&self.password).ok_or(FieldError::Required));
        let (Some(email), Some(password)) = (email, password) else {
            return Err(errors);
        };
        Ok(SignIn { email, password })
    }

    /// The same without the password: what may wait in a session and be shown again.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self { password: String::new(), ..self.clone() }
    }
}

impl fmt::Debug for SignInForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInForm").finish_non_exhaustive()
    }
}

/// `/account`: who somebody is and how he reads. Empty choices are the browser's or the system's.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    /// The person's name.
    pub name: String,
    /// A language's tag.
    pub language: String,
    /// `light` or `dark`.
    pub theme: String,
    /// The name of a time zone.
    pub time_zone: String,
}

/// Who somebody is and how he reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The person's name.
    pub name: PersonName,
    /// How he reads. Whether there is such a time zone, the server knows.
    pub preferences: Preferences,
}

impl ProfileForm {
    /// What stands there before anybody has typed anything.
    pub fn new(name: &PersonName, preferences: &Preferences) -> Self {
        Self {
            name: name.to_string(),
            language: preferences.language.map(Language::tag).unwrap_or_default().to_owned(),
            theme: preferences.theme.map(Theme::as_str).unwrap_or_default().to_owned(),
            time_zone: preferences.time_zone.as_ref().map(ZoneName::as_str).unwrap_or_default().to_owned(),
        }
    }

    /// What was meant, or what is wrong with each field.
    pub fn parse(&self) -> Result<Profile, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check("name", self.name.parse::<PersonName>());
        let choice = |_| FieldError::NoSuchChoice;
        let chosen = |text: &'_ str| (!text.trim().is_empty()).then(|| text.to_owned());
        let language = chosen(&self.language).and_then(|tag| errors.check("language", tag.parse::<Language>().map_err(choice)));
        let theme = chosen(&self.theme).and_then(|theme| errors.check("theme", theme.parse::<Theme>().map_err(choice)));
        let time_zone = chosen(&self.time_zone).and_then(|zone| errors.check("time_zone", zone.parse::<ZoneName>()));
        let preferences = Preferences { language, theme, time_zone };
        errors.finish(name.map(|name| Profile { name, preferences }))
    }
}

/// `/account`: a new password. All three are secrets: none of them is kept.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The one in use.
    pub current: String,
    /// The one wanted.
    pub new: String,
    /// The same again, since nobody sees what is typed.
    pub again: String,
}

/// A new password that somebody wants.
#[derive(Clone, Debug)]
pub struct PasswordChange {
    /// The one in use, as it was typed.
    pub current: TypedSecret,
    /// The one wanted, not yet looked up in the list of common ones.
    pub new: NewPassword,
}

impl PasswordForm {
    /// What was meant, or what is wrong with each field.
    pub fn parse(&self) -> Result<PasswordChange, FieldErrors> {
        let mut errors = FieldErrors::default();
        let current = errors.check("current", TypedSecret::new(&self.current).ok_or(FieldError::Required));
        let new = errors.check("new", self.new.parse::<NewPassword>());
        if self.again != self.new {
            errors.add("again", FieldError::NotTheSame);
        }
        errors.finish(current.zip(new).map(|(current, new)| PasswordChange { current, new }))
    }
}

impl fmt::Debug for PasswordForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordForm").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::{EmailAddressError, NewPasswordError};

    #[test]
    fn every_wrong_field_is_named() {
        let form = SetUpForm { email: "ann".to_owned(), password: "short".to_owned(), ..SetUpForm::default() };
        let errors = form.parse().unwrap_err();
        let expected = [
            ("code", FieldError::Required),
            ("name", FieldError::Required),
            ("email", FieldError::Email(EmailAddressError::NoAt)),
            ("password", FieldError::NewPassword(NewPasswordError::TooShort { length: 5, limit: 12 })),
        ];
        assert!(errors.iter().eq(expected.iter().map(|(field, error)| (*field, error))));
        let json = serde_json::to_string(&errors).unwrap();
        assert_eq!(serde_json::from_str::<FieldErrors>(&json).unwrap(), errors);
    }

    #[test]
    fn a_good_form_is_taken() {
        let form = SetUpForm {
            code: " abc ".to_owned(),
            name: "Maria Fuchs".to_owned(),
            email: "Maria@School.example".to_owned(),
            password: " correct horse ".to_owned(),
        };
        let set_up = form.parse().unwrap();
        assert_eq!((set_up.code.expose(), set_up.name.as_str()), ("abc", "Maria Fuchs"));
        assert_eq!((set_up.email.as_str(), set_up.password.expose()), ("maria@school.example", " correct horse "));
    }

    #[test]
    fn secrets_are_not_kept_and_not_printed() {
        let set_up = SetUpForm { code: "hush1".to_owned(), password: "hush2".to_owned(), ..SetUpForm::default() };
        let sign_in = SignInForm { email: "a@b".to_owned(), password: "hush3".to_owned() };
        assert!(sign_in.parse().is_ok());
        let kept = serde_json::to_string(&(set_up.without_secrets(), sign_in.without_secrets())).unwrap();
        assert!(!kept.contains("hush") && kept.contains("a@b"));
        assert!(!format!("{set_up:?} {sign_in:?} {:?}", sign_in.parse()).contains("hush"));
    }

    #[test]
    fn an_empty_choice_is_the_browsers() {
        let form = ProfileForm { name: "Ann".to_owned(), time_zone: " ".to_owned(), ..ProfileForm::default() };
        assert_eq!(form.parse().unwrap().preferences, Preferences::default());
        let chosen = Profile {
            name: "Ann".parse().unwrap(),
            preferences: Preferences {
                language: Some(Language::German),
                theme: Some(Theme::Dark),
                time_zone: Some("Asia/Tokyo".parse().unwrap()),
            },
        };
        assert_eq!(ProfileForm::new(&chosen.name, &chosen.preferences).parse(), Ok(chosen));
        let nonsense = |text: &str| text.to_owned();
        let form =
            ProfileForm { name: nonsense(""), language: nonsense("xx"), theme: nonsense("red"), time_zone: nonsense("§") };
        assert_eq!(form.parse().unwrap_err().iter().count(), 4);
    }

    #[test]
    fn a_new_password_is_typed_twice() {
        let form =
            |new: &str, again: &str| PasswordForm { current: "hush4".to_owned(), new: new.to_owned(), again: again.to_owned() };
        assert!(form("correct horse", "correct horse").parse().is_ok());
        let errors = form("correct horse", "correct hose").parse().unwrap_err();
        assert_eq!(errors.get("again"), Some(&FieldError::NotTheSame));
        assert!(!format!("{:?}", form("hush5", "hush6")).contains("hush"));
    }
}
