//! A guest who may come in again.
use leptos::prelude::*;

/// Lets somebody into a room again who was refused.
#[server(prefix = "/api", endpoint = "readmit-guest")]
pub async fn readmit_guest(slug: String, user_id: String, #[server(default)] back: String) -> Result<(), ServerFnError> {
    use crate::services::refusals;
    use crate::sign_in::back::Back;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        refusals::readmit(&post.services, caller, &slug, &user_id).await?;
        Ok(Back::new(&slug, "", &back).saying("readmitted", "1"))
    })
    .await
}
