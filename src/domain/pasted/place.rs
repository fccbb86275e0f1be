//! Where a pasted link leads.
use std::fmt;

/// The address of a page, as far as it says where that page is: scheme, host, port, path. Neither its query, which holds the
/// token, nor a name and password in front of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    is_https: bool,
    /// In lower case, with the port if that is not the usual one.
    host: String,
    /// Begins with a slash.
    path: String,
}

impl Place {
    /// The place an address leads to; one without a scheme counts as https, as browsers take it. `None`: no host.
    pub fn of(address: &str) -> Option<Self> {
        let scheme = |scheme: &str| {
            let (start, rest) = address.split_at_checked(scheme.len())?;
            start.eq_ignore_ascii_case(scheme).then_some(rest)
        };
        let (is_https, rest) = match (scheme("https://"), scheme("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => (true, address),
        };
        let rest = rest.split(['?', '#']).next()?;
        let (authority, path) = rest.split_once('/').map_or((rest, ""), |(authority, path)| (authority, path));
        let host = authority.rsplit('@').next()?.to_lowercase();
        let host = host.strip_suffix(if is_https { ":443" } else { ":80" }).unwrap_or(&host).to_owned();
        if host.is_empty() || host.contains(char::is_whitespace) {
            return None;
        }
        Some(Self { is_https, host, path: format!("/{path}") })
    }

    /// Begins with a slash.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether plugNmeet's page works there: it wants https, or this machine by this very name (`plugnmeet-api.md` §8).
    pub fn is_secure(&self) -> bool {
        self.is_https || self.host.split(':').next() == Some("localhost")
    }

    /// Whether both lead to the same page: a slash at the end makes no difference, nor does the scheme.
    pub fn is_same_page(&self, other: &Self) -> bool {
        self.host == other.host && self.path.trim_end_matches('/') == other.path.trim_end_matches('/')
    }

    /// Whether both are of the same site.
    pub fn is_same_site(&self, other: &Self) -> bool {
        self.host == other.host
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", if self.is_https { "https" } else { "http" }, self.host, self.path)
    }
}
