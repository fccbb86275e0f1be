//! Signing out elsewhere.
use leptos::prelude::*;

/// Ends one of the caller's sign-ins, by its public id.
#[server(prefix = "/api", endpoint = "end-sign-in")]
pub async fn end_sign_in(#[server(default)] sign_in: String) -> Result<(), ServerFnError> {
    use crate::services::sign_ins;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        sign_ins::end(&post.services, post.caller()?, &sign_in).await?;
        Ok("/account?done=sign-out".to_owned())
    })
    .await
}
