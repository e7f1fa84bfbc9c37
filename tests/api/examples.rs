//! The examples do what they say, and never print a token.

#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support;

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use seam_client::access_codes::{self, Create};
use seam_client::devices::simulate::Disconnect;
use seam_client::{Credential, Seam};
use support::fake_seam::{API_KEY, FRONT_DOOR, FakeSeam, OFFLINE_DOOR, THERMOSTAT};
use support::mock::Response;

/// An example with these variables, and no other SEAM_ variables.
fn program(example: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    // cargo builds the examples into the folder beside the one of the tests.
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(|deps| deps.parent()).unwrap();
    let program: PathBuf = folder.join("examples").join(example);
    assert!(program.exists(), "cargo test builds {}; --test alone does not", program.display());
    let mut command = support::command(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("SEAM_") {
            command.env_remove(name);
        }
    }
    command.args(arguments).envs(variables.iter().copied());
    command
}

fn run(example: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    program(example, arguments, variables).output().unwrap()
}

/// What a program printed: lines of standard output, and standard error.
fn printed(output: &Output) -> (Vec<&str>, &str) {
    let [out, error] = [&output.stdout, &output.stderr].map(|it| std::str::from_utf8(it).unwrap());
    assert!(!format!("{out}{error}").contains("seam_cst1"), "{out}{error}");
    (out.lines().collect(), error)
}

#[test]
fn without_a_credential_the_example_uses_a_fake_seam() {
    let output = run("get_or_create", &[], &[]);
    let (lines, _) = printed(&output);
    assert!(output.status.success(), "{output:?}");
    assert!(lines[0].starts_with("no credential in the environment: using a fake Seam at http://"));
    assert_eq!(
        lines[1..],
        [
            "client session c2cbd177-1ace-414b-bb1e-000000000001",
            "  for      jane_doe",
            "  ends     2025-06-18T06:10:42.000Z",
            "  devices  1",
            "  token    seam_cst…",
            "asked again: the same session",
        ]
    );
}

#[test]
fn with_a_credential_the_example_calls_the_endpoint() {
    let fake = FakeSeam::start();
    let variables = [("SEAM_API_KEY", API_KEY), ("SEAM_ENDPOINT", &fake.url())];
    let output = run("get_or_create", &[], &variables);
    let (lines, _) = printed(&output);
    assert!(output.status.success(), "{output:?}");
    assert!(lines[0].starts_with("client session "), "{lines:?}");
    assert_eq!(lines.last(), Some(&"asked again: the same session"));
    assert_eq!((fake.requests().len(), fake.sessions()), (2, 1));
}

#[test]
fn an_example_prints_its_error_on_one_line() {
    let output = run("get_or_create", &[], &[("SEAM_API_KEY", "seam_pk1_hunter2")]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        printed(&output).1,
        "SEAM_API_KEY looks like a publishable key (seam_pk…), \
         which belongs in Credential::publishable_key or SEAM_PUBLISHABLE_KEY\n"
    );
}

#[test]
fn the_unlock_example_unlocks_a_door_of_the_fake() {
    let output = run("unlock_door", &[], &[]);
    let (lines, _) = printed(&output);
    assert!(output.status.success(), "{output:?}");
    assert!(lines[0].starts_with("no credential in the environment: using a fake Seam at http://"));
    let [front, cellar] =
        [format!("lock {FRONT_DOOR}  Front door"), format!("lock {OFFLINE_DOOR}  Cellar")];
    assert_eq!(lines[1..], [&front, &cellar, "unlocking Front door", "it is unlocked"]);
}

#[test]
fn the_unlock_example_says_why_a_door_did_not_unlock() {
    for (arguments, sentence) in [
        (
            &["Front door", "0"][..],
            "it did not unlock in time, but still may: \
             action attempt 3f2b1c8d-1b3e-4b1f-9d0b-000000000001\n",
        ),
        (&[OFFLINE_DOOR], "it did not unlock: The lock is offline\n"),
        (&["Garage"], "no lock has this ID or name\n"),
    ] {
        let output = run("unlock_door", arguments, &[]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(printed(&output).1, sentence);
    }
}

#[test]
fn the_kiosk_example_survives_expiry_outage_and_revocation() {
    let output = run("kiosk", &[], &[]);
    assert!(output.status.success(), "{output:?}");
    let (lines, _) = printed(&output);
    let beginnings: Vec<_> =
        lines.iter().map(|line| line.split(" 20").next().unwrap_or_default()).collect();
    assert!(beginnings[0].starts_with("no publishable key in the environment"));
    assert_eq!(
        beginnings[1..],
        [
            "session valid until",
            "renewed in time: valid until",
            "Seam is down; the current token is still valid",
            "Seam is back; the session is renewed",
            "the session was revoked and replaced: valid until",
        ]
    );
}

#[test]
fn the_gateway_example_survives_an_outage_and_stops_at_a_rejection() {
    let output = run("gateway", &[], &[]);
    assert!(output.status.success(), "{output:?}");
    let (lines, _) = printed(&output);
    assert_eq!(lines.len(), 6, "{lines:?}");
    let state = ["Front door is online, battery 87%", "Cellar is offline, battery 31%"];
    assert_eq!(lines[1..3], state);
    assert!(lines[3].starts_with("retrying later: Seam refused /locks/list: service_unavailable"));
    assert!(lines[3].ends_with(", tried 6 times)"), "{lines:?}");
    assert_eq!(lines[4..], state);

    let fake = FakeSeam::start();
    let variables = [("SEAM_API_KEY", "seam_unknown"), ("SEAM_ENDPOINT", &fake.url())];
    let output = run("gateway", &[], &variables);
    let stopping = "stopping: Seam refused /client_sessions/get_or_create: unauthorized: API Key not \
                    found (status 401, request fake-request-1)";
    assert_eq!(printed(&output).0, [stopping]);
}

#[test]
fn with_a_token_only_a_named_door_is_unlocked() {
    let fake = FakeSeam::start();
    let seam = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(fake.url());
    let jane = seam.build().unwrap().with_session_for("jane").unwrap();
    let token = jane.session().unwrap().token.expose();
    let variables = [("SEAM_CLIENT_SESSION_TOKEN", token), ("SEAM_ENDPOINT", &fake.url())];
    let output = run("unlock_door", &[], &variables);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(printed(&output).0.last(), Some(&"to unlock one of them, pass its ID or name"));
    let output = run("unlock_door", &[FRONT_DOOR], &variables);
    assert_eq!(printed(&output).0.last(), Some(&"it is unlocked"));
    let requests = fake.requests();
    let unlocked = requests.iter().filter(|it| it.path == "/locks/unlock_door");
    assert_eq!(unlocked.count(), 1);
}

/// The request to unlock is the second, after the list.
#[test]
fn the_unlock_example_checks_a_lost_unlock_and_does_not_resend_it() {
    let fake = FakeSeam::start();
    let key = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(fake.url());
    let jane = key.build().unwrap().with_session_for("jane").unwrap();
    let token = jane.session().unwrap().token.expose();
    let lost = "it may have unlocked: the server refused /locks/unlock_door (status 504";
    for (variable, value, end) in [
        ("SEAM_API_KEY", API_KEY, "the door is unlocked"),
        // A session cannot list attempts, so it gets the door's state before the door has unlocked.
        ("SEAM_CLIENT_SESSION_TOKEN", token, "the door is locked, or its state is unknown"),
    ] {
        let lock = seam_client::locks::LockDoor::new(FRONT_DOOR);
        jane.run(&lock).unwrap();
        let gateway = "<h1>Gateway Timeout</h1>";
        fake.interrupt_after(2, |it| Response { status: 504, body: gateway.to_owned(), ..it });
        let variables = [(variable, value), ("SEAM_ENDPOINT", &fake.url())];
        let output = run("unlock_door", &["Front door"], &variables);
        let (lines, error) = printed(&output);
        assert!(error.starts_with(lost), "{output:?}");
        assert_eq!(output.status.success(), end.ends_with("is unlocked"), "{output:?}");
        assert_eq!(lines.last(), Some(&end));
    }
    let requests = fake.requests();
    assert_eq!(requests.iter().filter(|it| it.path == "/locks/unlock_door").count(), 2);
}

#[test]
fn a_rejected_unlock_is_not_reported_as_possibly_done() {
    let fake = FakeSeam::start();
    let refusal = r#"{"error":{"type":"device_not_found","message":"Gone"},"ok":false}"#;
    fake.interrupt_after(2, |it| Response { status: 404, body: refusal.to_owned(), ..it });
    let variables = [("SEAM_API_KEY", API_KEY), ("SEAM_ENDPOINT", &fake.url())];
    let output = run("unlock_door", &["Front door"], &variables);
    assert_eq!(output.status.code(), Some(1));
    let sentence = "the door was not unlocked: Seam refused /locks/unlock_door: device_not_found: ";
    assert!(printed(&output).1.starts_with(sentence), "{output:?}");
    assert_eq!(fake.requests().len(), 2);
}

#[test]
fn the_thermostat_example_sets_and_shows_a_thermostat_of_the_fake() {
    let output = run("thermostat", &[], &[]);
    assert!(output.status.success(), "{output:?}");
    let (lines, error) = printed(&output);
    assert_eq!(error, "");
    assert!(lines[0].starts_with("no credential in the environment: using a fake Seam at http://"));
    let [before, after] = ["off", "heat below 21.0 °C"]
        .map(|setting| format!("{THERMOSTAT}  Hallway  21.5 °C  {setting}"));
    assert_eq!(lines[1..], [before, after]);
}

#[test]
fn the_thermostat_example_says_why_setting_failed() {
    let fake = FakeSeam::start();
    let variables = [("SEAM_API_KEY", API_KEY), ("SEAM_ENDPOINT", &fake.url())];
    let set = |arguments: &[&str]| {
        let output = run("thermostat", arguments, &variables);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        printed(&output).1.to_owned()
    };
    let temperatures = "heat and cool require a temperature, and off takes none";
    for (arguments, sentence) in [
        (&["Kitchen", "off"][..], "no thermostat has this ID or name"),
        (&["Hallway", "boil", "99"], "the thermostat does not have this mode"),
        (&["Hallway", "heat"], temperatures),
        (&["Hallway", "heat", "warm"], temperatures),
        (&["Hallway", "off", "21"], temperatures),
        (&["Hallway"], "pass a thermostat, a mode and a temperature"),
    ] {
        assert_eq!(set(arguments), format!("{sentence}\n"));
    }
    assert!(fake.requests().iter().all(|it| it.path == "/thermostats/list"));

    fake.interrupt_after(2, |it| Response { status: 502, body: String::new(), ..it });
    let lost = set(&["Hallway", "cool", "24"]);
    assert!(lost.starts_with("it may be set: the server refused"), "{lost}");
    assert!(lost.ends_with("; run this again\n"), "{lost}");
    let refusal = r#"{"error":{"type":"invalid_input","message":"Too cold"},"ok":false}"#;
    fake.interrupt_after(2, |it| Response { status: 400, body: refusal.to_owned(), ..it });
    let refused = set(&["Hallway", "cool", "24"]);
    assert!(refused.starts_with("it is not set: Seam refused"), "{refused}");

    let key = Credential::api_key(API_KEY).unwrap();
    let seam = Seam::builder(key).endpoint(fake.url()).build().unwrap();
    seam.devices().simulate().disconnect(Disconnect::new(THERMOSTAT)).unwrap();
    let offline = set(&["Hallway", "cool", "24"]);
    assert!(offline.starts_with("SET_HVAC_MODE failed: device_offline: "), "{offline}");
}

#[test]
fn the_access_codes_example_syncs_a_door_with_a_file() {
    let output = run("access_codes", &[], &[]);
    assert!(output.status.success(), "{output:?}");
    let (lines, error) = printed(&output);
    let done = "the door matches the file";
    assert_eq!(error, "");
    assert!(lines[0].starts_with("no arguments: using a fake Seam at http://"));
    assert_eq!(
        lines[1..],
        [
            "created: Jane",
            "created: Otto",
            done,
            done,
            "changed: Jane",
            "deleted: Otto",
            "created: Maria",
            done
        ]
    );
}

const HEADER: &str = "name,code,starts_at,ends_at\n";

/// A door of a fake Seam, and the example that syncs it with a file.
struct Door {
    fake: FakeSeam,
    file: PathBuf,
}

impl Door {
    /// The door has a code that the program did not create.
    fn new(test: &str) -> Self {
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.csv"));
        let door = Self { fake: FakeSeam::start(), file };
        let cleaner = Create::new(FRONT_DOOR).name("Cleaner").code("7310");
        door.seam().access_codes().create(cleaner).unwrap();
        door
    }

    fn seam(&self) -> Seam {
        let key = Credential::api_key(API_KEY).unwrap();
        Seam::builder(key).endpoint(self.fake.url()).build().unwrap()
    }

    fn program(&self, file: &str) -> Command {
        std::fs::write(&self.file, file).unwrap();
        let variables = [("SEAM_API_KEY", API_KEY), ("SEAM_ENDPOINT", &self.fake.url())];
        program("access_codes", &[FRONT_DOOR, self.file.to_str().unwrap()], &variables)
    }

    fn run(&self, file: &str) -> Output {
        self.program(file).output().unwrap()
    }

    /// Runs it until the fake has handled this many requests, and kills it before it gets the last response.
    fn run_and_kill(&self, file: &str, requests: usize) {
        let (due, is_due) = mpsc::channel();
        let (dead, is_dead) = mpsc::channel();
        self.fake.interrupt_after(requests, move |response| {
            due.send(()).unwrap();
            is_dead.recv().unwrap();
            response
        });
        let mut child = self.program(file).stdout(Stdio::null()).spawn().unwrap();
        is_due.recv_timeout(Duration::from_secs(60)).unwrap();
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success());
        dead.send(()).unwrap();
    }

    /// The codes that are not being removed, in the form of the file.
    fn codes(&self) -> Vec<String> {
        let list = access_codes::List::new().device_id(FRONT_DOOR);
        let codes = self.seam().access_codes().list(list).unwrap().into_iter();
        let codes =
            codes.filter(|code| code.status != access_codes::status::REMOVING).map(|code| {
                let [start, end] = [code.starts_at, code.ends_at].map(Option::unwrap_or_default);
                format!("{},{},{start},{end}", code.name.unwrap(), code.code.unwrap().expose())
            });
        let mut codes: Vec<_> = codes.collect();
        codes.sort();
        codes
    }

    /// How many requests that change something have come.
    fn changes(&self) -> usize {
        self.fake.requests().iter().filter(|it| !it.path.ends_with("/list")).count()
    }
}

/// The codes that the door must have: those of the file, and the one that the program did not create.
fn with_cleaner(file: &str) -> Vec<String> {
    let rows = file.lines().skip(1).map(|row| format!("[csv] {row}"));
    let mut codes: Vec<_> = rows.chain(["Cleaner,7310,,".to_owned()]).collect();
    codes.sort();
    codes
}

#[test]
fn a_sync_killed_after_any_request_completes_on_the_next_run() {
    let old = format!(
        "{HEADER}Jane,4102,2099-12-01T15:00:00Z,2099-12-04T11:00:00Z\nOtto,5520,,\nMaria,6631,,\n\
         Ada,7742,2099-12-01T15:00:00Z,2099-12-04T11:00:00Z\nKim,8853,,\n"
    );
    // Changed times, swapped PINs, removed times, deleted and new codes.
    let new = format!(
        "{HEADER}Jane,4102,2099-12-01T15:00:00Z,2099-12-05T11:00:00Z\nOtto,6631,,\nMaria,5520,,\n\
         Ada,7742,,\nLee,9964,,\nNoor,1075,2099-12-01T15:00:00Z,2099-12-04T11:00:00Z\n"
    );
    let mut changes_at_once = Vec::new();
    // 0: the program is not killed.
    for (file, requests) in [(&old, 0..=6), (&new, 0..=8)] {
        for killed_after in requests {
            let door = Door::new("killed");
            if *file == new {
                assert!(door.run(&old).status.success());
            }
            let before = door.changes();
            if killed_after > 0 {
                door.run_and_kill(file, killed_after);
            }
            let output = door.run(file);
            assert!(output.status.success(), "{output:?}");
            assert_eq!(door.codes(), with_cleaner(file), "killed after {killed_after}");
            // No change was made twice.
            let changes = door.changes() - before;
            if killed_after == 0 {
                changes_at_once.push(changes);
            }
            assert_eq!(Some(&changes), changes_at_once.last(), "killed after {killed_after}");
            // Nothing is left to do.
            let output = door.run(file);
            assert_eq!(printed(&output), (vec!["the door matches the file"], ""));
            assert_eq!(door.changes() - before, changes);
        }
    }
    assert_eq!(changes_at_once, [5, 7]);
}

#[test]
fn a_rejected_code_does_not_block_others_and_no_pin_is_printed() {
    let door = Door::new("refused");
    let output = door.run(&format!("{HEADER}Jane,7310,,\nOtto,55,,\nMaria,6631,,\n"));
    assert_eq!(output.status.code(), Some(1));
    let (lines, error) = printed(&output);
    assert_eq!(
        lines,
        [
            "not created: Jane (duplicate_access_code)",
            "not created: Otto (invalid_input)",
            "created: Maria",
            "the door does not match the file"
        ]
    );
    assert_eq!(error, "Error: Seam refused some of the changes\n");
    assert_eq!(door.codes(), ["Cleaner,7310,,", "[csv] Maria,6631,,"]);
}

#[test]
fn a_file_that_may_be_incomplete_deletes_no_code() {
    let door = Door::new("whole");
    let whole = format!("{HEADER}Jane,4102,,\r\nOtto,5520,,\n");
    assert!(door.run(&whole).status.success());
    let before = door.fake.requests().len();
    let line_3 = "line 3 needs a name, a code that no other line has, and two times in UTC or none";
    let no_file = "the file does not begin with the header line, or is cut off";
    for (file, sentence) in [
        ("", no_file),
        ("Jane,4102,,\n", no_file),
        (&whole[..whole.len() - 1], no_file),
        (&format!("{HEADER}Jane,4102,,\nOtto,5520\n"), line_3),
        (&format!("{HEADER}Jane,4102,,\nOtto,4102,,\n"), line_3),
        (&format!("{HEADER}Jane,4102,,\nOtto,5520,2099-12-01T15:00:00Z,\n"), line_3),
        (&format!("{HEADER}Jane,4102,,\nOtto,5520,2099-12-01,2099-12-02\n"), line_3),
    ] {
        let output = door.run(file);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(printed(&output), (vec![], &*format!("Error: {sentence}\n")));
    }
    assert_eq!(door.fake.requests().len(), before);
}

/// On Linux, if `SSL_CERT_FILE` is set, it names the system's store.
#[cfg(all(feature = "platform-verifier", target_os = "linux"))]
#[test]
fn an_authority_in_the_system_store_is_trusted() {
    use support::DOCUMENT_RESPONSE;
    use support::socket::{Reply, http};

    let authority = support::tls::Authority::new();
    let store = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("authority.pem");
    std::fs::write(&store, authority.pem()).unwrap();
    let response = || Reply::Send(http("200 OK", DOCUMENT_RESPONSE));
    let server = authority.serve("localhost", vec![response(), response()]);
    let variables = [
        ("SEAM_API_KEY", API_KEY),
        ("SEAM_ENDPOINT", &format!("https://localhost:{}", server.port())),
        ("SSL_CERT_FILE", store.to_str().unwrap()),
    ];
    let output = run("get_or_create", &[], &variables);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(server.requests().len(), 2);
}
