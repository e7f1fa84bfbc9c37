//! `seam events list --follow`: its output line by line, and its position file.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Lines};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdout};
use std::time::{Duration, Instant};

use crate::support::mock::Response;
use crate::support::socket::{Reply, Server, http};
use crate::*;

const SINCE: [&str; 2] = ["--since", "2025-06-01T00:00:00.000Z"];
/// Polls as fast as it can.
const FAST: [&str; 4] = ["--interval", "10ms", "--timeout", "5"];

/// A following process, which is killed when this is dropped.
struct Follower {
    child: Child,
    out: Lines<BufReader<ChildStdout>>,
    error: Lines<BufReader<ChildStderr>>,
}

impl Follower {
    fn start(url: &str, more: &[&str]) -> Self {
        let mut command = command(SEAM);
        command.args(["events", "list", "--follow"]).args(FAST).args(more);
        command.env("SEAM_API_KEY", API_KEY).env("SEAM_ENDPOINT", url);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap()).lines();
        let error = BufReader::new(child.stderr.take().unwrap()).lines();
        Self { child, out, error }
    }

    fn line(&mut self) -> String {
        self.out.next().expect("a line").unwrap()
    }

    fn lines(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.line()).collect()
    }

    /// Kills it, as a power cut would. Returns what it had printed by then.
    fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.out.by_ref().map(Result::unwrap).collect()
    }

    fn end(mut self) -> (i32, String) {
        // A process that never ends fails the test.
        let start = Instant::now();
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None => assert!(start.elapsed() < Duration::from_secs(60), "it does not end"),
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let code = status.code().unwrap();
        (code, self.error.by_ref().map(Result::unwrap).collect())
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A path in a folder of the test's own.
fn state(name: &str) -> (String, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.join(format!("cli-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("position");
    (path.to_str().unwrap().to_owned(), path)
}

/// Begins an unlock. The fake does it a few requests later; a follower's requests count too.
fn unlock(fake: &FakeSeam) {
    let arguments = ["locks", "unlock-door", "--device-id", FRONT_DOOR];
    let output = seam(&fake.url(), &arguments);
    assert!(output.status.success(), "{output:?}");
}

/// Waits until this many more requests have come.
fn wait_for_requests(fake: &FakeSeam, count: usize) {
    let before = fake.requests().len();
    while fake.requests().len() < before + count {
        std::thread::yield_now();
    }
}

/// The five events that the fake has before the first request.
const FIRST: usize = 5;

#[test]
fn events_are_printed_one_per_line_as_they_arrive() {
    let fake = FakeSeam::start();
    let mut follower = Follower::start(&fake.url(), &SINCE);
    for line in follower.lines(FIRST) {
        let event: Value = serde_json::from_str(&line).unwrap();
        assert!(event["event_id"].is_string() && event["connected_account_id"].is_string());
        // Compact, and on one line.
        assert_eq!(line, event.to_string());
    }
    unlock(&fake);
    let event: Value = serde_json::from_str(&follower.line()).unwrap();
    assert_eq!(event["event_type"], "lock.unlocked");
    assert_eq!(event["method"], "remote");
    assert!(event["action_attempt_id"].is_string());
}

#[test]
fn events_can_be_filtered_and_printed_in_columns() {
    let fake = FakeSeam::start();
    let filters = ["--event-types", "lock.unlocked,lock.locked", "--device-id", FRONT_DOOR];
    let columns = ["--field", "event_type,device_id,odd", "--redact"];
    let arguments = [&SINCE[..], &filters, &columns, &["--limit", "3"]].concat();
    let mut follower = Follower::start(&fake.url(), &arguments);
    unlock(&fake);
    // A field that an event lacks is an empty column.
    assert_eq!(follower.line(), format!("lock.unlocked\t{FRONT_DOOR}\t"));
    let body = fake.requests().into_iter().find(|it| it.path == "/events/list").unwrap().body;
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["event_types"], json!(["lock.unlocked", "lock.locked"]));
    assert_eq!(body["device_ids"], json!([FRONT_DOOR]));
    assert_eq!(body["limit"], 3);
}

#[test]
fn following_resumes_at_its_position_after_a_kill() {
    let fake = FakeSeam::start();
    let (file, path) = state("kill");
    let arguments = [&SINCE[..], &["--state", &file, "--field", "event_id"]].concat();
    let mut seen: Vec<String> = Vec::new();
    let total = FIRST + 8;
    for round in 0.. {
        if round < 8 {
            unlock(&fake);
        } else if seen.len() == total {
            break;
        }
        let mut follower = Follower::start(&fake.url(), &arguments);
        let mut line = follower.line();
        // Only the last event may come again.
        if seen.last() == Some(&line) {
            line = follower.line();
        }
        seen.push(line);
        seen.extend(follower.kill());
    }
    let all: BTreeSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), all.len()), (total, total), "{seen:?}");
    assert!(std::fs::read(&path).unwrap().starts_with(b"seam-client events "));
}

#[test]
fn a_saved_position_overrides_since_and_is_rewritten_only_on_change() {
    let fake = FakeSeam::start();
    let (file, path) = state("twice");
    let arguments = [&SINCE[..], &["--state", &file, "--field", "event_type"]].concat();
    let mut follower = Follower::start(&fake.url(), &arguments);
    follower.lines(FIRST);
    // The position is written after the line: the next line shows that it has been.
    unlock(&fake);
    assert_eq!(follower.line(), "lock.unlocked");
    wait_for_requests(&fake, 3);
    let (saved, time) = (std::fs::read(&path).unwrap(), path.metadata().unwrap().modified());
    wait_for_requests(&fake, 5);
    assert_eq!(path.metadata().unwrap().modified().unwrap(), time.unwrap());
    follower.kill();

    // No start time has to be passed again.
    let arguments = ["--state", file.as_str(), "--since", "1d", "--field", "event_type"];
    let mut follower = Follower::start(&fake.url(), &arguments);
    unlock(&fake);
    assert_eq!(follower.line(), "lock.unlocked");
    assert!(fake.requests().iter().all(|request| request.path != "/workspaces/get"));
    assert_ne!(std::fs::read(&path).unwrap().len(), 0);
    assert!(!saved.is_empty());
}

#[test]
fn an_invalid_position_is_rejected_before_anything_is_sent() {
    let mock = Mock::always(200, r#"{"events":[]}"#);
    let (file, path) = state("damaged");
    for (bytes, why) in [
        (&b""[..], "the file is empty"),
        (b"seam-client events 1 0123456789abcdef\n{}", "the saved position is damaged"),
        (b"position", "the saved position is damaged"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let output = seam(&mock.url(), &["events", "list", "--follow", "--state", &file]);
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (2, ""));
        assert!(error.contains(why) && error.contains("delete the file to start over"), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
    let missing = path.parent().unwrap().join("missing/position");
    let arguments = ["events", "list", "--follow", "--state", missing.to_str().unwrap()];
    let output = seam(&mock.url(), &arguments);
    assert_eq!((parts(&output).0, parts(&output).1), (2, ""));
    assert!(mock.requests().is_empty());
}

#[test]
fn only_one_process_may_use_a_position_file() {
    let fake = FakeSeam::start();
    let (file, _) = state("lock");
    let arguments = [&SINCE[..], &["--state", &file]].concat();
    let mut first = Follower::start(&fake.url(), &arguments);
    first.lines(1);
    let (code, error) = Follower::start(&fake.url(), &arguments).end();
    assert_eq!(code, 2);
    assert!(error.contains("another process uses this file"), "{error}");
    first.kill();
    // The lock ends with the process that held it.
    unlock(&fake);
    Follower::start(&fake.url(), &arguments).lines(1);
}

#[test]
fn following_continues_through_an_outage_and_reports_it_once() {
    let fake = FakeSeam::start();
    let mut follower = Follower::start(&fake.url(), &[&SINCE[..], &["--timeout", "1"]].concat());
    follower.lines(FIRST);
    fake.outage(true);
    let error = follower.error.next().unwrap().unwrap();
    assert!(error.starts_with("seam: ") && error.ends_with("; retrying until it works"), "{error}");
    assert!(error.contains("503"), "{error}");
    // Several tries, but one sentence.
    wait_for_requests(&fake, 12);
    fake.outage(false);
    assert_eq!(follower.error.next().unwrap().unwrap(), "seam: requests succeed again");
    unlock(&fake);
    assert!(follower.line().contains("lock.unlocked"));
}

#[test]
fn following_ends_when_seam_rejects_the_request() {
    let refusal = r#"{"error":{"type":"unauthorized","message":"API Key not found"}}"#;
    let mock = Mock::always(401, refusal);
    let (code, error) = Follower::start(&mock.url(), &SINCE).end();
    assert_eq!(code, 1);
    assert!(error.contains("unauthorized: API Key not found"), "{error}");
    assert_eq!(mock.requests().len(), 1);
}

#[test]
fn following_ends_when_its_reader_is_gone_and_loses_no_event() {
    let fake = FakeSeam::start();
    let (file, _) = state("reader");
    let arguments = [&SINCE[..], &["--state", &file, "--field", "event_type"]].concat();
    let mut follower = Follower::start(&fake.url(), &arguments);
    follower.lines(FIRST);
    // The pipe closes with its reader, which is another process.
    let mut other = command("true").stdout(Stdio::piped()).spawn().unwrap();
    follower.out = BufReader::new(other.stdout.take().unwrap()).lines();
    other.wait().unwrap();
    unlock(&fake);
    let (code, error) = follower.end();
    assert_eq!(code, 6);
    assert!(error.contains("standard output"), "{error}");

    // Another event comes in any case.
    let lock = ["locks", "lock-door", "--device-id", FRONT_DOOR];
    assert_eq!(parts(&seam(&fake.url(), &lock)).0, 0);
    let mut follower = Follower::start(&fake.url(), &arguments);
    let mut lines = follower.lines(2);
    // The last event may come again.
    if !lines[0].starts_with("lock.") {
        lines.remove(0);
        lines.push(follower.line());
    }
    assert_eq!(lines, ["lock.unlocked", "lock.locked"]);
}

#[test]
fn since_one_day_is_relative_to_seams_clock() {
    let mock = Mock::start(|_| {
        Response {
        status: 200,
        request_id: "request-1".into(),
        body: r#"{"events":[{"event_id":"e","event_type":"lock.locked","created_at":"2025-06-18T06:10:42.000Z"}]}"#.into(),
    }
    });
    let mut follower =
        Follower::start(&mock.url(), &["--since", "2025-06-18", "--field", "event_id"]);
    assert_eq!(follower.line(), "e");
    assert!(mock.request().body.contains(r#""since":"2025-06-18T00:00:00.000Z""#));
    drop(follower);
    let before = mock.requests().len();
    let mut follower = Follower::start(&mock.url(), &["--since", "1d", "--field", "event_id"]);
    assert_eq!(follower.line(), "e");
    let requests = mock.requests();
    assert_eq!(requests[before].path, "/workspaces/get");
    assert_eq!(requests[before + 1].path, "/events/list");
}

#[test]
fn options_that_follow_does_not_support_are_named() {
    for (arguments, sentence) in [
        (&["events", "list", "--follow", "--space-id", "s"][..], "leave out \"space_id\""),
        (&["events", "list", "--follow", "--event-type", "a", "--event-types", "b"], "each once"),
        (&["events", "list", "--follow", "--raw", "{}"], "--follow cannot be used with --raw"),
        (&["events", "list", "--follow", "--retry"], "--follow cannot be used with --retry"),
        (
            &["events", "list", "--follow", "--interval", "soon"],
            "--interval \"soon\" is not a duration",
        ),
        (
            &["events", "list", "--follow", "--since", "2025-13-01"],
            "--since is not a time, such as",
        ),
        (&["events", "get", "--follow"], "cannot be followed; only /events/list can"),
        (&["devices", "list", "--state", "file"], "--state is for --follow"),
        (&["devices", "list", "--interval", "5s"], "--interval is for --follow"),
    ] {
        let error = usage(arguments);
        assert!(error.contains(sentence), "{error}");
    }
}

#[test]
fn without_seams_time_following_asks_for_since() {
    let server = Server::start([Reply::Send(http("200 OK", r#"{"events":[]}"#))]);
    let output = seam(&server.url(), &["events", "list", "--follow"]);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (1, ""), "{error}");
    assert!(error.contains("--since") && !error.contains("::"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_position_file_behind_a_symlink_is_replaced_and_the_link_kept() {
    let fake = FakeSeam::start();
    let (file, path) = state("linked");
    let link = path.with_extension("link");
    let _ = std::fs::remove_file(&link);
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let follow = |file: &str, count| {
        let arguments = [&SINCE[..], &["--state", file, "--field", "event_type"]].concat();
        let mut follower = Follower::start(&fake.url(), &arguments);
        let lines = follower.lines(count);
        // The position is written after the line, and before the next request.
        wait_for_requests(&fake, fake.requests().len() + 1);
        follower.kill();
        lines
    };
    follow(&file, FIRST);
    unlock(&fake);
    assert_eq!(follow(link.to_str().unwrap(), 1), ["lock.unlocked"]);
    assert!(link.is_symlink());
    let (first, second) = (std::fs::read(&path).unwrap(), std::fs::read(&link).unwrap());
    assert_eq!(first, second);
    std::fs::remove_file(link).unwrap();
}

#[test]
fn following_ends_at_a_response_it_cannot_decode() {
    for (body, code) in [(r#"{"events":[{}]}"#, 6), (r#"{"events":{}}"#, 6), ("odd", 6)] {
        let mock = Mock::always(200, body);
        let (ended, error) = Follower::start(&mock.url(), &SINCE).end();
        assert_eq!(ended, code, "{error}");
        assert!(!error.contains("odd") && !error.contains("trying again"), "{error}");
    }
}
