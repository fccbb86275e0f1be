//! A room's default locks.
use leptos::prelude::*;

use crate::forms::RoomLocksForm;

/// Sets what is locked for everyone who is no moderator.
#[server(prefix = "/api", endpoint = "set-room-locks")]
pub async fn set_room_locks(
    #[server(default)] instance: String,
    slug: String,
    #[server(flatten)] form: RoomLocksForm,
) -> Result<(), ServerFnError> {
    use crate::services::rooms;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        rooms::for_caller(&post.services, caller, &slug).await?;
        let page = format!("/rooms/{slug}/locks");
        match form.parse() {
            Ok(locks) => {
                rooms::set_locks(&post.services, caller, &slug, locks).await?;
                Ok(format!("{page}?saved=1"))
            }
            Err(errors) => post.reject(&page, &instance, &form, errors).await,
        }
    })
    .await
}
