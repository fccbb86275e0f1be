//! Sends exactly the bytes a case asks for, which no HTTP client would.
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::net::SocketAddr;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A server on a free port.
#[derive(Clone)]
pub struct Server {
    address: SocketAddr,
}

/// What goes over the wire.
pub struct Request {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub chunked: bool,
    /// Announce the body and do not send it.
    pub withheld: bool,
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

impl Server {
    pub async fn start(router: axum::Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address }
    }

    pub async fn send(&self, request: &Request) -> Reply {
        let mut head =
            format!("{} /sandbox{} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", request.method, request.path, self.address);
        for (name, value) in &request.headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        if request.chunked {
            head += "Transfer-Encoding: chunked\r\n";
        } else if !request.body.is_empty() || request.method == "POST" || request.method == "PUT" {
            write!(head, "Content-Length: {}\r\n", request.body.len()).unwrap();
        }
        let mut bytes = (head + "\r\n").into_bytes();
        if request.chunked {
            bytes.extend(format!("{:x}\r\n", request.body.len()).into_bytes());
            bytes.extend(&request.body);
            bytes.extend(b"\r\n0\r\n\r\n");
        } else if !request.withheld {
            bytes.extend(&request.body);
        }
        let mut connection = TcpStream::connect(self.address).await.unwrap();
        connection.write_all(&bytes).await.unwrap();
        let mut reply = Vec::new();
        connection.read_to_end(&mut reply).await.unwrap();
        parse(&reply)
    }
}

fn parse(reply: &[u8]) -> Reply {
    let end = reply.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a reply has headers");
    let head = std::str::from_utf8(&reply[..end]).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let headers = head.lines().skip(1).map(|line| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.to_ascii_lowercase(), value.to_owned())
    });
    Reply { status, headers: headers.collect(), body: reply[end + 4..].to_vec() }
}

/// The request of a case, signed as it says.
pub fn request_of(case: &Value, captured: &HashMap<String, String>, api_key: &str, secret: &str) -> Request {
    let body = body_of(case, captured);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut headers: Vec<_> =
        case["headers"].as_object().unwrap().iter().map(|(name, value)| (name.clone(), text(value))).collect();
    let room_id = text(&case["headers"]["Room-Id"]);
    let good = || hmac_hex(secret, &body);
    let swapped: String =
        api_key.chars().map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }).collect();
    let (key, signature) = match case["sign"].as_str().unwrap() {
        "good" => (Some(api_key), Some(good())),
        "wrong-key" => (Some("wrong-key"), Some(good())),
        "no-key" => (None, Some(good())),
        "empty-key" => (Some(""), Some(good())),
        "key-case" => (Some(swapped.as_str()), Some(good())),
        "bad" => (Some(api_key), Some(hmac_hex(secret, &[&body, b"x".as_slice()].concat()))),
        "wrong-secret" => (Some(api_key), Some(hmac_hex("another-secret-another-secret-00", &body))),
        "upper" => (Some(api_key), Some(good().to_uppercase())),
        "base64" => (Some(api_key), Some(STANDARD.encode(hmac_of(secret, &body)))),
        "prefix" => (Some(api_key), Some(format!("sha256={}", good()))),
        "empty-body" => (Some(api_key), Some(hmac_hex(secret, b""))),
        "room-id" => (Some(api_key), Some(hmac_hex(secret, room_id.as_bytes()))),
        "gunzip" => (Some(api_key), Some(hmac_hex(secret, &gunzip(&body)))),
        "missing" => (Some(api_key), None),
        "none" => (None, None),
        other => panic!("no way of signing: {other}"),
    };
    headers.extend(key.map(|key| ("API-KEY".to_owned(), key.to_owned())));
    headers.extend(signature.map(|signature| ("HASH-SIGNATURE".to_owned(), signature)));
    Request {
        method: text(&case["method"]),
        path: text(&case["path"]),
        headers,
        chunked: case["chunked"] == true,
        withheld: case.get("body_fill").is_some(),
        body,
    }
}

fn body_of(case: &Value, captured: &HashMap<String, String>) -> Vec<u8> {
    if let Some(encoded) = case["body_b64"].as_str() {
        return STANDARD.decode(encoded).unwrap();
    }
    if let Some(count) = case["body_fill"]["count"].as_u64() {
        return case["body_fill"]["char"].as_str().unwrap().repeat(count.try_into().unwrap()).into_bytes();
    }
    let mut body = case["body"].as_str().unwrap_or_default().to_owned();
    for (name, value) in captured {
        body = body.replace(&format!("{{{{{name}}}}}"), value);
    }
    body.into_bytes()
}

fn gunzip(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(body).read_to_end(&mut plain).unwrap();
    plain
}

/// HMAC-SHA256, by the book and not by the code under test.
pub fn hmac_of(secret: &str, bytes: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), bytes).as_ref().to_vec()
}

fn hmac_hex(secret: &str, bytes: &[u8]) -> String {
    hex::encode(hmac_of(secret, bytes))
}
