//! Another try for the secret of a meeting server that waits.
use leptos::prelude::*;

/// Tests a meeting server with the secret that waits.
#[server(prefix = "/api", endpoint = "try-server-secret")]
pub async fn try_server_secret(
    server: String,
    #[server(default)] instance: String,
    #[server(default)] version: String,
) -> Result<(), ServerFnError> {
    use crate::sign_in::new_secret::SecretCard;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        post.administrator()?;
        SecretCard::new(&post, &server, &version, &instance).try_proposed().await
    })
    .await
}
