//! Addresses on the web that a browser may load: pictures, style sheets. (Those of meeting servers: [`super::server`].)
use std::net::Ipv6Addr;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::checked_text;

/// An absolute `https` address of at most 512 characters: a URI (RFC 3986, in ASCII, as the meeting server checks it) with
/// a host and without user information.
///
/// Holds no quotes, braces, angle brackets, spaces or backslashes; scheme and host are in lower case, and round brackets
/// are written `%28 %29` (the same address), so that it can stand in CSS as `url("…")`, and without the quotes as well,
/// which is how the plugNmeet client pastes it (`plugnmeet-api.md` §7.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HttpsUrl(String);

/// Why a text is no such address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum HttpsUrlError {
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
    /// Does not begin with `https://`. Where only that is missing or differs, the valid address.
    #[error("no https address")]
    NotHttps {
        /// The same address with `https`.
        suggestion: Option<String>,
    },
    /// A character that cannot stand in an address (or a `%` that begins no code), to be written as a `%` code.
    #[error("the character {character:?}")]
    Character {
        /// The first such character.
        character: char,
    },
    /// A character that cannot stand in the name of a host. Letters that are not ASCII have an ASCII form, `xn--…`.
    #[error("the character {character:?} in the host")]
    HostCharacter {
        /// The first such character.
        character: char,
    },
    /// A name or password in front of the host.
    #[error("user information")]
    UserInfo,
    /// No host, or one that cannot be.
    #[error("no host")]
    Host,
    /// A port that cannot be.
    #[error("no such port")]
    Port,
}

impl HttpsUrl {
    /// Most characters an address may have.
    pub const LIMIT: usize = 512;
    const SCHEME: &str = "https://";
}

impl FromStr for HttpsUrl {
    type Err = HttpsUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = bounded(text)?;
        let Some(rest) = strip_scheme(text, Self::SCHEME) else {
            return Err(HttpsUrlError::NotHttps { suggestion: with_https(text) });
        };
        let (authority, tail) = split_tail(rest);
        let (host, port) = parse_authority(authority)?;
        check_tail(tail)?;
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let url = format!("{}{host}{port}{tail}", Self::SCHEME).replace('(', "%28").replace(')', "%29");
        if url.len() > Self::LIMIT {
            return Err(HttpsUrlError::TooLong { length: url.len(), limit: Self::LIMIT });
        }
        Ok(Self(url))
    }
}

checked_text!(HttpsUrl, HttpsUrlError);

/// Scheme, host and port of an absolute address, which holds them.
pub fn origin(address: &str) -> &str {
    let end = address.find("://").and_then(|scheme| address[scheme + 3..].find('/').map(|slash| scheme + 3 + slash));
    &address[..end.unwrap_or(address.len())]
}

/// The text without spaces around it, if there is one and it is not too long.
pub(super) fn bounded(text: &str) -> Result<&str, HttpsUrlError> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(HttpsUrlError::Empty),
        length if length > HttpsUrl::LIMIT => Err(HttpsUrlError::TooLong { length, limit: HttpsUrl::LIMIT }),
        _ => Ok(text),
    }
}

/// What stands behind the scheme: host and port, and everything after them.
pub(super) fn split_tail(rest: &str) -> (&str, &str) {
    rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()))
}

/// What stands behind this scheme, whatever the case of its letters.
pub(super) fn strip_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// The address meant by `http://…`, `//…` or `school.example/a.png`, if it is one.
fn with_https(text: &str) -> Option<String> {
    let rest = match strip_scheme(text, "http://").or_else(|| text.strip_prefix("//")) {
        Some(rest) => rest,
        None if text.split('/').next()?.contains('.') => text,
        None => return None,
    };
    format!("https://{rest}").parse().ok().map(|HttpsUrl(url)| url)
}

/// The host in lower case, and the port if there is one.
pub(super) fn parse_authority(authority: &str) -> Result<(String, Option<u16>), HttpsUrlError> {
    if authority.contains('@') {
        return Err(HttpsUrlError::UserInfo);
    }
    if let Some(character) = authority.chars().find(|c| !c.is_ascii_alphanumeric() && !"-._:[]".contains(*c)) {
        return Err(HttpsUrlError::HostCharacter { character });
    }
    let (host, port) = match authority.rfind(':').filter(|colon| !authority[*colon..].contains(']')) {
        Some(colon) => (&authority[..colon], Some(&authority[colon + 1..])),
        None => (authority, None),
    };
    let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => host.split('.').all(|label| !label.is_empty() && label.len() <= 63 && !label.contains(['[', ']', ':'])),
    };
    if !is_host {
        return Err(HttpsUrlError::Host);
    }
    // `parse` alone would take "+443".
    let number = |port: &str| port.parse().ok().filter(|_| port.bytes().all(|b| b.is_ascii_digit()));
    let port = port.map(|port| number(port).ok_or(HttpsUrlError::Port)).transpose()?;
    Ok((host.to_ascii_lowercase(), port))
}

/// Path, query and fragment, by RFC 3986 without the single quote.
pub(super) fn check_tail(tail: &str) -> Result<(), HttpsUrlError> {
    let mut fragment = false;
    let mut rest = tail.chars();
    while let Some(character) = rest.next() {
        let allowed = match character {
            '%' => {
                let code = rest.as_str().as_bytes();
                code.len() >= 2 && code[..2].iter().all(u8::is_ascii_hexdigit)
            }
            '#' => !std::mem::replace(&mut fragment, true),
            _ => character.is_ascii_alphanumeric() || "/?:@-._~!$&()*+,;=".contains(character),
        };
        if !allowed {
            return Err(HttpsUrlError::Character { character });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::HttpsUrlError::*;
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Result<String, HttpsUrlError> {
        text.parse::<HttpsUrl>().map(String::from)
    }

    #[test]
    fn addresses() {
        for (text, expected) in [
            ("https://school.example/logo.png", "https://school.example/logo.png"),
            (" HTTPS://School.Example/Logo.PNG?a=b&c=%20#d ", "https://school.example/Logo.PNG?a=b&c=%20#d"),
            ("https://school.example", "https://school.example"),
            ("https://school.example:8443?x", "https://school.example:8443?x"),
            ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]:443/a"),
            ("https://127.0.0.1/a", "https://127.0.0.1/a"),
            ("https://a_b.example/p_(1).png", "https://a_b.example/p_%281%29.png"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn each_cause_has_its_name() {
        let not_https = |suggestion: Option<&str>| NotHttps { suggestion: suggestion.map(str::to_owned) };
        for (text, error) in [
            ("", Empty),
            ("http://school.example/a.png", not_https(Some("https://school.example/a.png"))),
            ("//school.example/a.png", not_https(Some("https://school.example/a.png"))),
            ("school.example/a.png", not_https(Some("https://school.example/a.png"))),
            ("/a.png", not_https(None)),
            ("a.png\"", not_https(None)),
            ("javascript:alert(1)", not_https(None)),
            ("data:image/png;base64,AAAA", not_https(None)),
            ("https:/school.example", not_https(None)),
            ("https://", Host),
            ("https:///a", Host),
            ("https://.example", Host),
            ("https://[::1", Host),
            ("https://[x]/", Host),
            ("https://ann:secret@school.example/", UserInfo),
            ("https://school.example:0x1/", Port),
            ("https://school.example:65536/", Port),
            ("https://school.example/a b", Character { character: ' ' }),
            ("https://school.example/\"", Character { character: '"' }),
            ("https://school.example/'", Character { character: '\'' }),
            ("https://school.example/{", Character { character: '{' }),
            ("https://school.example/}", Character { character: '}' }),
            ("https://school.example/<", Character { character: '<' }),
            ("https://school.example/>", Character { character: '>' }),
            ("https://school.example\\a", Character { character: '\\' }),
            ("https://school.example/a\\b", Character { character: '\\' }),
            ("https://school.example/a\nb", Character { character: '\n' }),
            ("https://school.example/é", Character { character: 'é' }),
            ("https://schule-münchen.example/", HostCharacter { character: 'ü' }),
            ("https://school.example/%2", Character { character: '%' }),
            ("https://school.example/%zz", Character { character: '%' }),
            ("https://school.example/#a#b", Character { character: '#' }),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn at_most_512_characters() {
        let of_length = |length: usize| format!("https://a.example/{}", "x".repeat(length - 18));
        assert!(parse(&of_length(512)).is_ok());
        assert_eq!(parse(&of_length(513)), Err(TooLong { length: 513, limit: 512 }));
        let brackets = format!("https://a.example/{}", "(".repeat(400));
        assert_eq!(parse(&brackets), Err(TooLong { length: 1218, limit: 512 }));
    }

    proptest! {
        #[test]
        fn nothing_that_could_leave_its_quotes(text in prop_oneof![any::<String>(), "https://[a-z.:@\\[\\]]{0,9}[/?#]?\\PC{0,20}"]) {
            if let Ok(url) = text.parse::<HttpsUrl>() {
                prop_assert!(url.as_str().starts_with("https://"));
                let harmless = |b: u8| b.is_ascii_graphic() && !b"\"'{}<>\\()`|^".contains(&b);
                prop_assert!(url.as_str().bytes().all(harmless));
                prop_assert_eq!(url.as_str().parse(), Ok(url.clone()));
            }
        }
    }
}
