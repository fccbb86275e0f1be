//! What an artifact is (plugnmeet-api.md §2.9).
use serde::{Deserialize, Serialize};

/// What an artifact is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum ArtifactKind {
    /// Figures of the session: who was there, how long, what was used.
    Analytics,
    /// A summary of what was said.
    Summary,
    /// What was said.
    Transcription,
    /// Another: what was used of paid services, mostly, or one of a later version. Nothing to download.
    #[default]
    Other,
}

impl ArtifactKind {
    const NAMES: [(&'static str, Self); 3] = [
        ("MEETING_ANALYTICS", Self::Analytics),
        ("MEETING_SUMMARY", Self::Summary),
        ("SPEECH_TRANSCRIPTION", Self::Transcription),
    ];

    /// Whether a server hands out its file, and deletes it.
    pub fn is_downloadable(&self) -> bool {
        *self != Self::Other
    }
}

impl From<String> for ArtifactKind {
    fn from(name: String) -> Self {
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map_or(Self::Other, |(_, kind)| kind)
    }
}

impl From<ArtifactKind> for String {
    fn from(kind: ArtifactKind) -> Self {
        // A name that no server knows is ignored, as a request for no kind in particular.
        ArtifactKind::NAMES.into_iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| name).to_owned()
    }
}
