//! Who is asking.
use crate::domain::account::{AccountRole, EmailAddress, PersonName};
use crate::domain::reading::Preferences;
use crate::domain::user_id::UserId;
use crate::storage::accounts::{Account, AccountId};

/// The person who is signed in and asks for something: in the request's extensions, loaded for this very request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The account.
    pub account_id: AccountId,
    /// The name of its owner.
    pub name: PersonName,
    /// Its e-mail address.
    pub email: EmailAddress,
    /// What it may do in the portal.
    pub role: AccountRole,
    /// Who this person is on every meeting server.
    pub meeting_user_id: UserId,
    /// How this person reads the portal.
    pub preferences: Preferences,
}

impl Caller {
    /// Whether this person may run the portal.
    pub fn is_administrator(&self) -> bool {
        self.role == AccountRole::Administrator
    }
}

impl From<Account> for Caller {
    fn from(account: Account) -> Self {
        let Account { id, email, name, role, meeting_user_id, preferences, sign_in_round: _ } = account;
        Self { account_id: id, name, email, role, meeting_user_id, preferences }
    }
}
