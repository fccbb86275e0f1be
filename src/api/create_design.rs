//! A design of one's own, under a name.
use leptos::prelude::*;

use crate::forms::SavedDesignForm;

/// Saves a design and leads to its page; or does what another button of the form says, which saves nothing.
#[server(prefix = "/api", endpoint = "create-design")]
pub async fn create_design(
    #[server(default)] instance: String,
    #[server(flatten)] form: SavedDesignForm,
) -> Result<(), ServerFnError> {
    use crate::sign_in::edit_design::create;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| create(&post, &instance, form).await).await
}
