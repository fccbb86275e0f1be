//! Let in, in the rehearsal room.
use leptos::prelude::*;

use crate::forms::LinkForm;

/// Lets one person who waits into the meeting, or everyone when no `user_id` is given. For moderators who are in; who is
/// none, and whom there is nobody to let in any more, is shown by the page.
#[server(prefix = "/sandbox", endpoint = "admit")]
pub async fn admit_person(#[server(default)] user_id: String, #[server(flatten)] link: LinkForm) -> Result<(), ServerFnError> {
    use crate::meeting::sandbox::{Admit, PresenceError};
    use crate::sign_in::entry;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let Some(secret) = entry::secret(&link.access_token) else { return Ok(link.page()) };
        let whom = if user_id.is_empty() { Admit::Everyone } else { Admit::One(&user_id) };
        match post.services.sandbox.admit(&secret, whom).await {
            Ok(()) | Err(PresenceError::NotModerator | PresenceError::NotThere | PresenceError::Oneself) => Ok(link.page()),
            Err(error) => Err(error.into()),
        }
    })
    .await
}
