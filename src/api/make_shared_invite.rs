//! One of the two links of a room's share box.
use leptos::prelude::*;

use crate::forms::SharedInviteForm;

/// Makes the invite for moderators, or the one for participants if it was revoked.
#[server(prefix = "/api", endpoint = "make-shared-invite")]
pub async fn make_shared_invite(
    #[server(default)] instance: String,
    slug: String,
    #[server(flatten)] form: SharedInviteForm,
) -> Result<(), ServerFnError> {
    use crate::services::share;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = format!("/rooms/{slug}");
        let kept = form.without_secrets();
        let caller = post.caller_or_keep(&page, &instance, &kept).await?;
        match form.parse() {
            Ok(wanted) => {
                share::make(&post.services, caller, &slug, wanted).await?;
                Ok(format!("{page}?share=made#share"))
            }
            Err(errors) => Ok(format!("{}#share", post.reject(&page, &instance, &kept, errors).await?)),
        }
    })
    .await
}
