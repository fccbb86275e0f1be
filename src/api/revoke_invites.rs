//! Invites that are revoked: one or many at once.
use leptos::prelude::*;

/// Takes these invites back; `sure` is what the button says that comes after the question.
#[server(prefix = "/api", endpoint = "revoke-invites")]
pub async fn revoke_invites(
    slug: String,
    #[server(default)] ids: Vec<String>,
    #[server(default)] sure: String,
    #[server(default)] back: String,
) -> Result<(), ServerFnError> {
    use crate::services::{invites, rooms};
    use crate::sign_in::back::Back;
    use crate::sign_in::post::Post;
    use crate::storage::invites::InviteId;

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        let room = rooms::for_caller(&post.services, caller, &slug).await?;
        let back = Back::new(&slug, "/invites", &back);
        if ids.is_empty() {
            return Ok(back.saying("nothing", "1"));
        }
        // Enter on a tick presses the first button of the form.
        if sure.is_empty() {
            return Ok(back.address());
        }
        let ids = ids.into_iter().map(InviteId::from).collect::<Vec<_>>();
        let count = invites::revoke(&post.services, &room, &ids).await?;
        Ok(back.saying("revoked", &count.to_string()))
    })
    .await
}
