//! "Test connection".
use leptos::prelude::*;

/// Starts a test of a meeting server and leads to the page that shows how far it is.
#[server(prefix = "/api", endpoint = "test-server")]
pub async fn test_server(server: String) -> Result<(), ServerFnError> {
    use crate::services::server_test;
    use crate::sign_in::new_secret::GONE;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let caller = post.administrator()?;
        if server_test::start(&post.services, caller, &server.as_str().into()).await? {
            Ok(format!("/servers/{server}/test"))
        } else {
            Ok(GONE.to_owned())
        }
    })
    .await
}
