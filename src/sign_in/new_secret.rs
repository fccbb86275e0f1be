//! The forms about another secret of a meeting server. Each is about the server as its page showed it: one that was changed
//! meanwhile is not tested with what was typed for another, since a signed request can be replayed for ever
//! (`plugnmeet-api.md` §1.1).
use super::post::{Failure, Post};
use crate::domain::server::ServerSecret;
use crate::forms::{FieldError, FieldErrors};
use crate::meeting::plugnmeet::connection_test::{Step, StepResult};
use crate::services::servers::{self, Tried};
use crate::storage::servers::ServerId;
use crate::text::connection_test::{Tested, finding};
use crate::text::reader::Reader;

/// Where somebody's answer goes who sent a form about a server that has been removed.
pub const GONE: &str = "/servers?done=gone";

/// One such form that was sent.
pub struct SecretCard<'a> {
    post: &'a Post,
    id: ServerId,
    /// Of the server, as the page showed it.
    version: i64,
    instance: &'a str,
}

impl<'a> SecretCard<'a> {
    /// What the form says: a version that cannot be read is none there ever was.
    pub fn new(post: &'a Post, server: &str, version: &str, instance: &'a str) -> Self {
        Self { post, id: server.into(), version: version.parse().unwrap_or_default(), instance }
    }

    /// Lets a secret wait, and tests the server with it.
    pub async fn propose(&self, secret: &ServerSecret) -> Result<String, Failure> {
        if !servers::propose(&self.post.services, &self.id, self.version, secret).await? {
            return self.changed().await;
        }
        self.try_proposed().await
    }

    /// Tests the server with the secret that waits: it is taken, or the page says why not.
    pub async fn try_proposed(&self) -> Result<String, Failure> {
        let steps = match servers::try_proposed(&self.post.services, &self.id, self.version).await? {
            Tried::Taken => return Ok(format!("{}?done=secret#secret", self.page())),
            Tried::Nothing => return self.changed().await,
            Tried::Waits(steps) => steps,
        };
        match servers::find(&self.post.services, &self.id).await? {
            Some(server) => {
                let words = why(&Tested::from(&server.description), &steps);
                self.refuse(FieldError::SecretNotPassed { words }).await
            }
            None => Ok(GONE.to_owned()),
        }
    }

    /// Forgets the secret that waits.
    pub async fn forget(&self) -> Result<String, Failure> {
        if !servers::forget(&self.post.services, &self.id, self.version).await? {
            return self.changed().await;
        }
        Ok(format!("{}?done=forgotten#secret", self.page()))
    }

    /// Somebody else changed the server, or removed it.
    async fn changed(&self) -> Result<String, Failure> {
        if servers::find(&self.post.services, &self.id).await?.is_none() {
            return Ok(GONE.to_owned());
        }
        self.refuse(FieldError::ServerChangedMeanwhile).await
    }

    async fn refuse(&self, error: FieldError) -> Result<String, Failure> {
        let page = self.post.reject(&self.page(), self.instance, &(), FieldErrors::one("form", error)).await?;
        Ok(format!("{page}#secret"))
    }

    fn page(&self) -> String {
        format!("/servers/{}", self.id.as_str())
    }
}

/// What the first step saw that was not passed, and what to do about it.
fn why(tested: &Tested, steps: &[Step]) -> String {
    let reader = Reader::current();
    let failed = steps.iter().find(|step| step.result() == StepResult::Failed);
    let first = failed.or_else(|| steps.iter().find(|step| step.result() == StepResult::NotReached));
    let (saw, advice) = first.map(|step| finding(reader.text, &reader.zone, tested, step)).unwrap_or_default();
    [saw, advice.unwrap_or_default()].join(" ").trim().to_owned()
}
