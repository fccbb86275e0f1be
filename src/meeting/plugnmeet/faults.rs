//! What an error of the HTTP client, or an answer that is none, says of a meeting server.
use std::error::Error;
use std::io;

use http::StatusCode;
use rustls::CertificateError;

use super::resolver::Forbidden;
use crate::domain::fault::Fault;
use crate::meeting::wire::{Code, Outcome};

/// The name of what went wrong before there was an answer, or while it came. The error itself holds the address: it is
/// neither kept nor logged.
pub fn of_error(error: &reqwest::Error) -> Fault {
    let (is_connect, is_timeout) = (error.is_connect(), error.is_timeout());
    let is_tls = error.url().is_some_and(|url| url.scheme() == "https");
    let named = causes(error).find_map(|cause| of_cause(cause, is_connect, is_tls));
    match named {
        Some(fault) => fault,
        None if is_timeout && is_connect => Fault::ConnectTimeout,
        None if is_timeout => Fault::ReplyTimeout,
        None if error.is_dns() => Fault::NameUnknown,
        None if is_connect => Fault::Unreachable,
        None => Fault::Broken,
    }
}

/// An error and what is behind it. An I/O error hides the one that it was made from.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&cause| {
        let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|inner| inner as &(dyn Error + 'static)).or_else(|| cause.source())
    })
}

fn of_cause(cause: &(dyn Error + 'static), is_connect: bool, is_tls: bool) -> Option<Fault> {
    if cause.is::<Forbidden>() {
        return Some(Fault::AddressForbidden);
    }
    if let Some(error) = cause.downcast_ref::<rustls::Error>() {
        return Some(of_tls(error));
    }
    if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        // Something answers that does not speak HTTP.
        return error.is_parse().then_some(Fault::NotPlugnmeet);
    }
    of_io(cause.downcast_ref::<io::Error>()?.kind(), is_connect, is_tls)
}

fn of_io(kind: io::ErrorKind, is_connect: bool, is_tls: bool) -> Option<Fault> {
    Some(match kind {
        io::ErrorKind::ConnectionRefused => Fault::ConnectionRefused,
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => Fault::Unreachable,
        // The machine was there, and hung up while encryption was agreed on.
        io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe if is_connect && is_tls => {
            Fault::Tls
        }
        _ => return None,
    })
}

/// The name of what is wrong with a server's encryption.
pub fn of_tls(error: &rustls::Error) -> Fault {
    match error {
        rustls::Error::InvalidCertificate(error) => match error {
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => Fault::CertificateExpired,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Fault::CertificateName,
            _ => Fault::CertificateUntrusted,
        },
        _ => Fault::Tls,
    }
}

/// Decides whether an answer is one of a meeting server: any JSON with a `status` is, whatever its HTTP status (§1.4), but
/// for 401, where nobody has listened to us.
pub fn of_answer(http: StatusCode, content_type: &str, body: &[u8]) -> Result<(), Fault> {
    if http.is_redirection() {
        return Err(Fault::Redirects);
    }
    match serde_json::from_slice::<Outcome>(body) {
        Ok(outcome) if http == StatusCode::UNAUTHORIZED => Err(of_refusal(outcome)),
        Ok(_) => Ok(()),
        Err(error) => Err(match http {
            StatusCode::NOT_FOUND => Fault::NotPlugnmeet,
            _ if is_page(content_type, body) => Fault::WebPage { status: http.as_u16() },
            StatusCode::UNAUTHORIZED => Fault::Unauthorised { words: words(body) },
            StatusCode::OK if error.is_data() => Fault::OtherShape,
            StatusCode::OK => Fault::Unreadable,
            _ => Fault::Status { status: http.as_u16(), words: words(body) },
        }),
    }
}

/// Why we are not let in (§1.3). Servers up to v2.1.6 say it in words alone.
fn of_refusal(Outcome { status_code, msg, .. }: Outcome) -> Fault {
    match status_code {
        Code::InvalidApiKey => Fault::KeyRefused,
        Code::InvalidTokenOrSignature => Fault::SignatureRefused,
        _ if msg == "Invalid API key provided." => Fault::KeyRefused,
        _ if msg == "Failed to verify provided authentication details." => Fault::SignatureRefused,
        _ => Fault::Unauthorised { words: msg.into() },
    }
}

fn is_page(content_type: &str, body: &[u8]) -> bool {
    content_type.to_ascii_lowercase().contains("html") || body.trim_ascii_start().starts_with(b"<")
}

fn words(body: &[u8]) -> crate::domain::fault::Words {
    // Cut before it is decoded: an error page may be a megabyte.
    String::from_utf8_lossy(&body[..body.len().min(4 * crate::domain::fault::Words::LIMIT)]).into_owned().into()
}

#[cfg(test)]
mod tests;
