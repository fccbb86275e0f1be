//! The sandbox's HTTP door beyond what was recorded: size, encodings, and the weakness it does not share.
mod files;

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use roomkey::clock::Clock;
use roomkey::http::sandbox_api;
use roomkey::meeting::sandbox::Sandbox;
use roomkey::meeting::signing;
use roomkey::storage::Storage;
use secrecy::SecretString;
use serde_json::Value;
use tokio::time::timeout;

use super::conformance::wire::{Reply, Request, Server};

const LIMIT: usize = 50 << 20;
const ACTIVE: &str = "/auth/room/isRoomActive";

struct Door {
    server: Server,
    secret: SecretString,
    _folder: tempfile::TempDir,
}

impl Door {
    const SECRET: &'static str = "door-0123456789-0123456789-0123456789";

    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(&folder.path().join("roomkey.db")).await.unwrap();
        let secret = SecretString::from(Self::SECRET);
        let sandbox = Sandbox::open(storage, "key", secret.clone(), Clock::System, "http://127.0.0.1/sandbox/");
        let server = Server::start(axum::Router::new().nest("/sandbox", sandbox_api::router(sandbox))).await;
        Self { server, secret, _folder: folder }
    }

    /// Unix seconds.
    fn now() -> i64 {
        Clock::System.now().seconds()
    }

    /// Sends a body; `signed` is what the signature covers.
    async fn post(&self, path: &str, headers: &[(&str, &str)], body: &[u8], signed: &[u8]) -> Reply {
        self.server.send(&self.request(path, headers, body, signed)).await
    }

    fn request(&self, path: &str, headers: &[(&str, &str)], body: &[u8], signed: &[u8]) -> Request {
        let signature = signing::sign(&self.secret, signed);
        let all = [("API-KEY", "key"), ("HASH-SIGNATURE", &signature)].into_iter().chain(headers.iter().copied());
        Request {
            method: "POST".into(),
            path: path.into(),
            headers: all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: body.to_vec(),
            chunked: false,
            withheld: false,
        }
    }
}

fn text(reply: &Reply) -> &str {
    std::str::from_utf8(&reply.body).unwrap()
}

/// A call with an unknown field that makes it as long as one likes.
fn call_of(length: usize) -> Vec<u8> {
    let call = r#"{"room_id":"r","x":""}"#;
    call.replace(r#""x":"""#, &format!(r#""x":"{}""#, "x".repeat(length - call.len()))).into_bytes()
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_body_may_be_fifty_mebibytes_and_no_more() {
    let door = Door::open().await;
    let largest = call_of(LIMIT);
    let larger = call_of(LIMIT + 1);
    let mut announced = door.request(ACTIVE, &[], &larger, &larger);
    announced.withheld = true;
    let reply = door.server.send(&announced).await;
    assert_eq!((reply.status, text(&reply)), (413, "Request Entity Too Large"), "from the header alone");

    let mut chunked = door.request(ACTIVE, &[], &largest, &largest);
    chunked.chunked = true;
    assert_eq!(door.server.send(&chunked).await.status, 200);
    let mut chunked = door.request(ACTIVE, &[], &larger, &larger);
    chunked.chunked = true;
    assert_eq!(door.server.send(&chunked).await.status, 413);
}

/// Announces a large body and sends none of it.
fn withheld(door: &Door, headers: &[(&str, &str)]) -> Request {
    let body = call_of(2 << 20);
    Request { withheld: true, ..door.request(ACTIVE, headers, &body, &body) }
}

#[tokio::test]
async fn a_large_body_of_a_stranger_is_not_waited_for() {
    let door = Door::open().await;
    let without = |name: &str| {
        let mut request = withheld(&door, &[]);
        request.headers.retain(|(given, _)| given != name);
        request
    };
    let mut wrong = withheld(&door, &[]);
    wrong.headers[0].1 = "another".into();
    let multipart = withheld(&door, &[("Content-Type", "multipart/form-data; boundary=x"), ("Room-Id", "r")]);
    for (request, code) in [
        (without("API-KEY"), "MISSING_REQUIRED_PARAMETER"),
        (wrong, "INVALID_API_KEY"),
        (without("HASH-SIGNATURE"), "MISSING_REQUIRED_PARAMETER"),
        (multipart, "INVALID_TOKEN_OR_SIGNATURE"),
    ] {
        let reply = timeout(Duration::from_secs(5), door.server.send(&request)).await.expect("at once");
        assert_eq!((reply.status, reply.json().unwrap()["status_code"].as_str()), (401, Some(code)));
        assert_eq!(reply.headers["connection"], "close");
    }
    let mut chunked = withheld(&door, &[]);
    (chunked.chunked, chunked.withheld) = (true, false);
    chunked.headers[0].1 = "another".into();
    assert_eq!(door.server.send(&chunked).await.status, 401);
    let elsewhere = Request { path: "/healthCheck".into(), ..withheld(&door, &[]) };
    assert_eq!(door.server.send(&elsewhere).await.status, 413);
}

#[tokio::test]
async fn whoever_sends_slowly_keeps_nobody_waiting() {
    let door = Arc::new(Door::open().await);
    let slow: Vec<_> = [("Content-Encoding", "gzip"), ("Content-Encoding", "identity")]
        .into_iter()
        .map(|header| {
            let door = door.clone();
            tokio::spawn(async move { door.server.send(&withheld(&door, &[header])).await.status })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let (call, large) = (br#"{"room_id":"r"}"#, call_of(2 << 20));
    for (packed, plain) in [(gzip(call), call.to_vec()), (gzip(&large), large.clone())] {
        let post = door.post(ACTIVE, &[("Content-Encoding", "gzip")], &packed, &plain);
        assert_eq!(timeout(Duration::from_secs(10), post).await.expect("at once").status, 200);
    }
    let post = timeout(Duration::from_secs(10), door.post(ACTIVE, &[], &large, &large)).await;
    assert_eq!(post.expect("at once").status, 200);
    for slow in slow {
        assert!(!slow.is_finished());
        slow.abort();
    }
}

#[tokio::test]
async fn a_packed_body_counts_unpacked() {
    let door = Door::open().await;
    let encoding = [("Content-Encoding", "gzip")];
    let bomb = vec![b' '; LIMIT + 1];
    assert_eq!(door.post(ACTIVE, &encoding, &gzip(&bomb), &bomb).await.status, 401, "cannot be unpacked");
}

#[tokio::test]
async fn a_body_may_be_packed_in_the_ways_a_real_server_knows() {
    let door = Door::open().await;
    let call = br#"{"room_id":"r"}"#;
    let mut brotli = Vec::new();
    // One uncompressed block: RFC 7932 §9.2.
    brotli.extend([0x0b, 0x07, 0x80]);
    brotli.extend(call);
    brotli.push(0x03);
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all(call).unwrap();
    let zlib = zlib.finish().unwrap();
    for (encoding, body) in [
        ("GZIP", gzip(call)),
        ("x-gzip", gzip(call)),
        ("deflate", zlib.clone()),
        ("br", brotli),
        ("identity", call.to_vec()),
        ("", call.to_vec()),
        ("deflate, gzip", gzip(&zlib)),
    ] {
        assert_eq!(door.post(ACTIVE, &[("Content-Encoding", encoding)], &body, call).await.status, 200, "{encoding}");
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_unpacked_was_signed_by_nobody() {
    let door = Door::open().await;
    let call = br#"{"room_id":"r"}"#;
    for (encoding, body) in
        [("gzip", call.to_vec()), ("gzip", gzip(call)[..20].to_vec()), ("br", call.to_vec()), ("compress", call.to_vec())]
    {
        let reply = door.post(ACTIVE, &[("Content-Encoding", encoding)], &body, &body).await;
        assert_eq!(reply.status, 401, "{encoding}");
    }
}

/// Whoever saw one signed call could otherwise send any other one: its body as `Room-Id`, its signature, a new body.
#[tokio::test]
async fn one_captured_call_authorises_no_other() {
    let door = Door::open().await;
    let captured = r#"{"room_id":"r"}"#;
    let create = br#"{"room_id":"r","metadata":{"room_title":"T","room_features":{}}}"#;
    for content_type in [
        "multipart/form-data",
        "Multipart/Form-Data; boundary=x",
        "multipart/form-data; boundary=\"\"",
        "application/json; x=multipart/form-data",
        "application/json, multipart/form-data; boundary=x",
    ] {
        let headers = [("Content-Type", content_type), ("Room-Id", captured)];
        let reply = door.post("/auth/room/create", &headers, create, captured.as_bytes()).await;
        assert!(matches!(reply.status, 400 | 401), "{content_type}: {}", reply.status);
    }
    // A body can be multipart or a call, never both: not even with a boundary that JSON could hold, nor on a call whose
    // body is not read.
    for path in ["/auth/room/create", "/auth/room/getActiveRoomsInfo", "/auth/getClientFiles"] {
        for (boundary, body) in [
            ("x", "--x--\r\n"),
            ("{}", "--{}\r\na: b\r\n\r\n\r\n--{}--"),
            ("0", "{\"room_id\":\r\n--0\r\na: b\r\n\r\n}\r\n--0--"),
        ] {
            let content_type = format!("multipart/form-data; boundary={boundary}");
            let headers = [("Content-Type", content_type.as_str()), ("Room-Id", captured)];
            let reply = door.post(path, &headers, body.as_bytes(), captured.as_bytes()).await;
            let reply = reply.json().unwrap();
            assert_eq!(reply["status_code"], "INVALID_PARAMETERS", "{path}: {body}");
            assert!(reply["msg"].as_str().unwrap().starts_with("proto: syntax error"), "{path}: {body}");
        }
        for body in ["--x\r\n", "--x\r\n\r\nno end", "{}"] {
            let headers = [("Content-Type", "multipart/form-data; boundary=x"), ("Room-Id", captured)];
            let reply = door.post(path, &headers, body.as_bytes(), captured.as_bytes()).await;
            assert_eq!(reply.status, 400, "{path}: {body}");
        }
    }
    let active = door.post(ACTIVE, &[], captured.as_bytes(), captured.as_bytes()).await;
    assert_eq!(active.json().unwrap()["is_active"], Value::Bool(false), "no room was made");
}

#[tokio::test]
async fn paths_are_matched_as_a_real_server_does() {
    let door = Door::open().await;
    let call = br#"{"room_id":"r"}"#;
    for (path, status) in [
        ("/AUTH/Room/ISROOMACTIVE//", 200),
        ("/auth/room/isRoomActive?x=1", 200),
        ("/auth", 404),
        ("/auth//room/isRoomActive", 404),
        ("/auth/room%2FisRoomActive", 404),
        ("/auth/room/isRoomActive/x", 404),
        ("//auth/room/isRoomActive", 404),
        ("/HEALTHCHECK/", 200),
        ("/healthCheck/x", 200),
        ("/healthCheckx", 404),
        ("/download/recording/x.y.z", 404),
        ("/assets/css/x.css", 404),
        ("/nothing", 404),
    ] {
        assert_eq!(door.post(path, &[], call, call).await.status, status, "{path}");
    }
    let mut unsigned = door.request("/auth/", &[], call, call);
    unsigned.headers.clear();
    assert_eq!(door.server.send(&unsigned).await.status, 401);
    unsigned.method = "OPTIONS".into();
    unsigned.headers = vec![("Origin".into(), "https://portal.example".into())];
    let reply = door.server.send(&unsigned).await;
    assert_eq!((reply.status, reply.headers["access-control-allow-origin"].as_str()), (401, "*"), "no preflight");
}
