//! A meeting server goes.
use leptos::prelude::*;

use crate::forms::RemoveServerForm;

/// Removes a meeting server, after its rooms have been moved where the form says. The page that asks is the confirmation.
#[server(prefix = "/api", endpoint = "remove-server")]
pub async fn remove_server(
    server: String,
    #[server(default)] instance: String,
    #[server(flatten)] form: RemoveServerForm,
) -> Result<(), ServerFnError> {
    use crate::forms::{FieldError, FieldErrors};
    use crate::services::servers::{self, RemoveError, Rooms};
    use crate::sign_in::new_secret::GONE;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = format!("/servers/{server}/remove");
        post.administrator_or_keep(&page, &instance, &form).await?;
        let rooms = match servers::named(&post.services, &form.to).await? {
            _ if form.to.is_empty() => Rooms::None,
            Some(choice) => Rooms::MoveTo(choice.id),
            None => return post.reject(&page, &instance, &form, FieldErrors::one("to", FieldError::NoSuchChoice)).await,
        };
        let (field, error) = match servers::remove(&post.services, &server.as_str().into(), &rooms).await {
            Ok(_) => return Ok("/servers?done=removed".to_owned()),
            Err(RemoveError::NotFound) => return Ok(GONE.to_owned()),
            Err(RemoveError::InUse(rooms)) => ("form", FieldError::ServerInUse { rooms }),
            Err(RemoveError::NoSuchTarget) => ("to", FieldError::NoSuchChoice),
            Err(RemoveError::TooLong(room, too_long)) => ("to", FieldError::RoomTooLong { room, too_long }),
            Err(RemoveError::Internal(fault)) => return Err(fault.into()),
        };
        post.reject(&page, &instance, &form, FieldErrors::one(field, error)).await
    })
    .await
}
