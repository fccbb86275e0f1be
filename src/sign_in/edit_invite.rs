//! The form of an invite: shown again while something in it is wrong, or when somebody else was faster.
use jiff::tz::TimeZone;

use super::edit::Based;
use super::post::{Failure, Post};
use crate::domain::locks::{Lock, LockKind};
use crate::forms::{DesignChoice, DesignDraft, FieldError, FieldErrors, InviteForm, Meanwhile, Moments, changed_meanwhile};
use crate::services::Services;
use crate::services::invites::{self, Invite, WriteError};
use crate::services::rooms;
use crate::storage::invites::InviteId;
use crate::text::moments::{self, Side};
use crate::text::reader::Reader;

/// What stands in the form of an invite that is stored, in this zone. The passcode is not in it: it is put into its field
/// when the page is made.
pub fn shown(services: &Services, invite: &Invite, zone: &TimeZone) -> InviteForm {
    let terms = &invite.terms;
    let written = |moment| moments::written(zone, moment);
    let design = match &terms.design {
        DesignChoice::Custom(design) => DesignDraft::from(design),
        DesignChoice::Room | DesignChoice::None | DesignChoice::Saved(_) => DesignDraft::default(),
    };
    InviteForm {
        kind: if terms.person.is_some() { "personal" } else { "open" }.to_owned(),
        name: terms.person.as_ref().map(|person| person.name.to_string()).unwrap_or_default(),
        user_id: terms.person.as_ref().map(|person| person.user_id.to_string()).unwrap_or_default(),
        role: terms.role.key().to_owned(),
        locks: LockKind::ALL.into_iter().map(|kind| (kind, Lock::key(terms.locks.get(kind)).to_owned())).collect(),
        design: terms.design.key().to_owned(),
        custom: design,
        saved_design: terms.design.saved().map(|saved| saved.id.to_string()).unwrap_or_default(),
        picture: terms.picture.as_ref().map(ToString::to_string).unwrap_or_default(),
        language: terms.language.map(|language| language.code().to_owned()).unwrap_or_default(),
        record_webcam: (!terms.not_recorded).then(|| "true".to_owned()),
        passcode: String::new(),
        passcode_mark: mark(services, invite),
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        not_before: terms.not_before.map(written).unwrap_or_default(),
        ends: if terms.expires.is_some() { "at" } else { "never" }.to_owned(),
        expires: terms.expires.map(written).unwrap_or_default(),
        max_uses: terms.max_uses.map(|most| most.get().to_string()).unwrap_or_default(),
        note: terms.note.clone(),
    }
}

/// Makes an invite and leads to its page.
pub async fn create(post: &Post, slug: &str, instance: &str, mut form: InviteForm) -> Result<String, Failure> {
    let page = format!("/rooms/{slug}/invites/new");
    form.passcode_mark = invites::passcode_mark(&post.services, form.passcode.trim());
    let worked = form.custom.work();
    let caller = post.caller_or_keep(&page, instance, &form).await?;
    // Before anything is looked at: a room that is not theirs must look like none, whatever the form holds.
    rooms::for_caller(&post.services, caller, slug).await?;
    if let Some(errors) = worked {
        return post.show_design(&page, instance, &form, form.ask_again(errors, "")).await;
    }
    let now = post.services.clock.now();
    let zone = moments::zone(&form.zone).unwrap_or_else(|| Reader::current().zone.zone());
    let read = |field: &str, side| moments::read(&zone, field, side, now);
    let moments = Moments { not_before: read(&form.not_before, Side::Begin), expires: read(&form.expires, Side::End) };
    let wanted = match form.parse(moments) {
        Ok(wanted) => wanted,
        Err(errors) => return post.reject(&page, instance, &form, form.ask_again(errors, "")).await,
    };
    match invites::create(&post.services, caller, slug, instance, &wanted).await {
        Ok(id) => Ok(format!("/rooms/{slug}/invites/{}?made=1", id.as_str())),
        Err(error) => {
            let (field, error) = at_field(error)?;
            post.reject(&page, instance, &form, form.ask_again(FieldErrors::one(field, error), "")).await
        }
    }
}

/// Stores what the form of an invite says and leads back to its page, which says so.
pub async fn edit(
    post: &Post,
    slug: &str,
    id: &InviteId,
    instance: &str,
    base: &str,
    mut form: InviteForm,
) -> Result<String, Failure> {
    let page = format!("/rooms/{slug}/invites/{}", id.as_str());
    form.passcode_mark = invites::passcode_mark(&post.services, form.passcode.trim());
    let worked = form.custom.work();
    let form = form;
    let typed = Based { form: &form, base };
    let caller = post.caller_or_keep(&page, instance, &typed).await?;
    let zone = moments::zone(&form.zone).unwrap_or_else(|| Reader::current().zone.zone());
    loop {
        let room = rooms::for_caller(&post.services, caller, slug).await?;
        let invite = invites::get(&post.services, &room, id).await?;
        let stored = shown(&post.services, &invite, &zone);
        if let Some(errors) = worked {
            return post.show_design(&page, instance, &typed, form.ask_again(errors, &stored.passcode_mark)).await;
        }
        let now = post.services.clock.now();
        let wanted = match form.parse(moments_of(&form, &stored, &invite, &zone, now)) {
            Ok(wanted) => wanted,
            Err(errors) => {
                return post.reject(&page, instance, &typed, form.ask_again(errors, &stored.passcode_mark)).await;
            }
        };
        if let Some(Meanwhile { values, errors }) = changed_meanwhile(base, &form, &stored) {
            let errors = form.ask_again(about_passcode(errors), &stored.passcode_mark);
            return post.reject(&page, instance, &values, errors).await;
        }
        let error = match invites::change(&post.services, caller, &room, &invite, &wanted).await {
            Ok(()) => return Ok(format!("{page}?saved=1")),
            // Between our look and our write somebody else wrote: look again.
            Err(WriteError::Changed) => continue,
            Err(error) => error,
        };
        let (field, error) = at_field(error)?;
        let errors = form.ask_again(FieldErrors::one(field, error), &stored.passcode_mark);
        return post.reject(&page, instance, &typed, errors).await;
    }
}

/// The moments of the form. One that nobody touched is the stored one: to the second, and also if it is over.
fn moments_of(
    form: &InviteForm,
    stored: &InviteForm,
    invite: &Invite,
    zone: &TimeZone,
    now: crate::clock::UnixMillis,
) -> Moments {
    let terms = &invite.terms;
    let read = |typed: &str, before: &str, kept: Option<crate::clock::UnixMillis>, side| match kept {
        Some(kept) if typed.trim() == before => Ok(Some(kept.0)),
        _ => moments::read(zone, typed, side, now),
    };
    Moments {
        not_before: read(&form.not_before, &stored.not_before, terms.not_before, Side::Begin),
        expires: read(&form.expires, &stored.expires, terms.expires, Side::End),
    }
}

/// What somebody else did to the passcode is said at its field, without saying it.
fn about_passcode(errors: FieldErrors) -> FieldErrors {
    let mut told = FieldErrors::default();
    for (field, error) in errors.iter() {
        match field {
            "passcode_mark" => told.add("passcode", FieldError::PasscodeChanged),
            field => told.add(field.to_owned(), error.clone()),
        }
    }
    told
}

fn mark(services: &Services, invite: &Invite) -> String {
    invites::passcode_mark(services, invite.terms.passcode.as_ref().map_or("", |passcode| passcode.as_str()))
}

/// The field that an error is said at; or what ends in a page of its own.
fn at_field(error: WriteError) -> Result<(&'static str, FieldError), Failure> {
    Ok(match error {
        WriteError::Archived => ("form", FieldError::RoomArchived),
        WriteError::UserIdTaken => ("user_id", FieldError::UserIdTaken),
        WriteError::UserIdUsed => ("user_id", FieldError::UserIdUsed),
        WriteError::KindStays => ("kind", FieldError::Settled),
        WriteError::RoleStays => ("role", FieldError::Settled),
        WriteError::Revoked => ("form", FieldError::Revoked),
        WriteError::NoSuchDesign => ("saved_design", FieldError::NoSuchDesign),
        WriteError::TooLong(too_long) => ("design", FieldError::TooLong(too_long)),
        WriteError::Changed => ("form", FieldError::ChangedMeanwhile),
        WriteError::Room(error) => return Err(error.into()),
    })
}
