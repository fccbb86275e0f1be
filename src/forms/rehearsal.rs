//! What the rehearsal room's buttons post along: the join link that its page was opened with.
use serde::{Deserialize, Serialize};

use crate::domain::percent;

/// A join link of the sandbox.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    /// Says who it is. Goes back into the address of the page, and nowhere else.
    pub access_token: String,
    /// As sent, readable or not.
    pub custom_design: String,
}

impl LinkForm {
    /// The page that it opens, below the portal's own address.
    pub fn page(&self) -> String {
        let mut page = format!("/sandbox/?access_token={}", percent::encoded(&self.access_token));
        if !self.custom_design.is_empty() {
            page += "&custom_design=";
            page += &percent::encoded(&self.custom_design);
        }
        page
    }
}
