//! Remove, in the rehearsal room.
use leptos::prelude::*;

use crate::forms::LinkForm;

/// Removes a person from the session; with `block`, for the rest of it. For moderators who are in; who is none, and who has
/// gone already, is shown by the page.
#[server(prefix = "/sandbox", endpoint = "remove")]
pub async fn remove_person(
    user_id: String,
    #[server(default)] block: String,
    #[server(flatten)] link: LinkForm,
) -> Result<(), ServerFnError> {
    use crate::meeting::sandbox::{PresenceError, Remove};
    use crate::sign_in::entry;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let Some(secret) = entry::secret(&link.access_token) else { return Ok(link.page()) };
        let how = if block.is_empty() { Remove::ForNow } else { Remove::ForGood };
        match post.services.sandbox.remove(&secret, &user_id, how).await {
            Ok(()) | Err(PresenceError::NotModerator | PresenceError::NotThere | PresenceError::Oneself) => Ok(link.page()),
            Err(error) => Err(error.into()),
        }
    })
    .await
}
