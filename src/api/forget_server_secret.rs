//! The secret of a meeting server that waits is not wanted any more.
use leptos::prelude::*;

/// Forgets the secret that waits; the one in use stays so.
#[server(prefix = "/api", endpoint = "forget-server-secret")]
pub async fn forget_server_secret(server: String) -> Result<(), ServerFnError> {
    use crate::services::servers;
    use crate::sign_in::post::{Failure, Post};

    Post::handle(async |post: Post| {
        post.administrator()?;
        if !servers::forget(&post.services, &server.as_str().into()).await? {
            return Err(Failure::NotFound);
        }
        Ok(format!("/servers/{server}?done=forgotten#secret"))
    })
    .await
}
