//! Calls about what is kept of sessions: past rooms, recordings, artifacts (plugnmeet-api.md §2.5, §2.9).
use secrecy::SecretString;

use super::wire::{
    ArtifactDetails, ArtifactId, Artifacts, Endpoint, Fetch, Found, MergeRecordings, Outcome, PastRooms, RecordId,
    RecordingDetails, RecordingMetadata, Recordings, TokenReply, UpdateRecording,
};
use super::{MeetingError, MeetingServer};
use crate::domain::fault::Refusal;
use crate::domain::percent;

impl MeetingServer {
    /// Sessions that were, and those that run (§2.5): these have no `ended`.
    pub async fn past_rooms(&self, which: &Fetch<'_>) -> Result<PastRooms, MeetingError> {
        let found = self.call(Endpoint::FetchPastRooms, which).await.map(|Found { result }| result);
        Ok(unless_gone(found)?.unwrap_or_default())
    }

    /// Recordings (§2.9).
    pub async fn recordings(&self, which: &Fetch<'_>) -> Result<Recordings, MeetingError> {
        let found = self.call(Endpoint::FetchRecordings, which).await.map(|Found { result }| result);
        Ok(unless_gone(found)?.unwrap_or_default())
    }

    /// One recording; `None`: there is none of this id.
    pub async fn recording(&self, record_id: &str) -> Result<Option<RecordingDetails>, MeetingError> {
        unless_gone(self.call(Endpoint::RecordingInfo, &RecordId { record_id }).await)
    }

    /// Writes about a recording; what is not set stays as it is. `false`: there is none of this id.
    pub async fn update_recording(&self, record_id: &str, metadata: &RecordingMetadata) -> Result<bool, MeetingError> {
        let request = UpdateRecording { record_id, metadata };
        was_there(self.call(Endpoint::UpdateRecordingMetadata, &request).await)
    }

    /// Has recordings put together, which takes the server a while. Fails with [`MeetingError::RoomNotFound`] for a session
    /// that has none.
    pub async fn merge_recordings(&self, which: &MergeRecordings) -> Result<(), MeetingError> {
        self.call::<Outcome>(Endpoint::MergeRecordings, which).await.map(drop)
    }

    /// Deletes a recording; `false`: there is none of this id.
    pub async fn delete_recording(&self, record_id: &str) -> Result<bool, MeetingError> {
        was_there(self.call(Endpoint::DeleteRecording, &RecordId { record_id }).await)
    }

    /// Where to download a recording, for half an hour on a server with stock settings; `None`: there is none of this id.
    /// Whoever has the address has the recording.
    pub async fn recording_address(&self, record_id: &str) -> Result<Option<SecretString>, MeetingError> {
        let reply = self.call(Endpoint::GetRecordingDownloadToken, &RecordId { record_id }).await;
        Ok(unless_gone(reply)?.map(|reply| self.download_address("recording", reply)))
    }

    /// Artifacts (§2.9).
    pub async fn artifacts(&self, which: &Fetch<'_>) -> Result<Artifacts, MeetingError> {
        let found = self.call(Endpoint::FetchArtifacts, which).await.map(|Found { result }| result);
        Ok(unless_gone(found)?.unwrap_or_default())
    }

    /// One artifact; `None`: there is none of this id.
    pub async fn artifact(&self, artifact_id: &str) -> Result<Option<ArtifactDetails>, MeetingError> {
        unless_gone(self.call(Endpoint::ArtifactInfo, &ArtifactId { artifact_id }).await)
    }

    /// Deletes an artifact of a kind that can be downloaded; `false`: there is none of this id.
    pub async fn delete_artifact(&self, artifact_id: &str) -> Result<bool, MeetingError> {
        was_there(self.call(Endpoint::DeleteArtifact, &ArtifactId { artifact_id }).await)
    }

    /// Where to download an artifact, for ten minutes on a server with stock settings; `None`: there is none of this id.
    /// Whoever has the address has the artifact.
    pub async fn artifact_address(&self, artifact_id: &str) -> Result<Option<SecretString>, MeetingError> {
        let reply = self.call(Endpoint::GetArtifactDownloadToken, &ArtifactId { artifact_id }).await;
        Ok(unless_gone(reply)?.map(|reply| self.download_address("artifact", reply)))
    }

    /// Downloads lie beside the room API (§2.9), the sandbox's below its rehearsal room.
    fn download_address(&self, kind: &str, TokenReply { token }: TokenReply) -> SecretString {
        let base = match self {
            Self::Sandbox(sandbox) => sandbox.join_address().trim_end_matches('/'),
            Self::Plugnmeet(server) => &server.address().url,
        };
        format!("{base}/download/{kind}/{}", percent::encoded(&token)).into()
    }
}

/// What was asked for, if it is there.
fn unless_gone<T>(reply: Result<T, MeetingError>) -> Result<Option<T>, MeetingError> {
    match reply {
        Err(MeetingError::Refused(Refusal::NotFound { .. })) => Ok(None),
        other => other.map(Some),
    }
}

fn was_there(reply: Result<Outcome, MeetingError>) -> Result<bool, MeetingError> {
    Ok(unless_gone(reply)?.is_some())
}
