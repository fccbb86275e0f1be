//! Invites that end later: one or many at once.
use leptos::prelude::*;

/// Moves the end of these invites; `renewal` is a key of [`crate::domain::invite_list::Renewal`].
#[server(prefix = "/api", endpoint = "renew-invites")]
pub async fn renew_invites(
    slug: String,
    #[server(default)] ids: Vec<String>,
    #[server(default)] renewal: String,
    #[server(default)] back: String,
) -> Result<(), ServerFnError> {
    use crate::domain::invite_list::Renewal;
    use crate::services::{invites, rooms};
    use crate::sign_in::back::Back;
    use crate::sign_in::post::Post;
    use crate::storage::invites::InviteId;

    Post::handle(async |post: Post| {
        let caller = post.caller()?;
        let room = rooms::for_caller(&post.services, caller, &slug).await?;
        let back = Back::new(&slug, "/invites", &back);
        if ids.is_empty() {
            return Ok(back.saying("nothing", "1"));
        }
        // No page offers another; for a program the usual one.
        let renewal = renewal.parse().unwrap_or(Renewal::ALL[0]);
        let ids = ids.into_iter().map(InviteId::from).collect::<Vec<_>>();
        let renewed = invites::renew(&post.services, &room, &ids, renewal).await?;
        Ok(back.saying("renewed", &format!("{}.{}", renewed.renewed, renewed.left)))
    })
    .await
}
