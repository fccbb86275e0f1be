//! Sign-out.
use leptos::prelude::*;

/// Ends this browser's sign-in.
#[server(prefix = "", endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), ServerFnError> {
    use crate::sign_in;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        sign_in::sign_out(&post.session).await?;
        Ok("/sign-in".to_owned())
    })
    .await
}
