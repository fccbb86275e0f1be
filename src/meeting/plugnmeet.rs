//! A plugNmeet server, over HTTP.
use std::sync::Arc;

use reqwest::{Client, StatusCode, redirect};
use secrecy::SecretString;

use super::wire::Endpoint;
use super::{MeetingError, signing};
use crate::domain::fault::{Fault, Outage};

/// A plugNmeet server: where it is and how it knows us. Clones are the same one, and share its connections.
#[derive(Clone, Debug)]
pub struct Plugnmeet {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    address: Address,
    http: Client,
}

/// Where a server is and how it knows us.
#[derive(Clone, Debug)]
pub struct Address {
    /// Without a slash at the end; `/auth/…` follows.
    pub url: String,
    /// Address of the page that takes `?access_token=…`, with its slash at the end (§8).
    pub join_address: String,
    /// What is sent as `API-KEY`.
    pub api_key: String,
    /// What signs requests.
    pub secret: SecretString,
}

impl Plugnmeet {
    /// A server that nobody has asked anything yet.
    pub fn new(address: Address) -> Result<Self, reqwest::Error> {
        let http = Client::builder().redirect(redirect::Policy::none()).no_proxy().build()?;
        Ok(Self { shared: Arc::new(Shared { address, http }) })
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.shared.address
    }

    /// Carries a call there and the reply back.
    pub(super) async fn post(&self, endpoint: Endpoint, body: Vec<u8>) -> Result<Vec<u8>, MeetingError> {
        let Shared { address, http } = &*self.shared;
        let signature = signing::sign(&address.secret, &body);
        let request = http.post(format!("{}/auth/{}", address.url, endpoint.path())).body(body);
        let request = request.header("API-KEY", &address.api_key).header("HASH-SIGNATURE", signature);
        let reply = request.header("Content-Type", "application/json").send().await.map_err(|_| down(Fault::Unreachable))?;
        if reply.status() != StatusCode::OK {
            return Err(down(Fault::Unreadable));
        }
        Ok(reply.bytes().await.map_err(|_| down(Fault::Broken))?.into())
    }
}

fn down(fault: Fault) -> MeetingError {
    MeetingError::Unavailable(Outage { fault, since: 0 })
}
