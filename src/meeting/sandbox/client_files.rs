//! `getClientFiles` (plugnmeet-api.md §2.6): which files the page behind a join link needs.
use std::sync::Arc;

use serde_json::json;

use super::{Reply, Sandbox, common};

/// Bare names, as a server gives them out: fetched from `<server>/assets/css/` and `<server>/assets/js/`.
#[derive(Clone, Debug, Default)]
pub struct ClientFiles {
    /// Style sheets.
    pub css: Vec<String>,
    /// Scripts.
    pub js: Vec<String>,
}

impl ClientFiles {
    /// Both lists, each under its deprecated name too. Real servers say `UNKNOWN_STATUS` here.
    pub(super) fn reply(&self) -> Reply {
        let mut reply = common(true, "success", "UNKNOWN_STATUS");
        for (name, files) in [("css", &self.css), ("js", &self.js), ("css_files", &self.css), ("js_files", &self.js)] {
            reply.insert(name.to_owned(), json!(files));
        }
        reply
    }
}

impl Sandbox {
    /// The same sandbox, whose page needs these files.
    #[must_use]
    pub fn with_client_files(self, files: ClientFiles) -> Self {
        Self { client_files: Arc::new(files), ..self }
    }

    /// What its page needs.
    pub fn client_files(&self) -> &ClientFiles {
        &self.client_files
    }
}
