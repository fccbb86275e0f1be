//! A form that changes a room: shown again while something in it is wrong, or when somebody else was faster.
use serde::Serialize;

use super::post::{Failure, Post};
use crate::forms::{DesignForm, END_SESSION, FieldError, FieldErrors, Meanwhile, RoomLocksForm, SettingsForm, changed_meanwhile};
use crate::services::join_links::MakeError;
use crate::services::rooms::{self, Change, EditError, InviteTooLong, Room};
use crate::services::sessions::{self, EndError};

/// A form that shows a part of a room, and changes it.
pub trait RoomForm: Serialize {
    /// The page that shows it: the last part of its address.
    const TAB: &'static str;

    /// As the page shows what is stored.
    fn shown(room: &Room) -> Self;

    /// Does what a button among the fields asks for, which stores nothing: `None` if none was pressed.
    fn work(&mut self) -> Option<FieldErrors> {
        None
    }

    /// What is to be stored, or what is wrong with each field.
    fn change(&self) -> Result<Change, FieldErrors>;
}

impl RoomForm for RoomLocksForm {
    const TAB: &'static str = "locks";

    fn shown(room: &Room) -> Self {
        room.locks.into()
    }

    fn change(&self) -> Result<Change, FieldErrors> {
        self.parse().map(Change::Locks)
    }
}

impl RoomForm for DesignForm {
    const TAB: &'static str = "design";

    fn shown(room: &Room) -> Self {
        Self::of(&room.own_design, room.saved_design.as_ref())
    }

    fn work(&mut self) -> Option<FieldErrors> {
        self.design.work()
    }

    fn change(&self) -> Result<Change, FieldErrors> {
        self.parse().map(Change::Design)
    }
}

impl RoomForm for SettingsForm {
    const TAB: &'static str = "settings";

    fn shown(room: &Room) -> Self {
        Self::of(&room.title, &room.settings)
    }

    fn change(&self) -> Result<Change, FieldErrors> {
        self.parse().map(|(title, settings)| Change::Settings(title, Box::new(settings)))
    }
}

/// A form to be shown again, with what its page showed at first.
#[derive(Serialize)]
pub struct Based<'a, F> {
    /// What was typed.
    #[serde(flatten)]
    pub form: &'a F,
    /// What the page showed.
    pub base: &'a str,
}

/// Stores what a form says and leads back to its page, which says so. `base` is what the page showed, as
/// [`changed_meanwhile`] takes it; `then` may be [`END_SESSION`].
pub async fn edit_room<F: RoomForm>(
    post: &Post,
    slug: &str,
    instance: &str,
    base: &str,
    then: &str,
    mut form: F,
) -> Result<String, Failure> {
    let page = format!("/rooms/{slug}/{}", F::TAB);
    let worked = form.work();
    let form = &form;
    let typed = Based { form, base };
    let caller = post.caller_or_keep(&page, instance, &typed).await?;
    loop {
        // Before anything is looked at: a room that is not theirs must look like none, whatever the form holds.
        let room = rooms::for_caller(&post.services, caller, slug).await?;
        if let Some(errors) = worked {
            return post.show_design(&page, instance, &typed, errors).await;
        }
        let change = match form.change() {
            Ok(change) => change,
            Err(errors) => return post.reject(&page, instance, &typed, errors).await,
        };
        if let Some(Meanwhile { values, errors }) = changed_meanwhile(base, form, &F::shown(&room)) {
            return post.reject(&page, instance, &values, errors).await;
        }
        match rooms::change(&post.services, caller, &room, &change).await {
            Ok(()) if then == END_SESSION => return end_session(post, slug, instance).await,
            Ok(()) => return Ok(format!("{page}?saved=1")),
            // Between our look and our write somebody else wrote, or removed the server and left its rooms to another: look
            // again.
            Err(EditError::Changed | EditError::NoSuchServer) => {}
            Err(EditError::NoSuchDesign) => {
                let errors = FieldErrors::one("saved_design", FieldError::NoSuchDesign);
                return post.reject(&page, instance, &typed, errors).await;
            }
            // Only a room that moves asks what its invites say.
            Err(EditError::TooLong(too_long) | EditError::InviteTooLong(InviteTooLong { too_long, .. })) => {
                let errors = FieldErrors::one("form", FieldError::TooLong(too_long));
                return post.reject(&page, instance, &typed, errors).await;
            }
            Err(EditError::Internal(fault)) => return Err(fault.into()),
        }
    }
}

/// Puts everybody out and leads to the room, which shows how far that is.
pub async fn end_session(post: &Post, slug: &str, instance: &str) -> Result<String, Failure> {
    let caller = post.caller()?;
    let page = format!("/rooms/{slug}");
    match sessions::end(&post.services, caller, slug).await {
        Ok(Some(sid)) => Ok(format!("{page}?ended={sid}")),
        Ok(None) => Ok(page),
        Err(EndError::Room(error)) => Err(error.into()),
        Err(EndError::Meeting(error)) => {
            let (_, error) = MakeError::from(error).at_field()?;
            post.reject(&page, instance, &(), FieldErrors::one("form", error)).await
        }
    }
}
