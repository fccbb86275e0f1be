//! A new link in the place of one of a room's share box.
use leptos::prelude::*;

/// Replaces an invite of the room's share box: every copy of the old link is dead.
#[server(prefix = "/api", endpoint = "replace-invite")]
pub async fn replace_invite(slug: String, invite: String) -> Result<(), ServerFnError> {
    use crate::services::share;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        share::replace(&post.services, post.caller()?, &slug, &invite).await?;
        Ok(format!("/rooms/{slug}?share=replaced#share"))
    })
    .await
}
