//! What the sandbox says of files: its page's own, uploads, downloads, a recorder's reports.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::StatusCode;
use roomkey::meeting::signing;
use roomkey::services::sandbox_credentials::SandboxCredentials;
use serde_json::{Value, json};

use super::super::app::TestApp;
use super::super::conformance::wire::hmac_of;
use super::{Door, text};

const UPLOAD: &str = "/auth/room/uploadWhiteboardFile";

async fn with_room() -> Door {
    let door = Door::open().await;
    let create = br#"{"room_id":"r","metadata":{"room_title":"T","room_features":{}}}"#;
    let reply = door.post("/auth/room/create", &[], create, create).await;
    assert_eq!(reply.json().unwrap()["status"], true);
    door
}

/// One part of a form.
fn part(disposition: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("--x\r\nContent-Disposition: form-data; {disposition}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n--x--\r\n"].concat()
}

#[tokio::test]
async fn an_upload_fails_as_on_a_server_that_cannot_convert_it() {
    let door = with_room().await;
    let document = |content: &[u8]| part(r#"name="document"; filename="a.x""#, content);
    let link = |link: &str| part(r#"name="document_link""#, link.as_bytes());
    let (invalid, internal) = ("INVALID_PARAMETERS", "INTERNAL_SERVER_ERROR");
    let missing = "fasthttp: there is no uploaded file associated with the given key";
    for (room_id, body, status, msg, code) in [
        ("none", document(b"x"), 400, "room not found", "ROOM_NOT_FOUND"),
        ("a b", document(b"x"), 400, "error getting room info from NATS", internal),
        ("r", document(b"x"), 500, "failed to convert file to PDF", internal),
        ("r", document(b"%PDF-1.7"), 500, "failed to count PDF pages", internal),
        ("r", document(&vec![0; (30 << 20) + 1]), 413, "Request Entity Too Large", invalid),
        ("r", link("nope"), 400, "Invalid document_link provided", invalid),
        ("r", link("https://files.example/a.pdf"), 400, "failed to fetch file headers: the sandbox fetches nothing", internal),
        ("r", part(r#"name="document""#, b"no file"), 400, missing, invalid),
        ("r", part(r#"name="other"; filename="a""#, b"x"), 400, missing, invalid),
    ] {
        let headers = [("Content-Type", "multipart/form-data; boundary=x"), ("Room-Id", room_id)];
        let reply = door.post(UPLOAD, &headers, &body, room_id.as_bytes()).await;
        assert_eq!((reply.status, reply.json().unwrap()), (status, json!({ "status": false, "msg": msg, "status_code": code })));
        assert_eq!(reply.headers["content-type"], "application/json; charset=utf-8");
    }
}

#[tokio::test]
async fn an_upload_that_is_no_form_is_signed_like_any_other_call() {
    let door = with_room().await;
    let not_a_form = "fasthttp: request content-type has bad boundary or is not multipart/form-data";
    let form = "application/x-www-form-urlencoded";
    for (path, content_type, room_id, body, msg) in [
        (UPLOAD, "application/json", "", "{}", "missing required header Room-Id"),
        (UPLOAD, "application/json", "r", "{}", not_a_form),
        (UPLOAD, form, "r", "document_link=nope", "Invalid document_link provided"),
        ("/auth/room/uploadWhiteboardFile?document_link=nope", "", "r", "", "Invalid document_link provided"),
    ] {
        let headers = [("Content-Type", content_type), ("Room-Id", room_id)];
        let reply = door.post(path, &headers, body.as_bytes(), body.as_bytes()).await;
        assert_eq!((reply.status, reply.json().unwrap()["msg"].as_str().unwrap()), (400, msg));
    }
    let headers = [("Content-Type", "multipart/form-data; boundary=x"), ("Room-Id", "r")];
    let mut chunked = door.request(UPLOAD, &headers, b"no form", b"r");
    chunked.chunked = true;
    let reply = door.server.send(&chunked).await;
    let msg = "cannot read multipart/form-data body: multipart: NextPart: EOF";
    assert_eq!((reply.status, reply.json().unwrap()["msg"].as_str().unwrap()), (400, msg), "its length was not known");
}

/// A download token, made by hand: the sandbox gives none out.
fn token(header: &Value, claims: &Value, secret: &str) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(hmac_of(secret, signed.as_bytes())))
}

#[tokio::test]
async fn a_download_is_refused_for_the_reason_a_real_server_gives() {
    let door = Door::open().await;
    let now = Door::now();
    let hs256 = json!({ "alg": "HS256", "typ": "JWT" });
    let claims = |change: Value| {
        let mut claims = json!({ "iss": "key", "sub": "a/b.mp4", "nbf": now, "exp": now + 600 });
        claims.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        claims
    };
    let signed = |change: Value| token(&hs256, &claims(change), Door::SECRET);
    let jwt = "go-jose/go-jose/jwt: validation failed";
    for (token, status, expected) in [
        (signed(json!({})), 404, "file not found".to_owned()),
        (signed(json!({ "exp": now - 30 })), 404, "file not found".into()),
        (signed(json!({ "exp": now - 90 })), 401, "token expired".into()),
        (signed(json!({ "exp": null })), 404, "file not found".into()),
        (signed(json!({ "nbf": now + 90 })), 401, format!("{jwt}, token not valid yet (nbf)")),
        (signed(json!({ "iss": "other" })), 401, format!("{jwt}, invalid issuer claim (iss)")),
        (signed(json!({ "sub": "../a" })), 400, "invalid file path: contains '..'".into()),
        (signed(json!({ "sub": "" })), 400, "invalid file path".into()),
        (
            token(&hs256, &claims(json!({})), "another-secret-another-secret-00"),
            401,
            "go-jose/go-jose: error in cryptographic primitive".into(),
        ),
        (
            token(&json!({ "alg": "none" }), &claims(json!({})), Door::SECRET),
            401,
            r#"unexpected signature algorithm "none"; expected ["HS256"]"#.into(),
        ),
        ("a.b".into(), 401, "go-jose/go-jose: compact JWS format must have three parts".into()),
        ("a+b.c.d".into(), 401, "illegal base64 data at input byte 1".into()),
        ("YQ.YQ.YQ".into(), 401, "invalid character 'a' looking for beginning of value".into()),
    ] {
        let mut request = door.request(&format!("/Download/Recording/{token}/?x=1"), &[], b"", b"");
        request.method = "GET".into();
        let reply = door.server.send(&request).await;
        assert_eq!((reply.status, text(&reply)), (status, expected.as_str()));
        assert_eq!(reply.headers["content-type"], "text/plain; charset=utf-8");
    }
    for kind in ["artifact", "analytics"] {
        let mut request = door.request(&format!("/download/{kind}/{}", signed(json!({ "sub": "" }))), &[], b"", b"");
        request.method = "GET".into();
        let reply = door.server.send(&request).await;
        assert_eq!((reply.status, text(&reply)), (400, "invalid file path in token"));
        request.method = "POST".into();
        assert_eq!(door.server.send(&request).await.status, 404);
    }
}

#[tokio::test]
async fn a_recorder_reports_in_vain() {
    let door = Door::open().await;
    let report: &[u8] = b"\x0a\x08recorder\x10\x06\x58\x07";
    for (report, status, expected) in [(report, 404, "Not Found"), (b"", 200, "OK"), (b"\x0a\x03ann", 200, "OK")] {
        let reply = door.post("/auth/recorder/notify", &[], report, report).await;
        assert_eq!((reply.status, text(&reply)), (status, expected));
    }
    let reply = door.post("/auth/recorder/notify", &[], b"{}", b"{}").await;
    assert_eq!(reply.json().unwrap(), json!({ "status": false, "msg": "proto: cannot parse invalid wire-format data" }));
}

#[tokio::test]
async fn nothing_is_found_in_the_archive_in_either_spelling() {
    let door = with_room().await;
    let active = door.post("/auth/room/getActiveRoomInfo", &[], br#"{"room_id":"r"}"#, br#"{"room_id":"r"}"#).await;
    let sid = active.json().unwrap()["room"]["room_info"]["sid"].as_str().unwrap().to_owned();
    let merge = format!(r#"{{"bySession":{{"roomSid":"{sid}","excludeRecordingIds":["a"]}}}}"#);
    for (call, body, msg) in [
        ("recording/fetch", r#"{"roomIds":["r"],"roomSid":"x","from":"1","limit":500,"orderBy":"asc"}"#, "no recording found"),
        ("recording/fetch", "{}", "no recording found"),
        ("recording/updateMetadata", r#"{"recordId":"x","metadata":{"extraData":{"a":"b"}}}"#, "recording not found"),
        ("recording/mergeRecordings", merge.as_str(), "recording not found"),
        ("recording/getDownloadToken", r#"{"recordId":"x"}"#, "recording not found"),
        ("artifact/fetch", r#"{"roomSid":"x","type":"NOPE","from":"18446744073709551615"}"#, "no artifact found"),
        ("artifact/delete", r#"{"artifactId":"x"}"#, "artifact not found"),
        ("analytics/fetch", "{}", "no artifact found"),
        ("ANALYTICS/DELETE/", r#"{"fileId":"x"}"#, "artifact not found"),
    ] {
        let reply = door.post(&format!("/auth/{call}"), &[], body.as_bytes(), body.as_bytes()).await;
        let expected = json!({ "status": false, "msg": msg, "status_code": "NOT_FOUND" });
        assert_eq!((reply.status, reply.json().unwrap()), (200, expected), "{call}");
    }
}

#[tokio::test]
async fn the_files_of_its_page_are_where_a_program_looks_for_them() {
    let app = TestApp::start().await;
    let kept = SandboxCredentials::load_or_make(&app.services.storage, &app.services.keyring, &app.services.clock).await.unwrap();
    let base = format!("{}/sandbox", app.services.config.public_url);
    let client = reqwest::Client::new();
    let request = client
        .post(format!("{base}/auth/getClientFiles"))
        .header("api-key", &kept.api_key)
        .header("hash-signature", signing::sign(&kept.secret, b"{}"))
        .body("{}");
    let reply: Value = serde_json::from_str(&request.send().await.unwrap().text().await.unwrap()).unwrap();
    assert_eq!(reply["status_code"], "UNKNOWN_STATUS");
    let page = app.browser().get("/sandbox/?access_token=x").await.text().await.unwrap();
    for (kind, content_type) in [("css", "text/css; charset=utf-8"), ("js", "text/javascript; charset=utf-8")] {
        let names = reply[format!("{kind}_files")].as_array().unwrap();
        assert_eq!((names.len(), &reply[kind]), (1, &reply[format!("{kind}_files")]), "is the bundle built?");
        let name = names[0].as_str().unwrap();
        assert!(page.contains(&format!("/pkg/{name}")), "the page uses {name}");
        let file = client.get(format!("{base}/assets/{kind}/{name}")).send().await.unwrap();
        assert_eq!((file.status(), file.headers()["content-type"].to_str().unwrap()), (StatusCode::OK, content_type));
        let other = client.get(format!("{base}/assets/{kind}/app.js")).send().await.unwrap();
        assert_eq!(other.status(), StatusCode::NOT_FOUND);
    }
}
