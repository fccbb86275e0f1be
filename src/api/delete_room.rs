//! A room goes for good.
use leptos::prelude::*;

/// Deletes the caller's archived room and leads to the others. The page that asks is the confirmation.
#[server(prefix = "/api", endpoint = "delete-room")]
pub async fn delete_room(slug: String) -> Result<(), ServerFnError> {
    use crate::services::room_life;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let deleted = room_life::delete(&post.services, post.caller()?, &slug).await?;
        // Restored meanwhile: its page says what has to come first.
        Ok(if deleted { "/rooms?deleted=1".to_owned() } else { format!("/rooms/{slug}/delete") })
    })
    .await
}
