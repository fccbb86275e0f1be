//! A new invite.
use leptos::prelude::*;

use crate::forms::InviteForm;

/// Makes an invite and leads to its page, which shows the link.
#[server(prefix = "/api", endpoint = "create-invite")]
pub async fn create_invite(
    #[server(default)] instance: String,
    slug: String,
    #[server(flatten)] form: InviteForm,
) -> Result<(), ServerFnError> {
    use crate::sign_in::edit_invite::create;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| create(&post, &slug, &instance, form).await).await
}
