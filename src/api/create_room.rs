//! A new room.
use leptos::prelude::*;

use crate::forms::NewRoomForm;

/// Makes a room and leads to it.
#[server(prefix = "/api", endpoint = "create-room")]
pub async fn create_room(#[server(default)] instance: String, #[server(flatten)] form: NewRoomForm) -> Result<(), ServerFnError> {
    use crate::services::rooms;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = "/rooms/new";
        let caller = post.caller_or_keep(page, &instance, &form).await?;
        match form.parse() {
            Ok((title, template)) => {
                let press = rooms::press(caller, &instance, &form.title);
                let slug = rooms::once(&post.services, press, rooms::create(&post.services, caller, &title, template)).await?;
                Ok(format!("/rooms/{slug}"))
            }
            Err(errors) => post.reject(page, &instance, &form, errors).await,
        }
    })
    .await
}
