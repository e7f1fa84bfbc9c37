//! The scripts of `examples/scripts`, run as a gateway would: by dash, by bash and by busybox's sh.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use crate::support::socket::read_request;
use crate::*;

/// The shells of this machine. `.ci/command` installs all of them.
fn shells() -> Vec<(&'static str, &'static [&'static str])> {
    let all = [("dash", &[][..]), ("bash", &["--posix"]), ("busybox", &["sh"])];
    let is_there = |shell: &(&str, &[&str])| {
        command(shell.0)
            .args(shell.1)
            .args(["-c", ":"])
            .output()
            .is_ok_and(|it| it.status.success())
    };
    let (found, missing): (Vec<_>, Vec<_>) = all.into_iter().partition(is_there);
    missing.into_iter().for_each(|shell| skip(shell.0));
    found
}

/// Runs a script of `examples/scripts`.
fn run(shell: (&str, &[&str]), script: &str, argument: &str, url: &str, key: &str) -> Output {
    let bin = Path::new(SEAM).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/scripts").join(script);
    let mut command = command(shell.0);
    command.args(shell.1).arg(script).arg(argument);
    command.env("PATH", path).env("SEAM_API_KEY", key).env("SEAM_ENDPOINT", url);
    // Keep the test short.
    command.env("TIMEOUT", "1").env("PAUSE", "0").output().unwrap()
}

fn keys(name: &str, count: usize) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("cli-{}-{name}", std::process::id()));
    let keys: String = (1..=count).map(|number| format!("user {number} of 'all'\n")).collect();
    std::fs::write(&path, keys).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_session_script_serves_twenty_users_in_parallel() {
    let file = keys("twenty", 20);
    for shell in shells() {
        let fake = FakeSeam::start();
        let output = run(shell, "sessions.sh", &file, &fake.url(), API_KEY);
        let (code, out, error) = parts(&output);
        assert_eq!((code, error), (0, ""), "{shell:?}");
        let rows: BTreeSet<_> = out.lines().map(|line| line.split_once('\t').unwrap()).collect();
        let users: BTreeSet<_> = rows.iter().map(|row| row.0.to_owned()).collect();
        let wanted: BTreeSet<_> =
            (1..=20).map(|number| format!("user {number} of 'all'")).collect();
        assert_eq!(users, wanted, "{shell:?}");
        let tokens: BTreeSet<_> = rows.iter().map(|row| row.1).collect();
        assert_eq!(tokens.len(), 20);
        assert!(tokens.iter().all(|token| token.starts_with("seam_cst")));
        assert_eq!(fake.sessions(), 20);
    }
}

#[test]
fn scripts_distinguish_a_network_outage_from_a_wrong_key() {
    let file = keys("two", 2);
    let fake = FakeSeam::start();
    let (_held, port) = closed_port();
    let nobody = format!("http://127.0.0.1:{port}");
    for shell in shells() {
        let down = run(shell, "sessions.sh", &file, &nobody, API_KEY);
        let (code, out, error) = parts(&down);
        assert_eq!((code, out), (3, ""), "{shell:?}: {error}");
        assert!(error.ends_with("run this again later\n"), "{error}");
        assert_eq!(parts(&run(shell, "unlock.sh", FRONT_DOOR, &nobody, API_KEY)).0, 3);

        let wrong = run(shell, "sessions.sh", &file, &fake.url(), "seam_wrong");
        let (code, out, error) = parts(&wrong);
        assert_eq!((code, out), (1, ""), "{shell:?}: {error}");
        assert!(error.ends_with("check the key and its permissions\n"), "{error}");
        assert_eq!(parts(&run(shell, "unlock.sh", FRONT_DOOR, &fake.url(), "seam_wrong")).0, 1);
    }
    assert!(fake.requests().iter().all(|request| request.path != "/locks/unlock_door"));
}

#[test]
fn the_unlock_script_unlocks_the_door_or_says_why_not() {
    for shell in shells() {
        let fake = FakeSeam::start();
        let opened = run(shell, "unlock.sh", FRONT_DOOR, &fake.url(), API_KEY);
        let (code, out, error) = parts(&opened);
        assert_eq!((code, error), (0, ""), "{shell:?}");
        assert!(out.starts_with("3f2b1c8d-"), "{out}");
        let closed = run(shell, "unlock.sh", OFFLINE_DOOR, &fake.url(), API_KEY);
        let (code, out, error) = parts(&closed);
        assert_eq!((code, out), (1, ""), "{shell:?}");
        assert!(error.contains("device_offline"), "{error}");
        assert_eq!(unlocks(&fake), 2);
    }
}

const UNLOCK: &str = "/locks/unlock_door";

fn unlocks(fake: &FakeSeam) -> usize {
    fake.requests().iter().filter(|request| request.path == UNLOCK).count()
}

/// A proxy between the script and the fake that breaks each connection on which one of these paths is called, after or
/// before the fake gets the request.
fn breaking(fake: &FakeSeam, paths: &'static [&str], is_handed_on: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let address = fake.url().trim_start_matches("http://").to_owned();
    thread::spawn(move || {
        for mut client in listener.incoming().map_while(Result::ok) {
            let Ok(Some(request)) = read_request(&mut client) else { continue };
            let is_broken = paths.iter().any(|path| request.starts_with(&format!("POST {path} ")));
            if is_broken && !is_handed_on {
                continue;
            }
            let mut server = TcpStream::connect(&address).unwrap();
            let request = request.replacen("\r\n\r\n", "\r\nconnection: close\r\n\r\n", 1);
            let mut response = Vec::new();
            server.write_all(request.as_bytes()).unwrap();
            server.read_to_end(&mut response).unwrap();
            if !is_broken {
                let _ = client.write_all(&response);
            }
        }
    });
    url
}

#[test]
fn an_unlock_with_a_lost_response_is_checked_and_not_sent_twice() {
    for shell in shells() {
        let fake = FakeSeam::start();
        let url = breaking(&fake, &[UNLOCK], true);
        // An earlier attempt exists already.
        assert_eq!(parts(&run(shell, "unlock.sh", FRONT_DOOR, &fake.url(), API_KEY)).0, 0);
        let output = run(shell, "unlock.sh", FRONT_DOOR, &url, API_KEY);
        let (code, out, error) = parts(&output);
        assert_eq!(code, 0, "{shell:?}: {error}");
        assert!(out.ends_with("000000000002\n"), "{shell:?}: {out}");
        assert_eq!(unlocks(&fake), 2, "{shell:?}");
    }
}

#[test]
fn an_unlock_whose_attempt_cannot_be_read_may_have_opened_the_door() {
    for shell in shells() {
        let fake = FakeSeam::start();
        let url = breaking(&fake, &[UNLOCK, "/action_attempts/get"], true);
        let output = run(shell, "unlock.sh", FRONT_DOOR, &url, API_KEY);
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (4, ""), "{shell:?}: {error}");
        assert_eq!(unlocks(&fake), 1, "{shell:?}");
    }
}

#[test]
fn an_unlock_with_a_lost_response_that_failed_leaves_the_door_closed() {
    for shell in shells() {
        let fake = FakeSeam::start();
        let url = breaking(&fake, &[UNLOCK], true);
        let output = run(shell, "unlock.sh", OFFLINE_DOOR, &url, API_KEY);
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (1, ""), "{shell:?}: {error}");
        assert!(error.contains("device_offline"), "{error}");
        assert_eq!(unlocks(&fake), 1, "{shell:?}");
    }
}

#[test]
fn an_unlock_that_never_arrived_is_safe_to_run_again() {
    for shell in shells() {
        let fake = FakeSeam::start();
        let url = breaking(&fake, &[UNLOCK], false);
        let output = run(shell, "unlock.sh", FRONT_DOOR, &url, API_KEY);
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (3, ""), "{shell:?}: {error}");
        assert!(error.ends_with("the door is still closed: run this again\n"), "{error}");
        assert_eq!(unlocks(&fake), 0);
    }
}
