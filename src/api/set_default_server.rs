//! Where new rooms begin.
use leptos::prelude::*;

/// Lets new rooms begin on a meeting server, or on the sandbox again.
#[server(prefix = "/api", endpoint = "set-default-server")]
pub async fn set_default_server(server: String) -> Result<(), ServerFnError> {
    use crate::services::servers;
    use crate::sign_in::post::{Failure, Post};

    Post::handle(async |post: Post| {
        post.administrator()?;
        let choice = servers::named(&post.services, &server).await?.ok_or(Failure::NotFound)?;
        if !servers::make_default(&post.services, choice.id.as_ref()).await? {
            return Err(Failure::NotFound);
        }
        Ok("/servers?done=default".to_owned())
    })
    .await
}
