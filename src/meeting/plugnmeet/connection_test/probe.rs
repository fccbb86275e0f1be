//! The questions of a connection test.
use std::net::IpAddr;
use std::time::Duration;

use http::HeaderMap;
use http::header::{CONTENT_TYPE, DATE, HeaderName, LOCATION, SERVER};
use jiff::fmt::rfc2822;
use reqwest::tls::TlsInfo;
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url};
use secrecy::ExposeSecret;
use serde::Deserialize;
use tokio::time::{Instant, timeout};
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

use super::answer::Answer;
use super::{Finding, FirstReply};
use crate::clock::{Clock, UnixMillis};
use crate::domain::fault::Fault;
use crate::internal::Internal;
use crate::meeting::plugnmeet::resolver::{Forbidden, GuardedResolver};
use crate::meeting::plugnmeet::{Address, LARGEST_REPLY, faults, http_client, is_forbidden_literal};
use crate::meeting::signing;
use crate::meeting::wire::{Code, Endpoint, Outcome};

/// A secret of fewer bytes signs requests, and no tokens (§3.3).
const SECRET_BYTES: usize = 32;
/// The clocks may differ by so many seconds.
const CLOCKS_WITHIN: u64 = 30;
/// So many questions are asked to tell how long one takes.
const ROUND_TRIPS: usize = 5;

/// Asks one server, with a client of its own: nothing of it is remembered, no breaker keeps a question back.
pub(super) struct Probe<'a> {
    address: &'a Address,
    clock: Clock,
    http: Client,
    each: Duration,
}

/// An answer, whatever it is.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    /// What was asked for.
    pub url: String,
    pub status: StatusCode,
    /// In lower case.
    pub content_type: String,
    /// What it says it comes from.
    pub software: String,
    /// Where it sends us.
    pub location: String,
    /// The first [`LARGEST_REPLY`] bytes.
    pub text: String,
    date: String,
    certificate: Option<Vec<u8>>,
    asked_at: UnixMillis,
    took: Duration,
}

/// `getClientFiles` (§2.6). Either list may be absent or null.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ClientFiles {
    css_files: Option<Vec<String>>,
    js_files: Option<Vec<String>>,
}

/// `getActiveRoomsInfo` (§2.3), as far as it matters here.
#[derive(Deserialize)]
struct Sessions {
    #[serde(default)]
    rooms: Vec<serde::de::IgnoredAny>,
}

impl<'a> Probe<'a> {
    /// `each`: how long one question and its answer may take.
    pub(super) fn new(address: &'a Address, clock: Clock, each: Duration) -> Result<Self, Internal> {
        let http = http_client().tls_info(true).timeout(each).build()?;
        Ok(Self { address, clock, http, each })
    }

    /// Where the host's name leads.
    pub(super) async fn name(&self) -> (Finding, ()) {
        let found = async {
            let url = Url::parse(&self.address.url).map_err(|_| Fault::NameUnknown)?;
            let host = url.host_str().unwrap_or_default();
            if is_forbidden_literal(url.as_str()) {
                return Err(Fault::AddressForbidden);
            }
            if let Ok(address) = host.trim_matches(['[', ']']).parse::<IpAddr>() {
                return Ok(Finding::NoName(address));
            }
            let port = url.port_or_known_default().unwrap_or_default();
            let found = timeout(self.each, GuardedResolver::look_up(host, port)).await.map_err(|_| Fault::NameUnknown)?;
            let found = found.map_err(|error| match error.get_ref() {
                Some(inner) if inner.is::<Forbidden>() => Fault::AddressForbidden,
                _ => Fault::NameUnknown,
            })?;
            let mut addresses: Vec<_> = found.into_iter().map(|address| address.ip()).collect();
            addresses.sort_unstable();
            addresses.dedup();
            Ok(Finding::Resolved(addresses))
        };
        (found.await.unwrap_or_else(Finding::Fault), ())
    }

    /// The first question: whether a connection comes about, and what is answered over it.
    pub(super) async fn connect(&self) -> (Finding, FirstReply) {
        let url = self.health_url();
        let is_https = url.starts_with("https://");
        let reply = self.get(&url).await;
        let finding = match &reply {
            Ok(reply) if is_https => reply.certified(self.clock.now()),
            Ok(reply) if reply.wants_https() => Finding::SpeaksHttps,
            Err(Fault::Tls) if self.speaks("http", &url).await => Finding::SpeaksHttp,
            Err(fault) if fault.is_before_sending() => Finding::Fault(fault.clone()),
            Err(Fault::Broken | Fault::NotPlugnmeet) if !is_https && self.speaks("https", &url).await => Finding::SpeaksHttps,
            Err(_) if is_https => Finding::Connected,
            Ok(_) | Err(_) => Finding::NotEncrypted,
        };
        (finding, reply)
    }

    /// Whether the same place speaks the other protocol.
    async fn speaks(&self, scheme: &str, url: &str) -> bool {
        let Ok(mut url) = Url::parse(url) else { return false };
        let port = url.port_or_known_default();
        if url.set_scheme(scheme).is_err() || url.set_port(port).is_err() {
            return false;
        }
        match self.get(url.as_str()).await {
            Ok(reply) => !reply.wants_https(),
            Err(fault) => {
                matches!(fault, Fault::CertificateExpired | Fault::CertificateName | Fault::CertificateUntrusted)
            }
        }
    }

    /// Whether key and secret are the right ones.
    pub(super) async fn key(&self) -> Finding {
        let reply = match self.signed(Endpoint::GetActiveRoomsInfo).await {
            Ok(reply) => reply,
            Err(fault) => return Finding::Fault(fault),
        };
        let Ok(outcome) = serde_json::from_str::<Outcome>(&reply.text) else {
            return Finding::Answers(Answer::of(&reply));
        };
        if let Err(fault) = faults::of_answer(reply.status, &reply.content_type, reply.text.as_bytes()) {
            return Finding::Fault(fault);
        }
        // A server without sessions says `NOT_FOUND` (§9, 19); one before v2.1.7 says it in words alone.
        let has_none = outcome.status_code == Code::NotFound || outcome.msg == "no active room found";
        if !outcome.status && !has_none {
            return Finding::Refused(outcome.msg.into());
        }
        let bytes = self.address.secret.expose_secret().len();
        if bytes < SECRET_BYTES {
            return Finding::SecretTooShort { bytes };
        }
        let sessions = serde_json::from_str::<Sessions>(&reply.text).map_or(0, |reply| reply.rooms.len() as u64);
        Finding::Accepted { sessions }
    }

    /// Whether browsers that follow a join link get the web client, and of the server's own version. Its files carry their
    /// version in their names; a page names those that it begins with, not all.
    pub(super) async fn join_address(&self) -> Finding {
        let join_address = &self.address.join_address;
        let (files, page) = tokio::join!(self.signed(Endpoint::GetClientFiles), self.get(join_address));
        let (files, page) = match (files, page) {
            (Ok(files), Ok(page)) => (files, page),
            (_, Err(fault)) | (Err(fault), _) => return Finding::Fault(fault),
        };
        let files: ClientFiles = serde_json::from_str(&files.text).unwrap_or_default();
        let (styles, scripts) = (files.css_files.unwrap_or_default(), files.js_files.unwrap_or_default());
        let names_one = |files: &[String]| files.iter().any(|file| !file.is_empty() && page.text.contains(file.as_str()));
        let is_same = names_one(&scripts) && (styles.is_empty() || names_one(&styles));
        // What the client's own page, and pages made for it, hold in every version (§8).
        let is_client = page.text.contains("plugNmeet-app") || page.text.contains("main-module.");
        if page.status.is_redirection() || !(is_same || is_client) {
            return Finding::Answers(Answer::of(&page));
        }
        let is_local = Url::parse(join_address).is_ok_and(|url| url.host_str() == Some("localhost"));
        if !is_same {
            if scripts.is_empty() { Finding::NothingToCompare } else { Finding::OtherVersion }
        } else if is_client && join_address.starts_with("http://") && !is_local {
            Finding::ServesClientUnencrypted
        } else {
            Finding::ServesClient
        }
    }

    /// How long an answer takes over a connection that is there already.
    pub(super) async fn round_trip(&self) -> Finding {
        let url = self.health_url();
        let mut took = Vec::with_capacity(ROUND_TRIPS);
        for _ in 0..ROUND_TRIPS {
            match self.get(&url).await {
                Ok(reply) => took.push(reply.took),
                Err(fault) => return Finding::Fault(fault),
            }
        }
        took.sort_unstable();
        Finding::Took { millis: u64::try_from(took[ROUND_TRIPS / 2].as_millis()).unwrap_or(u64::MAX) }
    }

    fn health_url(&self) -> String {
        format!("{}/healthCheck", self.address.url)
    }

    async fn get(&self, url: &str) -> FirstReply {
        if is_forbidden_literal(url) {
            return Err(Fault::AddressForbidden);
        }
        self.ask(url, self.http.get(url)).await
    }

    /// A call without parameters, signed.
    async fn signed(&self, endpoint: Endpoint) -> FirstReply {
        let url = format!("{}/auth/{}", self.address.url, endpoint.path());
        let body = "{}";
        let signature = signing::sign(&self.address.secret, body.as_bytes());
        let request = self.http.post(&url).header("API-KEY", &self.address.api_key).header("HASH-SIGNATURE", signature);
        self.ask(&url, request.header(CONTENT_TYPE, "application/json").body(body)).await
    }

    async fn ask(&self, url: &str, request: RequestBuilder) -> FirstReply {
        let (asked_at, since) = (self.clock.now(), Instant::now());
        let response = request.send().await.map_err(|error| faults::of_error(&error))?;
        let took = since.elapsed();
        let headers = response.headers().clone();
        let read = |name: HeaderName| text(&headers, &name);
        let (status, location, software, date) = (response.status(), read(LOCATION), read(SERVER), read(DATE));
        let certificate = response.extensions().get::<TlsInfo>().and_then(|tls| tls.peer_certificate()).map(<[u8]>::to_vec);
        Ok(Reply {
            url: url.to_owned(),
            status,
            content_type: read(CONTENT_TYPE).to_ascii_lowercase(),
            software,
            location,
            text: body(response).await?,
            date,
            certificate,
            asked_at,
            took,
        })
    }
}

/// A header as text; empty if there is none, or it is none.
fn text(headers: &HeaderMap, name: &HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// The beginning of a body.
async fn body(mut response: Response) -> Result<String, Fault> {
    let mut read = Vec::new();
    while read.len() < LARGEST_REPLY {
        match response.chunk().await.map_err(|error| faults::of_error(&error))? {
            Some(chunk) => read.extend_from_slice(&chunk),
            None => break,
        }
    }
    read.truncate(LARGEST_REPLY);
    Ok(String::from_utf8_lossy(&read).into_owned())
}

impl Reply {
    /// How long the certificate is good that the answer came with.
    fn certified(&self, now: UnixMillis) -> Finding {
        let certificate = self.certificate.as_deref().and_then(|der| X509Certificate::from_der(der).ok());
        let Some((_, certificate)) = certificate else { return Finding::Connected };
        let until = UnixMillis(certificate.validity().not_after.timestamp().saturating_mul(1000));
        let left = until.0.saturating_sub(now.0);
        Finding::Certified { days: left / (24 * 3600 * 1000), until }
    }

    /// Whether this is what servers answer to plain http where they expect https.
    fn wants_https(&self) -> bool {
        let text = self.text.to_ascii_lowercase();
        self.status == StatusCode::BAD_REQUEST && (text.contains("https") || text.contains("ssl"))
    }

    /// How far the clock of whoever answered is from ours. It tells whole seconds, at some moment of the exchange.
    pub(super) fn clocks(&self) -> Finding {
        let Ok(date) = rfc2822::parse(&self.date) else { return Finding::NoTime };
        let theirs = date.timestamp().as_millisecond() + 500;
        let ours = self.asked_at.plus(self.took / 2).0;
        let ahead = (theirs - ours) / 1000;
        if ahead.unsigned_abs() <= CLOCKS_WITHIN { Finding::ClocksAgree { ahead } } else { Finding::ClocksDiffer { ahead } }
    }
}
