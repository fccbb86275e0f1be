//! How a room's meetings look.
use leptos::prelude::*;

use crate::forms::DesignForm;

/// Sets the room's design.
#[server(prefix = "/api", endpoint = "set-room-design")]
pub async fn set_room_design(
    #[server(default)] instance: String,
    #[server(default)] base: String,
    slug: String,
    #[server(flatten)] form: DesignForm,
) -> Result<(), ServerFnError> {
    use crate::sign_in::edit::edit_room;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| edit_room(&post, &slug, &instance, &base, "", form).await).await
}
