//! Start, or join what runs: for oneself.
use leptos::prelude::*;

/// Makes a join link for the caller and leads to it.
#[server(prefix = "/api", endpoint = "join-room")]
pub async fn join_room(#[server(default)] instance: String, slug: String) -> Result<(), ServerFnError> {
    use secrecy::ExposeSecret;

    use crate::forms::FieldErrors;
    use crate::services::join_links;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        match join_links::for_oneself(&post.services, caller, &slug).await {
            Ok(link) => Ok(link.expose_secret().to_owned()),
            Err(error) => {
                let (_, error) = error.at_field()?;
                post.reject(&format!("/rooms/{slug}"), &instance, &(), FieldErrors::one("form", error)).await
            }
        }
    })
    .await
}
