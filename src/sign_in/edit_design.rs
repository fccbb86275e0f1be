//! The form of a saved design: shown again while something in it is wrong, when something was read into it, or when it was
//! changed elsewhere.
use super::edit::Based;
use super::post::{Failure, Post};
use crate::domain::design::{Import, ImportError};
use crate::forms::{DESIGN_EDITOR, DesignDraft, FieldError, FieldErrors, IMPORT, Meanwhile, SavedDesignForm, changed_meanwhile};
use crate::services::Caller;
use crate::services::designs::{self, ChangeError, Imported, Listed};

/// What stands in the form of a design that is stored.
pub fn shown(listed: &Listed) -> SavedDesignForm {
    SavedDesignForm::of(listed.saved.name.as_str(), listed.shared, &listed.saved.design)
}

/// Saves a new design and leads to its page.
pub async fn create(post: &Post, instance: &str, mut form: SavedDesignForm) -> Result<String, Failure> {
    let page = "/designs/new";
    let read = read(&mut form);
    let worked = form.design.work();
    let caller = post.caller_or_keep(page, instance, &form).await?;
    if let Some(read) = read {
        return show_import(post, caller, page, instance, &form, (&form.pasted, read)).await;
    }
    if let Some(errors) = worked {
        return Ok(format!("{}#{DESIGN_EDITOR}", again(post, caller, page, instance, &form, &form.pasted, errors).await?));
    }
    let wanted = match form.parse() {
        Ok(wanted) => wanted,
        Err(errors) => return again(post, caller, page, instance, &form, &form.pasted, errors).await,
    };
    let id = designs::create(&post.services, caller, instance, &wanted).await?;
    Ok(format!("/designs/{id}?made=1"))
}

/// Stores what the form of a design says and leads back to its page, which says so.
pub async fn edit(post: &Post, id: &str, instance: &str, base: &str, mut form: SavedDesignForm) -> Result<String, Failure> {
    let page = format!("/designs/{id}");
    let read = read(&mut form);
    let worked = form.design.work();
    let form = form;
    let typed = Based { form: &form, base };
    let caller = post.caller_or_keep(&page, instance, &typed).await?;
    // Before anything is looked at: a design that is not theirs must look like none, whatever the form holds.
    let mut before = designs::own(&post.services, caller, id).await?;
    if let Some(read) = read {
        return show_import(post, caller, &page, instance, &typed, (&form.pasted, read)).await;
    }
    if let Some(errors) = worked {
        return Ok(format!("{}#{DESIGN_EDITOR}", again(post, caller, &page, instance, &typed, &form.pasted, errors).await?));
    }
    loop {
        let wanted = match form.parse() {
            Ok(wanted) => wanted,
            Err(errors) => return again(post, caller, &page, instance, &typed, &form.pasted, errors).await,
        };
        if let Some(Meanwhile { values, errors }) = changed_meanwhile(base, &form, &shown(&before)) {
            return again(post, caller, &page, instance, &values, &form.pasted, errors).await;
        }
        match designs::change(&post.services, caller, &before, &wanted).await {
            Ok(()) => return Ok(format!("{page}?saved=1")),
            // Between our look and our write it was changed elsewhere: look again.
            Err(ChangeError::Changed) => before = designs::own(&post.services, caller, id).await?,
            Err(ChangeError::TooLong(too_long)) => {
                let errors = FieldErrors::one("form", FieldError::TooLong(too_long));
                return again(post, caller, &page, instance, &typed, &form.pasted, errors).await;
            }
            Err(ChangeError::Internal(fault)) => return Err(fault.into()),
        }
    }
}

/// Reads what was pasted into the other fields, if that is what the pressed button is for.
fn read(form: &mut SavedDesignForm) -> Option<Result<Import, ImportError>> {
    if form.design.intent != IMPORT {
        return None;
    }
    let read = Import::read(&form.pasted);
    if let Ok(import) = &read {
        form.design = DesignDraft { brand_color: form.design.brand_color.clone(), ..DesignDraft::from(&import.design) };
    }
    Some(read)
}

/// Shows the form again. What was pasted and not read comes back into its field by way of the shelf.
async fn again(
    post: &Post,
    caller: &Caller,
    page: &str,
    instance: &str,
    form: &impl serde::Serialize,
    pasted: &str,
    errors: FieldErrors,
) -> Result<String, Failure> {
    let next = post.reject(page, instance, form, errors).await?;
    Ok(format!("{next}{}", designs::set_aside(&post.services, caller, pasted)))
}

/// Shows the form again, with what was read in its fields and nothing stored; or, where nothing was read, why.
async fn show_import(
    post: &Post,
    caller: &Caller,
    page: &str,
    instance: &str,
    form: &impl serde::Serialize,
    (pasted, read): (&str, Result<Import, ImportError>),
) -> Result<String, Failure> {
    let imported = match read {
        Ok(import) => Imported::Read(import),
        Err(error) => {
            let errors = FieldErrors::one("pasted", error);
            return Ok(format!("{}#import", again(post, caller, page, instance, form, pasted, errors).await?));
        }
    };
    let ticket = post.services.imports.put(&caller.account_id, imported);
    Ok(format!("{}&imported={ticket}#{DESIGN_EDITOR}", post.reject(page, instance, form, FieldErrors::default()).await?))
}
