//! Standard output and standard error that refuse writes.

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;

use crate::*;

fn call(url: &str, arguments: &[&str]) -> Command {
    let mut command = command(SEAM);
    command.args(arguments).env("SEAM_API_KEY", API_KEY).env("SEAM_ENDPOINT", url);
    command
}

const UNLOCK: [&str; 4] = ["locks", "unlock-door", "--device-id", FRONT_DOOR];

fn full() -> File {
    OpenOptions::new().write(true).open("/dev/full").unwrap()
}

/// A pipe without a reader.
fn closed() -> Stdio {
    let (reader, writer) = UnixStream::pair().unwrap();
    drop(reader);
    OwnedFd::from(writer).into()
}

#[cfg(target_os = "linux")]
#[test]
fn a_completed_call_whose_output_fails_has_its_own_exit_code() {
    let fake = FakeSeam::start();
    let unlock = |out: Stdio| {
        let before = fake.requests().len();
        let output = call(&fake.url(), &UNLOCK).stdout(out).output().unwrap();
        assert_eq!(fake.requests().len(), before + 1);
        let (code, _, error) = parts(&output);
        assert_eq!((code, error.lines().count()), (6, 1), "{error}");
        error.to_owned()
    };
    let error = unlock(full().into());
    assert!(error.starts_with("seam: done, but standard output is full: "), "{error}");
    let error = unlock(closed());
    assert!(error.starts_with("seam: done, but standard output is closed: "), "{error}");
    // Open for reading only.
    let error = unlock(File::open("/dev/null").unwrap().into());
    assert!(error.starts_with("seam: done, but standard output cannot be "), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn closing_the_pipe_while_help_is_printed_is_not_an_error() {
    for arguments in [&["--help"][..], &["--version"], &["locks", "unlock-door", "--help"]] {
        let run = |out: Stdio| command(SEAM).args(arguments).stdout(out).output().unwrap();
        assert_eq!(parts(&run(closed())), (0, "", ""), "{arguments:?}");
        let output = run(full().into());
        let (code, _, error) = parts(&output);
        assert_eq!(code, 6);
        assert!(error.starts_with("seam: standard output: "), "{error}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_unwritable_standard_error_does_not_change_the_exit_code() {
    let refused = Mock::always(400, r#"{"error":{"type":"t","message":"m"},"ok":false}"#);
    for arguments in [&UNLOCK[..], &["locks"], &["--json-errors", "locks"]] {
        let expected = seam(&refused.url(), arguments).status.code();
        for error in [full().into(), closed(), File::open("/dev/null").unwrap().into()] {
            let mut command = call(&refused.url(), arguments);
            let status = command.stdout(Stdio::null()).stderr(error).status().unwrap();
            assert_eq!(status.code(), expected, "{arguments:?}");
        }
    }
    // Closed: only a shell can start a process like this.
    let fake = FakeSeam::start();
    for (redirection, expected) in [("2>&-", "1\n"), ("2>&- >&-", "1\n"), ("<&- 2>&- >&-", "1\n")] {
        let text = format!("({SEAM} devices get --device-id x {redirection}); echo $?");
        assert_eq!(parts(&script(&fake.url(), &text)), (0, expected, ""), "{redirection}");
    }
}

/// Makes the pipe non-blocking for all of its users, as Node and others do.
#[cfg(target_os = "linux")]
#[test]
fn a_nonblocking_pipe_loses_no_output() {
    let body = format!(r#"{{"a": ["{}"]}}"#, "0123456789".repeat(400_000));
    let mock = Mock::always(200, &body);
    let (mut reader, writer) = UnixStream::pair().unwrap();
    writer.set_nonblocking(true).unwrap();
    let writer = Stdio::from(OwnedFd::from(writer));
    let mut command = call(&mock.url(), &["call", "/a/b", "--max-size", "8M", "--timeout=90"]);
    let mut child = command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    // The command still holds an end of the pipe.
    drop(command);
    let mut out = String::new();
    reader.read_to_string(&mut out).unwrap();
    let mut error = String::new();
    child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
    assert_eq!((child.wait().unwrap().code(), error.as_str()), (Some(0), ""));
    assert_eq!(out.len(), body.len() + 5, "{}", &out[..100]);
    assert!(out.ends_with("89\"]\n}\n"));
}
