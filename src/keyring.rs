//! The key file: what is encrypted in the database opens only with it.
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::hmac;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretBox, SecretSlice};

use crate::random;

const FILE: &str = "roomkey.key";
const KEY_LEN: usize = 32;

/// Seals what must not be read from a stolen database, with keys derived from the key file.
#[derive(Clone)]
pub struct Keyring {
    sealing: Arc<RandomizedNonceKey>,
    hashing: Arc<SecretBox<[u8; KEY_LEN]>>,
}

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
#[error("what is sealed does not open with this key file")]
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
        let mode = fs::metadata(&path).map_err(failed)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyringError::Open { path, mode });
        }
        let text = Zeroizing::new(fs::read(&path).map_err(failed)?);
        let mut key = Zeroizing::new([0; KEY_LEN]);
        hex::decode_to_slice(text.trim_ascii(), key.as_mut()).map_err(|_| KeyringError::Content { path: path.clone() })?;
        Self::from_key(&key).ok_or(KeyringError::Content { path })
    }

    fn from_key(key: &[u8; KEY_LEN]) -> Option<Self> {
        let sealing = RandomizedNonceKey::new(&AES_256_GCM_SIV, &derive(key, b"seal")).ok()?;
        Some(Self { sealing: Arc::new(sealing), hashing: Arc::new(SecretBox::new(Box::new(derive(key, b"hash")))) })
    }

    /// Encrypts with AES-256-GCM-SIV under a random nonce; opens again only for the same `purpose`. The result is 28
    /// bytes longer than `plaintext`: the nonce before it, the tag behind it.
    pub fn seal(&self, purpose: &str, plaintext: &[u8]) -> Result<Vec<u8>, SealBroken> {
        let mut text = plaintext.to_vec();
        let nonce = self.sealing.seal_in_place_append_tag(Aad::from(purpose), &mut text).map_err(|_| SealBroken)?;
        Ok([nonce.as_ref().as_slice(), &text].concat())
    }

    /// Opens what [`Self::seal`] made for the same purpose with the same key file.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<SecretSlice<u8>, SealBroken> {
        let (nonce, text) = sealed.split_at_checked(NONCE_LEN).ok_or(SealBroken)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealBroken)?;
        let mut text = Zeroizing::new(text.to_vec());
        let plaintext = self.sealing.open_in_place(nonce, Aad::from(purpose), &mut text).map_err(|_| SealBroken)?;
        Ok(plaintext.to_vec().into())
    }

    /// HMAC-SHA-256: the same data for the same purpose always gives the same hash, which only the key file can make.
    pub fn keyed_hash(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        derive(&derive(self.hashing.expose_secret(), purpose.as_bytes()), data)
    }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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
    let text = Zeroizing::new(hex::encode(Zeroizing::new(random::bytes::<KEY_LEN>()).as_slice()));
    let made = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
        writeln!(file, "{}", text.as_str())?;
        file.sync_all()?;
        fs::hard_link(&beside, path)
    })();
    let _ = fs::remove_file(&beside);
    match made {
        // Somebody else was first: theirs is the key.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(()) => fs::File::open(data_dir)?.sync_all(),
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
    fn a_hash_belongs_to_key_and_purpose() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let keyring = Keyring::load_or_create(here.path()).unwrap();
        let hash = keyring.keyed_hash("invite", b"code");
        assert_eq!(hash, Keyring::load_or_create(here.path()).unwrap().keyed_hash("invite", b"code"));
        assert_ne!(hash, keyring.keyed_hash("other", b"code"));
        assert_ne!(hash, keyring.keyed_hash("invite", b"codf"));
        assert_ne!(hash, Keyring::load_or_create(there.path()).unwrap().keyed_hash("invite", b"code"));
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
        let hashes: Vec<_> = std::thread::scope(|scope| {
            let starts: Vec<_> =
                (0..8).map(|_| scope.spawn(|| Keyring::load_or_create(dir.path()).unwrap().keyed_hash("p", b"d"))).collect();
            starts.into_iter().map(|start| start.join().unwrap()).collect()
        });
        assert!(hashes.iter().all(|hash| *hash == hashes[0]));
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
