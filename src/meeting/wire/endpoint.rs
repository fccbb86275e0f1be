//! The calls and where they are.
use std::time::Duration;

/// A call of the room API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// §2.1
    CreateRoom,
    /// §2.2
    GetJoinToken,
    /// §2.3
    IsRoomActive,
    /// §2.3
    GetActiveRoomInfo,
    /// §2.3
    GetActiveRoomsInfo,
    /// §2.4
    EndRoom,
    /// §2.5
    FetchPastRooms,
    /// §2.7
    BroadcastToRoom,
    /// §2.6
    GetClientFiles,
    /// §2.9
    FetchRecordings,
    /// §2.9
    RecordingInfo,
    /// §2.9, deprecated
    RecordingInfoByOldName,
    /// §2.9
    UpdateRecordingMetadata,
    /// §2.9
    MergeRecordings,
    /// §2.9
    DeleteRecording,
    /// §2.9
    GetRecordingDownloadToken,
    /// §2.9
    FetchArtifacts,
    /// §2.9
    ArtifactInfo,
    /// §2.9
    DeleteArtifact,
    /// §2.9
    GetArtifactDownloadToken,
    /// §2.9, deprecated
    FetchAnalytics,
    /// §2.9, deprecated
    DeleteAnalytics,
    /// §2.9, deprecated
    GetAnalyticsDownloadToken,
}

impl Endpoint {
    /// All that a server answers in JSON.
    pub const ALL: &'static [Self] = &[
        Self::CreateRoom,
        Self::GetJoinToken,
        Self::IsRoomActive,
        Self::GetActiveRoomInfo,
        Self::GetActiveRoomsInfo,
        Self::EndRoom,
        Self::FetchPastRooms,
        Self::BroadcastToRoom,
        Self::GetClientFiles,
        Self::FetchRecordings,
        Self::RecordingInfo,
        Self::RecordingInfoByOldName,
        Self::UpdateRecordingMetadata,
        Self::MergeRecordings,
        Self::DeleteRecording,
        Self::GetRecordingDownloadToken,
        Self::FetchArtifacts,
        Self::ArtifactInfo,
        Self::DeleteArtifact,
        Self::GetArtifactDownloadToken,
        Self::FetchAnalytics,
        Self::DeleteAnalytics,
        Self::GetAnalyticsDownloadToken,
    ];

    /// Path below `<server>/auth/`.
    pub const fn path(self) -> &'static str {
        match self {
            Self::CreateRoom => "room/create",
            Self::GetJoinToken => "room/getJoinToken",
            Self::IsRoomActive => "room/isRoomActive",
            Self::GetActiveRoomInfo => "room/getActiveRoomInfo",
            Self::GetActiveRoomsInfo => "room/getActiveRoomsInfo",
            Self::EndRoom => "room/endRoom",
            Self::FetchPastRooms => "room/fetchPastRooms",
            Self::BroadcastToRoom => "room/broadcastToRoom",
            Self::GetClientFiles => "getClientFiles",
            Self::FetchRecordings => "recording/fetch",
            Self::RecordingInfo => "recording/info",
            Self::RecordingInfoByOldName => "recording/recordingInfo",
            Self::UpdateRecordingMetadata => "recording/updateMetadata",
            Self::MergeRecordings => "recording/mergeRecordings",
            Self::DeleteRecording => "recording/delete",
            Self::GetRecordingDownloadToken => "recording/getDownloadToken",
            Self::FetchArtifacts => "artifact/fetch",
            Self::ArtifactInfo => "artifact/info",
            Self::DeleteArtifact => "artifact/delete",
            Self::GetArtifactDownloadToken => "artifact/getDownloadToken",
            Self::FetchAnalytics => "analytics/fetch",
            Self::DeleteAnalytics => "analytics/delete",
            Self::GetAnalyticsDownloadToken => "analytics/getDownloadToken",
        }
    }

    /// Whether a second one changes nothing that the first has not: reads, and `create`, which returns the session that
    /// runs (§2.1).
    pub const fn is_idempotent(self) -> bool {
        match self {
            Self::CreateRoom
            | Self::IsRoomActive
            | Self::GetActiveRoomInfo
            | Self::GetActiveRoomsInfo
            | Self::FetchPastRooms
            | Self::GetClientFiles
            | Self::FetchRecordings
            | Self::RecordingInfo
            | Self::RecordingInfoByOldName
            | Self::FetchArtifacts
            | Self::ArtifactInfo
            | Self::FetchAnalytics => true,
            // A token throws out whoever is online under its user id (§3.1); a download token is made anew each time, but
            // is no worse for it, and still not worth a second one.
            Self::GetJoinToken
            | Self::EndRoom
            | Self::BroadcastToRoom
            | Self::UpdateRecordingMetadata
            | Self::MergeRecordings
            | Self::DeleteRecording
            | Self::GetRecordingDownloadToken
            | Self::DeleteArtifact
            | Self::GetArtifactDownloadToken
            | Self::DeleteAnalytics
            | Self::GetAnalyticsDownloadToken => false,
        }
    }

    /// Whether a server may hold it for 15 seconds, until the room is created or torn down (§2.1, §2.3, §2.4, §3.1).
    pub const fn waits_for_room(self) -> bool {
        matches!(self, Self::CreateRoom | Self::GetJoinToken | Self::EndRoom | Self::GetActiveRoomInfo)
    }

    /// How long it may take in all, repeats included.
    pub const fn patience(self) -> Duration {
        Duration::from_secs(if self.waits_for_room() { 20 } else { 10 })
    }

    /// The call behind a path; letter case does not matter (§1.1).
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|endpoint| endpoint.path().eq_ignore_ascii_case(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_in_any_case() {
        assert_eq!(Endpoint::at("ROOM/ISROOMACTIVE"), Some(Endpoint::IsRoomActive));
        assert_eq!(Endpoint::at("room/isRoomActive/"), None);
    }
}
