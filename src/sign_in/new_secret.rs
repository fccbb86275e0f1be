//! A secret that is tried: it is taken, or its form says why not.
use super::post::{Failure, Post};
use crate::forms::{FieldError, FieldErrors};
use crate::meeting::plugnmeet::connection_test::{Step, StepResult};
use crate::services::servers::{self, Tried};
use crate::storage::servers::ServerId;
use crate::text::connection_test::{Tested, finding};
use crate::text::reader::Reader;

/// Tests a server with the secret that waits, and leads back to its page.
pub async fn try_proposed(post: &Post, id: &ServerId, instance: &str) -> Result<String, Failure> {
    let page = format!("/servers/{}", id.as_str());
    let steps = match servers::try_proposed(&post.services, id).await? {
        Tried::Taken => return Ok(format!("{page}?done=secret")),
        Tried::Nothing => return Ok(page),
        Tried::Waits(steps) => steps,
    };
    let server = servers::find(&post.services, id).await?.ok_or(Failure::NotFound)?;
    let words = why(&Tested::from(&server.description), &steps);
    let errors = FieldErrors::one("form", FieldError::SecretNotPassed { words });
    post.reject(&page, instance, &(), errors).await
}

/// What the first step saw that was not passed, and what to do about it.
fn why(tested: &Tested, steps: &[Step]) -> String {
    let reader = Reader::current();
    let failed = steps.iter().find(|step| step.result() == StepResult::Failed);
    let first = failed.or_else(|| steps.iter().find(|step| step.result() == StepResult::NotReached));
    let (saw, advice) = first.map(|step| finding(reader.text, &reader.zone, tested, step)).unwrap_or_default();
    [saw, advice.unwrap_or_default()].join(" ").trim().to_owned()
}
