//! Reads files and standard input: a request's body, certificates, and secrets.

#[cfg(unix)]
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
#[cfg(unix)]
use std::path::Path;
use std::thread;
use std::time::Duration;

#[cfg(unix)]
use seam_client::redacted;
use seam_client::{Secret, shown};

use crate::failure::Failure;
use crate::names::flag;
use crate::options::Options;
#[cfg(unix)]
use crate::writer::warn;

/// The largest file that is read, if it is a secret and if it is anything else.
const MAX_SECRET_SIZE: usize = 64 << 10;
const MAX_FILE_SIZE: usize = 16 << 20;

/// The options whose value may be `-`, for standard input.
const ACCEPT_INPUT: [&str; 3] = ["raw", "api_key_file", "user_identifier_key_file"];

/// The one line of the file that this option names; `None` if the option is not given.
pub(crate) fn secret_file(options: &Options, name: &str) -> Result<Option<Secret>, Failure> {
    let Some(path) = options.get(name) else { return Ok(None) };
    let option = flag(name);
    let readers = ACCEPT_INPUT.iter().filter(|name| options.get(name) == Some("-"));
    if path == "-" && readers.count() > 1 {
        return Err(Failure::Usage(format!(
            "{option} is standard input, and so is another option: there is only one"
        )));
    }
    let text = Secret::from(utf8(read(path, &option, MAX_SECRET_SIZE)?, &option)?);
    let mut lines = text.expose().split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let flaw = match (lines.next(), lines.next()) {
        (Some(line), None) => {
            if path != "-" {
                check_mode(path, &option, options);
            }
            return Ok(Some(Secret::from(line)));
        }
        (None, _) => "is empty",
        (Some(_), Some(_)) => "has more than one line: leave only the one with the secret in it",
    };
    Err(Failure::Usage(format!("the file of {option} {flaw}")))
}

/// The text of the file that an option names, or of standard input.
pub(crate) fn text_file(path: &str, option: &str) -> Result<String, Failure> {
    utf8(read(path, option, MAX_FILE_SIZE)?, option)
}

/// The bytes of a file that an option names.
#[cfg(feature = "tls")]
pub(crate) fn file(path: &str, option: &str) -> Result<Vec<u8>, Failure> {
    read(path, option, MAX_FILE_SIZE)
}

fn read(path: &str, option: &str, max: usize) -> Result<Vec<u8>, Failure> {
    let result = match path {
        "-" => {
            let mut input = io::stdin();
            read_all(&mut |buffer| input.read(buffer), max)
        }
        _ => File::open(path).and_then(|mut file| read_all(&mut |buffer| file.read(buffer), max)),
    };
    let flaw = match result {
        Ok(Some(bytes)) => return Ok(bytes),
        Ok(None) => format!("it is larger than {} KiB", max >> 10),
        Err(error) => error.to_string(),
    };
    Err(Failure::Usage(format!("{option} {}: {flaw}", shown(path))))
}

/// Reads to the end; `None` if there is more than `max`. Waits for input that is not ready, such as a pipe that another
/// program has made non-blocking.
fn read_all(
    read: &mut dyn FnMut(&mut [u8]) -> io::Result<usize>,
    max: usize,
) -> io::Result<Option<Vec<u8>>> {
    // All of a secret fits, so that none is left in a buffer that was too small.
    let mut bytes = vec![0; MAX_SECRET_SIZE + 1];
    let mut filled = 0;
    while filled <= max {
        if filled == bytes.len() {
            bytes.resize(filled * 2, 0);
        }
        match read(bytes.get_mut(filled..).unwrap_or_default()) {
            Ok(0) => {
                bytes.truncate(filled);
                return Ok(Some(bytes));
            }
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// The text of a file that an editor saved, without its byte order mark.
fn utf8(bytes: Vec<u8>, option: &str) -> Result<String, Failure> {
    let is_wide = |is_empty: fn(&[u8]) -> bool| bytes.len() > 1 && bytes.chunks(2).all(is_empty);
    if bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || is_wide(|pair| matches!(pair, [(1..), 0]))
        || is_wide(|pair| matches!(pair, [0, (1..)]))
    {
        return Err(Failure::Usage(format!("the file of {option} is UTF-16: save it as UTF-8")));
    }
    let mut text = String::from_utf8(bytes)
        .map_err(|_| Failure::not_text(&format!("the file of {option}")))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// Warns if users other than the owner can read the file.
#[cfg(unix)]
fn check_mode(path: &str, option: &str, options: &Options) {
    use std::os::unix::fs::MetadataExt as _;

    let Ok(metadata) = std::fs::metadata(path) else { return };
    let credentials = std::env::var_os("CREDENTIALS_DIRECTORY");
    let is_in = |folder: &OsStr| Path::new(path).starts_with(folder);
    if metadata.is_file()
        && is_open(metadata.mode(), metadata.uid())
        && !credentials.is_some_and(|folder| is_in(&folder))
        && !SERVICE_FOLDERS.iter().any(|folder| is_in(folder.as_ref()))
    {
        // Even if it looks like a secret, it is a file's name: the file was read.
        let path = redacted("", path);
        warn(options, &format!("others can read the file of {option}: chmod 600 {path:?}"));
    }
}

#[cfg(not(unix))]
fn check_mode(_: &str, _: &str, _: &Options) {}

/// Folders whose files' modes are not the user's choice: those of descriptors, and of the secrets that systemd (0400 or
/// 0440, owned by root), Docker (0444) and Kubernetes (0644) pass to a single service.
#[cfg(unix)]
const SERVICE_FOLDERS: [&str; 5] =
    ["/dev", "/proc", "/run/credentials", "/run/secrets", "/var/run/secrets"];

/// Whether a file of this mode and owner can be read by users who should not. Root uses a group to let one service read
/// a file that it cannot change; a user's group usually contains everybody.
#[cfg(unix)]
fn is_open(mode: u32, owner: u32) -> bool {
    mode & 0o004 != 0 || mode & 0o040 != 0 && owner != 0
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_file_is_accepted_as_editors_save_it() {
        let read = |bytes: &[u8]| utf8(bytes.to_vec(), "--a").ok();
        assert_eq!(read(b"\xef\xbb\xbfseam_1\r\n").unwrap(), "seam_1\r\n");
        assert_eq!(read(b"").unwrap(), "");
        assert_eq!(read(b"a").unwrap(), "a");
        assert_eq!(read(b"\0\0").unwrap(), "\0\0");
        assert!(read(b"a\xff").is_none());
    }

    #[test]
    fn reading_retries_until_the_end_of_the_file() {
        let read = |length: usize, max| {
            let again = [ErrorKind::Interrupted, ErrorKind::WouldBlock];
            let (mut left, mut errors) = (length, again.into_iter());
            let mut read = |buffer: &mut [u8]| {
                if let Some(error) = errors.next() {
                    return Err(error.into());
                }
                let count = buffer.len().min(left).min(10_000);
                buffer.iter_mut().take(count).for_each(|byte| *byte = b'a');
                left -= count;
                Ok(count)
            };
            read_all(&mut read, max).unwrap().map(|bytes| {
                assert!(bytes.iter().all(|byte| *byte == b'a'));
                bytes.len()
            })
        };
        for length in [0, 1, MAX_SECRET_SIZE, MAX_SECRET_SIZE + 1, MAX_SECRET_SIZE + 2, 300_000] {
            assert_eq!(read(length, MAX_FILE_SIZE), Some(length));
        }
        assert_eq!(read(MAX_SECRET_SIZE, MAX_SECRET_SIZE), Some(MAX_SECRET_SIZE));
        assert_eq!(read(MAX_SECRET_SIZE + 1, MAX_SECRET_SIZE), None);
        assert_eq!(read(usize::MAX, MAX_FILE_SIZE), None);
    }

    #[test]
    fn utf_16_files_are_rejected_with_a_hint() {
        let units: Vec<u16> = "seam_1\r\n".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for (mark, text) in
            [(&b"\xff\xfe"[..], &little), (b"\xfe\xff", &big), (b"", &little), (b"", &big)]
        {
            let Err(Failure::Usage(sentence)) = utf8([mark, text].concat(), "--a") else {
                unreachable!("{mark:?}")
            };
            assert_eq!(sentence, "the file of --a is UTF-16: save it as UTF-8");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_mode_is_open_if_other_users_can_read_the_file() {
        for (mode, owner, expected) in [
            (0o100_600, 1000, false),
            (0o100_400, 0, false),
            (0o100_440, 0, false),
            (0o100_640, 0, false),
            (0o100_644, 0, true),
            (0o100_640, 1000, true),
            (0o100_604, 1000, true),
            (0o100_700, 1000, false),
        ] {
            assert_eq!(is_open(mode, owner), expected, "{mode:o} {owner}");
        }
    }
}
