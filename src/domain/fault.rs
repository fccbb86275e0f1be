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
    /// An answer that no plugNmeet server gives.
    #[error("the answer cannot be read")]
    Unreadable,
}

/// What a meeting server says of itself: text, never markup; one line of at most 200 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

impl From<String> for Words {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        let shown = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(Self::LIMIT).collect::<String>();
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
        assert_eq!(Words::from("x".repeat(500)).as_str().len(), Words::LIMIT);
    }
}
