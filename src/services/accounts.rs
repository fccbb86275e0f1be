//! Making accounts, and signing in to them.
use std::net::IpAddr;

use crate::auth::passwords::{self, HashingError};
use crate::auth::throttle::SlowDown;
use crate::domain::account::{AccountRole, EmailAddress, NewPassword, PersonName, TypedSecret};
use crate::domain::reading::Preferences;
use crate::domain::room::{RoomTitle, Slug};
use crate::domain::template::Template;
use crate::forms::SetUp;
use crate::internal::Internal;
use crate::random;
use crate::services::Services;
use crate::services::invites::Maker;
use crate::services::{rooms, servers};
use crate::storage::WriteTx;
use crate::storage::accounts::{self, AccountId};

pub use crate::storage::accounts::Account;

/// Who an account is for, and what it may do.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The name of its owner.
    pub name: PersonName,
    /// The address to sign in with.
    pub email: EmailAddress,
    /// What it may do in the portal.
    pub role: AccountRole,
}

/// Why an account was not made.
#[derive(Debug)]
pub enum AddError {
    /// Somebody has this e-mail address.
    EmailTaken,
    /// The password is on the list of common ones.
    CommonPassword,
    /// Too many passwords are being hashed: try again in some seconds.
    Busy,
    /// Everything else.
    Internal(Internal),
}

/// Why the portal was not set up.
#[derive(Debug)]
pub enum SetUpError {
    /// There is an administrator: set-up is over.
    Done,
    /// Not the code that stands in the terminal.
    WrongCode,
    /// The first account could not be made.
    Account(AddError),
}

/// Why somebody was not signed in.
#[derive(Debug)]
pub enum SignInError {
    /// No such account, or not its password, or disabled: never said which.
    Wrong,
    /// Too many failures.
    SlowDown {
        /// Whole seconds until the next attempt is heard, 1 to 30.
        seconds: u64,
    },
    /// Too many passwords are being checked: try again in some seconds.
    Busy,
    /// Everything else.
    Internal(Internal),
}

/// Whether `/setup` opens with this code: the right one, while there is no administrator.
pub async fn check_set_up(services: &Services, code: &str) -> Result<(), SetUpError> {
    if is_set_up(services).await? {
        return Err(SetUpError::Done);
    }
    if !services.setup.matches(code) {
        return Err(SetUpError::WrongCode);
    }
    Ok(())
}

/// Whether there is an administrator.
pub async fn is_set_up(services: &Services) -> Result<bool, Internal> {
    Ok(accounts::administrator_exists(services.storage.reads()).await?)
}

/// Makes the first administrator and a room to try things out in. Of two at once, one gets through.
pub async fn set_up(services: &Services, wanted: SetUp, first_room: &RoomTitle) -> Result<(Account, Slug), SetUpError> {
    let SetUp { code, name, email, password } = wanted;
    check_set_up(services, code.expose()).await?;
    let password_hash = hash(services, &password).await?;
    let server = servers::usual(services).await?;
    let mut tx = services.storage.begin().await?;
    if accounts::administrator_exists(&mut *tx).await? {
        return Err(SetUpError::Done);
    }
    let account = NewAccount { name, email, role: AccountRole::Administrator };
    let account = create(services, &mut tx, account, &password_hash).await?;
    let now = services.clock.now();
    let slug = rooms::create_in(&mut tx, &Maker::of(services), &account.id, first_room, Template::default(), server).await?;
    accounts::note_sign_in(&mut tx, &account.id, now).await?;
    tx.commit().await?;
    Ok((account, slug))
}

/// Makes an account.
pub async fn add(services: &Services, account: NewAccount, password: &NewPassword) -> Result<Account, AddError> {
    let password_hash = hash(services, password).await?;
    let mut tx = services.storage.begin().await?;
    let account = create(services, &mut tx, account, &password_hash).await?;
    tx.commit().await?;
    Ok(account)
}

/// Makes an account inside a write that makes more than that.
async fn create(
    services: &Services,
    tx: &mut WriteTx,
    NewAccount { name, email, role }: NewAccount,
    password_hash: &str,
) -> Result<Account, AddError> {
    // The name may change, the id never: so it says nothing of the name.
    let meeting_user_id = format!("account-{}", random::letters(16)).parse()?;
    let now = services.clock.now();
    let preferences = Preferences::default();
    let account = Account { id: AccountId::new(now), email, name, role, meeting_user_id, preferences, sign_in_round: 1 };
    if !accounts::insert(tx, &account, password_hash, now).await? {
        return Err(AddError::EmailTaken);
    }
    Ok(account)
}

/// Why a new password was not taken.
#[derive(Debug)]
pub enum HashError {
    /// It is on the list of common ones.
    Common,
    /// Too many passwords are being hashed: try again in some seconds.
    Busy,
    /// Everything else.
    Internal(Internal),
}

/// The hash to store of a password somebody wants to have.
pub(super) async fn hash(services: &Services, password: &NewPassword) -> Result<String, HashError> {
    if passwords::is_common(password.expose()) {
        return Err(HashError::Common);
    }
    services.passwords.hash(password.clone()).await.map_err(|error| match error {
        HashingError::Busy => HashError::Busy,
        HashingError::Internal(internal) => HashError::Internal(internal),
    })
}

/// Finds the account of somebody who types e-mail and password at this network address. Every refusal takes the same
/// time and says the same, so that nobody learns who has an account.
pub async fn sign_in(
    services: &Services,
    email: &EmailAddress,
    password: &TypedSecret,
    address: IpAddr,
) -> Result<Account, SignInError> {
    let attempt = services.throttle.begin(services.clock.now(), email.as_str(), address)?;
    let account = accounts::by_email(&services.storage, email).await?;
    // The hash after the account: of a password that is being changed, at worst the new one and the round before it, which
    // opens nothing.
    let hash = match &account {
        Some(account) => Some(accounts::password_hash(&services.storage, &account.id).await?),
        None => None,
    };
    match services.passwords.verify(password.clone(), hash).await {
        Ok(true) => {
            attempt.succeeded();
            let account = account.ok_or(SignInError::Wrong)?;
            let mut tx = services.storage.begin().await?;
            accounts::note_sign_in(&mut tx, &account.id, services.clock.now()).await?;
            tx.commit().await?;
            Ok(account)
        }
        Ok(false) => Err(SignInError::Wrong),
        Err(HashingError::Busy) => {
            attempt.called_off();
            Err(SignInError::Busy)
        }
        Err(HashingError::Internal(internal)) => Err(SignInError::Internal(internal)),
    }
}

impl<E: Into<Internal>> From<E> for AddError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

impl From<HashError> for AddError {
    fn from(error: HashError) -> Self {
        match error {
            HashError::Common => Self::CommonPassword,
            HashError::Busy => Self::Busy,
            HashError::Internal(internal) => Self::Internal(internal),
        }
    }
}

impl<E: Into<AddError>> From<E> for SetUpError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Account(error.into())
    }
}

impl<E: Into<Internal>> From<E> for SignInError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

impl From<SlowDown> for SignInError {
    fn from(SlowDown { seconds }: SlowDown) -> Self {
        Self::SlowDown { seconds }
    }
}
