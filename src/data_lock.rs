//! Who is at the data folder: many side by side, or one alone.
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

const FILE: &str = "roomkey.lock";

/// A hold on the data folder, which ends when the last clone goes, or with the process, however that ends.
#[derive(Clone, Debug)]
pub struct DataLock {
    _file: Arc<File>,
}

impl DataLock {
    /// Beside others that serve or run commands; waits until nobody is alone there.
    pub fn shared(data_dir: &Path) -> io::Result<Self> {
        let file = open(data_dir)?;
        file.lock_shared()?;
        Ok(Self { _file: Arc::new(file) })
    }

    /// Alone, if nobody else is there now.
    pub fn try_alone(data_dir: &Path) -> io::Result<Option<Self>> {
        let file = open(data_dir)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: Arc::new(file) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

fn open(data_dir: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(data_dir.join(FILE))
}
