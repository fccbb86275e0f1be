//! The text of somebody's invitations.
use leptos::prelude::*;

use crate::forms::InvitationForm;

/// Sent as `then`, it goes back to the usual text.
pub const USUAL: &str = "usual";

/// Sets the template of the caller's invitations, or with `then` = [`USUAL`] goes back to the usual one.
#[server(prefix = "/api", endpoint = "set-invitation")]
pub async fn set_invitation(
    #[server(default)] instance: String,
    #[server(default)] then: String,
    #[server(flatten)] form: InvitationForm,
) -> Result<(), ServerFnError> {
    use crate::services::invitation;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = "/account/invitation";
        let caller = post.caller_or_keep(page, &instance, &form).await?;
        if then == USUAL {
            invitation::set(&post.services, caller, None).await?;
            return Ok(format!("{page}?done=usual"));
        }
        match form.parse() {
            Ok(template) => {
                invitation::set(&post.services, caller, Some(&template)).await?;
                Ok(format!("{page}?done=saved"))
            }
            Err(errors) => post.reject(page, &instance, &form, errors).await,
        }
    })
    .await
}
