//! What an invite gives, within which bounds.
use leptos::prelude::*;

use crate::forms::InviteForm;

/// Changes an invite.
#[server(prefix = "/api", endpoint = "set-invite")]
pub async fn set_invite(
    #[server(default)] instance: String,
    #[server(default)] base: String,
    slug: String,
    id: String,
    #[server(flatten)] form: InviteForm,
) -> Result<(), ServerFnError> {
    use crate::sign_in::edit_invite::edit;
    use crate::sign_in::post::Post;
    use crate::storage::invites::InviteId;

    Post::handle(async |post: Post| edit(&post, &slug, &InviteId::from(id), &instance, &base, form).await).await
}
