//! Where people reach the portal.
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use http::Uri;

/// An http or https origin, lower case, without a default port and without a slash at the end: `https://rooms.example.org`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// Why an address cannot be the public URL. Reads after "which is".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// No http or https address with a host.
    #[error("no address such as https://rooms.example.org")]
    NotAnOrigin,
    /// A path, a query or a fragment: Roomkey lives at the root of a host.
    #[error("an address with a path: only scheme, host and port are taken")]
    Path,
    /// A user name or password, which would stand in every link.
    #[error("an address with a user name in it")]
    UserName,
}

impl PublicUrl {
    /// Plain http at the address that is listened on.
    pub fn at(listen: SocketAddr) -> Self {
        Self::normal("http", &listen.to_string())
    }

    fn normal(scheme: &str, authority: &str) -> Self {
        let default_port = if scheme == "https" { ":443" } else { ":80" };
        let host = authority.strip_suffix(default_port).unwrap_or(authority);
        Self(format!("{scheme}://{host}").to_ascii_lowercase())
    }

    /// The origin, without a slash at the end: a path is appended as it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether cookies can be kept to encrypted connections.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// Whether only this machine can reach it: `localhost`, a name under it, 127.0.0.0/8 or `[::1]`.
    pub fn is_loopback(&self) -> bool {
        let host = self.host();
        self.address().map_or(host == "localhost" || host.ends_with(".localhost"), |address| address.is_loopback())
    }

    /// Whether a link that begins with it opens on this machine only: it is loopback, or what stands there because nothing
    /// was set and every address is listened on (`0.0.0.0`, `[::]`).
    pub fn leads_here_only(&self) -> bool {
        self.is_loopback() || self.address().is_some_and(|address| address.is_unspecified())
    }

    fn host(&self) -> String {
        let uri: Option<Uri> = self.0.parse().ok();
        uri.as_ref().and_then(Uri::host).unwrap_or_default().to_owned()
    }

    fn address(&self) -> Option<IpAddr> {
        self.host().trim_start_matches('[').trim_end_matches(']').parse().ok()
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, PublicUrlError> {
        // `Uri` drops a fragment without a word.
        if text.contains('#') {
            return Err(PublicUrlError::Path);
        }
        let uri: Uri = text.parse().map_err(|_| PublicUrlError::NotAnOrigin)?;
        let (Some(scheme @ ("http" | "https")), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(PublicUrlError::NotAnOrigin);
        };
        if authority.as_str().contains('@') {
            return Err(PublicUrlError::UserName);
        }
        // `Uri` takes any digits after the colon, and none.
        if authority.host().is_empty() || (authority.port_u16().is_none() && authority.as_str() != authority.host()) {
            return Err(PublicUrlError::NotAnOrigin);
        }
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(PublicUrlError::Path);
        }
        Ok(Self::normal(scheme, authority.as_str()))
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_taken_in_one_spelling() {
        for (text, expected) in [
            ("https://Rooms.Example.org/", "https://rooms.example.org"),
            ("https://rooms.example.org:443", "https://rooms.example.org"),
            ("http://rooms.example.org:80", "http://rooms.example.org"),
            ("http://rooms.example.org:443", "http://rooms.example.org:443"),
            ("HTTP://[::1]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(text.parse::<PublicUrl>().unwrap().as_str(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for (text, error) in [
            ("", PublicUrlError::NotAnOrigin),
            ("rooms.example", PublicUrlError::NotAnOrigin),
            ("ftp://rooms.example", PublicUrlError::NotAnOrigin),
            ("https://", PublicUrlError::NotAnOrigin),
            ("https://rooms.example:", PublicUrlError::NotAnOrigin),
            ("https://:8080", PublicUrlError::NotAnOrigin),
            ("https://rooms.example:99999", PublicUrlError::NotAnOrigin),
            ("https://rooms example", PublicUrlError::NotAnOrigin),
            ("https://rooms.example/portal", PublicUrlError::Path),
            ("https://rooms.example?a=b", PublicUrlError::Path),
            ("https://rooms.example/#a", PublicUrlError::Path),
            ("https://ann:secret@rooms.example", PublicUrlError::UserName),
        ] {
            assert_eq!(text.parse::<PublicUrl>(), Err(error), "{text}");
        }
    }

    #[test]
    fn it_knows_this_machine_and_encryption() {
        for (text, loopback, https) in [
            ("http://127.0.0.1:8080", true, false),
            ("http://127.9.9.9", true, false),
            ("https://localhost", true, true),
            ("http://portal.localhost:1", true, false),
            ("http://[::1]:8080", true, false),
            ("http://0.0.0.0:8080", false, false),
            ("http://notlocalhost", false, false),
            ("http://127.0.0.1.example", false, false),
            ("https://rooms.example.org", false, true),
        ] {
            let url: PublicUrl = text.parse().unwrap();
            assert_eq!((url.is_loopback(), url.is_https()), (loopback, https), "{text}");
        }
        for (text, here_only) in [
            ("http://127.0.0.1:8080", true),
            ("http://0.0.0.0:8080", true),
            ("http://[::]:8080", true),
            ("http://192.168.1.5:8080", false),
            ("https://rooms.example.org", false),
        ] {
            assert_eq!(text.parse::<PublicUrl>().unwrap().leads_here_only(), here_only, "{text}");
        }
        assert_eq!(PublicUrl::at("[::1]:80".parse().unwrap()).as_str(), "http://[::1]");
    }
}
