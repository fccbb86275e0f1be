//! A room goes out of use.
use leptos::prelude::*;

/// Archives the caller's room and shows it, with the way back.
#[server(prefix = "/api", endpoint = "archive-room")]
pub async fn archive_room(#[server(default)] instance: String, slug: String) -> Result<(), ServerFnError> {
    use crate::forms::{FieldError, FieldErrors};
    use crate::services::room_life::{self, ArchiveError};
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = format!("/rooms/{slug}");
        match room_life::archive(&post.services, post.caller()?, &slug).await {
            Ok(()) => Ok(page),
            Err(ArchiveError::Live) => post.reject(&page, &instance, &(), FieldErrors::one("form", FieldError::RoomLive)).await,
            Err(ArchiveError::Room(error)) => Err(error.into()),
        }
    })
    .await
}
