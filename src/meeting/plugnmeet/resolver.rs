//! Looks names up, and leaves out addresses that the portal does not connect to.
//!
//! The rule for what an administrator types is `ServerUrl`'s; a name can lead anywhere, and elsewhere the next time. So it
//! is asked at every connection, of the very addresses that are connected to.
use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::domain::server::Reach;

/// The system's resolver without the addresses that [`Reach::Forbidden`] means.
#[derive(Clone, Copy, Debug, Default)]
pub struct GuardedResolver;

/// A name has addresses, and all are forbidden.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the name leads to forbidden addresses only")]
pub struct Forbidden;

impl GuardedResolver {
    /// The addresses of a host that may be connected to, at least one. Fails with [`Forbidden`] inside of the error if there
    /// are others only.
    pub async fn look_up(host: &str, port: u16) -> std::io::Result<Vec<SocketAddr>> {
        let found: Vec<SocketAddr> = tokio::net::lookup_host((host, port)).await?.collect();
        let is_known = !found.is_empty();
        let allowed: Vec<_> = found.into_iter().filter(|address| Reach::of(address.ip()) != Reach::Forbidden).collect();
        if is_known && allowed.is_empty() { Err(std::io::Error::other(Forbidden)) } else { Ok(allowed) }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // Port 0: the address says which.
            let addresses = Self::look_up(name.as_str(), 0).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_leads_to_allowed_addresses_only() {
        assert!(!GuardedResolver::look_up("localhost", 80).await.unwrap().is_empty());
        for forbidden in ["169.254.169.254", "100.100.100.200", "0.0.0.0"] {
            let error = GuardedResolver::look_up(forbidden, 80).await.unwrap_err();
            assert!(error.into_inner().unwrap().is::<Forbidden>(), "{forbidden}");
        }
    }
}
