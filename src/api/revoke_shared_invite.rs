//! A link of a room's share box that nobody is to have any more.
use leptos::prelude::*;

/// Takes an invite of the room's share box back.
#[server(prefix = "/api", endpoint = "revoke-shared-invite")]
pub async fn revoke_shared_invite(slug: String, invite: String) -> Result<(), ServerFnError> {
    use crate::services::share;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        share::revoke(&post.services, post.caller()?, &slug, &invite).await?;
        Ok(format!("/rooms/{slug}?share=revoked#share"))
    })
    .await
}
