//! Where a room's sessions run.
use leptos::prelude::*;

use crate::forms::ServerForm;

/// Moves the room to another meeting server; `then` may be [`crate::forms::END_SESSION`], for what runs of it.
#[server(prefix = "/api", endpoint = "set-room-server")]
pub async fn set_room_server(
    #[server(default)] instance: String,
    #[server(default)] then: String,
    slug: String,
    #[server(flatten)] form: ServerForm,
) -> Result<(), ServerFnError> {
    use crate::forms::{END_SESSION, FieldError, FieldErrors};
    use crate::services::join_links::MakeError;
    use crate::services::room_move::{self, Move, MoveError};
    use crate::services::rooms::InviteTooLong;
    use crate::sign_in::post::Post;
    use crate::text::names;
    use crate::text::reader::text;

    Post::handle(async |post: Post| {
        let page = format!("/rooms/{slug}/settings");
        let caller = post.caller_or_keep(&page, &instance, &form).await?;
        let wanted = Move { from: &form.from, to: &form.server, end_session: then == END_SESSION };
        let (field, error) = match room_move::move_to(&post.services, caller, &slug, wanted).await {
            Ok(()) => return Ok(format!("{page}?moved=1#server")),
            Err(MoveError::NoSuchServer) => ("server", FieldError::NoSuchChoice),
            Err(MoveError::Moved(now)) => {
                ("server", FieldError::Conflict { theirs: names::server(text(), now.as_ref().map(|now| now.name.as_str())) })
            }
            Err(MoveError::Live) => ("server", FieldError::RoomBusy),
            Err(MoveError::TooLong(too_long)) => ("server", FieldError::TooLong(too_long)),
            Err(MoveError::InviteTooLong(InviteTooLong { name, share, too_long })) => {
                let who = names::invited(text(), name.as_deref(), share);
                ("server", FieldError::InviteTooLong { who, too_long })
            }
            Err(MoveError::Meeting(error)) => MakeError::from(error).at_field()?,
            Err(MoveError::Room(error)) => return Err(error.into()),
        };
        // The form stands at the foot of a long page.
        Ok(format!("{}#server", post.reject(&page, &instance, &form, FieldErrors::one(field, error)).await?))
    })
    .await
}
