//! How a room's meetings look.
use leptos::prelude::*;

use crate::forms::DesignForm;

/// Sets the room's design.
#[server(prefix = "/api", endpoint = "set-room-design")]
pub async fn set_room_design(
    #[server(default)] instance: String,
    slug: String,
    #[server(flatten)] form: DesignForm,
) -> Result<(), ServerFnError> {
    use crate::forms::{FieldError, FieldErrors};
    use crate::services::rooms::{self, SetDesignError};
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        // Checked first: a room that is not theirs must look like none, whatever the form holds.
        rooms::for_caller(&post.services, caller, &slug).await?;
        let page = format!("/rooms/{slug}/design");
        let design = match form.parse() {
            Ok(design) => design,
            Err(errors) => return post.reject(&page, &instance, &form, errors).await,
        };
        match rooms::set_design(&post.services, caller, &slug, &design).await {
            Ok(()) => Ok(format!("{page}?saved=1")),
            Err(SetDesignError::TooLong(too_long)) => {
                let errors = FieldErrors::one("form", FieldError::TooLong(too_long));
                post.reject(&page, &instance, &form, errors).await
            }
            Err(SetDesignError::Room(error)) => Err(error.into()),
        }
    })
    .await
}
