//! A room like another.
use leptos::prelude::*;

/// Makes a copy that the caller owns and leads to it.
#[server(prefix = "/api", endpoint = "duplicate-room")]
pub async fn duplicate_room(slug: String) -> Result<(), ServerFnError> {
    use crate::services::room_life;
    use crate::sign_in::post::Post;
    use crate::text::names;
    use crate::text::reader::text;

    Post::handle(async |post: Post| {
        let name = |title: &_| names::copy_of(text(), title);
        Ok(format!("/rooms/{}", room_life::duplicate(&post.services, post.caller()?, &slug, name).await?))
    })
    .await
}
