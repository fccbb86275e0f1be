//! Who has an account: for whoever runs the portal.
use super::Services;
use super::accounts::{HashError, hash};
use crate::domain::account::{AccountRole, EmailAddress, NewPassword};
use crate::internal::Internal;
use crate::storage::{accounts, sign_ins};

pub use crate::storage::accounts::Person;

/// Why an account was not changed.
#[derive(Debug)]
pub enum ChangeError {
    /// Nobody has this e-mail address.
    Unknown,
    /// Without this administrator nobody could run the portal.
    LastAdministrator,
    /// The new password was not taken.
    Password(HashError),
    /// Everything else.
    Internal(Internal),
}

/// Every account, by e-mail address.
pub async fn list(services: &Services) -> Result<Vec<Person>, Internal> {
    Ok(accounts::all(&services.storage).await?)
}

/// Gives an account a new password and ends every sign-in of it.
pub async fn reset(services: &Services, email: &EmailAddress, password: &NewPassword) -> Result<(), ChangeError> {
    let password_hash = hash(services, password).await.map_err(ChangeError::Password)?;
    let mut tx = services.storage.begin().await?;
    let account = accounts::reset_password(&mut tx, email, &password_hash).await?.ok_or(ChangeError::Unknown)?;
    sign_ins::end_all_but(&mut tx, &account, None).await?;
    Ok(tx.commit().await?)
}

/// Shuts an account and ends every sign-in of it, unless nobody who runs the portal would be left.
pub async fn disable(services: &Services, email: &EmailAddress) -> Result<(), ChangeError> {
    let mut tx = services.storage.begin().await?;
    let (account, role) = accounts::disable(&mut tx, email, services.clock.now()).await?.ok_or(ChangeError::Unknown)?;
    if role == AccountRole::Administrator && !accounts::enabled_exists(&mut *tx, role).await? {
        return Err(ChangeError::LastAdministrator);
    }
    sign_ins::end_all_but(&mut tx, &account, None).await?;
    Ok(tx.commit().await?)
}

/// Opens an account again.
pub async fn enable(services: &Services, email: &EmailAddress) -> Result<(), ChangeError> {
    let mut tx = services.storage.begin().await?;
    if !accounts::enable(&mut tx, email).await? {
        return Err(ChangeError::Unknown);
    }
    Ok(tx.commit().await?)
}

impl<E: Into<Internal>> From<E> for ChangeError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}
