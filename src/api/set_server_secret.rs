//! Another secret for a meeting server.
use leptos::prelude::*;

use crate::forms::SecretForm;

/// Lets a secret wait beside the one in use, and tests the server with it.
#[server(prefix = "/api", endpoint = "set-server-secret")]
pub async fn set_server_secret(
    server: String,
    #[server(default)] instance: String,
    #[server(flatten)] form: SecretForm,
) -> Result<(), ServerFnError> {
    use crate::services::servers;
    use crate::sign_in::new_secret::try_proposed;
    use crate::sign_in::post::{Failure, Post};

    Post::handle(async |post: Post| {
        let page = format!("/servers/{server}");
        // Of this form nothing is kept, not even while its sender signs in again.
        post.administrator_or_keep(&page, &instance, &()).await?;
        let id = server.as_str().into();
        let secret = match form.parse() {
            Ok(secret) => secret,
            Err(errors) => return post.reject(&page, &instance, &(), errors).await,
        };
        if !servers::propose(&post.services, &id, &secret).await? {
            return Err(Failure::NotFound);
        }
        try_proposed(&post, &id, &instance).await
    })
    .await
}
