//! A room comes back into use.
use leptos::prelude::*;

/// Takes the caller's room out of the archive and shows it.
#[server(prefix = "/api", endpoint = "restore-room")]
pub async fn restore_room(slug: String) -> Result<(), ServerFnError> {
    use crate::services::room_life;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        room_life::restore(&post.services, post.caller()?, &slug).await?;
        Ok(format!("/rooms/{slug}"))
    })
    .await
}
