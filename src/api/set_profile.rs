//! Who somebody is and how he reads.
use leptos::prelude::*;

use crate::forms::ProfileForm;

/// Sets the caller's name, language, theme and time zone.
#[server(prefix = "/api", endpoint = "set-profile")]
pub async fn set_profile(#[server(default)] instance: String, #[server(flatten)] form: ProfileForm) -> Result<(), ServerFnError> {
    use crate::forms::FieldErrors;
    use crate::services::profile::{self, SetProfileError};
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = "/account";
        let caller = post.caller_or_keep(page, &instance, &form).await?;
        let wanted = match form.parse() {
            Ok(wanted) => wanted,
            Err(errors) => return post.reject(page, &instance, &form, errors).await,
        };
        match profile::set(&post.services, caller, wanted).await {
            Ok(()) => Ok(format!("{page}?done=saved")),
            Err(SetProfileError::Zone(error)) => post.reject(page, &instance, &form, FieldErrors::one("time_zone", error)).await,
            Err(SetProfileError::Internal(fault)) => Err(fault.into()),
        }
    })
    .await
}
