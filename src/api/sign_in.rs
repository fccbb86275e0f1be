//! Sign-in.
use leptos::prelude::*;

use crate::forms::SignInForm;

/// Signs in and leads to `next`, a path of ours, or to the rooms.
#[server(prefix = "/api", endpoint = "sign-in")]
pub async fn sign_in(
    #[server(default)] instance: String,
    #[server(default)] next: String,
    #[server(flatten)] form: SignInForm,
) -> Result<(), ServerFnError> {
    use crate::domain::percent;
    use crate::forms::{FieldError, FieldErrors};
    use crate::services::accounts::{self, SignInError};
    use crate::services::hosts;
    use crate::sign_in;
    use crate::sign_in::post::{Post, local_path};

    Post::handle(async |post: Post| {
        let next = local_path(&next);
        let page = format!("/sign-in?next={}", percent::encoded(next));
        let wanted = match form.parse() {
            Ok(typed) => typed,
            Err(errors) => return post.reject(&page, &instance, &form.without_secrets(), errors).await,
        };
        let refused = match accounts::sign_in(&post.services, &wanted.email, &wanted.password, post.address).await {
            Ok(account) => {
                hosts::remember_zone(&post.services, &account.id, post.zone.as_ref()).await?;
                sign_in::sign_in(&post.session, &account, &post.browser, post.services.clock.now()).await?;
                return Ok(next.to_owned());
            }
            Err(SignInError::Internal(fault)) => return Err(fault.into()),
            Err(SignInError::Wrong) => FieldError::WrongSignIn,
            Err(SignInError::SlowDown { seconds }) => FieldError::SlowDown { seconds },
            Err(SignInError::Busy) => FieldError::Busy,
        };
        post.reject(&page, &instance, &form.without_secrets(), FieldErrors::one("form", refused)).await
    })
    .await
}
