//! A new password.
use leptos::prelude::*;

use crate::forms::PasswordForm;

/// Changes the caller's password; every other browser is signed out, this one gets a new cookie.
#[server(prefix = "/api", endpoint = "change-password")]
pub async fn change_password(
    #[server(default)] instance: String,
    #[server(flatten)] form: PasswordForm,
) -> Result<(), ServerFnError> {
    use crate::domain::account::NewPasswordError;
    use crate::forms::{FieldError, FieldErrors};
    use crate::services::profile::{self, ChangePasswordError};
    use crate::sign_in;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = "/account";
        // Of this form nothing is kept, not even while its sender signs in again.
        let caller = post.caller_or_keep(page, &instance, &()).await?;
        let wanted = match form.parse() {
            Ok(wanted) => wanted,
            Err(errors) => return post.reject(page, &instance, &(), errors).await,
        };
        let (field, error) =
            match profile::change_password(&post.services, caller, &wanted.current, &wanted.new, post.address).await {
                Ok(round) => {
                    sign_in::renew(&post.session, round).await?;
                    return Ok(format!("{page}?done=password"));
                }
                Err(ChangePasswordError::Internal(fault)) => return Err(fault.into()),
                Err(ChangePasswordError::WrongCurrent) => ("current", FieldError::WrongPassword),
                Err(ChangePasswordError::SlowDown { seconds }) => ("current", FieldError::SlowDown { seconds }),
                Err(ChangePasswordError::Common) => ("new", NewPasswordError::Common.into()),
                Err(ChangePasswordError::Busy) => ("form", FieldError::Busy),
            };
        post.reject(page, &instance, &(), FieldErrors::one(field, error)).await
    })
    .await
}
