//! The key: what is encrypted in the database opens only with it. It stands in a file, or in the environment.
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::hmac;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretBox, SecretSlice};

use crate::random;

const FILE: &str = "roomkey.key";
/// The key that takes the place of the other, once everything is sealed with it.
const NEXT_FILE: &str = "roomkey.key.next";
const KEY_LEN: usize = 32;

/// 32 bytes that open what is sealed. Never printed.
#[derive(Clone)]
pub struct Key(Arc<SecretBox<[u8; KEY_LEN]>>);

/// A text that is no key of 64 hexadecimal digits. Holds nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key of 64 hexadecimal digits")]
pub struct NoKey;

impl Key {
    /// A key that nobody has had before.
    pub fn random() -> Self {
        Self(Arc::new(SecretBox::new(Box::new(random::bytes()))))
    }

    /// Whether it is the same key.
    pub fn is(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }

    fn hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.0.expose_secret()))
    }
}

impl FromStr for Key {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let mut key = Box::new([0; KEY_LEN]);
        let decoded = hex::decode_to_slice(text.trim(), key.as_mut());
        let key = SecretBox::new(key);
        decoded.map(|()| Self(Arc::new(key))).map_err(|_| NoKey)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Seals what must not be read from a stolen database, with keys derived from the one of the portal.
#[derive(Clone)]
pub struct Keyring {
    sealing: Arc<RandomizedNonceKey>,
}

/// Makes hashes that nobody else can make or look up in a table: for what only has to be found again, or told apart. It is a
/// key of its own, sealed in the database, so that its hashes outlive the key file they were made under.
#[derive(Clone)]
pub struct HashKey(Arc<SecretBox<[u8; KEY_LEN]>>);

/// Why the key file cannot be used: each is one sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// The file cannot be read or made.
    #[error("the key file {path} cannot be read or made: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Somebody else on this machine could read it.
    #[error("the key file {path} has the permissions {mode:o}, but nobody except its owner may read it: chmod 600 {path}")]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It does not hold 64 hexadecimal digits.
    #[error("the key file {path} does not hold a key of 64 hexadecimal digits")]
    Content {
        /// The file.
        path: PathBuf,
    },
}

/// What was sealed does not open: another key, another purpose, or changed on the way.
#[derive(Debug, thiserror::Error)]
#[error("what is sealed does not open with this key")]
pub struct SealBroken;

impl Keyring {
    /// Reads `roomkey.key` in the data folder; makes it (32 random bytes as hexadecimal text, mode 0600) when there is
    /// none. Two that start at once end up with the same key.
    pub fn load_or_create(data_dir: &Path) -> Result<Self, KeyringError> {
        let path = data_dir.join(FILE);
        let failed = |source| KeyringError::File { path: path.clone(), source };
        if !path.try_exists().map_err(failed)? {
            create(data_dir, &path).map_err(failed)?;
        }
        Self::read(path)
    }

    /// Reads the key that waits in the data folder to take the place of the other.
    pub fn load_next(data_dir: &Path) -> Result<Self, KeyringError> {
        Self::read(data_dir.join(NEXT_FILE))
    }

    fn read(path: PathBuf) -> Result<Self, KeyringError> {
        let failed = |source| KeyringError::File { path: path.clone(), source };
        let mode = fs::metadata(&path).map_err(failed)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyringError::Open { path, mode });
        }
        let text = Zeroizing::new(fs::read(&path).map_err(failed)?);
        let key = str::from_utf8(&text).ok().and_then(|text| text.parse().ok());
        key.and_then(|key| Self::new(&key)).ok_or(KeyringError::Content { path })
    }

    /// Keys derived from this one. `None`: the cipher refused it, which never happens to a key of this length.
    pub fn new(Key(key): &Key) -> Option<Self> {
        let key = key.expose_secret();
        let sealing = RandomizedNonceKey::new(&AES_256_GCM_SIV, &derive(key, b"seal")).ok()?;
        Some(Self { sealing: Arc::new(sealing) })
    }

    /// Encrypts with AES-256-GCM-SIV under a random nonce; opens again only for the same `purpose`. The result is 28
    /// bytes longer than `plaintext`: the nonce before it, the tag behind it.
    pub fn seal(&self, purpose: &str, plaintext: &[u8]) -> Result<Vec<u8>, SealBroken> {
        let mut text = plaintext.to_vec();
        let nonce = self.sealing.seal_in_place_append_tag(Aad::from(purpose), &mut text).map_err(|_| SealBroken)?;
        Ok([nonce.as_ref().as_slice(), &text].concat())
    }

    /// Opens what [`Self::seal`] made for the same purpose with the same key.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<SecretSlice<u8>, SealBroken> {
        let (nonce, text) = sealed.split_at_checked(NONCE_LEN).ok_or(SealBroken)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealBroken)?;
        let mut text = Zeroizing::new(text.to_vec());
        let plaintext = self.sealing.open_in_place(nonce, Aad::from(purpose), &mut text).map_err(|_| SealBroken)?;
        Ok(plaintext.to_vec().into())
    }
}

impl HashKey {
    /// A key that nobody has had before, sealed for `purpose`.
    pub fn random_sealed(keyring: &Keyring, purpose: &str) -> Result<Vec<u8>, SealBroken> {
        let key = Zeroizing::new(random::bytes::<KEY_LEN>());
        keyring.seal(purpose, key.as_slice())
    }

    /// Opens what [`Self::random_sealed`] made.
    pub fn open(keyring: &Keyring, purpose: &str, sealed: &[u8]) -> Result<Self, SealBroken> {
        let opened = keyring.open(purpose, sealed)?;
        let mut key = Box::new([0; KEY_LEN]);
        if opened.expose_secret().len() != KEY_LEN {
            return Err(SealBroken);
        }
        key.copy_from_slice(opened.expose_secret());
        Ok(Self(Arc::new(SecretBox::new(key))))
    }

    /// HMAC-SHA-256: the same data for the same purpose always gives the same hash, which only the key can make.
    pub fn hash(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        derive(&derive(self.0.expose_secret(), purpose.as_bytes()), data)
    }
}

impl fmt::Debug for HashKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HashKey(…)")
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring")
    }
}

fn derive(key: &[u8; KEY_LEN], data: &[u8]) -> [u8; KEY_LEN] {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), data);
    let mut out = [0; KEY_LEN];
    out.copy_from_slice(tag.as_ref());
    out
}

/// Writes a new key beside its place and links it there, so that the file is whole or absent, and never overwritten.
fn create(data_dir: &Path, path: &Path) -> io::Result<()> {
    let beside = data_dir.join(format!("{FILE}.{}", random::letters(12)));
    let made = write(&beside, &Key::random()).and_then(|()| fs::hard_link(&beside, path));
    let _ = fs::remove_file(&beside);
    match made {
        // Somebody else was first: theirs is the key.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(()) => sync(data_dir),
    }
}

/// A new file for its owner only, on the disk when this returns.
fn write(path: &Path, key: &Key) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{}", key.hex().as_str())?;
    file.sync_all()
}

fn sync(data_dir: &Path) -> io::Result<()> {
    fs::File::open(data_dir)?.sync_all()
}

/// Where the key file is.
pub fn file(data_dir: &Path) -> PathBuf {
    data_dir.join(FILE)
}

/// Whether there is a key file.
pub fn is_there(data_dir: &Path) -> Result<bool, KeyringError> {
    let path = file(data_dir);
    path.try_exists().map_err(|source| KeyringError::File { path, source })
}

/// Whether a key waits in the data folder to take the place of the other.
pub fn next_waits(data_dir: &Path) -> Result<bool, KeyringError> {
    let path = data_dir.join(NEXT_FILE);
    path.try_exists().map_err(|source| KeyringError::File { path, source })
}

/// Puts a key beside the one in use, where it survives whatever happens next. One that an earlier try left is overwritten.
pub fn put_next(data_dir: &Path, key: &Key) -> Result<(), KeyringError> {
    let path = data_dir.join(NEXT_FILE);
    let put = remove(&path).and_then(|()| write(&path, key)).and_then(|()| sync(data_dir));
    put.map_err(|source| KeyringError::File { path, source })
}

/// Lets the key that waits take the place of the one in use, in one step.
pub fn take_next(data_dir: &Path) -> Result<(), KeyringError> {
    let path = data_dir.join(FILE);
    let taken = fs::rename(data_dir.join(NEXT_FILE), &path).and_then(|()| sync(data_dir));
    taken.map_err(|source| KeyringError::File { path, source })
}

/// Forgets the key that waits: nothing was sealed with it.
pub fn drop_next(data_dir: &Path) -> Result<(), KeyringError> {
    let path = data_dir.join(NEXT_FILE);
    remove(&path).map_err(|source| KeyringError::File { path, source })
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::Permissions;

    #[test]
    fn what_is_sealed_opens_after_a_restart_for_its_purpose_only() {
        let dir = tempfile::tempdir().unwrap();
        let sealed = Keyring::load_or_create(dir.path()).unwrap().seal("seed", b"plain words").unwrap();
        let again = Keyring::load_or_create(dir.path()).unwrap();
        assert_eq!(again.open("seed", &sealed).unwrap().expose_secret(), b"plain words");
        assert!(again.open("other", &sealed).is_err());
        assert!(!sealed.windows(5).any(|part| part == b"plain"));
        assert_ne!(again.seal("seed", b"plain words").unwrap(), sealed, "a nonce is drawn every time");
    }

    #[test]
    fn a_changed_byte_a_cut_or_another_key_does_not_open() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let keyring = Keyring::load_or_create(here.path()).unwrap();
        let sealed = keyring.seal("seed", b"plain words").unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(keyring.open("seed", &changed).is_err(), "byte {place}");
            assert!(keyring.open("seed", &sealed[..place]).is_err(), "cut to {place}");
        }
        assert!(Keyring::load_or_create(there.path()).unwrap().open("seed", &sealed).is_err());
    }

    #[test]
    fn a_hash_belongs_to_its_key_and_purpose_and_outlives_the_key_file() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (old, next) = [&here, &there].map(|dir| Keyring::load_or_create(dir.path()).unwrap()).into();
        let sealed = HashKey::random_sealed(&old, "guests").unwrap();
        let key = HashKey::open(&old, "guests", &sealed).unwrap();
        let hash = key.hash("invite", b"code");
        assert_ne!(hash, key.hash("other", b"code"));
        assert_ne!(hash, key.hash("invite", b"codf"));
        assert_ne!(
            hash,
            HashKey::open(&old, "guests", &HashKey::random_sealed(&old, "guests").unwrap()).unwrap().hash("invite", b"code")
        );
        assert!(HashKey::open(&next, "guests", &sealed).is_err() && HashKey::open(&old, "other", &sealed).is_err());
        let again = next.seal("guests", old.open("guests", &sealed).unwrap().expose_secret()).unwrap();
        assert_eq!(HashKey::open(&next, "guests", &again).unwrap().hash("invite", b"code"), hash);
    }

    #[test]
    fn the_file_is_for_its_owner_and_nothing_else_is_left_behind() {
        let dir = tempfile::tempdir().unwrap();
        Keyring::load_or_create(dir.path()).unwrap();
        let mode = fs::metadata(dir.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn many_that_start_at_once_share_one_key() {
        let dir = tempfile::tempdir().unwrap();
        let keyrings: Vec<_> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| Keyring::load_or_create(dir.path()).unwrap())).collect();
            starts.into_iter().map(|start| start.join().unwrap()).collect()
        });
        let sealed = keyrings[0].seal("seed", b"plain words").unwrap();
        assert!(keyrings.iter().all(|keyring| keyring.open("seed", &sealed).is_ok()));
    }

    #[test]
    fn a_bad_file_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(FILE);
        for content in ["", "abcd\n", &"zz".repeat(32), &"ab".repeat(33)] {
            fs::write(&path, content).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
            let error = Keyring::load_or_create(dir.path()).unwrap_err();
            assert!(matches!(error, KeyringError::Content { .. }), "{content}");
            assert!(error.to_string().contains(path.to_str().unwrap()));
        }
        fs::write(&path, "ab".repeat(32)).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        let sentence = Keyring::load_or_create(dir.path()).unwrap_err().to_string();
        assert!(sentence.contains("640") && sentence.contains(path.to_str().unwrap()), "{sentence}");
    }
}
