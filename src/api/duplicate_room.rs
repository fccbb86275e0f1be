//! A room like another.
use leptos::prelude::*;

/// Makes a copy that the caller owns and leads to it.
#[server(prefix = "/api", endpoint = "duplicate-room")]
pub async fn duplicate_room(#[server(default)] instance: String, slug: String) -> Result<(), ServerFnError> {
    use crate::services::{room_life, rooms};
    use crate::sign_in::post::Post;
    use crate::text::names;
    use crate::text::reader::text;

    Post::handle(async |post: Post| {
        let name = |title: &_| names::copy_of(text(), title);
        let caller = post.caller()?;
        let copy = Box::pin(room_life::duplicate(&post.services, caller, &slug, name));
        let copy = rooms::once(&post.services, rooms::press(caller, &instance, &slug), copy).await?;
        Ok(format!("/rooms/{copy}"))
    })
    .await
}
