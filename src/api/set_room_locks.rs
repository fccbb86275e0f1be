//! A room's default locks.
use leptos::prelude::*;

use crate::forms::RoomLocksForm;

/// Sets what is locked for everyone who is no moderator.
#[server(prefix = "/api", endpoint = "set-room-locks")]
pub async fn set_room_locks(
    #[server(default)] instance: String,
    #[server(default)] base: String,
    #[server(default)] then: String,
    slug: String,
    #[server(flatten)] form: RoomLocksForm,
) -> Result<(), ServerFnError> {
    use crate::sign_in::edit::edit_room;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| edit_room(&post, &slug, &instance, &base, &then, form).await).await
}
