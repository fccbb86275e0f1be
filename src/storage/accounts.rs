//! Who may sign in to the portal.
use serde::{Deserialize, Serialize};
use sqlx::SqliteExecutor;

use crate::clock::UnixMillis;
use crate::domain::account::{AccountRole, EmailAddress, PersonName};
use crate::domain::user_id::UserId;
use crate::random;
use crate::storage::{Storage, WriteTx};

/// Identifies an account: a UUIDv7 as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
#[sqlx(transparent)]
pub struct AccountId(String);

impl AccountId {
    /// A new one.
    pub fn new(now: UnixMillis) -> Self {
        Self(random::id(now))
    }

    /// The text that stands in the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An account that is not disabled, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Never changes.
    pub id: AccountId,
    /// Unique.
    pub email: EmailAddress,
    /// What people call its owner.
    pub name: PersonName,
    /// What it may do in the portal.
    pub role: AccountRole,
    /// Who its owner is on every meeting server, for life.
    pub meeting_user_id: UserId,
}

/// A row as it stands; [`Account`] is what came through the checks.
struct Row {
    id: AccountId,
    email: String,
    name: String,
    role: String,
    meeting_user_id: String,
}

impl TryFrom<Row> for Account {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.id,
            email: row.email.parse().map_err(decode)?,
            name: row.name.parse().map_err(decode)?,
            role: row.role.parse().map_err(decode)?,
            meeting_user_id: row.meeting_user_id.parse().map_err(decode)?,
        })
    }
}

fn decode(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}

/// The account with this id, unless it is disabled.
pub async fn enabled(storage: &Storage, id: &AccountId) -> Result<Option<Account>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id AS "id: AccountId", email, name, role, meeting_user_id FROM accounts
           WHERE id = ? AND disabled_at IS NULL"#,
        id
    );
    row.fetch_optional(storage.reads()).await?.map(Account::try_from).transpose()
}

/// The account with this e-mail address and its password's hash, unless it is disabled.
pub async fn for_sign_in(storage: &Storage, email: &EmailAddress) -> Result<Option<(Account, String)>, sqlx::Error> {
    let email = email.as_str();
    let row = sqlx::query!(
        r#"SELECT id AS "id: AccountId", email, name, role, meeting_user_id, password_hash FROM accounts
           WHERE email = ? AND disabled_at IS NULL"#,
        email
    );
    let Some(row) = row.fetch_optional(storage.reads()).await? else { return Ok(None) };
    let hash = row.password_hash;
    let row = Row { id: row.id, email: row.email, name: row.name, role: row.role, meeting_user_id: row.meeting_user_id };
    Ok(Some((row.try_into()?, hash)))
}

/// Whether anybody runs the portal (a disabled administrator counts: set-up is over for good).
pub async fn administrator_exists(connection: impl SqliteExecutor<'_>) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT EXISTS (SELECT 1 FROM accounts WHERE role = 'administrator') AS "exists!: bool""#)
        .fetch_one(connection)
        .await
}

/// Adds an account. False, and nothing happens, when its e-mail address is taken.
pub async fn insert(
    tx: &mut WriteTx,
    account: &Account,
    password_hash: &str,
    created_at: UnixMillis,
) -> Result<bool, sqlx::Error> {
    let (email, name, role) = (account.email.as_str(), account.name.as_str(), account.role.as_str());
    let meeting_user_id = account.meeting_user_id.as_str();
    let inserted = sqlx::query!(
        "INSERT INTO accounts (id, email, name, password_hash, role, meeting_user_id, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING",
        account.id,
        email,
        name,
        password_hash,
        role,
        meeting_user_id,
        created_at.0
    );
    Ok(inserted.execute(&mut **tx).await?.rows_affected() == 1)
}
