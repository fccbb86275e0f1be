//! A new room.
use leptos::prelude::*;

use crate::forms::NewRoomForm;

/// Makes a room and leads to it.
#[server(prefix = "/api", endpoint = "create-room")]
pub async fn create_room(#[server(default)] instance: String, #[server(flatten)] form: NewRoomForm) -> Result<(), ServerFnError> {
    use crate::forms::{FieldError, FieldErrors};
    use crate::services::rooms::{self, CreateError};
    use crate::services::servers;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = "/rooms/new";
        let caller = post.caller_or_keep(page, &instance, &form).await?;
        let (title, template) = match form.parse() {
            Ok(parsed) => parsed,
            Err(errors) => return post.reject(page, &instance, &form, errors).await,
        };
        let server = match form.server.as_str() {
            "" => servers::usual(&post.services).await?,
            key => match servers::named(&post.services, key).await? {
                Some(choice) => choice.id,
                None => return post.reject(page, &instance, &form, FieldErrors::one("server", FieldError::NoSuchChoice)).await,
            },
        };
        let press = rooms::press(caller, &instance, &form.title);
        let slug = rooms::once(&post.services, press, rooms::create(&post.services, caller, &title, template, server)).await;
        match slug {
            Ok(slug) => Ok(format!("/rooms/{slug}")),
            Err(CreateError::NoSuchServer) => {
                post.reject(page, &instance, &form, FieldErrors::one("server", FieldError::NoSuchChoice)).await
            }
            Err(CreateError::Internal(fault)) => Err(fault.into()),
        }
    })
    .await
}
