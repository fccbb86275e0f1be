//! Another try for the secret of a meeting server that waits.
use leptos::prelude::*;

/// Tests a meeting server with the secret that waits.
#[server(prefix = "/api", endpoint = "try-server-secret")]
pub async fn try_server_secret(server: String, #[server(default)] instance: String) -> Result<(), ServerFnError> {
    use crate::sign_in::new_secret::try_proposed;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        post.administrator()?;
        try_proposed(&post, &server.as_str().into(), &instance).await
    })
    .await
}
