//! What a room's sessions are like, and what the room is called.
use leptos::prelude::*;

use crate::forms::SettingsForm;

/// Sets the room's title and settings.
#[server(prefix = "/api", endpoint = "set-room-settings")]
pub async fn set_room_settings(
    #[server(default)] instance: String,
    #[server(default)] base: String,
    #[server(default)] then: String,
    slug: String,
    #[server(flatten)] form: SettingsForm,
) -> Result<(), ServerFnError> {
    use crate::sign_in::edit::edit_room;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| edit_room(&post, &slug, &instance, &base, &then, form).await).await
}
