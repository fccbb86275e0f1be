//! Leave the queue, for a guest who waits before the door.
use leptos::prelude::*;

/// Whoever sent this waits no more.
#[server(prefix = "/api", endpoint = "stop-waiting")]
pub async fn stop_waiting(#[server(default)] code: String) -> Result<(), ServerFnError> {
    use crate::domain::invite::InviteCode;
    use crate::services::guests;
    use crate::sign_in::guest;
    use crate::sign_in::post::{Failure, Post};

    Post::handle(async |post: Post| {
        let code = code.parse::<InviteCode>().map_err(|_| Failure::NoInvite)?;
        if !guests::stop_waiting(&post.services, &code, guest::known(&post.services).as_ref()).await? {
            return Err(Failure::NoInvite);
        }
        Ok(format!("/j/{}", code.shown()))
    })
    .await
}
