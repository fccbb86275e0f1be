//! Signing out everywhere else.
use leptos::prelude::*;

/// Ends every sign-in of the caller but this one.
#[server(prefix = "/api", endpoint = "end-other-sign-ins")]
pub async fn end_other_sign_ins() -> Result<(), ServerFnError> {
    use crate::services::sign_ins;
    use crate::sign_in;
    use crate::sign_in::post::{Failure, Post};

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        let this = sign_in::current(&post.session).await?.ok_or(Failure::NotFound)?;
        sign_ins::end_others(&post.services, caller, &this.id).await?;
        Ok("/account?done=sign-out".to_owned())
    })
    .await
}
