//! What is locked for whom.
use leptos::prelude::*;

use crate::forms::PeopleLocksForm;

/// Changes what is locked for people of a room; with `bulk` for the invites `ids` too, as the form says.
#[server(prefix = "/api", endpoint = "set-people-locks")]
pub async fn set_people_locks(
    slug: String,
    #[server(default)] instance: String,
    #[server(default)] back: String,
    #[server(default)] ids: Vec<String>,
    #[server(default)] bulk: String,
    #[server(flatten)] form: PeopleLocksForm,
) -> Result<(), ServerFnError> {
    use crate::sign_in::edit_people::edit;
    use crate::sign_in::post::Post;

    let ticked = (!bulk.is_empty()).then_some(ids);
    Post::handle(async |post: Post| edit(&post, &slug, &instance, &back, form, ticked).await).await
}
