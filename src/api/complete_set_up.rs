//! First start: the first account, and its first room.
use leptos::prelude::*;

use crate::forms::SetUpForm;

/// Makes the administrator and "My classroom", signs in, leads to the room.
#[server(prefix = "/api", endpoint = "complete-set-up")]
pub async fn complete_set_up(
    #[server(default)] instance: String,
    #[server(flatten)] form: SetUpForm,
) -> Result<(), ServerFnError> {
    use crate::domain::account::NewPasswordError;
    use crate::domain::room::RoomTitle;
    use crate::forms::{FieldError, FieldErrors};
    use crate::services::accounts::{self, AddError, SetUpError};
    use crate::services::hosts;
    use crate::sign_in::post::Post;
    use crate::sign_in::sign_in;
    use crate::text::reader::text;

    Post::handle(async |post: Post| {
        let page = format!("/setup?code={}", form.code.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
        // Before anything is looked at or kept: only whoever has the code is listened to.
        if matches!(accounts::check_set_up(&post.services, &form.code).await, Err(SetUpError::Done | SetUpError::WrongCode)) {
            return Ok(page);
        }
        let wanted = match form.parse() {
            Ok(wanted) => wanted,
            Err(errors) => return post.reject(&page, &instance, &form.without_secrets(), errors).await,
        };
        let first_room: RoomTitle = text().get("first-room-title").parse()?;
        let refused = match accounts::set_up(&post.services, wanted, &first_room).await {
            Ok((account, slug)) => {
                hosts::remember_zone(&post.services, &account.id, post.zone.as_ref()).await?;
                sign_in(&post.session, &account, &post.browser, post.services.clock.now()).await?;
                return Ok(format!("/rooms/{slug}"));
            }
            // The page says what is the case: it is done, or the code is not the one.
            Err(SetUpError::Done | SetUpError::WrongCode) => return Ok(page),
            Err(SetUpError::Account(AddError::Internal(fault))) => return Err(fault.into()),
            Err(SetUpError::Account(AddError::EmailTaken)) => ("email", FieldError::EmailTaken),
            Err(SetUpError::Account(AddError::CommonPassword)) => ("password", NewPasswordError::Common.into()),
            Err(SetUpError::Account(AddError::Busy)) => ("form", FieldError::Busy),
        };
        post.reject(&page, &instance, &form.without_secrets(), FieldErrors::one(refused.0, refused.1)).await
    })
    .await
}
