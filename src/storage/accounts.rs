//! Who may sign in to the portal.
use serde::{Deserialize, Serialize};
use sqlx::{SqliteExecutor, SqlitePool};

use crate::clock::UnixMillis;
use crate::domain::account::{AccountRole, EmailAddress, PersonName};
use crate::domain::reading::{Language, Preferences, Theme, ZoneName};
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
    /// How its owner reads the portal.
    pub preferences: Preferences,
    /// A sign-in of an earlier round is over: goes up with every new password, and when the account is disabled.
    pub sign_in_round: i64,
}

/// A row as it stands; [`Account`] is what came through the checks.
struct Row {
    id: AccountId,
    email: String,
    name: String,
    role: String,
    meeting_user_id: String,
    language: Option<String>,
    theme: Option<String>,
    time_zone: Option<String>,
    sign_in_round: i64,
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
            preferences: Preferences {
                // What a newer version knows and this one does not, the browser says.
                language: row.language.and_then(|language| language.parse().ok()),
                theme: row.theme.and_then(|theme| theme.parse().ok()),
                time_zone: row.time_zone.and_then(|zone| zone.parse().ok()),
            },
            sign_in_round: row.sign_in_round,
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
        r#"SELECT id AS "id: AccountId", email, name, role, meeting_user_id, language, theme, time_zone, sign_in_round
           FROM accounts WHERE id = ? AND disabled_at IS NULL"#,
        id
    );
    row.fetch_optional(storage.reads()).await?.map(Account::try_from).transpose()
}

/// The account with this e-mail address, unless it is disabled.
pub async fn by_email(storage: &Storage, email: &EmailAddress) -> Result<Option<Account>, sqlx::Error> {
    let email = email.as_str();
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id AS "id: AccountId", email, name, role, meeting_user_id, language, theme, time_zone, sign_in_round
           FROM accounts WHERE email = ? AND disabled_at IS NULL"#,
        email
    );
    row.fetch_optional(storage.reads()).await?.map(Account::try_from).transpose()
}

/// The hash of an account's password.
pub async fn password_hash(storage: &Storage, id: &AccountId) -> Result<String, sqlx::Error> {
    sqlx::query_scalar!("SELECT password_hash FROM accounts WHERE id = ?", id).fetch_one(storage.reads()).await
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

/// Notes that somebody signed in with it.
pub async fn note_sign_in(tx: &mut WriteTx, id: &AccountId, now: UnixMillis) -> Result<(), sqlx::Error> {
    let noted = sqlx::query!("UPDATE accounts SET last_sign_in_at = ? WHERE id = ?", now.0, id);
    noted.execute(&mut **tx).await.map(drop)
}

/// Notes the zone of the browser that signed in.
pub async fn set_browsers_zone(tx: &mut WriteTx, id: &AccountId, zone: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE accounts SET browsers_time_zone = ? WHERE id = ?", zone, id).execute(&mut **tx).await.map(drop)
}

/// The zone its owner chose, else that of the browser that signed in last.
pub async fn zone_of(reads: &SqlitePool, id: &AccountId) -> Result<Option<String>, sqlx::Error> {
    let zone =
        sqlx::query_scalar!("SELECT coalesce(time_zone, browsers_time_zone) AS \"zone?: String\" FROM accounts WHERE id = ?", id);
    Ok(zone.fetch_optional(reads).await?.flatten())
}

/// Sets the name of its owner, and how he reads the portal.
pub async fn set_profile(
    tx: &mut WriteTx,
    id: &AccountId,
    name: &PersonName,
    preferences: &Preferences,
) -> Result<(), sqlx::Error> {
    let name = name.as_str();
    let language = preferences.language.map(Language::tag);
    let theme = preferences.theme.map(Theme::as_str);
    let time_zone = preferences.time_zone.as_ref().map(ZoneName::as_str);
    sqlx::query!(
        "UPDATE accounts SET name = ?, language = ?, theme = ?, time_zone = ? WHERE id = ?",
        name,
        language,
        theme,
        time_zone,
        id
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Sets the hash of its password and begins a new round of sign-ins. The round; `None`, and nothing happens, when the hash
/// is not `before` any more.
pub async fn replace_password(
    tx: &mut WriteTx,
    id: &AccountId,
    before: &str,
    password_hash: &str,
) -> Result<Option<i64>, sqlx::Error> {
    let replaced = sqlx::query_scalar!(
        "UPDATE accounts SET password_hash = ?, sign_in_round = sign_in_round + 1 WHERE id = ? AND password_hash = ?
         RETURNING sign_in_round",
        password_hash,
        id,
        before
    );
    replaced.fetch_optional(&mut **tx).await
}

/// An account as whoever runs the portal sees it, disabled or not.
#[derive(Clone, Debug)]
pub struct Person {
    /// Unique.
    pub email: String,
    /// What people call its owner.
    pub name: String,
    /// What it may do: `administrator` or `teacher`.
    pub role: String,
    /// Whether it is shut.
    pub is_disabled: bool,
    /// When somebody last signed in with it.
    pub last_sign_in_at: Option<UnixMillis>,
}

/// Every account, by e-mail address.
pub async fn all(storage: &Storage) -> Result<Vec<Person>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT email, name, role, disabled_at IS NOT NULL AS "is_disabled!: bool", last_sign_in_at FROM accounts
           ORDER BY email"#
    );
    let people = rows.fetch_all(storage.reads()).await?.into_iter().map(|row| Person {
        email: row.email,
        name: row.name,
        role: row.role,
        is_disabled: row.is_disabled,
        last_sign_in_at: row.last_sign_in_at.map(UnixMillis),
    });
    Ok(people.collect())
}

/// Sets the hash of a password, whatever it was before, and begins a new round of sign-ins. The account, if there is one.
pub async fn reset_password(
    tx: &mut WriteTx,
    email: &EmailAddress,
    password_hash: &str,
) -> Result<Option<AccountId>, sqlx::Error> {
    let email = email.as_str();
    let reset = sqlx::query_scalar!(
        r#"UPDATE accounts SET password_hash = ?, sign_in_round = sign_in_round + 1 WHERE email = ? RETURNING id AS "id: AccountId""#,
        password_hash,
        email
    );
    reset.fetch_optional(&mut **tx).await
}

/// Shuts an account (one that is shut stays so) and begins a new round of sign-ins. The account and what it may do, if there
/// is one.
pub async fn disable(
    tx: &mut WriteTx,
    email: &EmailAddress,
    now: UnixMillis,
) -> Result<Option<(AccountId, AccountRole)>, sqlx::Error> {
    let email = email.as_str();
    let disabled = sqlx::query!(
        r#"UPDATE accounts SET disabled_at = coalesce(disabled_at, ?), sign_in_round = sign_in_round + 1 WHERE email = ?
           RETURNING id AS "id: AccountId", role"#,
        now.0,
        email
    );
    let row = disabled.fetch_optional(&mut **tx).await?;
    row.map(|row| Ok((row.id, row.role.parse().map_err(decode)?))).transpose()
}

/// Opens an account again. False when there is none.
pub async fn enable(tx: &mut WriteTx, email: &EmailAddress) -> Result<bool, sqlx::Error> {
    let email = email.as_str();
    let enabled = sqlx::query!("UPDATE accounts SET disabled_at = NULL WHERE email = ?", email);
    Ok(enabled.execute(&mut **tx).await?.rows_affected() == 1)
}

/// Whether anybody of this role can sign in.
pub async fn enabled_exists(connection: impl SqliteExecutor<'_>, role: AccountRole) -> Result<bool, sqlx::Error> {
    let role = role.as_str();
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM accounts WHERE role = ? AND disabled_at IS NULL) AS "exists!: bool""#,
        role
    )
    .fetch_one(connection)
    .await
}

/// The template of an account's invitations; `None`: the usual one.
pub async fn invitation(reads: &sqlx::SqlitePool, id: &AccountId) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!("SELECT invitation FROM accounts WHERE id = ?", id).fetch_one(reads).await
}

/// Sets it.
pub async fn set_invitation(tx: &mut WriteTx, id: &AccountId, template: Option<&str>) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE accounts SET invitation = ? WHERE id = ?", template, id).execute(&mut **tx).await.map(drop)
}
