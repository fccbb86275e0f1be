use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::meeting::sandbox::messages::archive::{FETCH_ARTIFACTS, MERGE_RECORDINGS, UPDATE_RECORDING_METADATA};
use crate::meeting::sandbox::messages::{CREATE_ROOM, GET_JOIN_TOKEN, ROOM_ID, ROOM_METADATA, USER_METADATA};

fn error(message: &Message, body: impl AsRef<[u8]>) -> String {
    decode(message, body.as_ref()).unwrap_err().to_string()
}

fn plain(message: &Message, body: &str) -> Value {
    Value::Object(decode(message, body.as_bytes()).unwrap())
}

#[test]
fn says_where_a_body_is_no_json() {
    for (body, expected) in [
        ("", "syntax error (line 1:1): unexpected token "),
        (" \n ", "syntax error (line 2:2): unexpected token "),
        ("[]", "syntax error (line 1:1): unexpected token ["),
        ("nope", "syntax error (line 1:1): invalid value nope"),
        ("nulll", "syntax error (line 1:1): invalid value nulll"),
        ("{", "unexpected EOF"),
        (r#"{"room_id""#, "unexpected EOF"),
        (r#"{"room_id":"#, "unexpected EOF"),
        (r#"{"room_id":"a"#, "unexpected EOF"),
        (r#"{"room_id":"\"#, "unexpected EOF"),
        (r#"{"room_id":"\u12"#, "unexpected EOF"),
        (r#"{"room_id" "a"}"#, "syntax error (line 1:12): unexpected character \", missing \":\" after field name"),
        (r#"{"room_id":}"#, "syntax error (line 1:12): unexpected token }"),
        (r#"{"x":1 "y":2}"#, "syntax error (line 1:8): unexpected token \"y\""),
        ("{,}", "syntax error (line 1:2): unexpected token ,"),
        (r#"{"x":[1,]}"#, "syntax error (line 1:9): unexpected token ]"),
        (r#"{"x":[1}"#, "syntax error (line 1:8): unexpected token }"),
        (r#"{"x":01}"#, "syntax error (line 1:6): invalid value 01"),
        (r#"{"x":-}"#, "syntax error (line 1:6): invalid value -"),
        ("{} {}", "syntax error (line 1:4): unexpected token {"),
        ("{},", "syntax error (line 1:3): unexpected token ,"),
        ("{\"room_id\":\"\u{1}\"}", "syntax error (line 1:12): invalid character '\\x01' in string"),
        (r#"{"room_id":"\ud83d"}"#, "unexpected EOF"),
        (r#"{"room_id":"\ud83dabcdef"}"#, "syntax error (line 1:12): invalid escape code \"abcdef\" in string"),
        (r#"{"room_id":"\uzzzz"}"#, "syntax error (line 1:12): invalid escape code \"\\\\uzzzz\" in string"),
        ("{\"ä\":1,\n\"ö\":nope}", "syntax error (line 2:5): invalid value nope"),
    ] {
        assert_eq!(error(&ROOM_ID, body), format!("proto: {expected}"), "{body}");
    }
    assert_eq!(error(&ROOM_ID, b"{\"room_id\":\"a\xff\"}"), "proto: syntax error (line 1:12): invalid UTF-8 in string");
}

#[test]
fn says_which_value_has_the_wrong_type() {
    for (message, body, expected) in [
        (&CREATE_ROOM, r#"{"empty_timeout":-1}"#, "(line 1:18): invalid value for uint32 field emptyTimeout: -1"),
        (&CREATE_ROOM, r#"{"empty_timeout":" 1"}"#, "(line 1:18): invalid value for uint32 field emptyTimeout: \" 1\""),
        (&CREATE_ROOM, r#"{"empty_timeout":4294967296}"#, "(line 1:18): invalid value for uint32 field emptyTimeout: 4294967296"),
        (&CREATE_ROOM, r#"{"metadata":[]}"#, "syntax error (line 1:13): unexpected token ["),
        (&CREATE_ROOM, r#"{"metadata":{"started_at":true}}"#, "(line 1:27): invalid value for uint64 field startedAt: true"),
        (&CREATE_ROOM, r#"{"metadata":{"extra_data":{"a":null}}}"#, "(line 1:32): invalid value for string field value: null"),
        (&CREATE_ROOM, r#"{"metadata":{"extra_data":{"a":"","a":""}}}"#, "(line 1:35): duplicate map key \"a\""),
        (
            &CREATE_ROOM,
            r#"{"metadata":{"room_features":{"chat_features":{"allowed_file_types":["a",null]}}}}"#,
            "(line 1:74): invalid value for string field allowedFileTypes: null",
        ),
        (
            &CREATE_ROOM,
            r#"{"metadata":{"room_features":{"chat_features":{"allowed_file_types":"a"}}}}"#,
            "syntax error (line 1:69): unexpected token \"a\"",
        ),
        (&GET_JOIN_TOKEN, r#"{"user_info":{"client_type":true}}"#, "(line 1:29): invalid value for enum field clientType: true"),
        (
            &GET_JOIN_TOKEN,
            r#"{"user_info":{"user_metadata":{"raised_hand":{"raised_at":1.5}}}}"#,
            "(line 1:59): invalid value for int64 field raisedAt: 1.5",
        ),
        (&ROOM_ID, r#"{"room_id":null,"roomId":"a"}"#, "(line 1:17): duplicate field \"roomId\""),
        (
            &MERGE_RECORDINGS,
            r#"{"by_session":{},"byIds":{}}"#,
            "(line 1:18): error parsing \"byIds\", oneof plugnmeet.MergeRecordingsReq.merge_scope is already set",
        ),
        (
            &UPDATE_RECORDING_METADATA,
            r#"{"metadata":{"subtitles":{"en":{"label":1}}}}"#,
            "(line 1:41): invalid value for string field label: 1",
        ),
        (
            &UPDATE_RECORDING_METADATA,
            r#"{"metadata":{"subtitles":{"en":null}}}"#,
            "syntax error (line 1:32): unexpected token null",
        ),
        (&UPDATE_RECORDING_METADATA, r#"{"metadata":{"subtitles":{"en":{},"en":{}}}}"#, "(line 1:35): duplicate map key \"en\""),
        (&FETCH_ARTIFACTS, r#"{"limit":"-1"}"#, "(line 1:10): invalid value for uint64 field limit: \"-1\""),
    ] {
        assert_eq!(error(message, body), format!("proto: {expected}"), "{body}");
    }
}

#[test]
fn reads_what_is_populated_under_its_snake_case_name() {
    assert_eq!(
        plain(
            &CREATE_ROOM,
            r#"{"roomId":"a","emptyTimeout":"6e1","max_participants":0,"metadata":{"is_recording":false,"roomFeatures":{}},"x":[{"y":null}]}"#
        ),
        json!({ "room_id": "a", "empty_timeout": 60, "max_participants": 0, "metadata": { "room_features": {} } })
    );
    assert_eq!(plain(&ROOM_ID, r#"{"room_id":"\u00e4\ud83d\ude00\/\t"}"#), json!({ "room_id": "ä😀/\t" }));
    for (client_type, kept) in
        [(r#""HYBRID_WEB""#, json!(1)), ("9", json!(9)), (r#""NOPE""#, json!(null)), (r#""WEB""#, json!(null))]
    {
        let body = format!(r#"{{"user_info":{{"client_type":{client_type}}}}}"#);
        assert_eq!(plain(&GET_JOIN_TOKEN, &body)["user_info"]["client_type"], kept);
    }
}

#[test]
fn reads_one_of_several_maps_of_messages_and_optional_enums() {
    assert_eq!(
        plain(&MERGE_RECORDINGS, r#"{"bySession":null,"by_ids":{"recordingIds":["a"]}}"#),
        json!({ "by_ids": { "recording_ids": ["a"] } })
    );
    assert_eq!(
        plain(&UPDATE_RECORDING_METADATA, r#"{"metadata":{"title":"","subtitles":{"en":{"label":"E"},"de":{}}}}"#),
        json!({ "metadata": { "title": "", "subtitles": { "en": { "label": "E" }, "de": {} } } })
    );
    for (sent, kept) in
        [(r#""SPEECH_TRANSCRIPTION""#, json!({ "type": 4 })), ("0", json!({ "type": 0 })), (r#""NOPE""#, json!({}))]
    {
        assert_eq!(plain(&FETCH_ARTIFACTS, &format!(r#"{{"type":{sent}}}"#)), kept);
    }
}

#[test]
fn unknown_fields_may_nest_deeply_but_not_endlessly() {
    let nest = |depth: usize| format!(r#"{{"x":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert_eq!(plain(&ROOM_ID, &nest(DEEPEST)), json!({}));
    assert_eq!(error(&ROOM_ID, nest(DEEPEST + 1)), "proto: exceeded max recursion depth");
}

#[test]
fn writes_defaults_and_leaves_unset_optionals_out() {
    let written = encode(&USER_METADATA, &Map::new());
    assert_eq!(
        Value::Object(written),
        json!({ "is_admin": false, "is_presenter": false, "raised_hand": null, "wait_for_approval": false, "lock_settings": null, "extra_data": {} })
    );
    let Value::Object(started) = json!({ "started_at": 5, "room_features": { "ingress_features": {} } }) else { unreachable!() };
    let written = encode(&ROOM_METADATA, &started);
    assert_eq!(written["started_at"], "5");
    assert_eq!(written["room_features"]["ingress_features"]["input_type"], "RTMP_INPUT");
}

proptest! {
    /// Whatever is sent, it is read or refused; what is read is what an ordinary reader sees.
    #[test]
    fn never_panics(body in proptest::collection::vec(any::<u8>(), 0..64)) {
        if decode(&CREATE_ROOM, &body).is_ok() {
            prop_assert!(serde_json::from_slice::<Map<String, Value>>(&body).is_ok() || body.contains(&b'e') || body.contains(&b'E'));
        }
    }

    #[test]
    fn near_misses_never_panic(body in r#"[{}\[\]:,"\\ntfu0-9eE.+-]{0,24}"#) {
        let _ = decode(&GET_JOIN_TOKEN, body.as_bytes());
    }

    /// Any text comes through whole, however it is escaped.
    #[test]
    fn any_text_comes_through(room_id in ".*") {
        let body = json!({ "room_id": room_id }).to_string();
        let read = decode(&ROOM_ID, body.as_bytes()).unwrap();
        prop_assert_eq!(read.get("room_id").and_then(Value::as_str).unwrap_or_default(), room_id);
    }

    /// Reading what was written gives what was there.
    #[test]
    fn written_and_read_again(lock in any::<Option<bool>>(), title in ".*", started_at in any::<u64>()) {
        let mut object = Map::new();
        if !title.is_empty() {
            object.insert("room_title".into(), title.into());
        }
        if started_at > 0 {
            object.insert("started_at".into(), started_at.into());
        }
        object.insert("default_lock_settings".into(), lock.map_or_else(|| json!({}), |lock| json!({ "lock_chat": lock })));
        let written = Value::Object(encode(&ROOM_METADATA, &object)).to_string();
        prop_assert_eq!(decode(&ROOM_METADATA, written.as_bytes()).unwrap(), object);
    }
}
