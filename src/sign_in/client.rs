//! Where a request comes from: its connection says so, or a proxy that is trusted.
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use ipnet::IpNet;

use crate::services::Services;

/// Whose addresses and schemes are believed.
pub type TrustedProxies = [IpNet];

/// Who sent a request, and how: in its extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// The network address.
    pub address: IpAddr,
    /// How the request reached the first proxy, if a trusted one says so. Roomkey itself speaks plain http only.
    pub scheme: Option<Scheme>,
}

/// What a trusted proxy says of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// In the clear.
    Http,
    /// Encrypted.
    Https,
}

impl Client {
    /// The client of a request that came over a connection from `peer`. Of `X-Forwarded-For` the rightmost address counts
    /// that is no trusted proxy's: what stands left of it, anybody may have written. Where it makes no sense, the last
    /// address that did counts. From a peer that is not trusted both headers are ignored.
    pub fn of(peer: IpAddr, headers: &HeaderMap, trusted: &TrustedProxies) -> Self {
        let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
        let mut address = peer.to_canonical();
        if !is_trusted(address) {
            return Self { address, scheme: None };
        }
        let values = |name: &'static str| headers.get_all(name).iter().rev().map(|value| value.to_str().unwrap_or_default());
        for hop in values("x-forwarded-for").flat_map(|value| value.rsplit(',')) {
            let Some(hop) = read_address(hop) else { break };
            address = hop;
            if !is_trusted(address) {
                break;
            }
        }
        let scheme = values("x-forwarded-proto").find_map(|value| value.rsplit(',').next()).and_then(read_scheme);
        Self { address, scheme }
    }
}

/// An address as proxies write it: alone, or with a port (`192.0.2.1:4711`, `[2001:db8::1]:4711`).
fn read_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse::<IpAddr>().ok().or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()));
    address.map(|address| address.to_canonical())
}

fn read_scheme(text: &str) -> Option<Scheme> {
    match text.trim().to_ascii_lowercase().as_str() {
        "http" => Some(Scheme::Http),
        "https" => Some(Scheme::Https),
        _ => None,
    }
}

/// Middleware: puts [`Client`] into the request's extensions.
pub async fn remember_client(State(services): State<Services>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.0.ip());
    let client = Client::of(peer, request.headers(), &services.config.trusted_proxy);
    request.extensions_mut().insert(client);
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use proptest::prelude::*;

    fn trusted() -> Vec<IpNet> {
        ["10.0.0.0/8", "::1/128"].map(|network| network.parse().unwrap()).to_vec()
    }

    fn client(peer: &str, headers: &[(&'static str, &str)]) -> Client {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap());
        }
        Client::of(peer.parse().unwrap(), &map, &trusted())
    }

    #[test]
    fn the_rightmost_address_counts_that_is_no_trusted_proxys() {
        for (peer, header, expected) in [
            ("10.0.0.1", "192.0.2.1", "192.0.2.1"),
            ("10.0.0.1", "203.0.113.9, 192.0.2.1", "192.0.2.1"),
            ("10.0.0.1", "203.0.113.9, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
            ("::ffff:10.0.0.1", "192.0.2.1:4711", "192.0.2.1"),
            ("::1", "[2001:db8::1]:4711", "2001:db8::1"),
            ("::1", "[2001:db8::1]", "2001:db8::1"),
            ("::1", " 2001:db8::1 ", "2001:db8::1"),
            // Everybody is trusted: the first of them.
            ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
            // No sense: the last that made some.
            ("10.0.0.1", "192.0.2.1, unknown", "10.0.0.1"),
            ("10.0.0.1", "192.0.2.1, unknown, 10.0.0.2", "10.0.0.2"),
            ("10.0.0.1", "", "10.0.0.1"),
            // Not trusted: what it says is ignored.
            ("192.0.2.7", "203.0.113.9", "192.0.2.7"),
        ] {
            let found = client(peer, &[("x-forwarded-for", header)]);
            assert_eq!(found.address.to_string(), expected, "{peer}: {header}");
        }
        let two_lines = client("10.0.0.1", &[("x-forwarded-for", "203.0.113.9"), ("x-forwarded-for", "192.0.2.1")]);
        assert_eq!(two_lines.address.to_string(), "192.0.2.1");
    }

    #[test]
    fn only_a_trusted_proxy_says_how_the_request_came() {
        for (peer, header, expected) in [
            ("10.0.0.1", "https", Some(Scheme::Https)),
            ("10.0.0.1", "http, HTTPS", Some(Scheme::Https)),
            ("10.0.0.1", "http", Some(Scheme::Http)),
            ("10.0.0.1", "wss", None),
            ("192.0.2.7", "https", None),
        ] {
            assert_eq!(client(peer, &[("x-forwarded-proto", header)]).scheme, expected, "{peer}: {header}");
        }
    }

    proptest! {
        #[test]
        fn no_header_is_too_much(value in proptest::collection::vec(any::<u8>(), 0..60)) {
            let Ok(value) = HeaderValue::from_bytes(&value) else { return Ok(()) };
            let headers = HeaderMap::from_iter([
                (http::HeaderName::from_static("x-forwarded-for"), value.clone()),
                (http::HeaderName::from_static("x-forwarded-proto"), value),
            ]);
            Client::of([10, 0, 0, 1].into(), &headers, &trusted());
        }
    }
}
