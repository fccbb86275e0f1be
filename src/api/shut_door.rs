//! No more guests into a session, or guests again.
use leptos::prelude::*;

/// Stops or goes on letting guests into the session that the page showed (`sid`), and leads back to the room.
#[server(prefix = "/api", endpoint = "shut-door")]
pub async fn shut_door(slug: String, sid: String, #[server(default)] shut: String) -> Result<(), ServerFnError> {
    use crate::services::door;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        door::shut(&post.services, caller, &slug, &sid, !shut.is_empty()).await?;
        Ok(format!("/rooms/{slug}"))
    })
    .await
}
