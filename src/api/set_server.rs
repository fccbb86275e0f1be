//! What is said of a meeting server.
use leptos::prelude::*;

use crate::forms::MeetingServerForm;

/// Changes a meeting server. Another address needs its secret again. What may no longer reach the server leads to a test of
/// it, which has begun.
#[server(prefix = "/api", endpoint = "set-server")]
pub async fn set_server(
    server: String,
    #[server(default)] instance: String,
    #[server(default)] base: String,
    #[server(flatten)] form: MeetingServerForm,
) -> Result<(), ServerFnError> {
    use crate::forms::{FieldError, FieldErrors, Meanwhile, changed_meanwhile};
    use crate::services::server_test;
    use crate::services::servers::{self, ChangeError};
    use crate::sign_in::edit::Based;
    use crate::sign_in::new_secret::GONE;
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let page = format!("/servers/{server}");
        let kept = form.without_secrets();
        let typed = Based { form: &kept, base: &base };
        let caller = post.administrator_or_keep(&page, &instance, &typed).await?;
        loop {
            let Some(stored) = servers::find(&post.services, &server.as_str().into()).await? else { return Ok(GONE.to_owned()) };
            let (wanted, secret) = match form.parse() {
                Ok(parsed) => parsed,
                Err(errors) => return post.reject(&page, &instance, &typed, form.ask_again(errors)).await,
            };
            let now = MeetingServerForm::of(&stored.description);
            if let Some(Meanwhile { values, errors }) = changed_meanwhile(&base, &form, &now) {
                return post.reject(&page, &instance, &values, form.ask_again(errors)).await;
            }
            let (field, error) = match servers::change(&post.services, &stored, &wanted, secret.as_ref()).await {
                Ok(()) if wanted.is_reached_like(&stored.description) => return Ok(format!("{page}?done=saved")),
                Ok(()) => {
                    server_test::start(&post.services, caller, &stored.id).await?;
                    return Ok(format!("{page}/test?done=saved"));
                }
                // Between our look and our write somebody else wrote: look again.
                Err(ChangeError::Changed) => continue,
                Err(ChangeError::NameTaken) => ("name", FieldError::ServerNameTaken),
                Err(ChangeError::SecretNeeded) => ("secret", FieldError::SecretNeeded),
                Err(ChangeError::SecretConfirms) => ("secret", FieldError::SecretConfirms),
                Err(ChangeError::SecretAlone) => ("secret", FieldError::SecretAlone),
                Err(ChangeError::Internal(fault)) => return Err(fault.into()),
            };
            return post.reject(&page, &instance, &typed, form.ask_again(FieldErrors::one(field, error))).await;
        }
    })
    .await
}
