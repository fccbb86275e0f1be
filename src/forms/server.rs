//! A meeting server, as administrators describe it.
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{FieldError, FieldErrors};
use crate::domain::server::{ApiKey, Description, JoinUrl, ServerName, ServerSecret, ServerSecretError, ServerUrl};

/// `/servers/new` and `/servers/{id}`.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingServerForm {
    /// What it is called.
    pub name: String,
    /// Where its room API is.
    pub url: String,
    /// Where its web client is; empty: at `url`.
    pub join_url: String,
    /// Names us to it.
    pub api_key: String,
    /// Signs what we ask: a secret, which is never written anywhere.
    #[serde(skip_serializing)]
    pub secret: String,
}

impl MeetingServerForm {
    /// What stands there before anybody has typed anything.
    pub fn of(description: &Description) -> Self {
        Self {
            name: description.name.to_string(),
            url: description.url.to_string(),
            join_url: description.join_url.as_ref().map(ToString::to_string).unwrap_or_default(),
            api_key: description.api_key.to_string(),
            secret: String::new(),
        }
    }

    /// What was meant, with the secret if one was typed, or what is wrong with each field.
    pub fn parse(&self) -> Result<(Description, Option<ServerSecret>), FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check("name", self.name.parse::<ServerName>());
        let url = errors.check("url", self.url.parse::<ServerUrl>());
        let join_url = (!self.join_url.trim().is_empty()).then(|| errors.check("join_url", self.join_url.parse::<JoinUrl>()));
        let api_key = errors.check("api_key", self.api_key.parse::<ApiKey>());
        let secret = match self.secret.parse::<ServerSecret>() {
            Err(ServerSecretError::Empty) => None,
            secret => errors.check("secret", secret),
        };
        let (Some(name), Some(url), Some(api_key)) = (name, url, api_key) else { return Err(errors) };
        errors.finish(Some((Description::new(name, url, join_url.flatten(), api_key), secret)))
    }

    /// The same for a server that is new: the secret must be there too.
    pub fn parse_new(&self) -> Result<(Description, ServerSecret), FieldErrors> {
        let parsed = self.parse();
        if !self.secret.trim().is_empty() {
            return parsed.and_then(|(description, secret)| {
                secret.map(|secret| (description, secret)).ok_or_else(|| FieldErrors::one("secret", FieldError::Required))
            });
        }
        let mut errors = parsed.err().unwrap_or_default();
        errors.add("secret", FieldError::Required);
        Err(errors)
    }

    /// The errors, and at the secret that it has to be typed again: it does not come back with the form.
    #[must_use]
    pub fn ask_again(&self, mut errors: FieldErrors) -> FieldErrors {
        if !self.secret.is_empty() && errors.get("secret").is_none() {
            errors.add("secret", FieldError::TypeAgain);
        }
        errors
    }

    /// What may wait in a session and be shown again: without what looks like a password or a token in an address that was
    /// pasted. (The secret is never serialised.)
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        let harmless = |address: &str| {
            let address = address.split(['?', '#']).next().unwrap_or_default();
            let (scheme, rest) = address.split_once("://").map_or(("", address), |(scheme, rest)| (scheme, rest));
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let host = host.rsplit('@').next().unwrap_or_default();
            if scheme.is_empty() { format!("{host}{path}") } else { format!("{scheme}://{host}{path}") }
        };
        Self { url: harmless(&self.url), join_url: harmless(&self.join_url), secret: String::new(), ..self.clone() }
    }
}

impl fmt::Debug for MeetingServerForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MeetingServerForm").finish_non_exhaustive()
    }
}

/// `/servers/{id}`: another secret. Nothing of it is kept.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SecretForm {
    /// The one wanted: a secret, which is never written anywhere.
    #[serde(skip_serializing)]
    pub secret: String,
}

impl SecretForm {
    /// The secret, or what is wrong with it.
    pub fn parse(&self) -> Result<ServerSecret, FieldErrors> {
        self.secret.parse().map_err(|error: ServerSecretError| FieldErrors::one("secret", error))
    }
}

impl fmt::Debug for SecretForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretForm").finish_non_exhaustive()
    }
}

/// `/servers/{id}/remove`: where its rooms go.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveServerForm {
    /// Key of the meeting server (`services::servers`) that gets the rooms; empty: there are none.
    pub to: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> MeetingServerForm {
        MeetingServerForm {
            name: "Meet".to_owned(),
            url: "https://meet.school.example/".to_owned(),
            join_url: "https://meet.school.example".to_owned(),
            api_key: "plugnmeet".to_owned(),
            secret: "hush ".repeat(8),
        }
    }

    #[test]
    fn what_follows_from_the_address_is_not_stored_beside_it() {
        let (description, secret) = good().parse_new().unwrap();
        assert_eq!((description.join_url, secret.expose().len()), (None, 39));
        let elsewhere = MeetingServerForm { join_url: "https://client.example/app".to_owned(), ..good() };
        assert_eq!(elsewhere.parse().unwrap().0.join_url.unwrap().as_str(), "https://client.example/app/");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let nothing = MeetingServerForm::default().parse_new().unwrap_err();
        let fields: Vec<&str> = nothing.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "url", "api_key", "secret"]);
        assert!(nothing.iter().all(|(_, error)| *error == FieldError::Required));
        let without = MeetingServerForm { secret: " ".to_owned(), ..good() };
        assert_eq!(without.parse().unwrap().1, None);
        assert_eq!(without.parse_new().unwrap_err(), FieldErrors::one("secret", FieldError::Required));
    }

    #[test]
    fn nothing_secret_is_kept_or_printed() {
        let form = MeetingServerForm {
            url: "https://ann:hush@meet.school.example/a@b?access_token=hush".to_owned(),
            join_url: "ann:hush@meet.school.example/#hush".to_owned(),
            ..good()
        };
        let kept = serde_json::to_string(&form.without_secrets()).unwrap();
        assert!(!kept.contains("hush") && !serde_json::to_string(&good()).unwrap().contains("hush"), "{kept}");
        assert!(kept.contains("\"https://meet.school.example/a@b\"") && kept.contains("\"meet.school.example/\""), "{kept}");
        assert!(!format!("{form:?} {:?}", SecretForm { secret: "hush".to_owned() }).contains("hush"));
    }
}
