//! Join, for whoever has an invite.
use leptos::prelude::*;

/// Lets a guest in: on to the join link, to the wait page, or back to the invite's page with what was typed.
#[server(prefix = "/api", endpoint = "join-by-invite")]
pub async fn join_by_invite(
    #[server(default)] instance: String,
    #[server(default)] code: String,
    #[server(default)] name: String,
    #[server(default)] passcode: String,
) -> Result<(), ServerFnError> {
    use secrecy::ExposeSecret;

    use crate::domain::invite::InviteCode;
    use crate::forms::{FieldError, FieldErrors};
    use crate::services::guests::{Entered, JoinError, JoinRequest, join};
    use crate::services::join_links::of_server;
    use crate::sign_in::guest;
    use crate::sign_in::post::{Failure, Post};

    Post::handle(async |post: Post| {
        // As it stands in links, whatever was posted: it ends up in an address.
        let Ok(shown) = code.parse::<InviteCode>().map(|code| code.shown()) else { return Err(Failure::NoInvite) };
        let cookie = guest::known_or_new(&post.services);
        let request = JoinRequest {
            code: &shown,
            name: &name,
            passcode: &passcode,
            cookie: &cookie,
            browser: &post.browser,
            address: post.address,
        };
        let page = format!("/j/{shown}");
        let (field, error) = match join(&post.services, &request).await {
            Ok(Entered::Link(link)) => return Ok(link.expose_secret().to_owned()),
            Ok(Entered::Waits) => return Ok(format!("/wait/{shown}")),
            Err(JoinError::NoSuchInvite) => return Err(Failure::NoInvite),
            // The page says how it stands.
            Err(JoinError::Barred(_) | JoinError::Changed) => return Ok(page),
            Err(JoinError::Internal(fault)) => return Err(fault.into()),
            Err(JoinError::Name(error)) => ("name", error.into()),
            Err(JoinError::PasscodeNeeded) => ("passcode", FieldError::Required),
            Err(JoinError::WrongPasscode) => ("passcode", FieldError::WrongPasscode),
            Err(JoinError::SlowDown { seconds }) => ("passcode", FieldError::SlowDown { seconds }),
            Err(JoinError::Crowded { seconds }) => return Err(Failure::Crowded { seconds }),
            Err(JoinError::Meeting(error)) => ("form", of_server(error)?),
        };
        let typed = serde_json::json!({ "name": name });
        post.reject(&page, &instance, &typed, FieldErrors::one(field, error)).await
    })
    .await
}
