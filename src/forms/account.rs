//! Setting the portal up, and signing in.
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{FieldError, FieldErrors};
use crate::domain::account::{EmailAddress, NewPassword, PersonName, TypedSecret};

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
}
