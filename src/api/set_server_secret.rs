//! Another secret for a meeting server.
use leptos::prelude::*;

use crate::forms::SecretForm;

/// Lets a secret wait beside the one in use, and tests the server with it.
#[server(prefix = "/api", endpoint = "set-server-secret")]
pub async fn set_server_secret(
    server: String,
    #[server(default)] instance: String,
    #[server(default)] version: String,
    #[server(flatten)] form: SecretForm,
) -> Result<(), ServerFnError> {
    use crate::sign_in::new_secret::SecretCard;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = format!("/servers/{server}");
        // Of this form nothing is kept, not even while its sender signs in again.
        post.administrator_or_keep(&page, &instance, &()).await?;
        match form.parse() {
            Ok(secret) => SecretCard::new(&post, &server, &version, &instance).propose(&secret).await,
            Err(errors) => post.reject(&page, &instance, &(), errors).await,
        }
    })
    .await
}
