//! A meeting server as an administrator describes it: what it is called, where it is, how it knows us.
mod host;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use self::host::Host;
pub use self::host::Reach;
use super::address::{HttpsUrlError, bounded, check_tail, origin, parse_authority, split_tail, strip_scheme};
use super::checked_text;
use super::line::{LineError, line};

/// What administrators call a meeting server: one line of 1 to 80 characters, and not what the built-in one is called.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServerName(String);

impl ServerName {
    /// Most characters a name may have.
    pub const LIMIT: usize = 80;
}

/// Why a text is no name for a meeting server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ServerNameError {
    /// Not a line of text.
    #[error(transparent)]
    Line(#[from] LineError),
    /// The sandbox is called so, on pages or on the command line: nobody could tell the two apart.
    #[error("the name of the sandbox")]
    Sandbox,
}

impl FromStr for ServerName {
    type Err = ServerNameError;

    fn from_str(text: &str) -> Result<Self, ServerNameError> {
        let name = line(text, Self::LIMIT)?;
        if ["sandbox", "sandbox (built in)"].contains(&name.to_lowercase().as_str()) {
            return Err(ServerNameError::Sandbox);
        }
        Ok(Self(name.to_owned()))
    }
}

checked_text!(ServerName, ServerNameError);

/// Where a meeting server's room API is: an http or https address, with or without a path, below which `/auth/…` lies
/// (`plugnmeet-api.md` §1.1).
///
/// Stands in one spelling: host in lower case and, if it is an address, written as usual; no default port, no slash at the
/// end, no user information, query or fragment. Never leads to an address at which no meeting server is: see
/// [`Reach::Forbidden`]. (A name may still do: where it leads is known only when it is asked for.)
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServerUrl(String);

/// Where the web client of a meeting server is: the address of the page that takes `?access_token=…`. As [`ServerUrl`], but
/// it ends with a slash, since what the page loads stands below it (`plugnmeet-api.md` §8).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JoinUrl(String);

/// Why a text is no address of a meeting server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ServerUrlError {
    /// No address at all. (Never [`HttpsUrlError::NotHttps`]: see [`Self::Scheme`].)
    #[error(transparent)]
    Address(#[from] HttpsUrlError),
    /// Does not begin with `http://` or `https://`. Where only that is missing, the valid address.
    #[error("neither http nor https")]
    Scheme {
        /// The same address with `https`.
        suggestion: Option<String>,
    },
    /// Ends in `/auth`, which is put behind it for every call. Where only that is wrong, the valid address.
    #[error("ends in /auth")]
    Auth {
        /// The same address without it.
        suggestion: Option<String>,
    },
    /// Ends in `/healthCheck`, which is asked below it. Where only that is wrong, the valid address.
    #[error("ends in /healthCheck")]
    HealthCheck {
        /// The same address without it.
        suggestion: Option<String>,
    },
    /// Has a query or a fragment: it was copied from a page, or is a join link. Where only that is wrong, the valid address.
    #[error("a query")]
    Query {
        /// The same address without it.
        suggestion: Option<String>,
    },
    /// Leads to an address at which no meeting server is.
    #[error("an address that is not allowed")]
    Forbidden,
}

impl ServerUrl {
    /// Whether it is on this machine or in this network: nothing that others reach.
    pub fn is_private(&self) -> bool {
        reach(&self.0) == Reach::Private
    }

    /// Whether what is said there is encrypted.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// Where its web client is when nothing else is said: at its root.
    pub fn join_url(&self) -> JoinUrl {
        JoinUrl(format!("{}/", self.0))
    }
}

impl JoinUrl {
    /// Whether it is on this machine or in this network: nothing that guests elsewhere reach.
    pub fn is_private(&self) -> bool {
        reach(&self.0) == Reach::Private
    }

    /// Whether browsers give it a camera: the plugNmeet client refuses plain http (`plugnmeet-api.md` §8).
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }
}

impl FromStr for ServerUrl {
    type Err = ServerUrlError;

    fn from_str(text: &str) -> Result<Self, ServerUrlError> {
        let text = bounded(text)?;
        let url = parse(text, |rest| meant(format!("https://{rest}").parse::<Self>().map(String::from)))?;
        // Below `/auth` stand the calls; the API takes letters of either case.
        let lower = url.to_ascii_lowercase();
        if let Some(end) = lower.find("/auth/room/").or_else(|| lower.ends_with("/auth").then(|| lower.len() - "/auth".len())) {
            let suggestion = url[..end].parse().ok().map(|Self(url)| url);
            return Err(ServerUrlError::Auth { suggestion });
        }
        if lower.ends_with("/healthcheck") {
            let suggestion = url[..url.len() - "/healthcheck".len()].parse().ok().map(|Self(url)| url);
            return Err(ServerUrlError::HealthCheck { suggestion });
        }
        Ok(Self(url))
    }
}

impl FromStr for JoinUrl {
    type Err = ServerUrlError;

    fn from_str(text: &str) -> Result<Self, ServerUrlError> {
        let text = bounded(text)?;
        let url = parse(text, |rest| meant(format!("https://{rest}").parse::<Self>().map(String::from)))?;
        Ok(Self(format!("{url}/")))
    }
}

checked_text!(ServerUrl, ServerUrlError);
checked_text!(JoinUrl, ServerUrlError);

/// The address, or the one that was meant.
fn meant(parsed: Result<String, ServerUrlError>) -> Option<String> {
    match parsed {
        Ok(url) => Some(url),
        Err(
            ServerUrlError::Auth { suggestion }
            | ServerUrlError::HealthCheck { suggestion }
            | ServerUrlError::Query { suggestion },
        ) => suggestion,
        Err(_) => None,
    }
}

/// What stands behind a scheme that was mistyped, as in `https//…` or `https:/…`.
fn behind_mistyped_scheme(text: &str) -> Option<&str> {
    let rest = strip_scheme(text, "https").or_else(|| strip_scheme(text, "http"))?;
    rest.starts_with([':', '/']).then(|| rest.trim_start_matches([':', '/']))
}

/// What both addresses have in common, without a slash at the end. `with_https` makes an address of one without a scheme.
fn parse(text: &str, with_https: impl Fn(&str) -> Option<String>) -> Result<String, ServerUrlError> {
    let found = ["https://", "http://"].into_iter().find_map(|scheme| Some((scheme, strip_scheme(text, scheme)?)));
    let Some((scheme, rest)) = found else {
        let rest = behind_mistyped_scheme(text).or_else(|| text.strip_prefix("//")).unwrap_or(text);
        let suggestion = if rest.contains("://") { None } else { with_https(rest) };
        return Err(ServerUrlError::Scheme { suggestion });
    };
    if let Some(rest) = behind_mistyped_scheme(rest) {
        return Err(ServerUrlError::Scheme { suggestion: with_https(rest) });
    }
    let (authority, tail) = split_tail(rest);
    let (host, port) = parse_authority(authority)?;
    let host = Host::parse(&host).ok_or(HttpsUrlError::Host)?;
    if host.reach() == Reach::Forbidden {
        return Err(ServerUrlError::Forbidden);
    }
    if let Some((path, _)) = tail.split_once(['?', '#']) {
        // What is left may be wrong in another way: then there is nothing to suggest.
        let suggestion = with_https(&format!("{authority}{path}"));
        let suggestion = suggestion.map(|url| url.replacen("https://", scheme, 1));
        return Err(ServerUrlError::Query { suggestion });
    }
    check_tail(tail)?;
    let default_port = if scheme == "https://" { 443 } else { 80 };
    let port = port.filter(|port| *port != default_port).map(|port| format!(":{port}")).unwrap_or_default();
    Ok(format!("{scheme}{host}{port}{}", tail.trim_end_matches('/')))
}

/// Of an address that has been parsed.
fn reach(url: &str) -> Reach {
    let authority = split_tail(url.split_once("://").map_or(url, |(_, rest)| rest)).0;
    let host = parse_authority(authority).ok().and_then(|(host, _)| Host::parse(&host));
    host.map_or(Reach::Forbidden, |host| host.reach())
}

/// What names us to a meeting server: 1 to 128 visible ASCII characters, so that it can stand in a header and, as the issuer,
/// in a token (`plugnmeet-api.md` §1.1, §3.3). No secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApiKey(String);

/// Why a text is no API key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ApiKeyError {
    /// Nothing.
    #[error("empty")]
    Empty,
    /// Too many characters.
    #[error("{length} characters, {limit} at most")]
    TooLong {
        /// How many it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A space, a control character, or one that is not ASCII.
    #[error("the character {character:?}")]
    Character {
        /// The first such character.
        character: char,
    },
}

impl ApiKey {
    /// Most characters a key may have.
    pub const LIMIT: usize = 128;
}

impl FromStr for ApiKey {
    type Err = ApiKeyError;

    fn from_str(text: &str) -> Result<Self, ApiKeyError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ApiKeyError::Empty);
        }
        if let Some(character) = text.chars().find(|c| !c.is_ascii_graphic()) {
            return Err(ApiKeyError::Character { character });
        }
        match text.len() {
            length if length > Self::LIMIT => Err(ApiKeyError::TooLong { length, limit: Self::LIMIT }),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

checked_text!(ApiKey, ApiKeyError);

/// What is said of a meeting server, beside its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// Unique, whatever the case of its letters.
    pub name: ServerName,
    /// Where its room API is.
    pub url: ServerUrl,
    /// Where its web client is, if that is not at the root of `url`.
    pub join_url: Option<JoinUrl>,
    /// Names us to it.
    pub api_key: ApiKey,
}

impl Description {
    /// Puts together what belongs together. A join address that follows from the other need not be said.
    pub fn new(name: ServerName, url: ServerUrl, join_url: Option<JoinUrl>, api_key: ApiKey) -> Self {
        let join_url = join_url.filter(|join_url| *join_url != url.join_url());
        Self { name, url, join_url, api_key }
    }

    /// Scheme, host and port of where people's browsers, and their tokens, are sent.
    pub fn join_origin(&self) -> String {
        let join_url = self.join_url.clone().unwrap_or_else(|| self.url.join_url());
        origin(join_url.as_str()).to_owned()
    }

    /// Whether a test of the one says as much of the other: only the name may differ.
    pub fn is_reached_like(&self, other: &Self) -> bool {
        (&self.url, &self.join_url, &self.api_key) == (&other.url, &other.join_url, &other.api_key)
    }
}

/// What signs requests to a meeting server, and its tokens: 32 to 512 bytes without control characters; spaces around it are
/// from pasting. With fewer bytes a server takes requests but cannot make tokens (`plugnmeet-api.md` §3.1, step 18; §9, 18).
/// Never serialised, never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerSecret(String);

/// Why a text is no secret of a meeting server. Holds nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ServerSecretError {
    /// Nothing.
    #[error("empty")]
    Empty,
    /// Too few bytes for tokens.
    #[error("{length} bytes, {limit} at least: a meeting server cannot make tokens with a shorter one")]
    TooShort {
        /// How many it has.
        length: usize,
        /// How many it must have.
        limit: usize,
    },
    /// Too many bytes.
    #[error("{length} bytes, {limit} at most")]
    TooLong {
        /// How many it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A line break, a tab or another control character: more was copied than the secret.
    #[error("a control character")]
    ControlCharacter,
    /// Quotation marks around it: in a configuration file they are no part of it.
    #[error("quotation marks around it, which are no part of it")]
    Quoted,
}

impl ServerSecret {
    /// Fewest bytes.
    pub const MIN_BYTES: usize = 32;
    /// Most bytes.
    pub const MAX_BYTES: usize = 512;

    /// The secret: to seal it, and to sign.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for ServerSecret {
    type Err = ServerSecretError;

    fn from_str(text: &str) -> Result<Self, ServerSecretError> {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            return Err(ServerSecretError::ControlCharacter);
        }
        if text.len() > 1 && ['"', '\''].iter().any(|mark| text.starts_with(*mark) && text.ends_with(*mark)) {
            return Err(ServerSecretError::Quoted);
        }
        match text.len() {
            0 => Err(ServerSecretError::Empty),
            length if length < Self::MIN_BYTES => Err(ServerSecretError::TooShort { length, limit: Self::MIN_BYTES }),
            length if length > Self::MAX_BYTES => Err(ServerSecretError::TooLong { length, limit: Self::MAX_BYTES }),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Debug for ServerSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerSecret(…)")
    }
}
