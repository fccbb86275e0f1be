//! What somebody changes about his own account: name, how he reads, password.
use std::net::IpAddr;

use jiff::tz::{self, TimeZone};

use super::Services;
use super::accounts::{HashError, hash};
use crate::auth::passwords::HashingError;
use crate::auth::throttle::SlowDown;
use crate::domain::account::{NewPassword, TypedSecret};
use crate::domain::reading::{UnknownZone, ZoneName};
use crate::forms::Profile;
use crate::internal::Internal;
use crate::services::Caller;
use crate::storage::{accounts, sign_ins};

/// Why name and preferences were not set.
#[derive(Debug)]
pub enum SetProfileError {
    /// The tz database has no such zone.
    Zone(UnknownZone),
    /// Everything else.
    Internal(Internal),
}

/// Why the password was not changed.
#[derive(Debug)]
pub enum ChangePasswordError {
    /// The current one is another.
    WrongCurrent,
    /// Too many failures.
    SlowDown {
        /// Whole seconds until the next attempt is heard, 1 to 30.
        seconds: u64,
    },
    /// The new one is on the list of common ones.
    Common,
    /// Too many passwords are being checked: try again in some seconds.
    Busy,
    /// Everything else.
    Internal(Internal),
}

/// Sets the caller's name, and how he reads the portal.
pub async fn set(services: &Services, caller: &Caller, mut profile: Profile) -> Result<(), SetProfileError> {
    if let Some(name) = profile.preferences.time_zone.take() {
        profile.preferences.time_zone = Some(zone(&name).map_err(SetProfileError::Zone)?);
    }
    let mut tx = services.storage.begin().await?;
    accounts::set_profile(&mut tx, &caller.account_id, &profile.name, &profile.preferences).await?;
    tx.commit().await?;
    Ok(())
}

/// The zone of this name in any case, as the tz database spells it.
pub(super) fn zone(name: &ZoneName) -> Result<ZoneName, UnknownZone> {
    let known = TimeZone::get(name.as_str()).ok();
    known.and_then(|zone| zone.iana_name()?.parse().ok()).ok_or_else(|| {
        let typed = name.as_str().to_lowercase();
        let ends_so = |zone: &String| zone.to_lowercase().rsplit('/').next() == Some(&typed);
        UnknownZone { suggestion: zones().into_iter().find(ends_so) }
    })
}

/// The zones to choose from: those named after a place, and UTC.
pub fn zones() -> Vec<String> {
    const REGIONS: [&str; 10] =
        ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
    let is_place = |name: &str| name.split_once('/').is_some_and(|(region, _)| REGIONS.contains(&region));
    let names = tz::db().available().map(|name| name.to_string());
    let mut names: Vec<String> = names.filter(|name| is_place(name) || name == "UTC").collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Changes the caller's password and ends every sign-in of his. The round in which new ones begin.
///
/// Guessing the current one is slowed down like signing in, and counted together with it.
pub async fn change_password(
    services: &Services,
    caller: &Caller,
    current: &TypedSecret,
    new: &NewPassword,
    address: IpAddr,
) -> Result<i64, ChangePasswordError> {
    let attempt = services.throttle.begin(services.clock.now(), caller.email.as_str(), address)?;
    let before = accounts::password_hash(&services.storage, &caller.account_id).await?;
    match services.passwords.verify(current.clone(), Some(before.clone())).await {
        Ok(true) => attempt.succeeded(),
        Ok(false) => return Err(ChangePasswordError::WrongCurrent),
        Err(HashingError::Busy) => {
            attempt.called_off();
            return Err(ChangePasswordError::Busy);
        }
        Err(HashingError::Internal(internal)) => return Err(ChangePasswordError::Internal(internal)),
    }
    let after = hash(services, new).await?;
    let mut tx = services.storage.begin().await?;
    // Changed meanwhile: then the one that was typed is not the current one any more.
    let round = accounts::replace_password(&mut tx, &caller.account_id, &before, &after).await?;
    let round = round.ok_or(ChangePasswordError::WrongCurrent)?;
    sign_ins::end_all_but(&mut tx, &caller.account_id, None).await?;
    tx.commit().await?;
    Ok(round)
}

impl<E: Into<Internal>> From<E> for SetProfileError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

impl<E: Into<Internal>> From<E> for ChangePasswordError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

impl From<SlowDown> for ChangePasswordError {
    fn from(SlowDown { seconds }: SlowDown) -> Self {
        Self::SlowDown { seconds }
    }
}

impl From<HashError> for ChangePasswordError {
    fn from(error: HashError) -> Self {
        match error {
            HashError::Common => Self::Common,
            HashError::Busy => Self::Busy,
            HashError::Internal(internal) => Self::Internal(internal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_those_of_the_tz_database_in_its_spelling() {
        let named = |text: &str| zone(&text.parse().unwrap()).map(String::from);
        assert_eq!(named("europe/berlin").as_deref(), Ok("Europe/Berlin"));
        assert_eq!(named("utc").as_deref(), Ok("UTC"));
        assert_eq!(named("new york"), Err(UnknownZone { suggestion: Some("America/New_York".to_owned()) }));
        assert_eq!(named("Mars/Olympus"), Err(UnknownZone { suggestion: None }));
        let zones = zones();
        assert!(zones.len() > 400 && zones.contains(&"Europe/Berlin".to_owned()) && zones.contains(&"UTC".to_owned()));
        assert!(!zones.iter().any(|name| name.starts_with("posix") || name.starts_with("Etc")));
    }
}
