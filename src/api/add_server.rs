//! A new meeting server.
use leptos::prelude::*;

use crate::forms::MeetingServerForm;

/// Adds a meeting server and leads to a test of it, which has begun.
#[server(prefix = "/api", endpoint = "add-server")]
pub async fn add_server(
    #[server(default)] instance: String,
    #[server(flatten)] form: MeetingServerForm,
) -> Result<(), ServerFnError> {
    use crate::forms::{FieldError, FieldErrors};
    use crate::services::server_test;
    use crate::services::servers::{self, NewServer};
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = "/servers/new";
        let kept = form.without_secrets();
        let caller = post.administrator_or_keep(page, &instance, &kept).await?;
        let (description, secret) = match form.parse_new() {
            Ok(parsed) => parsed,
            Err(errors) => return post.reject(page, &instance, &kept, form.ask_again(errors)).await,
        };
        if let Some(id) = servers::add(&post.services, &NewServer { description, secret }).await? {
            server_test::start(&post.services, caller, &id).await?;
            return Ok(format!("/servers/{}/test?done=added", id.as_str()));
        }
        let errors = form.ask_again(FieldErrors::one("name", FieldError::ServerNameTaken));
        post.reject(page, &instance, &kept, errors).await
    })
    .await
}
