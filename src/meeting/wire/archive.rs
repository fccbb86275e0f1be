//! What is kept of sessions that are over: past rooms, recordings, artifacts (plugnmeet-api.md §2.5, §2.9).
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::artifact_kind::ArtifactKind;
use super::loosely::{int64, moment, or_default};
use crate::clock::UnixMillis;

/// A piece of a list: how much of it, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// How many come before it.
    pub from: u32,
    /// At most so many; servers give 20 for 0, and never more than 100.
    pub limit: u32,
    /// By when they were made.
    pub order_by: Order,
}

/// Which end of a list comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Order {
    /// The oldest.
    #[serde(rename = "ASC")]
    OldestFirst,
    /// The newest.
    #[serde(rename = "DESC")]
    NewestFirst,
}

/// Which past rooms, recordings or artifacts.
#[derive(Clone, Debug, Serialize)]
pub struct Fetch<'a> {
    /// Of these rooms; none means all of the server, whoever made them.
    pub room_ids: &'a [String],
    /// Of this session alone, whatever `room_ids` says. Past rooms cannot be asked for in this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_sid: Option<&'a str>,
    /// Of this kind alone: artifacts.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<ArtifactKind>,
    /// Which of these.
    #[serde(flatten)]
    pub piece: Piece,
}

/// One recording, as requests name it.
#[derive(Clone, Copy, Debug, Serialize)]
pub(in crate::meeting) struct RecordId<'a> {
    pub(in crate::meeting) record_id: &'a str,
}

/// One artifact, as requests name it.
#[derive(Clone, Copy, Debug, Serialize)]
pub(in crate::meeting) struct ArtifactId<'a> {
    pub(in crate::meeting) artifact_id: &'a str,
}

#[derive(Deserialize)]
pub(in crate::meeting) struct Found<List> {
    pub(in crate::meeting) result: List,
}

#[derive(Deserialize)]
pub(in crate::meeting) struct TokenReply {
    pub(in crate::meeting) token: String,
}

/// A piece of the list of past sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PastRooms {
    /// How many there are in all.
    #[serde(deserialize_with = "int64", rename = "total_rooms")]
    pub total: i64,
    /// These. Running sessions are among them (§2.5).
    #[serde(deserialize_with = "or_default", rename = "rooms_list")]
    pub list: Vec<PastRoom>,
}

/// A session, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PastRoom {
    /// As it was when the session began.
    pub room_title: String,
    /// The same in every session of a room.
    pub room_id: String,
    /// One per session.
    pub room_sid: String,
    /// How many people were in it.
    #[serde(deserialize_with = "int64")]
    pub joined_participants: i64,
    /// When it began.
    #[serde(deserialize_with = "moment")]
    pub created: Option<UnixMillis>,
    /// When it ended; `None`: it runs.
    #[serde(deserialize_with = "moment")]
    pub ended: Option<UnixMillis>,
    /// The artifact with its figures, once there is one.
    pub analytics_file_id: Option<String>,
}

/// A piece of the list of recordings.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Recordings {
    /// How many there are in all.
    #[serde(deserialize_with = "int64", rename = "total_recordings")]
    pub total: i64,
    /// These.
    #[serde(deserialize_with = "or_default", rename = "recordings_list")]
    pub list: Vec<Recording>,
}

/// A recording.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Recording {
    /// Names it.
    pub record_id: String,
    /// Of which room.
    pub room_id: String,
    /// Of which session.
    pub room_sid: String,
    /// Where the server keeps it, below its own folder.
    pub file_path: String,
    /// In megabytes.
    #[serde(deserialize_with = "or_default")]
    pub file_size: f64,
    /// When it was made, in unix seconds.
    #[serde(deserialize_with = "int64")]
    pub creation_time: i64,
    /// When its session began, in unix seconds.
    #[serde(deserialize_with = "int64")]
    pub room_creation_time: i64,
    /// What somebody wrote about it.
    #[serde(deserialize_with = "or_default")]
    pub metadata: RecordingMetadata,
}

/// What somebody writes about a recording. In a request, what is not set stays as it is (§2.9).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordingMetadata {
    /// A name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// For other programs; merged key by key.
    #[serde(deserialize_with = "or_default", skip_serializing_if = "BTreeMap::is_empty")]
    pub extra_data: BTreeMap<String, String>,
}

#[derive(Serialize)]
pub(in crate::meeting) struct UpdateRecording<'a> {
    pub(in crate::meeting) record_id: &'a str,
    pub(in crate::meeting) metadata: &'a RecordingMetadata,
}

/// Recordings that are to become one.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MergeRecordings {
    /// All of a session, but for some.
    BySession {
        /// Which session.
        room_sid: String,
        /// Without these.
        exclude_recording_ids: Vec<String>,
    },
    /// These, in this order.
    ByIds {
        /// Of which room they are.
        room_id: String,
        /// At least two.
        recording_ids: Vec<String>,
    },
}

/// A recording and its session.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RecordingDetails {
    /// The recording.
    pub recording_info: Recording,
    /// Its session, if that is kept still.
    #[serde(default)]
    pub room_info: Option<PastRoom>,
}

/// A piece of the list of artifacts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Artifacts {
    /// How many there are in all.
    #[serde(deserialize_with = "int64", rename = "total_artifacts")]
    pub total: i64,
    /// These.
    #[serde(deserialize_with = "or_default", rename = "artifacts_list")]
    pub list: Vec<Artifact>,
}

/// What a server made of a session: figures, summaries, transcripts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Artifact {
    /// Names it.
    pub artifact_id: String,
    /// Of which room.
    pub room_id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ArtifactKind,
    /// When it was made.
    #[serde(deserialize_with = "moment")]
    pub created: Option<UnixMillis>,
    /// What is known of it.
    #[serde(deserialize_with = "or_default")]
    pub metadata: ArtifactMetadata,
}

/// The part of an artifact's metadata that the portal reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ArtifactMetadata {
    /// Its file, if it has one.
    pub file_info: Option<FileInfo>,
}

/// The file of an artifact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FileInfo {
    /// What is in it, such as `application/json`.
    pub mime_type: String,
}

/// An artifact and its session.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ArtifactDetails {
    /// The artifact.
    pub artifact_info: Artifact,
    /// Its session, if that is kept still.
    #[serde(default)]
    pub room_info: Option<PastRoom>,
}
