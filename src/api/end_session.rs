//! The end of a session.
use leptos::prelude::*;

/// Puts everybody out and leads to the room, which shows how far that is.
#[server(prefix = "/api", endpoint = "end-session")]
pub async fn end_session(#[server(default)] instance: String, slug: String) -> Result<(), ServerFnError> {
    use crate::forms::FieldErrors;
    use crate::services::join_links::MakeError;
    use crate::services::rooms::{self, EndError};
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        let page = format!("/rooms/{slug}");
        match rooms::end_session(&post.services, caller, &slug).await {
            Ok(Some(sid)) => Ok(format!("{page}?ended={sid}")),
            Ok(None) => Ok(page),
            Err(EndError::Room(error)) => Err(error.into()),
            Err(EndError::Meeting(error)) => {
                let (_, error) = MakeError::from(error).at_field()?;
                post.reject(&page, &instance, &(), FieldErrors::one("form", error)).await
            }
        }
    })
    .await
}
