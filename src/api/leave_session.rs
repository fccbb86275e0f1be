//! Leave, in the rehearsal room.
use leptos::prelude::*;

use crate::forms::LinkForm;

/// Leaves the session that this browser entered with a join link of the sandbox.
#[server(prefix = "/sandbox", endpoint = "leave")]
pub async fn leave_session(#[server(flatten)] link: LinkForm) -> Result<(), ServerFnError> {
    use crate::sign_in::entry;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        if let Some(secret) = entry::secret(&link.access_token) {
            post.services.sandbox.leave(&secret).await?;
            entry::let_go(&post.services, &link.access_token, &secret);
        }
        Ok(link.page())
    })
    .await
}
