//! A saved design goes for good.
use leptos::prelude::*;

/// Deletes the caller's design and leads to the others. The page that asks is the confirmation.
#[server(prefix = "/api", endpoint = "delete-design")]
pub async fn delete_design(id: String) -> Result<(), ServerFnError> {
    use crate::services::designs;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        designs::delete(&post.services, post.caller()?, &id).await?;
        Ok("/designs?deleted=1".to_owned())
    })
    .await
}
