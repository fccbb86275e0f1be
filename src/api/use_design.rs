//! One design for several rooms.
use leptos::prelude::*;

/// Has these rooms of the caller's use a design that he may use, all of them or none.
#[server(prefix = "/api", endpoint = "use-design")]
pub async fn use_design(
    #[server(default)] instance: String,
    id: String,
    #[server(default)] rooms: Vec<String>,
) -> Result<(), ServerFnError> {
    use std::collections::BTreeSet;

    use crate::forms::{FieldError, FieldErrors};
    use crate::services::designs::{self, UseError};
    use crate::sign_in::post::{Failure, Post};

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        let found = designs::named(&post.services, caller, &id).await?;
        let page = if found.is_own() { format!("/designs/{id}") } else { format!("/designs/{id}/look") };
        let rooms: Vec<_> = rooms.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        if rooms.is_empty() {
            return Ok(format!("{page}?nothing=1#use"));
        }
        match designs::use_for(&post.services, caller, &found.saved.id, &rooms).await {
            Ok(()) => Ok(format!("{page}?used={}#uses", rooms.len())),
            Err(UseError::NotFound) => Err(Failure::NotFound),
            Err(UseError::TooLong(title, too_long)) => {
                let error = FieldError::RoomTooLong { room: title.to_string(), too_long };
                Ok(format!("{}#use", post.reject(&page, &instance, &(), FieldErrors::one("form", error)).await?))
            }
            Err(UseError::Internal(fault)) => Err(fault.into()),
        }
    })
    .await
}
