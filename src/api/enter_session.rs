//! Enter, in the rehearsal room.
use leptos::prelude::*;

use crate::forms::LinkForm;

/// Enters the session that a join link of the sandbox is for. What stands in the way is shown by the page, which looks for
/// itself.
#[server(prefix = "/sandbox", endpoint = "enter")]
pub async fn enter_session(#[server(flatten)] link: LinkForm) -> Result<(), ServerFnError> {
    use crate::sign_in::entry;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        if let Ok(secret) = post.services.sandbox.enter(&link.access_token).await {
            entry::keep(&post.services, &link.access_token, &secret);
        }
        Ok(link.page())
    })
    .await
}
