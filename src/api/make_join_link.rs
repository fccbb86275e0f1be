//! A join link for somebody.
use leptos::prelude::*;

use crate::forms::JoinLinkForm;

/// Makes the link; the join-link page shows it once, with the form kept.
#[server(prefix = "/api", endpoint = "make-join-link")]
pub async fn make_join_link(#[server(flatten)] form: JoinLinkForm) -> Result<(), ServerFnError> {
    use crate::forms::FieldErrors;
    use crate::services::join_links::{self, Shown};
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let mut form = form.completed();
        let worked = form.custom.work();
        let page = format!("/rooms/{}/join-link", form.slug);
        let caller = post.caller_or_keep(&page, &form.instance, &form).await?;
        // Checked first: a room that is not theirs must look like none, whatever the form holds.
        crate::services::rooms::for_caller(&post.services, caller, &form.slug).await?;
        if let Some(errors) = worked {
            return post.show_design(&page, &form.instance, &form, errors).await;
        }
        let wanted = match form.parse() {
            Ok(wanted) => wanted,
            Err(errors) => return post.reject(&page, &form.instance, &form, errors).await,
        };
        match Box::pin(join_links::make_once(&post.services, caller, &form.slug, &form.instance, &wanted)).await {
            Ok(made) => {
                let ticket = post.services.made_links.put(&caller.account_id, Shown { made, form });
                Ok(format!("{page}?made={ticket}#made"))
            }
            Err(error) => {
                let (field, error) = error.at_field()?;
                post.reject(&page, &form.instance, &form, FieldErrors::one(field, error)).await
            }
        }
    })
    .await
}
