//! The list of an account's rooms: one query, by key, whatever it is filtered and sorted by; and what the account chose.
use sqlx::{Error, SqlitePool};

use super::accounts::AccountId;
use super::invites::InviteId;
use super::servers::ServerId;
use super::{Storage, WriteTx};
use crate::clock::UnixMillis;
use crate::domain::fold::folded;
use crate::domain::room_list::{After, Filter, Sort};

/// A room as a list needs it.
#[derive(Clone, Debug)]
pub struct ListedRow {
    /// UUIDv7.
    pub id: String,
    /// The room's part of an address.
    pub slug: String,
    /// What the meeting server calls it.
    pub meeting_room_id: String,
    /// As typed.
    pub title: String,
    /// For comparing.
    pub title_folded: String,
    /// Key of a `MemberRight`.
    pub right: String,
    /// Whose it is, if it is somebody else's.
    pub owner: Option<String>,
    /// Comes first for this account.
    pub favourite: bool,
    /// Unix milliseconds.
    pub used_at: i64,
    /// Unix milliseconds, if it is out of use.
    pub archived_at: Option<i64>,
    /// Where its sessions run; `None`: on the sandbox.
    pub server_id: Option<ServerId>,
    /// The participants' invite of its share box.
    pub invite_id: Option<InviteId>,
    /// That one's code, sealed with the key file.
    pub invite_code: Option<Vec<u8>>,
    /// Since when that one opens nothing any more (unix milliseconds), if it ever ends.
    pub invite_expires_at: Option<i64>,
}

impl ListedRow {
    /// Its place in a list that is sorted so.
    pub fn place(&self, sort: Sort) -> After {
        let key = match sort {
            Sort::Used => self.used_at.to_string(),
            Sort::Title => self.title_folded.clone(),
            Sort::Newest => String::new(),
        };
        After { favourite: self.favourite, room_id: self.id.clone(), key }
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Whose list.
    pub account_id: &'a AccountId,
    /// Which rooms.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// A `LIKE` pattern on folded titles, with `\` before what is literal.
    pub pattern: String,
    /// Behind which room; from the first on if `None`.
    pub after: Option<After>,
    /// At most so many.
    pub limit: i64,
}

/// The same rooms in each order. `CASE` leaves alone the rooms without another owner.
macro_rules! list {
    ($from:literal, $wanted:expr, $($key:expr),+) => {{
        let wanted = $wanted;
        let archived = wanted.filter == Filter::Archived;
        let right = match wanted.filter {
            Filter::Mine => "owner",
            Filter::Shared => "co_owner",
            Filter::All | Filter::Archived => "",
        };
        sqlx::query_as!(
            ListedRow,
            "SELECT r.id, r.slug, r.meeting_room_id, r.title, r.title_folded, m.\"right\", m.favourite AS \"favourite: bool\", \
             m.used_at, r.archived_at, r.server_id AS \"server_id: ServerId\", \
             i.id AS \"invite_id?: InviteId\", i.sealed_code AS \"invite_code?\", i.expires_at AS \"invite_expires_at?\", \
             CASE WHEN m.\"right\" = 'co_owner' THEN (SELECT a.name FROM room_members o JOIN accounts a ON a.id = o.account_id \
                 WHERE o.room_id = r.id AND o.\"right\" = 'owner') END AS \"owner: String\" \
             FROM room_members m JOIN rooms r ON r.id = m.room_id \
             LEFT JOIN invites i ON i.room_id = r.id AND i.share = 'participants' AND i.revoked_at IS NULL \
             WHERE m.account_id = ? AND (r.archived_at IS NOT NULL) = ? AND (? = '' OR m.\"right\" = ?) \
             AND r.title_folded LIKE ? ESCAPE '\\' AND " + $from + " LIMIT ?",
            wanted.account_id,
            archived,
            right,
            right,
            wanted.pattern,
            $($key,)+
            wanted.limit
        )
    }};
}

/// The rooms that are asked for.
pub async fn list(reads: &SqlitePool, wanted: &Wanted<'_>) -> Result<Vec<ListedRow>, Error> {
    // Without a place the list begins before everything: no room has a favourite of 2, or of -1 where it is turned round.
    let (favourite, key, room_id) = match &wanted.after {
        Some(after) => (i64::from(after.favourite), after.key.as_str(), after.room_id.as_str()),
        None => (2, "", ""),
    };
    match wanted.sort {
        Sort::Used => {
            // What is no number in an address is a place behind everything.
            let used_at: i64 = key.parse().unwrap_or_default();
            list!(
                "(m.favourite, m.used_at, m.room_id) < (?, ?, ?) ORDER BY m.favourite DESC, m.used_at DESC, m.room_id DESC",
                wanted,
                favourite,
                used_at,
                room_id
            )
            .fetch_all(reads)
            .await
        }
        Sort::Newest => {
            list!("(m.favourite, m.room_id) < (?, ?) ORDER BY m.favourite DESC, m.room_id DESC", wanted, favourite, room_id)
                .fetch_all(reads)
                .await
        }
        Sort::Title => {
            let last = 1 - favourite;
            list!(
                "(1 - m.favourite, r.title_folded, m.room_id) > (?, ?, ?) ORDER BY 1 - m.favourite, r.title_folded, m.room_id",
                wanted,
                last,
                key,
                room_id
            )
            .fetch_all(reads)
            .await
        }
    }
}

/// Whether the account has any room at all.
pub async fn has_any(reads: &SqlitePool, account_id: &AccountId) -> Result<bool, Error> {
    sqlx::query_scalar!(r#"SELECT EXISTS (SELECT 1 FROM room_members WHERE account_id = ?) AS "exists!: bool""#, account_id)
        .fetch_one(reads)
        .await
}

/// Marks a room as the account's favourite, or no longer; `Ok(false)`: it has no such room.
pub async fn set_favourite(tx: &mut WriteTx, account_id: &AccountId, slug: &str, favourite: bool) -> Result<bool, Error> {
    let updated = sqlx::query!(
        "UPDATE room_members SET favourite = ? WHERE account_id = ? AND room_id = (SELECT id FROM rooms WHERE slug = ?)",
        favourite,
        account_id,
        slug
    )
    .execute(&mut **tx)
    .await?;
    Ok(updated.rows_affected() > 0)
}

/// Notes that the account used a room.
pub async fn set_used(tx: &mut WriteTx, account_id: &AccountId, slug: &str, now: UnixMillis) -> Result<(), Error> {
    sqlx::query!(
        "UPDATE room_members SET used_at = ? WHERE account_id = ? AND room_id = (SELECT id FROM rooms WHERE slug = ?)",
        now.0,
        account_id,
        slug
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// What an account chose last, as it is stored.
#[derive(Clone, Debug)]
pub struct ChoicesRow {
    /// Key of a `Filter`.
    pub filter: String,
    /// Key of a `Sort`.
    pub sort: String,
    /// Key of a `Template`.
    pub template: String,
}

/// What the account chose last, if it ever did.
pub async fn choices(reads: &SqlitePool, account_id: &AccountId) -> Result<Option<ChoicesRow>, Error> {
    sqlx::query_as!(ChoicesRow, "SELECT filter, sort, template FROM room_list_choices WHERE account_id = ?", account_id)
        .fetch_optional(reads)
        .await
}

/// Remembers how the account lists its rooms.
pub async fn remember_list(tx: &mut WriteTx, account_id: &AccountId, filter: Filter, sort: Sort) -> Result<(), Error> {
    let (filter, sort) = (filter.key(), sort.key());
    sqlx::query!(
        "INSERT INTO room_list_choices (account_id, filter, sort) VALUES (?, ?, ?) \
         ON CONFLICT (account_id) DO UPDATE SET filter = excluded.filter, sort = excluded.sort",
        account_id,
        filter,
        sort
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Remembers which template the account took.
pub async fn remember_template(tx: &mut WriteTx, account_id: &AccountId, template: &str) -> Result<(), Error> {
    sqlx::query!(
        "INSERT INTO room_list_choices (account_id, template) VALUES (?, ?) \
         ON CONFLICT (account_id) DO UPDATE SET template = excluded.template",
        account_id,
        template
    )
    .execute(&mut **tx)
    .await
    .map(drop)
}

/// Folds the titles that a migration could not: see `domain::fold`. Writes nothing if there is none.
pub async fn fold_titles(storage: &Storage) -> Result<(), Error> {
    let rooms = sqlx::query!("SELECT id, title FROM rooms WHERE title_folded = ''").fetch_all(storage.reads()).await?;
    if rooms.is_empty() {
        return Ok(());
    }
    let mut tx = storage.begin().await?;
    for room in rooms {
        let title_folded = folded(&room.title);
        sqlx::query!("UPDATE rooms SET title_folded = ? WHERE id = ?", title_folded, room.id).execute(&mut *tx).await?;
    }
    tx.commit().await
}
