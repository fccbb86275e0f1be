use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpSocket};

use super::*;
use crate::domain::fault::Words;
use crate::meeting::plugnmeet::http_client;

fn answer(http: u16, content_type: &str, body: &str) -> Result<(), Fault> {
    of_answer(StatusCode::from_u16(http).unwrap(), content_type, body.as_bytes())
}

#[test]
fn an_answer_is_what_has_a_status_whatever_http_says() {
    for http in [200, 400, 409, 413, 500] {
        assert_eq!(answer(http, "application/json", r#"{"status":false,"msg":"x","status_code":"NEW"}"#), Ok(()));
    }
    assert_eq!(answer(200, "text/plain", r#"{"status":true,"later":[]}"#), Ok(()));
}

#[test]
fn everything_else_has_a_name() {
    let refused = |code: &str, msg: &str| format!(r#"{{"status":false,"msg":"{msg}","status_code":"{code}"}}"#);
    let words = |words: &str| Words::from(words);
    for (http, content_type, body, fault) in [
        (401, "application/json", refused("INVALID_API_KEY", "x"), Fault::KeyRefused),
        (401, "application/json", refused("INVALID_TOKEN_OR_SIGNATURE", "x"), Fault::SignatureRefused),
        (401, "application/json", refused("", "Invalid API key provided."), Fault::KeyRefused),
        (401, "application/json", refused("MISSING_REQUIRED_PARAMETER", "gone"), Fault::Unauthorised { words: words("gone") }),
        (401, "text/plain", "who?".into(), Fault::Unauthorised { words: words("who?") }),
        (404, "text/plain", "not found".into(), Fault::NotPlugnmeet),
        (404, "text/html", "<html>".into(), Fault::NotPlugnmeet),
        (302, "text/html", "<a>".into(), Fault::Redirects),
        (200, "text/html", "<!doctype html>".into(), Fault::WebPage { status: 200 }),
        (502, "", "\n <html>".into(), Fault::WebPage { status: 502 }),
        (500, "text/plain", "panic".into(), Fault::Status { status: 500, words: words("panic") }),
        (400, "text/plain", "bad".into(), Fault::Status { status: 400, words: words("bad") }),
        (200, "application/json", r#"{"status":true"#.into(), Fault::Unreadable),
        (200, "application/json", String::new(), Fault::Unreadable),
        (200, "text/plain", "hello".into(), Fault::Unreadable),
        (200, "application/json", "[]".into(), Fault::OtherShape),
        (200, "application/json", r#"{"status":"yes"}"#.into(), Fault::OtherShape),
    ] {
        assert_eq!(answer(http, content_type, &body), Err(fault), "{http} {body}");
    }
}

#[test]
fn a_certificate_is_refused_for_a_reason() {
    let of = |error| of_tls(&rustls::Error::InvalidCertificate(error));
    assert_eq!(of(CertificateError::Expired), Fault::CertificateExpired);
    assert_eq!(of(CertificateError::NotValidYet), Fault::CertificateExpired);
    assert_eq!(of(CertificateError::NotValidForName), Fault::CertificateName);
    assert_eq!(of(CertificateError::UnknownIssuer), Fault::CertificateUntrusted);
    assert_eq!(of_tls(&rustls::Error::DecryptError), Fault::Tls);
}

async fn fault_at(url: &str) -> Fault {
    of_error(&http_client().build().unwrap().post(url).send().await.unwrap_err())
}

#[tokio::test]
async fn the_network_says_what_is_wrong_by_its_name() {
    assert_eq!(fault_at("http://no-such-host.invalid/").await, Fault::NameUnknown);
    // Bound, and listening to nobody.
    let deaf = TcpSocket::new_v4().unwrap();
    deaf.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    assert_eq!(fault_at(&format!("http://{}/", deaf.local_addr().unwrap())).await, Fault::ConnectionRefused);
    for (says, scheme, fault) in [
        ("", "http", Fault::Broken),
        ("", "https", Fault::Tls),
        ("HTTP/1.1 400 Bad Request\r\n\r\n", "https", Fault::Tls),
        ("SSH-2.0-OpenSSH_9.9\r\n", "http", Fault::NotPlugnmeet),
        ("HTTP/1.1 200 OK\r\nContent-", "http", Fault::Broken),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("{scheme}://{}/", listener.local_addr().unwrap());
        let speaking = tokio::spawn(async move {
            let (mut connection, _) = listener.accept().await.unwrap();
            // Hears a little first: a connection closed with something unread is reset.
            tokio::io::AsyncReadExt::read(&mut connection, &mut [0; 4096]).await.unwrap();
            tokio::io::AsyncWriteExt::write_all(&mut connection, says.as_bytes()).await.unwrap();
        });
        assert_eq!(fault_at(&url).await, fault, "{scheme} {says}");
        speaking.await.unwrap();
    }
}

/// `GuardedResolver` is asked by name: the one name that surely leads to a machine is this machine's.
#[tokio::test]
async fn a_forbidden_address_is_told_from_an_unknown_name() {
    struct Elsewhere;
    impl reqwest::dns::Resolve for Elsewhere {
        fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
            Box::pin(async { Err(std::io::Error::other(Forbidden).into()) })
        }
    }
    let client = http_client().dns_resolver(Elsewhere).build().unwrap();
    assert_eq!(of_error(&client.post("http://cloud.example/").send().await.unwrap_err()), Fault::AddressForbidden);
}
