//! Hashing passwords: slow on purpose, so never on the threads that serve, and never too many at once.
use std::sync::{Arc, LazyLock};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::domain::account::{NewPassword, TypedSecret};
use crate::internal::Internal;
use crate::random;

/// 19 MiB, two passes, one lane: the smallest setting of Argon2id that OWASP's password storage cheat sheet calls
/// strong enough. It keeps a sign-in under 50 ms and two at once under 40 MB on the smallest machines people rent.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hashed at the same time.
const AT_WORK: usize = 2;
/// Waiting for their turn.
const WAITING: usize = 32;

/// The entries of twelve characters and more of the list of 20,000 common passwords by Royce Williams, as it ships with
/// Django 5 and 6 (`common-passwords.txt.gz`). Shorter ones are refused for their length.
static COMMON: &str = include_str!("common_passwords.txt");

/// Hashes and verifies passwords with Argon2id on threads of their own: two at a time, 32 in line, then
/// [`HashingError::Busy`].
#[derive(Clone, Debug)]
pub struct Passwords {
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    /// What the password of an unknown account is compared with.
    nobody: Arc<str>,
}

/// Why a password was not hashed.
#[derive(Debug)]
pub enum HashingError {
    /// Too many in line: try again in some seconds.
    Busy,
    /// Everything else.
    Internal(Internal),
}

impl<E: Into<Internal>> From<E> for HashingError {
    #[track_caller]
    fn from(error: E) -> Self {
        Self::Internal(error.into())
    }
}

impl Passwords {
    /// Takes one hash, for the account that does not exist.
    pub fn new() -> Result<Self, password_hash::Error> {
        Ok(Self {
            places: Arc::new(Semaphore::new(AT_WORK + WAITING)),
            turns: Arc::new(Semaphore::new(AT_WORK)),
            nobody: hash(&random::bytes::<16>())?.into(),
        })
    }

    /// A PHC string with a new salt: `$argon2id$v=19$m=19456,t=2,p=1$…`.
    pub async fn hash(&self, password: NewPassword) -> Result<String, HashingError> {
        Ok(self.in_turn(move || hash(password.expose().as_bytes())).await??)
    }

    /// Whether the password belongs to the hash. Without a hash (nobody has this e-mail address) it takes as long, and
    /// is wrong.
    pub async fn verify(&self, password: TypedSecret, hash: Option<String>) -> Result<bool, HashingError> {
        let nobody = self.nobody.clone();
        let right = move || {
            let against = PasswordHash::new(hash.as_deref().unwrap_or(&nobody))?;
            match ARGON2.verify_password(password.expose().as_bytes(), &against) {
                Ok(()) => Ok(hash.is_some()),
                Err(password_hash::Error::PasswordInvalid) => Ok(false),
                Err(error) => Err(error),
            }
        };
        Ok(self.in_turn(right).await??)
    }

    /// The turn is held by the work itself, so that somebody who hangs up does not let another one in before it ends.
    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, HashingError> {
        let place = self.places.clone().try_acquire_owned().map_err(|_| HashingError::Busy)?;
        let turn = self.turns.clone().acquire_owned().await?;
        let worked = spawn_blocking(move || {
            let done = work();
            drop((turn, place));
            done
        });
        Ok(worked.await?)
    }
}

/// Whether the password (in any case) is on the list of common ones.
pub fn is_common(password: &str) -> bool {
    let password = password.to_lowercase();
    COMMON.lines().any(|line| line == password)
}

#[expect(clippy::expect_used, reason = "constants within the bounds of the algorithm")]
static ARGON2: LazyLock<Argon2<'static>> = LazyLock::new(|| {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("valid parameters");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
});

fn hash(password: &[u8]) -> Result<String, password_hash::Error> {
    Ok(ARGON2.hash_password_with_salt(password, &random::bytes::<16>())?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    fn new(text: &str) -> NewPassword {
        text.parse().unwrap()
    }

    fn typed(text: &str) -> TypedSecret {
        TypedSecret::new(text).unwrap()
    }

    #[tokio::test]
    async fn the_right_password_opens_and_a_wrong_one_does_not() {
        let passwords = Passwords::new().unwrap();
        let hash = passwords.hash(new("correct horse battery")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, passwords.hash(new("correct horse battery")).await.unwrap());
        assert!(passwords.verify(typed("correct horse battery"), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify(typed("correct horse batterz"), Some(hash)).await.unwrap());
        assert!(!passwords.verify(typed("correct horse battery"), None).await.unwrap());
    }

    #[tokio::test]
    async fn nobodys_password_takes_as_long_as_somebodys() {
        let passwords = Passwords::new().unwrap();
        let hash = passwords.hash(new("correct horse battery")).await.unwrap();
        let mut fastest = [u128::MAX; 2];
        for _ in 0..10 {
            for (fastest, hash) in fastest.iter_mut().zip([Some(hash.clone()), None]) {
                let start = Instant::now();
                passwords.verify(typed("wrong horse battery"), hash).await.unwrap();
                *fastest = (*fastest).min(start.elapsed().as_micros());
            }
        }
        let [somebody, nobody] = fastest;
        assert!(nobody * 2 > somebody && somebody * 2 > nobody, "{somebody} µs, {nobody} µs");
    }

    #[tokio::test]
    async fn a_crowd_is_told_that_it_is_too_many() {
        let passwords = Passwords::new().unwrap();
        let crowd = (0..60).map(|_| passwords.verify(typed("guess"), None));
        let outcomes = futures::future::join_all(crowd).await;
        let busy = outcomes.iter().filter(|outcome| matches!(outcome, Err(HashingError::Busy))).count();
        assert_eq!(busy, 60 - AT_WORK - WAITING);
        assert!(passwords.verify(typed("guess"), None).await.is_ok(), "and then it goes on");
    }

    #[test]
    fn common_passwords_are_known_in_any_case() {
        assert!(is_common("123456789000") && is_common("Friend Of Joan"));
        assert!(!is_common("correct horse battery"));
        assert!(!is_common(""));
        assert_eq!(COMMON.lines().count(), 190);
        assert!(COMMON.lines().all(|line| line.chars().count() >= 12 && line == line.to_lowercase()));
    }
}
