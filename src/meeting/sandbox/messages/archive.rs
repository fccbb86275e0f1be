//! The requests about recordings, artifacts and analytics (plugnmeet-api.md §2.9).
use super::super::schema::Kind::{Enum, NestedMap, TextMap, Uint32, Uint64};
use super::super::schema::Rule::{MinItems, Required};
use super::super::schema::{Field, Message, nested, text, texts};

/// `recording/fetch`
pub static FETCH_RECORDINGS: Message = Message(&[
    texts("room_ids"),
    text("room_sid").optional(),
    Field::new("from", Uint32),
    Field::new("limit", Uint32),
    text("order_by"),
]);

/// `recording/{info,recordingInfo,delete,getDownloadToken}`
pub static RECORD_ID: Message = Message(&[text("record_id").must_be(Required)]);

/// `recording/updateMetadata`
pub static UPDATE_RECORDING_METADATA: Message =
    Message(&[text("record_id").must_be(Required), nested("metadata", &RECORDING_METADATA)]);

static RECORDING_METADATA: Message = Message(&[
    text("title").optional(),
    text("description").optional(),
    Field::new("subtitles", NestedMap(&SUBTITLE)),
    Field::new("extra_data", TextMap),
]);

static SUBTITLE: Message = Message(&[text("label"), text("url")]);

/// `recording/mergeRecordings`
pub static MERGE_RECORDINGS: Message = Message(&[
    nested("by_session", &MERGE_BY_SESSION).one_of("plugnmeet.MergeRecordingsReq.merge_scope"),
    nested("by_ids", &MERGE_BY_IDS).one_of("plugnmeet.MergeRecordingsReq.merge_scope"),
]);

static MERGE_BY_SESSION: Message = Message(&[text("room_sid").must_be(Required), texts("exclude_recording_ids")]);

static MERGE_BY_IDS: Message = Message(&[text("room_id").must_be(Required), texts("recording_ids").must_be(MinItems(2))]);

/// `artifact/fetch`
pub static FETCH_ARTIFACTS: Message = Message(&[
    texts("room_ids"),
    text("room_sid").optional(),
    Field::new("type", Enum(&ARTIFACT_TYPES)).optional(),
    Field::new("from", Uint64),
    Field::new("limit", Uint64),
    text("order_by"),
]);

static ARTIFACT_TYPES: [&str; 10] = [
    "UNKNOWN_ARTIFACT",
    "MEETING_ANALYTICS",
    "MEETING_SUMMARY",
    "MEETING_SUMMARY_USAGE",
    "SPEECH_TRANSCRIPTION",
    "SPEECH_TRANSCRIPTION_USAGE",
    "SYNTHESIZED_SPEECH_USAGE",
    "CHAT_TRANSLATION_USAGE",
    "AI_TEXT_CHAT_INTERACTION_USAGE",
    "AI_TEXT_CHAT_SUMMARIZATION_USAGE",
];

/// `artifact/{info,delete,getDownloadToken}`
pub static ARTIFACT_ID: Message = Message(&[text("artifact_id").must_be(Required)]);

/// `analytics/fetch`
pub static FETCH_ANALYTICS: Message =
    Message(&[texts("room_ids"), Field::new("from", Uint32), Field::new("limit", Uint32), text("order_by")]);

/// `analytics/{delete,getDownloadToken}`
pub static FILE_ID: Message = Message(&[text("file_id").must_be(Required)]);
