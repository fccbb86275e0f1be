//! Sign-ins in our own SQLite. A row is found by the SHA-256 of the cookie's value: a stolen database opens nothing.
use std::fmt;

use async_trait::async_trait;
use aws_lc_rs::digest;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, ExpiredDeletion, Result};

use crate::clock::Clock;
use crate::sign_in::IDLE;
use crate::storage::{Storage, sign_ins};

/// So many browsers that are not signed in are remembered; the oldest gives way. Anybody can become one of them, and each may
/// hold a form of some size.
const STRANGERS: i64 = 1000;

/// Keeps what tower-sessions hands it. How long is decided here, by our own clock: [`IDLE`] from the last save.
#[derive(Clone)]
pub struct SignInStore {
    storage: Storage,
    clock: Clock,
}

impl SignInStore {
    /// A store in this database.
    pub fn new(storage: Storage, clock: Clock) -> Self {
        Self { storage, clock }
    }
}

impl fmt::Debug for SignInStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignInStore")
    }
}

#[async_trait]
impl SessionStore for SignInStore {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let data = encode(record)?;
        let expires_at = self.clock.now().plus(IDLE);
        let mut tx = self.storage.begin().await.map_err(backend)?;
        while !sign_ins::insert(&mut tx, &hash(&record.id), &data, expires_at).await.map_err(backend)? {
            record.id = Id::default();
        }
        sign_ins::thin_out_strangers(&mut tx, STRANGERS).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    /// Does nothing when the row has gone: a request that was under way during a sign-out must not bring it back.
    async fn save(&self, record: &Record) -> Result<()> {
        let data = encode(record)?;
        let expires_at = self.clock.now().plus(IDLE);
        let mut tx = self.storage.begin().await.map_err(backend)?;
        sign_ins::update(&mut tx, &hash(&record.id), &data, expires_at).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let row = sign_ins::load(&self.storage, &hash(id), self.clock.now()).await.map_err(backend)?;
        row.map(|row| {
            let data = serde_json::from_str(&row.data).map_err(|error| Error::Decode(error.to_string()))?;
            let expiry_date = OffsetDateTime::from_unix_timestamp(row.expires_at.seconds())
                .map_err(|error| Error::Decode(error.to_string()))?;
            Ok(Record { id: *id, data, expiry_date })
        })
        .transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let mut tx = self.storage.begin().await.map_err(backend)?;
        sign_ins::delete(&mut tx, &hash(id)).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}

#[async_trait]
impl ExpiredDeletion for SignInStore {
    async fn delete_expired(&self) -> Result<()> {
        let mut tx = self.storage.begin().await.map_err(backend)?;
        sign_ins::delete_expired(&mut tx, self.clock.now()).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}

fn hash(id: &Id) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, id.to_string().as_bytes()).as_ref());
    hash
}

fn encode(record: &Record) -> Result<String> {
    serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))
}

fn backend(error: sqlx::Error) -> Error {
    Error::Backend(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    async fn store() -> (tempfile::TempDir, SignInStore, Arc<AtomicI64>) {
        let dir = tempfile::tempdir().unwrap();
        let storage = Storage::open(&dir.path().join("roomkey.db")).await.unwrap();
        let clock = Arc::new(AtomicI64::new(1_700_000_000_000));
        (dir, SignInStore::new(storage, Clock::Set(clock.clone())), clock)
    }

    fn record(word: &str) -> Record {
        let data = [("word".to_owned(), word.into())].into();
        Record { id: Id::default(), data, expiry_date: OffsetDateTime::UNIX_EPOCH }
    }

    #[tokio::test]
    async fn what_is_kept_is_found_by_its_id_until_it_is_deleted() {
        let (_dir, store, _) = store().await;
        let mut kept = record("first");
        store.create(&mut kept).await.unwrap();
        assert_eq!(store.load(&kept.id).await.unwrap().unwrap().data, kept.data);
        kept.data = record("second").data;
        store.save(&kept).await.unwrap();
        assert_eq!(store.load(&kept.id).await.unwrap().unwrap().data, kept.data);
        assert!(store.load(&Id::default()).await.unwrap().is_none());
        store.delete(&kept.id).await.unwrap();
        assert!(store.load(&kept.id).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn an_id_that_is_taken_is_drawn_again() {
        let (_dir, store, _) = store().await;
        let mut first = record("first");
        store.create(&mut first).await.unwrap();
        let mut second = Record { id: first.id, ..record("second") };
        store.create(&mut second).await.unwrap();
        assert_ne!(first.id, second.id);
        assert_eq!(store.load(&first.id).await.unwrap().unwrap().data, first.data);
    }

    #[tokio::test]
    async fn saving_late_does_not_undo_a_sign_out() {
        let (_dir, store, _) = store().await;
        let mut kept = record("first");
        store.create(&mut kept).await.unwrap();
        store.delete(&kept.id).await.unwrap();
        store.save(&kept).await.unwrap();
        assert!(store.load(&kept.id).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn what_has_expired_is_not_loaded_and_goes_away() {
        let (_dir, store, clock) = store().await;
        let (mut old, mut new) = (record("old"), record("new"));
        store.create(&mut old).await.unwrap();
        clock.fetch_add(1, Ordering::Relaxed);
        store.create(&mut new).await.unwrap();
        clock.fetch_add(i64::try_from(IDLE.as_millis()).unwrap() - 1, Ordering::Relaxed);
        assert!(store.load(&old.id).await.unwrap().is_none());
        assert!(store.load(&new.id).await.unwrap().is_some());
        store.delete_expired().await.unwrap();
        let left = sqlx::query_scalar("SELECT count(*) FROM sign_ins");
        let left: i64 = left.fetch_one(store.storage.reads()).await.unwrap();
        assert_eq!(left, 1);
    }
}
