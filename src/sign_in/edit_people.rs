//! The form of what is locked for whom: shown again when somebody else was faster.
use super::back::Back;
use super::post::{Failure, Post};
use crate::forms::{FieldError, FieldErrors, PeopleLocksForm};
use crate::services::classroom::{self, SetError};
use crate::services::rooms;

/// Stores what the form says, for the people who are `ticked` what it says of them together, and leads back to the page it was sent from.
pub async fn edit(
    post: &Post,
    slug: &str,
    instance: &str,
    back: &str,
    mut form: PeopleLocksForm,
    ticked: Option<Vec<String>>,
) -> Result<String, Failure> {
    let back = Back::new(slug, "/locks/people", back);
    let page = back.clone().address();
    let caller = post.caller_or_keep(&page, instance, &form).await?;
    // Before anything is looked at: a room that is not theirs must look like none, whatever the form holds.
    let room = rooms::for_caller(&post.services, caller, slug).await?;
    if let Some(ticked) = ticked {
        if ticked.is_empty() {
            return post.reject(&page, instance, &form, FieldErrors::one("form", FieldError::NobodyTicked)).await;
        }
        if let Err(errors) = form.apply(&ticked) {
            return post.reject(&page, instance, &form, errors).await;
        }
    }
    let changes = match form.parse() {
        Ok(changes) => changes,
        Err(errors) => return post.reject(&page, instance, &form, errors).await,
    };
    let errors = match classroom::set(&post.services, &room, &changes).await {
        Ok(count) => return Ok(back.saying("saved", &count.to_string())),
        Err(SetError::Revoked) => FieldErrors::one("form", FieldError::RevokedMeanwhile),
        Err(SetError::Changed(conflicts)) => {
            let mut errors = FieldErrors::one("form", FieldError::ChangedMeanwhile);
            for (id, kind, theirs) in conflicts {
                errors.add(PeopleLocksForm::cell(&id, kind), FieldError::LockConflict { theirs });
            }
            errors
        }
        Err(SetError::Room(error)) => return Err(error.into()),
    };
    post.reject(&page, instance, &form, errors).await
}
