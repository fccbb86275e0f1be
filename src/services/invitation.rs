//! The template of somebody's invitations.
use super::{Caller, Services};
use crate::domain::invitation::InvitationTemplate;
use crate::internal::Internal;
use crate::storage::accounts;

/// The caller's own; `None`: the usual one, in the language that he reads.
pub async fn own(services: &Services, caller: &Caller) -> Result<Option<InvitationTemplate>, Internal> {
    let text = accounts::invitation(services.storage.reads(), &caller.account_id).await?;
    Ok(text.map(|text| text.parse()).transpose()?)
}

/// Sets the caller's own, or with nothing goes back to the usual one.
pub async fn set(services: &Services, caller: &Caller, template: Option<&InvitationTemplate>) -> Result<(), Internal> {
    let mut tx = services.storage.begin().await?;
    accounts::set_invitation(&mut tx, &caller.account_id, template.map(InvitationTemplate::as_str)).await?;
    Ok(tx.commit().await?)
}
