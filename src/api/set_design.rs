//! A saved design is changed, and with it whatever uses it.
use leptos::prelude::*;

use crate::forms::SavedDesignForm;

/// Changes the caller's design; or does what another button of the form says, which changes nothing.
#[server(prefix = "/api", endpoint = "set-design")]
pub async fn set_design(
    #[server(default)] instance: String,
    #[server(default)] base: String,
    id: String,
    #[server(flatten)] form: SavedDesignForm,
) -> Result<(), ServerFnError> {
    use crate::sign_in::edit_design::edit;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| edit(&post, &id, &instance, &base, form).await).await
}
