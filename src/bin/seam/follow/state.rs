//! `--state`: a follower's position in a file.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use seam_client::{EventFollower, shown};

use crate::failure::Failure;

/// The file of a position.
pub(crate) struct State {
    path: PathBuf,
    /// What is in the file; empty, if there is none.
    saved: Vec<u8>,
    /// The file that the next position is written to, before it replaces the last one.
    new: PathBuf,
    /// Locked until this process ends, so that no other process uses the same position.
    _lock: File,
}

impl State {
    /// Reads the file, if there is one, and checks that a position can be written.
    pub(crate) fn open(path: &str) -> Result<Self, Failure> {
        // If it is a link, replace its target and not the link.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.into());
        let failed = |error: io::Error| Failure::Usage(sentence(&path, &error));
        let lock = lock(&beside(&path, ".lock")).map_err(failed)?;
        let saved = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(failed(error)),
        };
        if saved.is_empty() && path.exists() {
            return Err(Failure::Usage(damaged(&path, "the file is empty")));
        }
        let new = beside(&path, ".new");
        // Fail before the first event rather than after it.
        File::create(&new).and_then(|_| fs::remove_file(&new)).map_err(failed)?;
        Ok(Self { path, saved, new, _lock: lock })
    }

    pub(crate) fn has_position(&self) -> bool {
        !self.saved.is_empty()
    }

    /// Lets the follower continue where it was.
    pub(crate) fn restore(&self, follower: &mut EventFollower) -> Result<(), Failure> {
        if !self.has_position() {
            return Ok(());
        }
        follower
            .restore(&self.saved)
            .map_err(|error| Failure::Usage(damaged(&self.path, &error.to_string())))
    }

    /// Writes a position if it has changed.
    pub(crate) fn save(&mut self, position: &[u8]) -> Result<(), Failure> {
        if self.saved == position {
            return Ok(());
        }
        self.write(position).map_err(|error| Failure::Output(sentence(&self.path, &error)))?;
        self.saved = position.to_vec();
        Ok(())
    }

    /// Syncs the new file before it replaces the old one: after a power cut the file has the old or the new position,
    /// and is never empty.
    fn write(&self, position: &[u8]) -> io::Result<()> {
        let mut file = File::create(&self.new)?;
        file.write_all(position)?;
        file.sync_all()?;
        fs::rename(&self.new, &self.path)
    }
}

/// The path of another file in the same folder.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

fn sentence(path: &Path, error: &io::Error) -> String {
    format!("--state {}: {error}", shown(&path.to_string_lossy()))
}

fn damaged(path: &Path, why: &str) -> String {
    format!(
        "--state {}: {why}; delete the file to start over (with --since: from that time)",
        shown(&path.to_string_lossy())
    )
}

/// Two processes with the same file would overwrite each other's position.
fn lock(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).write(true).truncate(false);
    // There, nobody else can open the file while it is open.
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 0);
    let file = options.open(path).map_err(|error| match error.raw_os_error() {
        Some(IS_IN_USE) if cfg!(windows) => io::Error::other(OTHER),
        _ => error,
    })?;
    #[cfg(unix)]
    rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive).map_err(
        |error| match error {
            rustix::io::Errno::WOULDBLOCK => io::Error::other(OTHER),
            error => error.into(),
        },
    )?;
    Ok(file)
}

const OTHER: &str = "another process uses this file";

/// Windows' ERROR_SHARING_VIOLATION.
const IS_IN_USE: i32 = 32;
