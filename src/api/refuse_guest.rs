//! A guest who stays out.
use leptos::prelude::*;

/// Keeps a guest out of a room for ever, and puts them out of the session that runs.
#[server(prefix = "/api", endpoint = "refuse-guest")]
pub async fn refuse_guest(slug: String, user_id: String, #[server(default)] back: String) -> Result<(), ServerFnError> {
    use crate::services::refusals;
    use crate::sign_in::back::Back;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        let put_out = refusals::refuse(&post.services, caller, &slug, &user_id).await?;
        Ok(Back::new(&slug, "", &back).saying("refused", put_out.key()))
    })
    .await
}
