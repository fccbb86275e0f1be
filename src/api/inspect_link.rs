//! Somebody's link does not open: why?
use leptos::prelude::*;

/// Looks at a pasted link; the page shows once what was found. What was pasted goes nowhere else: not even back.
#[server(prefix = "/api", endpoint = "inspect-link")]
pub async fn inspect_link(#[server(default)] instance: String, #[server(default)] link: String) -> Result<(), ServerFnError> {
    use crate::domain::line::LineError;
    use crate::domain::pasted::Pasted;
    use crate::forms::{FieldError, FieldErrors};
    use crate::services::inspect::{self, Asker};
    use crate::sign_in::post::Post;

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        let error = match link.len() {
            _ if link.trim().is_empty() => FieldError::Required,
            length if length > Pasted::LIMIT => FieldError::Line(LineError::TooLong { length, limit: Pasted::LIMIT }),
            _ => {
                let found = Box::pin(inspect::inspect(&post.services, Asker::Caller(caller), &link)).await?;
                let ticket = post.services.inspections.put(&caller.account_id, found);
                return Ok(format!("/inspect?seen={ticket}"));
            }
        };
        post.reject("/inspect", &instance, &(), FieldErrors::one("link", error)).await
    })
    .await
}
