//! What can be wrong between the portal and a meeting server. Each has words for whoever waits, and others for whoever can
//! mend it.
use serde::{Deserialize, Serialize};

/// Why a meeting server did not answer as one does: nothing that another request would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// No name server knows its host.
    #[error("the host name does not resolve")]
    NameUnknown,
    /// Its host leads to an address that no meeting server has: link-local, or a cloud's own (`ServerUrl`).
    #[error("the host name leads to an address that is not allowed")]
    AddressForbidden,
    /// The machine is there, nothing listens.
    #[error("the connection was refused")]
    ConnectionRefused,
    /// No way to the machine.
    #[error("the machine cannot be reached")]
    Unreachable,
    /// No connection within the time.
    #[error("no connection in time")]
    ConnectTimeout,
    /// Its certificate is out of date, or not valid yet.
    #[error("the certificate is expired or not valid yet")]
    CertificateExpired,
    /// Its certificate is for another name.
    #[error("the certificate is for another name")]
    CertificateName,
    /// Nobody we trust has signed its certificate.
    #[error("the certificate is not trusted")]
    CertificateUntrusted,
    /// It does not speak TLS, or not with us.
    #[error("no encrypted connection came about")]
    Tls,
    /// No whole answer within the time.
    #[error("no answer in time")]
    ReplyTimeout,
    /// The connection ended before the answer did.
    #[error("the connection broke")]
    Broken,
    /// It knows no such API key (§1.3, row 2).
    #[error("the API key was refused")]
    KeyRefused,
    /// It has another secret (§1.3, row 5).
    #[error("the signature was refused")]
    SignatureRefused,
    /// It let us in to nothing, for another reason.
    #[error("not authorised")]
    Unauthorised {
        /// Its own words.
        words: Words,
    },
    /// There is no room API at this address (404).
    #[error("no plugNmeet server at this address")]
    NotPlugnmeet,
    /// It sends us elsewhere, where we do not go: a signed request is worth too much.
    #[error("it redirects")]
    Redirects,
    /// A web page came instead of an answer: a proxy, or a log-in page, stands in between.
    #[error("a web page came instead of an answer")]
    WebPage {
        /// HTTP status.
        status: u16,
    },
    /// Another HTTP status than 200, without an answer in it.
    #[error("HTTP status {status}")]
    Status {
        /// HTTP status.
        status: u16,
        /// Its own words.
        words: Words,
    },
    /// More than 1 MiB.
    #[error("the answer is too large")]
    TooLarge,
    /// No JSON, or the beginning of some.
    #[error("the answer cannot be read")]
    Unreadable,
    /// JSON, and not what a plugNmeet server answers to this: another version, or another program.
    #[error("the answer has another shape than it should")]
    OtherShape,
}

impl Fault {
    /// Whether nothing came back at all: whoever asks next waits just as long.
    pub fn is_silence(&self) -> bool {
        self.is_before_sending() || matches!(self, Self::ReplyTimeout | Self::Broken)
    }

    /// Whether nothing has left for the server: there was no connection to send it on.
    pub fn is_before_sending(&self) -> bool {
        matches!(
            self,
            Self::NameUnknown
                | Self::AddressForbidden
                | Self::ConnectionRefused
                | Self::Unreachable
                | Self::ConnectTimeout
                | Self::CertificateExpired
                | Self::CertificateName
                | Self::CertificateUntrusted
                | Self::Tls
        )
    }

    /// The server's own words, if it said any.
    pub fn words(&self) -> Option<&Words> {
        match self {
            Self::Unauthorised { words } | Self::Status { words, .. } => Some(words).filter(|words| !words.0.is_empty()),
            _ => None,
        }
    }
}

/// Why a meeting server that answers did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// A moderator has put this person out of the running session for good (§3.1, step 3).
    #[error("the person is blocked")]
    UserBlocked,
    /// The room is being created or ended, and was for longer than the server waits: 15 seconds (§2.1, §2.4).
    #[error("the room is locked")]
    RoomBusy,
    /// The portal carries as many calls to it as it may, and as many wait: this one was not sent.
    #[error("too many calls wait for the server")]
    Crowded,
    /// The server's own API secret has fewer than 32 bytes: it can sign nothing (§3.1, step 18).
    #[error("the server's secret is too short")]
    SecretTooShort,
    /// A rule for a value is broken (§1.4).
    #[error("invalid parameters")]
    Invalid {
        /// Which, in the server's own words. They may quote what was sent: for the person who sent it, not for logs.
        words: Words,
    },
    /// More bytes than the server takes (§1.1, §2.8).
    #[error("the request is too large")]
    TooLarge,
    /// There is no such recording, artifact or person.
    #[error("not found")]
    NotFound {
        /// What, in the server's own words.
        words: Words,
    },
    /// The same is being done already (§2.8, §2.9).
    #[error("already being done")]
    Conflict {
        /// What, in the server's own words.
        words: Words,
    },
    /// Something else.
    #[error("{code}")]
    Other {
        /// The name of the code, such as `INTERNAL_SERVER_ERROR` (§1.4); empty if there was none.
        code: Words,
        /// The server's own words, as for [`Self::Invalid`].
        words: Words,
    },
}

impl Refusal {
    /// The server's own words, where they say more than the name.
    pub fn words(&self) -> Option<&Words> {
        match self {
            Self::Invalid { words } | Self::NotFound { words } | Self::Conflict { words } | Self::Other { words, .. } => {
                Some(words)
            }
            Self::UserBlocked | Self::RoomBusy | Self::Crowded | Self::SecretTooShort | Self::TooLarge => None,
        }
    }
}

/// What a meeting server says of itself: text, never markup; one line of at most 200 characters. It may quote what it was
/// sent: for people to read, and in no log.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Words(String);

impl Words {
    /// Most characters of it that anybody is shown.
    pub const LIMIT: usize = 200;

    /// The words as they are shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({} bytes)", self.0.len())
    }
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        // What turns the direction of a line could make it say something else; a space without width hides in it.
        let turns = |c: &char| matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let one_line = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
        let shown: String = text.chars().filter(|c| !turns(c)).map(one_line).take(Self::LIMIT).collect();
        Self(shown.trim().to_owned())
    }
}

impl From<Words> for String {
    fn from(Words(text): Words) -> Self {
        text
    }
}

/// A meeting server that does not answer, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// What is wrong.
    pub fault: Fault,
    /// Unix milliseconds of the first of the calls in a row that failed.
    pub since: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_one_short_line() {
        assert_eq!(Words::from("a\nb\u{7}\0").as_str(), "a b");
        assert_eq!(Words::from("\u{202e}n\u{200b}o\u{2069}t \u{2028}x").as_str(), "not  x");
        assert_eq!(Words::from("x".repeat(500)).as_str().len(), Words::LIMIT);
    }
}
