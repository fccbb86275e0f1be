//! A room comes first in somebody's list.
use leptos::prelude::*;

/// Marks a room as the caller's favourite, or (`favourite` empty) no longer; leads back to the list where it was.
#[server(prefix = "/api", endpoint = "set-favourite")]
pub async fn set_favourite(
    slug: String,
    #[server(default)] favourite: String,
    #[server(default)] back: String,
) -> Result<(), ServerFnError> {
    use crate::services::room_list;
    use crate::sign_in::post::{Post, local_path};

    Post::handle(async |post: Post| {
        room_list::set_favourite(&post.services, post.caller()?, &slug, !favourite.is_empty()).await?;
        let list = Some(local_path(&back)).filter(|address| address.starts_with("/rooms?")).unwrap_or("/rooms");
        Ok(format!("{list}#room-{slug}"))
    })
    .await
}
