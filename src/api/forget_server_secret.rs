//! The secret of a meeting server that waits is not wanted any more.
use leptos::prelude::*;

/// Forgets the secret that waits; the one in use stays so.
#[server(prefix = "/api", endpoint = "forget-server-secret")]
pub async fn forget_server_secret(
    server: String,
    #[server(default)] instance: String,
    #[server(default)] version: String,
) -> Result<(), ServerFnError> {
    use crate::sign_in::new_secret::SecretCard;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        post.administrator()?;
        SecretCard::new(&post, &server, &version, &instance).forget().await
    })
    .await
}
