//! The end of a session.
use leptos::prelude::*;

/// Puts everybody out and leads to the room, which shows how far that is.
#[server(prefix = "/api", endpoint = "end-session")]
pub async fn end_session(#[server(default)] instance: String, slug: String) -> Result<(), ServerFnError> {
    use crate::sign_in::edit;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| edit::end_session(&post, &slug, &instance).await).await
}
